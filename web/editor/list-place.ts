// Brings rows of the article into view. The list draws in its own time, and can be asked only for what it knows.

import type { LitVirtualizer } from '@lit-labs/virtualizer'

import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'

/** Milliseconds after which a frame is not waited for any longer: a window that nobody sees has none. */
const longestFrame = 50
/** In so many frames the list draws a row that it was asked for, if it heard. */
const patience = 4
/** So often is the list asked for a row that it does not draw. */
const mostAttempts = 8

/** What has to be known of the page. */
export interface ListPage {
  readonly updateComplete: Promise<boolean>
  readonly list: LitVirtualizer<Item> | null
  /** The open row, once it is drawn. */
  readonly row: HTMLElement | null
  /** The rows that the list holds. */
  readonly visible: readonly Item[]
  readonly store: EditionStore | null
}

/** Where the list of one page stands. */
export class ListPlace {
  readonly #page: ListPage
  #range = { first: 0, last: 0 }
  #drawn: () => void = () => undefined
  /** Settles when the list has drawn rows for the first time: before that it cannot be asked to scroll. */
  readonly #firstDrawn = new Promise<void>((resolve) => {
    this.#drawn = resolve
  })

  constructor(page: ListPage) {
    this.#page = page
  }

  /** Hears which rows are drawn. */
  drew(first: number, last: number): void {
    this.#drawn()
    this.#range = { first, last }
  }

  /** Brings a row into view. */
  async reveal(translationId: string): Promise<void> {
    const page = this.#page
    await page.updateComplete
    await page.list?.updateComplete
    if (page.store?.activeId !== translationId) return
    if (page.row) return page.row.scrollIntoView({ block: 'nearest' })
    await this.#firstDrawn
    // A list that is busy with its own layout may pass over what it is asked; then it is asked again.
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const { list } = page
      const index = page.visible.findIndex((item) => item.outline.translationId === translationId)
      if (page.row || index < 0 || !list || page.store?.activeId !== translationId) return
      if (attempt % 2 === 0) list.element(index)?.scrollIntoView({ block: 'center' })
      else this.#scrollTowards(list, index)
      for (let frame = 0; frame < patience && !page.row; frame++) await nextFrame()
    }
  }

  /** Goes as far as rows of average height would lead: where the list lands beside the row that it was asked for. */
  #scrollTowards(list: LitVirtualizer<Item>, index: number): void {
    const average = list.scrollHeight / Math.max(1, this.#page.visible.length)
    list.scrollTop += (index - (this.#range.first + this.#range.last) / 2) * average
  }
}

/** Waits until the browser has drawn, and the list has heard of it. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, longestFrame)
    requestAnimationFrame(() => {
      clearTimeout(late)
      setTimeout(resolve)
    })
  })
}
