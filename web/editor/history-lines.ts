// The history as people read it: a run of automatic saves by one person is one change, except where a text was taken over.

import type { HistoryLine } from './edition-api.ts'

const save = 'translation.saved'

/** Joins saves that follow each other and are by the same person. Lines come newest first, and stay so. */
export function joinSaves(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const joined: HistoryLine[] = []
  for (const line of lines) {
    const later = joined.at(-1)
    const isRun = later?.deed === save && line.deed === save && later.person?.id === line.person?.id
    if (later && isRun && !line.after?.taken && !later.after?.taken)
      joined[joined.length - 1] = { ...later, before: line.before }
    else joined.push(line)
  }
  return joined
}
