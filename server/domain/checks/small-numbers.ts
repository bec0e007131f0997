// Numbers up to twelve, which every language also tells in words.

import { matchKey } from '#glossary/matchkey.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import type { Range } from './finding.ts'
import type { Numeral } from './numerals.ts'

const englishWords = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** Tells whether a number may stand as a word. */
export function isSmall({ values, scale }: Pick<Numeral, 'values' | 'scale'>): boolean {
  return scale === 1 && values.every((value) => Number(value) <= 12 && !value.includes('.'))
}

// What else an English sentence calls a number, so that it may stand in figures in the translation.
const english: Readonly<Record<string, RegExp>> = {
  2: /\b(?:two|seconds?|secondly|twice|twins?|double[sd]?|doubling|both|pairs?|couple|duo|duet|dual|either|neither|half|halves|another|again|Mon\w*|bi\w+|fortnight\w*)\b/i,
  3: /\b(?:three|thirds?|thrice|triple[sd]?|tripling|trio|treble|quarters?|quarterly|Tues?\w*)\b/i,
  4: /\b(?:four|fourths?|fourball\w*|foursome\w*|quarters?|quarterly|quadruple\w*|quartet|Wed\w*)\b/i,
  5: /\b(?:five|fifths?|quintet|Thurs?\w*|half)\b/i,
  6: /\b(?:six|sixths?|Fri\w*|half)\b/i,
  7: /\b(?:seven|sevenths?|Sat\w*|weeks?|weekly)\b/i,
  8: /\b(?:eight|eighths?|Sun\w*)\b/i,
  9: /\b(?:nine|ninths?)\b/i,
  10: /\b(?:ten|tenths?|tens|decades?|\w+teen\w*)\b/i,
  11: /\b(?:eleven|eleventh)\b/i,
  12: /\b(?:twelve|twelfth|dozens?|noon|midday|midnight|years?)\b/i,
}

/** Tells whether the source says a small number of the target neither in figures nor in words; one is also an article. */
export function isStray({ values: [value = ''] }: Pick<Numeral, 'values'>, source: string): boolean {
  const words = english[value]
  return words !== undefined && !words.test(source)
}

// In a score, a date or at a clock even one and nothing are told in figures.
const firmBefore =
  /(?:\d\s?[-–:]|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) )$/
const firmAfter =
  /^(?:[-–:]\s?\d|(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b| ?[ap]\.?m\b)/

function isFirm({ start, end }: Pick<Numeral, 'start' | 'end'>, source: string): boolean {
  return (
    firmBefore.test(source.slice(Math.max(0, start - 12), start)) ||
    firmAfter.test(source.slice(end, end + 16))
  )
}

/** Tells whether a small number of the source may stand in words in the target. */
export function isInWords(numeral: Numeral, source: string, target: string, locale: TargetLocale): boolean {
  const number = Number(numeral.values[0])
  if (number <= 1 && isFirm(numeral, source)) return false
  // Round the clock is told in many ways.
  if (/\b24\/7\b/.test(source.slice(Math.max(0, numeral.start - 3), numeral.end + 1))) return true
  // One is also an article, and nothing is told in many ways.
  if (number <= 1) return true
  if (number > 9) return profileOf(locale).tenWords.some((word) => target.toLowerCase().includes(word))
  return wordsOf(locale)[number - 1]?.test(matchKey(target)) ?? false
}

// `Square one`, `the back nine` and `all fours` count nothing; half past seven is half eight in Indonesia.
const toldInWords = new RegExp(
  `(?<![\\p{L}\\p{N}-]|\\b(?:back|front|match|all|hole|o'clock|(?:half|quarter) past|quarter to) )(?:${englishWords.join('|')})(?![\\p{L}\\p{N}-]|[’']s|,? all\\b)`,
  'giu',
)

/** A number that the source tells in a word. */
export interface WordNumber extends Range {
  readonly text: string
}

/** Lists the numbers from three to nine that the source tells in words and the target in no way. */
export function wordsWithoutNumber(
  source: string,
  target: string,
  locale: TargetLocale,
): readonly WordNumber[] {
  const found = Array.from(source.matchAll(toldInWords)).filter(
    // Words with capitals inside a sentence belong to a name: the Four Corners.
    ({ 0: text, index }) => /^\p{Ll}/u.test(text) || /^\P{L}*$/u.test(source.slice(0, index)),
  )
  if (found.length === 0) return []
  const key = matchKey(target)
  return found
    .filter(([text]) => {
      const value = 3 + englishWords.indexOf(text.toLowerCase())
      return !(wordsOf(locale)[value - 1]?.test(key) || new RegExp(`(?<!\\d)0?${value}(?!\\d)`).test(key))
    })
    .map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
}

/**
 * Tells whether, of as many numbers as the source has, one stands more often than there: `4 to 4` for `1 to 4`.
 */
export function hasSurplus(source: readonly Numeral[], target: readonly Numeral[]): boolean {
  if (source.length !== target.length) return false
  const count = (numerals: readonly Numeral[], value: string): number =>
    numerals.filter(({ values }) => values[0] === value).length
  return target.some((numeral) => {
    const here = count(source, numeral.values[0] ?? '')
    return isSmall(numeral) && here > 0 && count(target, numeral.values[0] ?? '') > here
  })
}

const words = new Map(targetLocales.map((locale) => [locale, makeWords(locale)]))

function wordsOf(locale: TargetLocale): readonly RegExp[] {
  return words.get(locale) ?? makeWords(locale)
}

function makeWords(locale: TargetLocale): readonly RegExp[] {
  const { smallWords, wordSpaces } = profileOf(locale)
  return smallWords.map((some) => {
    const any = `(?:${some.map(matchKey).join('|')})`
    return new RegExp(wordSpaces ? `(?<!\\p{L})${any}(?!\\p{L})` : any, 'u')
  })
}
