// The database without a server: a folder on disk (or nothing but memory) and a thread that runs PostgreSQL.

import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { Kysely, PGliteDialect } from 'kysely'

import { WorkError } from '#domain/errors.ts'

import type { OpenDatabase } from '../database.ts'
import type { Database } from '../schema.ts'
import { keepCheckpoints } from './checkpoints.ts'
import { syncFolder, syncTree } from './durable-fs.js'
import { LastingSession } from './lasting-session.ts'
import { lockFolder } from './lock.ts'
import { workerFile } from './session.ts'

export interface EmbeddedDatabase extends OpenDatabase {
  readonly kind: 'embedded'
  /** Gives the data folder as a tar archive, to start other databases in memory from. */
  readonly dump: () => Promise<Uint8Array>
}

/** Opens the database in a folder, making it first if it is new. One process at a time may have it. */
export async function openFolder(folder: string, report?: (error: Error) => void): Promise<EmbeddedDatabase> {
  const root = path.resolve(folder)
  const lock = await lockFolder(root)
  try {
    const data = path.join(root, 'postgres')
    if (!fs.existsSync(path.join(data, 'PG_VERSION'))) await createData(root, data)
    const session = new LastingSession({ task: 'open', folder: data }, report)
    let rest = () => {}
    const database = await openSession(session, async () => {
      rest()
      await lock.release()
    })
    rest = keepCheckpoints(session, data, report)
    return database
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Opens a database that is gone when it is closed, from a template if one is given. */
export async function openMemory(template?: string): Promise<EmbeddedDatabase> {
  return openSession(new LastingSession({ task: 'memory', template }), async () => {})
}

// A new database is made aside and then renamed, so that an interrupted start never leaves half of one,
// and in a process of its own, because making it needs 700 MB that a thread would not give back.
async function createData(root: string, data: string): Promise<void> {
  if (fs.existsSync(data) && fs.readdirSync(data).length > 0) {
    throw new WorkError(
      'storage-unavailable',
      `${data} has files but no database: expected it to be absent or empty`,
    )
  }
  const partialName = 'postgres.partial-'
  for (const name of fs.readdirSync(root)) {
    if (name.startsWith(partialName)) fs.rmSync(path.join(root, name), { recursive: true, force: true })
  }
  fs.rmSync(data, { recursive: true, force: true })
  // A name of its own: the process of an interrupted start may still be writing to another one.
  const partial = fs.mkdtempSync(path.join(root, partialName))
  await runCreation(partial)
  syncTree(partial)
  fs.renameSync(partial, data)
  syncFolder(root)
}

async function runCreation(folder: string): Promise<void> {
  const child = fork(workerFile(), [folder], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000)
  })
  const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve(status ?? signal))
  })
  if (code !== 0)
    throw new WorkError('storage-unavailable', `Making a database in ${folder} ended with ${code}: ${words}`)
}

async function openSession(session: LastingSession, release: () => Promise<void>): Promise<EmbeddedDatabase> {
  let closing: Promise<void> | undefined
  try {
    await session.waitReady
  } catch (error) {
    await session.close().catch(() => {})
    throw error
  }
  return {
    kind: 'embedded',
    kysely: new Kysely<Database>({ dialect: new PGliteDialect({ pglite: session }) }),
    failed: session.failed,
    listen: (channel, heard, missed) => session.listen(channel, { heard, missed }),
    health: async () => {
      // A session that is at work is in health; a second question would only wait behind the first.
      if (!session.busy) await session.query('select 1')
    },
    dump: () => session.dump(),
    lull: () => session.lull(),
    close: () => (closing ??= session.close().finally(release)),
  }
}
