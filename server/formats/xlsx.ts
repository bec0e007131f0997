// Tables as Excel workbooks: rows of texts in, rows of texts out. No formula is ever evaluated or written.

import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { SaxesParser } from 'saxes'
import writeWorkbook from 'write-excel-file/universal'

import { WorkError } from '#domain/errors.ts'

/** One row as the first sheet has it. */
export interface SheetRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** What a workbook may hold at most; a sheet names its cells, so a small file can ask for a huge table. */
const limits = {
  parts: 500,
  unpacked: 60 * 1024 * 1024,
  ratio: 200,
  slack: 1024 * 1024,
  rows: 200_000,
  columns: 100,
} as const

/** Reads the first sheet of a workbook. @throws WorkError `too-large`, `unsupported-file` */
export async function readTable(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  demandModest(bytes)
  try {
    // A copy, because the library wants a buffer of its own.
    const rows = await readSheet(Uint8Array.from(bytes).buffer, { trim: false, parseNumber: (text) => text })
    return rows.map((cells, index) => ({ cells: cells.map(textOf), line: index + 1 }))
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : '')
  }
}

/** Writes rows as a workbook with one sheet; every cell is text, so that nothing in it is a formula. */
export async function writeTable(
  name: string,
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = rows.map((row, at) =>
    row.map((text) => ({
      value: escaped(text),
      type: String,
      ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  )
  const columns = (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) }))
  const book = writeWorkbook(cells, { sheet: name, stickyRowsCount: 1, columns })
  return new Uint8Array(await (await book.toBlob()).arrayBuffer())
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

// XML has no place for control characters, so the format writes them as _xHHHH_.
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g,
    (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

function widthOf(rows: readonly (readonly string[])[], column: number): number {
  const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0)
  return Math.min(60, Math.max(10, longest + 2))
}

function demandModest(bytes: Uint8Array): void {
  let parts = 0
  let unpacked = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        parts += 1
        unpacked += originalSize
        if (parts > limits.parts) throw tooLarge(`more than ${limits.parts} parts`)
        if (unpacked > limits.unpacked) throw tooLarge(`more than ${limits.unpacked} bytes unpacked`)
        if (originalSize > size * limits.ratio + limits.slack) {
          throw tooLarge(`a part (${name}) packed too tightly`)
        }
        return name.endsWith('.xml')
      },
    })
  } catch (error) {
    if (error instanceof WorkError) throw error
    throw damaged('not a ZIP file')
  }
  for (const part of Object.values(files)) demandModestSheet(part)
}

/** Walks one part: no document type, and no cell so far away that the table would not fit into memory. */
function demandModestSheet(part: Uint8Array): void {
  const parser = new SaxesParser()
  let rows = 0
  parser.on('error', (error) => {
    throw damaged(error.message)
  })
  parser.on('doctype', () => {
    throw damaged('a document type declaration is not allowed')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name !== 'row' && name !== 'c') return
    if (name === 'row') rows += 1
    const [, letters = '', digits = ''] = /^([A-Za-z]*)(\d*)$/.exec(attributes['r'] ?? '') ?? []
    if (rows > limits.rows || Number(digits) > limits.rows) throw tooLarge(`more than ${limits.rows} rows`)
    if (columnNumber(letters) > limits.columns) throw tooLarge(`more than ${limits.columns} columns`)
  })
  parser.write(new TextDecoder().decode(part)).close()
}

function columnNumber(letters: string): number {
  return letters.length > 3
    ? Infinity
    : [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

function tooLarge(found: string): WorkError {
  return new WorkError('too-large', `The workbook has ${found}`, { limit: limits.rows })
}

function damaged(why: string): WorkError {
  return new WorkError('unsupported-file', `This is no workbook that can be read (${why}); expected .xlsx`, {
    expected: 'xlsx',
  })
}
