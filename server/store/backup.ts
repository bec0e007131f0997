// A backup is one file with every row: gzip, and in it one JSON value per line. First a header, then for each
// table its name and its rows as lists of texts, last a trailer with the SHA-256 of everything before it.
// It fits both kinds of database, whatever their versions, because it holds values and no files of an engine.

import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'

import { WorkError } from '#domain/errors.ts'

import type { OpenDatabase } from './database.ts'
import { syncFolder } from './embedded/durable-fs.js'
import { migrate, migrationTables, schemaVersion } from './migrate.ts'
import { migrations } from './migrations/list.ts'
import { quoteName } from './notify.ts'
import type { Database } from './schema.ts'

const formatName = 'setara-backup'
const formatVersion = 1
const longestBatch = 2_000
/** Rows are fetched and written in pieces of about this many characters. */
const batchCharacters = 2_000_000

const Header = z.object({
  format: z.literal(formatName),
  version: z.number().int(),
  schema: z.string(),
  createdAt: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int() })),
})
const TableStart = z.object({ table: z.string() })
const Trailer = z.object({
  rows: z.number().int(),
  sequences: z.record(z.string(), z.string()),
  sha256: z.string(),
})
type Header = z.infer<typeof Header>
type Trailer = z.infer<typeof Trailer>

export interface BackupSummary {
  readonly schema: string
  readonly createdAt: string
  readonly rows: number
  readonly sha256: string
}

/**
 * Writes the state of one moment to a file, while others go on working. The file appears only when it is whole.
 * NOTE: the embedded database has one session, so there saves wait until the rows are read.
 */
export async function writeBackup(database: OpenDatabase, file: string, now: Date): Promise<BackupSummary> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`)
  try {
    const summary = await snapshot(database.kysely, async (tx) => {
      const summaryOf: { trailer?: Trailer; header?: Header } = {}
      const lines = Readable.from(backupLines(tx, now, summaryOf))
      await pipeline(
        lines,
        createGzip(),
        fs.createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
      )
      return summaryOf
    })
    fs.renameSync(draft, file)
    syncFolder(path.dirname(file))
    const { header, trailer } = summary
    if (!header || !trailer) throw new Error('The backup ended before its trailer')
    return summarise(header, trailer)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** Reads a backup to its end and throws `invalid` if it is damaged, cut off or of a newer version. */
export async function verifyBackup(file: string): Promise<BackupSummary> {
  return readBackup(file, async () => {})
}

/** Puts a backup into an empty database, all of it or nothing. */
export async function restoreBackup(database: OpenDatabase, file: string): Promise<BackupSummary> {
  await verifyBackup(file)
  return database.kysely.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`set local datestyle = 'ISO'`.execute(tx)
    let target: Target | undefined
    return readBackup(file, async (part) => {
      if (part.kind === 'header') target = await prepareTarget(tx, part.header)
      if (!target) throw new Error('A backup begins with its header')
      if (part.kind === 'rows') await insertRows(tx, target, part.table, part.columns, part.rows)
      if (part.kind === 'trailer') await finishTarget(tx, target, part.trailer)
    })
  })
}

function summarise(header: Header, trailer: Trailer): BackupSummary {
  return { schema: header.schema, createdAt: header.createdAt, rows: trailer.rows, sha256: trailer.sha256 }
}

// ── Writing ──

async function snapshot<T>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx)
    await sql`set local statement_timeout = 0`.execute(tx)
    // Values are written as PostgreSQL prints them; these settings make that exact and the same everywhere.
    await sql`set local timezone = 'UTC'`.execute(tx)
    await sql`set local datestyle = 'ISO'`.execute(tx)
    await sql`set local intervalstyle = 'postgres'`.execute(tx)
    await sql`set local bytea_output = 'hex'`.execute(tx)
    await sql`set local extra_float_digits = 1`.execute(tx)
    return work(tx)
  })
}

async function* backupLines(
  tx: Transaction<Database>,
  now: Date,
  summary: { trailer?: Trailer; header?: Header },
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const written = (text: string): string => {
    hash.update(text)
    return text
  }
  const tables = await listTables(tx)
  const schema = await schemaVersion(tx)
  if (schema === null)
    throw new WorkError('invalid', 'The database has no tables yet: expected a migrated one')
  const counted: Header['tables'] = []
  for (const { name, columns } of tables) {
    counted.push({ name, columns: columns.map((column) => column.name), rows: await countRows(tx, name) })
  }
  summary.header = {
    format: formatName,
    version: formatVersion,
    schema,
    createdAt: now.toISOString(),
    tables: counted,
  }
  yield written(`${JSON.stringify(summary.header)}\n`)
  for (const { name, columns } of tables) {
    yield written(`${JSON.stringify({ table: name })}\n`)
    for await (const lines of readRows(tx, name, columns)) yield written(`${lines.join('\n')}\n`)
  }
  summary.trailer = {
    rows: summary.header.tables.reduce((sum, { rows }) => sum + rows, 0),
    // Read last: a sequence does not stand still in a snapshot, and must not fall behind the rows.
    sequences: await readSequences(tx),
    sha256: hash.digest('hex'),
  }
  yield `${JSON.stringify(summary.trailer)}\n`
}

/** Reads a table in pieces of bounded size, each row as one line of JSON. */
async function* readRows(
  tx: Transaction<Database>,
  table: string,
  columns: readonly Column[],
): AsyncGenerator<readonly string[]> {
  const values = sql.join(columns.map(({ name }) => sql`${sql.ref(name)}::text`))
  await sql`declare backup no scroll cursor for
    select json_build_array(${values})::text as line from ${sql.table(table)}`.execute(tx)
  let batch = 50
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(batch)} from backup`.execute(tx)
    if (rows.length === 0) break
    const lines = rows.map(({ line }) => line)
    yield lines
    const characters = lines.reduce((sum, line) => sum + line.length, 0)
    batch = nextBatch(rows.length, characters)
  }
  await sql`close backup`.execute(tx)
}

