// Short messages at the edge of the screen, and what a screen reader is told.

import { Store } from './store.ts'

export type NoticeKind = 'good' | 'info' | 'danger'

/** One thing that can be done about what a message tells, for example taking it back. */
export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

export interface Notice {
  readonly id: number
  readonly kind: NoticeKind
  readonly text: string
  readonly action: NoticeAction | null
}

const shownFor = 6_000
/** Who may take something back needs time to read what it was. */
const shownWithAction = 20_000

export class Notices extends Store {
  items: readonly Notice[] = []
  /** What the live region says at the moment. */
  announcement = ''
  #next = 1

  /** Shows a message; a failure stays until it is closed. */
  show(text: string, kind: NoticeKind = 'good', action: NoticeAction | null = null): void {
    const notice = { id: this.#next++, kind, text, action }
    this.items = [...this.items.slice(-3), notice]
    this.changed()
    if (kind === 'danger') return
    setTimeout(() => this.close(notice.id), action ? shownWithAction : shownFor)
  }

  close(id: number): void {
    this.items = this.items.filter((notice) => notice.id !== id)
    this.changed()
  }

  /** Tells a screen reader something without showing it. */
  announce(text: string): void {
    // The same words twice are read only when the region changed in between.
    this.announcement = this.announcement === text ? `${text}\u00A0` : text
    this.changed()
  }
}
