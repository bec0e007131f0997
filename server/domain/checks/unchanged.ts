// A suggestion that nobody changed is looked at once more.

import type { Check } from './finding.ts'
import { report } from './report.ts'

// A memory with fewer letters in common than all is for another sentence.
const exact = 100

/** Reports a suggestion for a similar sentence, or from a machine, that was taken over letter for letter. */
export const checkUnchanged: Check = ({ target, suggestion }) => {
  if (!suggestion || suggestion.text !== target) return []
  // A sentence of nothing but names may stay as it is; where it may not, another check says so.
  if (suggestion.origin === 'source') return []
  if (suggestion.origin === 'memory' && suggestion.match >= exact) return []
  return [report('unchanged', 'warning', suggestion.origin, { values: { percent: suggestion.match } })]
}
