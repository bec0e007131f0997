// The one order in which the signs of a Khmer syllable are stored. The rules are those of SIL's normaliser.
// @see https://www.unicode.org/L2/L2022/22290-khmer-encoding.pdf

import { khnormal } from 'khmer-normalizer'

// A consonant with everything that is stored after it; the joiner of Middle Khmer ends it. No syllable is longer; heaps of signs are left alone.
const syllable =
  /[\u1780-\u17A2\u17A5-\u17B3](?:\u17D2[\u1780-\u17A2\u17A5-\u17B3]|[\u17B6-\u17D3\u17DD\u200C])+/g
const longestSyllable = 24

/** A syllable whose signs are stored in another order than they should be. */
export interface Disorder {
  readonly start: number
  readonly end: number
  readonly ordered: string
  /** Whether only the sign that shifts the vowel stands before the letter below: an older standard had it there. */
  readonly shifterOnly: boolean
}

/** Lists the syllables of a text that are stored in another order, or with a vowel in two pieces. */
export function khmerDisorder(text: string): readonly Disorder[] {
  const found: Disorder[] = []
  for (const { 0: written, index } of text.matchAll(syllable)) {
    const ordered = orderedSyllable(written)
    // Subscript DA and TA look alike and both are in use, so that difference alone is none.
    if (ordered === written || ordered === written.replaceAll(subscriptDa, subscriptTa)) continue
    const end = index + written.length
    const shifterOnly = khmerEqual(ordered, written.replace(shifterBefore, '$2$1'))
    found.push({ start: index, end, ordered: withOwnSubscript(ordered, written), shifterOnly })
  }
  return found
}

/** Puts every syllable of a text in order and writes subscript DA as TA: for comparing, never for showing. */
export function khmerKey(text: string): string {
  let key = ''
  let copied = 0
  for (let start = 0; start < text.length; start++) {
    if (!isBase(text.charCodeAt(start))) continue
    const { end, plain } = syllableFrom(text, start)
    if (!plain) {
      const written = text.slice(start, end)
      const ordered = orderedSyllable(written)
      if (ordered !== written) {
        key += text.slice(copied, start) + ordered
        copied = end
      }
    }
    start = end - 1
  }
  return copied === 0 ? text : key + text.slice(copied)
}

const coeng = 0x17d2
const da = 0x178a
const isBase = (code: number): boolean =>
  code >= 0x1780 && code <= 0x17b3 && code !== 0x17a3 && code !== 0x17a4

/**
 * The end of a {@link syllable}. It is plain, as most are, when it has at most one letter below that is not DA, then at
 * most one vowel, then at most one of the signs that end it: those stand in order whatever they are.
 */
function syllableFrom(text: string, start: number): { readonly end: number; readonly plain: boolean } {
  let plain = true
  let rank = 0
  let end = start + 1
  for (;;) {
    const code = text.charCodeAt(end)
    const isSubscript = code === coeng && isBase(text.charCodeAt(end + 1))
    if (!isSubscript && !isSign(code)) return { end, plain }
    const own = isSubscript ? 1 : code <= 0x17c5 ? 2 : code <= 0x17c8 ? 3 : 0
    if (own <= rank || (isSubscript && text.charCodeAt(end + 1) === da)) plain = false
    rank = own
    end += isSubscript ? 2 : 1
  }
}

const isSign = (code: number): boolean =>
  (code >= 0x17b6 && code <= 0x17d3) || code === 0x17dd || code === 0x200c

const subscriptDa = '\u17D2\u178A'
const subscriptTa = '\u17D2\u178F'

const shifterBefore = /([\u17C9\u17CA])((?:\u17D2[\u1780-\u17B3])+)/g

function khmerEqual(one: string, other: string): boolean {
  return one.replaceAll(subscriptDa, subscriptTa) === other.replaceAll(subscriptDa, subscriptTa)
}

function withOwnSubscript(ordered: string, written: string): string {
  return written.includes(subscriptDa) && !written.includes(subscriptTa)
    ? ordered.replaceAll(subscriptTa, subscriptDa)
    : ordered
}

// A language has few syllables; the same ones come again and again.
const known = new Map<string, string>()
const mostKnown = 20_000

function orderedSyllable(written: string): string {
  // One sign is always in order.
  if (written.length <= 2 || written.length > longestSyllable) return written
  let ordered = known.get(written)
  if (ordered === undefined) {
    ordered = stable(written)
    if (known.size >= mostKnown) known.clear()
    known.set(written, ordered)
  }
  return ordered
}

// What was put in order may only then show a pair that belongs together.
function stable(written: string): string {
  let before = written
  for (let round = 0; round < 4; round++) {
    const after = khnormal(before)
    if (after === before) break
    before = after
  }
  return before
}
