// Where a source differs from a remembered one only in numbers, dates or terms, those can be put into its translation.

import { formatNumber, longDate, newspaperDate } from '#locales/dates.ts'
import { profileOf } from '#locales/profiles.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { formsIn, type TermHit } from '#glossary/matcher.ts'

import { plainText, type CodedText } from '../inline.ts'
import { datesIn } from '../names/dates.ts'
import { sourceKey } from './unit.ts'

/** One thing that was put in place of another. */
export interface Substitution {
  readonly kind: 'number' | 'date' | 'term'
  /** As they stand in the two sources. */
  readonly from: string
  readonly to: string
  /** Where the new form stands in the target. */
  readonly start: number
  readonly end: number
}

/** A translation with the things put in. */
export interface Substituted {
  readonly target: CodedText
  readonly substitutions: readonly Substitution[]
}

/** The terms of a text. */
export type TermsIn = (source: CodedText) => readonly TermHit[]

interface Slot {
  readonly kind: Substitution['kind']
  readonly text: string
  readonly start: number
  readonly end: number
  /** The day of a date. */
  readonly day?: string
  readonly hit?: TermHit
}

/**
 * Puts the numbers, dates and terms of a new source into the translation of a remembered one.
 * Null when something else differs, or when it is not certain what has to be replaced.
 */
export function substitute(
  source: CodedText,
  unit: { readonly source: CodedText; readonly target: CodedText },
  locale: TargetLocale,
  termsIn: TermsIn,
): Substituted | null {
  const asked = slotsOf(plainText(source), termsIn)
  const known = slotsOf(plainText(unit.source), termsIn)
  if (asked.length !== known.length || asked.length === 0) return null
  if (frameOf(plainText(source), asked) !== frameOf(plainText(unit.source), known)) return null
  let target = unit.target
  const put: Substitution[] = []
  for (const [index, slot] of known.entries()) {
    const wanted = asked[index]
    if (!wanted || wanted.kind !== slot.kind) return null
    if (wanted.text === slot.text) continue
    const written = pairsOf(slot, wanted, locale).find(([old]) => isOnce(target, old))
    if (!written) return null
    const [old, fresh] = written
    const start = target.indexOf(old)
    const shift = fresh.length - old.length
    // What was put in before must not be taken for what is to be replaced.
    if (put.some((one) => start < one.end && start + old.length > one.start)) return null
    target = target.slice(0, start) + fresh + target.slice(start + old.length)
    for (const [at, one] of put.entries()) {
      if (one.start > start) put[at] = { ...one, start: one.start + shift, end: one.end + shift }
    }
    const { kind, text: from } = slot
    put.push({ kind, from, to: wanted.text, start, end: start + fresh.length })
  }
  return put.length > 0 ? { target, substitutions: put } : null
}

const figures = /\d+(?:[.,]\d+)*/g

function slotsOf(text: string, termsIn: TermsIn): readonly Slot[] {
  const slots: Slot[] = []
  const add = (slot: Slot): void => {
    if (!slots.some((one) => one.start < slot.end && slot.start < one.end)) slots.push(slot)
  }
  for (const { name, start, end, day } of datesIn(text)) add({ kind: 'date', text: name, start, end, day })
  for (const hit of termsIn(text)) {
    add({ kind: 'term', text: text.slice(hit.start, hit.end), start: hit.start, end: hit.end, hit })
  }
  for (const match of text.matchAll(figures)) {
    const start = match.index
    add({ kind: 'number', text: match[0], start, end: start + match[0].length })
  }
  return slots.sort((one, other) => one.start - other.start)
}

function frameOf(text: string, slots: readonly Slot[]): string {
  let frame = ''
  let at = 0
  for (const { start, end } of slots) {
    frame += `${text.slice(at, start)}\u0001`
    at = end
  }
  return sourceKey(frame + text.slice(at))
}

type Pair = readonly [old: string, fresh: string]

/** The ways in which both may be written in the target, the likeliest first. */
function pairsOf(old: Slot, fresh: Slot, locale: TargetLocale): readonly Pair[] {
  if (old.kind === 'number') return numberPairs(old.text, fresh.text, locale)
  if (old.kind === 'date') return datePairs(old, fresh, locale)
  return termPairs(old, fresh, locale)
}

function numberPairs(old: string, fresh: string, locale: TargetLocale): readonly Pair[] {
  const { nativeDigits, decimal, group } = profileOf(locale)
  const local = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === ',' ? group : decimal))
  // Translators keep to either convention, whatever the language.
  const swapped = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','))
  const native = (text: string): string =>
    text.replace(/\d/g, (digit) => nativeDigits?.[Number(digit)] ?? digit)
  const pairs: Pair[] = [
    [local(old), local(fresh)],
    [native(local(old)), native(local(fresh))],
    [old, fresh],
    [native(old), native(fresh)],
    [swapped(old), swapped(fresh)],
    [native(swapped(old)), native(swapped(fresh))],
  ]
  if (/^\d+$/.test(old) && /^\d+$/.test(fresh)) {
    pairs.push([formatNumber(locale, Number(old)), formatNumber(locale, Number(fresh))])
  }
  return pairs
}

function datePairs(old: Slot, fresh: Slot, locale: TargetLocale): readonly Pair[] {
  const [from = '', to = ''] = [old.day, fresh.day]
  // A month without a day has no form of its own in our tables.
  if (from.length !== 10 || to.length !== 10) return []
  const ways = [newspaperDate, longDate]
  return ways.flatMap((way): readonly Pair[] => {
    try {
      return [[way(locale, from), way(locale, to)]]
    } catch {
      return []
    }
  })
}

const usable = ['locked', 'approved', 'admitted', 'proposed']

function termPairs(old: Slot, fresh: Slot, locale: TargetLocale): readonly Pair[] {
  if (!old.hit || !fresh.hit) return []
  const forms = (hit: TermHit): readonly string[] =>
    hit.term.doNotTranslate
      ? [hit.term.source]
      : formsIn(hit.term, locale)
          .filter(({ status }) => usable.includes(status))
          .toSorted((one, other) => usable.indexOf(one.status) - usable.indexOf(other.status))
          .map(({ text }) => text)
  const [best] = forms(fresh.hit)
  if (best === undefined) return []
  return forms(old.hit).map((form): Pair => [form, best])
}

/** Whether a form stands in a text exactly once, and not as a part of a longer number or word. */
function isOnce(text: string, form: string): boolean {
  if (form === '') return false
  const first = text.indexOf(form)
  if (first < 0 || text.includes(form, first + 1)) return false
  const before = text[first - 1] ?? ''
  const after = text[first + form.length] ?? ''
  const digit = /\p{Nd}/u
  const latin = /[\p{Script=Latin}]/u
  if (digit.test(form.at(0) ?? '') && (digit.test(before) || /^[.,]$/.test(before))) return false
  if (digit.test(form.at(-1) ?? '') && (digit.test(after) || /^[.,]\d/.test(text.slice(first + form.length))))
    return false
  if (latin.test(form.at(0) ?? '') && latin.test(before)) return false
  return !(latin.test(form.at(-1) ?? '') && latin.test(after))
}
