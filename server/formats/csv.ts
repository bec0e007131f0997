// Tables that leave as CSV.

import { stringify } from 'csv-stringify/browser/esm/sync'

import { guarded } from '#glossary/csv.ts'

/** Writes rows as CSV; `first` puts the byte order mark before them that spreadsheets expect. */
export function csvOf(rows: readonly (readonly string[])[], first: boolean): string {
  return stringify(
    rows.map((row) => row.map(guarded)),
    { bom: first, record_delimiter: '\r\n' },
  )
}
