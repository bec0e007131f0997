// What a check reports. Checks are plain functions of texts, the same in the browser and on the server.

import type { TermHit } from '#glossary/matcher.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { BlockRole } from '../article.ts'
import type { Code, CodedText } from '../inline.ts'
import type { Origin } from '../origin.ts'

/** `error` blocks confirmation and publication, `warning` and `info` only inform. */
export type Severity = 'error' | 'warning' | 'info'

/** Every check there is; `table.ts` says which applies to which language. */
export const checkIds = [
  'empty',
  'codes',
  'numbers',
  'dates',
  'urls',
  'terms',
  'acronyms',
  'names',
  'honorifics',
  'script',
  'language',
  'untranslated',
  'encoding',
  'marks',
  'spelling',
  'spacing',
  'punctuation',
  'brackets',
  'repeats',
  'length',
  'unchanged',
  'outdated',
  'questions',
] as const
export type CheckId = (typeof checkIds)[number]

/** UTF-16 offsets in a coded text: start (inclusive), end (exclusive). */
export interface Range {
  readonly start: number
  readonly end: number
}

/** One thing that a check found in a translation. */
export interface Finding {
  readonly check: CheckId
  readonly severity: Severity
  /** Key of the sentence in locales/<tag>/ui.json, for example `check.numbers.missing`. */
  readonly message: string
  /** Values of that sentence. */
  readonly values: Readonly<Record<string, string | number>>
  readonly source: Range | null
  readonly target: Range | null
  /** A change of the target that is safe to make with one key; absent where a person has to decide. */
  readonly fix?: Fix
}

/** A replacement of a range of the target. */
export interface Fix extends Range {
  readonly text: string
}

/** What a check is given. */
export interface CheckInput {
  readonly source: CodedText
  readonly target: CodedText
  readonly codes: readonly Code[]
  readonly locale: TargetLocale
  readonly role: BlockRole
  /** Terms found in the source. */
  readonly terms: readonly TermHit[]
  /** What the translator was offered and began with, where that is known. */
  readonly suggestion?: Suggestion
  /** Whether the source was changed after the target was written. */
  readonly outdated?: boolean
  /** Questions about this sentence of the source that nobody has answered. */
  readonly openQuestions?: number
}

/** A text that was offered to the translator. */
export interface Suggestion extends Origin {
  readonly text: string
}

/** A check looks at one translation and lists what it finds. */
export type Check = (input: CheckInput) => readonly Finding[]
