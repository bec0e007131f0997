// Large articles on their way in. Their rows are written by the hundred, in a project that nobody can see; the last
// transaction moves the article, and only the article, to where it belongs. So it is whole or absent, and nobody waits.

import { sql, type Kysely } from 'kysely'

import type { TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** The project of what is not whole yet; its id is none that a project can get. */
export const stagingProject = '~importing'

/** Begins an article that nobody sees. */
export async function stageArticle(
  db: Kysely<Database>,
  article: { readonly id: string; readonly fileName: string; readonly personId: string | null },
): Promise<void> {
  const { id } = article
  await sql`insert into project (id, name, slug) values (${stagingProject}, '', ${stagingProject})
    on conflict do nothing`.execute(db)
  await db
    .insertInto('article')
    .values({
      ...{ id, project_id: stagingProject, title: '', slug: id, description: null, author: null },
      ...{ published_on: null, source_locale: 'en', format: 'xliff', file_name: article.fileName },
      ...{ original: new Uint8Array(), sha256: '', words: 0, created_by: article.personId },
    })
    .execute()
}

/** Begins an edition of it. */
export async function stageEdition(
  db: Kysely<Database>,
  articleId: string,
  locale: TargetLocale,
): Promise<string> {
  const id = newId()
  await db
    .insertInto('edition')
    .values({ id, article_id: articleId, project_id: stagingProject, locale, total: 0 })
    .execute()
  return id
}

/** An edition that is written with its article; `given` when the file brings its targets. */
export interface StagedEdition {
  readonly id: string
  readonly locale: TargetLocale
  readonly given: boolean
}

/**
 * Writes some blocks, each with its segment and the translations of it, in one statement. `rows` is JSON:
 * `[{"o": ordinal, "s": source, "c": codes, "b": first byte, "e": last byte, "t": target}]`.
 * It does not wait for the disk: nobody sees the rows yet, and the transaction that shows them waits for all of them.
 */
export async function stageRows(
  db: Kysely<Database>,
  articleId: string,
  editions: readonly StagedEdition[],
  rows: string,
): Promise<void> {
  // Ids in the order of time keep the index small, as those that `newId` makes.
  const time = newId().slice(0, 15)
  const translations = editions.map(
    ({ id, given }, n) => sql`, ${sql.raw(`translated${n}`)} as (
      insert into translation (id, edition_id, segment_id, ordinal, target, sub_state)
      select ${time} || substr(gen_random_uuid()::text, 16), ${id}, id, o,
        ${given ? sql`coalesce(t, '')` : sql`''`},
        ${given ? sql`case when t is null then 'new' else 'draft' end` : sql`'new'`} from given
    )`,
  )
  await sql`
    with given as materialized (
      select *, ${time} || substr(gen_random_uuid()::text, 16) as id
      from json_to_recordset(${rows}::json) as row(o integer, s text, c jsonb, b integer, e integer, t text)
    ), blocks as (
      insert into block (article_id, ordinal, role, treatment, codes, start_byte, end_byte)
      select ${articleId}, o, 'body', 'translate', c, b, e from given
    ), segments as (
      insert into segment (id, article_id, block, ordinal, source)
      select id, ${articleId}, o, o, s from given
    ) ${sql.join(translations, sql` `)}
    select set_config('synchronous_commit', 'off', true)`.execute(db)
}

/** Copies a piece of an upload to the article. */
export async function stagePiece(
  db: Kysely<Database>,
  articleId: string,
  uploadId: string,
  ordinal: number,
): Promise<void> {
  await sql`insert into article_piece (article_id, ordinal, content)
    select ${articleId}, ordinal, content from upload_piece
    where upload_id = ${uploadId} and ordinal = ${ordinal}`.execute(db)
}

/** Shows an article that is whole: it moves to its project. */
export async function showStaged(
  db: Kysely<Database>,
  article: {
    readonly id: string
    readonly projectId: string
    readonly title: string
    readonly slug: string
    readonly sha256: string
    readonly words: number
    readonly segments: number
    readonly now: Date
  },
): Promise<void> {
  const { id, projectId, title, slug, sha256, words, segments, now } = article
  await db
    .updateTable('article')
    .set({ project_id: projectId, title, slug, sha256, words, created_at: now })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('edition')
    .set({ project_id: projectId, total: segments, opened_at: now })
    .where('article_id', '=', id)
    .execute()
}

/** Rows that are removed together, so that others have their turn. */
const removed = 500

/** Removes what was written of an article that did not become whole; nothing happens to one that did. */
export async function removeStaged(db: Kysely<Database>, articleId: string): Promise<void> {
  const staged = await db
    .selectFrom('article')
    .select('id')
    .where('id', '=', articleId)
    .where('project_id', '=', stagingProject)
    .executeTakeFirst()
  if (!staged) return
  const { rows } = await sql<{ highest: number }>`
    select coalesce(max(ordinal), 0)::int as highest from block where article_id = ${articleId}`.execute(db)
  for (let from = 1; from <= (rows[0]?.highest ?? 0); from += removed) {
    const some = sql`between ${from}::integer and ${from + removed - 1}::integer`
    // From the leaves to the root: what is removed with nothing below it is found by its own index.
    await sql`delete from translation where ordinal ${some}
      and edition_id in (select id from edition where article_id = ${articleId})`.execute(db)
    await sql`delete from segment where article_id = ${articleId} and ordinal ${some}`.execute(db)
    await sql`delete from block where article_id = ${articleId} and ordinal ${some}`.execute(db)
  }
  await db
    .deleteFrom('article')
    .where('id', '=', articleId)
    .where('project_id', '=', stagingProject)
    .execute()
}

/** Removes what is left of imports that nobody goes on with. */
export async function sweepStaged(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from article where project_id = ${stagingProject} and not exists (select 1 from job
      where kind = 'article-import' and state in ('waiting', 'running') and input->>'uploadId' = article.id)
    `.execute(db)
  for (const { id } of rows) await removeStaged(db, id)
}
