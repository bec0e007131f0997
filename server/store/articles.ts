// Articles with their blocks and segments.

import { sql, type Kysely } from 'kysely'

import type {
  Article,
  Block,
  BlockRole,
  Progress,
  Revisions,
  Segment,
  SourceDocument,
  Treatment,
} from '#domain/article.ts'
import { compareLocales, type TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'
import { stagingProject } from './staging.ts'
import { unpacked } from './uploads.ts'

/** What an import stores besides the document itself. */
export interface NewArticle {
  readonly projectId: string
  readonly document: SourceDocument
  readonly slug: string
  readonly fileName: string
  readonly revisions: Revisions
  readonly original: Uint8Array
  readonly sha256: string
  readonly words: number
  readonly treatments: Readonly<Record<number, Treatment>>
  readonly roles: Readonly<Record<number, BlockRole>>
  readonly personId: string | null
}

const chunkSize = 500

/** Stores an article with all its blocks and segments; the caller's transaction makes it whole or absent. */
export async function insertArticle(db: Kysely<Database>, article: NewArticle): Promise<string> {
  const { document } = article
  const id = newId()
  await db
    .insertInto('article')
    .values({
      id,
      project_id: article.projectId,
      title: document.title,
      slug: article.slug,
      description: document.description,
      author: document.author,
      published_on: document.publishedOn,
      source_locale: 'en',
      format: document.format,
      file_name: article.fileName,
      revisions: article.revisions,
      original: article.original,
      sha256: article.sha256,
      words: article.words,
      created_by: article.personId,
    })
    .execute()

  const blocks = document.blocks.map((block, index) => ({
    article_id: id,
    ordinal: index + 1,
    role: article.roles[index + 1] ?? block.role,
    role_chosen: article.roles[index + 1] !== undefined,
    level: block.level,
    treatment: article.treatments[index + 1] ?? ('translate' as const),
    codes: JSON.stringify(block.codes),
    notes: JSON.stringify(block.notes ?? []),
    start_byte: block.start,
    end_byte: block.end,
  }))
  let ordinal = 0
  const segments = document.blocks.flatMap((block, index) =>
    block.segments.map((segment) => ({
      id: newId(),
      article_id: id,
      block: index + 1,
      ordinal: ++ordinal,
      source: segment.source,
      after: segment.after,
    })),
  )
  for (const some of chunks(blocks)) await db.insertInto('block').values(some).execute()
  for (const some of chunks(segments)) await db.insertInto('segment').values(some).execute()
  return id
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / chunkSize) }, (_, n) =>
    all.slice(n * chunkSize, (n + 1) * chunkSize),
  )
}

const articleColumns = [
  'article.id',
  'article.project_id',
  'article.title',
  'article.slug',
  'article.description',
  'article.author',
  'article.published_on',
  'article.source_locale',
  'article.format',
  'article.file_name',
  'article.revisions',
  'article.words',
  'article.created_at',
  'article.created_by',
  'article.version',
] as const

interface ArticleRow {
  readonly id: string
  readonly project_id: string
  readonly title: string
  readonly slug: string
  readonly description: string | null
  readonly author: string | null
  readonly published_on: string | null
  readonly source_locale: 'en'
  readonly format: Article['format']
  readonly file_name: string
  readonly revisions: Revisions
  readonly words: number
  readonly created_at: Date
  readonly created_by: string | null
  readonly version: number
}

function toArticle(row: ArticleRow): Article {
  return {
    id: row.id,
    projectId: row.project_id,
    title: row.title,
    slug: row.slug,
    description: row.description,
    author: row.author,
    publishedOn: row.published_on,
    sourceLocale: row.source_locale,
    format: row.format,
    fileName: row.file_name,
    revisions: row.revisions,
    words: row.words,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    version: row.version,
  }
}

/** Reads an article without its blocks, or null. */
export async function getArticle(db: Kysely<Database>, id: string): Promise<Article | null> {
  const row = await db
    .selectFrom('article')
    .select(articleColumns)
    .where('id', '=', id)
    .where('project_id', '<>', stagingProject)
    .executeTakeFirst()
  return row ? toArticle(row) : null
}

