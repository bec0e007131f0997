// Numbers say the same in both texts, whatever their digits, separators, era or clock.

import { profileOf } from '#locales/profiles.ts'
import { buddhistEra } from '#locales/dates.ts'

import type { Check, CheckInput, Finding, Severity } from './finding.ts'
import { figuresOf, foldDigits, type Numeral, numeralsOf } from './numerals.ts'

/** Reports numbers that are missing, added, in the wrong era, or written in two kinds of digits. */
export const checkNumbers: Check = (input) => {
  const source = read(input.source, profileOf('en').scaleWords, input)
  const target = read(input.target, profileOf(input.locale).scaleWords, input)
  const added = target.numerals.filter((numeral) => !isLicensed(numeral, source, input.source))
  const missing = source.numerals.filter((numeral) => !isFound(numeral, target, input.source))
  const misdated = missing.map((numeral) => wrongEra(numeral, added, input)).filter((found) => found !== null)
  const explained = new Set(
    misdated.flatMap(({ source: from, target: to }) => [from?.start, to && -1 - to.start]),
  )
  return [
    ...mixedDigits(input.target),
    ...misdated,
    ...missing
      .filter((numeral) => !explained.has(numeral.start))
      .map((numeral) => ({ numeral, severity: severityOfMissing(numeral, added) }))
      .filter(({ severity }) => severity !== null)
      .map(({ numeral, severity }) => report('missing', severity ?? 'info', numeral)),
    ...added
      .filter((numeral) => !explained.has(-1 - numeral.start) && !numeral.values.some(isSmall))
      .map((numeral) => report('extra', 'warning', numeral)),
  ]
}

/** The numbers of a text, ready to be looked up. */
interface Reading {
  readonly numerals: readonly Numeral[]
  /** Every value, also in the other eras and clocks that it may be told in. */
  readonly values: ReadonlySet<string>
  /** Figures of every number; of the scaled ones in their own set. */
  readonly figures: ReadonlySet<string>
  readonly scaledFigures: ReadonlySet<string>
}

function read(text: string, scaleWords: readonly string[], input: CheckInput): Reading {
  const numerals = numeralsOf(text, scaleWords)
  const figures = (some: readonly Numeral[]): ReadonlySet<string> =>
    new Set(some.flatMap((numeral) => numeral.values.map(figuresOf)))
  return {
    numerals,
    values: new Set([...numerals.flatMap((numeral) => toldAs(numeral, text, input)), ...romanNumbers(text)]),
    figures: figures(numerals),
    scaledFigures: figures(numerals.filter((numeral) => numeral.scaled)),
  }
}

