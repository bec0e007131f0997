// Numbers say the same in both texts, whatever their digits, separators, era or clock.

import { buddhistEra } from '#locales/dates.ts'
import { profileOf } from '#locales/profiles.ts'

import { monthsNamedIn } from './dates.ts'
import type { Check, CheckInput, Finding, Severity } from './finding.ts'
import { toldInParts } from './number-parts.ts'
import { reversedPairs } from './number-pairs.ts'
import { figuresOf, mostNumerals, type Numeral, numeralsOf } from './numerals.ts'
import { hasSurplus, isInWords, isSmall, isStray, wordsWithoutNumber } from './small-numbers.ts'

/** Reports numbers that are missing, added, in the wrong era, or written in two kinds of digits. */
export const checkNumbers: Check = (input) => {
  const english = profileOf('en')
  const source = read(input.source, numeralsOf(input.source, english), input, monthsOf(input.source))
  const { scaleWords } = profileOf(input.locale)
  // Both signs are read in both ways in a target, because translators keep to either convention.
  const target = read(
    input.target,
    numeralsOf(input.target, { scaleWords, group: null }),
    input,
    slashed.test(input.source) ? monthsNamedIn(input.target, input.locale).map(String) : [],
  )
  if (Math.max(source.numerals.length, target.numerals.length) >= mostNumerals)
    return mixedDigits(input.target)
  const inParts = toldInParts(
    { text: input.source, numerals: source.numerals, locale: 'en' },
    { text: input.target, numerals: target.numerals, locale: input.locale },
  )
  const missing = source.numerals.filter((numeral) => !inParts.has(numeral) && !isFound(numeral, target))
  const added = target.numerals.filter(
    (numeral) => !inParts.has(numeral) && !isExplained(numeral, source, input.source),
  )
  const misdated = missing.flatMap((numeral) => misdatedAs(numeral, added, input) ?? [])
  const rest = (numeral: Numeral): boolean =>
    !misdated.some(({ year, written }) => numeral === year || numeral === written)
  const replaced = added.length > 0
  const surplus = hasSurplus(source.numerals, target.numerals)
  return [
    ...mixedDigits(input.target),
    ...misdated.map((pair) => wrongEra(pair)),
    ...missing.filter(rest).flatMap((numeral) => {
      const severity = severityOfMissing(numeral, replaced || (isSmall(numeral) && surplus), input)
      return severity ? [report('missing', severity, numeral)] : []
    }),
    ...wordsWithoutNumber(input.source, input.target, input.locale).map((word) =>
      report('missing', 'warning', word),
    ),
    ...reversedPairs(input),
    ...added.filter(rest).map((numeral) => report('extra', 'warning', numeral)),
  ]
}

/** The numbers of a text, ready to be looked up. */
interface Reading {
  readonly numerals: readonly Numeral[]
  /** Every value, also in the other eras and short forms that it may be told in. */
  readonly values: ReadonlySet<string>
  readonly parts: ReadonlySet<string>
  /** What the numbers come to with the words such as million behind them. */
  readonly amounts: ReadonlySet<number>
  /** Figures of the numbers without such a word: it may have been left out or be unknown. */
  readonly plainFigures: ReadonlySet<string>
  readonly hours: ReadonlySet<string>
  /** Hours and minutes of its clocks: 4 and 40 of `4.40 am`. */
  readonly minutes: ReadonlySet<string>
}

function read(
  text: string,
  numerals: readonly Numeral[],
  input: CheckInput,
  months: readonly string[] = [],
): Reading {
  const figures = (some: readonly Numeral[]): ReadonlySet<string> =>
    new Set(some.flatMap((numeral) => numeral.values.map(figuresOf)))
  return {
    numerals,
    values: new Set([
      ...numerals.flatMap((numeral) => toldAs(numeral, text, input)),
      ...romanNumbers(text),
      ...months,
    ]),
    parts: new Set(numerals.flatMap((numeral) => numeral.parts)),
    amounts: new Set(numerals.flatMap(amountsOf)),
    plainFigures: figures(numerals.filter(({ scale }) => scale === 1)),
    hours: new Set(numerals.filter((numeral) => numeral.clock).flatMap(hoursOf)),
    minutes: new Set(numerals.filter((numeral) => numeral.clock).flatMap((numeral) => numeral.parts)),
  }
}

