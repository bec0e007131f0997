// What a manager does to a source: a deed that names the version it is based on, and how it is taken back.

import type { joinSegments } from '../api/articles.ts'

/** What the server answers to every change of a source. */
export type SourceAnswer = Awaited<ReturnType<typeof joinSegments>>
type Updated = Extract<SourceAnswer, { readonly outcome: 'updated' }>

/** A change of a source. */
export interface Deed {
  readonly run: (base: number) => Promise<SourceAnswer>
  /** Takes it back; null where nothing does. */
  readonly undo: ((base: number, changed: Updated) => Promise<SourceAnswer>) | null
  /** What people are told when it is done. */
  readonly done: string
}

/** The deed that takes another one back. */
export function undone({ undo }: Deed, changed: Updated, done: string): Deed | null {
  return undo && { run: (base) => undo(base, changed), undo: null, done }
}

/** The source is another one, or somebody else's; whoever shows it reads it again. */
export class SourceChanged extends Event {
  static readonly type = 'st-source-changed'
  /** Set by who reads: done when what is shown is true again. */
  reading: Promise<unknown> = Promise.resolve()

  constructor() {
    super(SourceChanged.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-source-changed': SourceChanged
  }
}
