// What only the whole edition shows: one language, one era, one kind of digits, one form for one sentence.

import { matchKey } from '#glossary/matchkey.ts'
import { buddhistEra } from '#locales/dates.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { type CodedText, plainText } from '../inline.ts'

import type { Finding, Severity } from './finding.ts'
import { isNeighbourLanguage } from './language.ts'
import { shown } from './report.ts'
import { toneStyles } from './tones.ts'

/** A sentence of an edition with its translation; those not translated yet are left out. */
export interface DocumentRow {
  readonly source: CodedText
  readonly target: CodedText
}

/** What was found in the edition as a whole. */
export interface DocumentFinding {
  readonly check: 'document'
  readonly severity: Severity
  /** Key of the sentence in locales/<tag>/ui.json. */
  readonly message: string
  readonly values: Finding['values']
  /** Positions of the rows that it is about. */
  readonly rows: readonly number[]
}

/** Lists what the rows of an edition say differently from each other. */
export function documentFindingsOf(
  rows: readonly DocumentRow[],
  locale: TargetLocale,
): readonly DocumentFinding[] {
  return [
    ...anotherLanguage(rows, locale),
    ...twoEras(rows, locale),
    ...twoKindsOfDigits(rows, locale),
    ...twoStylesOfTones(rows, locale),
    ...inconsistent(rows),
  ]
}

// Fewer sentences than these may be names and headlines.
const fewestRows = 5

function anotherLanguage(rows: readonly DocumentRow[], locale: TargetLocale): readonly DocumentFinding[] {
  if (rows.length < fewestRows || !isNeighbourLanguage(rows, locale)) return []
  return [finding('error', 'language', {}, rows.keys())]
}

const sourceYear = /(?<![\d.,$£€])(?:1[89]|20)\d\d(?![\d,%])/g

function twoEras(rows: readonly DocumentRow[], locale: TargetLocale): readonly DocumentFinding[] {
  if (profileOf(locale).calendar !== 'buddhist') return []
  const [common, buddhist]: [number[], number[]] = [[], []]
  for (const [at, { source, target }] of rows.entries()) {
    const text = matchKey(plainText(target))
    for (const [year] of source.matchAll(sourceYear)) {
      if (text.includes(year)) common.push(at)
      else if (text.includes(String(Number(year) + buddhistEra))) buddhist.push(at)
    }
  }
  return minority('era', [common, buddhist])
}

function twoKindsOfDigits(rows: readonly DocumentRow[], locale: TargetLocale): readonly DocumentFinding[] {
  const { nativeDigits } = profileOf(locale)
  if (!nativeDigits) return []
  const native = new RegExp(`[${nativeDigits}]`, 'u')
  return minority('digits', [
    positions(rows, ({ target }) => native.test(target)),
    // What the source writes in figures beside letters, such as SDG4 and 24/7, is copied.
    positions(rows, ({ target }) => /(?<![A-Za-z\d./-])\d+(?![A-Za-z\d./-])/.test(target)),
  ])
}

function twoStylesOfTones(rows: readonly DocumentRow[], locale: TargetLocale): readonly DocumentFinding[] {
  if (locale !== 'vi') return []
  const styles = rows.map(({ target }) => toneStyles(plainText(target)))
  return minority('tones', [
    styles.flatMap(({ old }, at) => (old > 0 ? [at] : [])),
    styles.flatMap(({ modern }, at) => (modern > 0 ? [at] : [])),
  ])
}

// Those of the smaller group are the ones to look at.
function minority(
  kind: string,
  [one, other]: readonly [readonly number[], readonly number[]],
): readonly DocumentFinding[] {
  if (one.length === 0 || other.length === 0) return []
  const fewer = one.length < other.length ? one : other
  return [finding('warning', kind, { count: new Set(fewer).size }, fewer)]
}

function inconsistent(rows: readonly DocumentRow[]): readonly DocumentFinding[] {
  const bySource = new Map<string, number[]>()
  for (const [at, { source }] of rows.entries()) {
    const key = matchKey(plainText(source)).trim()
    const same = bySource.get(key)
    if (same) same.push(at)
    else bySource.set(key, [at])
  }
  return [...bySource.values()].flatMap((same) => {
    const targets = new Set(same.map((at) => matchKey(plainText(rows[at]?.target ?? '')).trim()))
    const source = shown(rows[same[0] ?? 0]?.source ?? '')
    return targets.size > 1 ? [finding('warning', 'consistency', { source }, same)] : []
  })
}

function positions(rows: readonly DocumentRow[], fits: (row: DocumentRow) => boolean): readonly number[] {
  return rows.flatMap((row, at) => (fits(row) ? [at] : []))
}

function finding(
  severity: Severity,
  kind: string,
  values: Finding['values'],
  rows: Iterable<number>,
): DocumentFinding {
  return { check: 'document', severity, message: `check.document.${kind}`, values, rows: [...new Set(rows)] }
}
