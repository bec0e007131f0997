// What a term is: a name or title with its forms in the target languages.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

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

/** Where a form belongs: the full name, a short one, or the wording of the first mention (`ศูนย์อาเซียน-จีน (ACC)`). */
export const formUses = ['long', 'short', 'first'] as const
export type FormUse = (typeof formUses)[number]

/** Whom a form is said of, where the language tells (`นาง`, `Puan Sri`). */
export const formGenders = ['feminine', 'masculine'] as const
export type FormGender = (typeof formGenders)[number]

/** What translations do with the acronym: keep it in Latin letters, write the local one, or give both at the first mention. */
export const acronymPolicies = ['latin', 'localised', 'both'] as const
export type AcronymPolicy = (typeof acronymPolicies)[number]

/** Where the family name of a person stands: `JIN Li` first, `Yudil Chatim` last. */
export const surnameOrders = ['first', 'last'] as const
export type SurnameOrder = (typeof surnameOrders)[number]

/** Who gave a form its status, and when. */
export interface Decision {
  /** The person’s id, or null for the operator at the command line. */
  readonly by: string | null
  readonly at: string
}

/** How a term is written in one target language. */
export interface TermForm {
  readonly text: string
  readonly status: FormStatus
  readonly confidence: Confidence | null
  /** Where the form was seen, or null. */
  readonly evidence: string | null
  /** Absent: anywhere. */
  readonly use?: FormUse
  readonly gender?: FormGender
  /** The polite or ceremonial form (`ฯพณฯ`). */
  readonly honorific?: boolean
  /** Kept by the server for what binds translators; what a client sends here is not read. */
  readonly decided?: Decision
}

export type TermForms = Readonly<Partial<Record<TargetLocale, readonly TermForm[]>>>

/** The words of a term, before it is stored. What is absent is not known or does not apply. */
export interface TermDraft {
  readonly source: string
  readonly acronym: string | null
  readonly termClass: TermClass
  readonly caseSensitive: boolean
  /** Written in every language exactly as in the source. */
  readonly doNotTranslate: boolean
  readonly note: string
  readonly forms: TermForms
  /** How the source shortens the name (`the Centre`); shown to people, never matched, since it means many things. */
  readonly short?: string
  /** The plural of the source where no rule makes it (`Attachés de presse`). */
  readonly plural?: string
  readonly acronymPolicy?: AcronymPolicy
  readonly surnameOrder?: SurnameOrder
  /** The person’s own spelling in their own script has to be asked for; it is never written back from Latin letters. */
  readonly needsOriginalSpelling?: boolean
}

/** A glossary entry. */
export interface Term extends TermDraft {
  readonly id: string
  /** Null for an entry that all projects share. */
  readonly projectId: string | null
  readonly version: number
  readonly updatedAt: string
}

/** Which entries are meant: those a project works with, its own alone, or the shared ones alone. */
export const layers = ['all', 'project', 'shared'] as const
export type Layer = (typeof layers)[number]

/** Statuses that bind translators; only who may approve terms gives or takes them. */
export const bindingStatuses: readonly FormStatus[] = ['approved', 'locked', 'forbidden']

/** Gives every binding form its decision: the one it had while its status stays, a new one where it changes. */
export function withDecisions(before: TermDraft | null, after: TermDraft, decision: Decision): TermDraft {
  const forms: Partial<Record<TargetLocale, readonly TermForm[]>> = {}
  for (const locale of targetLocales) {
    const list = after.forms[locale] ?? []
    if (list.length === 0) continue
    forms[locale] = list.map(({ decided: _, ...form }) => {
      if (!bindingStatuses.includes(form.status)) return form
      const known = before?.forms[locale]?.find(
        ({ text, status }) => text === form.text && status === form.status,
      )
      return known
        ? { ...form, ...(known.decided ? { decided: known.decided } : {}) }
        : { ...form, decided: decision }
    })
  }
  return { ...after, forms }
}

/** Why a term cannot be stored as it is, with the values of the sentence. */
export interface TermMistake {
  readonly key: 'constructed-required' | 'form-twice' | 'person-only'
  readonly values: Readonly<Record<string, string>>
}

/**
 * Names what contradicts itself in a term: what nobody has attested or believes to be usual is never mandatory,
 * one wording has one status, and only persons have a family name and a spelling of their own.
 */
export function mistakesOf(draft: TermDraft): readonly TermMistake[] {
  const mistakes: TermMistake[] = []
  for (const locale of targetLocales) {
    const seen = new Set<string>()
    for (const { text, status, confidence } of draft.forms[locale] ?? []) {
      const values = { source: draft.source, locale, form: text }
      if (confidence === 'C' && isMandatory(status)) mistakes.push({ key: 'constructed-required', values })
      if (seen.has(text)) mistakes.push({ key: 'form-twice', values })
      seen.add(text)
    }
  }
  if (draft.termClass !== 'person' && (draft.surnameOrder || draft.needsOriginalSpelling)) {
    mistakes.push({ key: 'person-only', values: { source: draft.source } })
  }
  return mistakes
}

/** Tells whether translations are expected to use a form of this status. */
export function isMandatory(status: FormStatus): boolean {
  return status === 'approved' || status === 'locked'
}

/** The form a translation should use in a language, or null where nothing is agreed. */
export function agreedForm(draft: TermDraft, locale: TargetLocale): TermForm | null {
  const agreed = (draft.forms[locale] ?? []).filter(({ status }) => isMandatory(status))
  return agreed.find(({ status }) => status === 'locked') ?? agreed[0] ?? null
}

/** The forms that translations are expected to use in a language, locked ones first; those of one use, or of any. */
export function agreedForms(
  { forms }: Pick<TermDraft, 'forms'>,
  locale: TargetLocale,
  use?: FormUse,
): readonly TermForm[] {
  return (forms[locale] ?? [])
    .filter((form) => isMandatory(form.status) && (use === undefined || form.use === use))
    .toSorted((one, other) => Number(other.status === 'locked') - Number(one.status === 'locked'))
}
