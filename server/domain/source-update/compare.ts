// How sentences of two versions of a source are compared: what counts as the same, and how alike others are.

import { marksOf, plainText, type Code, type CodedText } from '../inline.ts'

/** A sentence of a version of the source. */
export interface SourceUnit {
  readonly text: CodedText
  /** Codes of its block; those that the text does not use do not matter. */
  readonly codes: readonly Code[]
}

const marks = /[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF]/g

/**
 * The text as it is compared: codes by their order and type, because their ids count from the start of the block
 * and an address behind a link is none of its words.
 */
export function exactKey({ text, codes }: SourceUnit): string {
  return withShapes(text, codes).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The text without what typesetters change: kinds of quotation marks, dashes, spaces and dots. */
export function looseKey(unit: SourceUnit): string {
  return exactKey(unit)
    .replace(/[\u2018\u2019\u201A\u201B\u02BC\u0060\u00B4]/g, "'")
    .replace(/[\u201C-\u201F\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
}

function withShapes(text: CodedText, codes: readonly Code[]): string {
  const found = marksOf(text)
  if (found.length === 0) return text
  const types = new Map(codes.map((code) => [code.id, code.type]))
  const numbers = new Map<number, number>()
  let index = 0
  return text.replace(marks, () => {
    const mark = found[index++]
    if (!mark) return ''
    const number = numbers.get(mark.id) ?? numbers.size + 1
    numbers.set(mark.id, number)
    return `\u0001${mark.part}${number}${types.get(mark.id) ?? ''}\u0001`
  })
}

/** Only the letters and figures, to see whether two cuts of a text hold the same. */
export function lettersOf(text: CodedText): string {
  return plainText(text).normalize('NFC').replace(/\s+/g, '')
}

/** Words in lower case, in order. */
export function wordsIn(text: CodedText): readonly string[] {
  return (
    plainText(text)
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** How often each word stands in a text. */
export type WordCounts = ReadonlyMap<string, number>

/** Counts words. */
export function countWords(words: readonly string[]): WordCounts {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** The share of words that two texts have in common, from 0 to 1 (Dice). */
export function likeness(one: WordCounts, other: WordCounts): number {
  let shared = 0
  for (const [word, count] of one) shared += Math.min(count, other.get(word) ?? 0)
  const all = sizeOf(one) + sizeOf(other)
  return all === 0 ? 0 : (2 * shared) / all
}

function sizeOf(counts: WordCounts): number {
  let size = 0
  for (const count of counts.values()) size += count
  return size
}

/** The pairs of neighbouring characters of a text, counted as words are: short texts have too few words to compare. */
export function countPairs(text: CodedText): WordCounts {
  const characters = lettersOf(text).toLowerCase()
  const pairs: string[] = []
  for (let at = 0; at + 1 < characters.length; at++) pairs.push(characters.slice(at, at + 2))
  return countWords(pairs)
}
