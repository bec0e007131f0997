// How well a unit of the memory fits a source.
//
//   101  the same source with the same codes, and the same sentences before and after it
//   100  the same source with the same codes
//    99  the same letters: only case, spelling variants or spaces differ
//    98  everything but numbers, dates or terms is the same, and those were put in (see substitution.ts)
//    95  the same words: only punctuation differs, which in a short sentence would be a large part of it
//  ≤ 98  1 − edits ÷ length of the longer key, in per cent, rounded down
//
// Every code that one source has and the other has not takes one off, five at most. Edits are counted in characters of
// the key, so that languages without spaces have the same measure; capitals, spelling variants and spaces cost nothing
// there. A sentence at the edge of an article, or one whose neighbours nobody knows, is 101 only where the other stands
// at the same edge between the same sentences.

import { compareCodes, plainText, type CodedText } from '../inline.ts'
import { editDistance } from './distance.ts'
import { renumbered, sourceKey } from './unit.ts'

/** Least score that is worth showing. */
export const leastScore = 70
/** Score of a match whose numbers, dates or terms were put in, if its codes are the same. */
const putIn = 98
/** Score of a match whose words are the same, if its codes are. */
const sameWords = 95

const mostPenalty = 5

/** What a score is made of. */
export interface Fit {
  readonly source: CodedText
  readonly previous: string | null
  readonly next: string | null
}

/** Scores a unit for a source; see the head of this file. */
export function scoreOf(asked: Fit, unit: Fit): number {
  const mine = renumbered(asked.source, '', []).source
  if (mine === unit.source) return sameContext(asked, unit) ? 101 : 100
  const penalty = codePenalty(mine, unit.source)
  const key = sourceKey(asked.source)
  const other = sourceKey(unit.source)
  if (plainText(mine) === plainText(unit.source)) return 100 - Math.max(1, penalty)
  if (key === other) return 99 - penalty
  const words = wordsOf(key)
  const least = words !== '' && words === wordsOf(other) ? sameWords : 0
  const similarity = similarityOf(key, other)
  return Math.max(0, Math.max(least, Math.min(98, Math.floor(similarity * 100 + 1e-9))) - penalty)
}

/** From this length on what is too different to be shown is 0, however different: counting all edits takes long. */
const longKey = 1000

// Units with the same source come one after the other.
let last = { key: '', other: '', similarity: 1 }

function similarityOf(key: string, other: string): number {
  if (last.key !== key || last.other !== other) last = { key, other, similarity: compared(key, other) }
  return last.similarity
}

function compared(key: string, other: string): number {
  const longer = Math.max(key.length, other.length, 1)
  const bound = longer < longKey ? longer : Math.floor(longer * (1 - leastScore / 100))
  const edits = editDistance(key, other, bound)
  return edits > bound ? 0 : 1 - edits / longer
}

// A sign within a number is no punctuation: 1.5 is not 15.
const wordsOf = (key: string): string =>
  key
    .replace(/(?<!\d)[.,:]|[.,:](?!\d)|[;!?…"'“”‘’«»()[\]—–]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Scores a unit into whose target the numbers, dates or terms of a source were put. */
export function substitutedScore(asked: Pick<Fit, 'source'>, unit: Pick<Fit, 'source'>): number {
  return putIn - codePenalty(renumbered(asked.source, '', []).source, unit.source)
}

/** How many of the two neighbours are the same: what to look at first among units that are as similar. */
export function sharedContext(one: Fit, other: Fit): number {
  const same = (mine: string | null, theirs: string | null): number =>
    Number(mine !== null && sameKey(mine, theirs))
  return same(one.previous, other.previous) + same(one.next, other.next)
}

/** Whether two sources stand between the same sentences; at the edge of an article there is nothing to compare. */
export function sameContext(one: Fit, other: Fit): boolean {
  if (one.previous === null && one.next === null) return false
  return sameKey(one.previous, other.previous) && sameKey(one.next, other.next)
}

function sameKey(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  return sourceKey(one) === sourceKey(other)
}

function codePenalty(one: CodedText, other: CodedText): number {
  const { missing, extra } = compareCodes(one, other)
  return Math.min(mostPenalty, missing.length + extra.length)
}

/** The bands of an analysis, best first. */
export const bands = ['101', '100', '95', '85', '75', '70', 'new'] as const
export type Band = (typeof bands)[number]

/** The band of a score. */
export function bandOf(score: number): Band {
  if (score >= 101) return '101'
  if (score >= 100) return '100'
  return (['95', '85', '75', '70'] as const).find((band) => score >= Number(band)) ?? 'new'
}
