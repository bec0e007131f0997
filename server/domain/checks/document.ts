// What only the whole edition shows: one language, one era, one kind of digits, one form for one sentence.

import type { TermHit } from '#glossary/matcher.ts'
import { matchKey } from '#glossary/matchkey.ts'
import { buddhistEra } from '#locales/dates.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { type CodedText, plainText } from '../inline.ts'
import { definedAcronyms } from '../names/organisations.ts'

import { mentionsOutOfPlace } from './document-terms.ts'
import type { Finding, Severity } from './finding.ts'
import { isNeighbourLanguage } from './language.ts'
import { shown } from './report.ts'
import { toneStyles } from './tones.ts'

/** A sentence of an edition with its translation; those not translated yet are left out. */
export interface DocumentRow {
  readonly source: CodedText
  readonly target: CodedText
  /** The paragraph it belongs to. */
  readonly block: number
  /** Terms found in the source. */
  readonly terms?: readonly TermHit[]
}

/** A sentence as another article of the project has it. */
export interface EarlierRow {
  readonly source: CodedText
  readonly target: CodedText
  readonly articleTitle: string
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
  earlier: readonly EarlierRow[] = [],
): readonly DocumentFinding[] {
  return [
    ...anotherLanguage(rows, locale),
    ...twoEras(rows, locale),
    ...twoKindsOfDigits(rows, locale),
    ...twoStylesOfTones(rows, locale),
    ...twoSpellingsOfAm(rows, locale),
    ...inconsistent(rows),
    ...unlikeEarlier(rows, earlier),
    ...openQuotes(rows),
    ...unexplainedAcronyms(rows),
    ...mentionsOutOfPlace(rows, locale),
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

const pieces = /\u0ECD[\u0EC8-\u0ECB]?\u0EB2|[\u0EC8-\u0ECB]\u0ECD\u0EB2/

// Lao papers store sara am in one piece or in two; who searches an edition with both finds half of it.
function twoSpellingsOfAm(rows: readonly DocumentRow[], locale: TargetLocale): readonly DocumentFinding[] {
  if (locale !== 'lo') return []
  return minority('am', [
    positions(rows, ({ target }) => target.includes('\u0EB3')),
    positions(rows, ({ target }) => pieces.test(target)),
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
    const key = comparable(source)
    const same = bySource.get(key)
    if (same) same.push(at)
    else bySource.set(key, [at])
  }
  return [...bySource.values()].flatMap((same) => {
    const targets = new Set(same.map((at) => comparable(rows[at]?.target ?? '')))
    const source = shown(rows[same[0] ?? 0]?.source ?? '')
    return targets.size > 1 ? [finding('warning', 'consistency', { source }, same)] : []
  })
}

// What an approved translation of another article says for the same sentence.
function unlikeEarlier(
  rows: readonly DocumentRow[],
  earlier: readonly EarlierRow[],
): readonly DocumentFinding[] {
  const bySource = new Map<string, EarlierRow[]>()
  for (const row of earlier) bySource.set(row.source, [...(bySource.get(row.source) ?? []), row])
  return rows.flatMap(({ source, target }, at) => {
    const known = bySource.get(source) ?? []
    const key = comparable(target)
    const [newest] = known
    if (!newest || known.some((other) => comparable(other.target) === key)) return []
    const values = {
      source: shown(source),
      earlier: shown(newest.target),
      article: shown(newest.articleTitle),
    }
    return [finding('warning', 'unlike-earlier', values, [at])]
  })
}

const quotePairs = [
  ['“', '”'],
  ['«', '»'],
] as const

// Quotations run across sentences, so that only a paragraph can tell whether they are closed.
function openQuotes(rows: readonly DocumentRow[]): readonly DocumentFinding[] {
  const paragraphs = new Map<number, number[]>()
  for (const [at, { block }] of rows.entries()) paragraphs.set(block, [...(paragraphs.get(block) ?? []), at])
  return [...paragraphs.values()].flatMap((paragraph) => {
    const texts = (side: 'source' | 'target'): string =>
      paragraph.map((at) => rows[at]?.[side] ?? '').join(' ')
    const [source, target] = [texts('source'), texts('target')]
    if (isUneven(source) || !isUneven(target)) return []
    return [finding('warning', 'quotes', {}, paragraph)]
  })
}

function isUneven(text: string): boolean {
  const count = (sign: string): number => text.split(sign).length - 1
  return quotePairs.some(([open, close]) => count(open) !== count(close)) || count('"') % 2 === 1
}

// An acronym is explained where it comes first, as the source does.
function unexplainedAcronyms(rows: readonly DocumentRow[]): readonly DocumentFinding[] {
  const told = new Set<string>()
  return rows.flatMap(({ source }, at) =>
    definedAcronyms(plainText(source)).flatMap(([acronym, name]) => {
      if (told.has(acronym)) return []
      told.add(acronym)
      const pattern = new RegExp(`(?<![A-Za-z])${acronym}(?![A-Za-z])`)
      const first = rows.findIndex(({ target }) => pattern.test(target))
      return first > at ? [finding('info', 'first-mention', { acronym, name: shown(name) }, [at, first])] : []
    }),
  )
}

function comparable(text: CodedText): string {
  return matchKey(plainText(text)).trim()
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
