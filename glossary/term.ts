// What a term is: a name or title with its forms in the target languages.

import type { TargetLocale } from '#locales/locale.ts'

export const termClasses = ['organisation', 'title', 'programme', 'place', 'person', 'concept'] as const
export type TermClass = (typeof termClasses)[number]

/**
 * How far a form is agreed: `proposed` is a suggestion, `approved` is expected in translations,
 * `locked` is required, `admitted` is allowed beside the approved one, `forbidden` must not be used.
 */
export const formStatuses = ['proposed', 'approved', 'locked', 'admitted', 'forbidden'] as const
export type FormStatus = (typeof formStatuses)[number]

/** Grounds for a form: A attested in a published source, B believed standard usage, C constructed by us. */
export const confidences = ['A', 'B', 'C'] as const
export type Confidence = (typeof confidences)[number]

/** How a term is written in one target language. */
export interface TermForm {
  readonly text: string
  readonly status: FormStatus
  readonly confidence: Confidence | null
  /** Where the form was seen, or null. */
  readonly evidence: string | null
}

export type TermForms = Readonly<Partial<Record<TargetLocale, readonly TermForm[]>>>

/** The words of a term, before it is stored. */
export interface TermDraft {
  readonly source: string
  readonly acronym: string | null
  readonly termClass: TermClass
  readonly caseSensitive: boolean
  /** Written in every language exactly as in the source. */
  readonly doNotTranslate: boolean
  readonly note: string
  readonly forms: TermForms
}

/** A glossary entry. */
export interface Term extends TermDraft {
  readonly id: string
  readonly projectId: string
  readonly version: number
  readonly updatedAt: string
}
