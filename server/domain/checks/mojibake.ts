// Traces of an encoding that was read as another one, and signs of a file format that were not read at all.

import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

/** A place that no writer typed. */
export interface BrokenPlace {
  readonly text: string
  readonly start: number
  /** What was meant, or null where that cannot be known. */
  readonly right: string | null
}

/** Lists the broken places of a text in order. */
export function brokenPlaces(text: string, locale: TargetLocale): readonly BrokenPlace[] {
  const pattern = profileOf(locale).script === 'Latin' ? latinPattern : otherPattern
  return [
    ...Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
      ...{ text: found, start: index, right: null },
    })),
    ...Array.from(text.matchAll(escapes), ({ 0: found, index }) => ({
      ...{ text: found, start: index, right: meant(found) },
    })),
    ...(locale === 'vi' ? oldVietnamese(text) : []),
  ]
}

// The second bytes as Latin-1 and as Windows-1252 show them.
const second = '[\\u0080-\\u00BF\\u0152-\\u2122]'
const anywhere = [
  // UTF-8 read as Windows-1252: what letters with accents, Thai, Lao and Khmer and typographic quotes turn into.
  `Ã(?:[\\u0080-\\u00BF\\u0192\\u02C6\\u2030\\u0152\\u0153\\u20AC\\u2122\\u017D\\u017E\\u0160\\u0161\\u0178\\u2020\\u2021])`,
  '(?<=\\p{Ll})[ÂÃ](?=\\s)',
  'Â[\\u0080-\\u009F\\u00A1-\\u00BF]',
  '[ÄÅ][\\u0082\\u0083\\u0090\\u0091\\u00A8\\u00A9\\u0192\\u2018\\u201A]',
  'Æ[°¡]',
  `á[º»]${second}`,
  `(?:à[¸¹º»]${second})+`,
  `(?:á[\\u017E\\u0178\\u009E\\u009F]${second})+`,
  'â€[\\u0080-\\u00BF\\u0152\\u0153\\u02DC\\u2018-\\u2022\\u2122]?',
  'ï»¿',
  // UTF-8 read as TIS-620: each letter begins with the same two.
  '(?:เ[ธนบป][\\u0080-\\u009F\\u0E00-\\u0E7F]){3,}',
  // What stands for letters that an encoding does not have, and what an input method left behind.
  '\\?{3,}',
  '\\u25CC',
  '(?:=[\\dA-F]{2}){3,}',
]
// A text in TIS-620 that was read as Latin-1 is a row of its signs.
const otherPattern = new RegExp([...anywhere, '[\\u00A1-\\u00FF]{4,}'].join('|'), 'gu')
const latinPattern = new RegExp(anywhere.join('|'), 'gu')

// Also escaped twice: &amp;nbsp;
const escapes =
  /&(?:amp;)*(?:#\d{2,6}|#x[\da-f]{2,6}|[a-z]{2,8}\d?);|&(?:amp;)*nbsp(?![a-z;])|\\u[\da-f]{4}/gi

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', hellip: '…', bull: '•' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
  ...{ copy: '©', reg: '®', trade: '™', deg: '°', euro: '€', pound: '£', middot: '·', times: '×' },
}

function meant(written: string): string | null {
  const name = written.replace(/^&(?:amp;)*|;$/gi, '').toLowerCase()
  const number = /^(?:#(\d+)|(?:#x|\\u)([\da-f]+))$/.exec(name)
  if (!number) return entities[name === '' ? 'amp' : name] ?? null
  const code = number[1] ? Number(number[1]) : Number.parseInt(number[2] ?? '', 16)
  const right = code <= 0x10ffff ? String.fromCodePoint(code) : ''
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\u00A0 ]$/u.test(right) ? right : null
}

// TCVN3 puts its letters where Latin-1 has capitals and signs (TiÕng ViÖt), VNI writes accents as letters of their own
// (Tieáng Vieät). A foreign name has one of these letters, a sentence in such an encoding has them everywhere.
const oldLetters = /(?<=\p{Ll})[À-Þ¶·¸¹µ](?=\p{Ll})|[äëïöüåæøñûîÿ]/gu
const fewestOldLetters = 3

function oldVietnamese(text: string): readonly BrokenPlace[] {
  const found = Array.from(text.matchAll(oldLetters))
  const [first] = found
  if (!first || found.length < fewestOldLetters) return []
  return [{ text: wordAt(text, first.index), start: startOfWord(text, first.index), right: null }]
}

const inWord = /[\p{L}\p{M}¶·¸¹µ]/u

function startOfWord(text: string, at: number): number {
  let start = at
  while (start > 0 && inWord.test(text.charAt(start - 1))) start--
  return start
}

function wordAt(text: string, at: number): string {
  let end = at
  while (end < text.length && inWord.test(text.charAt(end))) end++
  return text.slice(startOfWord(text, at), end)
}
