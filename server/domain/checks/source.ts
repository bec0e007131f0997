// What is wrong with the source itself: asked once, answered for all languages.

import { matchKey } from '#glossary/matchkey.ts'

import { type CodedText, plainText } from '../inline.ts'
import { personsIn } from '../names/persons.ts'

import { englishSlips } from './english-slips.ts'
import type { Finding, Range } from './finding.ts'
import { shown } from './report.ts'

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
    ...twoSpellings(segments),
  ]
}

const rules: readonly {
  readonly kind: string
  readonly severity: SourceFinding['severity']
  readonly pattern: RegExp
}[] = [
  { kind: 'space', severity: 'info', pattern: /(?<=\S)[ \u00A0]{2,}(?=\S)/g },
  { kind: 'comma', severity: 'warning', pattern: /(?<=\p{L}{2}),(?=\p{L}{2})/gu },
  { kind: 'twice', severity: 'warning', pattern: /(?<![\p{L}\p{N}])(\p{Ll}{2,}) \1(?![\p{L}\p{N}])/gu },
]

function typing(text: CodedText, segment: number): readonly SourceFinding[] {
  return rules.flatMap(({ kind, severity, pattern }) =>
    Array.from(text.matchAll(pattern), ({ 0: found, index }) =>
      doubt(severity, kind, { text: shown(found) }, segment, { start: index, end: index + found.length }),
    ),
  )
}

// Words that are spelt wrong beyond doubt, in small letters: names may be spelt as they like.
function slips(text: CodedText, segment: number): readonly SourceFinding[] {
  return Array.from(text.matchAll(/(?<![\p{L}\p{N}@.-])\p{Ll}{3,}(?![\p{L}\p{N}@-])/gu)).flatMap(
    ({ 0: word, index }) => {
      const right = englishSlips.get(word)
      const range = { start: index, end: index + word.length }
      return right ? [doubt('warning', 'typo', { text: word, right }, segment, range)] : []
    },
  )
}

// What stands around an article on its page.
const pageWords =
  /^(?:read more|read also|see also|related (?:articles|stories|posts)|share (?:this|on)|follow us|subscribe|sign up|click here|advertisement|all rights reserved|copyright|©|cookies?\b|terms of (?:use|service)|privacy policy|back to top|print this|leave a comment|comments? \(|tags?:|source:|photo:|image:|credit:)/i
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

// The beginning of an earlier sentence that ends in the middle of it, or a last sentence without an end.
function cutOff(segments: readonly CodedText[]): readonly SourceFinding[] {
  // Looked up by their first letters, because an article may have twenty thousand sentences.
  const earlier = new Map<string, string[]>()
  return segments.flatMap((text, segment) => {
    const key = matchKey(plainText(text)).trim()
    const alike = earlier.get(key.slice(0, beginning)) ?? []
    earlier.set(key.slice(0, beginning), alike)
    if (alike.length < mostAlike) alike.push(key)
    if (key.split(/\s+/).length < fewestWords || /[.!?:;…”"')]$/.test(key)) return []
    const whole = alike.some((other) => other.length > key.length && other.startsWith(key))
    return whole ? [doubt('warning', 'cut', { text: shown(key.slice(-30)) }, segment, null)] : []
  })
}

// One letter more, less or other in a long name that is otherwise the same.
function twoSpellings(segments: readonly CodedText[]): readonly SourceFinding[] {
  const names = new Map<string, { readonly segment: number; readonly range: Range }>()
  return segments.flatMap((text, segment) =>
    personsIn(text).flatMap(({ name, start, end }) => {
      if (names.has(name) || !name.includes(' ') || names.size >= mostNames) return []
      const other = [...names.keys()].find((known) => isNearlyTheSame(known, name))
      names.set(name, { segment, range: { start, end } })
      return other
        ? [doubt('warning', 'two-spellings', { one: other, other: name }, segment, { start, end })]
        : []
    }),
  )
}

// Every new name is compared with those before it.
const mostNames = 1000

const shortestName = 8

function isNearlyTheSame(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortestName || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1)
}

function doubt(
  severity: SourceFinding['severity'],
  kind: string,
  values: Finding['values'],
  segment: number,
  range: Range | null,
): SourceFinding {
  return { check: 'source', severity, message: `check.source.${kind}`, values, segment, range }
}
