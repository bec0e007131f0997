// When a source changes, the units of what stays approved follow it: their words, their codes and what stands around
// them. Units of what is approved no more stay with the words that they were approved for (see the trigger of 0150).

import { sql, type Kysely } from 'kysely'

import type { Code, CodedText } from '#domain/inline.ts'
import { keyHash, renumbered, shapeKey, sourceKey } from '#domain/memory/unit.ts'

import { sourceLocale } from './memory.ts'
import type { Database } from './schema.ts'

/** Lists which translations have a unit; ask before their source is changed. */
export async function withUnits(
  db: Kysely<Database>,
  translationIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select translation_id as id from memory_unit
    where translation_id in (select jsonb_array_elements_text(${JSON.stringify(translationIds)}::jsonb))`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

interface Approved {
  readonly id: string
  readonly locale: string
  readonly target: CodedText
  readonly source: CodedText
  readonly codes: readonly Code[]
  readonly previous: string | null
  readonly next: string | null
  readonly author: string | null
  readonly approver: string | null
  readonly unit: {
    readonly id: number
    readonly source: CodedText
    readonly target: CodedText
    readonly codes: readonly Code[]
    readonly previous: string | null
    readonly next: string | null
    readonly at: string
  } | null
}

const batch = 500

/**
 * Makes the units of an article say what is approved there now; to be called in the transaction that changes the source.
 * `named` are translations that have to have a unit if they are approved: others that have none were taken out.
 */
export async function followSource(
  db: Kysely<Database>,
  article: { readonly id: string; readonly projectId: string },
  named: readonly string[],
): Promise<void> {
  const { rows } = await sql<Approved>`
    with named as (select jsonb_array_elements_text(${JSON.stringify(named)}::jsonb) as id),
    around as (
      select id, block, source, lag(source) over (order by ordinal) as previous,
        lead(source) over (order by ordinal) as next
      from segment where article_id = ${article.id}
    )
    select t.id, edition.locale, t.target, around.source, block.codes, around.previous, around.next,
      t.author_id as author, t.reviewer_id as approver,
      case when unit.id is not null then json_build_object('id', unit.id, 'source', unit.source, 'target', unit.target,
        'codes', unit.codes, 'previous', unit.previous_source, 'next', unit.next_source, 'at', unit.created_at)
      end as unit
    from around join translation t on t.segment_id = around.id and t.state in ('reviewed', 'final')
      join edition on edition.id = t.edition_id
      join block on block.article_id = ${article.id} and block.ordinal = around.block
      left join memory_unit unit on unit.translation_id = t.id
    where t.id in (select id from named) or (unit.id is not null and (
      unit.previous_source is distinct from around.previous or unit.next_source is distinct from around.next))
    `.execute(db)
  const followed = rows.flatMap((row) => {
    const now = renumbered(row.source, row.target, row.codes)
    const { unit, previous, next } = row
    if (sourceKey(now.source) === '' || sourceKey(now.target) === '') return []
    const name = (pair: Pick<Approved, 'source' | 'target' | 'codes' | 'previous' | 'next'>): string =>
      JSON.stringify([pair.source, pair.target, pair.codes, pair.previous, pair.next])
    return unit && name(unit) === name({ ...now, previous, next }) ? [] : [{ ...row, ...now }]
  })
  for (let at = 0; at < followed.length; at += batch) {
    await replace(db, article, followed.slice(at, at + batch))
  }
}

/** Puts units in the place of the old ones, and of those that were left behind when the same words were changed before. */
async function replace(
  db: Kysely<Database>,
  article: { readonly id: string; readonly projectId: string },
  followed: readonly Approved[],
): Promise<void> {
  const given = JSON.stringify(
    followed.map(({ unit, ...row }) => ({
      ...row,
      ...{ old: unit?.id ?? null, at: unit?.at ?? null },
      ...{ hash: String(keyHash(sourceKey(row.source))), shape: String(keyHash(shapeKey(row.source))) },
    })),
  )
  const rows = sql`jsonb_to_recordset(${given}::jsonb) as given (id text, locale text, source text, target text,
    codes jsonb, previous text, next text, author text, approver text, old bigint, at timestamptz, hash bigint,
    shape bigint)`
  await sql`delete from memory_unit unit using ${rows}
    where unit.id = given.old or (unit.translation_id is null and unit.article_id = ${article.id}
      and unit.target_locale = given.locale and unit.source = given.source and unit.target = given.target)`.execute(
    db,
  )
  await sql`
    insert into memory_unit (project_id, source_locale, target_locale, source, target, codes, source_hash, shape_hash,
      previous_source, next_source, article_id, translation_id, author_id, approver_id, created_at)
    select ${article.projectId}, ${sourceLocale}, locale, source, target, codes, hash, shape, previous, next,
      ${article.id}, id, author, approver, coalesce(at, now())
    from ${rows}`.execute(db)
}
