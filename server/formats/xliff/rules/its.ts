// Constraints of the module for the Internationalization Tag Set: what its attributes may say, and which of them go together.

import { modules } from '../namespaces.ts'
import { below, type XmlNode } from '../node.ts'
import { valueTypes, type ValueType } from '../values.ts'
import { reportRepeated, type Report, type Rule } from './rule.ts'

const { its, itsm } = modules

const of = (node: XmlNode, name: string): string | undefined =>
  node.foreign.find(({ uri, local }) => uri === its && local === name)?.value

/** The element and all that enclose it, the innermost first. */
function* reach(node: XmlNode): Generator<XmlNode> {
  for (let at: XmlNode | null = node; at; at = at.parent) yield at
}

const range = (most: number) => ({
  fits: (value: string) =>
    /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(value) &&
    Number(value) >= 0 &&
    Number(value) <= most,
  expected: `a number from 0 to ${most}`,
})
const oneOf = (words: string) => ({
  fits: (value: string) => words.split(' ').includes(value),
  expected: `one of ${words.split(' ').join(', ')}`,
})
const whole = { fits: (value: string) => /^\s*[-+]?\d+\s*$/.test(value), expected: 'a whole number' }
const any: ValueType = { fits: () => true, expected: 'anything' }
const address = valueTypes.get('uri') ?? any
const language = valueTypes.get('lang') ?? any

/** @see https://www.w3.org/TR/its20/#lqissue-typevalues */
const issueTypes =
  'terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register ' +
  'locale-specific-content locale-violation style characters misspelling typographical formatting ' +
  'inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance ' +
  'uncategorized other'

/** People, organisations and tools, each by name or by address. */
const makers = ['org', 'person', 'tool', 'revOrg', 'revPerson', 'revTool'].flatMap((name) => [
  name,
  `${name}Ref`,
])

const types: ReadonlyMap<string, ValueType> = new Map([
  ...makers.map((name) => [name, name.endsWith('Ref') ? address : any] as const),
  ['version', oneOf('2.0')],
  ['allowedCharacters', any],
  ['annotatorsRef', any],
  ['localeFilterList', any],
  ['localeFilterType', oneOf('include exclude')],
  ['locQualityIssueType', oneOf(issueTypes)],
  ['locQualityIssueComment', any],
  ['locQualityIssueSeverity', range(100)],
  ['locQualityIssueProfileRef', address],
  ['locQualityIssueEnabled', oneOf('yes no')],
  ['locQualityIssuesRef', address],
  ['locQualityRatingScore', range(100)],
  ['locQualityRatingScoreThreshold', range(100)],
  ['locQualityRatingVote', whole],
  ['locQualityRatingVoteThreshold', whole],
  ['locQualityRatingProfileRef', address],
  ['mtConfidence', range(1)],
  ['provenanceRecordsRef', address],
  ['taClassRef', address],
  ['taConfidence', range(1)],
  ['taIdent', any],
  ['taIdentRef', address],
  ['taSource', any],
  ['termConfidence', range(1)],
])

const ofItsm: ReadonlyMap<string, ValueType> = new Map([
  ['domains', any],
  ['lang', language],
])

/** What an attribute of the module is and says. */
export const itsValues: Rule = {
  id: 'its/value',
  spec: '#its-module',
  attributes(node, report) {
    let found = false
    for (const { uri, local, name, value } of node.foreign) {
      if (uri !== its && uri !== itsm) continue
      found = true
      const type = (uri === its ? types : ofItsm).get(local)
      if (!type) report(node, `There is no attribute ${name}`)
      else if (!type.fits(value)) report(node, `${name}="${value.slice(0, 80)}": expected ${type.expected}`)
    }
    if (found && ![...reach(node)].some((at) => of(at, 'version') !== undefined))
      report(node, 'its:version stands neither here nor around the element')
    const list = of(node, 'annotatorsRef')
    if (list !== undefined) checkAnnotators(node, list, report)
  },
}

const categories = new Set(
  [
    'allowed-characters directionality domain elements-within-text external-resource id-value language-information',
    'locale-filter localization-note localization-quality-issue localization-quality-rating mt-confidence',
    'preserve-space provenance storage-size target-pointer terminology text-analysis translate',
  ].flatMap((line) => line.split(' ')),
)

function checkAnnotators(node: XmlNode, list: string, report: Report): void {
  const seen = new Set<string>()
  for (const word of list.split(/\s+/).filter(Boolean)) {
    const [category = '', tool = ''] = word.split('|')
    if (!categories.has(category)) report(node, `"${category.slice(0, 80)}" is no data category of ITS`)
    if (tool === '') report(node, `"${word.slice(0, 80)}": expected category|tool without spaces`)
    if (seen.has(category)) report(node, `The data category ${category} is named twice`)
    seen.add(category)
  }
}

