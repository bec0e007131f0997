// The units of the memory in their table. Search by likeness is elsewhere (memory/); what counts is what stands here.

import { sql, type Kysely, type RawBuilder } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { State, SubState } from '#domain/workflow.ts'
import { keyHash, renumbered, shapeKey, sourceKey, type Unit } from '#domain/memory/unit.ts'

import type { TranslationInPlace } from './editions.ts'
import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** A pair as the memory keeps it. */
export interface Pair {
  readonly sourceLocale: string
  readonly targetLocale: string
  readonly source: CodedText
  readonly target: CodedText
  readonly codes: readonly Code[]
}

/** What an approval adds to the memory. */
export interface ApprovedUnit extends Pair {
  readonly projectId: string
  readonly articleId: string
  readonly ordinal: number
  readonly translationId: string
  readonly authorId: string | null
  readonly approverId: string | null
}

/** The language that articles are written in. */
export const sourceLocale = 'en'

/** What the memory keeps of a translation that is approved; nothing of an empty one. */
export function approvedUnit(
  place: Pick<TranslationInPlace, 'segment' | 'codes' | 'locale' | 'projectId' | 'articleId'>,
  approved: {
    readonly id: string
    readonly target: CodedText
    readonly author: Named | null
    readonly reviewer: Named | null
  },
): ApprovedUnit | null {
  const { segment, codes, locale, projectId, articleId } = place
  if (sourceKey(segment.source) === '' || sourceKey(approved.target) === '') return null
  return {
    ...renumbered(segment.source, approved.target, codes),
    ...{ sourceLocale, targetLocale: locale, projectId, articleId },
    ordinal: segment.ordinal,
    translationId: approved.id,
    authorId: approved.author?.id ?? null,
    approverId: approved.reviewer?.id ?? null,
  }
}

/** A part of the statement that writes a translation: adds its unit if the translation was written (`changed`). */
export function alsoUnit(unit: ApprovedUnit | null | undefined): RawBuilder<unknown> {
  if (!unit) return sql``
  const { articleId, ordinal } = unit
  const neighbour = (side: RawBuilder<unknown>) =>
    sql`(select source from segment where article_id = ${articleId} and ordinal ${side} limit 1)`
  return sql`, offered as (
      insert into memory_unit (project_id, source_locale, target_locale, source, target, codes, source_hash,
        shape_hash, previous_source, next_source, article_id, translation_id, author_id, approver_id)
      select ${unit.projectId}, ${unit.sourceLocale}, ${unit.targetLocale}, ${unit.source}, ${unit.target},
        ${JSON.stringify(unit.codes)}::jsonb, ${keyHash(sourceKey(unit.source))}::bigint,
        ${keyHash(shapeKey(unit.source))}::bigint,
        ${neighbour(sql`< ${ordinal}::integer order by ordinal desc`)},
        ${neighbour(sql`> ${ordinal}::integer order by ordinal`)},
        ${articleId}, ${unit.translationId}, ${unit.authorId}, ${unit.approverId}
      from changed
      on conflict (translation_id) do update set id = excluded.id, source = excluded.source,
        target = excluded.target, codes = excluded.codes, source_hash = excluded.source_hash,
        shape_hash = excluded.shape_hash, previous_source = excluded.previous_source,
        next_source = excluded.next_source, author_id = excluded.author_id,
        approver_id = excluded.approver_id, created_at = excluded.created_at
    )`
}

/** A unit as a part of the JSON that {@link unitsOfChanged} reads. */
export function unitRow(unit: ApprovedUnit) {
  const { source, target, codes, ordinal, articleId, projectId, sourceLocale: from, targetLocale: to } = unit
  return {
    ...{ source, target, codes, ordinal, article: articleId, project: projectId, from, to },
    ...{ hash: String(keyHash(sourceKey(source))), shape: String(keyHash(shapeKey(source))) },
    ...{ author: unit.authorId, approver: unit.approverId },
  }
}

