// What may enter and leave the field: one line, no stray private-use characters, pairs of codes kept together.

import { Annotation, EditorState } from '@codemirror/state'
import type { ChangeSpec, Extension, Transaction, TransactionSpec } from '@codemirror/state'

import { orphanedMarks } from '../codes.ts'

/** Says what a change may do: bring in `marks` that were chosen for this segment, or `everything` (a text of the store). */
export const admitted = Annotation.define<'marks' | 'everything'>()

const lineBreaks = /[ \t]*(?:\r\n?|[\n\u0085\u2028\u2029])\s*/g

/** Folds line breaks, with the white space around them, to one space. */
export function foldLines(text: string): string {
  return text.replace(lineBreaks, ' ')
}

/**
 * Repairs what typing, dropping and deleting would break. While an input method composes, nothing is
 * repaired, because a changed document would end the composition; `mend` does it afterwards.
 */
export function guard(isComposing: () => boolean): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || isExempt(transaction) || isComposing()) return transaction
    const repairs = repairsOf(transaction)
    if (!repairs) return []
    return repairs.length === 0 ? transaction : [transaction, { changes: repairs, sequential: true }]
  })
}

// Undo goes back to a text that was in order.
function isExempt(transaction: Transaction): boolean {
  return (
    transaction.annotation(admitted) === 'everything' ||
    transaction.isUserEvent('undo') ||
    transaction.isUserEvent('redo')
  )
}

/** Lists the repairs in offsets of the new document, or gives null when nothing but a line break was typed. */
function repairsOf(transaction: Transaction): readonly ChangeSpec[] | null {
  const repairs: { from: number; to: number; insert?: string }[] = []
  const marksMayEnter = transaction.annotation(admitted) === 'marks'
  let onlyBreaks = true
  transaction.changes.iterChanges((fromA, toA, fromB, _toB, inserted) => {
    const text = inserted.toString()
    if (fromA !== toA || text.trim() !== '' || !text.includes('\n')) onlyBreaks = false
    for (const found of marksMayEnter ? [] : text.matchAll(/[\uE000-\uF8FF]/g)) {
      repairs.push({ from: fromB + found.index, to: fromB + found.index + 1 })
    }
    for (const found of text.matchAll(lineBreaks)) {
      repairs.push({ from: fromB + found.index, to: fromB + found.index + found[0].length, insert: ' ' })
    }
  })
  if (onlyBreaks) return null
  const after = transaction.newDoc.toString()
  const doomed = new Set(repairs.map((repair) => repair.from))
  for (const at of orphanedMarks(transaction.startState.doc.toString(), after)) {
    if (!doomed.has(at)) repairs.push({ from: at, to: at + 1 })
  }
  return repairs
}

/** Gives the repairs that a finished composition needs, compared with the text before it began. */
export function mend(before: string, after: string): TransactionSpec | null {
  const known = new Set(before.match(/[\uE000-\uF8FF]/g))
  const orphans = new Set(orphanedMarks(before, after))
  const changes: { from: number; to: number; insert?: string }[] = []
  for (const found of after.matchAll(/[\uE000-\uF8FF]/g)) {
    if (!known.has(found[0]) || orphans.has(found.index))
      changes.push({ from: found.index, to: found.index + 1 })
  }
  for (const found of after.matchAll(lineBreaks)) {
    changes.push({ from: found.index, to: found.index + found[0].length, insert: ' ' })
  }
  return changes.length === 0 ? null : { changes, annotations: admitted.of('everything') }
}
