// The table of a project: its newest articles, and how each edition stands.

import { sql, type Kysely } from 'kysely'

import type { Progress } from '#domain/article.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { progressOf } from './articles.ts'
import type { Database } from './schema.ts'

/** One edition in the table. */
export interface BoardEdition {
  readonly id: string
  readonly locale: TargetLocale
  readonly progress: Progress
  readonly returned: number
  readonly outdated: number
  /** When somebody last wrote or decided something; null when nobody has. */
  readonly touchedAt: string | null
  readonly release: number | null
}

/** One article in the table. */
export interface BoardArticle {
  readonly id: string
  readonly title: string
  readonly createdAt: string
  readonly openQuestions: number
  readonly editions: readonly BoardEdition[]
}

/** Lists the newest articles of a project with their editions. */
export async function boardOf(
  db: Kysely<Database>,
  projectId: string,
  limit: number,
): Promise<readonly BoardArticle[]> {
  const articles = await db
    .selectFrom('article')
    .select(['id', 'title', 'created_at'])
    .select(
      sql<number>`(select count(*)::int from source_question question where question.article_id = article.id
        and question.outcome is null)`.as('questions'),
    )
    .where('project_id', '=', projectId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  if (articles.length === 0) return []
  const editions = await db
    .selectFrom('edition')
    .selectAll('edition')
    .select([
      sql<number>`(select count(*)::int from translation t where t.edition_id = edition.id
        and t.sub_state = 'returned')`.as('returned'),
      sql<number>`(select count(*)::int from translation t where t.edition_id = edition.id
        and t.sub_state = 'outdated')`.as('outdated'),
      sql<Date | null>`(select max(updated_at) from translation t where t.edition_id = edition.id
        and t.version > 0)`.as('touched'),
      sql<number | null>`(select max(number) from release where edition_id = edition.id)`.as('release'),
    ])
    .where(
      'article_id',
      'in',
      articles.map(({ id }) => id),
    )
    .execute()
  return articles.map((article) => ({
    id: article.id,
    title: article.title,
    createdAt: article.created_at.toISOString(),
    openQuestions: article.questions,
    editions: editions
      .filter((edition) => edition.article_id === article.id)
      .map((edition) => ({
        id: edition.id,
        locale: edition.locale,
        progress: progressOf(edition),
        returned: edition.returned,
        outdated: edition.outdated,
        touchedAt: edition.touched === null ? null : new Date(edition.touched).toISOString(),
        release: edition.release,
      })),
  }))
}
