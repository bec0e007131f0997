// A term while somebody writes it: every language has a list of forms, and what is empty is left out when it is stored.

import type { TermDraft, TermForm } from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

/** The forms of each language, empty ones among them. */
export type Forms = Readonly<Record<TargetLocale, readonly TermForm[]>>

/** A form that nobody has written yet. */
export const newForm: TermForm = { text: '', status: 'proposed', confidence: null, evidence: null }

/** A term that nobody has written yet. */
export const emptyDraft: TermDraft = {
  source: '',
  acronym: null,
  termClass: 'organisation',
  caseSensitive: false,
  doNotTranslate: false,
  note: '',
  forms: {},
}

/** The forms of a draft with a list for every language. */
export function formsOf(draft: TermDraft): Forms {
  const { th = [], id = [], lo = [], ms = [], km = [], vi = [] } = draft.forms
  return { th, id, lo, ms, km, vi }
}

/** The words to be stored: trimmed, and without forms that have no text. */
export function draftOf(draft: TermDraft, forms: Forms): TermDraft {
  const written = targetLocales.map((locale) => [
    locale,
    forms[locale]
      .map(({ decided: _, ...form }) => ({ ...form, text: form.text.trim() }))
      .filter((form) => form.text),
  ])
  const person = draft.termClass === 'person'
  const acronym = draft.acronym?.trim() || null
  return {
    source: draft.source.trim(),
    acronym,
    termClass: draft.termClass,
    caseSensitive: draft.caseSensitive,
    doNotTranslate: draft.doNotTranslate,
    note: draft.note.trim(),
    forms: Object.fromEntries(written.filter(([, list]) => (list?.length ?? 0) > 0)),
    // What is undefined is left out of the request.
    short: draft.short?.trim() || undefined,
    plural: draft.plural?.trim() || undefined,
    acronymPolicy: acronym ? draft.acronymPolicy : undefined,
    surnameOrder: person ? draft.surnameOrder : undefined,
    needsOriginalSpelling: person ? draft.needsOriginalSpelling : undefined,
  }
}
