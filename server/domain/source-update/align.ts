// What became of each sentence between two versions of a source: kept, moved, changed, new or gone.

import { exactKey, looseKey, type SourceUnit } from './compare.ts'
import { inOrder, Pairs } from './pairs.ts'
import { pairRecut } from './recut.ts'
import { pairSimilar } from './similar.ts'

/**
 * What became of a sentence of the new version:
 * the same between the same neighbours, the same with another neighbour, the same at another place, differing only
 * in what typesetters change, changed in its words, one piece of an old one, several old ones in one, or new.
 */
export const changeKinds = [
  'identical',
  'context',
  'moved',
  'minor',
  'changed',
  'split',
  'joined',
  'new',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Where a sentence of the new version comes from. */
export interface Origin {
  readonly kind: ChangeKind
  /** Positions of the old sentences it comes from, in order; none when it is new. */
  readonly from: readonly number[]
  /** Which piece of the old sentence it is, from 0; only the first one inherits its translations. */
  readonly piece: number
  /** Whether it stands in another order than before. */
  readonly moved: boolean
  /** How alike old and new words are, from 0 to 1. */
  readonly likeness: number
}

/** Both versions laid side by side. */
export interface Alignment {
  /** One entry per sentence of the new version, in order. */
  readonly origins: readonly Origin[]
  /** Positions of old sentences that the new version does not have. */
  readonly removed: readonly number[]
}

/** Lays two versions of a source side by side. No old sentence is used twice, except by its own pieces. */
export function align(before: readonly SourceUnit[], after: readonly SourceUnit[]): Alignment {
  const pairs = new Pairs(before.length, after.length)
  const exact = { before: before.map(exactKey), after: after.map(exactKey) }
  pairSame(pairs, exact.before, exact.after)
  const same = Uint8Array.from(pairs.oldOf, (old) => (old >= 0 ? 1 : 0))
  pairSame(pairs, before.map(looseKey), after.map(looseKey))
  const minor = Uint8Array.from(pairs.oldOf, (old, at) => (old >= 0 && !same[at] ? 1 : 0))
  const recut = pairRecut(pairs, before, after)
  const likeness = pairSimilar(pairs, before, after)

  const ordered = inOrder(pairs)
  const isSame = (at: number, old: number) =>
    at < 0 || old < 0 || at >= after.length || old >= before.length
      ? (at < 0 && old < 0) || (at >= after.length && old >= before.length)
      : same[at] === 1 && pairs.oldOf[at] === old
  const origins = after.map((_, at): Origin => {
    const cut = recut.get(at)
    const old = pairs.oldOf[at] ?? -1
    if (cut) return { ...cut, moved: false, likeness: 1 }
    if (old < 0) return { kind: 'new', from: [], piece: 0, moved: false, likeness: 0 }
    const moved = !ordered.has(at)
    const origin = { from: [old], piece: 0, moved, likeness: likeness.get(at) ?? 1 }
    if (minor[at]) return { kind: 'minor', ...origin }
    if (!same[at]) return { kind: 'changed', ...origin }
    if (moved) return { kind: 'moved', ...origin }
    const between = isSame(at - 1, old - 1) && isSame(at + 1, old + 1)
    return { kind: between ? 'identical' : 'context', ...origin }
  })
  const used = new Set(origins.flatMap(({ from }) => from))
  return { origins, removed: [...before.keys()].filter((old) => !used.has(old)) }
}

/** Pairs sentences with equal keys: first what is unmistakable, then its neighbours, then the rest in order. */
function pairSame(pairs: Pairs, before: readonly string[], after: readonly string[]): void {
  const step = (old: number, at: number, by: 1 | -1) => {
    while (old >= 0 && at >= 0 && old < before.length && at < after.length) {
      if (!pairs.free(old, at) || before[old] !== after[at]) return
      pairs.join(old, at)
      old += by
      at += by
    }
  }
  step(0, 0, 1)
  step(before.length - 1, after.length - 1, -1)
  const old = positions(before, pairs.newOf)
  const now = positions(after, pairs.oldOf)
  const unmistakable: [old: number, at: number][] = []
  for (const [key, [first = -1, second]] of now) {
    const other = old.get(key)
    if (second === undefined && other?.length === 1) unmistakable.push([other[0] ?? -1, first])
  }
  for (const [from, at] of unmistakable) pairs.join(from, at)
  for (const at of [...after.keys()]) {
    const from = pairs.oldOf[at] ?? -1
    if (from < 0) continue
    step(from + 1, at + 1, 1)
    step(from - 1, at - 1, -1)
  }
  for (const [key, places] of now) {
    const left = (old.get(key) ?? []).filter((from) => pairs.newOf[from] === -1)
    const open = places.filter((at) => pairs.oldOf[at] === -1)
    for (const [n, at] of open.entries()) {
      const from = left[n]
      if (from !== undefined) pairs.join(from, at)
    }
  }
}

function positions(keys: readonly string[], taken: Int32Array): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const [at, key] of keys.entries()) {
    if (taken[at] !== -1) continue
    const places = found.get(key)
    if (places) places.push(at)
    else found.set(key, [at])
  }
  return found
}
