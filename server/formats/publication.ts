// What a release freezes: the article in one language, complete enough to write every export without the database.

import type { BlockRole, Revisions, Treatment } from '#domain/article.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

/** A sentence with its translation, as released. */
export interface PublishedSegment {
  readonly id: string
  /** Position in the article, counted from 1. */
  readonly ordinal: number
  readonly source: CodedText
  /** The sentence as it stands in the file, where `source` is a correction of it; empty where it was put back. */
  readonly uncorrected?: CodedText | null
  readonly target: CodedText
  /** White space that followed the sentence in the source. */
  readonly after: string
  readonly state: State
}

/** A block as released; one without segments shows its codes alone. */
export interface PublishedBlock {
  readonly ordinal: number
  readonly role: BlockRole
  readonly level: number | null
  readonly treatment: Treatment
  readonly codes: readonly Code[]
  readonly segments: readonly PublishedSegment[]
}

/** A frozen edition: everything that its exports say. */
export interface Publication {
  readonly projectName: string
  /**
   * Address under which the editions are published, or null when it is not known; an edition is at
   * `<baseUrl>/<locale>/<slug>`, and `<baseUrl>/<slug>` lets the reader choose.
   */
  readonly baseUrl: string | null
  readonly slug: string
  readonly fileName: string
  /** What became of tracked changes of the file; accepted when nothing is said. */
  readonly revisions?: Revisions
  /** Title, description and author in the source language. */
  readonly title: string
  readonly description: string | null
  readonly author: string | null
  /** Day of the article, as an ISO date. */
  readonly publishedOn: string | null
  readonly sourceLocale: 'en'
  readonly locale: TargetLocale
  /** Languages in which the article is published, this one included. */
  readonly siblings: readonly TargetLocale[]
  /** Number of the release of this edition, from 1; 0 in a draft. */
  readonly number: number
  /** Instant of the release. */
  readonly publishedAt: string
  readonly blocks: readonly PublishedBlock[]
}
