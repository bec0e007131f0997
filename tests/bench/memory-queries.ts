// What is asked of the memory in its benchmark, and the truth found by comparing with every text.

import { Comparison, charactersOf } from '#domain/memory/distance.ts'

import { generator } from './corpus.ts'

export type QueryKind = 'natural' | 'words' | 'characters'

export interface Query {
  readonly kind: QueryKind
  readonly text: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz '

/** Makes queries: sentences that were never stored, and stored ones with 5–30 % of their words or characters changed. */
export function queriesOf(
  stored: readonly string[],
  unseen: readonly string[],
  count: Readonly<Record<QueryKind, number>>,
  seed: number,
): readonly Query[] {
  const random = generator(seed)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const make: Readonly<Record<QueryKind, () => string>> = {
    natural: () => any(unseen),
    words: () => {
      const words = any(stored).split(' ')
      const edits = Math.max(1, Math.round(words.length * (0.05 + random() * 0.25)))
      for (let i = 0; i < edits; i++) {
        const at = Math.floor(random() * words.length)
        const other = any(any(stored).split(' '))
        const way = random()
        if (way < 0.5) words[at] = other
        else if (way < 0.7) words.splice(at, 0, other)
        else if (way < 0.9 && words.length > 3) words.splice(at, 1)
        else words.splice(at, 0, ...words.splice(Math.floor(random() * words.length), 1))
      }
      return words.join(' ')
    },
    characters: () => {
      const text = [...any(stored)]
      const edits = Math.max(1, Math.round(text.length * (0.05 + random() * 0.25)))
      for (let i = 0; i < edits; i++) {
        const at = Math.floor(random() * text.length)
        const way = random()
        if (way < 0.34) text[at] = any([...letters])
        else if (way < 0.67) text.splice(at, 0, any([...letters]))
        else text.splice(at, 1)
      }
      return text.join('')
    },
  }
  return Object.entries(count).flatMap(([kind, n]) =>
    // The keys of the record are the kinds.
    Array.from({ length: n }, () => ({ kind: kind as QueryKind, text: make[kind as QueryKind]() })),
  )
}

const classes = 32
const classOf = (character: number): number => character & (classes - 1)

/** Compares a key with all keys; lossless shortcuts only (lengths and counts of characters bound the distance). */
export class BruteForce {
  readonly #texts: readonly Uint16Array[]
  readonly #bags: Uint8Array

  constructor(keys: readonly string[]) {
    this.#texts = keys.map(charactersOf)
    this.#bags = new Uint8Array(keys.length * classes)
    for (const [number, text] of this.#texts.entries()) {
      for (const character of text) {
        const at = number * classes + classOf(character)
        if ((this.#bags[at] ?? 0) < 255) this.#bags[at] = (this.#bags[at] ?? 0) + 1
      }
    }
  }

  /** The highest similarity of any text that is above `known`, or `known`. */
  best(key: string, known: number): number {
    const comparison = new Comparison()
    comparison.setPattern(key)
    const own = new Int32Array(classes)
    for (const character of charactersOf(key)) own[classOf(character)] = (own[classOf(character)] ?? 0) + 1
    let best = known
    const bags = this.#bags
    for (let number = 0; number < this.#texts.length; number++) {
      const text = this.#texts[number] as Uint16Array
      const longer = Math.max(text.length, key.length)
      const bound = Math.ceil((1 - best) * longer - 1e-9) - 1
      if (bound < 0 || Math.abs(text.length - key.length) > bound) continue
      let more = 0
      let less = 0
      for (let i = 0, at = number * classes; i < classes; i++, at++) {
        const difference = (bags[at] as number) - (own[i] as number)
        if (difference > 0) more += difference
        else less -= difference
      }
      if (more > bound || less > bound) continue
      const distance = comparison.distance(text, text.length, bound)
      if (distance <= bound) best = 1 - distance / longer
    }
    return best
  }
}