/** Attributes that mark words as something of ITS, so that the annotation cannot be of another type. */
const generic = [
  'allowedCharacters annotatorsRef localeFilterList locQualityIssuesRef locQualityRatingScore locQualityRatingVote',
  'mtConfidence provenanceRecordsRef taClassRef taIdent taIdentRef taSource',
].flatMap((line) => line.split(' '))

/** Pairs of which the first excludes all others. */
const exclusive: readonly (readonly [name: string, others: readonly string[]])[] = [
  [
    'locQualityIssuesRef',
    ['Type', 'Comment', 'Severity', 'ProfileRef', 'Enabled'].map((name) => `locQualityIssue${name}`),
  ],
  ['provenanceRecordsRef', makers],
  ['locQualityRatingScore', ['locQualityRatingVote']],
  ['taIdentRef', ['taSource', 'taIdent']],
]

/** What needs the name of a tool for a data category, here or around it. */
const annotated: readonly (readonly [name: string, category: string])[] = [
  ['mtConfidence', 'mt-confidence'],
  ['taConfidence', 'text-analysis'],
  ['termConfidence', 'terminology'],
]

/** Which attributes of the module go together. */
export const itsTogether: Rule = {
  id: 'its/together',
  spec: '#its-module',
  attributes(node, report) {
    const has = (name: string) => of(node, name) !== undefined
    for (const [name, others] of exclusive) {
      const other = has(name) ? others.find(has) : undefined
      if (other) report(node, `its:${name} and its:${other} stand together`)
    }
    if (has('taSource') !== has('taIdent')) report(node, 'its:taSource and its:taIdent need each other')
    for (const rating of ['locQualityRatingScore', 'locQualityRatingVote']) {
      const isKnown = [...reach(node)].some((at) => of(at, rating) !== undefined)
      if (has(`${rating}Threshold`) && !isKnown)
        report(node, `its:${rating}Threshold stands without its:${rating}`)
    }
    for (const [name, category] of annotated) {
      const isTold = [...reach(node)].some((at) => of(at, 'annotatorsRef')?.includes(`${category}|`))
      if (has(name) && !isTold) report(node, `its:${name} needs its:annotatorsRef with ${category}`)
    }
    const { type } = node.attributes
    if ((node.local !== 'mrk' && node.local !== 'sm') || type === undefined || type === 'its:generic') return
    const marks = node.foreign.find(
      ({ uri, local }) => uri === itsm || (uri === its && generic.includes(local)),
    )
    if (marks) report(node, `An annotation with ${marks.name} has the type its:generic or none`)
  },
}

/** Records of issues and of provenance have ids of their own and say something. */
export const itsRecords: Rule = {
  id: 'its/record',
  spec: '#its-module',
  extension(element, _scope, report) {
    if (element.uri !== its) return
    for (const record of below(element)) {
      if (record.uri !== its) continue
      const { attributes, local } = record
      for (const [name, value] of Object.entries(attributes)) {
        const type = types.get(name)
        if (type && !type.fits(value))
          report(record, `${name}="${value.slice(0, 80)}": expected ${type.expected}`)
      }
      const says = (names: readonly string[]) => names.some((name) => attributes[name] !== undefined)
      if (local === 'locQualityIssue' && !says(['locQualityIssueType', 'locQualityIssueComment']))
        report(record, 'An issue has a type or a comment')
      if (local === 'provenanceRecord' && !says(makers))
        report(record, 'A record of provenance names a person, an organisation or a tool')
    }
  },
  unit({ node, inSources, inTargets, parts }, report) {
    const records = node.children.filter(({ uri }) => uri === its)
    const id = (record: XmlNode) => record.attributes['xml:id']
    reportRepeated(records, id, report, 'id of records')
    for (const at of [node, ...parts.map((part) => part.node), ...inSources, ...inTargets]) {
      for (const [name, local] of [
        ['locQualityIssuesRef', 'locQualityIssues'],
        ['provenanceRecordsRef', 'provenanceRecords'],
      ] as const) {
        const reference = at.foreign.length === 0 ? undefined : of(at, name)
        if (reference === undefined || !reference.startsWith('#')) continue
        const wanted = /^#its=(.+)$/.exec(reference)?.[1]
        if (!records.some((record) => record.local === local && id(record) === wanted))
          report(
            at,
            `its:${name} refers to "${reference.slice(0, 80)}", which no <its:${local}> of the unit is`,
          )
      }
    }
  },
}
