// The rows of one edition, in the order of the article.

import type { Progress } from '#domain/article.ts'

import type { OutlineItem } from './edition-api.ts'
import { emptyItem, type Item, type Sync } from './edition-item.ts'

/** From the worst to the best: what the edition as a whole is said to be. */
const worstFirst: readonly Sync[] = ['conflict', 'refused', 'offline', 'saving', 'unsaved']

/** Every change makes another list, so that whoever draws it can tell. */
export class EditionItems {
  all: readonly Item[] = []
  #indexOf: ReadonlyMap<string, number> = new Map()
  #progress: Progress | null = null
  /** What is not saved: an edition has thousands of rows, and few of them. */
  readonly #onTheirWay = new Map<string, Sync>()

  /** Begins with what the outline says. */
  begin(outline: readonly OutlineItem[]): void {
    this.#progress = null
    this.#onTheirWay.clear()
    this.all = outline.map(emptyItem)
    this.#indexOf = new Map(outline.map((line, index) => [line.translationId, index]))
  }

  get(translationId: string | null): Item | undefined {
    return this.all[this.indexOf(translationId)]
  }

  /** Where a translation stands; -1 when it is not of this edition. */
  indexOf(translationId: string | null): number {
    return translationId === null ? -1 : (this.#indexOf.get(translationId) ?? -1)
  }

  put(translationId: string, change: Partial<Item>): void {
    const index = this.indexOf(translationId)
    const item = this.all[index]
    if (!item) return
    const changed = { ...item, ...change }
    this.all = this.all.with(index, changed)
    if (changed.outline.state !== item.outline.state) this.#progress = null
    if (changed.sync === 'saved') this.#onTheirWay.delete(translationId)
    else this.#onTheirWay.set(translationId, changed.sync)
  }

  /** Takes another outline of the same rows; what somebody is writing keeps its line. */
  update(outline: readonly OutlineItem[]): void {
    const lines = new Map(outline.map((line) => [line.translationId, line]))
    this.all = this.all.map((item) => {
      const line = lines.get(item.outline.translationId)
      return line && item.sync === 'saved' ? { ...item, outline: line } : item
    })
    this.#progress = null
  }

  /** How many rows are in each state; the same object until one changes its state. */
  get progress(): Progress {
    this.#progress ??= progressOf(this.all)
    return this.#progress
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
