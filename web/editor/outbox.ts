// Sends what people do, in order per segment: one request in flight, the latest text wins, and what could not be
// delivered is tried again with the same key and the same version, so that it is never done twice.

import type { CodedText } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'

import type { Deed, DeedAnswer, EditionApi } from './edition-api.ts'

/** How a segment's deeds stand. */
export type Delivery = 'idle' | 'sending' | 'waiting'

/** A text on its way; without a version while one before it has no answer yet. */
export interface Outgoing {
  readonly target: CodedText
  readonly version: number | null
}

/** A final answer; `unreachable` never is one. */
export type FinalAnswer = Exclude<DeedAnswer, { outcome: 'unreachable' }>

interface Entry {
  deed: Deed
  readonly key: string
  /** Version it was first sent with. Once sent it is frozen: nobody knows whether it arrived. */
  version: number | null
  readonly settle: (answer: FinalAnswer) => void
}

interface Lane {
  version: number
  readonly entries: Entry[]
  delivery: Delivery
  attempts: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** What the outbox tells its owner. */
export interface OutboxListener {
  /** A deed got its final answer. */
  answered(translationId: string, deed: Deed, answer: FinalAnswer): void
  /** Delivery of a segment's deeds began, waits for the network, or ended. */
  moved(translationId: string): void
  /** The server does not know us any more; nothing is lost, and sending goes on after signing in. */
  signedOut(): void
}

const firstWait = 1_000
const longestWait = 30_000
const mostAtOnce = 4

/** The queue of deeds of an edition. */
export class Outbox {
  readonly #lanes = new Map<string, Lane>()
  readonly #api: Pick<EditionApi, 'perform'>
  readonly #listener: OutboxListener
  readonly #random: () => number
  #inFlight = 0

  constructor(
    api: Pick<EditionApi, 'perform'>,
    listener: OutboxListener,
    random: () => number = Math.random,
  ) {
    this.#api = api
    this.#listener = listener
    this.#random = random
  }

  /** Queues a text; a text that was not sent yet is replaced by a later one. */
  save(translationId: string, target: CodedText, version: number, origin: Origin | null = null): void {
    const lane = this.#lane(translationId, version)
    const last = lane.entries.at(-1)
    const deed: Deed = { kind: 'save', target, origin }
    if (last?.deed.kind === 'save' && last.version === null) last.deed = deed
    else lane.entries.push({ deed, key: crypto.randomUUID(), version: null, settle: () => undefined })
    this.#send()
  }

  /** Queues another deed behind the texts of its segment and gives its answer. */
  act(translationId: string, deed: Deed, version: number): Promise<FinalAnswer> {
    const lane = this.#lane(translationId, version)
    return new Promise((settle) => {
      lane.entries.push({ deed, key: crypto.randomUUID(), version: null, settle })
      this.#send()
    })
  }

  delivery(translationId: string): Delivery {
    return this.#lanes.get(translationId)?.delivery ?? 'idle'
  }

  /** The text that was sent or queued last and has no answer yet. */
  unanswered(translationId: string): Outgoing | null {
    for (const { deed, version } of [...(this.#lanes.get(translationId)?.entries ?? [])].reverse()) {
      if (deed.kind === 'save') return { target: deed.target, version }
    }
    return null
  }

  /** Whether anything has no answer yet. */
  get busy(): boolean {
    return this.#lanes.size > 0
  }

  /** Tries again at once, for example when the network is back. */
  retryNow(): void {
    for (const lane of this.#lanes.values()) {
      if (lane.delivery === 'waiting') this.#release(lane)
    }
    this.#send()
  }

  /** Stops trying. What was not delivered stays in the drafts. */
  close(): void {
    for (const lane of this.#lanes.values()) clearTimeout(lane.timer)
    this.#lanes.clear()
  }

  #lane(translationId: string, version: number): Lane {
    const known = this.#lanes.get(translationId)
    if (known) return known
    const lane: Lane = { version, entries: [], delivery: 'idle', attempts: 0, timer: undefined }
    this.#lanes.set(translationId, lane)
    return lane
  }

  #send(): void {
    for (const [translationId, lane] of this.#lanes) {
      if (this.#inFlight >= mostAtOnce) return
      const entry = lane.entries[0]
      if (lane.delivery === 'idle' && entry) void this.#deliver(translationId, lane, entry)
    }
  }

  async #deliver(translationId: string, lane: Lane, entry: Entry): Promise<void> {
    entry.version ??= lane.version
    this.#inFlight++
    this.#move(translationId, lane, 'sending')
    const answer = await this.#api.perform(translationId, entry.deed, {
      version: entry.version,
      key: entry.key,
    })
    this.#inFlight--
    // Closed while the answer was on its way.
    if (this.#lanes.get(translationId) !== lane) return
    if (answer.outcome === 'unreachable') this.#postpone(translationId, lane, answer)
    else this.#settle(translationId, lane, entry, answer)
    this.#send()
  }

  #postpone(translationId: string, lane: Lane, answer: DeedAnswer & { outcome: 'unreachable' }): void {
    const asked = (answer.retryAfterSeconds ?? 0) * 1_000
    const ceiling = Math.min(longestWait, firstWait * 2 ** lane.attempts)
    // Between half and all of it, so that many browsers do not come back in the same moment.
    const wait = Math.max(firstWait, Math.min(longestWait, asked), ceiling * (0.5 + this.#random() / 2))
    lane.attempts++
    lane.timer = setTimeout(() => {
      this.#release(lane)
      this.#send()
    }, wait)
    this.#move(translationId, lane, 'waiting')
    if (answer.signedOut) this.#listener.signedOut()
  }

  #release(lane: Lane): void {
    clearTimeout(lane.timer)
    lane.delivery = 'idle'
  }

  #settle(translationId: string, lane: Lane, entry: Entry, answer: FinalAnswer): void {
    lane.attempts = 0
    lane.delivery = 'idle'
    lane.entries.shift()
    const settled = agreesWith(entry.deed, answer)
    if (settled.outcome === 'done') lane.version = settled.translation.version
    // What waits behind a refused or stale deed was meant for the text that did not get through.
    const dropped = settled.outcome === 'done' ? [] : lane.entries.splice(0)
    if (lane.entries.length === 0) this.#lanes.delete(translationId)
    this.#listener.answered(translationId, entry.deed, settled)
    entry.settle(settled)
    for (const { settle } of dropped) settle(settled)
    this.#listener.moved(translationId)
  }

  #move(translationId: string, lane: Lane, delivery: Delivery): void {
    lane.delivery = delivery
    this.#listener.moved(translationId)
  }
}

/** A stale save of the very text that the server holds is no conflict: an earlier attempt had arrived. */
function agreesWith(deed: Deed, answer: FinalAnswer): FinalAnswer {
  if (answer.outcome !== 'conflict' || deed.kind !== 'save' || answer.current.target !== deed.target)
    return answer
  return { outcome: 'done', translation: answer.current, findings: [] }
}
