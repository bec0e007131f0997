// Editions: an article in one target language, with one translation per segment.

import { sql, type Kysely } from 'kysely'

import type {
  AuthorNote,
  BlockRole,
  Edition,
  Named,
  Progress,
  Segment,
  Translation,
} from '#domain/article.ts'
import type { CheckSettings } from '#domain/checks/settings.ts'
import type { Code } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'
import type { OutlineLines } from '#domain/outline.ts'
import type { ReturnCategory } from '#domain/review.ts'
import { compareLocales, type TargetLocale } from '#locales/locale.ts'

import { blockCountOf, progressOf } from './articles.ts'
import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** Opens an edition with an empty translation for every segment to be translated; null if it is open already. */
export async function insertEdition(
  db: Kysely<Database>,
  article: { readonly id: string; readonly projectId: string },
  locale: TargetLocale,
): Promise<string | null> {
  const id = newId()
  const opened = await sql<{ id: string }>`
    insert into edition (id, article_id, project_id, locale, total)
    select ${id}, ${article.id}, ${article.projectId}, ${locale}, count(*)
      from segment join block on block.article_id = segment.article_id and block.ordinal = segment.block
      where segment.article_id = ${article.id} and block.treatment = 'translate'
    on conflict (article_id, locale) do nothing
    returning id`.execute(db)
  if (opened.rows.length === 0) return null
  await sql`
    insert into translation (id, edition_id, segment_id, ordinal)
    select gen_random_uuid()::text, ${id}, segment.id, segment.ordinal
      from segment join block on block.article_id = segment.article_id and block.ordinal = segment.block
      where segment.article_id = ${article.id} and block.treatment = 'translate'
      order by segment.ordinal`.execute(db)
  return id
}

/** An edition with what its pages show of the article and the project. */
export interface EditionWithContext extends Edition {
  readonly progress: Progress
  readonly glossaryRevision: number
  readonly checkSettings: CheckSettings
  /** Whether two people have to approve each text. */
  readonly secondReview: boolean
  readonly projectName: string
  readonly release: { readonly id: string; readonly number: number; readonly publishedAt: string } | null
}

