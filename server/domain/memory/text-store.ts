// Many texts in little room: a byte for each of the characters that are used first, three for any other.
// The same text is kept once and has one number.

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

import { Column } from './column.ts'

const chunkBits = 22
const chunkSize = 1 << chunkBits
const firstChunk = 1 << 14
const escape = 255

/** Longest text that is kept, in UTF-16 units. */
export const longestText = 20_000

/** A store as plain values and arrays, as it was at one moment. */
export interface FrozenTexts {
  readonly codes: Uint8Array
  readonly characters: Uint16Array
  readonly characterCount: number
  readonly chunks: readonly Uint8Array[]
  readonly offsets: Uint32Array
  readonly sizes: Uint16Array
  readonly lengths: Uint16Array
  readonly table: Int32Array
}

/** The distinct texts of one language. */
export class TextStore {
  #codes: Uint8Array = new Uint8Array(0x10000)
  #characters: Uint16Array = new Uint16Array(256)
  #characterCount = 0
  #chunks: Uint8Array[] = []
  /** Where the next text begins in the last chunk. */
  #end = 0
  #offsets: Column<Uint32Array> = new Column(Uint32Array)
  #sizes: Column<Uint16Array> = new Column(Uint16Array)
  #lengths: Column<Uint16Array> = new Column(Uint16Array)
  #table: Int32Array = new Int32Array(1 << 10)
  readonly #written = new Uint8Array(longestText * 3)

  /** Makes a store of a frozen one, whose arrays it takes over. */
  static thaw(frozen: FrozenTexts): TextStore {
    const store = new TextStore()
    store.#codes = frozen.codes
    store.#characters = frozen.characters
    store.#characterCount = frozen.characterCount
    store.#chunks = [...frozen.chunks]
    store.#end = frozen.chunks.at(-1)?.length ?? 0
    store.#offsets = Column.holding(Uint32Array, frozen.offsets)
    store.#sizes = Column.holding(Uint16Array, frozen.sizes)
    store.#lengths = Column.holding(Uint16Array, frozen.lengths)
    store.#table = frozen.table
    return store
  }

