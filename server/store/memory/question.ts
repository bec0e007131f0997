// What is asked of the index, as messages that can be sent to a thread.

import {
  UnitIndex,
  type HoldingQuestion,
  type IndexReport,
  type SimilarQuestion,
  type SimilarUnits,
} from '#domain/memory/unit-index.ts'

/** Units, column by column. */
export interface UnitRows {
  /** Numbers with commas. */
  readonly ids: string
  /** JSON lists; a scope is project, source locale, target locale and origin (or nothing) with spaces. */
  readonly scopes: string
  readonly sources: string
  readonly targets: string
}

export type Question =
  | { readonly deed: 'add'; readonly rows: UnitRows }
  | { readonly deed: 'similar'; readonly question: SimilarQuestion }
  | { readonly deed: 'holding'; readonly question: HoldingQuestion }
  | { readonly deed: 'forget'; readonly ids: readonly number[] }
  | { readonly deed: 'forget-origin'; readonly originId: string }
  | { readonly deed: 'tidy' }
  | { readonly deed: 'report' }

export interface Answers {
  /** Bytes that the index holds then. */
  readonly add: number
  readonly similar: readonly SimilarUnits[]
  readonly holding: readonly number[]
  readonly forget: null
  readonly 'forget-origin': null
  readonly tidy: IndexReport
  readonly report: IndexReport
}

const deeds: {
  readonly [D in Question['deed']]: (
    index: UnitIndex,
    asked: Extract<Question, { readonly deed: D }>,
  ) => Answers[D]
} = {
  add: (index, { rows }) => addRows(index, rows),
  similar: (index, { question }) => index.similar(question),
  holding: (index, { question }) => index.holding(question),
  forget: (index, { ids }) => {
    index.forget(ids)
    return null
  },
  'forget-origin': (index, { originId }) => {
    index.forgetOrigin(originId)
    return null
  },
  tidy: (index) => {
    index.tidy()
    return index.report()
  },
  report: (index) => index.report(),
}

/** Answers a question from an index. */
export function answer(index: UnitIndex, asked: Question): Answers[Question['deed']] {
  // The table gives each deed the function of its own kind of question.
  const deed = deeds[asked.deed] as (index: UnitIndex, asked: Question) => Answers[Question['deed']]
  return deed(index, asked)
}

function addRows(index: UnitIndex, rows: UnitRows): number {
  // The lists are what our own query has put together (unit-feed.ts).
  const [scopes, sources, targets] = [rows.scopes, rows.sources, rows.targets].map(
    (list) => JSON.parse(list) as readonly string[],
  )
  const parts = new Map<string, readonly string[]>()
  for (const [n, id] of rows.ids.split(',').entries()) {
    if (id === '') continue
    const scope = scopes?.[n] ?? ''
    const known = parts.get(scope) ?? scope.split(' ')
    parts.set(scope, known)
    const [projectId = '', sourceLocale = '', targetLocale = '', originId = ''] = known
    const texts = { source: sources?.[n] ?? '', target: targets?.[n] ?? '' }
    index.add({ id: Number(id), projectId, sourceLocale, targetLocale, originId, ...texts })
  }
  return index.report().bytes
}
