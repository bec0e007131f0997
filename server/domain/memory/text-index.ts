// Finds similar texts, and texts that hold some words, among very many of one language.
// Similar: the rarest trigrams of the text are looked up, the texts that share most of them are compared for real.
// @see https://doi.org/10.1016/0304-3975(92)90143-4 for why shared trigrams bound the distance

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

import { Column } from './column.ts'
import { Comparison } from './distance.ts'
import {
  bucketOf,
  bucketsOf,
  bucketsOfPair,
  bytesOf,
  countBucket,
  freeScratch,
  makeSegment,
  placeOf,
  segmentSize,
  type Segment,
} from './segment.ts'
import { longestText, TextStore, type FrozenTexts } from './text-store.ts'

/** A text with its distance from the one that was asked for. */
export interface SimilarText {
  readonly number: number
  readonly distance: number
  /** 1 − distance ÷ length of the longer text. */
  readonly similarity: number
}

export interface SimilarOptions {
  /** Least similarity, above 0. */
  readonly least: number
  readonly limit: number
  /** Tells which texts count. */
  readonly wanted: (number: number) => boolean
  readonly effort?: Effort
}

/** How long to look: bytes of postings read, and texts compared for real. */
export interface Effort {
  readonly postings: number
  readonly candidates: number
}

/**
 * The usual effort among a number of texts. How many share as much with a text as its best match does by chance grows
 * with their number, so fewer have to be compared where there are fewer.
 */
export function usualEffort(texts: number): Effort {
  const share = Math.min(1, texts / 1_000_000)
  return {
    postings: fewestPostings + Math.round((mostPostings - fewestPostings) * share),
    candidates: Math.max(fewestCandidates, Math.round(mostCandidates * share)),
  }
}

const mostPostings = 400_000
const fewestPostings = 150_000
const mostCandidates = 500
const fewestCandidates = 150

/** A text of which less is shared than this part is not looked at: three in ten edits leave about a third. */
const leastShare = 0.1

/** Texts, and characters of them, that wait to be put into a segment; they are compared one by one. */
const longestTail = 256
const largestTail = 100_000
/** Most characters of a segment of several texts: making it needs ten bytes for each. */
const largestSegment = 1 << 24
/** Most different trigrams that are looked up: a counter is one byte. */
const mostTrigrams = 250
/**
 * Most blocks of characters that are compared for one question, about a tenth of a second: all candidates up to 2,500
 * characters, then fewer; of 20,000 characters the ten that share most, and more where the first were near.
 */
export const mostSteps = 40_000_000
/** Part of it for texts that are in no segment yet. */
const tailShare = 0.5
/** Most bytes of texts in which words are looked for before the answer is taken as it is. */
const mostLookedThrough = 60_000_000
/** What looking at a text costs beside its bytes. */
const lookBytes = 32

/** An index as plain values and arrays, as it was at one moment. */
export interface FrozenTextIndex {
  readonly texts: FrozenTexts
  readonly segments: readonly Segment[]
  readonly sealed: number
}

/** The texts of one language. */
export class TextIndex {
  readonly texts: TextStore
  readonly #segments: Segment[] = []
  #sealed = 0
  /** Characters of the texts that are in no segment. */
  #waiting = 0
  #steps = 0
  readonly #comparison = new Comparison()
  readonly #counters = new Uint8Array(segmentSize)
  readonly #characters = new Uint16Array(longestText)
  readonly #buckets = new Column(Uint32Array)
  readonly #found = new Candidates()

  constructor(texts = new TextStore()) {
    this.texts = texts
  }

  /** Makes an index of a frozen one, whose arrays it takes over. */
  static thaw({ texts, segments, sealed }: FrozenTextIndex): TextIndex {
    const index = new TextIndex(TextStore.thaw(texts))
    index.#segments.push(...segments)
    index.#sealed = sealed
    index.#waiting = index.#charactersOf(sealed, index.texts.count - sealed)
    return index
  }

