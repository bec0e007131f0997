// Versions of a source: storing a new one, and what the earlier ones left behind.

import { sql, type Kysely } from 'kysely'

import type { AuthorNote, BlockRole, Named, SourceDocument, Treatment } from '#domain/article.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { KeptTranslation, Outdated } from '#domain/source-update/outdated.ts'
import type { Neighbour } from '#domain/source-update/restored.ts'
import type { SourceLayer } from '#domain/source-update/source-layer.ts'
import type { Standing } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { json } from './history.ts'
import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** A sentence that is no longer translated, with what was written for it. */
export interface RemovedSegment {
  readonly id: string
  /** The version of the source that no longer has it. */
  readonly version: number
  readonly ordinal: number
  readonly role: BlockRole
  readonly source: CodedText
  readonly codes: readonly Code[]
  readonly translations: readonly KeptTranslation[]
  /** Ids of the sentences around it in its block, in order, with its own; empty where they are not known. */
  readonly neighbours: readonly string[]
  readonly removedAt: string
}

/** Lists what was removed from an article, in the order in which it stood there. */
export async function removedSegmentsOf(
  db: Kysely<Database>,
  articleId: string,
): Promise<readonly RemovedSegment[]> {
  const rows = await db
    .selectFrom('removed_segment')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
  return rows.map(({ id, version, ordinal, role, source, codes, translations, neighbours, removed_at }) => ({
    ...{ id, version, ordinal, role, source, codes, translations, neighbours },
    removedAt: removed_at.toISOString(),
  }))
}

/** Finds the sentences of an article that stood around a removed one, and any removed one that the source has, by id. */
export async function neighboursOf(
  db: Kysely<Database>,
  articleId: string,
): Promise<ReadonlyMap<string, Neighbour>> {
  const { rows } = await sql<Neighbour>`select s.id, s.block, s.source, s.uncorrected,
      b.treatment = 'translate' as "isTranslated"
    from segment s join block b on b.article_id = s.article_id and b.ordinal = s.block
    where s.article_id = ${articleId} and s.id in (
      select id from removed_segment where article_id = ${articleId}
      union select jsonb_array_elements_text(neighbours) from removed_segment
        where article_id = ${articleId})`.execute(db)
  return new Map(rows.map((one) => [one.id, one]))
}

/** Lists what people changed in a source over its file, oldest first. */
export async function layersOf(db: Kysely<Database>, articleId: string): Promise<readonly SourceLayer[]> {
  return db
    .selectFrom('source_layer')
    .select(['kind', 'before', 'after', 'inserted'])
    .where('article_id', '=', articleId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Puts layers in the place of all that an article has. */
export async function replaceLayers(
  db: Kysely<Database>,
  articleId: string,
  layers: readonly SourceLayer[],
  by: { readonly personId: string | null; readonly now: Date },
): Promise<void> {
  await db.deleteFrom('source_layer').where('article_id', '=', articleId).execute()
  for (const [index, layer] of layers.entries()) {
    await db
      .insertInto('source_layer')
      .values({
        ...{ id: newId(), article_id: articleId, kind: layer.kind },
        ...{ before: layer.before, after: layer.after, inserted: layer.inserted ?? null },
        // Their order is part of what they say.
        created_at: new Date(by.now.getTime() + index),
        created_by: by.personId,
      })
      .execute()
  }
}

/** A translation with what a change of its source may take from it. */
export interface StoredTranslation extends KeptTranslation {
  readonly locale: TargetLocale
  readonly segmentId: string
  readonly editionId: string
}

/** Reads the translations of some segments and, when asked, keeps others from writing them. */
export async function translationsOfSegments(
  db: Kysely<Database>,
  segmentIds: readonly string[],
  lock: boolean,
): Promise<readonly StoredTranslation[]> {
  const all: StoredTranslation[] = []
  for (const ids of inChunks(segmentIds)) {
    let query = db
      .selectFrom('translation')
      .innerJoin('edition', 'edition.id', 'translation.edition_id')
      .select([
        'translation.id',
        'translation.segment_id as segmentId',
        'translation.edition_id as editionId',
        'edition.locale',
        'translation.target',
        'translation.state',
        'translation.sub_state as subState',
        'translation.version',
        'translation.author_id as authorId',
        'translation.reviewer_id as reviewerId',
        'translation.return_reason as returnReason',
        'translation.outdated',
      ])
      .where('translation.segment_id', 'in', ids)
      .orderBy('translation.id')
    if (lock) query = query.forUpdate('translation')
    all.push(...(await query.execute()))
  }
  return all
}

const chunkSize = 1000

function inChunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / chunkSize) }, (_, n) =>
    all.slice(n * chunkSize, (n + 1) * chunkSize),
  )
}

