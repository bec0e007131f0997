// What is wrong with the marks of a text in Thai, Lao or Khmer script.

import type { Severity } from './finding.ts'

/** A place where marks are wrong. */
export interface MarkFault {
  readonly kind: 'order' | 'twice' | 'orphan' | 'look-alike' | 'obsolete' | 'variant' | 'syllable'
  readonly severity: Severity
  readonly start: number
  readonly end: number
  /** What should stand there, or null where that cannot be known. */
  readonly right: string | null
}