  /** The index as it is now; it may go on while somebody writes the arrays down. */
  freeze(): FrozenTextIndex {
    return { texts: this.texts.freeze(), segments: [...this.#segments], sealed: this.#sealed }
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.texts.bytes + this.#segments.reduce((sum, segment) => sum + bytesOf(segment), 0) + 400_000
  }

  /** How many blocks of characters were compared for the last question about likeness. */
  get steps(): number {
    return this.#steps
  }

  /** Adds a text and gives its number. */
  add(key: string): number {
    const before = this.texts.count
    const number = this.texts.add(key)
    if (number === before) this.#waiting += this.texts.lengthOf(number)
    const isFull = this.texts.count - this.#sealed >= segmentSize || this.#waiting >= largestSegment
    if (isFull) this.#seal()
    return number
  }

  /** Keeps the texts that wait few; call it after a number of additions. */
  tidy(): void {
    if (this.texts.count - this.#sealed >= longestTail || this.#waiting >= largestTail) this.#merge()
    freeScratch()
  }

  #charactersOf(base: number, count: number): number {
    return this.texts.lengths.subarray(base, base + count).reduce((sum, length) => sum + length, 0)
  }

  #merge(): void {
    this.#seal()
    for (;;) {
      const last = this.#segments.at(-1)
      const before = this.#segments.at(-2)
      if (!last || !before || before.count >= 8 * last.count) return
      const count = before.count + last.count
      if (count > segmentSize || this.#charactersOf(before.base, count) > largestSegment) return
      this.#segments.splice(-2, 2, makeSegment(this.texts, before.base, count))
    }
  }

  #seal(): void {
    const count = this.texts.count - this.#sealed
    this.#segments.push(makeSegment(this.texts, this.#sealed, count))
    this.#sealed = this.texts.count
    this.#waiting = 0
  }

  /** Lists the texts most similar to a key, best first. */
  similar(
    key: string,
    { least, limit, wanted, effort = usualEffort(this.texts.count) }: SimilarOptions,
  ): readonly SimilarText[] {
    const length = Math.min(key.length, longestText)
    if (length === 0) return []
    const pattern = key.slice(0, length)
    this.#comparison.setPattern(pattern)
    const best = new Best(limit, least, length)
    const shortest = Math.ceil(length * least - 1e-9)
    const longest = Math.floor(length / least + 1e-9)
    const { lengths } = this.texts
    this.#steps = 0
    for (let number = this.texts.count - 1; number >= this.#sealed; number--) {
      const other = lengths[number]!
      if (other >= shortest && other <= longest && wanted(number))
        this.#compare(number, best, mostSteps * tailShare)
    }

    const found = this.#found
    const selected = this.#selectTrigrams(pattern, effort.postings)
    found.begin(effort.candidates, length, Math.max(1, Math.floor(selected.length * leastShare)))
    for (const [index, segment] of this.#segments.entries()) {
      const counters = this.#counters
      counters.fill(0, 0, segment.count)
      for (const places of selected) {
        const place = places[index]!
        if (place >= 0) countBucket(segment, place, counters)
      }
      const { base, count } = segment
      const words = new Uint32Array(counters.buffer, 0, (count + 3) >>> 2)
      for (let word = 0; word < words.length; word++) {
        // Four counters at once: does one of them reach what is still of interest?
        const four = words[word]!
        if (four === 0 || ((((four & 0x7f7f7f7f) + found.rest) | four) & 0x80808080) === 0) continue
        const end = Math.min(word * 4 + 4, count)
        for (let local = word * 4; local < end; local++) {
          const shared = counters[local]!
          if (shared < found.least) continue
          const other = lengths[base + local]!
          if (other < shortest || other > longest) continue
          if (wanted(base + local)) found.push(base + local, shared, other)
        }
      }
      counters.fill(0, count, Math.min(segmentSize, count + 4))
    }
    // An edit can spoil three trigrams at most, so what shares too few is too far away.
    for (const { number, shared } of found.sorted()) {
      const bound = best.boundFor(lengths[number]!)
      if (selected.length - shared <= 3 * bound) this.#compare(number, best, mostSteps)
    }
    return best.sorted()
  }

  /** Compares a text for real, as long as that costs no more steps than there may be then. */
  #compare(number: number, best: Best, most: number): void {
    const bound = best.boundFor(this.texts.lengthOf(number))
    if (bound < 0) return
    const steps = this.#comparison.steps(this.texts.lengthOf(number), bound)
    if (this.#steps + steps > most) return
    this.#steps += steps
    const length = this.texts.read(number, this.#characters)
    const distance = this.#comparison.distance(this.#characters, length, bound)
    if (distance <= bound) best.add(number, distance, length)
  }

  /** The rarest trigrams of a text: for each, its place in every segment, or -1. */
  #selectTrigrams(key: string, budget: number): readonly Int32Array[] {
    this.#buckets.clear()
    for (let i = 0; i < key.length; i++) this.#characters[i] = key.charCodeAt(i)
    const count = bucketsOf(this.#characters, key.length, this.#buckets)
    const trigrams: { readonly places: Int32Array; readonly size: number }[] = []
    for (let i = 0; i < count; i++) {
      const bucket = this.#buckets.values[i]!
      const places = new Int32Array(this.#segments.length)
      let size = 0
      for (const [index, segment] of this.#segments.entries()) {
        const place = placeOf(segment, bucket)
        const there = segment.buckets[place] === bucket
        places[index] = there ? place : -1
        if (there) size += segment.offsets[place + 1]! - segment.offsets[place]!
      }
      trigrams.push({ places, size })
    }
    trigrams.sort((one, other) => one.size - other.size)
    let sum = 0
    let taken = 0
    while (taken < trigrams.length && taken < mostTrigrams && sum <= budget) sum += trigrams[taken++]!.size
    return trigrams.slice(0, taken).map(({ places }) => places)
  }

  /**
   * Lists texts that hold all the words, the newest first, up to a limit, of as many bytes as one question may look at.
   * Words of one character are looked for in the texts that hold the others; alone, among the newest texts.
   */
  holding(
    words: readonly string[],
    limit: number,
    wanted: (number: number) => boolean,
    mostBytes = mostLookedThrough,
  ): readonly number[] {
    const needles: Uint8Array[] = []
    for (const word of words) {
      const needle = this.texts.needle(word)
      if (!needle) return []
      needles.push(needle)
    }
    const found: number[] = []
    let looked = 0
    const look = (number: number): boolean => {
      looked += this.texts.sizeOf(number) + lookBytes
      if (needles.every((needle) => this.texts.indexOf(number, needle) >= 0) && wanted(number))
        found.push(number)
      return found.length < limit && looked < mostBytes
    }
    for (let number = this.texts.count - 1; number >= this.#sealed; number--) if (!look(number)) return found
    // A single character has no trigram that it alone begins: the texts themselves are looked through.
    if (words.every((word) => word.length < 2)) {
      for (let number = this.#sealed - 1; number >= 0; number--) if (!look(number)) return found
      return found
    }
    for (const segment of this.#segments.toReversed()) {
      const { places, least } = sieve(segment, words)
      const counters = this.#counters
      counters.fill(0, 0, segment.count)
      for (const place of places) countBucket(segment, place, counters)
      for (let local = segment.count - 1; local >= 0; local--) {
        if (counters[local]! >= least && !look(segment.base + local)) return found
      }
    }
    return found
  }
}

/** Every text with the words is in so many of these buckets of a segment. */
interface Sieve {
  readonly places: readonly number[]
  readonly least: number
}

/** Most buckets in all of which a text has to be. */
const mostSieves = 4
/** Looking at one text takes as long as counting so many in a bucket. */
const lookCost = 50

/** Chooses buckets that leave few texts to look at: the rarest trigrams together, or all that one pair begins. */
function sieve(segment: Segment, words: readonly string[]): Sieve {
  const sizeOf = (place: number): number => segment.offsets[place + 1]! - segment.offsets[place]!
  const trigrams = new Map<number, number>()
  let pair: { readonly places: readonly number[]; readonly size: number } | null = null
  for (const word of words) {
    for (let i = 0; i + 2 < word.length; i++) {
      const bucket = bucketOf(word.charCodeAt(i), word.charCodeAt(i + 1), word.charCodeAt(i + 2))
      const place = placeOf(segment, bucket)
      if (segment.buckets[place] !== bucket) return { places: [], least: 1 }
      trigrams.set(place, sizeOf(place))
    }
    if (word.length !== 2) continue
    const { from, to } = bucketsOfPair(word.charCodeAt(0), word.charCodeAt(1))
    const places: number[] = []
    for (let place = placeOf(segment, from); (segment.buckets[place] ?? to) < to; place++) places.push(place)
    const size = places.reduce((sum, place) => sum + sizeOf(place), 0)
    if (!pair || size < pair.size) pair = { places, size }
  }
  const rarest = [...trigrams].sort(([, one], [, other]) => one - other)
  const [first] = rarest
  if (!first || (pair && pair.size < first[1])) return { places: pair?.places ?? [], least: 1 }
  const worth = rarest.filter(([, size], n) => n < mostSieves && size <= first[1] * lookCost)
  return { places: worth.map(([place]) => place), least: worth.length }
}

/** The texts that share most trigrams, without remembering all. */
class Candidates {
  /** Fewest shared trigrams that are still of interest. */
  least = 1
  /** Carries a byte over into its highest bit when it is `least` or more, for four bytes at once. */
  rest = 0
  #most = 0
  #length = 0
  #numbers = new Int32Array(0)
  #shared = new Uint8Array(0)
  #lengths = new Uint16Array(0)
  #count = 0

  begin(most: number, length: number, least: number): void {
    this.#raise(least)
    this.#most = most
    this.#length = length
    this.#count = 0
    if (this.#numbers.length >= most * 8) return
    this.#numbers = new Int32Array(most * 8)
    this.#shared = new Uint8Array(most * 8)
    this.#lengths = new Uint16Array(most * 8)
  }

  push(number: number, shared: number, length: number): void {
    if (this.#count === this.#numbers.length) this.#thin()
    if (shared < this.least) return
    const at = this.#count++
    this.#numbers[at] = number
    this.#shared[at] = shared
    this.#lengths[at] = length
  }

  /** The best, first those that share most, then those whose length is nearest. */
  sorted(): readonly { readonly number: number; readonly shared: number }[] {
    if (this.#count > this.#most) this.#thin()
    const order = Array.from({ length: this.#count }, (_, at) => at)
    const away = (at: number): number => Math.abs(this.#lengths[at]! - this.#length)
    order.sort((one, other) => this.#shared[other]! - this.#shared[one]! || away(one) - away(other))
    return order.slice(0, this.#most).map((at) => ({ number: this.#numbers[at]!, shared: this.#shared[at]! }))
  }

  /** Leaves the best; of those that share the same number the ones of nearest length. */
  #thin(): void {
    const histogram = new Uint32Array(256)
    for (let at = 0; at < this.#count; at++) histogram[this.#shared[at]!]!++
    let cut = 255
    for (let sum = 0; cut > 0; cut--) {
      sum += histogram[cut]!
      if (sum >= this.#most) break
    }
    let kept = 0
    const keep = (at: number): void => {
      this.#numbers[kept] = this.#numbers[at]!
      this.#shared[kept] = this.#shared[at]!
      this.#lengths[kept] = this.#lengths[at]!
      kept++
    }
    const above = histogram.subarray(cut + 1).reduce((sum, n) => sum + n, 0)
    const room = this.#most * 2 - above
    const level: number[] = []
    for (let at = 0; at < this.#count; at++) {
      if (this.#shared[at]! > cut) keep(at)
      else if (this.#shared[at] === cut) level.push(this.#numbers[at]!, this.#lengths[at]!)
    }
    const places = Array.from({ length: level.length / 2 }, (_, i) => i)
    if (places.length > room) {
      const away = (i: number): number => Math.abs(level[i * 2 + 1]! - this.#length)
      places.sort((one, other) => away(one) - away(other))
    }
    for (const i of places.slice(0, room)) {
      this.#numbers[kept] = level[i * 2]!
      this.#shared[kept] = cut
      this.#lengths[kept] = level[i * 2 + 1]!
      kept++
    }
    this.#count = kept
    this.#raise(Math.max(cut, this.least))
  }

  #raise(least: number): void {
    this.least = least
    this.rest = (0x80 - Math.min(least, 0x80)) * 0x01010101
  }
}

/** The most similar texts so far. */
class Best {
  readonly #limit: number
  readonly #least: number
  readonly #length: number
  readonly #matches: SimilarText[] = []

  constructor(limit: number, least: number, length: number) {
    this.#limit = limit
    this.#least = least
    this.#length = length
  }

  /** Most edits with which a text of this length would be among the best. */
  boundFor(length: number): number {
    const longer = Math.max(this.#length, length)
    const worst = this.#matches.length < this.#limit ? null : this.#matches.at(-1)
    if (!worst) return Math.floor((1 - this.#least) * longer + 1e-9)
    return Math.ceil((1 - worst.similarity) * longer - 1e-9) - 1
  }

  add(number: number, distance: number, length: number): void {
    const similarity = 1 - distance / Math.max(this.#length, length)
    let at = this.#matches.length
    while (at > 0 && this.#matches[at - 1]!.similarity < similarity) at--
    this.#matches.splice(at, 0, { number, distance, similarity })
    if (this.#matches.length > this.#limit) this.#matches.pop()
  }

  sorted(): readonly SimilarText[] {
    return this.#matches
  }
}
