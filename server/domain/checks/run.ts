// Runs the checks of a language over one translation; the same in the editor and before a release.

import { checkEmpty } from './empty.ts'
import { type CheckId, checkIds, type CheckInput, type Finding } from './finding.ts'
import { type CheckSettings, strictnessOf, withStrictness } from './settings.ts'
import { checks } from './table.ts'

// More of one kind help nobody, and would make a hostile text expensive to show.
const mostFindings = 50

/**
 * Lists what the checks find in a translation. An empty target is one finding, not many.
 * @param settings what the project says about the checks
 */
export function findingsOf(input: CheckInput, settings: CheckSettings = {}): readonly Finding[] {
  const empty = checkEmpty(input)
  if (empty.length > 0) return empty
  return checkIds.flatMap((id) => findingsOfCheck(id, input, settings))
}

function findingsOfCheck(id: CheckId, input: CheckInput, settings: CheckSettings): readonly Finding[] {
  const { check, locales } = checks[id]
  const strictness = strictnessOf(settings, id, input.locale)
  if (strictness === 'off' || !locales.includes(input.locale)) return []
  return withStrictness(check(input).slice(0, mostFindings), strictness)
}
