// Brings the focus into the field of the open row, which may not be drawn yet, and keeps what is typed meanwhile.

import type { LitVirtualizer } from '@lit-labs/virtualizer'

import type { EditionRow } from './edition-row.ts'
import type { EditionStore } from './edition-store.ts'
import type { Item } from './edition-item.ts'
import { TypedAhead } from './typed-ahead.ts'

/** What has to be known of the page. */
export interface FocusPlace {
  readonly store: EditionStore | null
  readonly list: LitVirtualizer<Item> | null
  /** The open row, once it is drawn. */
  readonly row: EditionRow | null
}

/** The focus of one page. */
export class FieldFocus {
  readonly #place: FocusPlace
  readonly #ahead: TypedAhead
  /** The row whose field is to have the focus as soon as there is one: the list draws rows, and rows their fields, in their own time. */
  #awaited: string | null = null

  constructor(page: EventTarget, place: FocusPlace) {
    this.#place = place
    this.#ahead = new TypedAhead((text) => place.row?.field?.insertText(text))
    page.addEventListener('st-target-ready', this.#ready)
    page.addEventListener('focusout', this.#lost)
    page.addEventListener('pointerdown', this.#forget)
    page.addEventListener('focusin', this.#forget)
    page.addEventListener('wheel', this.#forget, { passive: true })
  }

  /** Another row is opened: its field takes the focus as soon as it is there, and what is typed meanwhile is meant for it. */
  await(translationId: string): void {
    this.#awaited = translationId
    this.#ahead.begin()
  }

  /** The row is shown, and has its texts if they came. */
  async arrive(translationId: string): Promise<void> {
    if (this.#awaited === translationId && this.#place.store?.activeId === translationId) await this.enter()
    else if (this.#place.store?.activeId === translationId) this.#ahead.end()
  }

  /** Takes a key that went to no field. */
  take(event: KeyboardEvent): void {
    this.#ahead.take(event)
  }

  /** Gives the open field the focus, or the list until there is one. */
  async enter(): Promise<void> {
    const { store, list, row } = this.#place
    const active = store?.activeId ?? null
    this.#awaited = active
    await row?.updateComplete
    if (row?.field) {
      row.field.focus()
      if (row.field.open) this.#ahead.release()
      return
    }
    // Keys work from the list until then, or for good where nothing may be written.
    list?.focus({ preventScroll: true })
    if (store?.item(active)?.row?.can['save'] !== true) this.#ahead.end()
  }

  #ready = (event: Event): void => {
    const field = this.#place.row?.field
    if (!field || !event.composedPath().includes(field)) return
    if (this.#awaited === this.#place.store?.activeId) field.focus()
    this.#ahead.release()
  }

  // The list may take the open row away and draw it anew; what is typed meanwhile is still meant for it.
  #lost = (event: Event): void => {
    const left = event
      .composedPath()
      .find((one) => one instanceof HTMLElement && one.localName === 'st-target-field')
    queueMicrotask(() => {
      const isGone = left instanceof HTMLElement && !left.isConnected
      if (isGone && this.#awaited === this.#place.store?.activeId) this.#ahead.begin()
    })
  }

  // Whoever scrolls, or goes to another place than the list or the open row, does not want to be brought back.
  #forget = (event: Event): void => {
    const { list, row } = this.#place
    const path = event.composedPath()
    const here = path[0] === list || (row !== null && path.includes(row))
    if (event.type === 'wheel' || !here) this.#awaited = null
  }
}