/** Puts the present file of an article among its earlier ones, before another takes its place. */
export async function keepFile(db: Kysely<Database>, articleId: string): Promise<void> {
  await sql`insert into article_version (article_id, number, format, file_name, original, sha256, words, read_at,
      read_by)
    select id, version, format, file_name, original, sha256, words, coalesce(changed_at, created_at),
      case when changed_at is null then created_by else changed_by end
    from article where id = ${articleId}`.execute(db)
}

/** So many sentences on either side tell where a removed one stood. */
const around = sql.raw('8')

/** Stores what was removed, with its translations; what nobody wrote anything for is not worth keeping. */
export async function keepRemoved(
  db: Kysely<Database>,
  articleId: string,
  version: number,
  segmentIds: readonly string[],
): Promise<void> {
  for (const ids of inChunks(segmentIds)) {
    await sql`insert into removed_segment (id, article_id, version, ordinal, role, source, codes, translations,
        neighbours)
      select s.id, s.article_id, ${version}, s.ordinal, b.role, s.source, b.codes, (
        select json_agg(json_build_object('id', t.id, 'locale', e.locale, 'target', t.target, 'state', t.state,
          'subState', t.sub_state, 'version', t.version, 'authorId', t.author_id, 'reviewerId', t.reviewer_id,
          'returnReason', t.return_reason, 'outdated', t.outdated) order by e.locale)
        from translation t join edition e on e.id = t.edition_id where t.segment_id = s.id and t.target <> ''), near.ids
      from segment s join (
          select id, to_jsonb(array_agg(id) over (partition by block order by ordinal
            rows between ${around} preceding and ${around} following)) as ids
          from segment where article_id = ${articleId}) near on near.id = s.id
        join block b on b.article_id = s.article_id and b.ordinal = s.block
      where s.article_id = ${articleId} and s.id in (${sql.join(ids)})
        and exists (select from translation t where t.segment_id = s.id and t.target <> '')
      on conflict (id) do update set version = excluded.version, ordinal = excluded.ordinal, role = excluded.role,
        source = excluded.source, codes = excluded.codes, translations = excluded.translations,
        neighbours = excluded.neighbours, removed_at = now()`.execute(db)
  }
}

/** Rewrites what was kept of removed segments that are back, when their codes have other ids now. */
export async function rewriteKept(
  db: Kysely<Database>,
  kept: readonly Pick<RemovedSegment, 'id' | 'translations'>[],
): Promise<void> {
  for (const { id, translations } of kept) {
    await db
      .updateTable('removed_segment')
      .set({ translations: JSON.stringify(translations) })
      .where('id', '=', id)
      .execute()
  }
}

/** A source as it is to be stored. */
export interface NewSource {
  readonly articleId: string
  readonly document: Pick<SourceDocument, 'title' | 'description' | 'author' | 'publishedOn' | 'format'>
  readonly words: number
  /** The new file, or null where it stays. */
  readonly file: { readonly fileName: string; readonly content: Uint8Array; readonly sha256: string } | null
  readonly blocks: readonly {
    readonly role: BlockRole
    readonly roleChosen: boolean
    readonly level: number | null
    readonly treatment: Treatment
    readonly codes: readonly Code[]
    readonly notes: readonly AuthorNote[]
    readonly start: number
    readonly end: number
  }[]
  readonly segments: readonly {
    readonly id: string
    readonly block: number
    readonly ordinal: number
    readonly source: CodedText
    readonly after: string
    readonly uncorrected: CodedText | null
  }[]
  readonly personId: string | null
  readonly now: Date
}

