// Somebody asks about the source, or proposes a correction of it; all languages wait for one answer.

import type { QuestionKind, SourceQuestion } from '#domain/questions.ts'
import { WorkError } from '#domain/errors.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getArticle, segmentsOf } from '../store/articles.ts'
import { remember } from '../store/history.ts'
import { getQuestion, insertQuestion, questionsOf } from '../store/questions.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

export interface AskInput {
  readonly articleId: string
  /** The segment it is about, or null for the whole article. */
  readonly segmentId: string | null
  readonly kind: QuestionKind
  readonly text: string
  /** What the source should say instead; a correction needs it. */
  readonly proposal: string | null
  /** The language in which it came up. */
  readonly locale: TargetLocale | null
}

/** The question was asked now, or somebody asked the same before and waits for the answer. */
export interface Asked {
  readonly outcome: 'asked' | 'asked-before'
  readonly question: SourceQuestion
}

/** Asks a question about the source of an article. */
export async function askQuestion(ctx: ActionContext, input: AskInput): Promise<Asked> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  demandMay(ctx, 'source.ask', { projectId: article.projectId, locale: null })
  const { articleId, segmentId, kind, text, proposal, locale } = input
  if (kind === 'correction' && proposal === null) {
    throw new WorkError('invalid', 'A correction says what the source should be: expected a proposal')
  }
  const segments = segmentId === null ? [] : await segmentsOf(ctx.db, articleId)
  const segment = segments.find(({ id }) => id === segmentId)
  if (segmentId !== null && !segment) throw new WorkError('not-found', 'The article has no such segment')
  return transaction(ctx.db, async (tx) => {
    const before = (await questionsOf(tx, articleId)).find(
      (one) =>
        one.outcome === null &&
        one.segmentId === segmentId &&
        one.kind === kind &&
        one.proposal === proposal &&
        one.text === text,
    )
    if (before) return { outcome: 'asked-before', question: before }
    const id = await insertQuestion(tx, {
      ...{ projectId: article.projectId, articleId, segmentId, kind, text, proposal, locale },
      source: segment?.source ?? null,
      personId: doer(ctx),
      now: ctx.now,
    })
    await remember(tx, {
      deed: 'question.asked',
      personId: doer(ctx),
      projectId: article.projectId,
      articleId,
      after: { questionId: id, segmentId, kind, text, proposal },
    })
    return { outcome: 'asked', question: demandFound(await getQuestion(tx, id)).question }
  })
}
