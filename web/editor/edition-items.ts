// The rows of one edition, in the order of the article.

import type { Progress } from '#domain/article.ts'
import type { OutlineItem } from '#domain/outline.ts'

import { emptyItem, type Item, type Sync } from './edition-item.ts'

/** From the worst to the best: what the edition as a whole is said to be. */
const worstFirst: readonly Sync[] = ['conflict', 'refused', 'offline', 'saving', 'unsaved']

/** A changed row is another object in another list, so that whoever draws it can tell. */
export class EditionItems {
  #rows: Item[] = []
  /** What was last given out; null when a row has changed since. */
  #given: readonly Item[] | null = null
  #indexOf: ReadonlyMap<string, number> = new Map()
  #progress: Progress | null = null
  /** What is not saved: an edition has thousands of rows, and few of them. */
  readonly #onTheirWay = new Map<string, Sync>()

  /** Begins with what the outline says. */
  begin(outline: readonly OutlineItem[]): void {
    this.#progress = null
    this.#onTheirWay.clear()
    this.#replace(outline.map(emptyItem))
    this.#indexOf = new Map(outline.map((line, index) => [line.translationId, index]))
  }

  get all(): readonly Item[] {
    // One copy for all rows that change in the same moment: an edition has thousands.
    this.#given ??= [...this.#rows]
    return this.#given
  }

  get(translationId: string | null): Item | undefined {
    return this.#rows[this.indexOf(translationId)]
  }

  /** Where a translation stands; -1 when it is not of this edition. */
  indexOf(translationId: string | null): number {
    return translationId === null ? -1 : (this.#indexOf.get(translationId) ?? -1)
  }

  put(translationId: string, change: Partial<Item>): void {
    const index = this.indexOf(translationId)
    const item = this.#rows[index]
    if (!item) return
    const changed = { ...item, ...change }
    this.#rows[index] = changed
    this.#given = null
    if (changed.outline.state !== item.outline.state) this.#progress = null
    if (changed.sync === 'saved') this.#onTheirWay.delete(translationId)
    else this.#onTheirWay.set(translationId, changed.sync)
  }

  /** Takes another outline of the same rows; what somebody is writing keeps its line. */
  update(outline: readonly OutlineItem[]): void {
    const lines = new Map(outline.map((line) => [line.translationId, line]))
    this.#replace(
      this.#rows.map((item) => {
        const line = lines.get(item.outline.translationId)
        return line && item.sync === 'saved' ? { ...item, outline: line } : item
      }),
    )
    this.#progress = null
  }

  /** How many rows are in each state; the same object until one changes its state. */
  get progress(): Progress {
    this.#progress ??= progressOf(this.#rows)
    return this.#progress
  }

  #replace(rows: Item[]): void {
    this.#rows = rows
    this.#given = null
  }

  /** The worst state of saving of all. */
  get sync(): Sync {
    const found = new Set(this.#onTheirWay.values())
    return worstFirst.find((one) => found.has(one)) ?? 'saved'
  }
}

function progressOf(items: readonly Item[]): Progress {
  const count = { total: items.length, initial: 0, translated: 0, reviewed: 0, final: 0 }
  for (const { outline } of items) count[outline.state]++
  return count
}