/** Puts a new version in the place of the present one; segments keep their ids, those that are not named go. */
export async function storeSource(db: Kysely<Database>, source: NewSource): Promise<void> {
  const { articleId, document, file } = source
  await db
    .updateTable('article')
    .set({
      ...{ title: document.title, description: document.description, author: document.author },
      ...{ published_on: document.publishedOn, format: document.format, words: source.words },
      ...(file && { file_name: file.fileName, original: file.content, sha256: file.sha256 }),
      ...{ changed_at: source.now, changed_by: source.personId },
      version: sql`version + 1`,
    })
    .where('id', '=', articleId)
    .execute()

  const blocks = source.blocks.map(({ roleChosen, start, end, ...block }, index) => ({
    ...{ ...block, ordinal: index + 1, role_chosen: roleChosen, start_byte: start, end_byte: end },
  }))
  for (const some of inChunks(blocks)) {
    await sql`insert into block (article_id, ordinal, role, role_chosen, level, treatment, codes, notes,
        start_byte, end_byte)
      select ${articleId}, ordinal, role, role_chosen, level, treatment, codes, notes, start_byte, end_byte
      from jsonb_to_recordset(${json(some)}::jsonb) as new (ordinal integer, role text, role_chosen boolean,
        level integer, treatment text, codes jsonb, notes jsonb, start_byte integer, end_byte integer)
      on conflict (article_id, ordinal) do update set role = excluded.role, role_chosen = excluded.role_chosen,
        level = excluded.level, treatment = excluded.treatment, codes = excluded.codes,
        notes = excluded.notes, start_byte = excluded.start_byte, end_byte = excluded.end_byte`.execute(db)
  }
  // Positions are unique at every moment, so those that change first step aside.
  await sql`update segment set ordinal = -ordinal where article_id = ${articleId}`.execute(db)
  for (const some of inChunks(source.segments)) {
    const rows = some.map(({ id, block, ordinal, source: text, after, uncorrected }) => ({
      ...{ id, block, ordinal, source: text, after, uncorrected },
    }))
    await sql`insert into segment (id, article_id, block, ordinal, source, after, uncorrected)
      select id, ${articleId}, block, ordinal, source, after, uncorrected
      from jsonb_to_recordset(${json(rows)}::jsonb) as new (id text, block integer, ordinal integer, source text,
        after text, uncorrected text)
      on conflict (id) do update set block = excluded.block, ordinal = excluded.ordinal, source = excluded.source,
        after = excluded.after, uncorrected = excluded.uncorrected`.execute(db)
  }
  await sql`delete from segment where article_id = ${articleId} and ordinal < 0`.execute(db)
  await sql`delete from block where article_id = ${articleId} and ordinal > ${source.blocks.length}`.execute(
    db,
  )
}

/** What becomes of one translation when its source changes. */
export interface SourceEffect {
  readonly translation: StoredTranslation
  readonly to: Standing & {
    readonly target: CodedText
    readonly reviewerId: string | null
    readonly outdated: Outdated | null
  }
  readonly deed: string
  readonly before: { readonly source: CodedText }
  readonly after: { readonly source: CodedText; readonly change: string | null }
  /** Names of the pair of texts, where what was set aside stays set aside. */
  readonly fingerprints: { readonly before: string; readonly after: string } | null
}

/** Writes what became of translations, each with its line in the history. */
export async function writeEffects(
  db: Kysely<Database>,
  effects: readonly SourceEffect[],
  at: {
    readonly projectId: string
    readonly articleId: string
    readonly personId: string | null
    readonly now: Date
  },
): Promise<void> {
  const now = at.now.toISOString()
  for (const some of inChunks(effects)) {
    const rows = some.map(({ translation, to, deed, before, after, fingerprints }) => {
      const { id, editionId, target, state, subState, version } = translation
      return {
        ...{ id, edition_id: editionId, deed },
        ...{ target: to.target, state: to.state, sub_state: to.subState },
        ...{ reviewer_id: to.reviewerId, outdated: to.outdated },
        was: { target, state, subState, ...before },
        becomes: {
          ...{ target: to.target, state: to.state, subState: to.subState, version: version + 1 },
          ...after,
        },
        ...{ old_print: fingerprints?.before ?? null, new_print: fingerprints?.after ?? null },
      }
    })
    const given = json(rows)
    await sql`update translation t set target = new.target, state = new.state, sub_state = new.sub_state,
        reviewer_id = new.reviewer_id, outdated = new.outdated, version = t.version + 1, updated_at = ${now}::timestamptz
      from jsonb_to_recordset(${given}::jsonb) as new (id text, target text, state text, sub_state text,
        reviewer_id text, outdated jsonb)
      where t.id = new.id`.execute(db)
    await sql`update dismissal d set fingerprint = new.new_print
      from jsonb_to_recordset(${given}::jsonb) as new (id text, old_print text, new_print text)
      where d.translation_id = new.id and d.fingerprint = new.old_print
        and new.new_print <> new.old_print`.execute(db)
    await sql`insert into history (at, person_id, project_id, article_id, edition_id, translation_id, deed, before,
        after)
      select ${now}::timestamptz, ${at.personId}, ${at.projectId}, ${at.articleId}, edition_id, id, deed, was, becomes
      from jsonb_to_recordset(${given}::jsonb) as new (id text, edition_id text, deed text, was jsonb,
        becomes jsonb)`.execute(db)
  }
}

