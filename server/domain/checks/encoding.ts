// Characters that cannot be seen or are stored in another way than they look.

import { profileOf } from '#locales/profiles.ts'

import type { Check, CheckInput, Finding } from './finding.ts'
import { brokenPlaces } from './mojibake.ts'
import { report, shown } from './report.ts'

/** Reports texts that are not composed, hidden characters, and traces of a broken encoding. */
export const checkEncoding: Check = (input) => [
  ...decomposed(input),
  ...hidden(input),
  ...zeroWidth(input),
  ...broken(input),
]

// A character with its marks. Composing sorts marks, which is slow for heaps of them; no writing has so many.
const cluster = /[^\p{M}]\p{M}{1,16}/gu

function decomposed({ source, target }: CheckInput): readonly Finding[] {
  const found = Array.from(target.matchAll(cluster), ({ 0: written, index }) => ({ written, index }))
    .filter(({ written }) => written.normalize('NFC') !== written || latinWithMarks.test(written))
    .filter(({ written }) => !source.includes(written))
  return (found.length > mostDecomposed ? [wholeOf(found, target)] : found).map(({ written, index }) => {
    const range = { start: index, end: index + written.length }
    const text = written.replace(cluster, composed)
    const fix = text === written || isBeyond(text) ? null : { ...range, text }
    return report('encoding', 'error', 'decomposed', { values: { text: shown(written) }, target: range, fix })
  })
}

// A mark that stands twice when it is composed was typed twice, and more than composing is to be done.
function isBeyond(text: string): boolean {
  return latinWithMarks.test(text) || /(\p{M})\1/u.test(text)
}

// A text that is decomposed as a whole is one fault, from its first such letter to its last.
const mostDecomposed = 8

interface Written {
  readonly written: string
  readonly index: number
}

function wholeOf(found: readonly Written[], target: string): Written {
  const [first, last] = [found[0], found.at(-1)]
  const [start, end] = [first?.index ?? 0, (last?.index ?? 0) + (last?.written.length ?? 0)]
  return { written: target.slice(start, end), index: start }
}

// Every letter of our languages with its accents is one character; what is left over was typed twice or too late.
const latinWithMarks = /\p{Script=Latin}[\u0300-\u036F]/u
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
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200E\u200F\u2028\u2029\u202A-\u202E\u2061-\u2064\u2066-\u206F\u3164\uFEFF\uFFF9-\uFFFD\uFDD0-\uFDEF\uFFFE\uFFFF\uF800-\uF8FF\u{E0001}\u{F0000}-\u{10FFFF}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu
// What stands for a lost character cannot simply be taken out.
const lost = /[\u0080-\u009F\uFFFD\uF800-\uF8FF\u{F0000}-\u{10FFFF}]/u

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

function broken({ source, target, locale }: CheckInput): readonly Finding[] {
  return brokenPlaces(target, locale)
    .filter(({ text }) => !source.includes(text))
    .map(({ text, start, right }) => {
      const range = { start, end: start + text.length }
      const fix = right === null ? null : { ...range, text: right }
      return report('encoding', 'error', 'broken', { values: { text: shown(text) }, target: range, fix })
    })
}
