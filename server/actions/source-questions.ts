// What is doubtful about the source of an article: what the checks find in it, and what people asked.

import { sourceFindingsOf, type SourceFinding } from '#domain/checks/source.ts'
import type { SourceQuestion } from '#domain/questions.ts'

import { getArticle, segmentsOf } from '../store/articles.ts'
import { questionsOf } from '../store/questions.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { demandWholeArticle } from './whole.ts'

/** A doubt about a sentence of the source, with its place. */
export interface SourceFindingView extends SourceFinding {
  readonly segmentId: string
  readonly ordinal: number
}

/** Lists what the checks find in the source of an article. */
export async function readSourceFindings(
  ctx: ActionContext,
  articleId: string,
): Promise<{ readonly items: readonly SourceFindingView[] }> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'article.read', { projectId: article.projectId, locale: null })
  await demandWholeArticle(ctx.db, articleId)
  const segments = await segmentsOf(ctx.db, articleId)
  return {
    items: sourceFindingsOf(segments.map(({ source }) => source)).flatMap((finding) => {
      const at = segments[finding.segment]
      return at ? [{ ...finding, segmentId: at.id, ordinal: at.ordinal }] : []
    }),
  }
}

/** The questions about an article as its pages show them. */
export interface QuestionsView {
  readonly items: readonly SourceQuestion[]
  readonly can: { readonly ask: Ability; readonly answer: Ability }
}

/** Lists the questions about the source of an article, in the order in which they were asked. */
export async function readQuestions(ctx: ActionContext, articleId: string): Promise<QuestionsView> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  const place = { projectId: article.projectId, locale: null }
  demandMay(ctx, 'article.read', place)
  return {
    items: await questionsOf(ctx.db, articleId),
    can: { ask: ability(ctx, 'source.ask', place), answer: ability(ctx, 'source.answer', place) },
  }
}
