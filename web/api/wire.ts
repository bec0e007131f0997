// Shapes of the wire that belong to no single call.

import type { Progress } from '#domain/article.ts'
import type { State, SubState } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

/** `true`, or the key of the sentence that says why not. */
export type Allowed = true | string

export type Can = Readonly<Record<string, Allowed>>

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** An edition as the editor opens it. */
export interface EditionDetail {
  readonly edition: { readonly id: string; readonly locale: TargetLocale; readonly articleId: string }
  readonly article: { readonly id: string; readonly title: string; readonly projectId: string }
  readonly progress: Progress
  readonly project: { readonly id: string; readonly name: string }
  readonly release: { readonly id: string; readonly number: number; readonly publishedAt: string } | null
  readonly can: Can
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
