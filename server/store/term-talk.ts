// What people say about terms: the discussion of an entry, and questions about names that have no agreed form.

import type { Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { NameKind } from '#domain/names/name-cards.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** Something said about a term, or about one form of it. */
export interface TermComment {
  readonly id: string
  readonly termId: string
  readonly locale: TargetLocale | null
  readonly form: string | null
  readonly body: string
  readonly person: Named | null
  readonly at: string
}

/** Lists what was said about a term, oldest first. */
export async function commentsOf(db: Kysely<Database>, termId: string): Promise<readonly TermComment[]> {
  const rows = await db
    .selectFrom('term_comment')
    .leftJoin('person', 'person.id', 'term_comment.person_id')
    .selectAll('term_comment')
    .select('person.name as person_name')
    .where('term_id', '=', termId)
    .orderBy('term_comment.at')
    .orderBy('term_comment.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    termId: row.term_id,
    locale: row.locale,
    form: row.form,
    body: row.body,
    person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
    at: row.at.toISOString(),
  }))
}

/** Adds something said about a term. */
export async function insertComment(
  db: Kysely<Database>,
  comment: Omit<TermComment, 'id' | 'person' | 'at'> & {
    readonly personId: string | null
    readonly now: Date
  },
): Promise<void> {
  const { termId, locale, form, body, personId, now } = comment
  await db
    .insertInto('term_comment')
    .values({ id: newId(), term_id: termId, locale, form, body, person_id: personId, at: now })
    .execute()
}

/** A question about a name. */
export interface TermQuestion {
  readonly id: string
  readonly projectId: string
  readonly articleId: string | null
  readonly articleTitle: string | null
  readonly name: string
  readonly kind: NameKind
  readonly locale: TargetLocale
  readonly note: string
  readonly askedBy: Named | null
  readonly askedAt: string
}

/** Lists the questions nobody has answered yet, of a project or of all, oldest first. */
export async function openQuestions(
  db: Kysely<Database>,
  projectId: string | null,
): Promise<readonly TermQuestion[]> {
  let query = questions(db).where('answered_at', 'is', null)
  if (projectId !== null) query = query.where('term_question.project_id', '=', projectId)
  return (await query.orderBy('asked_at').orderBy('term_question.id').execute()).map(toQuestion)
}

/** Counts the questions about names that nobody has answered, by project. */
export async function openNameCounts(
  db: Kysely<Database>,
  projectIds: readonly string[],
): Promise<readonly { readonly projectId: string; readonly count: number }[]> {
  if (projectIds.length === 0) return []
  const rows = await db
    .selectFrom('term_question')
    .select(['project_id as projectId', (the) => the.fn.countAll().as('count')])
    .where('project_id', 'in', [...projectIds])
    .where('answered_at', 'is', null)
    .groupBy('project_id')
    .execute()
  return rows.map(({ projectId, count }) => ({ projectId, count: Number(count) }))
}

/** Reads an open question, or null. */
export async function getQuestion(db: Kysely<Database>, id: string): Promise<TermQuestion | null> {
  const row = await questions(db)
    .where('term_question.id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row ? toQuestion(row) : null
}

function questions(db: Kysely<Database>) {
  return db
    .selectFrom('term_question')
    .leftJoin('person', 'person.id', 'term_question.asked_by')
    .leftJoin('article', 'article.id', 'term_question.article_id')
    .selectAll('term_question')
    .select(['person.name as person_name', 'article.title as article_title'])
}

type QuestionRow = Awaited<ReturnType<ReturnType<typeof questions>['execute']>>[number]

function toQuestion(row: QuestionRow): TermQuestion {
  return {
    id: row.id,
    projectId: row.project_id,
    articleId: row.article_id,
    articleTitle: row.article_title,
    name: row.name,
    kind: row.kind,
    locale: row.locale,
    note: row.note,
    askedBy: row.asked_by ? { id: row.asked_by, name: row.person_name ?? '' } : null,
    askedAt: row.asked_at.toISOString(),
  }
}

/** Adds a question; false when it is open already. */
export async function insertQuestion(
  db: Kysely<Database>,
  question: Pick<TermQuestion, 'projectId' | 'articleId' | 'name' | 'kind' | 'locale' | 'note'> & {
    readonly personId: string | null
    readonly now: Date
  },
): Promise<boolean> {
  const { projectId, articleId, name, kind, locale, note, personId, now } = question
  const row = await db
    .insertInto('term_question')
    .values({
      ...{ id: newId(), project_id: projectId, article_id: articleId, name, kind, locale, note },
      asked_by: personId,
      asked_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Marks questions as answered. */
export async function closeQuestions(
  db: Kysely<Database>,
  ids: readonly string[],
  answer: {
    readonly termId: string | null
    readonly answer: string
    readonly personId: string | null
    readonly now: Date
  },
): Promise<void> {
  await db
    .updateTable('term_question')
    .set({
      term_id: answer.termId,
      answer: answer.answer,
      answered_by: answer.personId,
      answered_at: answer.now,
    })
    .where('id', 'in', ids)
    .execute()
}
