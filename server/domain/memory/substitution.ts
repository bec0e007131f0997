// Where a source differs from a remembered one only in numbers, dates or terms, those can be put into its translation.

import { buddhistEra, formatNumber, longDate, newspaperDate } from '#locales/dates.ts'
import { profileOf } from '#locales/profiles.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { formsIn, type TermHit } from '#glossary/matcher.ts'
import { agreedForms, type FormStatus, type Term, type TermForm } from '#glossary/term.ts'

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
 * Null when something else differs, or when it is not certain what has to be replaced: a form that stands in the
 * translation more or less often than in the source it was made for, or in two ways, is left to people.
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
  const changes = changesOf(known, asked)
  const found = changes?.map((change) => replacementsOf(change, unit.target, locale))
  if (!found || found.length === 0 || found.includes(null)) return null
  const all = found.flatMap((some) => some ?? []).sort((one, other) => one.start - other.start)
  if (all.some(({ start }, n) => start < (all[n - 1]?.end ?? 0))) return null
  return replaced(unit.target, all)
}

interface Change {
  readonly old: Slot
  readonly fresh: Slot
  /** How often the old one stands in its source; all of them become the same. */
  readonly times: number
}

/** What has to become what; null when the same thing has to become two, or stays in one place and not in another. */
function changesOf(known: readonly Slot[], asked: readonly Slot[]): readonly Change[] | null {
  const changes = new Map<string, Change>()
  for (const [index, old] of known.entries()) {
    const fresh = asked[index]
    if (!fresh || fresh.kind !== old.kind) return null
    const name = `${old.kind} ${old.text}`
    const before = changes.get(name)
    if (before && before.fresh.text !== fresh.text) return null
    changes.set(name, { old, fresh, times: (before?.times ?? 0) + 1 })
  }
  return [...changes.values()].filter(({ old, fresh }) => old.text !== fresh.text)
}

/** A form in the target with what stands in its place. */
interface Replacement extends Place {
  readonly change: Change
  readonly form: string
}

interface Place {
  readonly start: number
  readonly end: number
}

function replacementsOf(
  change: Change,
  target: CodedText,
  locale: TargetLocale,
): readonly Replacement[] | null {
  const { old, fresh, times } = change
  const pairs = new Map<string, string>()
  for (const [form, other] of pairsOf(old, fresh, locale)) if (!pairs.has(form)) pairs.set(form, other)
  const [way, another] = writtenIn(target, [...pairs])
  if (way && !another && way.places.length === times)
    return way.places.map((place) => ({ ...place, change, form: way.form }))
  return old.kind === 'date' && !way ? datePartsOf(change, target, locale) : null
}

interface Way {
  readonly form: string
  readonly places: readonly Place[]
}

/** In which ways something is written in a target; what is only a part of a longer way is none of its own. */
function writtenIn(target: CodedText, pairs: readonly Pair[]): readonly Way[] {
  const ways: Way[] = []
  for (const [old, form] of pairs.toSorted(([one], [other]) => other.length - one.length)) {
    const longer = ways.flatMap(({ places }) => places)
    const places = placesOf(target, old).filter(
      ({ start, end }) => !longer.some((place) => place.start <= start && end <= place.end),
    )
    if (places.length > 0) ways.push({ form, places })
  }
  return ways
}

function replaced(target: CodedText, all: readonly Replacement[]): Substituted {
  const substitutions: Substitution[] = []
  let text = ''
  let at = 0
  for (const { start, end, form, change } of all) {
    text += target.slice(at, start)
    const { kind, text: from } = change.old
    const place = { start: text.length, end: text.length + form.length }
    substitutions.push({ kind, from, to: change.fresh.text, ...place })
    text += form
    at = end
  }
  return { target: text + target.slice(at), substitutions }
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
  const { decimal, group } = profileOf(locale)
  const local = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === ',' ? group : decimal))
  // Translators keep to either convention, whatever the language.
  const swapped = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','))
  const pairs: Pair[] = [
    [local(old), local(fresh)],
    [old, fresh],
    [swapped(old), swapped(fresh)],
  ]
  if (/^\d+$/.test(old) && /^\d+$/.test(fresh)) {
    pairs.push([formatNumber(locale, Number(old)), formatNumber(locale, Number(fresh))])
  }
  return inDigits([...pairs, ...yearPairs(old, fresh, locale)], locale)
}

/** Years in the calendar of the language, where both may be years. */
function yearPairs(old: string, fresh: string, locale: TargetLocale): readonly Pair[] {
  const isYear = (text: string): boolean => /^(?:1[89]|20)\d\d$/.test(text)
  if (profileOf(locale).calendar !== 'buddhist' || !isYear(old) || !isYear(fresh)) return []
  return [[String(Number(old) + buddhistEra), String(Number(fresh) + buddhistEra)]]
}