/** Reads an article and keeps others from changing its source until the transaction ends. */
export async function lockArticle(db: Kysely<Database>, id: string): Promise<Article | null> {
  const row = await db
    .selectFrom('article')
    .select(articleColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? toArticle(row) : null
}

/** Reads the file of an article, the present one or that of an earlier version, or null. */
export async function originalOf(
  db: Kysely<Database>,
  id: string,
  version: number | null = null,
): Promise<Uint8Array | null> {
  if (version !== null) {
    const earlier = await db
      .selectFrom('article_version')
      .select('original')
      .where('article_id', '=', id)
      .where('number', '>=', version)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst()
    if (earlier) return earlier.original.length > 0 ? earlier.original : pieces(db, id)
  }
  const row = await db.selectFrom('article').select('original').where('id', '=', id).executeTakeFirst()
  return row && row.original.length === 0 ? pieces(db, id) : (row?.original ?? null)
}

/** The file of a large article. */
async function pieces(db: Kysely<Database>, id: string): Promise<Uint8Array> {
  const found: Uint8Array[] = []
  for await (const piece of largePieces(db, id)) found.push(piece)
  return Buffer.concat(found)
}

/** Reads the present file of an article piece by piece: one piece, unless it came in as a large file. */
export async function* originalPieces(db: Kysely<Database>, id: string): AsyncGenerator<Uint8Array> {
  const row = await db.selectFrom('article').select('original').where('id', '=', id).executeTakeFirst()
  if (row && row.original.length > 0) yield row.original
  else yield* largePieces(db, id)
}

async function* largePieces(db: Kysely<Database>, id: string): AsyncGenerator<Uint8Array> {
  for (let ordinal = 0; ; ordinal += 1) {
    const row = await db
      .selectFrom('article_piece')
      .select('content')
      .where('article_id', '=', id)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst()
    if (!row) return
    yield await unpacked(row.content)
  }
}

/** Counts the blocks of an article. */
export async function blockCountOf(db: Kysely<Database>, articleId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(max(ordinal), 0)::int as count from block where article_id = ${articleId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Lists the blocks of an article in order, all or the first ones. */
export async function blocksOf(
  db: Kysely<Database>,
  articleId: string,
  upTo: number = highest,
): Promise<readonly Block[]> {
  return db
    .selectFrom('block')
    .select(['ordinal', 'role', 'level', 'treatment', 'codes', 'role_chosen as roleChosen', 'notes'])
    .where('article_id', '=', articleId)
    .where('ordinal', '<=', upTo)
    .orderBy('ordinal')
    .execute()
}

/** Lists the segments of an article in order, all or those of the first blocks. */
export async function segmentsOf(
  db: Kysely<Database>,
  articleId: string,
  upToBlock: number = highest,
): Promise<readonly Segment[]> {
  let query = db.selectFrom('segment').selectAll().where('article_id', '=', articleId)
  if (upToBlock < highest) query = query.where('block', '<=', upToBlock)
  const rows = await query.orderBy('ordinal').execute()
  return rows.map(({ article_id, ...segment }) => ({ ...segment, articleId: article_id }))
}

/** Highest number that the column holds. */
const highest = 2 ** 31 - 1

/** Finds an earlier import of the same bytes in a project. */
export async function articleWithBytes(
  db: Kysely<Database>,
  projectId: string,
  sha256: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('article')
    .select('id')
    .where('project_id', '=', projectId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Gives a slug that no article of the project has: the wish itself, or the wish with a number. */
export async function freeSlug(db: Kysely<Database>, projectId: string, wish: string): Promise<string> {
  const rows = await db
    .selectFrom('article')
    .select('slug')
    .where('project_id', '=', projectId)
    .where((where) => where.or([where('slug', '=', wish), where('slug', 'like', `${wish}-%`)]))
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wish : `${wish}-${n}`
    if (!taken.has(slug)) return slug
  }
}

/** An article in a list, with how far its editions are. */
export interface ArticleCard extends Article {
  readonly segments: number
  readonly editions: readonly {
    readonly id: string
    readonly locale: TargetLocale
    readonly progress: Progress
    /** Number of the newest release, or null. */
    readonly release: number | null
    /** Whether the newest release was made from an earlier version of the source. */
    readonly behind: boolean
  }[]
}

/** Lists the articles of a project, newest first, below the article `before`. */
export async function listArticles(
  db: Kysely<Database>,
  projectId: string,
  before: string | null,
  limit: number,
): Promise<readonly ArticleCard[]> {
  let query = db
    .selectFrom('article')
    .select(articleColumns)
    .select(
      sql<number>`(select count(*)::int from segment where segment.article_id = article.id)`.as('segments'),
    )
    .where('project_id', '=', projectId)
    .orderBy('article.id', 'desc')
    .limit(limit)
  if (before) query = query.where('article.id', '<', before)
  const rows = await query.execute()
  const editions = await editionsOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    ...toArticle(row),
    segments: row.segments,
    editions: editions.filter((edition) => edition.articleId === row.id),
  }))
}

/** An edition with its progress and newest release. */
export interface EditionCard {
  readonly id: string
  readonly articleId: string
  readonly locale: TargetLocale
  readonly progress: Progress
  readonly release: number | null
  /** Whether the newest release was made from an earlier version of the source. */
  readonly behind: boolean
}

/** Lists the editions of some articles. */
export async function editionsOf(
  db: Kysely<Database>,
  articleIds: readonly string[],
): Promise<readonly EditionCard[]> {
  if (articleIds.length === 0) return []
  const rows = await db
    .selectFrom('edition')
    .selectAll()
    .select(sql<number | null>`(select max(number) from release where edition_id = edition.id)`.as('release'))
    .select(
      sql<boolean>`coalesce((select max(source_version) from release where edition_id = edition.id)
        < (select version from article where article.id = edition.article_id), false)`.as('behind'),
    )
    .where('article_id', 'in', [...articleIds])
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      articleId: row.article_id,
      locale: row.locale,
      progress: progressOf(row),
      release: row.release,
      behind: row.behind,
    }))
    .sort((one, other) => compareLocales(one.locale, other.locale))
}

/** Reads the counters of an edition row. */
export function progressOf(row: {
  readonly total: number
  readonly translated: number
  readonly reviewed: number
  readonly final: number
}): Progress {
  const { total, translated, reviewed, final } = row
  return { total, initial: total - translated - reviewed - final, translated, reviewed, final }
}

/** Removes an article that was never released. Tells whether there was one. */
export async function deleteArticle(db: Kysely<Database>, id: string): Promise<boolean> {
  // Before their blocks, each of which would look through all segments of the article for its own.
  await db.deleteFrom('segment').where('article_id', '=', id).execute()
  const result = await db.deleteFrom('article').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}
