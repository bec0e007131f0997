// Whoever answers for the source answers a question once, for all languages.

import type { QuestionOutcome, SourceQuestion } from '#domain/questions.ts'
import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { answerOpenQuestion, getQuestion } from '../store/questions.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

export interface AnswerInput {
  readonly questionId: string
  readonly outcome: QuestionOutcome
  readonly answer: string
}

/** The question was answered now, or somebody was first and nothing was changed. */
export interface Answered {
  readonly outcome: 'answered' | 'answered-before'
  readonly question: SourceQuestion
}

/** Answers a question about the source. The source itself is changed by a new version of it. */
export async function answerQuestion(ctx: ActionContext, input: AnswerInput): Promise<Answered> {
  const { question, projectId } = demandFound(await getQuestion(ctx.db, input.questionId))
  demandMay(ctx, 'source.answer', { projectId, locale: null })
  if ((input.outcome === 'answered') !== (question.kind === 'question')) {
    const expected = question.kind === 'question' ? 'answered' : 'accepted or declined'
    throw new WorkError('invalid', `A ${question.kind} is ${expected}, not ${input.outcome}`)
  }
  return transaction(ctx.db, async (tx) => {
    const { outcome, answer } = input
    const written = await answerOpenQuestion(tx, {
      ...{ id: question.id, outcome, answer },
      personId: doer(ctx),
      now: ctx.now,
    })
    if (written) {
      await remember(tx, {
        deed: 'question.answered',
        personId: doer(ctx),
        projectId,
        articleId: question.articleId,
        after: { questionId: question.id, outcome, answer },
      })
    }
    const stored = demandFound(await getQuestion(tx, question.id)).question
    return { outcome: written ? 'answered' : 'answered-before', question: stored }
  })
}