/** The same for many translations: `given` has the units as JSON, `changed` the translations that were written. */
export const unitsOfChanged = sql`offered as (
      insert into memory_unit (project_id, source_locale, target_locale, source, target, codes, source_hash,
        shape_hash, previous_source, next_source, article_id, translation_id, author_id, approver_id)
      select unit.project, unit."from", unit."to", unit.source, unit.target, unit.codes, unit.hash, unit.shape,
        (select source from segment where article_id = unit.article and ordinal < unit.ordinal
          order by ordinal desc limit 1),
        (select source from segment where article_id = unit.article and ordinal > unit.ordinal
          order by ordinal limit 1),
        unit.article, given.id, unit.author, unit.approver
      from given join changed on changed.id = given.id, jsonb_to_record(given.unit) as unit(project text,
        "from" text, "to" text, source text, target text, codes jsonb, hash bigint, shape bigint, article text,
        ordinal integer, author text, approver text)
      where given.unit is not null and jsonb_typeof(given.unit) = 'object'
      on conflict (translation_id) do update set id = excluded.id, source = excluded.source,
        target = excluded.target, codes = excluded.codes, source_hash = excluded.source_hash,
        shape_hash = excluded.shape_hash, previous_source = excluded.previous_source,
        next_source = excluded.next_source, author_id = excluded.author_id,
        approver_id = excluded.approver_id, created_at = excluded.created_at
    ),`

function units(db: Kysely<Database>) {
  return db
    .selectFrom('memory_unit as unit')
    .leftJoin('article', 'article.id', 'unit.article_id')
    .leftJoin('memory_origin as origin', 'origin.id', 'unit.origin_id')
    .leftJoin('person as author', 'author.id', 'unit.author_id')
    .leftJoin('person as approver', 'approver.id', 'unit.approver_id')
    .where((eb) => eb.or([eb('unit.origin_id', 'is', null), eb('origin.whole', '=', true)]))
    .selectAll('unit')
    .select(['article.title', 'origin.name as origin_name'])
    .select(['author.name as author_name', 'approver.name as approver_name'])
}

/** Whether the row of `memory_unit unit` may be offered: not while its file is being read, or taken out. */
export const isOffered = sql<boolean>`(unit.origin_id is null
  or unit.origin_id not in (select id from memory_origin where not whole))`

type Row = Awaited<ReturnType<ReturnType<typeof units>['execute']>>[number]

function toUnit(row: Row): Unit {
  const named = (id: string | null, name: string | null): Named | null =>
    id ? { id, name: name ?? '' } : null
  return {
    id: row.id,
    translationId: row.translation_id,
    sourceLocale: row.source_locale,
    targetLocale: row.target_locale,
    source: row.source,
    target: row.target,
    codes: row.codes,
    previous: row.previous_source,
    next: row.next_source,
    origin: row.article_id
      ? { kind: 'article', id: row.article_id, name: row.title ?? '' }
      : { kind: 'file', id: row.origin_id ?? '', name: row.origin_name ?? '' },
    author: named(row.author_id, row.author_name),
    approver: named(row.approver_id, row.approver_name),
    createdAt: row.created_at.toISOString(),
  }
}

/** Where units are looked for. */
export interface Scope {
  readonly projectId: string
  readonly sourceLocale: string
  readonly targetLocales: readonly string[]
}

/** Lists the units with one of the sources, newest first; `by: 'shape'` leaves numbers and dates open. */
export async function unitsLike(
  db: Kysely<Database>,
  scope: Scope,
  sources: readonly CodedText[],
  by: 'source' | 'shape' = 'source',
): Promise<readonly Unit[]> {
  const keyOf = by === 'source' ? sourceKey : shapeKey
  const hashes = [...new Set(sources.map((source) => keyHash(keyOf(source))))]
  if (hashes.length === 0) return []
  const column = by === 'source' ? 'unit.source_hash' : 'unit.shape_hash'
  const rows = await units(db)
    .where(sql<boolean>`${sql.ref(column)} = any(${`{${hashes.join(',')}}`}::bigint[])`)
    .where('unit.project_id', '=', scope.projectId)
    .where('unit.source_locale', '=', scope.sourceLocale)
    .where('unit.target_locale', 'in', [...scope.targetLocales])
    .orderBy('unit.id', 'desc')
    .limit(mostLike + hashes.length * 4 * scope.targetLocales.length)
    .execute()
  const wanted = new Set(sources.map(keyOf))
  return rows.map(toUnit).filter((unit) => wanted.has(keyOf(unit.source)))
}

