// Brings the focus into the field of the open row, which may not be drawn yet, and keeps what is typed meanwhile.

import type { LitVirtualizer } from '@lit-labs/virtualizer'

import type { MessageValues } from '../i18n/language.ts'
import type { EditionRow } from './edition-row.ts'
import type { EditionStore } from './edition-store.ts'
import type { Item } from './edition-item.ts'
import { TypedAhead } from './typed-ahead.ts'

/** What has to be known of the page. */
export interface FocusPlace {
  readonly t: (key: string, values?: MessageValues) => string
  readonly store: EditionStore | null
  readonly list: LitVirtualizer<Item> | null
  /** The open row, once it is drawn. */
  readonly row: EditionRow | null
}

/** The focus of one page. */
export class FieldFocus {
  readonly #place: FocusPlace
  readonly #ahead = new TypedAhead(() => this.#handOver())
  /** The row whose field is to have the focus as soon as there is one: the list draws rows, and rows their fields, in their own time. */
  #awaited: string | null = null

  constructor(page: EventTarget, place: FocusPlace) {
    this.#place = place
    page.addEventListener('st-target-ready', this.#ready)
    page.addEventListener('focusout', this.#lost)
    page.addEventListener('pointerdown', this.#forget)
    page.addEventListener('focusin', this.#forget)
    page.addEventListener('wheel', this.#forget, { passive: true })
  }

  /** What has the focus until the field is there; to be drawn by the page. */
  get box(): HTMLInputElement {
    return this.#ahead.box
  }

  /** Another row is opened: its field takes the focus as soon as it is there, and what is typed meanwhile is meant for it. */
  await(translationId: string): void {
    this.#awaited = translationId
    this.#wait()
  }

  /** The row is shown, and has its texts if they came. */
  async arrive(translationId: string): Promise<void> {
    if (this.#awaited === translationId && this.#place.store?.activeId === translationId) await this.enter()
    else if (this.#place.store?.activeId === translationId) this.#ahead.end()
  }

  /** Gives the focus to the open field, or to what stands in for it until it opens. */
  async enter(): Promise<void> {
    const { store, list } = this.#place
    this.#awaited = store?.activeId ?? null
    await this.#place.row?.updateComplete
    const open = store?.item(this.#awaited)?.row
    if (this.#place.row?.field?.open) this.#handOver()
    else if (!open || open.can['save'] === true) this.#wait()
    else {
      // Where nothing may be written, keys work from the list.
      this.#ahead.end()
      list?.focus({ preventScroll: true })
    }
  }

  #wait(): void {
    const { store, t } = this.#place
    const item = store?.item(store.activeId)
    if (item) this.#ahead.begin(t('editor.target-label', { n: item.outline.ordinal }))
  }

  #ready = (event: Event): void => {
    const field = this.#place.row?.field
    if (field && event.composedPath().includes(field)) this.#handOver()
  }

  /** Gives the field what was typed, and the focus. */
  #handOver(): void {
    const field = this.#place.row?.field
    // A word that is being composed is finished first.
    if (!field?.open || this.#ahead.composing) return
    const { text } = this.#ahead
    if (text !== '') field.insertText(text)
    else if (this.#awaited === this.#place.store?.activeId) field.focus()
    this.#ahead.end()
  }

  // The list may take the open row away and draw it anew; what is typed meanwhile is still meant for it.
  #lost = (event: Event): void => {
    const left = event
      .composedPath()
      .find((one) => one instanceof HTMLElement && one.localName === 'st-target-field')
    queueMicrotask(() => {
      const isGone = left instanceof HTMLElement && !left.isConnected
      if (isGone && this.#awaited === this.#place.store?.activeId) this.#wait()
    })
  }

  // Whoever scrolls, or goes to another place than the list or the open row, does not want to be brought back.
  #forget = (event: Event): void => {
    const { list, row } = this.#place
    const path = event.composedPath()
    const here = path[0] === list || path[0] === this.box || (row !== null && path.includes(row))
    if (event.type === 'wheel' || !here) this.#awaited = null
  }
}
