// Names and titles are written as the glossary says.

import { type FormRange, formRanges, formsIn, readTarget, type TermHit } from '#glossary/matcher.ts'
import type { MappedKey } from '#glossary/matchkey.ts'
import type { FormStatus, FormUse, Term, TermForm } from '#glossary/term.ts'
import { profileOf } from '#locales/profiles.ts'

import type { Check, CheckInput, Finding, Severity } from './finding.ts'

/** Reports forms that are required and missing, names that were translated and should not be, and forbidden forms. */
export const checkTerms: Check = (input) => {
  if (input.terms.length === 0) return []
  const target = readTarget(input.target)
  const hits = [...new Map(input.terms.map((hit) => [`${hit.term.id} ${hit.matched}`, hit])).values()].map(
    (hit) => lookUp(hit, input, target),
  )
  const told = new Set<string>()
  const once = (finding: Finding | null, key: string): readonly Finding[] => {
    if (!finding || told.has(key)) return []
    told.add(key)
    return [finding]
  }
  return hits.flatMap((look) => [
    ...once(missing(look, hits, input), `${look.hit.term.id} missing`),
    ...once(forbidden(look, hits, input, target), `${look.hit.term.id} forbidden`),
  ])
}

/** A term of the source and where its accepted forms stand in the target. */
interface Look {
  readonly hit: TermHit
  /** What the target should have, or null where nothing is agreed. */
  readonly demand: Demand | null
  readonly accepted: readonly FormRange[]
}

interface Demand {
  readonly kind: 'locked' | 'approved' | 'kept' | 'kept-usually'
  readonly severity: Severity
  readonly form: string
}

function lookUp(hit: TermHit, { locale, source }: CheckInput, target: MappedKey): Look {
  const forms = formsIn(hit.term, locale).filter((form) => form.status !== 'forbidden')
  const { wordSpaces } = profileOf(locale)
  const texts = forms.map((form) => form.text)
  if (hit.term.doNotTranslate) texts.push(hit.term.source)
  // Who writes the acronym where the source has the acronym has not left anything out.
  if (hit.matched === 'acronym' && hit.term.acronym) texts.push(hit.term.acronym)
  return {
    hit,
    demand: demandOf(hit, forms, source),
    // `AS` stands inside many a word that is no country.
    accepted: texts.flatMap((text) => formRanges(target, { text }, wordSpaces && text.length <= 3)),
  }
}

function demandOf(
  { term, start, end, matched }: TermHit,
  forms: readonly TermForm[],
  source: string,
): Demand | null {
  // What is shown is the form for this place; any other form of the term is as good.
  const uses: readonly (FormUse | undefined)[] =
    matched === 'acronym' ? ['short', undefined, 'long', 'first'] : ['long', undefined, 'short', 'first']
  const first = (status: FormStatus): string | undefined =>
    forms
      .filter((form) => form.status === status)
      .toSorted((one, other) => uses.indexOf(one.use) - uses.indexOf(other.use))[0]?.text
  const locked = first('locked')
  if (locked !== undefined) return { kind: 'locked', severity: 'error', form: locked }
  const approved = first('approved')
  if (approved !== undefined) return { kind: 'approved', severity: 'warning', form: approved }
  if (!term.doNotTranslate) return null
  const form = matched === 'acronym' ? (term.acronym ?? term.source) : source.slice(start, end)
  return isOrdinaryWords(term)
    ? { kind: 'kept-usually', severity: 'warning', form }
    : { kind: 'kept', severity: 'error', form }
}

// `Smart Classrooms` can also be meant as plain words; `IIOE` and `UNESCO-ICHEI` cannot.
function isOrdinaryWords({ source, caseSensitive }: Term): boolean {
  return !caseSensitive || !/\p{Lu}\S*\p{Lu}|\p{N}|\p{Ll}\p{Lu}/u.test(source)
}

function missing(look: Look, hits: readonly Look[], input: CheckInput): Finding | null {
  const { demand, hit } = look
  if (!demand || look.accepted.some((place) => isFree(place, look, hits))) return null
  if (demand.severity === 'warning' && (isInKeptName(hit, input) || isBehindAnother(look, hits, input)))
    return null
  const severity = isOwnedBy(hit, input) ? 'info' : demand.severity
  return {
    ...report(demand.kind, severity, { source: shown(hit, input), form: demand.form }),
    source: { start: hit.start, end: hit.end },
  }
}

const capitalBefore = /\p{Lu}[\p{L}\p{M}’'-]* $/u
const capitalAfter = /^ \p{Lu}[\p{L}\p{M}’'-]*/u

// The South China Morning Post and Dr. Dre are no matter of China and of doctors where they are kept as they are.
function isInKeptName({ start, end }: TermHit, { source, target }: CheckInput): boolean {
  const before = capitalBefore.exec(source.slice(Math.max(0, start - longestWord), start))?.[0]
  const after = capitalAfter.exec(source.slice(end, end + longestWord))?.[0]
  const name = source.slice(start, end)
  return [before && before + name, after && name + after].some((some) => some && target.includes(some))
}

const longestWord = 40

// Who is `H.E. Mr.` in one language is only their excellency in another.
function isBehindAnother({ hit }: Look, hits: readonly Look[], { source }: CheckInput): boolean {
  if (hit.term.termClass !== 'title') return false
  return hits.some(
    (other) =>
      other.hit.term.termClass === 'title' &&
      other.hit.end <= hit.start &&
      other.accepted.length > 0 &&
      /^[\s.,]*$/.test(source.slice(other.hit.end, hit.start)),
  )
}

// Of `Indonesia’s disaster agency` an Indonesian paper says the agency, and others the country’s agency.
function isOwnedBy({ term, end }: TermHit, { source }: CheckInput): boolean {
  return term.termClass === 'place' && /^[’']s\s/.test(source.slice(end, end + 3))
}

// `Direktur` inside `Wakil Direktur` is the deputy's title, so it does not count for the director.
function isFree(place: FormRange, look: Look, hits: readonly Look[]): boolean {
  return !hits.some(
    (other) =>
      other.hit.term.id !== look.hit.term.id && other.accepted.some((longer) => isInside(place, longer)),
  )
}

function isInside(place: FormRange, other: FormRange): boolean {
  return (
    place.start >= other.start && place.end <= other.end && place.end - place.start < other.end - other.start
  )
}

function forbidden(
  { hit }: Look,
  hits: readonly Look[],
  input: CheckInput,
  target: MappedKey,
): Finding | null {
  const { wordSpaces } = profileOf(input.locale)
  for (const form of formsIn(hit.term, input.locale)) {
    if (form.status !== 'forbidden') continue
    const place = formRanges(target, form, wordSpaces).find(
      (range) => !hits.some((look) => look.accepted.some((allowed) => isInside(range, allowed))),
    )
    if (!place) continue
    return {
      ...report('forbidden', 'error', { source: shown(hit, input), form: form.text }),
      source: { start: hit.start, end: hit.end },
      target: place,
    }
  }
  return null
}

function shown({ start, end }: TermHit, { source }: CheckInput): string {
  return source.slice(start, end).replace(/\p{Co}/gu, '')
}

function report(kind: string, severity: Severity, values: Finding['values']): Finding {
  return { check: 'terms', severity, message: `check.terms.${kind}`, values, source: null, target: null }
}
