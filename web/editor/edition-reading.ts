// Reads the rows of an edition piece by piece, when somebody comes near them.

import type { EditionApi, Row } from './edition-api.ts'
import type { EditionItems } from './edition-items.ts'

/** Rows of a piece: what is read is read in whole pieces, so that scrolling does not ask for single rows. */
const pieceSize = 10
/** Most rows that one request asks for. */
const mostAtOnce = 50
/** Rows on both sides of the opened one that stand in the same window. */
const neighbours = 6
/** When fewer rows than this are read beyond what is drawn, as many again are read. */
const ahead = 25
/** Milliseconds between opening a row and reading what lies beyond what is drawn. */
const settlePause = 250

/** What has been read of one edition. */
export class EditionReading {
  readonly #api: EditionApi
  readonly #editionId: string
  readonly #items: EditionItems
  readonly #take: (rows: readonly Row[]) => void
  /** The pieces that are there or on their way. */
  readonly #pieces = new Map<number, Promise<void>>()
  #drawn = { first: 0, last: mostAtOnce - 1 }
  /** The row that is being opened: nothing else is asked for before it is there. */
  #opening: Promise<void> = Promise.resolve()
  /** Whoever opens one row after another has no use for what stands far from them. */
  #settled: Promise<void> = Promise.resolve()

  constructor(api: EditionApi, editionId: string, items: EditionItems, take: (rows: readonly Row[]) => void) {
    this.#api = api
    this.#editionId = editionId
    this.#items = items
    this.#take = take
  }

  /** Reads what holds these rows, unless it is there or on its way. */
  async ensure(first: number, last: number): Promise<void> {
    const lastPiece = pieceOf(Math.min(last, this.#items.all.length - 1))
    const waiting = new Set<Promise<void>>()
    for (let piece = pieceOf(Math.max(0, first)); piece <= lastPiece; piece++) {
      waiting.add(this.#pieces.get(piece) ?? this.#read(piece, lastPiece))
    }
    await Promise.all(waiting)
  }

  /** Reads everything, for a search through all texts. */
  async ensureAll(): Promise<void> {
    for (let first = 0; first < this.#items.all.length; first += mostAtOnce)
      await this.ensure(first, first + mostAtOnce - 1)
  }

  /** Reads a row that is opened, and what stands around it. */
  open(index: number): Promise<void> {
    const opening = this.#around(index)
    this.#opening = opening.catch(() => undefined)
    this.#settled = this.#opening.then(() => new Promise((resolve) => setTimeout(resolve, settlePause)))
    return opening
  }

  /** Reads a row that may be opened next, and what stands around it. */
  expect(index: number): void {
    if (index >= 0) this.#around(index).catch(() => undefined)
  }

  #around(index: number): Promise<void> {
    return this.ensure(index - neighbours, index + neighbours)
  }

  /** Reads what is drawn, and then what would be drawn next: scrolling at reading speed never meets an empty row. */
  async draw(first: number, last: number): Promise<void> {
    const drawn = { first, last }
    this.#drawn = drawn
    await this.#opening
    if (drawn !== this.#drawn) return
    await this.ensure(first, last)
    await this.#settled
    if (drawn !== this.#drawn || this.#has(first - ahead, last + ahead)) return
    await this.ensure(first - 2 * ahead, last + 2 * ahead)
  }

  /** Everything may have changed: what is drawn is read again now, the rest when somebody comes near it again. */
  async readAgain(openIndex: number): Promise<void> {
    this.#pieces.clear()
    const { first, last } = this.#drawn
    await Promise.all([this.ensure(openIndex, openIndex), this.ensure(first, last)])
  }

  /** Reads one row, by its place in the article. */
  async readRow(ordinal: number): Promise<void> {
    this.#take(await this.#api.rows(this.#editionId, ordinal - 1, 1).catch(() => []))
  }

  #has(first: number, last: number): boolean {
    const lastPiece = pieceOf(Math.min(last, this.#items.all.length - 1))
    for (let piece = pieceOf(Math.max(0, first)); piece <= lastPiece; piece++)
      if (!this.#pieces.has(piece)) return false
    return true
  }

  /** Asks for a piece and those behind it that are not there either, as far as one request goes. */
  async #read(piece: number, lastPiece: number): Promise<void> {
    const first = this.#items.all[piece * pieceSize]
    if (!first) return
    let end = piece + 1
    const most = Math.min(lastPiece + 1, piece + mostAtOnce / pieceSize)
    while (end < most && !this.#pieces.has(end)) end++
    const pieces = Array.from({ length: end - piece }, (_, n) => piece + n)
    const reading = this.#api
      .rows(this.#editionId, first.outline.ordinal - 1, pieces.length * pieceSize)
      .then(this.#take)
    for (const one of pieces) this.#pieces.set(one, reading)
    // What failed is asked for again when it is next looked at.
    reading.catch(() => {
      for (const one of pieces) if (this.#pieces.get(one) === reading) this.#pieces.delete(one)
    })
    await reading
  }
}

const pieceOf = (index: number): number => Math.floor(index / pieceSize)
