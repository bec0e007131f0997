// Changed sentences find the old ones they come from by the words they share.

import { countPairs, countWords, likeness, wordsIn, type SourceUnit, type WordCounts } from './compare.ts'
import { gapsOf, type Pairs } from './pairs.ts'

/** Least share of common words of an old sentence and what became of it. */
const leastAlike = 0.5
/** Sentences with fewer words are compared by their letters, and only in the same place. */
const fewWords = 4
const leastAlikeByLetters = 0.6
/** A word that more open sentences share tells nothing about where one comes from. */
const commonFrom = 40
const mostCandidates = 8
/** What the same place adds, so that of two equally like sentences the neighbour is taken. */
const samePlace = 0.05

/** Pairs what is left by likeness, the most alike first; gives how alike they are, by the position of the new one. */
export function pairSimilar(
  pairs: Pairs,
  before: readonly SourceUnit[],
  after: readonly SourceUnit[],
): ReadonlyMap<number, number> {
  const open = (all: readonly SourceUnit[], taken: Int32Array) =>
    [...all.keys()].filter((at) => taken[at] === -1)
  const oldOnes = open(before, pairs.newOf)
  const newOnes = open(after, pairs.oldOf)
  if (oldOnes.length === 0 || newOnes.length === 0) return new Map()

  const gaps = gapsOf(pairs)
  const oldWords = new Map(oldOnes.map((old) => [old, countWords(wordsIn(before[old]?.text ?? ''))]))
  const holders = new Map<string, number[]>()
  const inGap = new Map<number, number[]>()
  for (const [old, words] of oldWords) {
    for (const word of words.keys()) {
      const some = holders.get(word)
      if (!some) holders.set(word, [old])
      else if (some.length <= commonFrom) some.push(old)
    }
    const gap = gaps.old[old] ?? 0
    const neighbours = inGap.get(gap)
    if (neighbours) neighbours.push(old)
    else inGap.set(gap, [old])
  }

  const candidates: { old: number; at: number; alike: number; score: number }[] = []
  const placeInGap = new Map<number, number>()
  for (const at of newOnes) {
    const words = countWords(wordsIn(after[at]?.text ?? ''))
    const gap = gaps.now[at] ?? 0
    const place = placeInGap.get(gap) ?? 0
    placeInGap.set(gap, place + 1)
    const neighbours = (inGap.get(gap) ?? []).slice(Math.max(0, place - 3), place + 4)
    for (const old of new Set([...sharers(words, holders), ...neighbours])) {
      const near = gaps.old[old] === gap
      const alike = howAlike(words, oldWords.get(old) ?? new Map(), () =>
        near ? likeness(countPairs(before[old]?.text ?? ''), countPairs(after[at]?.text ?? '')) : 0,
      )
      if (alike >= leastAlike) candidates.push({ old, at, alike, score: alike + (near ? samePlace : 0) })
    }
  }
  candidates.sort((one, other) => other.score - one.score || one.at - other.at || one.old - other.old)
  const found = new Map<number, number>()
  for (const { old, at, alike } of candidates) {
    if (!pairs.free(old, at)) continue
    pairs.join(old, at)
    found.set(at, alike)
  }
  return found
}

/** The old sentences that share most of the rarer words. */
function sharers(words: WordCounts, holders: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const shared = new Map<number, number>()
  for (const word of words.keys()) {
    const some = holders.get(word)
    if (!some || some.length > commonFrom) continue
    for (const old of some) shared.set(old, (shared.get(old) ?? 0) + 1)
  }
  return [...shared]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, mostCandidates)
    .map(([old]) => old)
}

function howAlike(one: WordCounts, other: WordCounts, byLetters: () => number): number {
  const alike = likeness(one, other)
  if (alike >= leastAlike || Math.min(one.size, other.size) >= fewWords) return alike
  const letters = byLetters()
  return letters >= leastAlikeByLetters ? letters : alike
}
