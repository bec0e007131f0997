// What is wrong with the source itself: asked once, answered for all languages.

import { matchKey } from '#glossary/matchkey.ts'

import { type CodedText, plainText } from '../inline.ts'

import { englishSlips } from './english-slips.ts'
import type { Finding, Range } from './finding.ts'
import { shown } from './report.ts'
import { otherSpellings } from './source-names.ts'

/** A doubt about a sentence of the source. */
export interface SourceFinding {
  readonly check: 'source'
  readonly severity: 'warning' | 'info'
  /** Key of the sentence in locales/<tag>/ui.json. */
  readonly message: string
  readonly values: Finding['values']
  /** Position of the segment, and the place in it where there is one. */
  readonly segment: number
  readonly range: Range | null
}

/** Lists the doubts about the segments of an article. */
export function sourceFindingsOf(segments: readonly CodedText[]): readonly SourceFinding[] {
  return [
    ...segments.flatMap((text, segment) => [
      ...typing(text, segment),
      ...slips(text, segment),
      ...boilerplate(text, segment),
    ]),
    ...repeated(segments),
    ...cutOff(segments),
    ...otherSpellings(segments).map(({ segment, before, name, start, end }) =>
      doubt('warning', 'two-spellings', { one: before, other: name }, segment, { start, end }),
    ),
  ]
}

const rules: readonly {
  readonly kind: string
  readonly severity: SourceFinding['severity']
  readonly pattern: RegExp
}[] = [
  { kind: 'space', severity: 'info', pattern: /(?<=\S)[ \u00A0]{2,}(?=\S)/g },
  { kind: 'comma', severity: 'warning', pattern: /(?<=\p{L}{2}|[\d)”’]),(?=\p{L}{2})/gu },
  { kind: 'twice', severity: 'warning', pattern: /(?<![\p{L}\p{N}])(\p{Ll}{2,}) \1(?![\p{L}\p{N}])/gu },
]

function typing(text: CodedText, segment: number): readonly SourceFinding[] {
  return rules.flatMap(({ kind, severity, pattern }) =>
    Array.from(text.matchAll(pattern), ({ 0: found, index }) =>
      doubt(severity, kind, { text: shown(found) }, segment, { start: index, end: index + found.length }),
    ),
  )
}

// Words that are spelt wrong beyond doubt. Short ones in small letters only: names may be spelt as they like, and Teh is one.
const shortestWithCapital = 7

function slips(text: CodedText, segment: number): readonly SourceFinding[] {
  return Array.from(text.matchAll(/(?<![\p{L}\p{N}@.-])\p{L}\p{Ll}{2,}(?![\p{L}\p{N}@-])/gu)).flatMap(
    ({ 0: word, index }) => {
      const small = word.toLowerCase()
      const meant = small === word || word.length >= shortestWithCapital ? englishSlips.get(small) : undefined
      const right = meant && (small === word ? meant : meant.charAt(0).toUpperCase() + meant.slice(1))
      const range = { start: index, end: index + word.length }
      return right ? [doubt('warning', 'typo', { text: word, right }, segment, range)] : []
    },
  )
}

// What stands around an article on its page.
const pageWords =
  /^(?:read more|read also|see also|related (?:articles|stories|posts)|share (?:this|on)|follow us|subscribe|sign up|click here|advertisement|all rights reserved|copyright|©|cookies?\b|terms of (?:use|service)|privacy policy|back to top|print this|leave a comment|comments? \(|tags?:|source:|photo:|image:|credit:|like us on|follow @|posted (?:by|on|in)\b|filed under|(?:previous|next) (?:article|post|story)|you (?:may|might) also like|this (?:article|story) (?:was )?(?:first|originally) (?:appeared|published)|for more information|sponsored\b|loading)/i
const longestBoilerplate = 120

function boilerplate(text: CodedText, segment: number): readonly SourceFinding[] {
  const plain = plainText(text).trim()
  if (plain.length > longestBoilerplate || !pageWords.test(plain)) return []
  return [doubt('info', 'boilerplate', { text: shown(plain) }, segment, null)]
}

// Captions and names come again; a sentence of so many words does so by mistake.
const fewestWords = 10

function repeated(segments: readonly CodedText[]): readonly SourceFinding[] {
  const first = new Map<string, number>()
  return segments.flatMap((text, segment) => {
    const key = matchKey(plainText(text)).trim()
    if (key.split(/\s+/).length < fewestWords) return []
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, segment)
      return []
    }
    return [doubt('warning', 'repeated', { number: before + 1 }, segment, null)]
  })
}

const beginning = 30
const mostAlike = 100

// A sentence breaks off where it is the beginning of an earlier one, where it ends in a word that wants another, or at
// the end of an article whose other sentences all have an end.
function cutOff(segments: readonly CodedText[]): readonly SourceFinding[] {
  // Looked up by their first letters, because an article may have twenty thousand sentences.
  const earlier = new Map<string, string[]>()
  let [whole, open] = [0, 0]
  return segments.flatMap((text, segment) => {
    const plain = plainText(text).trim()
    const key = matchKey(plain)
    const alike = earlier.get(key.slice(0, beginning)) ?? []
    earlier.set(key.slice(0, beginning), alike)
    if (alike.length < mostAlike) alike.push(key)
    const words = key.split(/\s+/)
    if (words.length < fewestWords) return []
    if (/[.!?:;…”"')\]]$/.test(key)) {
      whole++
      return []
    }
    const begins = alike.some((other) => other.length > key.length && other.startsWith(key))
    const isLast = segment === segments.length - 1 && whole >= fewestWhole && open === 0
    open++
    if (!begins && !isLast && !/[,–—-]$/.test(plain) && !wanting.has(words.at(-1) ?? '')) return []
    return [doubt('warning', 'cut', { text: shown(plain.slice(-30)) }, segment, null)]
  })
}

const fewestWhole = 3
// A headline may end in `in` or `on`, but no sentence of ten words ends in one of these.
const wanting: ReadonlySet<string> = new Set(
  'the a an of and or to with from by for that which who whose their its his her this these into between'.split(
    ' ',
  ),
)

function doubt(
  severity: SourceFinding['severity'],
  kind: string,
  values: Finding['values'],
  segment: number,
  range: Range | null,
): SourceFinding {
  return { check: 'source', severity, message: `check.source.${kind}`, values, segment, range }
}
