// Runs the checks of a language over one translation; the same in the editor and before a release.

import { checkEmpty } from './empty.ts'
import { type CheckId, checkIds, type CheckInput, type Finding, type Fix, type Severity } from './finding.ts'
import { type CheckSettings, strictnessOf, withStrictness } from './settings.ts'
import { checks } from './table.ts'

// More of one kind help nobody, and would make a hostile text expensive to show.
const mostFindings = 200

/**
 * Lists what the checks find in a translation. An empty target is one finding, not many.
 * @param settings what the project says about the checks
 */
export function findingsOf(input: CheckInput, settings: CheckSettings = {}): readonly Finding[] {
  const empty = checkEmpty(input)
  if (empty.length > 0) return empty
  return withoutRivals(checkIds.flatMap((id) => findingsOfCheck(id, input, settings)))
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

// Fixes of one place would undo each other: the graver finding keeps its own, or the one that is told first.
function withoutRivals(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ fix }) => fix)) return findings
  const kept: Fix[] = []
  // What cannot be read is not made better by taking a sign out of it.
  const unreadable = findings.flatMap(({ check, message, fix, target }) =>
    check === 'encoding' && message.endsWith('.broken') && !fix && target ? target : [],
  )
  const rivals = new Set<Finding>()
  for (const finding of findings.toSorted((one, other) => ranks[one.severity] - ranks[other.severity])) {
    const { fix } = finding
    if (!fix) continue
    const isInside = unreadable.some(({ start, end }) => fix.start <= end && start <= fix.end)
    if (isInside || kept.some((other) => touches(fix, other))) rivals.add(finding)
    else kept.push(fix)
  }
  return findings.map((finding) => {
    if (!rivals.has(finding)) return finding
    const { fix: _, ...rest } = finding
    return rest
  })
}

function touches(one: Fix, other: Fix): boolean {
  if (one.start === one.end || other.start === other.end)
    return one.start <= other.end && other.start <= one.end
  return one.start < other.end && other.start < one.end
}

function findingsOfCheck(id: CheckId, input: CheckInput, settings: CheckSettings): readonly Finding[] {
  const { check, locales } = checks[id]
  const strictness = strictnessOf(settings, id, input.locale)
  if (strictness === 'off' || !locales.includes(input.locale)) return []
  return withStrictness(check(input).slice(0, mostFindings), strictness)
}