/**
 * Gives every edition a translation for each segment to be translated, in the new order, and counts again.
 * Lists the translations that came back with their segments.
 */
export async function completeEditions(db: Kysely<Database>, articleId: string): Promise<readonly string[]> {
  const translated = sql`segment s join block b on b.article_id = s.article_id and b.ordinal = s.block
    and b.treatment = 'translate'`
  await sql`delete from translation t using segment s, block b
    where s.id = t.segment_id and s.article_id = ${articleId} and b.article_id = s.article_id
      and b.ordinal = s.block and b.treatment <> 'translate'`.execute(db)
  await sql`update translation t set ordinal = -t.ordinal from segment s
    where s.id = t.segment_id and s.article_id = ${articleId} and s.ordinal <> t.ordinal`.execute(db)
  await sql`update translation t set ordinal = s.ordinal from segment s
    where s.id = t.segment_id and s.article_id = ${articleId} and t.ordinal < 0`.execute(db)
  const { rows: back } = await sql<{
    id: string
  }>`insert into translation (id, edition_id, segment_id, ordinal,
      target, state, sub_state, version, author_id, reviewer_id, return_reason, outdated)
    select kept.id, e.id, s.id, s.ordinal, kept.target, kept.state, kept."subState", kept.version + 1,
      kept."authorId", kept."reviewerId", kept."returnReason", nullif(kept.outdated, 'null'::jsonb)
    from ${translated} join removed_segment r on r.id = s.id
      cross join lateral jsonb_to_recordset(r.translations) as kept (id text, locale text, target text, state text,
        "subState" text, version integer, "authorId" text, "reviewerId" text, "returnReason" text, outdated jsonb)
      join edition e on e.article_id = s.article_id and e.locale = kept.locale
    where s.article_id = ${articleId}
    on conflict do nothing returning id`.execute(db)
  await sql`delete from removed_segment r using ${translated}
    where s.id = r.id and s.article_id = ${articleId}`.execute(db)
  await sql`insert into translation (id, edition_id, segment_id, ordinal)
    select gen_random_uuid()::text, e.id, s.id, s.ordinal
    from ${translated} join edition e on e.article_id = s.article_id
    where s.article_id = ${articleId}
      and not exists (select from translation t where t.edition_id = e.id and t.segment_id = s.id)`.execute(
    db,
  )
  // Counted under a lock and in a statement of its own, so that a save beside this one is counted once.
  await sql`select id from edition where article_id = ${articleId} order by id for update`.execute(db)
  await sql`update edition e set total = n.total, translated = n.translated, reviewed = n.reviewed, final = n.final
    from (select edition.id, count(t.id)::int as total,
        (count(*) filter (where t.state = 'translated'))::int as translated,
        (count(*) filter (where t.state = 'reviewed'))::int as reviewed,
        (count(*) filter (where t.state = 'final'))::int as final
      from edition left join translation t on t.edition_id = edition.id
      where edition.article_id = ${articleId} group by edition.id) n
    where n.id = e.id`.execute(db)
  return back.map(({ id }) => id)
}

/** An earlier file of an article. */
export interface EarlierFile {
  readonly number: number
  readonly fileName: string
  readonly words: number
  readonly readAt: string
  readonly readBy: Named | null
}

/** Lists the files that an article had before, newest first. */
export async function earlierFilesOf(
  db: Kysely<Database>,
  articleId: string,
): Promise<readonly EarlierFile[]> {
  const rows = await db
    .selectFrom('article_version')
    .leftJoin('person', 'person.id', 'article_version.read_by')
    .select(['number', 'file_name', 'words', 'read_at', 'read_by', 'person.name'])
    .where('article_id', '=', articleId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number, file_name, words, read_at, read_by, name }) => ({
    ...{ number, fileName: file_name, words, readAt: read_at.toISOString() },
    readBy: read_by ? { id: read_by, name: name ?? '' } : null,
  }))
}

/** Reads an earlier file of an article, or null. */
export async function earlierFile(
  db: Kysely<Database>,
  articleId: string,
  number: number,
): Promise<{ readonly fileName: string; readonly content: Uint8Array } | null> {
  const row = await db
    .selectFrom('article_version')
    .select(['file_name', 'original'])
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? { fileName: row.file_name, content: row.original } : null
}

/** The name of the bytes that an article is read from now. */
export async function fileHashOf(db: Kysely<Database>, articleId: string): Promise<string | null> {
  const row = await db.selectFrom('article').select('sha256').where('id', '=', articleId).executeTakeFirst()
  return row?.sha256 ?? null
}
