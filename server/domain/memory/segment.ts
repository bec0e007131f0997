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
// Making a segment sorts millions of trigrams. In two steps, so that each stays in the fastest memory; and without
// branches that depend on the texts, which a processor cannot foresee.
const partBits = 9
const partSize = 1 << partBits
const partCount = bucketCount / partSize
/** The bucket of every trigram, text by text. */
let listed = new Uint32Array(0)
/** The same, part by part: its place in the part, and the number of the text. */
let parted = new Uint32Array(0)
const partEnds = new Uint32Array(partCount)
const ends = new Uint32Array(partSize)

/** Lets go of what was needed to make many segments. */
export function freeScratch(): void {
  listed = new Uint32Array(0)
  parted = new Uint32Array(0)
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
  /** Where each part of the buckets begins in `buckets`; one more than parts. */
  readonly parts: Uint32Array
  /** Where the texts of each bucket begin in `postings`; one more than buckets. */
  readonly offsets: Uint32Array
  /** Differences of text numbers, seven bits in a byte, the lowest first. */
  readonly postings: Uint8Array
}

/** Memory that a segment holds, in bytes. */
export function bytesOf({ buckets, parts, offsets, postings }: Segment): number {
  return buckets.byteLength + parts.byteLength + offsets.byteLength + postings.byteLength
}

/** Makes the segment of a run of texts. */
export function makeSegment(texts: TextStore, base: number, count: number): Segment {
  makeRoom(texts, base, count)
  sortIntoParts(texts, base, count)
  // Both are needed no more from there on where these begin to be written: a trigram takes at most three bytes.
  const locals = new Uint16Array(listed.buffer)
  const bytes = new Uint8Array(parted.buffer)
  const buckets = new Uint32Array(bucketCount)
  const parts = new Uint32Array(partCount + 1)
  const offsets = new Uint32Array(bucketCount + 1)
  let used = 0
  let at = 0
  for (let part = 0, from = 0; part < partCount; part++) {
    const partEnd = partEnds[part]!
    sortPart(from, partEnd, locals)
    for (let low = 0, first = 0; low < partSize; low++) {
      const end = ends[low]!
      if (first === end) continue
      buckets[used] = (part << partBits) | low
      offsets[used++] = at
      at = pack(locals, first, end, bytes, at)
      first = end
    }
    from = partEnd
    parts[part + 1] = used
  }
  offsets[used] = at
  return {
    ...{ base, count, parts, postings: bytes.slice(0, at) },
    ...{ buckets: buckets.slice(0, used), offsets: offsets.slice(0, used + 1) },
  }
}

function makeRoom(texts: TextStore, base: number, count: number): void {
  const { lengths } = texts
  let trigrams = 0
  for (let local = 0; local < count; local++) trigrams += lengths[base + local]!
  if (trigrams <= listed.length) return
  // Tens of megabytes: made once, not for each of many segments.
  listed = new Uint32Array(Math.ceil(trigrams * 1.2))
  parted = new Uint32Array(listed.length)
}

/** Sorts the trigrams of texts into parts; within a part the texts keep their order. */
function sortIntoParts(texts: TextStore, base: number, count: number): void {
  const { lengths } = texts
  const [list, into, places] = [listed, parted, partEnds]
  places.fill(0)
  let end = 0
  for (let local = 0; local < count; local++) {
    const length = texts.read(base + local, characters)
    let one = beginning
    let two = characters[0]!
    for (let i = 1; i <= length; i++) {
      const three = i < length ? characters[i]! : ending
      const bucket = bucketOf(one, two, three)
      places[bucket >>> partBits]!++
      list[end++] = bucket
      one = two
      two = three
    }
  }
  beginningsOf(places)
  for (let local = 0, i = 0; local < count; local++) {
    for (const last = i + lengths[base + local]!; i < last; i++) {
      const bucket = list[i]!
      into[places[bucket >>> partBits]!++] = ((bucket & (partSize - 1)) << 16) | local
    }
  }
}

/** Sorts the texts of a part into its buckets. */
function sortPart(from: number, end: number, into: Uint16Array): void {
  const [list, places] = [parted, ends]
  places.fill(0)
  for (let i = from; i < end; i++) places[list[i]! >>> 16]!++
  beginningsOf(places)
  for (let i = from; i < end; i++) into[places[list[i]! >>> 16]!++] = list[i]!
}

/** Makes places of numbers: where each kind begins when all are put in a row. */
function beginningsOf(counts: Uint32Array): void {
  for (let kind = 0, at = 0; kind < counts.length; kind++) {
    const size = counts[kind]!
    counts[kind] = at
    at += size
  }
}

/** Writes the numbers of texts as differences, each text once, and tells where they end. */
function pack(locals: Uint16Array, first: number, end: number, into: Uint8Array, start: number): number {
  let at = start
  let before = 0
  for (let i = first; i < end; i++) {
    const local = locals[i]!
    const gap = local - before
    if (gap === 0 && i > first) continue
    before = local
    // What is written too much is overwritten by the next.
    const isLong = (0x7f - gap) >>> 31
    const isLonger = (0x3fff - gap) >>> 31
    into[at] = (gap & 0x7f) | (isLong << 7)
    into[at + 1] = ((gap >>> 7) & 0x7f) | (isLonger << 7)
    into[at + 2] = gap >>> 14
    at += 1 + isLong + isLonger
  }
  return at
}

/** The place of the first bucket that is not below the given one. */
export function placeOf(segment: Segment, bucket: number): number {
  const { buckets, parts } = segment
  const part = bucket >>> partBits
  let low = parts[part]!
  let high = parts[part + 1]!
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
