// A large file as the rows of an article, piece by piece: neither the file nor its segments are ever whole in memory.

import { WorkError } from '#domain/errors.ts'
import { plainText } from '#domain/inline.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import type { ExpandedName } from '#glossary/xml/names.ts'
import { XmlPieces } from '#glossary/xml/pieces.ts'

import { largeLimits } from '../limits.ts'
import { asXliffError, XliffError } from './error.ts'
import type { UnitPlace } from './places.ts'
import { XliffReader } from './read.ts'
import { openSegmentsOf } from './segments.ts'

/** What a piece brought. */
export interface XliffRows {
  /** JSON of some rows each, as they are written to the database. */
  readonly batches: readonly string[]
  /** Segments so far, and their words. */
  readonly segments: number
  readonly words: number
  readonly targetLanguage: string
  /** What the file calls itself: the name of the document that it is of. */
  readonly original: string
}

/** Reads a file whose pieces are handed over one by one. */
export class XliffRowReader {
  readonly #together: number
  readonly #file = new XmlPieces()
  readonly #reader = new XliffReader(this.#file.window, (unit) => this.#take(unit))
  readonly #scan = this.#file.open(this, { needed: () => this.#needed() })
  #batches: string[] = []
  #rows: string[] = []
  #segments = 0
  #words = 0
  /** Behind the last tag. */
  #lastTag = 0
  /** An offset and its byte. */
  #offset = 0
  #byte = 0

  /** `together`: rows of a batch. */
  constructor(together: number) {
    this.#together = together
  }

  /** @throws WorkError `invalid` or `too-large`, with line and column */
  write(piece: Uint8Array): XliffRows {
    return this.#typed(() => this.#scan.write(piece))
  }

  /** @throws WorkError */
  end(): XliffRows {
    const rows = this.#typed(() => {
      this.#scan.end()
      this.#flush()
    })
    if (this.#segments === 0) throw new WorkError('invalid', 'The file has no segment that may be translated')
    return rows
  }

  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void {
    this.#lastTag = element.end
    this.#reader.open(element, expand)
  }

  close(start: number, end: number): void {
    this.#lastTag = end
    this.#reader.close(start, end)
  }

  #take(unit: UnitPlace): void {
    for (const { at, codes, source, target } of openSegmentsOf(this.#reader, unit)) {
      if (source.length > largeLimits.segmentCharacters)
        throw this.#tooLarge('characters in a segment', largeLimits.segmentCharacters, at.start)
      if (this.#segments === largeLimits.segments)
        throw this.#tooLarge('segments', largeLimits.segments, at.start)
      this.#segments += 1
      this.#words += plainText(source).match(word)?.length ?? 0
      const row = {
        ...{ o: this.#segments, s: source, c: codes, b: this.#byteAt(at.open), e: this.#byteAt(at.close) },
        // What is longer cannot be a target here, and an empty one is none.
        t: target && target.length <= largeLimits.segmentCharacters ? target : null,
      }
      this.#rows.push(JSON.stringify(row))
      if (this.#rows.length === this.#together) this.#flush()
    }
  }

  #flush(): void {
    if (this.#rows.length > 0) this.#batches.push(`[${this.#rows.join(',')}]`)
    this.#rows = []
  }

  /** Holds back the unit that is being read; bytes before it are counted, so that their text can go. */
  #needed(): number {
    const offset = Math.min(this.#reader.unitStart ?? Infinity, this.#lastTag)
    this.#byteAt(offset)
    return offset
  }

  /** The byte of an offset; asked in ascending order. */
  #byteAt(offset: number): number {
    const { decoder, window } = this.#file
    if (this.#byte === 0) this.#byte = decoder?.start ?? 0
    if (decoder?.form === 'utf-8') this.#byte += Buffer.byteLength(window.slice(this.#offset, offset))
    else this.#byte += (offset - this.#offset) * (decoder?.form === 'single-byte' ? 1 : 2)
    this.#offset = offset
    return this.#byte
  }

  #tooLarge(what: string, limit: number, offset: number): XliffError {
    const place = this.#file.window.placeOf(offset)
    return new XliffError('LIMIT', `The file has more than ${limit} ${what}`, place)
  }

  #typed(work: () => void): XliffRows {
    try {
      work()
    } catch (error) {
      const { code, message, line, column } = asXliffError(error)
      const problem = `Line ${line}, column ${column}: ${message}`
      const kind = code === 'LIMIT' ? 'too-large' : 'invalid'
      throw new WorkError(kind, problem, { line, column, problem: message })
    }
    const batches = this.#batches
    this.#batches = []
    const { targetLanguage } = this.#reader.head()
    const [first, second] = this.#reader.files
    const original = first && !second ? (first.original.split(/[\\/]/).at(-1) ?? '') : ''
    return { batches, segments: this.#segments, words: this.#words, targetLanguage, original }
  }
}

/** What is counted as a word of English; the segmenter of small articles would take a minute here. */
const word = /[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu
