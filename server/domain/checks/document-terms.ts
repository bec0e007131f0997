// How a name is given where an edition first has it: whole, with its acronym, or in the wording kept for that place.

import { formPresent, formsIn, type TermHit } from '#glossary/matcher.ts'
import { agreedForms, type Term, type TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { acronymRange } from './acronym-policy.ts'
import type { DocumentFinding, DocumentRow } from './document.ts'

/** Lists terms whose first mention, or a later one, is not as the glossary wants it. */
export function mentionsOutOfPlace(
  rows: readonly DocumentRow[],
  locale: TargetLocale,
): readonly DocumentFinding[] {
  return [...mentionsOf(rows).values()].flatMap((mentions) => {
    const [first] = mentions
    if (!first) return []
    return firstMention(first, mentions.slice(1), rows, locale)
  })
}

interface Mention {
  readonly at: number
  readonly hit: TermHit
}

function mentionsOf(rows: readonly DocumentRow[]): ReadonlyMap<string, readonly Mention[]> {
  const found = new Map<string, Mention[]>()
  for (const [at, { terms = [] }] of rows.entries()) {
    for (const hit of terms) {
      const known = found.get(hit.term.id)
      if (!known) found.set(hit.term.id, [{ at, hit }])
      else if (known.at(-1)?.at !== at) known.push({ at, hit })
    }
  }
  return found
}

function firstMention(
  { at, hit }: Mention,
  later: readonly Mention[],
  rows: readonly DocumentRow[],
  locale: TargetLocale,
): readonly DocumentFinding[] {
  const { term } = hit
  const target = rows[at]?.target ?? ''
  const has = (form: TermForm): boolean => formPresent(target, form)
  const [wanted] = agreedForms(term, locale, 'first')
  if (wanted) {
    const again = later.filter((mention) => formPresent(rows[mention.at]?.target ?? '', wanted))
    return [
      ...(has(wanted)
        ? []
        : [finding('warning', 'first-form', { form: wanted.text, source: term.source }, [at])]),
      ...(again.length > 0
        ? [
            finding(
              'info',
              'first-form-again',
              { form: wanted.text },
              again.map((one) => one.at),
            ),
          ]
        : []),
    ]
  }
  if (term.acronymPolicy === 'both' && term.acronym)
    return withAcronym(term, term.acronym, at, target, locale)
  const [short] = agreedForms(term, locale, 'short')
  const [long] = agreedForms(term, locale, 'long')
  if (hit.matched !== 'source' || !short || !long || has(long) || !has(short)) return []
  return [finding('warning', 'short-first', { form: short.text, expected: long.text }, [at])]
}

function withAcronym(
  term: Term,
  acronym: string,
  at: number,
  target: string,
  locale: TargetLocale,
): readonly DocumentFinding[] {
  const names = formsIn(term, locale).filter(({ status, text }) => status !== 'forbidden' && text !== acronym)
  const [name] = names
  // Without a name in the language there is nothing to give beside the acronym.
  if (!name) return []
  const complete = acronymRange(acronym, target) !== null && names.some((form) => formPresent(target, form))
  return complete ? [] : [finding('warning', 'acronym-both', { acronym, form: name.text }, [at])]
}

function finding(
  severity: DocumentFinding['severity'],
  kind: string,
  values: DocumentFinding['values'],
  rows: readonly number[],
): DocumentFinding {
  return { check: 'document', severity, message: `check.document.${kind}`, values, rows }
}