function nextBatch(rows: number, characters: number): number {
  const fitting = Math.floor((rows * batchCharacters) / Math.max(1, characters))
  return Math.max(1, Math.min(fitting, rows * 2 + 1, longestBatch))
}

// ── Reading ──

type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | {
      readonly kind: 'rows'
      readonly table: string
      readonly columns: readonly string[]
      /** Lines of JSON, one list of texts each. */
      readonly rows: readonly string[]
    }
  | { readonly kind: 'trailer'; readonly trailer: Trailer }

/** Hands out a backup part by part; the trailer comes only when everything before it was right. */
async function readBackup(file: string, use: (part: Part) => Promise<void>): Promise<BackupSummary> {
  const hash = createHash('sha256')
  let header: Header | undefined
  let trailer: Trailer | undefined
  let next = 0 // the table that comes next
  let left = 0 // rows of the current table that are still to come
  let rows: string[] = []
  let characters = 0

  const flush = async (): Promise<void> => {
    const table = header?.tables[next - 1]
    if (!table || rows.length === 0) return
    await use({ kind: 'rows', table: table.name, columns: table.columns, rows })
    rows = []
    characters = 0
  }
  const take = async (line: string): Promise<void> => {
    if (trailer) throw damaged('there is text after its end')
    if (header && left === 0 && next === header.tables.length) {
      await flush()
      trailer = parseLine(Trailer, line)
      if (trailer.sha256 !== hash.digest('hex')) throw damaged('its checksum is not that of its content')
      await use({ kind: 'trailer', trailer })
      return
    }
    hash.update(line).update('\n')
    if (!header) {
      header = parseHeader(line)
      await use({ kind: 'header', header })
    } else if (left === 0) {
      await flush()
      const table = header.tables[next]
      if (parseLine(TableStart, line).table !== table?.name)
        throw damaged('its tables are not those of its header')
      left = table.rows
      next += 1
    } else {
      left -= 1
      characters += line.length
      if (rows.push(line) >= longestBatch || characters >= batchCharacters) await flush()
    }
  }

  for await (const line of unpackedLines(file)) await take(line)
  if (!header || !trailer) throw damaged('it ends too early')
  return summarise(header, trailer)
}

