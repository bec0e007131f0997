// Characters that cannot be seen or are stored in another way than they look.

import { profileOf } from '#locales/profiles.ts'

import type { Check, CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports texts that are not composed, hidden characters, and traces of a broken encoding. */
export const checkEncoding: Check = (input) => [
  ...decomposed(input),
  ...hidden(input),
  ...zeroWidth(input),
  ...mojibake(input),
]

// A character with its marks. Composing sorts marks, which is slow for heaps of them; no writing has so many.
const cluster = /[^\p{M}]\p{M}{1,16}/gu

function decomposed({ source, target }: CheckInput): readonly Finding[] {
  return Array.from(target.matchAll(cluster), ({ 0: written, index }) => ({ written, index }))
    .filter(({ written }) => written.normalize('NFC') !== written || latinWithMarks.test(written))
    .filter(({ written }) => !source.includes(written))
    .map(({ written, index }) => {
      const range = { start: index, end: index + written.length }
      const text = composed(written)
      const fix = text === written || latinWithMarks.test(text) ? null : { ...range, text }
      return report('encoding', 'error', 'decomposed', { values: { text: written }, target: range, fix })
    })
}

// Every letter of our languages with its accents is one character; what is left over was typed twice or too late.
const latinWithMarks = /^\p{Script=Latin}[\u0300-\u036F]/u
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

// A tone that was typed before the circumflex or the horn composes with nothing but the bare letter.
function composed(written: string): string {
  const text = written.normalize('NFC')
  if (!latinWithMarks.test(text)) return text
  const apart = text.normalize('NFD')
  return (apart.replace(tones, '') + (apart.match(tones) ?? []).join('')).normalize('NFC')
}

// Control characters, soft hyphens, byte order marks, signs that turn the direction, private and missing characters.
const hiddenPattern =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\uFEFF\uFFF9-\uFFFD\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF\uF800-\uF8FF\u{E0001}\u{F0000}-\u{10FFFF}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu
// What stands for a lost character cannot simply be taken out.
const lost = /[\uFFFD\uF800-\uF8FF\u{F0000}-\u{10FFFF}]/u

function hidden({ source, target }: CheckInput): readonly Finding[] {
  return Array.from(target.matchAll(hiddenPattern))
    .filter(([character]) => !source.includes(character))
    .map(({ 0: character, index }) => {
      const range = { start: index, end: index + character.length }
      const fix = lost.test(character) ? null : { ...range, text: '' }
      return report('encoding', 'error', 'hidden', {
        values: { code: codePoint(character) },
        target: range,
        fix,
      })
    })
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

const zeroWidths = '\\u200B-\\u200D\\u2060'
const pictures = '\\p{Extended_Pictographic}\\uFE0F\\u{1F3FB}-\\u{1F3FF}'
/** Invisible in a script that has spaces; the joiner inside a picture is a part of it. */
const inLatin = new RegExp(`(?:(?![\\u200D](?=[${pictures}]))[${zeroWidths}])+`, 'gu')
const breaks = /[\u200B\u2060]+/g
/** What belongs to the consonant before it. */
const dependent = /[\u0E30-\u0E3A\u0E45\u0E47-\u0E4E\u0EB0-\u0EBC\u0EC8-\u0ECD\u17B6-\u17D3\u17DD]/
/** What belongs to the consonant after it. */
const leading = /[\u0E40-\u0E44\u0EC0-\u0EC4\u17D2]/

function zeroWidth({ source, target, locale }: CheckInput): readonly Finding[] {
  if (!/[\u200B-\u200D\u2060]/.test(target)) return []
  if (profileOf(locale).script === 'Latin')
    return zeroWidthsAt(inLatin, target, 'error', 'zero-width').filter(
      ({ target: range }) => !range || !source.includes(target.slice(range.start, range.end)),
    )
  const joiners = profileOf(locale).script === 'Khmer' ? khmerJoiners : everyJoiner
  return [...zeroWidthsAt(joiners, target, 'error', 'zero-width'), ...breaksIn(target, locale)]
}

const everyJoiner = /[\u200C\u200D]+/g
// Khmer has uses for them beside a sign that shifts the vowel and after the sign for a letter below.
const khmerJoiners = /(?<![\u17D2\u17C9\u17CA])[\u200C\u200D]+(?![\u17C9\u17CA\u17D2])/g

function breaksIn(target: string, locale: CheckInput['locale']): readonly Finding[] {
  return Array.from(target.matchAll(breaks)).flatMap(({ 0: found, index }) => {
    const range = { start: index, end: index + found.length }
    const [before, after] = [target.charAt(index - 1), target.charAt(range.end)]
    if (dependent.test(after) || leading.test(before))
      return [report('encoding', 'error', 'split-syllable', { target: range, fix: { ...range, text: '' } })]
    const idle = !before || !after || /\s/.test(before + after)
    if (!idle && found.length === 1) return []
    const fix = { ...range, text: idle ? '' : '\u200B' }
    // Khmer is written with breaks between words, and some Lao too: one beside a space is only untidy.
    const untidy = locale === 'km' || (locale === 'lo' && found.length === 1 && before !== '' && after !== '')
    return [report('encoding', untidy ? 'info' : 'warning', 'idle-zero-width', { target: range, fix })]
  })
}

function zeroWidthsAt(
  pattern: RegExp,
  target: string,
  severity: Finding['severity'],
  kind: string,
): readonly Finding[] {
  return Array.from(target.matchAll(pattern), ({ 0: found, index }) => {
    const range = { start: index, end: index + found.length }
    return report('encoding', severity, kind, { target: range, fix: { ...range, text: '' } })
  })
}

// UTF-8 that was read as Windows-1252: what the letters of our languages and typographic quotes turn into. Signs of a
// web page that were not read at all, and what stands for letters that an older encoding does not have.
const broken =
  /Ã[\u0080-\u009F\u00A1-\u00BF\u0192\u02C6\u2030\u0152\u0153\u20AC\u2122\u017D\u017E\u0160\u0161\u0178\u2020\u2021]|Â[\u0080-\u009F\u00A1-\u00BF]|(?<=\p{Ll})[ÂÃ](?=\s)|\?{3,}|&(?:[a-z]{2,8}|#\d{2,5}|#x[\da-f]{2,4});|Ä[\u2018\u0090\u0091]|Æ[°¡]|áº[\u0080-\u00BF\u0152-\u2122]|á»[\u0080-\u00BF\u0152-\u2122]|à[¸¹º»][\u0080-\u00BF\u0152-\u2122]|áž[\u0080-\u00BF\u0152-\u2122]|áŸ[\u0080-\u00BF\u0152-\u2122]|â€[\u0098-\u009D\u0153\u2122\u02DC\u201C\u201D]/u

function mojibake({ source, target }: CheckInput): readonly Finding[] {
  const found = broken.exec(target)
  if (!found || source.includes(found[0])) return []
  const range = { start: found.index, end: found.index + found[0].length }
  const meant = entities[found[0]]
  const fix = meant === undefined ? null : { ...range, text: meant }
  return [report('encoding', 'error', 'broken', { values: { text: found[0] }, target: range, fix })]
}

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': '\u00A0',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
}
