// Which texts hold which trigrams, for a run of up to 65,536 texts: written once, read often, a byte or two for each
// pair. A trigram falls into one of 524,288 buckets; two that share a bucket only cost a needless look at a text.

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

import { Column } from './column.ts'
import { longestText, type TextStore } from './text-store.ts'

/** Most texts in a segment, so that what is counted about them stays in the fast part of the memory. */
export const segmentSize = 1 << 16

const lowBits = 6
const highBits = 13
/** How many buckets there are. */
export const bucketCount = 1 << (highBits + lowBits)

/** Stand before the first and after the last character, so that every pair of characters begins a trigram. */
export const beginning = 2
export const ending = 3

/** The bucket of three characters: those that begin with the same two lie beside each other. */
export function bucketOf(one: number, two: number, three: number): number {
  return (pairOf(one, two) << lowBits) | (three & 63)
}

/** The first bucket of all trigrams that begin with two characters, and the first behind them. */
export function bucketsOfPair(one: number, two: number): { readonly from: number; readonly to: number } {
  const pair = pairOf(one, two)
  return { from: pair << lowBits, to: (pair + 1) << lowBits }
}

function pairOf(one: number, two: number): number {
  return Math.imul(Math.imul(one, 65_599) + two, 0x9e3779b1) >>> (32 - highBits)
}

// Scratch of everybody: nothing here waits for anything, so nobody is interrupted.
const stamps = new Uint32Array(bucketCount)
let stamp = 0
const characters = new Uint16Array(longestText)
const counts = new Uint32Array(bucketCount)
let pairs: Column<Uint32Array> | null = null
let locals = new Uint16Array(0)

/** Lets go of what was needed to make many segments. */
export function freeScratch(): void {
  pairs = null
  locals = new Uint16Array(0)
}

/** Writes the distinct buckets of a text into a column, and gives how many. */
export function bucketsOf(text: Uint16Array, length: number, into: Column<Uint32Array>): number {
  if (stamp === 0xffffffff) {
    stamps.fill(0)
    stamp = 0
  }
  stamp++
  const before = into.length
  let one = beginning
  let two = length > 0 ? text[0]! : ending
  for (let i = 1; i <= length; i++) {
    const three = i < length ? text[i]! : ending
    const bucket = bucketOf(one, two, three)
    if (stamps[bucket] !== stamp) {
      stamps[bucket] = stamp
      into.push(bucket)
    }
    one = two
    two = three
  }
  return into.length - before
}

/** A run of texts with their trigrams. */
export interface Segment {
  /** Number of the first text. */
  readonly base: number
  readonly count: number
  /** The buckets that have texts, ascending. */
  readonly buckets: Uint32Array
  /** Where the texts of each bucket begin in `postings`; one more than buckets. */
  readonly offsets: Uint32Array
  /** Differences of text numbers, seven bits in a byte, the lowest first. */
  readonly postings: Uint8Array
}

/** Memory that a segment holds, in bytes. */
export function bytesOf({ buckets, offsets, postings }: Segment): number {
  return buckets.byteLength + offsets.byteLength + postings.byteLength
}

/** Makes the segment of a run of texts. */
export function makeSegment(texts: TextStore, base: number, count: number): Segment {
  // Tens of megabytes: made once, not for each of many segments.
  pairs ??= new Column(Uint32Array, count * 96)
  pairs.clear()
  const ends = new Uint32Array(count)
  for (let local = 0; local < count; local++) {
    bucketsOf(characters, texts.read(base + local, characters), pairs)
    ends[local] = pairs.length
  }
  const all = pairs.values
  counts.fill(0)
  for (let i = 0; i < pairs.length; i++) counts[all[i]!]!++
  const buckets = new Uint32Array(bucketCount)
  let used = 0
  let sum = 0
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const size = counts[bucket]!
    if (size === 0) continue
    buckets[used++] = bucket
    counts[bucket] = sum
    sum += size
  }
  if (locals.length < pairs.length) locals = new Uint16Array(Math.ceil(pairs.length * 1.2))
  for (let local = 0, i = 0; local < count; local++) {
    for (const end = ends[local]!; i < end; i++) locals[counts[all[i]!]!++] = local
  }
  return { base, count, ...packed(pairs.length, buckets.slice(0, used)) }
}

/** Writes the sorted text numbers of each bucket as differences; `counts` holds where each bucket ends. */
function packed(length: number, buckets: Uint32Array): Omit<Segment, 'base' | 'count'> {
  const offsets = new Uint32Array(buckets.length + 1)
  let postings = new Uint8Array(Math.ceil(length * 1.3) + 16)
  let at = 0
  let i = 0
  for (let index = 0; index < buckets.length; index++) {
    offsets[index] = at
    let last = 0
    for (const end = counts[buckets[index]!]!; i < end; i++) {
      const gap = locals[i]! - last
      last = locals[i]!
      if (at + 3 > postings.length) postings = enlarged(postings)
      if (gap < 0x80) postings[at++] = gap
      else if (gap < 0x4000) {
        postings[at++] = (gap & 0x7f) | 0x80
        postings[at++] = gap >>> 7
      } else {
        postings[at++] = (gap & 0x7f) | 0x80
        postings[at++] = ((gap >>> 7) & 0x7f) | 0x80
        postings[at++] = gap >>> 14
      }
    }
  }
  offsets[buckets.length] = at
  return { buckets, offsets, postings: postings.slice(0, at) }
}

function enlarged(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.ceil(bytes.length * 1.5))
  larger.set(bytes)
  return larger
}

/** The place of the first bucket that is not below the given one. */
export function placeOf(segment: Segment, bucket: number): number {
  const { buckets } = segment
  let low = 0
  let high = buckets.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (buckets[middle]! < bucket) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds one to the counter of every text in a bucket. */
export function countBucket(segment: Segment, place: number, counters: Uint8Array): void {
  const { postings } = segment
  let at = segment.offsets[place]!
  const end = segment.offsets[place + 1]!
  let local = 0
  while (at < end) {
    let byte = postings[at++]!
    if (byte < 0x80) local += byte
    else {
      let gap = byte & 0x7f
      byte = postings[at++]!
      gap |= (byte & 0x7f) << 7
      if (byte >= 0x80) gap |= postings[at++]! << 14
      local += gap
    }
    counters[local]!++
  }
}
