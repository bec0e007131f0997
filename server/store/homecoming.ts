// What left an edition with a file of somebody else, so that a file that comes home is compared with it; and how far a
// large file that comes home has been taken in.

import { randomInt } from 'node:crypto'

import { sql, type Kysely } from 'kysely'

import type { Database, LeftEntry } from './schema.ts'

export type { LeftEntry } from './schema.ts'

/** Sentences of which what left is stored together. */
const leftTogether = 1000

/** The first ordinal of the piece that a sentence is in. */
const firstOf = (ordinal: number): number => ordinal - ((ordinal - 1) % leftTogether)

/** So many of the files that left are remembered, beside the one that came. */
const filesKept = 8

/** The file as it came. */
export const asItCame = 0

/** A number for what is being written. */
export const draftNumber = (): number => -randomInt(1, 2 ** 31 - 1)

/** Gives what was written its number: that of the file as it came, or the next one; the oldest is forgotten. */
export async function finishLeft(
  db: Kysely<Database>,
  editionId: string,
  draft: number,
  kind: 'came' | 'left' | 'home',
): Promise<void> {
  const of = sql`edition_id = ${editionId}`
  if (kind === 'came') await sql`delete from edition_left where ${of} and number = ${asItCame}`.execute(db)
  await sql`update edition_left set number = ${
    kind === 'came'
      ? sql`${asItCame}`
      : sql`(select greatest(max(number), 0) + 1 from edition_left where ${of})`
  } where ${of} and number = ${draft}`.execute(db)
  await sql`delete from edition_left where ${of} and (number between 1
      and (select max(number) from edition_left where ${of}) - ${filesKept}::integer
    or number < 0 and at < now() - interval '1 day')`.execute(db)
}

/** Stores what left of some sentences; of none, that a file left. */
export async function insertLeft(
  db: Kysely<Database>,
  left: { readonly editionId: string; readonly number: number },
  entries: ReadonlyMap<number, LeftEntry>,
): Promise<void> {
  const pieces = new Map<number, Record<string, LeftEntry>>(entries.size === 0 ? [[1, {}]] : [])
  for (const [ordinal, entry] of entries) {
    const first = firstOf(ordinal)
    const piece = pieces.get(first) ?? {}
    piece[ordinal] = entry
    pieces.set(first, piece)
  }
  for (const [first, piece] of pieces) {
    const text = JSON.stringify(piece)
    await sql`insert into edition_left (edition_id, number, first, entries)
      values (${left.editionId}, ${left.number}, ${first}, ${text}::jsonb)
      on conflict (edition_id, number, first) do update set entries = edition_left.entries || excluded.entries`.execute(
      db,
    )
  }
}

/** Lists the numbers of what left, the newest first. */
export async function leftNumbers(db: Kysely<Database>, editionId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('edition_left')
    .select('number')
    .distinct()
    .where('edition_id', '=', editionId)
    .where('number', '>=', asItCame)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number }) => number)
}

/** Reads what left of some sentences, file by file. */
export async function leftEntries(
  db: Kysely<Database>,
  editionId: string,
  numbers: readonly number[],
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, LeftEntry>>>> {
  const firsts = [...new Set(ordinals.map(firstOf))]
  if (numbers.length === 0 || firsts.length === 0) return new Map()
  const rows = await db
    .selectFrom('edition_left')
    .select(['number', 'entries'])
    .where('edition_id', '=', editionId)
    .where('number', 'in', numbers)
    .where('first', 'in', firsts)
    .execute()
  const found = new Map<number, Record<string, LeftEntry>>()
  for (const { number, entries } of rows) found.set(number, { ...found.get(number), ...entries })
  return found
}

/** A part of a file that has been taken in. */
export interface HomecomingPiece<Counts, Line> {
  readonly ordinal: number
  readonly counts: Counts
  readonly lines: readonly Line[]
}

/** Stores that a part of a file has been taken in; false when it had been already. */
export async function insertPiece<Counts, Line>(
  db: Kysely<Database>,
  jobId: string,
  { ordinal, counts, lines }: HomecomingPiece<Counts, Line>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into homecoming_piece (job_id, ordinal, counts, lines)
    values (${jobId}, ${ordinal}, ${JSON.stringify(counts)}::jsonb, ${JSON.stringify(lines)}::jsonb)
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** Whether a part of a file has been taken in. */
export async function hasPiece(db: Kysely<Database>, jobId: string, ordinal: number): Promise<boolean> {
  const found = await db
    .selectFrom('homecoming_piece')
    .select('ordinal')
    .where('job_id', '=', jobId)
    .where('ordinal', '=', ordinal)
    .executeTakeFirst()
  return found !== undefined
}

/** Reads what was stored of each part, in order. */
export async function* piecesOf<Counts, Line>(
  db: Kysely<Database>,
  jobId: string,
): AsyncGenerator<HomecomingPiece<Counts, Line>> {
  for (let ordinal = 0; ; ordinal += 1) {
    const row = await db
      .selectFrom('homecoming_piece')
      .select(['counts', 'lines'])
      .where('job_id', '=', jobId)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst()
    if (!row) return
    // Only `insertPiece` writes them, and the caller is the only one who calls it.
    yield { ordinal, counts: row.counts as Counts, lines: row.lines as readonly Line[] }
  }
}

/** Forgets the parts of a file whose report is written. */
export async function deletePieces(db: Kysely<Database>, jobId: string): Promise<void> {
  await db.deleteFrom('homecoming_piece').where('job_id', '=', jobId).execute()
}