const mostLike = 60

/** Reads units by their ids; those that are gone are not in the answer. */
export async function unitsById(
  db: Kysely<Database>,
  projectId: string,
  ids: readonly number[],
): Promise<readonly Unit[]> {
  if (ids.length === 0) return []
  const rows = await units(db)
    .where(sql<boolean>`unit.id = any(${`{${ids.join(',')}}`}::bigint[])`)
    .where('unit.project_id', '=', projectId)
    .execute()
  return rows.map(toUnit)
}

/** The sources before and after a place in an article. */
export async function neighboursOf(
  db: Kysely<Database>,
  articleId: string,
  ordinal: number,
): Promise<{ readonly previous: string | null; readonly next: string | null }> {
  const { rows } = await sql<{ previous: string | null; next: string | null }>`
    select (select source from segment where article_id = ${articleId} and ordinal < ${ordinal}
        order by ordinal desc limit 1) as previous,
      (select source from segment where article_id = ${articleId} and ordinal > ${ordinal}
        order by ordinal limit 1) as next`.execute(db)
  return rows[0] ?? { previous: null, next: null }
}

/** A segment of an edition with what the memory needs to know of it. */
export interface MemorySegment {
  readonly translationId: string
  readonly ordinal: number
  readonly source: CodedText
  readonly codes: readonly Code[]
  readonly previous: string | null
  readonly next: string | null
  readonly target: CodedText
  readonly state: State
  readonly subState: SubState | null
  readonly version: number
}

/** Lists all segments of an edition in article order. */
export async function memorySegments(
  db: Kysely<Database>,
  editionId: string,
): Promise<readonly MemorySegment[]> {
  const { rows } = await sql<MemorySegment>`
    with around as (
      select id, ordinal, source, block, article_id, lag(source) over (order by ordinal) as previous,
        lead(source) over (order by ordinal) as next
      from segment where article_id = (select article_id from edition where id = ${editionId})
    )
    select t.id as "translationId", around.ordinal, around.source, block.codes, previous, next, t.target, t.state,
      t.sub_state as "subState", t.version
    from around join translation t on t.segment_id = around.id and t.edition_id = ${editionId}
    join block on block.article_id = around.article_id and block.ordinal = around.block
    order by around.ordinal`.execute(db)
  return rows
}

/** A file or an article whose units are in the memory. */
export interface MemoryOrigin {
  readonly kind: 'article' | 'file'
  readonly id: string
  readonly name: string
  readonly units: number
  readonly at: string
}

