// Runs the checks of a language over one translation; the same in the editor and before a release.

import { checkEmpty } from './empty.ts'
import type { CheckInput, Finding } from './finding.ts'
import { checks } from './table.ts'

// More of one kind help nobody, and would make a hostile text expensive to show.
const mostFindings = 50

/** Lists what the checks find in a translation. An empty target is one finding, not many. */
export function findingsOf(input: CheckInput): readonly Finding[] {
  const empty = checkEmpty(input)
  if (empty.length > 0) return empty
  return Object.values(checks)
    .filter((entry) => entry.locales.includes(input.locale))
    .flatMap((entry) => entry.check(input).slice(0, mostFindings))
}
