// The thread in which the embedded database runs: answers the messages of session.ts one after the other.
// Plain JavaScript, because it is started as a file, from the sources and from the build alike.
//
// workerData: {task: 'open', folder}               open a database folder
//             {task: 'memory', template: string?}  open a database in memory, from a dump if one is given
// messages:   {id, deed, …} → {id, answer} or {id, error}; {channel, payload} for each notification
//
// Started as a process of its own (`node worker.js <folder>`) it makes a new database in the folder and ends.

import fs from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'

import { PGlite } from '@electric-sql/pglite'

import { DurableNodeFS, durableStartParams } from './durable-fs.js'
import { queriesOf } from './statements.js'

// One session serves one server process, so the engine needs far less memory than its defaults.
const smallMemory = [
  '--shared_buffers=16MB',
  '--wal_buffers=1MB',
  '--maintenance_work_mem=16MB',
  '--max_wal_size=128MB',
  '--min_wal_size=32MB',
  // Our joins are written in the order in which they are best done; looking for another costs more than the query.
  '--join_collapse_limit=1',
]

const startParams = [...durableStartParams, ...smallMemory]

// Dates without a time are no moments: they stay text, as from a PostgreSQL server (server-database.ts).
const asText = (value) => value
// The engine's own ways with bytes take half a second for a megabyte, in which nobody else is answered.
const parsers = { 17: bytesOf, 1082: asText, 1114: asText }
const serializers = { 17: bytesAsText }

const tasks = { open: openFolder, memory: openMemory }

const deeds = {
  query: async (pg, { sql, parameters }, query) => {
    const { rows, affectedRows } = await query(sql, parameters)
    return { rows, affectedRows }
  },
  exec: async (pg, { sql }) => {
    await pg.exec(sql)
  },
  commit: async (pg) => {
    const [result] = await pg.exec('commit')
    if (result?.command === 'ROLLBACK') {
      throw Object.assign(new Error('The transaction had failed and was rolled back'), { code: '25P02' })
    }
  },
  dump: async (pg) => {
    const dump = await pg.dumpDataDir('none')
    return new Uint8Array(await dump.arrayBuffer())
  },
  close: async (pg) => {
    await pg.close()
  },
}

if (isMainThread) {
  // The server that wants the database has ended: nobody would use the folder.
  process.once('disconnect', () => process.exit(1))
  await create(process.argv[2])
  process.exit(0)
} else {
  serve(await tasks[workerData.task](workerData))
}

function serve(pg) {
  const query = queriesOf(pg)
  pg.onNotification((channel, payload) => parentPort.postMessage({ channel, payload }))
  parentPort.on('message', async ({ id, deed, ...input }) => {
    try {
      const answer = await deeds[deed](pg, input, query)
      parentPort.postMessage({ id, answer })
    } catch (error) {
      parentPort.postMessage({ id, error: plainError(error) })
      // NOTE: after a panic the engine answers nothing more; a new thread recovers what was committed.
      if (isEnd(error)) process.exit(1)
    }
    if (deed === 'close') parentPort.close()
  })
  parentPort.postMessage({ ready: true })
}

async function create(folder) {
  const pg = await PGlite.create({ fs: new DurableNodeFS(folder), startParams })
  await pg.close()
}

async function openFolder({ folder }) {
  // Without this, the engine would make a new database in a folder that lost its own.
  if (!fs.existsSync(`${folder}/PG_VERSION`)) throw new Error(`No database in ${folder}`)
  const files = new DurableNodeFS(folder)
  const pg = await PGlite.create({ fs: files, startParams, parsers, serializers })
  await demandDurability(pg, files)
  return pg
}

async function openMemory({ template }) {
  const loadDataDir = template ? new Blob([fs.readFileSync(template)]) : undefined
  return PGlite.create({
    loadDataDir,
    parsers,
    serializers,
    startParams: [...PGlite.defaultStartParams, ...smallMemory],
  })
}

/** Refuses an engine that would not keep people's work; a new version of it may have lost the hook. */
async function demandDurability(pg, files) {
  const expected = { fsync: 'on', wal_sync_method: 'fsync', full_page_writes: 'on', synchronous_commit: 'on' }
  for (const [name, value] of Object.entries(expected)) {
    const { rows } = await pg.query('select current_setting($1) as value', [name])
    if (rows[0].value !== value) throw new Error(`Expected ${name}=${value}, but it is ${rows[0].value}`)
  }
  const before = files.syncs
  await pg.query("select pg_logical_emit_message(true, 'setara', 'open')")
  if (files.syncs === before)
    throw new Error('A commit did not reach the disk: the fsync hook was not called')
  const { rows } = await pg.query('select datctype from pg_database where datname = current_database()')
  // pg_trgm finds no trigrams for Thai under the C locale.
  if (['C', 'POSIX'].includes(rows[0].datctype)) throw new Error('Expected a UTF-8 locale, but lc_ctype is C')
}

function bytesOf(text) {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

function bytesAsText(bytes) {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Expected bytes for a column of bytes')
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

function isEnd(error) {
  return (
    ['PANIC', 'FATAL'].includes(error?.severity) ||
    error instanceof WebAssembly.RuntimeError ||
    error?.name === 'ExitStatus'
  )
}

// An error loses its fields when it is sent as it is.
function plainError(error) {
  const {
    message,
    code,
    severity,
    detail,
    hint,
    position,
    where,
    schema,
    table,
    column,
    constraint,
    routine,
  } = error instanceof Error ? error : { message: String(error) }
  return {
    message,
    code,
    severity,
    detail,
    hint,
    position,
    where,
    schema,
    table,
    column,
    constraint,
    routine,
  }
}
