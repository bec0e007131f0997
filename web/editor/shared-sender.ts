// All windows of one browser send through one of them, so that what a person does in two windows goes out in order.
// The window that holds the lock sends; when it closes, another takes over and sends again what had no answer yet,
// with the same keys, so that nothing is done twice.

import { Problem } from '../api/client.ts'
import type { Deed, DeedAnswer, DeedTerms, EditionApi } from './edition-api.ts'

type Perform = EditionApi['perform']

interface Ask {
  readonly type: 'ask'
  readonly id: string
  readonly translationId: string
  readonly deed: Deed
  readonly terms: DeedTerms
}

interface Answer {
  readonly type: 'answer'
  readonly id: string
  readonly answer: SentAnswer
}

/** An answer as it goes from window to window: an error would lose its own fields on the way. */
type SentAnswer =
  | Exclude<DeedAnswer, { outcome: 'refused' }>
  | { readonly outcome: 'refused'; readonly problem: ConstructorParameters<typeof Problem> }

function toSent(answer: DeedAnswer): SentAnswer {
  if (answer.outcome !== 'refused') return answer
  const { code, status, details, body } = answer.problem
  return { outcome: 'refused', problem: [code, status, details, body] }
}

function fromSent(answer: SentAnswer): DeedAnswer {
  return answer.outcome === 'refused'
    ? { outcome: 'refused', problem: new Problem(...answer.problem) }
    : answer
}

type Message = Ask | Answer | { readonly type: 'leads' }

interface Waiting {
  readonly ask: Ask
  readonly settle: (answer: DeedAnswer) => void
}

/** The parts of the browser that windows share. */
export interface Shared {
  readonly locks: Pick<LockManager, 'request'>
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    addEventListener(type: 'message', heard: (event: MessageEvent) => void): void
  }
}

/** Sends the deeds of this window through whichever window leads. */
export class SharedSender {
  readonly #send: Perform
  readonly #channel: Shared['channel']
  readonly #waiting = new Map<string, Waiting>()
  /** The deed that is under way for each translation, so that the next one follows it. */
  readonly #lanes = new Map<string, Promise<unknown>>()
  #leads = false
  #release: () => void = () => undefined
  readonly #ended = new AbortController()

  constructor(name: string, send: Perform, shared: Shared) {
    this.#send = send
    this.#channel = shared.channel
    this.#channel.addEventListener('message', (event) => this.#hear(event.data as Message)) // from our own windows
    const held = new Promise<void>((resolve) => (this.#release = resolve))
    void shared.locks
      .request(name, { signal: this.#ended.signal }, () => {
        this.#lead()
        return held
      })
      .catch(() => undefined)
  }

  /** Whether this window is the one that sends. */
  get leads(): boolean {
    return this.#leads
  }

  perform: Perform = (translationId, deed, terms) => {
    if (this.#leads) return this.#do(translationId, deed, terms)
    const ask: Ask = { type: 'ask', id: crypto.randomUUID(), translationId, deed, terms }
    return new Promise((settle) => {
      this.#waiting.set(ask.id, { ask, settle })
      this.#channel.postMessage(ask)
    })
  }

  /** Lets another window lead. What was asked of this one is finished by the next. */
  close(): void {
    this.#ended.abort()
    this.#release()
    // The page goes away: whatever has no answer is repeated by whoever opens it next, from the drafts.
    if (!this.#leads) this.#channel.close()
  }

  #lead(): void {
    this.#leads = true
    for (const { ask, settle } of this.#waiting.values()) {
      void this.#do(ask.translationId, ask.deed, ask.terms).then(settle)
    }
    this.#waiting.clear()
    this.#channel.postMessage({ type: 'leads' } satisfies Message)
  }

  #do(translationId: string, deed: Deed, terms: DeedTerms): Promise<DeedAnswer> {
    const before = this.#lanes.get(translationId) ?? Promise.resolve()
    const doing = before.then(() => this.#send(translationId, deed, terms))
    this.#lanes.set(translationId, doing)
    void doing.finally(() => {
      if (this.#lanes.get(translationId) === doing) this.#lanes.delete(translationId)
    })
    return doing
  }

  #hear(message: Message): void {
    if (message.type === 'ask' && this.#leads) {
      void this.#do(message.translationId, message.deed, message.terms).then((answer) =>
        this.#channel.postMessage({
          type: 'answer',
          id: message.id,
          answer: toSent(answer),
        } satisfies Message),
      )
    } else if (message.type === 'answer') {
      this.#waiting.get(message.id)?.settle(fromSent(message.answer))
      this.#waiting.delete(message.id)
    } else if (message.type === 'leads') {
      for (const { ask } of this.#waiting.values()) this.#channel.postMessage(ask)
    }
  }
}

/** Makes the deeds of an edition go through one window of this browser, where the browser can do that. */
export function shareSender(
  editionId: string,
  personId: string,
  api: EditionApi,
): EditionApi & { close(): void } {
  // Locks are there over HTTPS and on loopback only.
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') {
    return { ...api, close: () => undefined }
  }
  const name = `setara ${personId} ${editionId}`
  const shared = { locks: navigator.locks, channel: new BroadcastChannel(name) }
  const sender = new SharedSender(name, api.perform, shared)
  return { ...api, perform: sender.perform, close: () => sender.close() }
}