/** Reads an edition, or null. */
export async function getEdition(db: Kysely<Database>, id: string): Promise<EditionWithContext | null> {
  const row = await db
    .selectFrom('edition')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .leftJoin(
      (from) =>
        from
          .selectFrom('release')
          .select(['id', 'edition_id', 'number', 'published_at'])
          .where('edition_id', '=', id)
          .orderBy('number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onRef('newest.edition_id', '=', 'edition.id'),
    )
    .selectAll('edition')
    .select(['project.name as project_name', 'project.glossary_revision', 'project.check_settings'])
    .select('project.second_review')
    .select(['newest.id as release_id', 'newest.number', 'newest.published_at'])
    .where('edition.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    articleId: row.article_id,
    projectId: row.project_id,
    locale: row.locale,
    openedAt: row.opened_at.toISOString(),
    progress: progressOf(row),
    glossaryRevision: row.glossary_revision,
    checkSettings: row.check_settings,
    secondReview: row.second_review,
    projectName: row.project_name,
    release:
      row.release_id && row.number && row.published_at
        ? { id: row.release_id, number: row.number, publishedAt: row.published_at.toISOString() }
        : null,
  }
}

/** A segment with its translation in one edition and what checks need. */
export interface EditionRow {
  readonly segment: Segment
  readonly role: BlockRole
  readonly codes: readonly Code[]
  /** What the author of the source says to translators about the block. */
  readonly notes: readonly AuthorNote[]
  readonly translation: Translation
  readonly dismissals: readonly Dismissal[]
  /** Questions about the sentence of the source that are open. */
  readonly openQuestions: number
}

/** A finding that somebody set aside, with the reason. */
export interface Dismissal {
  readonly check: string
  readonly fingerprint: string
  readonly reason: string
}

/** Selects rows of an edition with everything a page of the editor shows; callers add where, order and limit. */
function editionRows(db: Kysely<Database>) {
  return db
    .selectFrom('translation')
    .innerJoin('segment', 'segment.id', 'translation.segment_id')
    .innerJoin('block', (join) =>
      join.onRef('block.article_id', '=', 'segment.article_id').onRef('block.ordinal', '=', 'segment.block'),
    )
    .leftJoin('person as author', 'author.id', 'translation.author_id')
    .leftJoin('person as reviewer', 'reviewer.id', 'translation.reviewer_id')
    .select([
      'translation.id',
      'translation.edition_id',
      'translation.segment_id',
      'translation.target',
      'translation.state',
      'translation.sub_state',
      'translation.version',
      'translation.author_id',
      'author.name as author_name',
      'translation.reviewer_id',
      'reviewer.name as reviewer_name',
      'translation.return_reason',
      'translation.returned',
      'translation.updated_at',
      'translation.outdated',
      'translation.taken',
      'segment.article_id',
      'segment.block',
      'segment.ordinal',
      'segment.source',
      'segment.after',
      'block.role',
      'block.codes',
      'block.notes',
    ])
    .select(
      sql<readonly Dismissal[] | null>`(select json_agg(json_build_object('check', check_id, 'fingerprint',
        fingerprint, 'reason', reason)) from dismissal where translation_id = translation.id)`.as(
        'dismissals',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from source_question asked where asked.segment_id = segment.id
        and asked.outcome is null)`.as('open_questions'),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof editionRows>['execute']>>[number]

function toEditionRow(row: Row): EditionRow {
  return {
    segment: {
      id: row.segment_id,
      articleId: row.article_id,
      block: row.block,
      ordinal: row.ordinal,
      source: row.source,
      after: row.after,
    },
    role: row.role,
    codes: row.codes,
    notes: row.notes,
    translation: {
      id: row.id,
      segmentId: row.segment_id,
      editionId: row.edition_id,
      target: row.target,
      state: row.state,
      subState: row.sub_state,
      version: row.version,
      author: named(row.author_id, row.author_name),
      reviewer: named(row.reviewer_id, row.reviewer_name),
      returnReason: row.return_reason,
      returned: row.sub_state === 'returned' ? row.returned : null,
      updatedAt: row.updated_at.toISOString(),
      outdated: row.outdated,
      origin: originOf(row),
    },
    dismissals: row.dismissals ?? [],
    openQuestions: row.open_questions,
  }
}

function originOf({ target, taken }: Pick<Row, 'target' | 'taken'>): Origin | null {
  return taken && taken.text === target ? { origin: taken.origin, match: taken.match } : null
}

function named(id: string | null, name: string | null): Named | null {
  return id ? { id, name: name ?? '' } : null
}

/** Lists rows of an edition in article order, from just after the segment `afterOrdinal`. */
export async function rowsOfEdition(
  db: Kysely<Database>,
  editionId: string,
  afterOrdinal: number,
  limit: number,
): Promise<readonly EditionRow[]> {
  const rows = await editionRows(db)
    .where('translation.edition_id', '=', editionId)
    .where('translation.ordinal', '>', afterOrdinal)
    .orderBy('translation.ordinal')
    .limit(limit)
    .execute()
  return rows.map(toEditionRow)
}

/** Lists all rows of an edition and keeps others from changing them until the transaction ends. */
export async function lockRowsOfEdition(
  db: Kysely<Database>,
  editionId: string,
): Promise<readonly EditionRow[]> {
  const rows = await editionRows(db)
    .where('translation.edition_id', '=', editionId)
    .orderBy('translation.ordinal')
    .forUpdate('translation')
    .execute()
  return rows.map(toEditionRow)
}

/** Lists some rows of an edition; `lock` keeps others from changing them until the transaction ends. */
export async function rowsAt(
  db: Kysely<Database>,
  editionId: string,
  ordinals: readonly number[],
  lock: boolean,
): Promise<readonly EditionRow[]> {
  if (ordinals.length === 0) return []
  const found = editionRows(db)
    .where('translation.edition_id', '=', editionId)
    .where(sql<boolean>`translation.ordinal = any(${`{${ordinals.join(',')}}`}::integer[])`)
    .orderBy('translation.ordinal')
  const rows = await (lock ? found.forUpdate('translation') : found).execute()
  return rows.map(toEditionRow)
}

/** What stands at some places of an edition, by ordinal. */
export async function textsAt(
  db: Kysely<Database>,
  editionId: string,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, { readonly target: string; readonly version: number }>> {
  const rows = await db
    .selectFrom('translation')
    .select(['ordinal', 'target', 'version'])
    .where('edition_id', '=', editionId)
    .where(sql<boolean>`ordinal = any(${`{${ordinals.join(',')}}`}::integer[])`)
    .execute()
  return new Map(rows.map(({ ordinal, ...text }) => [ordinal, text]))
}

const blocksTogether = 20_000

/** The last sentence of each block of an article, by the ordinal of the block; 0 where a block has none. */
export async function lastOrdinals(db: Kysely<Database>, articleId: string): Promise<Int32Array> {
  const blocks = await blockCountOf(db, articleId)
  const last = new Int32Array(blocks + 1)
  for (let from = 1; ; from += blocksTogether) {
    // One text for all lines, as in the outline.
    const { rows } = await sql<{ lines: string | null }>`
      select string_agg(block || ' ' || ordinal, E'\n' order by ordinal) as lines from segment
      where article_id = ${articleId} and ordinal between ${from}::integer and ${from + blocksTogether - 1}::integer`.execute(
      db,
    )
    const lines = rows[0]?.lines
    if (!lines) return last
    for (const line of lines.split('\n')) {
      const [block = 0, ordinal = 0] = line.split(' ').map(Number)
      last[block] = ordinal
    }
  }
}

/** A row with where it belongs, for an action on one translation. */
export interface TranslationInPlace extends EditionRow {
  readonly projectId: string
  readonly articleId: string
  readonly locale: TargetLocale
  readonly glossaryRevision: number
  readonly checkSettings: CheckSettings
  readonly secondReview: boolean
}

/** Reads one translation with its place, or null. */
export async function getTranslation(db: Kysely<Database>, id: string): Promise<TranslationInPlace | null> {
  const row = await editionRows(db)
    .innerJoin('edition', 'edition.id', 'translation.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['edition.project_id', 'edition.locale', 'project.glossary_revision', 'project.check_settings'])
    .select('project.second_review')
    .where('translation.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...toEditionRow(row),
    projectId: row.project_id,
    articleId: row.article_id,
    locale: row.locale,
    glossaryRevision: row.glossary_revision,
    checkSettings: row.check_settings,
    secondReview: row.second_review,
  }
}

/** Lists the findings of the edition as a whole that somebody set aside. */
export async function documentDismissalsOf(
  db: Kysely<Database>,
  editionId: string,
): Promise<readonly Dismissal[]> {
  return db
    .selectFrom('document_dismissal')
    .select(['finding as check', 'fingerprint', 'reason'])
    .where('edition_id', '=', editionId)
    .execute()
}

/** Sets a finding of the edition as a whole aside; the same dismissal again changes nothing. */
export async function insertDocumentDismissal(
  db: Kysely<Database>,
  dismissal: Dismissal & { readonly editionId: string; readonly personId: string | null },
): Promise<void> {
  await db
    .insertInto('document_dismissal')
    .values({
      edition_id: dismissal.editionId,
      finding: dismissal.check,
      fingerprint: dismissal.fingerprint,
      reason: dismissal.reason,
      person_id: dismissal.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A sentence that another article of the project has too, with its approved translation there. */
export interface EarlierTranslation {
  readonly source: string
  readonly target: string
  readonly articleTitle: string
}

const mostEarlier = 2000

/** Lists approved translations of the sentences of an edition in other articles of its project, newest first. */
export async function earlierTranslations(
  db: Kysely<Database>,
  edition: Pick<Edition, 'articleId' | 'projectId' | 'locale'>,
): Promise<readonly EarlierTranslation[]> {
  return (
    db
      .selectFrom('segment as own')
      // Compared by their hashes, which have an index: sentences may be too long for one.
      .innerJoin('segment as other', (join) =>
        join
          .on(sql<boolean>`md5(other.source) = md5(own.source)`)
          .onRef('other.article_id', '!=', 'own.article_id'),
      )
      .innerJoin('translation', 'translation.segment_id', 'other.id')
      .innerJoin('edition', 'edition.id', 'translation.edition_id')
      .innerJoin('article', 'article.id', 'edition.article_id')
      .select(['other.source', 'translation.target', 'article.title as articleTitle'])
      .where('own.article_id', '=', edition.articleId)
      .where('edition.project_id', '=', edition.projectId)
      .where('edition.locale', '=', edition.locale)
      .where('translation.state', 'in', ['reviewed', 'final'])
      .orderBy('translation.updated_at', 'desc')
      .limit(mostEarlier)
      .execute()
  )
}

/**
 * Writes the whole edition without texts.
 * NOTE: Blocks apart, because looking up ten thousand sentences by their ids takes three times as long as all the rest.
 */
export async function outlineOf(db: Kysely<Database>, editionId: string): Promise<OutlineLines> {
  const found = await sql<{ lines: string | null; blocks: string | null }>`
    select (
        select string_agg(concat_ws(' ', id, segment_id, ordinal, state, coalesce(sub_state, '-'), errors, target = '',
            state = 'translated' and reviewer_id is not null), E'\n' order by ordinal)
          from translation where edition_id = edition.id
      ) as lines, (
        select string_agg(concat_ws(' ', first, block.ordinal, block.role), E'\n' order by first)
          from (
            select block, min(ordinal) as first from segment where article_id = edition.article_id group by block
          ) as begun
            join block on block.article_id = edition.article_id and block.ordinal = begun.block
      ) as blocks
      from edition where id = ${editionId}`.execute(db)
  const { lines, blocks } = found.rows[0] ?? { lines: null, blocks: null }
  return { lines: lines ?? '', blocks: blocks ?? '' }
}

/** What waits in an edition. */
export interface EditionWork {
  readonly editionId: string
  readonly locale: TargetLocale
  readonly projectId: string
  readonly articleId: string
  readonly articleTitle: string
  readonly progress: Progress
  readonly returned: number
  /** What is wrong with those that came back, as far as somebody said so. */
  readonly categories: Partial<Record<ReturnCategory, number>>
  /** Translated segments that somebody else wrote, and that this person has not approved already. */
  readonly reviewable: number
  readonly release: number | null
  /** Whether anything was approved since the newest release. */
  readonly unreleased: boolean
}

/** Lists what waits in the editions of some projects, for one person: oldest article first. */
export async function workInProjects(
  db: Kysely<Database>,
  projectIds: readonly string[],
  personId: string,
): Promise<readonly EditionWork[]> {
  if (projectIds.length === 0) return []
  const rows = await db
    .selectFrom('edition')
    .innerJoin('article', 'article.id', 'edition.article_id')
    .selectAll('edition')
    .select('article.title')
    .select(
      sql<number>`(select count(*)::int from translation t where t.edition_id = edition.id
      and t.sub_state = 'returned')`.as('returned'),
    )
    .select(
      sql<Partial<Record<ReturnCategory, number>> | null>`(select json_object_agg(category, n) from
        (select returned ->> 'category' as category, count(*)::int as n from translation t
          where t.edition_id = edition.id and t.sub_state = 'returned' and t.returned ->> 'category' is not null
          group by 1) counted)`.as('categories'),
    )
    .select(
      sql<number>`(select count(*)::int from translation t where t.edition_id = edition.id
      and t.state = 'translated' and t.author_id is distinct from ${personId}
      and t.reviewer_id is distinct from ${personId})`.as('reviewable'),
    )
    .select(sql<number | null>`(select max(number) from release where edition_id = edition.id)`.as('release'))
    .where('edition.project_id', 'in', [...projectIds])
    .orderBy('article.id')
    .limit(workLimit)
    .execute()
  rows.sort((one, other) => {
    if (one.article_id !== other.article_id) return one.article_id < other.article_id ? -1 : 1
    return compareLocales(one.locale, other.locale)
  })
  return rows.map((row) => ({
    editionId: row.id,
    locale: row.locale,
    projectId: row.project_id,
    articleId: row.article_id,
    articleTitle: row.title,
    progress: progressOf(row),
    returned: row.returned,
    categories: row.categories ?? {},
    reviewable: row.reviewable,
    release: row.release,
    unreleased: row.final < row.total,
  }))
}

const workLimit = 600

/** The languages an article is published in, for links between its editions. */
export async function releasedLocales(
  db: Kysely<Database>,
  articleId: string,
): Promise<readonly TargetLocale[]> {
  const rows = await db
    .selectFrom('edition')
    .select('locale')
    .where('article_id', '=', articleId)
    .where((where) =>
      where.exists(
        where.selectFrom('release').select('id').whereRef('release.edition_id', '=', 'edition.id'),
      ),
    )
    .orderBy('locale')
    .execute()
  return rows.map((row) => row.locale)
}
