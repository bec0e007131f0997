// The texts of one edition that the server does not have yet, as they lie on the shelf of this device.

import type { Origin } from '#domain/origin.ts'

import { isDirty, type Item } from './edition-item.ts'
import type { Draft, DraftShelf, LeftDraft } from './drafts.ts'
import type { Outgoing } from './outbox.ts'

/** What an earlier visit left, and what this one would leave. */
export class KeptTexts {
  readonly #shelf: DraftShelf
  readonly #editionId: string
  readonly #personId: string
  #left = new Map<string, Draft>()
  /** Translations whose text was brought back here; nothing comes under hands that have only written. */
  readonly #taken = new Set<string>()

  constructor(shelf: DraftShelf, editionId: string, personId: string) {
    this.#shelf = shelf
    this.#editionId = editionId
    this.#personId = personId
  }

  /** Reads what an earlier visit left; gives the translations that it left something of. */
  async begin(): Promise<readonly string[]> {
    const kept = await this.#shelf.read(this.#editionId, this.#personId)
    this.#left = new Map(kept.map((draft) => [draft.translationId, draft]))
    return [...this.#left.keys()]
  }

  /** Gives what an earlier visit left of a translation, once. */
  take(translationId: string): Draft | undefined {
    const draft = this.#left.get(translationId)
    this.#left.delete(translationId)
    if (draft) this.#taken.add(translationId)
    return draft
  }

  /**
   * Puts the text of an item on the shelf, or takes it away when the server has it.
   * Then it may give what yet another closed window left of the same sentence: one after the other is decided.
   */
  async keep(item: Item, sent: Outgoing | null, origin: Origin | null): Promise<LeftDraft | null> {
    const { row, text, conflict } = item
    if (!row) return null
    const { translation } = row
    if (!isDirty(item)) {
      await this.#shelf.remove(translation.id, this.#personId)
      return this.#taken.has(translation.id) ? this.#shelf.left(translation.id, this.#personId) : null
    }
    await this.#shelf.write({
      translationId: translation.id,
      editionId: this.#editionId,
      personId: this.#personId,
      text,
      base: { version: translation.version, target: conflict?.base ?? translation.target },
      sent: sent && sent.version !== null ? { version: sent.version, target: sent.target } : null,
      origin,
    })
    return null
  }

  /** Forgets what another window left, because it lies on the shelf of this one now. */
  drop(draft: LeftDraft): Promise<void> {
    return this.#shelf.drop(draft)
  }
}
