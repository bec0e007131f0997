// The units as the index is told of them: few long texts instead of many rows, which the database writes, and the thread
// of the index reads, much faster, so that the thread that serves people neither makes nor copies many objects.

import { sql, type Kysely, type RawBuilder } from 'kysely'

import { blockSize, type BlockSum } from '#domain/memory/unit-index.ts'

import { isOffered } from '../memory.ts'
import type { Database } from '../schema.ts'

/** Units, column by column. */
export interface UnitRows {
  /** Numbers with commas. */
  readonly ids: string
  readonly prints: string
  /** JSON lists; a scope is project, source locale, target locale and origin (or nothing) with spaces. */
  readonly scopes: string
  readonly sources: string
  readonly targets: string
}

/** Units that were read together. */
export interface Batch extends UnitRows {
  readonly count: number
  readonly lowest: number
  readonly highest: number
}

/** Most units that are read together. */
export const batchRows = 4000

const nothing: Batch = {
  ...{ count: 0, lowest: 0, highest: 0 },
  ...{ ids: '', prints: '', scopes: '[]', sources: '[]', targets: '[]' },
}

const scope = sql`concat(project_id, ' ', source_locale, ' ', target_locale, ' ', origin_id)`
// All that the index knows of a unit; restored from an old backup a database gives the same ids to other units.
const print = sql`(hashtextextended(concat(${scope}, ' ', source, ' ', target), id) & 4294967295)`

/** Reads the id of the newest unit; 0 when there is none. */
export async function highestId(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from memory_unit`.execute(db)
  return rows[0]?.id ?? 0
}

/** Reads the newest units below an id. */
export function unitsBelow(db: Kysely<Database>, id: number): Promise<Batch> {
  return read(db, sql`id < ${id}`, sql`desc`)
}

/** Reads the oldest units after an id, up to another. */
export function unitsBetween(db: Kysely<Database>, after: number, last: number): Promise<Batch> {
  return read(db, sql`id > ${after} and id <= ${last}`, sql`asc`)
}

async function read(
  db: Kysely<Database>,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<Batch> {
  const { rows } = await sql<Batch>`
    select count(*)::integer as count, coalesce(min(id), 0) as lowest, coalesce(max(id), 0) as highest,
      string_agg(id::text, ',') as ids, string_agg(${print}::text, ',') as prints,
      json_agg(source)::text as sources, json_agg(target)::text as targets, json_agg(${scope})::text as scopes
    from (select * from memory_unit unit where ${which} and ${isOffered} order by id ${order}
      limit ${batchRows}) unit`.execute(db)
  return rows[0]?.count ? rows[0] : nothing
}

/** Sums up the units from an id up to before another, block by block; both are the beginnings of blocks. */
export async function sumsBetween(
  db: Kysely<Database>,
  from: number,
  to: number,
): Promise<readonly BlockSum[]> {
  const { rows } = await sql<BlockSum>`
    select id / ${blockSize}::bigint as block, count(*)::integer as units, sum(${print})::bigint as sum
    from memory_unit unit where id >= ${from} and id < ${to} and ${isOffered} group by 1`.execute(db)
  return rows
}
