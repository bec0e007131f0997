// One file on its way, or one piece of work in the background, as an element shows it.

import type { ReactiveController, ReactiveControllerHost } from 'lit'

import { jobEnded, type JobWire } from '../api/jobs.ts'

/** Sends the file; `told` hears which share of it has left. */
type Send = (told: (share: number) => void, signal: AbortSignal) => Promise<JobWire>

/** Follows one job at a time for as long as its element is in the page, and draws the element anew. */
export class FollowedJob implements ReactiveController {
  /** What is being done with the file; null before and after. */
  step: 'sending' | 'reading' | null = null
  /** How much of the step is done, from 0 to 1. */
  share = 0
  /** Why it ended without a result. */
  problem: unknown = null
  /** The work, as soon as there is some. */
  job: JobWire | null = null
  readonly #host: ReactiveControllerHost
  readonly #ended: (result: JobWire['result']) => void
  #leaving = new AbortController()

  /** `ended` hears what the work ends with when it succeeds. */
  constructor(host: ReactiveControllerHost, ended: (result: JobWire['result']) => void) {
    this.#host = host
    this.#ended = ended
    host.addController(this)
  }

  /** Sends a file and follows what becomes of it. */
  send(send: Send): void {
    if (this.step) return
    this.step = 'sending'
    void this.#follow((signal) =>
      send((share) => {
        this.share = share
        this.#host.requestUpdate()
      }, signal),
    )
  }

  /** Follows work that somebody began before. */
  resume(job: JobWire): void {
    if (this.step) return
    this.step = 'reading'
    void this.#follow(async () => job)
  }

  /** Stops sending and following; gives the work that goes on without us, if there is some. */
  leave(): JobWire | null {
    const { job } = this
    this.#leaving.abort()
    this.#leaving = new AbortController()
    this.step = null
    this.job = null
    this.#host.requestUpdate()
    return job
  }

  // What is being sent is given up; what has arrived is read on without us.
  hostDisconnected(): void {
    this.leave()
  }

  async #follow(begin: (signal: AbortSignal) => Promise<JobWire>): Promise<void> {
    const { signal } = this.#leaving
    this.share = 0
    this.problem = null
    this.#host.requestUpdate()
    const told = (job: JobWire): void => {
      this.job = job
      this.step = 'reading'
      this.share = job.total > 0 ? job.done / job.total : 0
      this.#host.requestUpdate()
    }
    try {
      const { result } = await jobEnded(await begin(signal), told, signal)
      if (!signal.aborted) this.#ended(result)
    } catch (error) {
      if (!signal.aborted) this.problem = error
    }
    if (signal.aborted) return
    this.step = null
    this.job = null
    this.#host.requestUpdate()
  }
}
