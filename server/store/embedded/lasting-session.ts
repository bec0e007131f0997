// A session that comes back: when the database thread is lost, as after a full disk, another one takes over.

import type { PGlite, PGliteQueryResults, PGliteTransaction } from 'kysely'

import { quoteName } from '../notify.ts'
import { EmbeddedSession } from './session.ts'
import type { WorkerTask } from './session.ts'

const firstPause = 100
const longestPause = 5_000

export interface Listener {
  readonly heard: (payload: string) => void
  readonly missed: (() => void) | undefined
}

/** Until the new thread has recovered the database, everything that is asked is refused as unavailable. */
export class LastingSession implements PGlite {
  readonly waitReady: Promise<void>
  /** Resolves when the session is lost for good: what was only in memory does not come back. */
  readonly failed: Promise<Error>
  closed = false

  readonly #task: WorkerTask
  readonly #report: (error: Error) => void
  readonly #listeners = new Map<string, Set<Listener>>()
  #session: EmbeddedSession
  #timer: NodeJS.Timeout | undefined
  #reviving: Promise<void> = Promise.resolve()

  constructor(task: WorkerTask, report: (error: Error) => void = () => {}) {
    this.#task = task
    this.#report = report
    this.#session = this.#start()
    this.waitReady = this.#session.waitReady
    this.failed = task.task === 'memory' ? this.#session.failed : new Promise(() => {})
    this.waitReady.then(
      () => this.#watch(this.#session),
      () => {},
    )
  }

  get ready(): boolean {
    return this.#session.ready
  }

  /** True while a query or a transaction has the session. */
  get busy(): boolean {
    return this.#session.busy
  }

  query<T>(sql: string, parameters?: unknown[]): Promise<PGliteQueryResults<T>> {
    return this.#session.query<T>(sql, parameters)
  }

  transaction<T>(work: (transaction: PGliteTransaction) => Promise<T>): Promise<T> {
    return this.#session.transaction(work)
  }

  lull(): Promise<void> {
    return this.#session.lull()
  }

  dump(): Promise<Uint8Array> {
    return this.#session.dump()
  }

  /** Ends the thread at once, as a failure would; for tests of what happens then. */
  abort(): Promise<void> {
    return this.#session.abort()
  }

  async listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const group = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, group.add(listener))
    try {
      // Also for the second listener: it must not start before the first one's `listen` has been answered.
      await this.#session.query(`listen ${quoteName(channel)}`)
    } catch (error) {
      group.delete(listener)
      throw error
    }
    return async () => {
      if (!group.delete(listener) || group.size > 0 || !this.ready) return
      await this.#session.query(`unlisten ${quoteName(channel)}`)
    }
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.#timer)
    await this.#reviving
    await this.#session.close()
  }

  #start(): EmbeddedSession {
    const session = new EmbeddedSession(this.#task)
    session.onNotification = (channel, payload) => {
      for (const { heard } of this.#listeners.get(channel) ?? []) heard(payload)
    }
    return session
  }

  #watch(session: EmbeddedSession): void {
    void session.failed.then((reason) => {
      this.#report(reason)
      if (this.#task.task === 'open') this.#plan(firstPause)
    })
  }

  #plan(pause: number): void {
    if (this.closed) return
    this.#timer = setTimeout(() => {
      this.#reviving = this.#revive(pause)
    }, pause)
  }

  async #revive(pause: number): Promise<void> {
    const session = this.#start()
    try {
      await session.waitReady
      for (const [channel, group] of this.#listeners) {
        if (group.size > 0) await session.query(`listen ${quoteName(channel)}`)
      }
    } catch (error) {
      await session.close().catch(() => {})
      this.#report(error instanceof Error ? error : new Error(String(error)))
      this.#plan(Math.min(pause * 2, longestPause))
      return
    }
    this.#session = session
    this.#watch(session)
    for (const group of this.#listeners.values()) for (const { missed } of group) missed?.()
  }
}
