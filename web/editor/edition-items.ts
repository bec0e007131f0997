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

  /** Begins with what the outline says. */
  begin(outline: readonly OutlineItem[]): void {
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
    if (item) this.all = this.all.with(index, { ...item, ...change })
  }

  get progress(): Progress {
    const count = { total: this.all.length, initial: 0, translated: 0, reviewed: 0, final: 0 }
    for (const { outline } of this.all) count[outline.state]++
    return count
  }

  /** The worst state of saving of all. */
  get sync(): Sync {
    const found = new Set(this.all.map((item) => item.sync))
    return worstFirst.find((one) => found.has(one)) ?? 'saved'
  }
}