  /** The store as it is now; it may go on while somebody writes the arrays down. */
  freeze(): FrozenTexts {
    const last = this.#chunks.at(-1)
    return {
      codes: this.#codes.slice(),
      characters: this.#characters.slice(),
      characterCount: this.#characterCount,
      // What was written into a chunk is never written over.
      chunks: last ? [...this.#chunks.slice(0, -1), last.subarray(0, this.#end)] : [],
      ...{ offsets: this.#offsets.written, sizes: this.#sizes.written, lengths: this.#lengths.written },
      table: this.#table.slice(),
    }
  }

  /** How many texts there are; their numbers are 0 and up. */
  get count(): number {
    return this.#offsets.length
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    const chunks = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    const columns = this.#offsets.bytes + this.#sizes.bytes + this.#lengths.bytes
    return chunks + columns + this.#table.byteLength + this.#written.length + 0x10000 + 512
  }

  /** Length of a text in UTF-16 units. */
  lengthOf(number: number): number {
    return this.#lengths.values[number]!
  }

  /** Bytes that a text takes. */
  sizeOf(number: number): number {
    return this.#sizes.values[number]!
  }

  /** The lengths of all texts, by number. */
  get lengths(): Uint16Array {
    return this.#lengths.values
  }

  /** Adds a text if it is new, and gives its number; what is too long is cut. */
  add(text: string): number {
    const size = this.#write(text, true)
    if ((this.count + 1) * 2 > this.#table.length) this.#growTable()
    const mask = this.#table.length - 1
    let at = hashOf(this.#written, 0, size) & mask
    for (let known = this.#table[at]!; known !== 0; known = this.#table[at]!) {
      if (this.#isWritten(known - 1, size)) return known - 1
      at = (at + 1) & mask
    }
    const number = this.#append(size, Math.min(text.length, longestText))
    this.#table[at] = number + 1
    return number
  }

  /** Finds the number of a text, or -1. */
  numberOf(text: string): number {
    const size = this.#write(text, false)
    if (size < 0) return -1
    const mask = this.#table.length - 1
    let at = hashOf(this.#written, 0, size) & mask
    for (let known = this.#table[at]!; known !== 0; known = this.#table[at]!) {
      if (this.#isWritten(known - 1, size)) return known - 1
      at = (at + 1) & mask
    }
    return -1
  }

  /** Writes the characters of a text into an array of at least {@link longestText}, and gives its length. */
  read(number: number, into: Uint16Array): number {
    const offset = this.#offsets.values[number]!
    const chunk = this.#chunks[offset >>> chunkBits]!
    const characters = this.#characters
    let at = offset & (chunkSize - 1)
    const end = at + this.#sizes.values[number]!
    let length = 0
    while (at < end) {
      const code = chunk[at++]!
      if (code !== escape) into[length++] = characters[code]!
      else {
        into[length++] = chunk[at]! | (chunk[at + 1]! << 8)
        at += 2
      }
    }
    return length
  }

  /** Makes a needle for {@link has}; null when a character of it stands in no text. */
  needle(text: string): Uint8Array | null {
    const size = this.#write(text, false)
    return size < 0 ? null : this.#written.slice(0, size)
  }

  /** Finds a needle in a text: its offset in bytes, or -1. */
  indexOf(number: number, needle: Uint8Array): number {
    const offset = this.#offsets.values[number]!
    const chunk = this.#chunks[offset >>> chunkBits]!
    const start = offset & (chunkSize - 1)
    const last = start + this.#sizes.values[number]! - needle.length
    const first = needle[0]!
    const { length } = needle
    for (let at = start; at <= last; at++) {
      if (chunk[at] === escape && first !== escape) {
        at += 2
        continue
      }
      if (chunk[at] !== first) {
        continue
      }
      let same = 1
      while (same < length && chunk[at + same] === needle[same]) same++
      if (same === length) return at - start
      if (first === escape) at += 2
    }
    return -1
  }

  #write(text: string, learn: boolean): number {
    const length = Math.min(text.length, longestText)
    const written = this.#written
    let size = 0
    for (let i = 0; i < length; i++) {
      const character = text.charCodeAt(i)
      let code = this.#codes[character]!
      if (code === 0) {
        if (!learn && this.#characterCount < escape - 1) return -1
        code = this.#learn(character)
      }
      written[size++] = code
      if (code === escape) {
        written[size++] = character & 0xff
        written[size++] = character >>> 8
      }
    }
    return size
  }

  /** Code 0 stays free, so that it can say "not known". */
  #learn(character: number): number {
    if (this.#characterCount >= escape - 1) return (this.#codes[character] = escape)
    const code = ++this.#characterCount
    this.#characters[code] = character
    return (this.#codes[character] = code)
  }

  #append(size: number, length: number): number {
    let chunk = this.#chunks.at(-1)
    let start = this.#end
    if (!chunk || start + size > chunkSize) {
      chunk = new Uint8Array(this.#chunks.length === 0 ? firstChunk : chunkSize)
      this.#chunks.push(chunk)
      start = 0
    }
    if (start + size > chunk.length) {
      const larger = new Uint8Array(Math.min(chunkSize, Math.max(chunk.length * 2, start + size)))
      larger.set(chunk)
      chunk = larger
      this.#chunks[this.#chunks.length - 1] = larger
    }
    chunk.set(this.#written.subarray(0, size), start)
    const offset = (this.#chunks.length - 1) * chunkSize + start
    this.#end = start + size
    this.#sizes.push(size)
    this.#lengths.push(length)
    return this.#offsets.push(offset)
  }

  #isWritten(number: number, size: number): boolean {
    if (this.#sizes.values[number] !== size) return false
    const offset = this.#offsets.values[number]!
    const chunk = this.#chunks[offset >>> chunkBits]!
    const start = offset & (chunkSize - 1)
    for (let i = 0; i < size; i++) if (chunk[start + i] !== this.#written[i]) return false
    return true
  }

  #growTable(): void {
    this.#table = new Int32Array(this.#table.length * 2)
    const mask = this.#table.length - 1
    for (let number = 0; number < this.count; number++) {
      const offset = this.#offsets.values[number]!
      const start = offset & (chunkSize - 1)
      const size = this.#sizes.values[number]!
      let at = hashOf(this.#chunks[offset >>> chunkBits]!, start, start + size) & mask
      while (this.#table[at] !== 0) at = (at + 1) & mask
      this.#table[at] = number + 1
    }
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
