// Reading from the server as part of an element: waiting, failing and trying again are drawn the same everywhere.

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'

import { Problem } from '../api/client.ts'
import './problem.ts'
import './skeleton.ts'

type Status = 'waiting' | 'ready' | 'failed'

/** A skeleton that flashes is worse than none. */
const patience = 200

/**
 * Reads a value whenever its key changes, and again on `reload()`.
 * A newer reading always wins over an older one that is still under way.
 */
export class Load<T> implements ReactiveController {
  value: T | undefined
  status: Status = 'waiting'
  #problem: unknown
  #slow = false
  #key: string | undefined
  #abort: AbortController | undefined
  readonly #host: ReactiveControllerHost
  readonly #read: (signal: AbortSignal) => Promise<T>
  readonly #keyOf: () => string | undefined

  /** @param keyOf names what is read, for example an id; `undefined` waits */
  constructor(
    host: ReactiveControllerHost,
    read: (signal: AbortSignal) => Promise<T>,
    keyOf: () => string | undefined = () => '',
  ) {
    this.#host = host
    this.#read = read
    this.#keyOf = keyOf
    host.addController(this)
  }

  hostUpdate(): void {
    const key = this.#keyOf()
    if (key === undefined || key === this.#key) return
    this.#key = key
    this.value = undefined
    void this.reload()
  }

  hostDisconnected(): void {
    this.#abort?.abort()
    this.#key = undefined
  }

  /** Reads again; what is shown stays until the new value is there. */
  async reload(): Promise<void> {
    this.#abort?.abort()
    const abort = new AbortController()
    this.#abort = abort
    if (this.value === undefined) this.#turn('waiting')
    const slow = setTimeout(() => {
      this.#slow = true
      this.#host.requestUpdate()
    }, patience)
    try {
      const value = await this.#read(abort.signal)
      if (abort !== this.#abort) return
      this.value = value
      this.#turn('ready')
    } catch (error) {
      if (abort !== this.#abort || abort.signal.aborted) return
      this.#problem = error
      this.#turn('failed')
    } finally {
      clearTimeout(slow)
    }
  }

  /** Puts a value in place that an answer of the server already gave. */
  set(value: T): void {
    this.value = value
    this.#turn('ready')
  }

  /** Draws the value, or that it is on its way, or why it is not there. */
  render(draw: (value: T) => unknown): TemplateResult | typeof nothing {
    if (this.status === 'failed') {
      return html`<st-problem .problem=${this.#problem} .retry=${() => void this.reload()}></st-problem>
        ${this.value === undefined ? nothing : draw(this.value)}`
    }
    if (this.value !== undefined) return html`${draw(this.value)}`
    return this.#slow ? html`<st-skeleton></st-skeleton>` : nothing
  }

  #turn(status: Status): void {
    this.status = status
    this.#slow = false
    this.#host.requestUpdate()
  }
}

/** Tells an expected refusal from everything else. */
export function isProblem(error: unknown, ...codes: readonly Problem['code'][]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code))
}
