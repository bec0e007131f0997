// Somebody waits for an answer about the source, in this language or in another.

import type { Check } from './finding.ts'
import { report } from './report.ts'

/** Reports that questions about the sentence of the source are open. */
export const checkQuestions: Check = ({ openQuestions = 0 }) =>
  openQuestions > 0 ? [report('questions', 'warning', 'open', { values: { count: openQuestions } })] : []
