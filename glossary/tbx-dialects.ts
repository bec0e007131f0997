// The data categories of the public dialects TBX-Min and TBX-Basic: what they are, where they stand, which values they have.
// @see https://www.tbxinfo.net/tbx-dialects/

import type { TbxConcept, TbxDatum } from './tbx.ts'

/** Elements of TBX that say something. */
export const dataKinds = [
  'descrip',
  'admin',
  'termNote',
  'transac',
  'transacNote',
  'note',
  'date',
  'xref',
  'ref',
] as const
export type DataKind = (typeof dataKinds)[number]

type Level = 'concept' | 'language' | 'term'

interface Category {
  readonly kind: DataKind
  /** Where it may stand; in details of another it may stand wherever that may. */
  readonly levels: readonly Level[]
  readonly values?: readonly string[]
  readonly within?: readonly string[]
  readonly dialect: 'min' | 'basic'
}

const everywhere: readonly Level[] = ['concept', 'language', 'term']
const statuses = [
  'preferredTerm-admn-sts',
  'admittedTerm-admn-sts',
  'deprecatedTerm-admn-sts',
  'supersededTerm-admn-sts',
]

/** Data categories by name. */
const categories: ReadonlyMap<string, Category> = new Map<string, Category>([
  ['subjectField', { kind: 'descrip', levels: ['concept'], dialect: 'min' }],
  ['customerSubset', { kind: 'admin', levels: ['term'], dialect: 'min' }],
  [
    'partOfSpeech',
    {
      kind: 'termNote',
      levels: ['term'],
      values: ['adjective', 'adverb', 'noun', 'other', 'properNoun', 'verb'],
      dialect: 'min',
    },
  ],
  ['administrativeStatus', { kind: 'termNote', levels: ['term'], values: statuses, dialect: 'min' }],
  [
    'usageStatus',
    {
      kind: 'termNote',
      levels: ['term'],
      values: [
        'preferred',
        'admitted',
        'deprecated',
        'obsolete',
        'superseded',
        'notRecommended',
        ...statuses,
      ],
      dialect: 'min',
    },
  ],
  ['context', { kind: 'descrip', levels: ['term'], dialect: 'basic' }],
  ['definition', { kind: 'descrip', levels: ['concept', 'language'], dialect: 'basic' }],
  ['source', { kind: 'admin', levels: ['term'], within: ['definition', 'context'], dialect: 'basic' }],
  ['projectSubset', { kind: 'admin', levels: ['term'], dialect: 'basic' }],
  [
    'grammaticalGender',
    {
      kind: 'termNote',
      levels: ['term'],
      values: ['feminine', 'masculine', 'neuter', 'other'],
      dialect: 'basic',
    },
  ],
  ['geographicalUsage', { kind: 'termNote', levels: ['term'], dialect: 'basic' }],
  ['termLocation', { kind: 'termNote', levels: ['term'], dialect: 'basic' }],
  [
    'termType',
    {
      kind: 'termNote',
      levels: ['term'],
      values: ['acronym', 'abbreviation', 'fullForm', 'phrase', 'shortForm', 'variant'],
      dialect: 'basic',
    },
  ],
  ['transactionType', { kind: 'transac', levels: everywhere, dialect: 'basic' }],
  ['responsibility', { kind: 'transacNote', levels: [], within: ['transactionType'], dialect: 'basic' }],
  ['crossReference', { kind: 'ref', levels: ['concept', 'term'], dialect: 'basic' }],
  ['externalCrossReference', { kind: 'xref', levels: ['concept', 'term'], dialect: 'basic' }],
  ['xGraphic', { kind: 'xref', levels: ['concept', 'language'], dialect: 'basic' }],
])

/** Modules of DCT, in which a category is an element. */
const modules = new Set(['http://www.tbxinfo.net/ns/min', 'http://www.tbxinfo.net/ns/basic'])

/** Looks up the category that an element of DCT is, or null. */
export function categoryOfElement(uri: string, local: string): { kind: DataKind; category: string } | null {
  const known = modules.has(uri) ? categories.get(local) : undefined
  return known ? { kind: known.kind, category: local } : null
}

const dialects: ReadonlyMap<string, ReadonlySet<Category['dialect']>> = new Map([
  ['TBX-Min', new Set<Category['dialect']>(['min'])],
  ['TBX-Basic', new Set<Category['dialect']>(['min', 'basic'])],
])

/** What is wrong, and where. */
export interface TbxProblem {
  readonly message: string
  readonly start: number
}

/** Checks a concept against its dialect; of dialects that we do not know everything is allowed. */
export function checkEntry(dialect: string, concept: TbxConcept): TbxProblem | null {
  const allowed = dialects.get(dialect)
  if (!allowed) return null
  const check = (data: readonly TbxDatum[], level: Level): TbxProblem | null => {
    for (const datum of data) {
      const message = problemOf(datum, level, null, allowed) ?? detailProblem(datum, level, allowed)
      if (message) return { message: `${message} in ${dialect}`, start: datum.start }
    }
    return null
  }
  return (
    check(concept.data, 'concept') ??
    first(concept.languages, (language) => check(language.data, 'language')) ??
    first(concept.languages, ({ terms }) => first(terms, (term) => check(term.data, 'term')))
  )
}

function first<T>(items: readonly T[], find: (item: T) => TbxProblem | null): TbxProblem | null {
  for (const item of items) {
    const found = find(item)
    if (found) return found
  }
  return null
}

function detailProblem(datum: TbxDatum, level: Level, allowed: ReadonlySet<string>): string | null {
  for (const detail of datum.details) {
    const problem = problemOf(detail, level, datum.category, allowed)
    if (problem) return problem
  }
  return null
}

function problemOf(
  { kind, category, text }: TbxDatum,
  level: Level,
  within: string | null,
  allowed: ReadonlySet<string>,
): string | null {
  if (category === null) return null
  const known = categories.get(category)
  if (!known || known.kind !== kind || !allowed.has(known.dialect))
    return `<${kind} type="${category}"> is not allowed`
  const placed = within === null ? known.levels.includes(level) : known.within?.includes(within) === true
  if (!placed) return `"${category}" may not stand at the level of the ${within ?? level}`
  if (known.values && !known.values.includes(text)) {
    return `"${text.slice(0, 60)}" is no value of ${category}; expected one of ${known.values.join(', ')}`
  }
  return null
}
