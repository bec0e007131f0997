// How texts are reviewed: what can be wrong with one that goes back, and what an approval is worth.

import { WorkError } from './errors.ts'
import type { CodedText } from './inline.ts'
import type { State, Step } from './workflow.ts'

/** What can be wrong with a text, after the error types of MQM. @see https://themqm.org/the-mqm-typology/ */
export const returnCategories = ['accuracy', 'terms', 'language', 'style', 'locale', 'other'] as const
export type ReturnCategory = (typeof returnCategories)[number]

/** A stretch of a text, in UTF-16 units. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The two texts of a segment. */
export type Side = 'source' | 'target'

/** A stretch of one of them: what was misread is marked in the source. */
export interface SidedRange extends Range {
  readonly side: Side
}

/** What a return is about, beside its reason. */
export interface Returned {
  readonly category: ReturnCategory | null
  /** The stretch that was marked, with its words: the text changes afterwards. Without a side it is in the target. */
  readonly about: (Range & { readonly text: CodedText; readonly side?: Side }) | null
}

/** Describes what a return is about; null when nothing was said of it. @throws WorkError `invalid` for a range outside its text */
export function returnedFor(
  texts: Readonly<Record<Side, CodedText>>,
  category: ReturnCategory | null,
  range: SidedRange | null,
): Returned | null {
  if (!category && !range) return null
  if (!range) return { category, about: null }
  const { side, start, end } = range
  const text = texts[side]
  if (start >= end || end > text.length) {
    throw new WorkError('invalid', `There is no text from ${start} to ${end} in the ${side}`, {
      range: `${start}–${end}`,
      expected: `a range within 0–${text.length}`,
    })
  }
  return { category, about: { side, start, end, text: text.slice(start, end) } }
}

/** What the reviewing of a translation depends on. */
export interface Reviewed {
  readonly state: State
  readonly author: { readonly id: string } | null
  readonly reviewer: { readonly id: string } | null
}

/** Whether the first of two reviewers has approved a text: it stays translated, with a reviewer. */
export function isApprovedOnce({ state, reviewer }: Reviewed): boolean {
  return state === 'translated' && reviewer !== null
}

/** The step that an approval is: where two have to approve, the first approval leaves the text translated. */
export function approvalStep(
  translation: Reviewed,
  secondReview: boolean,
): Extract<Step, 'approve' | 'approve-once'> {
  return secondReview && !isApprovedOnce(translation) ? 'approve-once' : 'approve'
}

/** Why somebody may not approve a text without a waiver: they wrote it, or approved it already; null when they may. */
export function ownPart(translation: Reviewed, personId: string): 'own-text' | 'own-approval' | null {
  if (translation.author?.id === personId) return 'own-text'
  return isApprovedOnce(translation) && translation.reviewer?.id === personId ? 'own-approval' : null
}
