// Dates of an English text.

import { profileOf } from '#locales/profiles.ts'

import type { FoundName } from './acronyms.ts'

/** A date with the day it is, or the month where it names no day. */
export interface FoundDate extends FoundName {
  /** `2024-10-25` or `2024-10`. */
  readonly day: string
}

const { months } = profileOf('en')
const month = `(${months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|t(?=\\b))?`).join('|')})\\.?`
const patterns: readonly {
  readonly pattern: RegExp
  readonly order: readonly ('day' | 'month' | 'year')[]
}[] = [
  {
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? ${month},? ((?:19|20)\\d\\d)(?!\\d)`, 'g'),
    order: ['day', 'month', 'year'],
  },
  {
    pattern: new RegExp(`\\b${month} (\\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\\d\\d)(?!\\d)`, 'g'),
    order: ['month', 'day', 'year'],
  },
  { pattern: new RegExp(`(?<!\\d |\\d)\\b${month} ((?:19|20)\\d\\d)(?!\\d)`, 'g'), order: ['month', 'year'] },
  {
    // 24/8/2024: only where the first number can be no month.
    pattern: /(?<![\d./-])(1[3-9]|2\d|3[01])[-./](\d{1,2})[-./]((?:19|20)\d\d)(?!\d)/g,
    order: ['day', 'month', 'year'],
  },
  {
    pattern: /(?<![\d.])((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g,
    order: ['year', 'month', 'day'],
  },
]

/** Lists the dates of a text with a year. */
export function datesIn(text: string): readonly FoundDate[] {
  return patterns
    .flatMap(({ pattern, order }) =>
      Array.from(text.matchAll(pattern), (match): FoundDate | null => {
        const part = (name: 'day' | 'month' | 'year'): string => match[order.indexOf(name) + 1] ?? ''
        const written = part('month')
        const value = /^\d/.test(written)
          ? Number(written)
          : 1 + months.findIndex((name) => name.startsWith(written.slice(0, 3)))
        const day = order.includes('day') ? Number(part('day')) : null
        if (value < 1 || value > 12 || (day !== null && (day < 1 || day > 31))) return null
        const two = (n: number): string => String(n).padStart(2, '0')
        return {
          name: match[0],
          start: match.index,
          end: match.index + match[0].length,
          day: [part('year'), two(value), ...(day === null ? [] : [two(day)])].join('-'),
        }
      }),
    )
    .filter((found) => found !== null)
    .sort((one, other) => one.start - other.start)
}

const ordinal = '(?:st|nd|rd|th)?'
// A stop belongs to a month that is cut short, and otherwise to the sentence.
const anyMonth = months.map((name) => `${name}|${name.slice(0, 3)}t?(?:\\.|(?![a-z]))`).join('|')
const noYear = '(?!,? (?:19|20)\\d\\d)'
const dayMonth = [
  `(?<![\\d.,])(?:\\d{1,2}${ordinal}(?:[-–]| and | to ))?(?<day>\\d{1,2})${ordinal} (?:of )?(?:${anyMonth})(?![\\p{L}\\p{N}])${noYear}`,
  `\\b(?:${anyMonth}) (?<day>\\d{1,2})(?:[-–]\\d{1,2})?${ordinal}(?![\\p{L}\\d:%]|[.,]\\d)${noYear}`,
].map((source) => new RegExp(source, 'gu'))

/** Lists the days of a text that name no year: `24 May`, `5–7 November`. */
export function daysIn(text: string): readonly FoundName[] {
  return dayMonth
    .flatMap((pattern) => Array.from(text.matchAll(pattern)))
    .filter(({ groups }) => Number(groups?.['day']) >= 1 && Number(groups?.['day']) <= 31)
    .map(({ 0: name, index }) => ({ name, start: index, end: index + name.length }))
}