/** Lists where the units of a project are from, newest first. */
export async function originsOf(db: Kysely<Database>, projectId: string): Promise<readonly MemoryOrigin[]> {
  const { rows } = await sql<Omit<MemoryOrigin, 'at'> & { at: Date }>`
    select 'file' as kind, id, name, units, imported_at as at from memory_origin
      where project_id = ${projectId} and whole
    union all
    select 'article', article.id, article.title, count(*)::int, max(unit.created_at)
      from article join memory_unit unit on unit.article_id = article.id
      where article.project_id = ${projectId} group by article.id
    order by at desc, id limit 500`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Makes the origin of a file that is being read; its pairs are not offered before {@link showFile}. */
export async function insertOrigin(
  db: Kysely<Database>,
  origin: {
    readonly projectId: string
    readonly name: string
    readonly personId: string | null
    readonly id?: string
  },
): Promise<string> {
  const id = origin.id ?? newId()
  await db
    .insertInto('memory_origin')
    .values({ id, project_id: origin.projectId, name: origin.name, imported_by: origin.personId })
    .execute()
  return id
}

/** Tells how many units a file has brought so far; null when nobody has begun to read it. */
export async function unitsOfFile(db: Kysely<Database>, originId: string): Promise<number | null> {
  const query = db.selectFrom('memory_origin').select('units').where('id', '=', originId)
  return (await query.executeTakeFirst())?.units ?? null
}

/** A pair of a file, with what its file says about it. */
export interface FilePair extends Pair {
  readonly createdAt: string | null
  readonly previous: string | null
  readonly next: string | null
}

/** Adds pairs of a file; a pair that the project has already, word for word, is not added. Tells how many were new. */
export async function insertPairs(
  db: Kysely<Database>,
  origin: { readonly id: string; readonly projectId: string },
  pairs: readonly FilePair[],
): Promise<number> {
  const nameOf = ({ sourceLocale: from, targetLocale: to, source, target }: FilePair): string =>
    JSON.stringify([from, to, source, target])
  const distinct = [...new Map(pairs.map((pair) => [nameOf(pair), pair])).values()]
  const values = distinct.map((pair) => ({
    ...{ sl: pair.sourceLocale, tl: pair.targetLocale, s: pair.source, t: pair.target, c: pair.codes },
    ...{ h: keyHash(sourceKey(pair.source)), f: keyHash(shapeKey(pair.source)) },
    ...{ a: pair.createdAt, p: pair.previous, n: pair.next },
  }))
  // With a limit it stays a question of its own for each pair, answered by the index; joined instead, a table that
  // nobody has analysed yet would be read to its end for every batch.
  const isNew = sql`(select 1 from memory_unit known left join memory_origin file on file.id = known.origin_id
        where known.source_hash = h and known.project_id = ${origin.projectId} and known.source_locale = sl
          and known.target_locale = tl and known.source = s and known.target = t
          and (file.id is null or file.whole or file.id = ${origin.id}) limit 1) is null`
  const { rows } = await sql<{ count: number }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        as pair (sl text, tl text, s text, t text, c jsonb, h bigint, f bigint, a timestamptz, p text, n text)
    ), added as (
      insert into memory_unit (project_id, source_locale, target_locale, source, target, codes, source_hash,
        shape_hash, previous_source, next_source, origin_id, created_at)
      select ${origin.projectId}, sl, tl, s, t, c, h, f, p, n, ${origin.id}, least(a, now()) from given
      where ${isNew}
      returning id
    ), counted as (
      update memory_origin set units = units + (select count(*) from added),
        first_unit = coalesce(first_unit, (select min(id) from added)),
        last_unit = coalesce((select max(id) from added), last_unit)
      where id = ${origin.id}
    )
    select count(*)::int as count from added`.execute(db)
  return rows[0]?.count ?? 0
}

/** Offers the pairs of a file that has been read to its end; false when it was given up meanwhile. */
export async function showFile(db: Kysely<Database>, originId: string): Promise<boolean> {
  const { rows } =
    await sql`update memory_origin set whole = true where id = ${originId} returning 1`.execute(db)
  return rows.length > 0
}

/** Offers the pairs of a file no more; null when the project has no such file. What is left of it {@link sweepFiles} removes. */
export async function hideFile(
  db: Kysely<Database>,
  projectId: string,
  id: string,
): Promise<{ readonly name: string; readonly units: number } | null> {
  const { rows } = await sql<{ name: string; units: number }>`
    update memory_origin set whole = false where id = ${id} and project_id = ${projectId} and whole
    returning name, units`.execute(db)
  return rows[0] ?? null
}

/** Rows that are deleted together; between two batches others are served. */
const sweptRows = 5000
/** What nobody has finished reading after so long was broken off. */
const longestReading = '1 day'

/** Removes what is not offered any more: the file that is named, and those whose reading broke off. */
export async function sweepFiles(db: Kysely<Database>, named: string | null = null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from memory_origin where not whole and (id = ${named} or (
      imported_at < now() - ${longestReading}::interval and not exists (select 1 from job
        where kind = 'memory-import' and state in ('waiting', 'running') and input->>'uploadId' = memory_origin.id)))
    `.execute(db)
  for (const { id } of rows) {
    for (let gone = sweptRows; gone === sweptRows;) {
      const { rows: swept } = await sql`delete from memory_unit where id in (
        select id from memory_unit where origin_id = ${id} limit ${sweptRows}) returning 1`.execute(db)
      gone = swept.length
    }
    await db.deleteFrom('memory_origin').where('id', '=', id).where('whole', '=', false).execute()
  }
}

