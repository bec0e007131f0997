// The names found in an article, kept beside it; a source that has changed since has no names yet.

import { createHash } from 'node:crypto'

import type { Kysely } from 'kysely'

import type { Segment } from '#domain/article.ts'

import type { Database, FoundName } from './schema.ts'

export type { FoundName } from './schema.ts'

/** Keeps the names found in the segments of an article. */
export async function keepNames(
  db: Kysely<Database>,
  articleId: string,
  segments: readonly Segment[],
  names: readonly FoundName[],
  now: Date,
): Promise<void> {
  const columns = { sha256: fingerprintOf(segments), names: JSON.stringify(names), found_at: now }
  await db
    .insertInto('article_names')
    .values({ article_id: articleId, ...columns })
    .onConflict((conflict) => conflict.column('article_id').doUpdateSet(columns))
    .execute()
}

/** Reads the names found in just these segments, or null. */
export async function keptNames(
  db: Kysely<Database>,
  articleId: string,
  segments: readonly Segment[],
): Promise<readonly FoundName[] | null> {
  const row = await db
    .selectFrom('article_names')
    .select(['names', 'sha256'])
    .where('article_id', '=', articleId)
    .executeTakeFirst()
  return row?.sha256 === fingerprintOf(segments) ? row.names : null
}

function fingerprintOf(segments: readonly Segment[]): string {
  const hash = createHash('sha256')
  for (const { id, source } of segments) hash.update(`${id}\0${source}\0`)
  return hash.digest('hex')
}
