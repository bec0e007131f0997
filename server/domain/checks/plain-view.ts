// A coded text without its codes, with the way back: rules of spelling look through bold and links.

import type { CodedText } from '../inline.ts'

import type { Fix, Range } from './finding.ts'

/** The words of a coded text and where each of their characters stood. */
export interface PlainView {
  readonly text: string
  /** Takes a range of the words to the coded text. */
  readonly rangeOf: (start: number, end: number) => Range
  /** Makes the change of a range, or null where a code stands inside it. */
  readonly fixOf: (start: number, end: number, text: string) => Fix | null
}

const privateUse = /[\uE000-\uF8FF]/
const everyPrivateUse = /[\uE000-\uF8FF]/g

/** Prepares the words of a coded text. */
export function plainView(coded: CodedText): PlainView {
  if (!privateUse.test(coded)) {
    const rangeOf = (start: number, end: number): Range => ({ start, end })
    return { text: coded, rangeOf, fixOf: (start, end, text) => ({ start, end, text }) }
  }
  const offsets: number[] = []
  for (let at = 0; at < coded.length; at++) if (!privateUse.test(coded.charAt(at))) offsets.push(at)
  const rangeOf = (start: number, end: number): Range => {
    const from = offsets[start] ?? coded.length
    return { start: from, end: end > start ? (offsets[end - 1] ?? coded.length - 1) + 1 : from }
  }
  return {
    text: coded.replace(everyPrivateUse, ''),
    rangeOf,
    fixOf: (start, end, text) => {
      const range = rangeOf(start, end)
      return privateUse.test(coded.slice(range.start, range.end)) ? null : { ...range, text }
    },
  }
}
