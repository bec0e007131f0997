// The search index of the memory in this process: read from the table in the background, kept up to date by the
// messages of the database. It only proposes units; who asks reads them from the table again (see ../memory.ts).

import { setTimeout as sleep } from 'node:timers/promises'

import { sql, type RawBuilder } from 'kysely'

import type { HoldingQuestion, SimilarQuestion, SimilarUnits } from '#domain/memory/unit-index.ts'

import type { OpenDatabase } from '../database.ts'
import { isOffered } from '../memory.ts'
import type { Answers, Question, UnitRows } from './question.ts'
import { startIndex, type IndexThread } from './thread.ts'

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
const batchRows = 4000
/** How many ids back are read again after messages may have been lost. */
const overlap = 10_000
/** How long an index that is full stays as it is before it is read anew, in milliseconds. */
const usualReloadPause = 600_000
/** How long is waited before something is tried again, in milliseconds. */
const firstPause = 250
const longestPause = 10_000

/** Rows of the table, column by column: the database writes, and the thread reads, much faster so. */
interface Batch extends UnitRows {
  readonly count: number
  readonly lowest: number
  readonly highest: number
}

const noBatch: Batch = {
  count: 0,
  lowest: 0,
  highest: 0,
  ids: '',
  scopes: '[]',
  sources: '[]',
  targets: '[]',
}

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
}

class UnitFeed implements MemoryIndex {
  readonly #database: Pick<OpenDatabase, 'kysely' | 'listen'>
  readonly #bound: number
  readonly #workerFile: string | undefined
  readonly #reloadPause: number
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
  readonly #closing = new AbortController()

  constructor(
    database: Pick<OpenDatabase, 'kysely' | 'listen'>,
    { boundMegabytes = usualBound, workerFile, reloadPause = usualReloadPause }: FeedOptions,
  ) {
    this.#database = database
    this.#bound = boundMegabytes * 1_000_000
    this.#workerFile = workerFile
    this.#reloadPause = reloadPause
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
    await Promise.all([this.#loading, this.#news])
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

  /** Reads the whole table, the newest units first, until the bound is reached. */
  async #load(): Promise<void> {
    const begun = performance.now()
    const top = await this.#highestId()
    this.#highest = Math.max(this.#highest, top)
    let full = false
    // While the index takes one batch in, the database reads the next: both are at work all the time.
    let next = this.#readBelow(top + 1)
    for (;;) {
      const batch = await next
      if (this.#closing.signal.aborted || batch.count === 0) break
      next = batch.count < batchRows ? Promise.resolve(noBatch) : this.#readBelow(batch.lowest)
      next.catch(() => {})
      await this.#take(batch)
      full = this.#bytes > this.#bound * (1 - reserve)
      if (full) break
    }
    if (this.#closing.signal.aborted) return
    for (const gone of this.#goneMeanwhile.splice(0)) await this.#ask(gone)
    await this.#ask({ deed: 'tidy' })
    this.#loadedAt = performance.now()
    this.#loadedIn = this.#loadedAt - begun
    this.#state = full ? 'partial' : 'ready'
  }

  async #highestId(): Promise<number> {
    const query = sql<{ id: number | null }>`select max(id) as id from memory_unit`
    return (await query.execute(this.#database.kysely)).rows[0]?.id ?? 0
  }

  #readBelow(id: number): Promise<Batch> {
    return this.#read(sql`id < ${id}`, sql`desc`)
  }

  /** Reads one batch as few texts, so that the thread that serves people neither makes nor copies many objects. */
  async #read(which: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<Batch> {
    const { rows } = await sql<Batch>`
      select count(*)::integer as count, coalesce(min(id), 0) as lowest, coalesce(max(id), 0) as highest,
        string_agg(id::text, ',') as ids, json_agg(source)::text as sources, json_agg(target)::text as targets,
        json_agg(concat(project_id, ' ', source_locale, ' ', target_locale, ' ', origin_id))::text as scopes
      from (select * from memory_unit unit where ${which} and ${isOffered} order by id ${order}
        limit ${batchRows}) unit`.execute(this.#database.kysely)
    return rows[0]?.count ? rows[0] : noBatch
  }

  async #take(batch: Batch): Promise<void> {
    this.#bytes = await this.#ask({ deed: 'add', rows: batch })
    this.#highest = Math.max(this.#highest, batch.highest)
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
    })
  }

  async #readAfter(after: number, last = Number.MAX_SAFE_INTEGER): Promise<void> {
    let from = after
    while (!this.#closing.signal.aborted) {
      if (this.#bytes > this.#bound) {
        this.#makeRoom()
        break
      }
      const batch = await this.#read(sql`id > ${from} and id <= ${last}`, sql`asc`)
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
    this.#news = this.#news.then(() => this.#untilDone(work))
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
