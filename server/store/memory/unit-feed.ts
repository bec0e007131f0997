// The search index of the memory in this process: read from the table in the background, kept up to date by the
// messages of the database. It only proposes units; who asks reads them from the table again (see ../memory.ts).

import { setTimeout as sleep } from 'node:timers/promises'

import type { HoldingQuestion, SimilarQuestion, SimilarUnits } from '#domain/memory/unit-index.ts'

import type { OpenDatabase } from '../database.ts'
import { catchUp, type CaughtUp, type Kept } from './catch-up.ts'
import type { Answers, Question } from './question.ts'
import { rulesVersion, startIndex, type IndexThread } from './thread.ts'
import { batchRows, highestId, unitsBelow, unitsBetween, type Batch } from './unit-rows.ts'

/** Channel of new units (`from-to`), units that are gone (`gone:id`) and files (`origin:id`); the triggers of 0050 and 0150 speak on it. */
export const memoryChannel = 'setara_memory'

/** How the index stands. */
export interface IndexState {
  /** `partial`: the bound left no room for some units. `idle`: nobody has asked yet. */
  readonly state: 'idle' | 'loading' | 'ready' | 'partial'
  readonly units: number
  readonly texts: number
  readonly bytes: number
  readonly bound: number
  /** How long the first reading took, in milliseconds. */
  readonly loadedIn: number | null
}

/** Finds units by likeness and by words. */
export interface MemoryIndex {
  /** Begins to read the table; resolves when the process hears of changes, long before everything is read. */
  start(): Promise<void>
  /** Resolves when everything has been read. */
  loaded(): Promise<void>
  similar(question: SimilarQuestion): Promise<readonly SimilarUnits[]>
  holding(question: HoldingQuestion): Promise<readonly number[]>
  /** Leaves out units that were found to be gone. */
  forget(ids: readonly number[]): Promise<void>
  state(): Promise<IndexState>
  close(): Promise<void>
}

/** Part of the bound that the first reading leaves for what is approved later. */
const reserve = 0.05
/** How many ids back are read again after messages may have been lost. */
const overlap = 10_000
/** How long an index that is full stays as it is before it is read anew, in milliseconds. */
const usualReloadPause = 600_000
/** How long an index is kept as it was written at least, in milliseconds. */
const usualKeepPause = 300_000
/** Part of the units that has to be others before the index is written again. */
const keptChange = 0.01
/** Smaller indexes are made sooner than anybody would miss them. */
const usualLeastKept = 20_000
/** What goes, or is replaced, is somewhere among others: as many are read again at the next start, about. */
const othersRead = 64
/** A file that goes takes many units along; nobody tells how many. */
const manyUnits = Infinity
/** How long is waited before something is tried again, in milliseconds. */
const firstPause = 250
const longestPause = 10_000

/** The default bound of the index, in megabytes. */
export const usualBound = 600

/** Makes the index of a database; nothing is read before it is started or asked. */
export function createMemoryIndex(
  database: Pick<OpenDatabase, 'kysely' | 'listen'>,
  options: FeedOptions = {},
): MemoryIndex {
  return new UnitFeed(database, options)
}

export interface FeedOptions {
  readonly boundMegabytes?: number
  readonly workerFile?: string
  /** How long an index that is full stays as it is, in milliseconds. */
  readonly reloadPause?: number
  /** Where the index is kept for the next start; `version` is that of the built program if it is not given. */
  readonly kept?: {
    readonly file: string
    readonly version?: string
    /** Fewest units that are kept. */
    readonly least?: number
    /** How long it stays as it was written, in milliseconds. */
    readonly pause?: number
  }
}

class UnitFeed implements MemoryIndex {
  readonly #database: Pick<OpenDatabase, 'kysely' | 'listen'>
  readonly #bound: number
  readonly #workerFile: string | undefined
  readonly #reloadPause: number
  readonly #kept: FeedOptions['kept']
  #thread: IndexThread | undefined
  #started: Promise<void> | undefined
  #loading: Promise<void> = Promise.resolve()
  #news: Promise<void> = Promise.resolve()
  #unlisten: () => Promise<void> = async () => {}
  #state: IndexState['state'] = 'idle'
  #loadedIn: number | null = null
  #loadedAt = 0
  #bytes = 0
  #highest = 0
  /** What was told to be gone while the table is read: a batch that was read before may still have it. */
  #goneMeanwhile: Question[] = []
  /** Whether a kept index may be taken up: not where a thread has died, which may have died of it. */
  #mayRestore = true
  /** By which rules the index is made; empty where nobody can tell. */
  #rules: string | undefined
  #keeping: Promise<void> | undefined
  #keptAt = -Infinity
  /** How many units would have to be read at a start with what was kept last. */
  #changed = 0
  readonly #closing = new AbortController()

