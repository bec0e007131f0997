// Reads the rows of an edition page by page, when somebody comes near them.

import type { EditionApi, Row } from './edition-api.ts'
import type { EditionItems } from './edition-items.ts'

/** Rows that are read together. */
export const pageSize = 50

/** What has been read of one edition. */
export class EditionReading {
  readonly #api: EditionApi
  readonly #editionId: string
  readonly #items: EditionItems
  readonly #take: (rows: readonly Row[]) => void
  readonly #pages = new Map<number, Promise<void>>()

  constructor(api: EditionApi, editionId: string, items: EditionItems, take: (rows: readonly Row[]) => void) {
    this.#api = api
    this.#editionId = editionId
    this.#items = items
    this.#take = take
  }

  /** Reads the pages that hold these rows, unless they are there or on their way. */
  async ensure(first: number, last: number): Promise<void> {
    const pages: Promise<void>[] = []
    const lastPage = Math.floor(Math.min(last, this.#items.all.length - 1) / pageSize)
    for (let page = Math.floor(Math.max(0, first) / pageSize); page <= lastPage; page++) {
      pages.push(this.#pages.get(page) ?? this.#readPage(page))
    }
    await Promise.all(pages)
  }

  /** Reads everything, for a search through all texts. */
  async ensureAll(): Promise<void> {
    for (let first = 0; first < this.#items.all.length; first += pageSize) await this.ensure(first, first)
  }

  /** Reads again every page that was read. */
  async readAgain(): Promise<void> {
    const pages = [...this.#pages.keys()]
    this.#pages.clear()
    await Promise.all(pages.map((page) => this.#readPage(page)))
  }

  /** Reads one row, by its place in the article. */
  async readRow(ordinal: number): Promise<void> {
    this.#take(await this.#api.rows(this.#editionId, ordinal - 1, 1).catch(() => []))
  }

  async #readPage(page: number): Promise<void> {
    const first = this.#items.all[page * pageSize]
    if (!first) return
    const reading = this.#api.rows(this.#editionId, first.outline.ordinal - 1, pageSize).then(this.#take)
    this.#pages.set(page, reading)
    // A page that failed is asked for again when it is next looked at.
    reading.catch(() => this.#pages.delete(page))
    await reading
  }
}
