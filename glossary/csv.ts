// The glossary as CSV; table.ts says which columns there are.

import { type CsvError, parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'

import { problem, tableOf, type TableRow, type TableTerms, termsOfTable } from './table.ts'
import type { TermDraft } from './term.ts'

/** Writes terms as CSV (UTF-8 with a byte order mark, as spreadsheets expect). */
export function termsToCsv(terms: readonly TermDraft[]): string {
  const rows = tableOf(terms).map((row) => row.map(guarded))
  return stringify(rows, { bom: true, record_delimiter: '\r\n' })
}

/** Reads terms from CSV: with or without byte order mark, separated by commas, semicolons or tabs. */
export function termsFromCsv(text: string): TableTerms {
  try {
    return termsOfTable(rowsOf(text))
  } catch (error) {
    const line = Number((error as CsvError).lines ?? 1)
    return { drafts: [], problems: [problem(line, 'damaged', {})], columns: [] }
  }
}

// Spreadsheets run a cell that begins with one of these signs as a formula; an apostrophe before it makes it text.
const formula = /^'*[=+\-@\t\r\n|%＝＋－＠]/u

/** Writes a cell so that no spreadsheet runs it. */
export function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

function unguard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function rowsOf(text: string): readonly TableRow[] {
  // The library types what it returns without `info`.
  const parsed = parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as readonly Parsed[]
  return parsed.map(({ record, info }) => ({ cells: record.map(unguard), line: info.lines }))
}

function separatorOf(text: string): string {
  const head = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign
}
