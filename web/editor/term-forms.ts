// Which forms of a term may be inserted, best first. The numbers of Alt+1…9 count through these.

import type { FormStatus } from '#glossary/term.ts'

import type { Row, TermHitWire } from './edition-api.ts'

const order: Record<FormStatus, number | null> = {
  locked: 0,
  approved: 1,
  proposed: 2,
  admitted: 3,
  forbidden: null,
}

/** Lists the forms that may stand in a text; what must not be translated stands as in the source. */
export function insertable({ term, forms }: Pick<TermHitWire, 'term' | 'forms'>): readonly string[] {
  const allowed = forms
    .filter((form) => order[form.status] !== null)
    .sort((one, other) => (order[one.status] ?? 0) - (order[other.status] ?? 0))
    .map((form) => form.text)
  return [...new Set(term.doNotTranslate ? [term.source, ...allowed] : allowed)]
}

/** Lists every insertable form of a row, in the order in which the panel shows them. */
export function insertableForms(row: Row): readonly string[] {
  return [...new Map(row.terms.map((hit) => [hit.term.id, hit])).values()].flatMap(insertable)
}
