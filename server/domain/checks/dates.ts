// The months and days of the week that the source names are those of the target; years are in a possible era.

import { mappedKey, matchKey, originalRange } from '#glossary/matchkey.ts'
import { type Locale, locales } from '#locales/locale.ts'
import type { Profile } from '#locales/profile.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainText } from '../inline.ts'

import type { Check, CheckInput, Finding, Range } from './finding.ts'
import { report } from './report.ts'

/** Reports a month or weekday that became another one, and years that no calendar has. */
export const checkDates: Check = (input) => [
  ...months(input),
  ...weekdays(input),
  ...(profileOf(input.locale).calendar === 'buddhist' ? impossibleYears(input) : []),
]

/** A month (1–12) or a day of the week (0–6) that a text names. */
interface Named extends Range {
  readonly value: number
  /** Whether it stands as a part of a date, where it cannot mean anything else. */
  readonly dated: boolean
}

function months({ source, target, locale }: CheckInput): readonly Finding[] {
  const wanted = monthsOfSource(source)
  if (wanted.length === 0) return []
  const { names, months: written } = readersOf(locale)
  const present = written(target)
  const values = new Set([...present.map(({ value }) => value), ...numericMonths(target)])
  const lost = wanted.filter(({ value }) => !values.has(value))
  const known = new Set(wanted.map(({ value }) => value))
  const strange = present.filter(({ value, dated }) => dated && !known.has(value))
  return lost.flatMap((month, i): readonly Finding[] => {
    const name = names[month.value - 1] ?? ''
    const instead = strange[i]
    const details = { values: { month: source.slice(month.start, month.end), expected: name } }
    if (!instead)
      return strange.length > 0 || numericMonths(target).length > 0
        ? []
        : [report('dates', 'info', 'month-missing', { ...details, source: month })]
    const range = { start: instead.start, end: instead.end }
    const fix = lost.length === 1 && strange.length === 1 ? { ...range, text: name } : null
    const { start, end } = month
    return [
      report('dates', 'error', 'month-wrong', {
        ...details,
        source: { start, end },
        target: range,
        fix,
      }),
    ]
  })
}

/** Lists the months (1–12) that a text names, in its order. */
export function monthsNamedIn(text: string, locale: Locale): readonly number[] {
  return readersOf(locale)
    .months(text)
    .map(({ value }) => value)
}

function weekdays({ source, target, locale }: CheckInput): readonly Finding[] {
  const wanted = weekdaysOfSource(source)
  if (wanted.length === 0) return []
  const { weekdays: written, days } = readersOf(locale)
  const present = written(target)
  const values = new Set(present.map(({ value }) => value))
  const lost = wanted.filter(({ value }) => !values.has(value))
  const known = new Set(wanted.map(({ value }) => value))
  const [strange] = present.filter(({ value, dated }) => dated && !known.has(value))
  return lost.slice(0, 1).flatMap(({ value, start, end }) => {
    const values = { day: source.slice(start, end), expected: days[value] ?? '' }
    const range = strange ? { start: strange.start, end: strange.end } : null
    return range
      ? [report('dates', 'warning', 'weekday-wrong', { values, source: { start, end }, target: range })]
      : []
  })
}

const english = profileOf('en')
// May and March are also other words: they count beside a number or after a word of time.
const surely = english.months.filter((name) => name !== 'May' && name !== 'March')
const shorts = english.monthsShort.filter((name) => name !== 'May')
const beside = `(?<=\\d(?:st|nd|rd|th)?(?: of)? |\\b(?:[Oo]f|[Oo]n|[Ff]rom|[Tt]o|[Bb]etween|[Aa]nd) )`
const timely = `(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his)[ -])`
const short = `(?:${shorts.join('|')}|Sept)\\b`
const sourceMonth = new RegExp(
  [
    `\\b(?:${surely.join('|')})\\b`,
    `${timely}(?:(?:May|March)\\b(?!['’])|${short}\\.?)`,
    `${beside}(?:May|March)\\b(?= \\d|[,.;)]|$)`,
    `\\b(?:May|March)(?= \\d{1,2}\\b| \\d{4}\\b|, \\d{4})`,
    `\\b${short}\\.?(?= \\d)`,
    `(?<=\\d )${short}`,
  ].join('|'),
  'g',
)
const isoDate = /(?<![\d.])(?:19|20)\d\d([-./])(0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d])/g

function monthsOfSource(source: string): readonly Named[] {
  const named = Array.from(source.matchAll(sourceMonth), ({ 0: name, index }) => ({
    value: 1 + english.monthsShort.findIndex((short) => name.startsWith(short)),
    start: index,
    end: index + name.length,
    dated: true,
  }))
  const numeric = Array.from(source.matchAll(isoDate), ({ 0: date, 2: month, index }) => ({
    value: Number(month),
    start: index,
    end: index + date.length,
    dated: true,
  }))
  return firstOfEach([...named, ...numeric])
}

