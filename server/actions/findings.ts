// The findings of a translation as people see them: with the terms of its source, and with what was set aside.

import { createHash } from 'node:crypto'

import type { BlockRole, Translation } from '#domain/article.ts'
import type { CheckInput, Finding, Suggestion } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import type { CheckSettings } from '#domain/checks/settings.ts'
import { WorkError } from '#domain/errors.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { SubState } from '#domain/workflow.ts'
import { findTerms, formsIn, type GlossaryIndex, type TermHit } from '#glossary/matcher.ts'
import type { Term, TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { Dismissal, EditionRow } from '../store/editions.ts'

/** A finding, and why somebody set it aside. */
export interface JudgedFinding extends Finding {
  readonly dismissed: string | null
}

/** A term found in a source, with its forms in the language of the edition. */
export interface TermMention {
  readonly start: number
  readonly end: number
  readonly matched: TermHit['matched']
  readonly term: Pick<
    Term,
    | 'id'
    | 'source'
    | 'acronym'
    | 'acronymPolicy'
    | 'surnameOrder'
    | 'termClass'
    | 'caseSensitive'
    | 'doNotTranslate'
    | 'note'
  >
  readonly forms: readonly TermForm[]
}

/** What findings are computed from. */
export interface Judged {
  readonly source: CodedText
  readonly target: CodedText
  readonly codes: readonly Code[]
  readonly role: BlockRole
  readonly locale: TargetLocale
  readonly dismissals: readonly Dismissal[]
  readonly openQuestions: number
  readonly subState: SubState | null
  readonly settings: CheckSettings
  /** The text that was taken over last. */
  readonly suggestion: Suggestion | null
}

/** What the findings of a stored row are computed from. */
export function judgedRow(
  edition: { readonly locale: TargetLocale; readonly checkSettings: CheckSettings },
  row: EditionRow,
): Judged {
  const { target, subState } = row.translation
  const { locale, checkSettings: settings } = edition
  const suggestion = suggestionOf(row.translation)
  return { ...row, source: row.segment.source, target, subState, locale, settings, suggestion }
}

/** The text of a translation as something that was taken over, or null where somebody wrote it. */
export function suggestionOf({ target, origin }: Pick<Translation, 'target' | 'origin'>): Suggestion | null {
  return origin && { text: target, ...origin }
}

/** Runs the checks on a text with the terms of its source. */
export function judge(judged: Judged, terms: readonly TermHit[]): readonly JudgedFinding[] {
  // Nobody has begun here: there is nothing to find yet.
  if (judged.target === '') return []
  const { source, target, codes, role, locale, openQuestions, settings } = judged
  const outdated = judged.subState === 'outdated'
  const begun = judged.suggestion ? { suggestion: judged.suggestion } : {}
  const input: CheckInput = { source, target, codes, role, locale, terms, outdated, openQuestions, ...begun }
  const fingerprint = fingerprintOf(source, target)
  return checked(input, settings).map((finding) => ({
    ...finding,
    dismissed:
      judged.dismissals.find((d) => d.check === finding.check && d.fingerprint === fingerprint)?.reason ??
      null,
  }))
}

/** Counts the error-level findings that nobody has set aside. */
export function openErrors(findings: readonly JudgedFinding[]): number {
  return findings.filter((finding) => finding.severity === 'error' && finding.dismissed === null).length
}

/** @throws WorkError `findings-open` with the open errors */
export function demandNoErrors(findings: readonly JudgedFinding[]): void {
  const count = openErrors(findings)
  if (count === 0) return
  const open = findings.filter((finding) => finding.severity === 'error' && finding.dismissed === null)
  throw new WorkError('findings-open', `${count} error-level findings are open`, { count, findings: open })
}

/** Names a pair of texts, so that a dismissal lapses when either changes. */
export function fingerprintOf(source: CodedText, target: CodedText): string {
  return createHash('sha256').update(source).update('\0').update(target).digest('hex').slice(0, 32)
}

/** The terms of a source with their forms in one language. */
export function mentionsOf(hits: readonly TermHit[], locale: TargetLocale): readonly TermMention[] {
  return hits.map(({ start, end, matched, term }) => ({
    start,
    end,
    matched,
    term: {
      id: term.id,
      source: term.source,
      acronym: term.acronym,
      ...(term.acronymPolicy ? { acronymPolicy: term.acronymPolicy } : {}),
      ...(term.surnameOrder ? { surnameOrder: term.surnameOrder } : {}),
      termClass: term.termClass,
      caseSensitive: term.caseSensitive,
      doNotTranslate: term.doNotTranslate,
      note: term.note,
    },
    forms: formsIn(term, locale),
  }))
}

// Both are functions of texts and a glossary, and the same rows are looked at again and again. What is kept goes with
// the compiled glossary, which a change of the glossary replaces.
const keptTerms = new WeakMap<GlossaryIndex, Map<CodedText, readonly TermHit[]>>()
const keptFindings = new WeakMap<readonly TermHit[], Map<string, readonly Finding[]>>()
const mostSources = 20_000
const mostTargets = 16

/** Finds the terms of a source. */
export function termsIn(index: GlossaryIndex, source: CodedText): readonly TermHit[] {
  const kept = keptTerms.get(index) ?? new Map<CodedText, readonly TermHit[]>()
  keptTerms.set(index, kept)
  const hits = kept.get(source) ?? findTerms(index, source)
  if (kept.size >= mostSources) kept.clear()
  kept.set(source, hits)
  return hits
}

function checked(input: CheckInput, settings: CheckSettings): readonly Finding[] {
  const kept = keptFindings.get(input.terms) ?? new Map<string, readonly Finding[]>()
  keptFindings.set(input.terms, kept)
  const { terms: _, ...rest } = input
  const key = JSON.stringify([rest, settings])
  const findings = kept.get(key) ?? findingsOf(input, settings)
  if (kept.size >= mostTargets) kept.clear()
  kept.set(key, findings)
  return findings
}
