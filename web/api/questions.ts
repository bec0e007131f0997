// What is doubtful about the source of an article, and the questions about it.

import type { QuestionKind, QuestionOutcome } from '#domain/questions.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, until } from './client.ts'

/** What the checks find in the source. */
export const fetchSourceFindings = (article: string, signal?: AbortSignal) =>
  answer(api.articles[':article'].findings.$get({ param: ids({ article }) }, until(signal)))

export const fetchQuestions = (article: string, signal?: AbortSignal) =>
  answer(api.articles[':article'].questions.$get({ param: ids({ article }) }, until(signal)))

export const askQuestion = (
  article: string,
  question: {
    readonly segmentId: string | null
    readonly kind: QuestionKind
    readonly text: string
    readonly proposal: string | null
    readonly locale: TargetLocale | null
  },
) => answer(api.articles[':article'].questions.$post({ param: ids({ article }), json: question }))

export const answerQuestion = (question: string, outcome: QuestionOutcome, text: string) =>
  answer(
    api.questions[':question'].answer.$post({ param: ids({ question }), json: { outcome, answer: text } }),
  )

export type SourceDoubt = Awaited<ReturnType<typeof fetchSourceFindings>>['items'][number]
export type Questions = Awaited<ReturnType<typeof fetchQuestions>>
