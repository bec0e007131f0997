// What a file would change in a glossary, said field by field before anything is stored.

import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import type { Column } from './table.ts'
import type { TermDraft, TermForm } from './term.ts'

/** One difference between an entry and what a file says about it. */
export interface FieldChange {
  /** The column of the table, or `form` for a form that is added or changed. */
  readonly field: Column
  readonly locale: TargetLocale | null
  readonly from: string
  readonly to: string
}

/** An entry that a file changes. */
export interface TermChange<T extends TermDraft> {
  readonly before: T
  readonly after: TermDraft
  readonly changes: readonly FieldChange[]
}

/** What a file does to a glossary. */
export interface Merged<T extends TermDraft> {
  readonly added: readonly TermDraft[]
  readonly changed: readonly TermChange<T>[]
  readonly unchanged: number
}

/**
 * Compares what a file says with the entries there are, by source. What the file has no column for stays; forms
 * that the file does not name stay too, so that a table of one language can be read without losing the others.
 */
export function mergeTerms<T extends TermDraft>(
  known: readonly T[],
  drafts: readonly TermDraft[],
  columns: readonly Column[],
): Merged<T> {
  const bySource = new Map(known.map((term) => [term.source, term]))
  const added: TermDraft[] = []
  const changed: TermChange<T>[] = []
  let unchanged = 0
  for (const draft of drafts) {
    const before = bySource.get(draft.source)
    if (!before) {
      added.push(draft)
      continue
    }
    const after = merged(before, draft, columns)
    const changes = changesOf(before, after)
    if (changes.length > 0) changed.push({ before, after, changes })
    else unchanged++
  }
  return { added, changed, unchanged }
}

/** The member of a term that each column is about; the columns of forms are merged form by form. */
const members = {
  class: 'termClass',
  acronym: 'acronym',
  short: 'short',
  plural: 'plural',
  acronym_policy: 'acronymPolicy',
  surname: 'surnameOrder',
  original_spelling: 'needsOriginalSpelling',
  case_sensitive: 'caseSensitive',
  do_not_translate: 'doNotTranslate',
  note: 'note',
} as const satisfies Partial<Record<Column, keyof TermDraft>>

function merged(before: TermDraft, draft: TermDraft, columns: readonly Column[]): TermDraft {
  const forms: Partial<Record<TargetLocale, readonly TermForm[]>> = {}
  for (const locale of targetLocales) {
    const list = mergedForms(before.forms[locale] ?? [], draft.forms[locale] ?? [], columns)
    if (list.length > 0) forms[locale] = list
  }
  const kept = Object.entries(members)
    // The names of the table are columns.
    .filter(([column]) => !columns.includes(column as Column))
    .map(([, member]) => [member, before[member]])
  const after = { ...draft, ...Object.fromEntries(kept), forms } as TermDraft // each member from one of the two
  return Object.fromEntries(
    Object.entries(after).filter(([, value]) => value !== undefined),
  ) as unknown as TermDraft
}

const formMembers = {
  status: 'status',
  confidence: 'confidence',
  evidence: 'evidence',
  use: 'use',
  gender: 'gender',
  honorific: 'honorific',
} as const satisfies Partial<Record<Column, keyof TermForm>>

function mergedForms(
  before: readonly TermForm[],
  given: readonly TermForm[],
  columns: readonly Column[],
): readonly TermForm[] {
  const stays = before.map((form) => {
    const next = given.find(({ text }) => text === form.text)
    if (!next) return form
    const kept = Object.entries(formMembers)
      .filter(([column]) => !columns.includes(column as Column))
      .map(([, member]) => [member, form[member]])
    // What the file says, and the rest as it was; the decision is made anew where the status changes.
    return { ...next, ...Object.fromEntries(kept), ...(form.decided ? { decided: form.decided } : {}) }
  })
  return [...stays, ...given.filter(({ text }) => !before.some((form) => form.text === text))]
}

function changesOf(before: TermDraft, after: TermDraft): readonly FieldChange[] {
  const changes: FieldChange[] = []
  for (const [column, member] of Object.entries(members)) {
    const [from, to] = [shown(before[member]), shown(after[member])]
    if (from !== to) changes.push({ field: column as Column, locale: null, from, to })
  }
  for (const locale of targetLocales) {
    for (const form of after.forms[locale] ?? []) {
      const known = before.forms[locale]?.find(({ text }) => text === form.text)
      const [from, to] = [known ? shownForm(known) : '', shownForm(form)]
      if (from !== to) changes.push({ field: 'form', locale, from, to })
    }
  }
  return changes
}

function shown(value: string | boolean | null | undefined): string {
  return value === true ? 'yes' : value === false ? '' : (value ?? '')
}

function shownForm({ text, ...form }: TermForm): string {
  const said = Object.values(formMembers).map((member) =>
    member === 'honorific' ? (form.honorific ? 'honorific' : '') : (form[member] ?? ''),
  )
  return [text, ...said].filter(Boolean).join(' · ')
}
