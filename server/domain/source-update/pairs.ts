// Pairs of old and new sentences, while two versions are laid side by side.

import { longestRise } from './longest-rise.ts'

/** Which old sentence each new one is paired with, and the other way round; -1 where there is none. */
export class Pairs {
  readonly oldOf: Int32Array
  readonly newOf: Int32Array

  constructor(before: number, after: number) {
    this.oldOf = new Int32Array(after).fill(-1)
    this.newOf = new Int32Array(before).fill(-1)
  }

  join(old: number, at: number): void {
    this.oldOf[at] = old
    this.newOf[old] = at
  }

  free(old: number, at: number): boolean {
    return this.newOf[old] === -1 && this.oldOf[at] === -1
  }
}

/** The new sentences that stand in the order of the old ones; the fewest others have moved. */
export function inOrder({ oldOf }: Pairs): ReadonlySet<number> {
  const paired = [...oldOf.keys()].filter((at) => (oldOf[at] ?? -1) >= 0)
  const rise = longestRise(paired.map((at) => oldOf[at] ?? -1))
  return new Set(rise.map((index) => paired[index] ?? -1))
}

/**
 * The stretch between two kept sentences in which each open one lies: those of one stretch were in each other's place.
 */
export function gapsOf(pairs: Pairs): { readonly old: Int32Array; readonly now: Int32Array } {
  const ordered = inOrder(pairs)
  const old = new Int32Array(pairs.newOf.length)
  const now = new Int32Array(pairs.oldOf.length)
  let gap = 0
  for (const at of now.keys()) {
    if (ordered.has(at)) gap += 1
    now[at] = gap
  }
  gap = 0
  for (const from of old.keys()) {
    const at = pairs.newOf[from] ?? -1
    if (at >= 0 && ordered.has(at)) gap += 1
    old[from] = gap
  }
  return { old, now }
}
