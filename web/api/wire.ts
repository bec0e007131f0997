// Shapes of the wire that belong to no single call.

import type { State, SubState } from '#domain/workflow.ts'

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** What the live stream of a project says about each change. */
export interface ChangeWire {
  readonly id: number
  readonly deed: string
  readonly articleId: string | null
  readonly editionId: string | null
  readonly translationId: string | null
  readonly version: number | null
  readonly state: State | null
  readonly subState: SubState | null
  readonly personId: string | null
  readonly at: string
}
