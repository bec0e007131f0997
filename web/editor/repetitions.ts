// Sentences that occur more than once: what was written for one can be given to the others.

import type { Item } from './edition-item.ts'

/** A row that could take the text of the open one. */
export interface Repetition {
  readonly item: Item
  /** Whether its own text would be replaced. */
  readonly replaces: boolean
}

/** Lists the other rows with the very same source and the same codes, in article order. */
export function repetitionsOf(items: readonly Item[], of: Item): readonly Repetition[] {
  const row = of.row
  if (!row || of.text === '') return []
  const codes = JSON.stringify(row.segment.codes)
  return items.flatMap((item) => {
    const other = item.row
    if (!other || item === of || item.conflict || other.can['save'] !== true) return []
    if (other.segment.source !== row.segment.source || JSON.stringify(other.segment.codes) !== codes)
      return []
    if (item.text === of.text) return []
    return [{ item, replaces: item.text !== '' }]
  })
}
