// Makes findings: the key of the sentence follows from the check and the kind.

import type { CheckId, Finding, Fix, Range, Severity } from './finding.ts'

/** Where a finding stands, what its sentence names and how it is put right. */
export interface Details {
  readonly values?: Finding['values']
  readonly source?: Range | null
  readonly target?: Range | null
  readonly fix?: Fix | null
}

/** Makes a finding with the sentence `check.<check>.<kind>`. */
export function report(
  check: CheckId,
  severity: Severity,
  kind: string,
  { values = {}, source = null, target = null, fix }: Details = {},
): Finding {
  const found = { check, severity, message: `check.${check}.${kind}`, values, source, target }
  return fix ? { ...found, fix } : found
}

const longestShown = 40

/** Shortens a text for a sentence and leaves out the marks of codes. */
export function shown(text: string): string {
  const words = text.replace(/[\uE000-\uF8FF]/g, '')
  return words.length > longestShown ? `${words.slice(0, longestShown)}…` : words
}
