// Questions about the source, and corrections of it: asked once, answered for all languages.

import type { TargetLocale } from '#locales/locale.ts'

import type { Named } from './article.ts'
import type { CodedText } from './inline.ts'

/** A question wants an answer, a correction a decision. */
export const questionKinds = ['question', 'correction'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** How it ended: `accepted` and `declined` decide on a correction. */
export const questionOutcomes = ['answered', 'accepted', 'declined'] as const
export type QuestionOutcome = (typeof questionOutcomes)[number]

/** A question about the source of an article, open until it has an outcome. */
export interface SourceQuestion {
  readonly id: string
  readonly articleId: string
  /** The segment it is about; null for the whole article, and when the segment is there no more. */
  readonly segmentId: string | null
  readonly kind: QuestionKind
  readonly text: string
  /** What the source should say instead, where that is proposed. */
  readonly proposal: string | null
  /** The sentence as it was when the question was asked. */
  readonly source: CodedText | null
  /** The language in whose edition it came up, where that is known. */
  readonly locale: TargetLocale | null
  readonly askedBy: Named | null
  readonly askedAt: string
  readonly outcome: QuestionOutcome | null
  readonly answer: string | null
  readonly answeredBy: Named | null
  readonly answeredAt: string | null
}
