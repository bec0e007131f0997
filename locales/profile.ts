// What Setara knows about a language: data only, so that no code has to ask which language it has before it.
// A new language is a folder with profile.ts and ui.json, its tag in locale.ts and its line in profiles.ts.

import type { Locale } from './locale.ts'

/** Unicode names of the scripts of the interface languages. */
export type Script = 'Latin' | 'Thai' | 'Lao' | 'Khmer'

/** How a language is written, dated, counted and set. */
export interface Profile {
  readonly locale: Locale
  /** Tag for `lang` and `hreflang`. */
  readonly bcp47: string
  /** Tag for Open Graph (`og:locale`). */
  readonly ogLocale: string
  readonly nativeName: string
  readonly englishName: string
  readonly script: Script
  /** Source of a regular expression (flag `u`) for one character of the script, marks and signs included. */
  readonly letters: string
  /**
   * Source of a regular expression (flag `u`) for letters that most words of the language have and words of
   * its neighbours in the same script do not; null where there are none.
   */
  readonly tellingLetters: string | null
  /** Digits 0–9 of the script, or null where only 0–9 are used. */
  readonly nativeDigits: string | null
  readonly decimal: string
  readonly group: string
  /** Words after a number that multiply it by hundred, thousand, million and so on. */
  readonly scaleWords: Readonly<Record<string, number>>
  /** How ten, eleven, twelve and a dozen are told in words; small letters, any part of the word. */
  readonly tenWords: readonly string[]
  /** How one to nine are told in words: sources of regular expressions (flag `u`) in small letters, whole words where words have spaces. */
  readonly smallWords: readonly (readonly string[])[]
  /** Signs that end a sentence. Thai has no full stop. */
  readonly sentenceEnds: readonly string[]
  /** Whether words are separated by spaces. */
  readonly wordSpaces: boolean
  /** Calendar of the years that newspapers print: `buddhist` counts 543 years more. */
  readonly calendar: 'gregory' | 'buddhist'
  readonly months: readonly string[]
  readonly monthsShort: readonly string[]
  /** Days of the week, Sunday first. */
  readonly weekdays: readonly string[]
  readonly weekdaysShort: readonly string[]
  /** Other names that the press has for a month, January as 1. */
  readonly monthVariants: Readonly<Record<number, readonly string[]>>
  /** Other names that the press has for a day of the week, Sunday as 0. */
  readonly weekdayVariants: Readonly<Record<number, readonly string[]>>
  /** Words before the name of a month; the name alone may mean something else: `តុលា` also begins a court. */
  readonly monthWords: readonly string[]
  /** Words behind the number of a span of time: sources of regular expressions (flag `u`) in small letters. */
  readonly spanWords: Readonly<Record<'year' | 'month' | 'hour' | 'minute', string>>
  /** What joins two numbers of a span: 1 year and 6 months. */
  readonly andWords: readonly string[]
  /** Pattern of a date line in the press; fields as in {@link DateField}. */
  readonly newspaperDate: string
  /** Pattern of a long date in CLDR. */
  readonly longDate: string
  /** Pattern of a time of day. */
  readonly time: string
  /** Outer opening and closing, inner opening and closing quotation mark. */
  readonly quotes: readonly [string, string, string, string]
  readonly fontFamily: string
  /** Line heights that hold the tallest stacks of the script. */
  readonly lineHeight: { readonly reading: number; readonly editing: number }
  /** Font size that reads as large as Noto Sans at 1. */
  readonly fontScale: number
  /** Median length of a translation from English, in graphemes per grapheme. */
  readonly expansion: number
}

/** Fields of the date and time patterns, written in braces: `{day} {month} {year}`. */
export type DateField = 'day' | 'month' | 'year' | 'nativeDay' | 'nativeYear' | 'hour' | 'minute'
