// The figures of the checks on professional news, for the bench that prints them and the tests that hold them.

import { plainText } from '#domain/inline.ts'
import type { Finding } from '#domain/checks/finding.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { findingsIn, knownFindings, type Pair } from './news.ts'

/** Most rows with an error and with a warning, in per cent; in Lao and Khmer most errors are true ones. */
export const targets: Readonly<Record<TargetLocale, { readonly errors: number; readonly warnings: number }>> =
  {
    th: { errors: 1, warnings: 5 },
    id: { errors: 0.5, warnings: 5 },
    lo: { errors: 5, warnings: 12 },
    ms: { errors: 0.5, warnings: 5 },
    km: { errors: 5.5, warnings: 5 },
    vi: { errors: 1.5, warnings: 5 },
  }

/** Shares of rows in per cent, and the time of one row in milliseconds. */
export interface Figures {
  readonly errors: number
  readonly warnings: number
  readonly milliseconds: number
}

/** Checks every pair and counts the rows with an error and with a warning. */
export function figuresOf(
  locale: TargetLocale,
  pairs: readonly Pair[],
  check: typeof findingsIn = findingsIn,
): Figures {
  // The time of the processor: what other programs take of the machine is not ours.
  const begun = process.cpuUsage()
  const all = pairs.map((pair) => check(locale, pair))
  const { user, system } = process.cpuUsage(begun)
  const milliseconds = (user + system) / 1000 / pairs.length
  const share = (severity: Finding['severity']): number =>
    (100 * all.filter((found) => found.some((finding) => finding.severity === severity)).length) /
    pairs.length
  return { errors: share('error'), warnings: share('warning'), milliseconds }
}

/** What is wrong with the fix of a finding, or null where it is right. */
export function faultOfFix(locale: TargetLocale, pair: Pair, finding: Finding): string | null {
  const { fix } = finding
  if (!fix) return null
  const tgt = pair.tgt.slice(0, fix.start) + fix.text + pair.tgt.slice(fix.end)
  if (finding.target && (fix.start !== finding.target.start || fix.end !== finding.target.end))
    return 'changes another place than it shows'
  const same = (one: Finding): boolean => one.check === finding.check && one.severity === finding.severity
  const before = knownFindings(locale, pair).filter(same).length
  const after = findingsIn(locale, { src: pair.src, tgt }).filter(same).length
  if (after >= before) return `leaves ${finding.message}`
  return plainText(tgt) === '' ? 'leaves nothing' : null
}

/** A target with every fix that is offered, from its end to its beginning; where two overlap the later one is made. */
export function withEveryFix(tgt: string, findings: readonly Finding[]): string {
  const fixes = findings.flatMap(({ fix }) => fix ?? []).toSorted((one, other) => other.start - one.start)
  let [text, edge] = [tgt, Infinity]
  for (const { start, end, text: right } of fixes) {
    if (end > edge) continue
    text = text.slice(0, start) + right + text.slice(end)
    edge = start
  }
  return text
}