async function* unpackedLines(file: string): AsyncGenerator<string> {
  const packed = fs.createReadStream(file)
  const unpacked = createGunzip({ chunkSize: 262_144 })
  packed.on('error', (error) => unpacked.destroy(error))
  packed.pipe(unpacked)
  try {
    yield* splitLines(unpacked)
  } catch (error) {
    // The errors of gzip have codes such as Z_BUF_ERROR: the file is cut off, or was never gzip.
    const isGzip = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isGzip ? damaged(error.message) : error
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  // Pieces of the line that has not ended yet; joined once, because a line may be long.
  let pieces: string[] = []
  for await (const chunk of chunks) {
    const [end = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n')
    pieces.push(end)
    for (const line of lines) {
      yield pieces.join('')
      pieces = [line]
    }
  }
  const rest = pieces.join('') + decoder.decode()
  if (rest !== '') yield rest
}

function parseHeader(line: string): Header {
  const header = parseLine(Header, line)
  if (header.version > formatVersion || !(header.schema in migrations)) {
    throw new WorkError(
      'invalid',
      `The backup was written by a newer version of Setara (format ${header.version}, tables ${header.schema}): ` +
        `expected at most format ${formatVersion}, tables ${Object.keys(migrations).sort().at(-1)}`,
      { reason: 'newer-backup' },
    )
  }
  return header
}

function parseLine<T>(shape: z.ZodType<T>, line: string): T {
  try {
    return shape.parse(JSON.parse(line))
  } catch {
    throw damaged(`this line is not what was expected: ${line.slice(0, 80)}`)
  }
}

function damaged(what: string): WorkError {
  return new WorkError('invalid', `The file is not a whole backup: ${what}`, { reason: 'damaged-backup' })
}

// ── The database that a backup is put into ──

interface Target {
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly { table: string; name: string; definition: string }[]
}

async function prepareTarget(tx: Transaction<Database>, header: Header): Promise<Target> {
  const isNew = (await listTables(tx)).length === 0
  if (isNew) await migrate(tx, { to: header.schema })
  const version = await schemaVersion(tx)
  if (version !== header.schema) {
    throw new WorkError(
      'invalid',
      `The tables of the database are at ${version}, those of the backup at ${header.schema}: ` +
        'restore into a new database, then migrate',
      { reason: 'other-schema' },
    )
  }
  const tables = await listTables(tx)
  const names = sql.join(tables.map(({ name }) => sql.table(name)))
  await sql`lock table ${names} in access exclusive mode`.execute(tx)
  if (isNew) await sql`truncate ${names}`.execute(tx)
  for (const { name } of tables) {
    if ((await countRows(tx, name)) > 0) {
      throw new WorkError('already-exists', `The table "${name}" has rows: expected an empty database`, {
        table: name,
      })
    }
  }
  // Rows come table by table, in no order that the links between them would allow.
  const foreignKeys = await listForeignKeys(tx)
  for (const { table, name } of foreignKeys) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(tx)
  }
  for (const { name } of tables) await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx)
  return { tables, foreignKeys }
}

async function insertRows(
  tx: Transaction<Database>,
  target: Target,
  name: string,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const table = target.tables.find((candidate) => candidate.name === name)
  const types = columns.map((column) => table?.columns.find((candidate) => candidate.name === column)?.type)
  if (!table || types.length !== table.columns.length || types.includes(undefined)) {
    throw damaged(`its table "${name}" does not have the columns of ours`)
  }
  const names = sql.join(columns.map((column) => sql.ref(column)))
  // The types come from the database's own catalogue, never from the file.
  const values = sql.join(
    types.map((type, index) => sql`(line->>${sql.lit(index)})::${sql.raw(type ?? 'text')}`),
  )
  await sql`insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from json_array_elements(${`[${rows.join(',')}]`}::json) as line`.execute(tx)
}

async function finishTarget(tx: Transaction<Database>, target: Target, trailer: Trailer): Promise<void> {
  for (const { name } of target.tables)
    await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx)
  for (const { table, name, definition } of target.foreignKeys) {
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
      tx,
    )
  }
  const known = await readSequences(tx, 'all')
  for (const [name, value] of Object.entries(trailer.sequences)) {
    if (!(name in known)) throw damaged(`the sequence "${name}" is not one of ours`)
    await sql`select setval(${quoteName(name)}::regclass, ${value}::bigint)`.execute(tx)
  }
}

// ── The catalogue ──

interface Column {
  readonly name: string
  readonly type: string
}
interface Table {
  readonly name: string
  readonly columns: readonly Column[]
}

/** Lists our tables with the columns that hold values of their own. */
async function listTables(tx: Transaction<Database>): Promise<readonly Table[]> {
  const { rows } = await sql<{ name: string; columns: Column[] }>`
    select c.relname::text as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
        order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname not in (${sql.join([...migrationTables])})
    group by c.relname order by c.relname`.execute(tx)
  return rows
}

async function listForeignKeys(tx: Transaction<Database>): Promise<Target['foreignKeys']> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`.execute(tx)
  return rows
}

async function countRows(tx: Transaction<Database>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Reads the last value of each sequence that has given out one; `all` also names the others. */
async function readSequences(tx: Transaction<Database>, which?: 'all'): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; value: string | null }>`
    select sequencename::text as name, last_value::text as value
    from pg_sequences where schemaname = current_schema()`.execute(tx)
  const chosen = which === 'all' ? rows : rows.filter(({ value }) => value !== null)
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value ?? '']))
}
