// Whether something keeps a text from being confirmed.

import type { RowFinding } from './edition-api.ts'

/** Counts the errors that nobody has set aside. */
export function openErrors(findings: readonly RowFinding[]): number {
  return findings.filter((finding) => finding.severity === 'error' && finding.dismissed === null).length
}
