// One clock for each segment: what is done a moment after somebody has typed.

/** Timers by segment, all of the same length and for the same work. */
export class Delays {
  readonly #milliseconds: number
  readonly #work: (translationId: string) => void
  readonly #running = new Map<string, ReturnType<typeof setTimeout>>()

  /** `work` ends the clock of its segment itself, so that it can also be done before the time. */
  constructor(milliseconds: number, work: (translationId: string) => void) {
    this.#milliseconds = milliseconds
    this.#work = work
  }

  /** Starts the clock of a segment, unless it runs: fast typing does not push the work away for ever. */
  start(translationId: string): void {
    if (this.#running.has(translationId)) return
    this.#running.set(
      translationId,
      setTimeout(() => this.#work(translationId), this.#milliseconds),
    )
  }

  /** Starts the clock of a segment anew: the work waits for a pause. */
  restart(translationId: string): void {
    this.end(translationId)
    this.start(translationId)
  }

  /** Stops the clock of a segment; tells whether there was something to be done. */
  end(translationId: string): boolean {
    clearTimeout(this.#running.get(translationId))
    return this.#running.delete(translationId)
  }

  endAll(): void {
    for (const translationId of [...this.#running.keys()]) this.end(translationId)
  }
}