/** The same also with the digits of the language, and with none but 0–9. */
function inDigits(pairs: readonly Pair[], locale: TargetLocale): readonly Pair[] {
  const { nativeDigits } = profileOf(locale)
  if (!nativeDigits) return pairs
  const native = (text: string): string =>
    text.replace(/\d/g, (digit) => nativeDigits[Number(digit)] ?? digit)
  const plain = (text: string): string =>
    text.replace(/\p{Nd}/gu, (digit) => {
      const value = nativeDigits.indexOf(digit)
      return value < 0 ? digit : String(value)
    })
  return pairs.flatMap(([old, fresh]): readonly Pair[] => [
    [old, fresh],
    [native(old), native(fresh)],
    [plain(old), plain(fresh)],
  ])
}

function datePairs(old: Slot, fresh: Slot, locale: TargetLocale): readonly Pair[] {
  const [from = '', to = ''] = [old.day, fresh.day]
  // A month without a day has no form of its own in our tables.
  if (from.length !== 10 || to.length !== 10) return []
  const pairs = [newspaperDate, longDate].flatMap((way): readonly Pair[] => {
    try {
      return [[way(locale, from), way(locale, to)]]
    } catch {
      return []
    }
  })
  return inDigits(pairs, locale)
}

/** Day, month and year of a date that is written in a way that we have no pattern of, each in its own place. */
function datePartsOf(change: Change, target: CodedText, locale: TargetLocale): readonly Replacement[] | null {
  const { old, fresh, times } = change
  const [from, to] = [old.day?.split('-') ?? [], fresh.day?.split('-') ?? []]
  if (times > 1 || from.length !== to.length) return null
  const { months, monthsShort } = profileOf(locale)
  const waysOf = [
    (part: string, other: string) => numberPairs(part, other, locale),
    (part: string, other: string): readonly Pair[] =>
      [months, monthsShort].map((names): Pair => [
        names[Number(part) - 1] ?? '',
        names[Number(other) - 1] ?? '',
      ]),
    (part: string, other: string) => numberPairs(String(Number(part)), String(Number(other)), locale),
  ]
  const found = from.map((part, index): readonly Replacement[] | null => {
    const other = to[index] ?? ''
    if (part === other) return []
    const [way, another] = writtenIn(target, [...new Map(waysOf[index]?.(part, other))])
    return way && !another && way.places.length === 1
      ? way.places.map((place) => ({ ...place, change, form: way.form }))
      : null
  })
  return found.includes(null) ? null : found.flatMap((some) => some ?? [])
}

/** What a translation may have; only what was agreed on is put in. */
const usable: readonly FormStatus[] = ['locked', 'approved', 'admitted', 'proposed']

function termPairs(old: Slot, fresh: Slot, locale: TargetLocale): readonly Pair[] {
  if (!old.hit || !fresh.hit) return []
  const [from, to] = [old.hit.term, fresh.hit.term]
  const pairs = formsIn(from, locale)
    .filter(({ status }) => usable.includes(status))
    .flatMap((form): readonly Pair[] => {
      const other = formLike(form, to, locale)
      return other === null ? [] : [[form.text, other]]
    })
  if (from.doNotTranslate) {
    const other = formLike(null, to, locale)
    return other === null ? [] : [[from.source, other]]
  }
  // Initials stay what they are where nothing else was agreed.
  return old.hit.matched === 'acronym' && fresh.hit.matched === 'acronym'
    ? [...pairs, [old.text, fresh.text]]
    : pairs
}

/** The agreed form of a term that is used as another form is: long, short, with or without the honorific. */
function formLike(form: TermForm | null, { doNotTranslate, source, forms }: Term, locale: TargetLocale) {
  if (doNotTranslate) return source
  const agreed = agreedForms({ forms }, locale)
  const alike = agreed.find(
    (one) => one.use === form?.use && one.gender === form?.gender && one.honorific === form?.honorific,
  )
  return (alike ?? agreed[0])?.text ?? null
}

/** Where a form stands in a text, not as a part of a longer number or word. */
function placesOf(text: string, form: string): readonly Place[] {
  const places: Place[] = []
  if (form === '') return places
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    const end = start + form.length
    if (!isPart(form, text[start - 1] ?? '', text.slice(end, end + 2))) places.push({ start, end })
  }
  return places
}

function isPart(form: string, before: string, after: string): boolean {
  const digit = /^\p{Nd}/u
  const latin = /^\p{Script=Latin}/u
  const [first, last] = [form.at(0) ?? '', form.at(-1) ?? '']
  if (digit.test(first) && (digit.test(before) || /^[.,]$/.test(before))) return true
  if (digit.test(last) && /^[.,]?\p{Nd}/u.test(after)) return true
  return (latin.test(first) && latin.test(before)) || (latin.test(last) && latin.test(after))
}
