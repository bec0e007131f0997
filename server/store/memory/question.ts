// What is asked of the index, as messages that can be sent to a thread.

import {
  UnitIndex,
  type BlockSum,
  type HoldingQuestion,
  type IndexedUnit,
  type IndexReport,
  type SimilarQuestion,
  type SimilarUnits,
} from '#domain/memory/unit-index.ts'

import { readSnapshot, writeSnapshot } from './snapshot.ts'
import type { UnitRows } from './unit-rows.ts'

/** Where the index is: one that was kept in a file takes the place of the one that was there. */
export interface Holder {
  index: UnitIndex
}

export type Question =
  | { readonly deed: 'add'; readonly rows: UnitRows }
  | { readonly deed: 'similar'; readonly question: SimilarQuestion }
  | { readonly deed: 'holding'; readonly question: HoldingQuestion }
  | { readonly deed: 'forget'; readonly ids: readonly number[] }
  | { readonly deed: 'forget-origin'; readonly originId: string }
  | { readonly deed: 'tidy' }
  | { readonly deed: 'report' }
  | { readonly deed: 'restore'; readonly file: string; readonly version: string }
  | { readonly deed: 'settle'; readonly from: number; readonly to: number; readonly rows: UnitRows }
  | { readonly deed: 'keep'; readonly file: string; readonly version: string }

export interface Answers {
  /** Bytes that the index holds then. */
  readonly add: number
  readonly similar: readonly SimilarUnits[]
  readonly holding: readonly number[]
  readonly forget: null
  readonly 'forget-origin': null
  readonly tidy: IndexReport
  readonly report: IndexReport
  /** Nothing where no index was kept, or none that can be used. */
  readonly restore: (IndexReport & { readonly sums: readonly BlockSum[] }) | null
  /** Bytes that the index holds then. */
  readonly settle: number
  readonly keep: null
}

/** An index of which a larger part is gone is not taken up again: those texts would stay for ever. */
const mostGone = 0.25

const deeds: {
  readonly [D in Question['deed']]: (
    holder: Holder,
    asked: Extract<Question, { readonly deed: D }>,
  ) => Answers[D] | Promise<Answers[D]>
} = {
  add: ({ index }, { rows }) => {
    for (const unit of unitsOf(rows)) index.add(unit)
    return index.report().bytes
  },
  similar: ({ index }, { question }) => index.similar(question),
  holding: ({ index }, { question }) => index.holding(question),
  forget: ({ index }, { ids }) => {
    index.forget(ids)
    return null
  },
  'forget-origin': ({ index }, { originId }) => {
    index.forgetOrigin(originId)
    return null
  },
  tidy: ({ index }) => {
    index.tidy()
    return index.report()
  },
  report: ({ index }) => index.report(),
  restore: async (holder, { file, version }) => {
    const frozen = await readSnapshot(file, version)
    if (!frozen || frozen.forgotten > frozen.ids.length * mostGone) return null
    const index = UnitIndex.thaw(frozen)
    holder.index = index
    return { ...index.report(), sums: index.sums() }
  },
  settle: ({ index }, { from, to, rows }) => {
    index.settle(from, to, [...unitsOf(rows)])
    return index.report().bytes
  },
  keep: async ({ index }, { file, version }) => {
    await writeSnapshot(file, version, index.freeze())
    return null
  },
}

/** Answers a question from an index; what has nothing to do with files at once. */
export function answer(
  holder: Holder,
  asked: Question,
): Answers[Question['deed']] | Promise<Answers[Question['deed']]> {
  // The table gives each deed the function of its own kind of question.
  const deed = deeds[asked.deed] as (
    holder: Holder,
    asked: Question,
  ) => Answers[Question['deed']] | Promise<Answers[Question['deed']]>
  return deed(holder, asked)
}

function* unitsOf(rows: UnitRows): Generator<IndexedUnit> {
  // The lists are what our own query has put together (unit-rows.ts).
  const [scopes, sources, targets] = [rows.scopes, rows.sources, rows.targets].map(
    (list) => JSON.parse(list) as readonly string[],
  )
  const prints = rows.prints.split(',')
  const parts = new Map<string, readonly string[]>()
  for (const [n, id] of rows.ids.split(',').entries()) {
    if (id === '') continue
    const scope = scopes?.[n] ?? ''
    const known = parts.get(scope) ?? scope.split(' ')
    parts.set(scope, known)
    const [projectId = '', sourceLocale = '', targetLocale = '', originId = ''] = known
    const texts = { source: sources?.[n] ?? '', target: targets?.[n] ?? '', print: Number(prints[n]) }
    yield { id: Number(id), projectId, sourceLocale, targetLocale, originId, ...texts }
  }
}
