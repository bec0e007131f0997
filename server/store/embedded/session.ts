// The one session of the embedded database, seen from the server's own thread.

import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

import type { PGlite, PGliteQueryResults, PGliteTransaction } from 'kysely'

import { isLossCode, messageOf, unavailable } from '../unavailable.ts'

export type WorkerTask =
  | { readonly task: 'open'; readonly folder: string }
  | { readonly task: 'memory'; readonly template?: string | undefined }

interface Answer {
  readonly id: number
  readonly answer?: unknown
  readonly error?: { readonly message: string; readonly code?: string; readonly severity?: string }
}
type Message = Answer | { readonly channel: string; readonly payload: string } | { readonly ready: true }

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** Who asks nothing for so long, in milliseconds, has had all answers; and the longest that work gives way at once. */
const pause = 4
const longestLull = 100

/** The file of the database thread: beside the server's other files in the build, beside this one in the sources. */
export function workerFile(): string {
  const names = ['./embedded-worker.js', './worker.js', '../embedded-worker.js']
  const files = names.map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const found = files.find((file) => fs.existsSync(file))
  if (!found) throw new Error(`The database thread is missing: expected ${files[0]}`)
  return found
}

/**
 * Sends queries to the database thread and hands out its answers. Kysely's PGlite dialect sees it as a PGlite.
 * Everything outside a transaction waits until the open one has ended: there is only one session.
 */
export class EmbeddedSession implements PGlite {
  readonly waitReady: Promise<void>
  /** Resolves with the reason when the thread ends without being asked to. */
  readonly failed: Promise<Error>
  ready = false
  closed = false
  onNotification: (channel: string, payload: string) => void = () => {}

  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  /** What had been asked when work gave way last. */
  #idAtLull = 0
  #queue: Promise<unknown> = Promise.resolve()
  #death: Error | undefined

  constructor(task: WorkerTask) {
    this.#worker = new Worker(workerFile(), { workerData: task, name: 'setara-database' })
    let opened: Waiting | undefined
    this.waitReady = new Promise<void>((resolve, reject) => {
      opened = { resolve: () => resolve(), reject }
    })
    this.waitReady.catch(() => {})
    this.failed = new Promise((resolve) => {
      const end = (reason: Error): void => {
        this.#end(reason)
        opened?.reject(this.#death ?? reason)
        if (!this.closed) resolve(this.#death ?? reason)
      }
      this.#worker.on('error', (error) =>
        end(unavailable(`The database thread failed: ${messageOf(error)}`, error)),
      )
      this.#worker.on('exit', (code) => end(unavailable(`The database thread ended (code ${code})`)))
    })
    this.#worker.on('message', (message: Message) => {
      if ('ready' in message) {
        this.ready = true
        opened?.resolve(undefined)
      } else if ('channel' in message) this.onNotification(message.channel, message.payload)
      else this.#settle(message)
    })
  }

  /** True while a query or a transaction has the session. */
  get busy(): boolean {
    return this.#waiting.size > 0
  }

  async query<T>(sql: string, parameters?: unknown[]): Promise<PGliteQueryResults<T>> {
    return this.#alone(() => this.#query<T>(sql, parameters))
  }

  async transaction<T>(work: (transaction: PGliteTransaction) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      // NOTE: Kysely waits for `work` to be called; a failed begin must therefore fail in the first query.
      const begun = this.#ask('exec', { sql: 'begin' })
      begun.catch(() => {})
      const transaction: PGliteTransaction = {
        query: async (sql, parameters) => {
          await begun
          return this.#query(sql, parameters)
        },
        rollback: async () => {
          await this.#ask('exec', { sql: 'rollback' })
        },
      }
      try {
        const result = await work(transaction)
        await begun
        await this.#ask('commit', {})
        return result
      } catch (error) {
        if (!this.#death) await this.#ask('exec', { sql: 'rollback' })
        throw error
      }
    })
  }

  /**
   * Lets everybody else be answered before more work is done. One request asks several times, one after the other, and
   * would otherwise wait for a piece of work each time.
   */
  async lull(): Promise<void> {
    const latest = performance.now() + longestLull
    let seen = this.#lastId
    // Whoever gives way has asked once since then.
    let isQuiet = !this.busy && seen - this.#idAtLull <= 1
    while (!isQuiet && performance.now() < latest) {
      await sleep(pause)
      isQuiet = !this.busy && seen === this.#lastId
      seen = this.#lastId
    }
    this.#idAtLull = this.#lastId
  }

  /** Gives the whole data folder as a tar archive, for templates. */
  async dump(): Promise<Uint8Array> {
    // The thread answers `dump` with nothing else.
    return this.#alone(() => this.#ask('dump', {})) as Promise<Uint8Array>
  }

  /** Lets the open transaction end, writes a checkpoint and ends the thread. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    const exited = new Promise<void>((resolve) => {
      if (this.#death) resolve()
      else this.#worker.once('exit', () => resolve())
    })
    try {
      if (!this.#death) await this.#alone(() => this.#ask('close', {}))
    } finally {
      this.ready = false
      await this.#worker.terminate()
      await exited
    }
  }

  /** Ends the thread at once, as a failure would; for tests of what happens then. */
  async abort(): Promise<void> {
    await this.#worker.terminate()
  }

  async #query<T>(sql: string, parameters: readonly unknown[] = []): Promise<PGliteQueryResults<T>> {
    // The thread answers `query` with PGlite's result.
    return this.#ask('query', { sql, parameters }) as Promise<PGliteQueryResults<T>>
  }

  /** Runs one piece of work after all earlier ones have ended. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch(() => {})
    return turn
  }

  #ask(deed: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (this.#death) return Promise.reject(this.#death)
    const id = (this.#lastId += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      try {
        this.#worker.postMessage({ id, deed, ...input })
      } catch (error) {
        // A parameter that cannot be sent between threads, such as a function.
        this.#waiting.delete(id)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }

  #settle({ id, answer, error }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error && isLossCode(error.code)) waiting?.reject(unavailable(error.message, error))
    else if (error) waiting?.reject(Object.assign(new Error(error.message), error))
    else waiting?.resolve(answer)
  }

  #end(reason: Error): void {
    this.#death ??= reason
    this.ready = false
    for (const { reject } of this.#waiting.values()) reject(this.#death)
    this.#waiting.clear()
  }
}
