// One segment as the editor knows it, and the news of an edition.

import type { Translation } from '#domain/article.ts'
import type { CodedText } from '#domain/inline.ts'
import type { OutlineItem } from '#domain/outline.ts'
import { isApprovedOnce } from '#domain/review.ts'

import type { Problem } from '../api/client.ts'
import type { Row, RowFinding } from './edition-api.ts'

/** Where a text is on its way. `refused` was sent and turned down; it stays on this device. */
export type Sync = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused'

/** Two people changed the same text: nobody's words are thrown away until someone decides. */
export interface Conflict {
  readonly theirs: Translation
  /** The text that both began with. */
  readonly base: CodedText
}

/** One segment as the page shows it. */
export interface Item {
  readonly outline: OutlineItem
  /** Null until its page has been read. */
  readonly row: Row | null
  /** What stands in the field: the draft of this person, or the saved text. */
  readonly text: CodedText
  readonly findings: readonly RowFinding[]
  readonly sync: Sync
  readonly conflict: Conflict | null
  readonly refusal: Problem | null
  /** A newer version by somebody else, not shown in the field yet because this person is in it. */
  readonly newer: Translation | null
}

/** What a person does when two versions meet. */
export type Resolution =
  | { readonly take: 'mine' }
  | { readonly take: 'theirs' }
  | { readonly take: 'merged'; readonly text: CodedText }

/** Something ended that people should hear of. */
export class EditionNews extends Event {
  static readonly type = 'st-edition-news'
  readonly kind: 'saved' | 'changed' | 'conflict' | 'refused' | 'signed-out'
  readonly ordinal: number
  readonly problem: Problem | null
  constructor(kind: EditionNews['kind'], ordinal: number, problem: Problem | null = null) {
    super(EditionNews.type)
    this.kind = kind
    this.ordinal = ordinal
    this.problem = problem
  }
}

/** A segment of which only its line in the outline is known. */
export function emptyItem(outline: OutlineItem): Item {
  return {
    outline,
    row: null,
    text: '',
    findings: [],
    sync: 'saved',
    conflict: null,
    refusal: null,
    newer: null,
  }
}

/** The line of an item after its translation changed. */
export function lineOf(item: Item, translation: Translation): OutlineItem {
  const { state, subState, target } = translation
  return { ...item.outline, state, subState, empty: target === '', once: isApprovedOnce(translation) }
}

/** Whether the server does not have what this person wants to stand there. */
export function isDirty({ row, text, conflict }: Item): boolean {
  return conflict !== null || (row !== null && text !== row.translation.target)
}
