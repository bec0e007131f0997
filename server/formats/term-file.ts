// The glossary in the kinds of file it comes and goes in.

import { termsFromCsv, termsToCsv } from '#glossary/csv.ts'
import { type TableFormat, tableOf, type TableTerms, termsOfTable } from '#glossary/table.ts'
import { termsFromTbx, termsToTbx } from '#glossary/term-tbx.ts'
import type { Term } from '#glossary/term.ts'

import { readTable, writeTable } from './xlsx.ts'

const readers: Readonly<Record<TableFormat, (content: Uint8Array) => Promise<TableTerms>>> = {
  csv: async (content) => termsFromCsv(new TextDecoder('utf-8').decode(content)),
  xlsx: async (content) => termsOfTable(await readTable(content)),
  tbx: async (content) => termsFromTbx(content),
}

const writers: Readonly<Record<TableFormat, (terms: readonly Term[]) => Promise<Uint8Array<ArrayBuffer>>>> = {
  csv: async (terms) => new TextEncoder().encode(termsToCsv(terms)),
  xlsx: (terms) => writeTable('Glossary', tableOf(terms)),
  tbx: async (terms) => new TextEncoder().encode([...termsToTbx(terms)].join('')),
}

/** Reads terms out of a file; what it says wrongly is listed. @throws WorkError of a file that cannot be read at all */
export function readTermFile(format: TableFormat, content: Uint8Array): Promise<TableTerms> {
  return readers[format](content)
}

/** Writes terms as a file. */
export function writeTermFile(format: TableFormat, terms: readonly Term[]): Promise<Uint8Array<ArrayBuffer>> {
  return writers[format](terms)
}