  constructor(
    database: Pick<OpenDatabase, 'kysely' | 'listen'>,
    { boundMegabytes = usualBound, workerFile, reloadPause = usualReloadPause, kept }: FeedOptions,
  ) {
    this.#database = database
    this.#bound = boundMegabytes * 1_000_000
    this.#workerFile = workerFile
    this.#reloadPause = reloadPause
    this.#kept = kept
  }

  start(): Promise<void> {
    this.#started ??= this.#begin()
    return this.#started
  }

  async loaded(): Promise<void> {
    await this.start()
    await this.#loading
    await this.#news
  }

  async similar(question: SimilarQuestion): Promise<readonly SimilarUnits[]> {
    return this.#askAgain({ deed: 'similar', question })
  }

  async holding(question: HoldingQuestion): Promise<readonly number[]> {
    return this.#askAgain({ deed: 'holding', question })
  }

  async forget(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.#ask({ deed: 'forget', ids })
  }

  async state(): Promise<IndexState> {
    const report = this.#thread
      ? await this.#thread.ask({ deed: 'report' })
      : { units: 0, texts: 0, bytes: 0 }
    return { ...report, state: this.#state, bound: this.#bound, loadedIn: this.#loadedIn }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#unlisten().catch(() => {})
    await this.#thread?.close()
    await Promise.all([this.#loading, this.#news, this.#keeping])
  }

  async #begin(): Promise<void> {
    this.#startThread()
    // Listen first: what is approved while the table is read is told, and what is read twice is kept once.
    this.#unlisten = await this.#database.listen(
      memoryChannel,
      (payload) => this.#hear(payload),
      () => this.#enqueue(() => this.#readAfter(this.#highest - overlap)),
    )
    this.#loading = this.#untilDone(() => this.#load())
  }

  #startThread(): void {
    this.#state = 'loading'
    this.#bytes = 0
    this.#thread = startIndex(() => this.#startAgain(), this.#workerFile)
  }

  /** An index that died is read anew; until then the same sources are found, and similar ones are missing. */
  #startAgain(): void {
    if (this.#closing.signal.aborted) return
    this.#mayRestore = false
    // Whoever is reading the table notices, and begins again by itself.
    const wasReading = this.#state === 'loading'
    this.#startThread()
    if (!wasReading) this.#loading = this.#untilDone(() => this.#load())
  }

  async #ask<Q extends Question>(asked: Q): Promise<Answers[Q['deed']]> {
    await this.start()
    if (!this.#thread) throw new Error('The memory index was not started')
    return this.#thread.ask(asked)
  }

  /** The same for people: where another index took the place of the one that was asked, that one is asked. */
  async #askAgain<Q extends Question>(asked: Q): Promise<Answers[Q['deed']]> {
    await this.start()
    const thread = this.#thread
    try {
      return await this.#ask(asked)
    } catch (error) {
      if (thread === this.#thread) throw error
      return this.#ask(asked)
    }
  }

