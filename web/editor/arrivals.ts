// What becomes of a row when something arrives for it: plain functions of what stood there and what came.

import type { Translation } from '#domain/article.ts'
import type { CodedText } from '#domain/inline.ts'

import type { Draft } from './drafts.ts'
import type { Row, RowFinding } from './edition-api.ts'
import { lineOf, type Conflict, type Item, type Resolution } from './edition-item.ts'
import { openErrors } from './open-errors.ts'
import type { RowChecks } from './row-checks.ts'

/** The row as the server has it, for whoever has written nothing in it. */
export function adopted(item: Item, row: Row): Partial<Item> {
  return {
    row,
    text: row.translation.target,
    findings: row.findings,
    outline: { ...lineOf(item, row.translation), errors: openErrors(row.findings) },
    newer: null,
    sync: 'saved',
  }
}

/** A row under the hands of somebody: their text stays, and a newer one is offered beside it. */
export function heard(before: Row, row: Row): Partial<Item> {
  if (row.translation.version > before.translation.version) return { newer: row.translation }
  const { can, findings, terms, openQuestions } = row
  return { row: { ...before, can, findings, terms, openQuestions } }
}

/** A text that an earlier visit could not send, in a row that may have gone on without it. */
export function restored({ text, base, sent }: Draft, row: Row, checks: RowChecks): Partial<Item> {
  const { translation } = row
  const arrived = sent?.target === translation.target && sent.version + 1 === translation.version
  const conflict: Conflict | null =
    arrived || base.version === translation.version ? null : { theirs: translation, base: base.target }
  return { text, findings: checks.of(row, text), conflict }
}

/** What was done is done; what has been written since is still checked here. */
export function accepted(
  item: Item,
  before: Row,
  answer: { readonly translation: Translation; readonly findings: readonly RowFinding[] },
  checks: RowChecks,
): Partial<Item> {
  const { translation, findings } = answer
  const row = { ...before, translation, findings }
  return {
    row,
    refusal: null,
    findings: item.text === translation.target ? findings : checks.of(row, item.text),
    outline: { ...lineOf(item, translation), errors: openErrors(findings) },
  }
}

/** Whether two versions really differ: both may have written the same, or only they have written. */
export function meeting(
  text: CodedText,
  before: Row,
  theirs: Translation,
): 'same' | 'only-theirs' | 'conflict' {
  if (theirs.target === text) return 'same'
  return text === before.translation.target ? 'only-theirs' : 'conflict'
}

/** What somebody decided about two versions. */
export function decided(
  item: Item,
  before: Row,
  { theirs }: Conflict,
  decision: Resolution,
  checks: RowChecks,
): Partial<Item> {
  const mine = decision.take === 'merged' ? decision.text : item.text
  const text = decision.take === 'theirs' ? theirs.target : mine
  const row = { ...before, translation: theirs }
  return {
    row,
    text,
    conflict: null,
    newer: null,
    findings: checks.of(row, text),
    outline: lineOf(item, theirs),
  }
}