/** Takes the units of an article out of the memory; the article stays. Tells how many there were. */
export async function deleteUnitsOfArticle(
  db: Kysely<Database>,
  projectId: string,
  articleId: string,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('memory_unit')
    .where('article_id', '=', articleId)
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Reads units in the order of their ids, from just after one. */
export async function unitsAfter(
  db: Kysely<Database>,
  scope: { readonly projectId: string; readonly targetLocales: readonly string[] },
  after: number,
  limit: number,
): Promise<readonly Unit[]> {
  const rows = await units(db)
    .where('unit.project_id', '=', scope.projectId)
    .where('unit.target_locale', 'in', [...scope.targetLocales])
    .where('unit.id', '>', after)
    .orderBy('unit.id')
    .limit(limit)
    .execute()
  return rows.map(toUnit)
}

/** Tells how many units a project has, by target language. */
export async function countUnits(
  db: Kysely<Database>,
  projectId: string,
): Promise<readonly { readonly locale: string; readonly units: number }[]> {
  const { rows } = await sql<{ locale: string; units: number }>`
    select target_locale as locale, count(*)::int as units from memory_unit unit
    where project_id = ${projectId} and ${isOffered} group by target_locale order by target_locale`.execute(
    db,
  )
  return rows
}

/** A suggestion for one translation that nobody has begun. */
export interface Filling {
  readonly translationId: string
  readonly target: CodedText
  readonly score: number
  /** Unit or translation it is from, as the history tells it. */
  readonly from: string
}

/**
 * Writes suggestions into translations that are still empty, each with its line in the history; tells how many.
 * One statement: what somebody began meanwhile is left alone.
 */
export async function fillSuggestions(
  db: Kysely<Database>,
  place: { readonly editionId: string; readonly articleId: string; readonly projectId: string },
  fillings: readonly Filling[],
  by: { readonly personId: string | null; readonly now: Date },
): Promise<number> {
  if (fillings.length === 0) return 0
  const now = by.now.toISOString()
  const given = JSON.stringify(
    fillings.map(({ translationId, target, score, from }) => ({
      id: translationId,
      target,
      score,
      origin: from,
    })),
  )
  const { rows } = await sql`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as given (id text, target text, score int, origin text)
    ), changed as (
      update translation set target = given.target, sub_state = 'suggestion', version = version + 1,
        author_id = null, errors = 0, updated_at = ${now},
        taken = jsonb_build_object('text', given.target, 'origin', 'memory', 'match', score)
      from given
      where translation.id = given.id and edition_id = ${place.editionId} and sub_state = 'new'
      returning translation.id, version, given.target, score, origin
    ), line as (
      insert into history (at, person_id, project_id, article_id, edition_id, translation_id, deed, before, after)
      select ${now}::timestamptz, ${by.personId}, ${place.projectId}, ${place.articleId}, ${place.editionId}, id,
        'translation.suggested', json_build_object('target', '', 'state', 'initial', 'subState', 'new')::jsonb,
        json_build_object('target', target, 'state', 'initial', 'subState', 'suggestion', 'version', version,
          'score', score, 'from', origin,
          'taken', json_build_object('origin', 'memory', 'match', score))::jsonb
      from changed
    )
    select 1 from changed`.execute(db)
  return rows.length
}

/** The least score with which a pre-translation of a project fills segments. */
export async function fillFrom(db: Kysely<Database>, projectId: string): Promise<100 | 101> {
  const row = await db
    .selectFrom('project')
    .select('fill_from')
    .where('id', '=', projectId)
    .executeTakeFirst()
  return row?.fill_from ?? 101
}

/** Sets the least score with which a pre-translation of a project fills segments. */
export async function setFillFrom(db: Kysely<Database>, projectId: string, score: 100 | 101): Promise<void> {
  await db.updateTable('project').set({ fill_from: score }).where('id', '=', projectId).execute()
}