// The names of newspapers keep their day.
const sourceWeekday = new RegExp(
  `\\b(?:${english.weekdays.join('|')})\\b(?!['’]?s? (?:Times|Mail|Telegraph|Night|Mirror|Express|People|Herald|Post|Star|Sun|Independent|Politics|Morning|Brunch|Club))`,
  'g',
)

function weekdaysOfSource(source: string): readonly Named[] {
  return firstOfEach(
    Array.from(source.matchAll(sourceWeekday), ({ 0: name, index }) => ({
      value: english.weekdays.indexOf(name),
      start: index,
      end: index + name.length,
      dated: true,
    })),
  )
}

function firstOfEach(named: readonly Named[]): readonly Named[] {
  return named.filter(({ value }, i) => named.findIndex((other) => other.value === value) === i)
}

// 25/10/2024 and 25-10-2024; which of the two numbers is the month is not asked.
function numericMonths(target: string): readonly number[] {
  const folded = matchKey(plainText(target))
  return Array.from(folded.matchAll(/(?<!\d)(\d{1,2})[/.-](\d{1,2})(?!\d)/g)).flatMap(([, one, other]) =>
    [Number(one), Number(other)].filter((value) => value >= 1 && value <= 12),
  )
}

/** How the months and weekdays of one language are read. */
interface Readers {
  readonly names: readonly string[]
  readonly days: readonly string[]
  readonly months: (text: string) => readonly Named[]
  readonly weekdays: (text: string) => readonly Named[]
}

// The day of the week is named with the word for day: ວັນເສົາ.
const dayWord = new RegExp(`^(?:${['ວັນ', 'ថ្ងៃ'].map(matchKey).join('|')})`, 'u')

const yearAfter = new RegExp(`^\\s*(?:${['ປີ', 'ឆ្នាំ'].map(matchKey).join('|')})?\\s*\\d`, 'u')

const readers = new Map<Locale, Readers>(locales.map((locale) => [locale, makeReaders(profileOf(locale))]))

function readersOf(locale: Locale): Readers {
  return readers.get(locale) ?? makeReaders(profileOf(locale))
}

function makeReaders(profile: Profile): Readers {
  const {
    months: names,
    monthsShort,
    monthVariants,
    weekdays: days,
    weekdaysShort,
    weekdayVariants,
  } = profile
  const spellings = (
    full: readonly string[],
    short: readonly string[],
    variants: Profile['monthVariants'],
    first: number,
  ) => full.map((name, i) => [name, short[i] ?? '', ...(variants[i + first] ?? [])])
  return {
    names,
    days,
    months: reader(spellings(names, monthsShort, monthVariants, 1), 1, profile),
    weekdays: reader(spellings(days, weekdaysShort, weekdayVariants, 0), 0, profile),
  }
}

function reader(
  spellings: readonly (readonly string[])[],
  first: number,
  { wordSpaces, monthWords, script }: Profile,
): (text: string) => readonly Named[] {
  const byName = new Map<string, number>()
  spellings.forEach((some, i) =>
    some.filter(Boolean).forEach((name) => byName.set(matchKey(name), i + first)),
  )
  // The longest name first: tháng 12 is not tháng 1.
  const names = [...byName.keys()].sort((one, other) => other.length - one.length)
  const escaped = names.map((name) => name.replaceAll('.', '\\.')).join('|')
  const pattern = new RegExp(
    wordSpaces ? `(?<![\\p{L}\\p{N}])(?:${escaped})(?![\\p{L}\\p{N}])` : `(?:${escaped})`,
    'gu',
  )
  const before = new RegExp(`(?:${[...monthWords, '\\d', 'ວັນ', 'ថ្ងៃ'].map(matchKey).join('|')})\\s*$`, 'u')
  return (text) => {
    const mapped = mappedKey(text)
    return Array.from(mapped.key.matchAll(pattern), ({ 0: name, index }) => {
      const end = index + name.length
      return {
        value: byName.get(name) ?? -1,
        ...originalRange(mapped, index, end),
        dated:
          script === 'Latin' ||
          script === 'Thai' ||
          dayWord.test(name) ||
          before.test(mapped.key.slice(Math.max(0, index - 12), index)) ||
          yearAfter.test(mapped.key.slice(end, end + 10)),
      }
    })
  }
}

// Thailand counts from 543 before our era, and no article is about the year 2400 of that.
const eraYear = /(พ\.\s?ศ\.|ค\.\s?ศ\.)\s?([\d๐-๙]{4})(?![\d๐-๙])/g

function impossibleYears({ target }: CheckInput): readonly Finding[] {
  return Array.from(target.matchAll(eraYear)).flatMap(
    ({ 0: written, 1: era = '', 2: digits = '', index }) => {
      const year = Number(matchKey(digits))
      const buddhist = era.startsWith('พ')
      if (buddhist ? year >= 2300 : year <= 2400) return []
      const range = { start: index, end: index + written.length }
      return [report('dates', 'error', 'era-impossible', { values: { year: written }, target: range })]
    },
  )
}