  async #load(): Promise<void> {
    const begun = performance.now()
    const full = (await this.#restore()) ?? (await this.#readAll())
    if (this.#closing.signal.aborted) return
    for (const gone of this.#goneMeanwhile.splice(0)) await this.#ask(gone)
    await this.#ask({ deed: 'tidy' })
    this.#loadedAt = performance.now()
    this.#loadedIn = this.#loadedAt - begun
    this.#state = full ? 'partial' : 'ready'
    this.#keepSoon()
  }

  /** Takes up what was kept of the index; tells whether it is full, or null where nothing was that can be used. */
  async #restore(): Promise<boolean | null> {
    const kept = this.#keptIndex()
    if (!kept || !this.#mayRestore) return null
    const { signal } = this.#closing
    const comfortable = this.#bound * (1 - reserve)
    const catching = { db: this.#database.kysely, signal, bound: this.#bound, comfortable }
    const thread = this.#thread
    let caught: CaughtUp | null = null
    try {
      caught = await catchUp({ ...catching, ask: (asked) => this.#ask(asked) }, kept)
    } finally {
      // What was taken up only in part is worth less than nothing.
      if (!caught && thread === this.#thread && !signal.aborted) {
        void thread?.close()
        this.#startThread()
      }
    }
    if (!caught) return null
    this.#bytes = caught.bytes
    this.#highest = Math.max(this.#highest, caught.top)
    this.#changed = caught.read
    return caught.full
  }

  #keptIndex(): Kept | null {
    if (!this.#kept) return null
    this.#rules ??= this.#kept.version ?? rulesVersion(this.#workerFile) ?? ''
    return this.#rules === '' ? null : { file: this.#kept.file, version: this.#rules }
  }

  /** Reads the whole table, the newest units first, until the bound is reached; tells whether it is. */
  async #readAll(): Promise<boolean> {
    const db = this.#database.kysely
    const top = await highestId(db)
    this.#highest = Math.max(this.#highest, top)
    // While the index takes one batch in, the database reads the next: both are at work all the time.
    let next: Promise<Batch | null> = unitsBelow(db, top + 1)
    for (;;) {
      const batch = await next
      if (this.#closing.signal.aborted || !batch || batch.count === 0) return false
      next = batch.count < batchRows ? Promise.resolve(null) : unitsBelow(db, batch.lowest)
      next.catch(() => {})
      await this.#take(batch)
      if (this.#bytes > this.#bound * (1 - reserve)) return true
    }
  }

  /** Keeps the index for the next start, when enough of it is new and it was not kept a moment ago. */
  #keepSoon(): void {
    const kept = this.#keptIndex()
    if (!kept || this.#keeping || this.#state === 'loading') return
    const pause = this.#kept?.pause ?? usualKeepPause
    this.#keeping = sleep(Math.max(0, this.#keptAt + pause - performance.now()), undefined, {
      ref: false,
      signal: this.#closing.signal,
    })
      .then(() => this.#keep(kept))
      // Without a place to write to, or while the thread is another, the next start takes its time.
      .catch(() => {})
      .finally(() => (this.#keeping = undefined))
  }

  async #keep(kept: Kept): Promise<void> {
    const { units } = await this.#ask({ deed: 'report' })
    if (units < (this.#kept?.least ?? usualLeastKept) || this.#changed <= units * keptChange) return
    this.#keptAt = performance.now()
    this.#changed = 0
    await this.#ask({ deed: 'keep', ...kept })
  }

  async #take(batch: Batch): Promise<void> {
    this.#bytes = await this.#ask({ deed: 'add', rows: batch })
    this.#highest = Math.max(this.#highest, batch.highest)
    this.#changed += batch.count + othersRead
  }

  #hear(payload: string): void {
    const range = /^(\d+)-(\d+)$/.exec(payload)
    if (range) this.#enqueue(() => this.#readAfter(Number(range[1]) - 1, Number(range[2])))
    const originId = /^origin:(.+)$/.exec(payload)?.[1]
    if (originId !== undefined) this.#leaveOut({ deed: 'forget-origin', originId })
    const id = /^gone:(\d+)$/.exec(payload)?.[1]
    if (id !== undefined) this.#leaveOut({ deed: 'forget', ids: [Number(id)] })
  }

  #leaveOut(gone: Question): void {
    if (this.#state === 'loading') this.#goneMeanwhile.push(gone)
    this.#enqueue(async () => {
      await this.#ask(gone)
      this.#changed += gone.deed === 'forget' ? othersRead : manyUnits
    })
  }

  async #readAfter(after: number, last = Number.MAX_SAFE_INTEGER): Promise<void> {
    let from = after
    while (!this.#closing.signal.aborted) {
      if (this.#bytes > this.#bound) {
        this.#makeRoom()
        break
      }
      const batch = await unitsBetween(this.#database.kysely, from, last)
      if (batch.count > 0) await this.#take(batch)
      from = batch.highest
      if (batch.count < batchRows) break
    }
    if (!this.#closing.signal.aborted) await this.#ask({ deed: 'tidy' })
  }

  /** No room for what is new: the index is read anew, the newest first, but not all the time. */
  #makeRoom(): void {
    if (this.#state === 'loading') return
    this.#state = 'partial'
    if (performance.now() - this.#loadedAt < this.#reloadPause) return
    void this.#thread?.close()
    this.#startAgain()
  }

  /** One piece of news after the other. */
  #enqueue(work: () => Promise<void>): void {
    this.#news = this.#news.then(() => this.#untilDone(work)).then(() => this.#keepSoon())
  }

  /** Tries again what fails while the database is away: a unit that is passed over would never be offered. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    for (let pause = firstPause; !this.#closing.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await work()
      } catch {
        await sleep(pause, undefined, { ref: false, signal: this.#closing.signal }).catch(() => {})
      }
    }
  }
}
