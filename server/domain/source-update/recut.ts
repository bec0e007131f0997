// Sentences whose words stayed and whose borders moved: one became several, or several became one.

import { lettersOf, type SourceUnit } from './compare.ts'
import { gapsOf, type Pairs } from './pairs.ts'

/** Where a sentence that was cut otherwise comes from. */
export interface Recut {
  readonly kind: 'split' | 'joined'
  readonly from: readonly number[]
  readonly piece: number
}

/** Sentences that begin alike are tried this often. */
const mostTries = 8
const beginning = 6

/** Pairs sentences that were cut otherwise, by the position of the new one. */
export function pairRecut(
  pairs: Pairs,
  before: readonly SourceUnit[],
  after: readonly SourceUnit[],
): ReadonlyMap<number, Recut> {
  const found = new Map<number, Recut>()
  const gaps = gapsOf(pairs)
  const letters = { old: new Map<number, string>(), now: new Map<number, string>() }
  const oldLetters = (old: number) => remembered(letters.old, old, () => lettersOf(before[old]?.text ?? ''))
  const newLetters = (at: number) => remembered(letters.now, at, () => lettersOf(after[at]?.text ?? ''))
  const startsAt = new Map<string, number[]>()
  for (const at of after.keys()) {
    if (pairs.oldOf[at] !== -1) continue
    const key = `${gaps.now[at]} ${newLetters(at).slice(0, beginning)}`
    startsAt.set(key, [...(startsAt.get(key)?.slice(0, mostTries - 1) ?? []), at])
  }
  for (const old of before.keys()) {
    if (pairs.newOf[old] !== -1) continue
    const words = oldLetters(old)
    const starts = startsAt.get(`${gaps.old[old]} ${words.slice(0, beginning)}`) ?? []
    for (const at of starts) {
      if (words === '' || !pairs.free(old, at) || newLetters(at) === '') continue
      const whole = newLetters(at)
      if (words.length > whole.length) {
        const pieces = cover(words, at, newLetters, (one) => one < after.length && pairs.oldOf[one] === -1)
        if (!pieces) continue
        pieces.forEach((one, piece) => found.set(one, { kind: 'split', from: [old], piece }))
        for (const one of pieces) pairs.join(old, one)
        pairs.newOf[old] = at
      } else {
        const parts = cover(whole, old, oldLetters, (one) => one < before.length && pairs.newOf[one] === -1)
        if (!parts) continue
        found.set(at, { kind: 'joined', from: parts, piece: 0 })
        for (const one of parts) pairs.join(one, at)
        pairs.oldOf[at] = old
      }
      break
    }
  }
  return found
}

/** The neighbours, from a position on, whose letters make up a whole; null when they do not. */
function cover(
  whole: string,
  first: number,
  lettersAt: (position: number) => string,
  open: (position: number) => boolean,
): readonly number[] | null {
  const parts: number[] = []
  let done = 0
  for (let position = first; done < whole.length; position++) {
    if (!open(position)) return null
    const part = lettersAt(position)
    if (part === '' || !whole.startsWith(part, done)) return null
    parts.push(position)
    done += part.length
  }
  return parts.length > 1 ? parts : null
}

function remembered<T>(known: Map<number, T>, key: number, make: () => T): T {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