const { months: monthNames, monthsShort } = profileOf('en')
const monthPattern = new RegExp(`\\b(?:${[...monthNames, ...monthsShort].join('|')})\\b`, 'g')

// A month that the source gives as a number may be named in the target: 9/8/1975.
const slashed =
  /(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/])|(?<!\d)\d{4}([-/])\d{1,2}\2\d{1,2}(?!\d)/

// A month that the source names may be a number in the target: tháng 10.
function monthsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(monthPattern), ([name]) =>
    String(1 + monthsShort.findIndex((short) => name.startsWith(short))),
  )
}

function toldAs({ values, end }: Numeral, text: string, { locale }: CheckInput): readonly string[] {
  const told = [...values]
  const era = profileOf(locale).calendar === 'buddhist' ? buddhistEra : 0
  const decade = /^['’]?s\b/.test(text.slice(end, end + 3))
  for (const value of values) {
    if (!/^[12]\d{3}$/.test(value)) continue
    if (era) told.push(String(Number(value) + era), String(Number(value) - era))
    if (decade) told.push(value.slice(-2))
  }
  return told
}

function isFound(numeral: Numeral, target: Reading): boolean {
  const { values, clock, parts } = numeral
  if (isSameAmount(numeral, target)) return true
  if (clock && values.some((value) => target.values.has(value))) return true
  if (/^\d{4}$/.test(numeral.text) && numeral.text.endsWith('0') && target.values.has(numeral.text.slice(-2)))
    return true
  if (!clock || !(parts[1] === undefined || isTold(parts[1], target))) return false
  return hoursOf(numeral).some((hour) => target.parts.has(hour)) || isTold(parts[0], target)
}

// Half past and the full hour are often told without their figures.
function isTold(part: string | undefined, { parts }: Reading): boolean {
  return part === '0' || part === '30' || (part !== undefined && parts.has(part))
}

// 2.8 billion is 2,800 million and 2.8 miliar, never 28 miliar. A number whose word was left out is let pass.
function isSameAmount({ values, scale }: Numeral, other: Reading): boolean {
  if (amountsOf({ values, scale }).some((amount) => other.amounts.has(amount))) return true
  return values.some((value) =>
    scale === 1 ? other.values.has(value) : other.plainFigures.has(figuresOf(value)),
  )
}

function amountsOf({ values, scale }: Pick<Numeral, 'values' | 'scale'>): readonly number[] {
  return values.map((value) => Number((Number(value) * scale).toPrecision(12)))
}

// The same hour on the clocks of twelve, and of six in Thailand and Laos.
function hoursOf({ parts: [first] }: Numeral): readonly string[] {
  const hour = Number(first)
  return hour > 24 ? [] : [hour, hour + 12, hour - 12, hour - 6, hour + 6, hour - 18].map(String)
}

const numberWords =
  /\b(?:(?<!\d[\s-]?)(?:hundred|thousand|million|billion|trillion)s?|dozens?|scores?|half|quarters?|twice|double|triple|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|eleven|twel(?:ve|fth)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ies|ieth)|decades?|century|centuries|fortnight)\b/i

// Where the source counts in words, any larger number of the target may be theirs.
function isExplained(numeral: Numeral, source: Reading, sourceText: string): boolean {
  const { values, text } = numeral
  if (isSameAmount(numeral, source)) return true
  if (values.some((value) => source.hours.has(value) || source.minutes.has(value))) return true
  if (source.hours.size > 0 && /^.?.[.:]..$/su.test(text)) return true
  return isSmall(numeral) ? !isStray(numeral, sourceText) : numberWords.test(sourceText)
}

