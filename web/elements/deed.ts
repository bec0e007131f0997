// Something that a page does on the server: once at a time, and a refusal is shown where people look.

import type { ReactiveControllerHost } from 'lit'

import type { Notices } from '../stores/notices.ts'
import { problemText } from './problem.ts'

/** Where a refusal is shown: in the dialog that asked, or as a message of the page. */
export type Shown = 'here' | 'as a message'

/** Does one deed after another; what is asked for meanwhile is left out. */
export class Deed {
  busy = false
  /** Why the last deed was refused, for the dialog that asked. */
  problem: unknown = null
  readonly #host: ReactiveControllerHost
  readonly #notices: () => Notices

  constructor(host: ReactiveControllerHost, notices: () => Notices) {
    this.#host = host
    this.#notices = notices
  }

  /** Does it, unless another one is under way. */
  async do(deed: () => Promise<void>, shown: Shown = 'here'): Promise<void> {
    if (this.busy) return
    this.#turn(true, null)
    try {
      await deed()
      this.#turn(false, null)
    } catch (error) {
      if (shown === 'as a message') this.#notices().show(problemText(error), 'danger')
      this.#turn(false, shown === 'here' ? error : null)
    }
  }

  /** Forgets the last refusal, for a dialog that opens again. */
  forget(): void {
    this.#turn(this.busy, null)
  }

  #turn(busy: boolean, problem: unknown): void {
    this.busy = busy
    this.problem = problem
    this.#host.requestUpdate()
  }
}
