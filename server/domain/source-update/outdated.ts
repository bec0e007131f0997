// What a translation remembers when its source changes: the words it was made from, and how it stood.

import type { CodedText } from '../inline.ts'
import type { Standing, State, SubState } from '../workflow.ts'

/** What an editor of the source calls a change; what each does to translations is in effects.ts. */
export const changeClasses = ['typo', 'style', 'meaning', 'fact'] as const
export type ChangeClass = (typeof changeClasses)[number]

/** Why a translation does not fit its source any more. */
export interface Outdated {
  /** The source as it was translated, with the codes of the present one. */
  readonly source: CodedText
  readonly change: ChangeClass
  /** How the translation stood, in case the source goes back to what it was. */
  readonly state: State
  readonly subState: SubState | null
  readonly reviewerId: string | null
  /** The text at that time. */
  readonly target: CodedText
}

/** A translation of a sentence that was removed from the source. */
export interface KeptTranslation {
  readonly id: string
  readonly locale: string
  readonly target: CodedText
  readonly state: State
  readonly subState: SubState | null
  readonly version: number
  readonly authorId: string | null
  readonly reviewerId: string | null
  readonly returnReason: string | null
  readonly outdated: Outdated | null
}

/** Tells whether the difference of the source still matters after a write: only until the text is confirmed. */
export function isStillOutdated({ subState }: Standing): boolean {
  return subState === 'outdated' || subState === 'returned'
}