// Values of a number in the other eras, clocks and short forms in which the same may be told.
function toldAs({ values, end }: Numeral, text: string, input: CheckInput): readonly string[] {
  const told = [...values]
  const era = profileOf(input.locale).calendar === 'buddhist' ? buddhistEra : 0
  for (const value of values) {
    const n = Number(value)
    if (!Number.isInteger(n)) continue
    if (era && n >= 1000 && n <= 2800) told.push(String(n + era), String(n - era))
    if (n >= 1000 && n <= 2999 && /^['’]?s\b/.test(text.slice(end, end + 3))) told.push(value.slice(-2))
  }
  return told
}

const clock = /(?:[ap]\.?\s?m\b|o['’]?clock|\bnoon|\bmidnight|\bGMT|\bET\b|\bBST\b)/i

function isFound(numeral: Numeral, target: Reading, sourceText: string): boolean {
  if (numeral.values.some((value) => target.values.has(value))) return true
  if (
    numeral.values.some((value) =>
      decadeOf(value, numeral, sourceText).some((told) => target.values.has(told)),
    )
  ) {
    return true
  }
  const figures = numeral.values.map(figuresOf)
  if (
    figures.some(
      (figure) => target.scaledFigures.has(figure) || (numeral.scaled && target.figures.has(figure)),
    )
  ) {
    return true
  }
  return isTime(numeral, sourceText) && hours(numeral).some((hour) => target.values.has(hour))
}

function decadeOf(value: string, { end }: Numeral, text: string): readonly string[] {
  return /^['’]?s\b/.test(text.slice(end, end + 3)) && /^\d{4}$/.test(value) ? [value.slice(-2)] : []
}

function isTime({ text, end }: Numeral, sourceText: string): boolean {
  return /^\d?\d[:.]\d\d$/.test(text) || clock.test(sourceText.slice(end, end + 8))
}

// The same hour on the clocks of twelve, and of six in Thailand and Laos.
function hours({ text }: Numeral): readonly string[] {
  const hour = Number(/^\d+/.exec(foldDigits(text))?.[0])
  return hour > 24 ? [] : [hour, hour + 12, hour - 12, hour - 6, hour + 6, hour - 18].map(String)
}

const numberWords =
  /\b(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores?|half|quarters?|thirds?|twice|double|triple|couple|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|eleven|twel(?:ve|fth)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ies|ieth)|decades?|century|centuries|fortnight)\b/i

// A number of the target that the source explains; where the source counts in words, any number may be theirs.
function isLicensed(numeral: Numeral, source: Reading, sourceText: string): boolean {
  if (numeral.values.some((value) => source.values.has(value))) return true
  if (numberWords.test(sourceText)) return true
  const figures = numeral.values.map(figuresOf)
  if (
    figures.some(
      (figure) => source.scaledFigures.has(figure) || (numeral.scaled && source.figures.has(figure)),
    )
  ) {
    return true
  }
  return source.numerals.some(
    (other) => isTime(other, sourceText) && hours(other).some((hour) => numeral.values.includes(hour)),
  )
}

// Small numbers may be written as words, and round ones where the target has no number of its own instead.
function severityOfMissing({ values }: Numeral, added: readonly Numeral[]): Severity | null {
  const replaced = added.length > 0
  if (values.some(isSmall))
    return replaced && added.some((numeral) => numeral.values.some(isSmall)) ? 'warning' : null
  const round = values.some((value) => /^[1-9]0+$/.test(value))
  return round && !replaced ? 'warning' : 'error'
}

function isSmall(value: string): boolean {
  return Number(value) <= 12 && !value.includes('.')
}

function wrongEra(
  numeral: Numeral,
  added: readonly Numeral[],
  { locale, target }: CheckInput,
): Finding | null {
  const year = Number(numeral.values[0])
  if (
    profileOf(locale).calendar !== 'buddhist' ||
    !/^\d{4}$/.test(numeral.text) ||
    year < 1800 ||
    year > 2200
  )
    return null
  const near = added.find(({ values: [value] }) => Math.abs(Number(value) - year - buddhistEra) <= 60)
  if (!near) return null
  const digits = target.slice(near.start, near.end)
  return {
    ...report('wrong-era', 'error', numeral),
    values: { year: digits, expected: String(year + buddhistEra) },
    target: { start: near.start, end: near.end },
  }
}

const twoKindsOfDigits = /\d[๐-๙໐-໙០-៩]|[๐-๙໐-໙០-៩]\d|[๐-๙][໐-໙០-៩]|[໐-໙][๐-๙០-៩]|[០-៩][๐-๙໐-໙]/
const aroundNumber = /[\d๐-๙໐-໙០-៩]/

function mixedDigits(target: string): readonly Finding[] {
  const at = target.search(twoKindsOfDigits)
  if (at < 0) return []
  let [start, end] = [at, at + 2]
  while (start > 0 && aroundNumber.test(target.charAt(start - 1))) start--
  while (end < target.length && aroundNumber.test(target.charAt(end))) end++
  return [report('mixed-digits', 'error', { text: target.slice(start, end), start, end })]
}

const roman = /\b(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})\b/g
const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }

function romanNumbers(text: string): readonly string[] {
  return Array.from(text.matchAll(roman), ([written]) => {
    const signs = Array.from(written, (sign) => romanValues[sign] ?? 0)
    return String(
      signs.reduce((sum, value, i) => (value < (signs[i + 1] ?? 0) ? sum - value : sum + value), 0),
    )
  })
}

function report(
  kind: string,
  severity: Severity,
  { text, start, end }: Omit<Numeral, 'values' | 'scaled'>,
): Finding {
  const range = { start, end }
  return {
    check: 'numbers',
    severity,
    message: `check.numbers.${kind}`,
    values: { number: text.slice(0, 40) },
    source: kind === 'missing' || kind === 'wrong-era' ? range : null,
    target: kind === 'missing' || kind === 'wrong-era' ? null : range,
  }
}
