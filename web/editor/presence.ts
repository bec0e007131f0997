// Who else is in this edition, and where: told to the others now and then, and heard from the stream of the project.

import { presenceLasts } from '#domain/together.ts'

import { Store } from '../stores/store.ts'
import { tellPresence, type PresenceWire } from './together-api.ts'

/** So often is said that one is still here, in milliseconds; three words may be lost. */
const heartbeat = presenceLasts / 3.5
/** Moving through rows quickly is told once. */
const settle = 400

const nobody: readonly PresenceWire[] = []

/** Keeps the others of one edition. Sends `change` when somebody came, moved or left. */
export class Presences extends Store {
  readonly #editionId: string
  readonly #personId: string
  readonly #others = new Map<string, PresenceWire>()
  #where: { translationId: string | null; claims: boolean } = { translationId: null, claims: false }
  #soon: ReturnType<typeof setTimeout> | undefined
  readonly #beat: ReturnType<typeof setInterval>

  constructor(editionId: string, personId: string) {
    super()
    this.#editionId = editionId
    this.#personId = personId
    this.#beat = setInterval(() => void this.#tell(), heartbeat)
  }

  /** The others at a segment. */
  at(translationId: string): readonly PresenceWire[] {
    // The same empty list each time, so that rows where nobody is are not drawn again.
    if (this.#others.size === 0) return nobody
    const here = [...this.#others.values()].filter((one) => one.translationId === translationId)
    return here.length === 0 ? nobody : here
  }

  /** Everybody else, each once. */
  get others(): readonly PresenceWire[] {
    return this.#others.size === 0 ? nobody : [...this.#others.values()]
  }

  /** Says where this person is now; `claims` while they write. */
  move(translationId: string | null, claims: boolean): void {
    if (this.#where.translationId === translationId && this.#where.claims === claims) return
    this.#where = { translationId, claims }
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => void this.#tell(), settle)
  }

  /** Takes what the stream says. */
  hear(presence: PresenceWire): void {
    if (presence.editionId !== this.#editionId || presence.personId === this.#personId) return
    if (presence.translationId === null) this.#others.delete(presence.personId)
    else this.#others.set(presence.personId, presence)
    this.changed()
  }

  /** Says goodbye. */
  close(): void {
    clearInterval(this.#beat)
    clearTimeout(this.#soon)
    this.#where = { translationId: null, claims: false }
    void tellPresence(this.#editionId, this.#where).catch(() => undefined)
  }

  async #tell(): Promise<void> {
    // A window that nobody looks at is nowhere.
    if (document.hidden || this.#where.translationId === null) return this.#forget()
    const answered = await tellPresence(this.#editionId, this.#where).catch(() => null)
    if (answered) for (const one of answered.items) this.#others.set(one.personId, one)
    this.#forget()
    if (answered) this.changed()
  }

  /** Forgets whoever has not been heard of for a while. */
  #forget(): void {
    const now = Date.now()
    for (const [id, { at }] of this.#others) {
      // Clocks of servers and browsers differ; twice the time is patient enough.
      if (now - Date.parse(at) > 2 * presenceLasts) {
        this.#others.delete(id)
        this.changed()
      }
    }
  }
}
