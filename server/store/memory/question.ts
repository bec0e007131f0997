// What is asked of the index, as messages that can be sent to a thread.

import {
  UnitIndex,
  type HoldingQuestion,
  type IndexReport,
  type SimilarQuestion,
  type SimilarUnits,
} from '#domain/memory/unit-index.ts'

export type Question =
  /** `rows` is a JSON list of [id, project, source locale, target locale, origin, source, target]. */
  | { readonly deed: 'add'; readonly rows: string }
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

type Row = readonly [number, string, string, string, string | null, string, string]

function addRows(index: UnitIndex, text: string): number {
  // The text is what our own query has put together (unit-feed.ts).
  const rows = JSON.parse(text) as readonly Row[]
  for (const [id, projectId, sourceLocale, targetLocale, originId, source, target] of rows) {
    index.add({ id, projectId, sourceLocale, targetLocale, originId: originId ?? '', source, target })
  }
  return index.report().bytes
}
