// Questions about the source of articles.

import type { Kysely } from 'kysely'

import type { QuestionKind, QuestionOutcome, SourceQuestion } from '#domain/questions.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

function questions(db: Kysely<Database>) {
  return db
    .selectFrom('source_question')
    .leftJoin('person as asker', 'asker.id', 'source_question.asked_by')
    .leftJoin('person as answerer', 'answerer.id', 'source_question.answered_by')
    .selectAll('source_question')
    .select(['asker.name as asker_name', 'answerer.name as answerer_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof questions>['execute']>>[number]

function toQuestion(row: Row): SourceQuestion {
  return {
    id: row.id,
    articleId: row.article_id,
    segmentId: row.segment_id,
    kind: row.kind,
    text: row.text,
    proposal: row.proposal,
    source: row.source,
    locale: row.locale,
    askedBy: row.asked_by ? { id: row.asked_by, name: row.asker_name ?? '' } : null,
    askedAt: row.asked_at.toISOString(),
    outcome: row.outcome,
    answer: row.answer,
    answeredBy: row.answered_by ? { id: row.answered_by, name: row.answerer_name ?? '' } : null,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }
}

/** More questions than these about one article are not shown. */
const most = 1000

/** Lists the questions about an article, in the order in which they were asked. */
export async function questionsOf(
  db: Kysely<Database>,
  articleId: string,
): Promise<readonly SourceQuestion[]> {
  const rows = await questions(db)
    .where('article_id', '=', articleId)
    .orderBy('source_question.id')
    .limit(most)
    .execute()
  return rows.map(toQuestion)
}

/** A question that waits, with the article that it is about. */
export interface OpenQuestion extends SourceQuestion {
  readonly projectId: string
  readonly article: { readonly id: string; readonly title: string }
}

/** Lists what nobody has answered yet in some projects, oldest first. */
export async function openQuestionsIn(
  db: Kysely<Database>,
  projectIds: readonly string[],
  limit: number,
): Promise<readonly OpenQuestion[]> {
  if (projectIds.length === 0) return []
  const rows = await questions(db)
    .innerJoin('article', 'article.id', 'source_question.article_id')
    .select('article.title')
    .where('source_question.project_id', 'in', [...projectIds])
    .where('outcome', 'is', null)
    .orderBy('source_question.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...toQuestion(row),
    projectId: row.project_id,
    article: { id: row.article_id, title: row.title },
  }))
}

/** Reads a question with its project, or null. */
export async function getQuestion(
  db: Kysely<Database>,
  id: string,
): Promise<{ readonly question: SourceQuestion; readonly projectId: string } | null> {
  const row = await questions(db).where('source_question.id', '=', id).executeTakeFirst()
  return row ? { question: toQuestion(row), projectId: row.project_id } : null
}

/** Asks a question and gives its id. */
export async function insertQuestion(
  db: Kysely<Database>,
  question: {
    readonly projectId: string
    readonly articleId: string
    readonly segmentId: string | null
    readonly kind: QuestionKind
    readonly text: string
    readonly proposal: string | null
    readonly source: string | null
    readonly locale: TargetLocale | null
    readonly personId: string | null
    readonly now: Date
  },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('source_question')
    .values({
      id,
      project_id: question.projectId,
      article_id: question.articleId,
      segment_id: question.segmentId,
      kind: question.kind,
      text: question.text,
      proposal: question.proposal,
      source: question.source,
      locale: question.locale,
      asked_by: question.personId,
      asked_at: question.now,
    })
    .execute()
  return id
}

/** Answers a question that is open; false when somebody was first. */
export async function answerOpenQuestion(
  db: Kysely<Database>,
  answer: {
    readonly id: string
    readonly outcome: QuestionOutcome
    readonly answer: string
    readonly personId: string | null
    readonly now: Date
  },
): Promise<boolean> {
  const rows = await db
    .updateTable('source_question')
    .set({
      outcome: answer.outcome,
      answer: answer.answer,
      answered_by: answer.personId,
      answered_at: answer.now,
    })
    .where('id', '=', answer.id)
    .where('outcome', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}
