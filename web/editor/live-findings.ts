// The checks as they run in the browser while somebody types: the same code that the server runs on saving.

import type { BlockRole } from '#domain/article.ts'
import type { Finding, Suggestion } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import type { CheckSettings } from '#domain/checks/settings.ts'
import type { CodedText } from '#domain/inline.ts'
import type { TermHit } from '#glossary/matcher.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { Row, RowFinding, TermHitWire } from './edition-api.ts'

/** Checks a text that is being written. */
export function liveFindings(
  row: Row,
  text: CodedText,
  locale: TargetLocale,
  role: BlockRole,
  settings: CheckSettings = {},
  suggestion?: Suggestion,
): readonly RowFinding[] {
  // Nobody has begun here: there is nothing to find yet.
  if (text === '') return []
  const { source, codes } = row.segment
  const { openQuestions } = row
  const outdated = row.translation.subState === 'outdated'
  const terms = row.terms.map((hit) => termHit(hit, locale))
  const begun = suggestion ? { suggestion } : {}
  const input = { source, target: text, codes, locale, role, terms, outdated, openQuestions, ...begun }
  return findingsOf(input, settings).map((finding) => ({
    ...finding,
    // A dismissal holds for the very text it was made for.
    dismissed: text === row.translation.target ? dismissalOf(row, finding) : null,
  }))
}

function dismissalOf(row: Row, finding: Finding): string | null {
  return row.findings.find((one) => one.check === finding.check && one.dismissed !== null)?.dismissed ?? null
}

/** The server sends of a term what the editor shows; the checks ask for nothing more. */
function termHit({ start, end, matched, term, forms }: TermHitWire, locale: TargetLocale): TermHit {
  return {
    start,
    end,
    matched,
    term: { ...term, forms: { [locale]: forms }, projectId: '', version: 0, updatedAt: '' },
  }
}