// Small numbers may be written as words, and round ones where the target has no number of its own instead.
function severityOfMissing(
  numeral: Numeral,
  replaced: boolean,
  { source, target, locale }: CheckInput,
): Severity | null {
  if (isSmall(numeral)) return replaced || !isInWords(numeral, source, target, locale) ? 'warning' : null
  if (isConversion(numeral, source)) return 'warning'
  const round = numeral.values.some((value) => /^[1-9]0+$/.test(value))
  return round && !replaced ? 'warning' : 'error'
}

// 45 miles (72 kilometres) is one distance: readers are served with either.
const unit =
  '(?:miles?|mph|kph|km|kilomet(?:er|re)s?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|cm|pounds?|lbs?|kg|kilograms?|acres?|hectares?|degrees?|°)'
const beforeConversion = new RegExp(`^[ -]?${unit}[^()]{0,12}\\([^()]*\\d`, 'i')
const afterConverted = new RegExp(`${unit}[^()]{0,12}\\([^()\\d]*$`, 'i')

function isConversion({ start, end }: Numeral, source: string): boolean {
  return (
    beforeConversion.test(source.slice(end, end + 60)) ||
    (afterConverted.test(source.slice(Math.max(0, start - 40), start)) &&
      new RegExp(`^[ -]?${unit}`, 'i').test(source.slice(end, end + 20)))
  )
}

/** A year of the source and what the target has instead. */
interface Misdated {
  readonly year: Numeral
  readonly written: Numeral
}

function misdatedAs(year: Numeral, added: readonly Numeral[], { locale }: CheckInput): Misdated | null {
  const value = Number(year.values[0])
  if (profileOf(locale).calendar !== 'buddhist' || !/^\d{4}$/.test(year.text) || value < 1800) return null
  const written = added.find(({ values: [other] }) => Math.abs(Number(other) - value - buddhistEra) <= 60)
  return written ? { year, written } : null
}

function wrongEra({ year, written }: Misdated): Finding {
  return {
    ...report('wrong-era', 'error', year),
    values: { year: written.text, expected: String(Number(year.text) + buddhistEra) },
    target: { start: written.start, end: written.end },
  }
}

const twoKindsOfDigits = /\d[๐-๙໐-໙០-៩]|[๐-๙໐-໙០-៩]\d|[๐-๙][໐-໙០-៩]|[໐-໙][๐-๙០-៩]|[០-៩][๐-๙໐-໙]/
const anyDigit = /[\d๐-๙໐-໙០-៩]/

function mixedDigits(target: string): readonly Finding[] {
  const at = target.search(twoKindsOfDigits)
  if (at < 0) return []
  let [start, end] = [at, at + 2]
  while (start > 0 && anyDigit.test(target.charAt(start - 1))) start--
  while (end < target.length && anyDigit.test(target.charAt(end))) end++
  return [report('mixed-digits', 'error', { text: target.slice(start, end), start, end })]
}

const roman = /\b(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\b/g
const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }

function romanNumbers(text: string): readonly string[] {
  return Array.from(text.matchAll(roman), ([written]) => {
    const signs = Array.from(written, (sign) => romanValues[sign] ?? 0)
    return String(
      signs.reduce((sum, value, i) => (value < (signs[i + 1] ?? 0) ? sum - value : sum + value), 0),
    )
  })
}

interface Written {
  readonly text: string
  readonly start: number
  readonly end: number
}

function report(kind: string, severity: Severity, { text, start, end }: Written): Finding {
  const inSource = kind === 'missing' || kind === 'wrong-era'
  return {
    check: 'numbers',
    severity,
    message: `check.numbers.${kind}`,
    values: { number: text.slice(0, 40) },
    source: inSource ? { start, end } : null,
    target: inSource ? null : { start, end },
  }
}
