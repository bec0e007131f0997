// Spaces: none twice, none at the ends, none before a sign that belongs to the word before it.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import type { Check, CheckInput, Finding, Severity } from './finding.ts'
import { plainView, type PlainView } from './plain-view.ts'
import { report } from './report.ts'

interface Rule {
  readonly kind: string
  readonly severity: Severity
  readonly locales: readonly TargetLocale[]
  readonly pattern: RegExp
  readonly right: string
}

// Khmer puts a space before its signs as often as not, so it is in none of the rules about them.
const rules: readonly Rule[] = [
  {
    kind: 'double',
    severity: 'warning',
    locales: ['id', 'lo', 'ms', 'vi'],
    pattern: /[ \u00A0\u202F]{2,}/g,
    right: ' ',
  },
  // Thai has a small and a great space, and some write the great one as two; Khmer spaces come and go.
  { kind: 'double', severity: 'info', locales: ['th', 'km'], pattern: /[ \u00A0\u202F]{2,}/g, right: ' ' },
  {
    kind: 'tab',
    severity: 'warning',
    locales: targetLocales,
    pattern: /(?<=\S)[\t\v\f]+(?=\S)/g,
    right: ' ',
  },
  {
    kind: 'before-sign',
    severity: 'warning',
    locales: ['th', 'id', 'lo', 'ms', 'vi'],
    pattern: /(?<=[\p{L}\p{M}\p{N}]) +(?=[,;:!?](?![\p{L}\p{N}:;)(/-])|\.(?![\p{L}\p{N}.]))/gu,
    right: '',
  },
  {
    // Only clauses are kept apart here: a number and an address have their own commas.
    kind: 'after-sign',
    severity: 'warning',
    locales: ['id', 'ms', 'vi'],
    pattern: /(?<=\p{Ll}{2}[,;])(?<!&[a-z#\d]{1,8};)(?=\p{L}{2})/gu,
    right: ' ',
  },
  // Paiyannoi shortens the word it stands at: กรุงเทพฯ.
  {
    kind: 'before-sign',
    severity: 'warning',
    locales: ['th'],
    pattern: /(?<=[ก-ฮ\u0E4C]) +(?=ฯ(?!ล|พ))/g,
    right: '',
  },
  {
    kind: 'after-khan',
    severity: 'warning',
    locales: ['km'],
    pattern: /(?<=[។៕])(?=[\u1780-\u17B3])(?<!ល។)(?!ល។)/g,
    right: ' ',
  },
  {
    kind: 'beside-foreign',
    severity: 'info',
    locales: ['th'],
    pattern: /(?<=[ก-ฮะ-\u0E3A\u0E45-\u0E4E])(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=[ก-ฮเ-ไ])/g,
    right: ' ',
  },
  // The sign of repetition stands with a space on both sides after the Royal Institute; many papers close it up.
  {
    kind: 'before-repetition',
    severity: 'info',
    locales: ['th'],
    pattern: /(?<=[ก-ฮะ-\u0E4E])(?=ๆ)/g,
    right: ' ',
  },
]

// Sentences of other languages do not write the signs themselves.
const signs: Readonly<Record<string, string>> = { 'after-khan': '។', 'before-repetition': 'ๆ' }

/** Reports spaces that are doubled, at the ends, or on the wrong side of a sign. */
export const checkSpacing: Check = (input) => {
  const view = plainView(input.target)
  return [
    ...rules.filter(({ locales }) => locales.includes(input.locale)).flatMap((rule) => broken(rule, view)),
    ...atTheEnds(input),
  ]
}

function broken({ kind, severity, pattern, right }: Rule, view: PlainView): readonly Finding[] {
  const matches = Array.from(view.text.matchAll(pattern)).filter(
    ({ 0: found, index }) => kind !== 'double' || (index > 0 && index + found.length < view.text.length),
  )
  return matches.map(({ 0: found, index }) => {
    const end = index + found.length
    const sign = signs[kind]
    return report('spacing', severity, kind, {
      values: sign ? { sign } : {},
      target: view.rangeOf(index, end),
      fix: view.fixOf(index, end, right),
    })
  })
}

function atTheEnds({ source, target }: CheckInput): readonly Finding[] {
  const found: Finding[] = []
  const [leading = ''] = /^\s+/.exec(target) ?? []
  const [trailing = ''] = /(?<!\s)\s+$/.exec(target) ?? []
  const add = (start: number, end: number): void => {
    const range = { start, end }
    found.push(report('spacing', 'warning', 'edge', { target: range, fix: { ...range, text: '' } }))
  }
  if (leading && !/^\s/.test(source)) add(0, leading.length)
  if (trailing && !/\s$/.test(source)) add(target.length - trailing.length, target.length)
  return found
}
