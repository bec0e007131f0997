// The search index of the memory in this process: read from the table in the background, kept up to date by the
// messages of the database. It only proposes units; who asks reads them from the table again (see ../memory.ts).

import { setTimeout as sleep } from 'node:timers/promises'

import { sql, type RawBuilder } from 'kysely'

import type { HoldingQuestion, SimilarQuestion, SimilarUnits } from '#domain/memory/unit-index.ts'

import type { OpenDatabase } from '../database.ts'
import type { Answers, Question } from './question.ts'
import { startIndex, type IndexThread } from './thread.ts'

/** Channel of new units (`from-to`) and removed files (`origin:id`); the triggers of 0050 speak on it. */
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
/** How long is waited before something is tried again, in milliseconds. */
const firstPause = 250
const longestPause = 10_000

/** Rows of the table in one text. */
interface Batch {
  readonly count: number
  readonly lowest: number
  readonly highest: number
  readonly rows: string
}

const noBatch: Batch = { count: 0, lowest: 0, highest: 0, rows: '[]' }

/** The default bound of the index, in megabytes. */
export const usualBound = 600

/** Makes the index of a database; nothing is read before it is started or asked. */
export function createMemoryIndex(
  database: Pick<OpenDatabase, 'kysely' | 'listen'>,
  options: { readonly boundMegabytes?: number; readonly workerFile?: string } = {},
): MemoryIndex {
  return new UnitFeed(database, (options.boundMegabytes ?? usualBound) * 1_000_000, options.workerFile)
}

class UnitFeed implements MemoryIndex {
  readonly #database: Pick<OpenDatabase, 'kysely' | 'listen'>
  readonly #bound: number
  readonly #workerFile: string | undefined
  #thread: IndexThread | undefined
  #started: Promise<void> | undefined
  #loading: Promise<void> = Promise.resolve()
  #news: Promise<void> = Promise.resolve()
  #unlisten: () => Promise<void> = async () => {}
  #state: IndexState['state'] = 'idle'
  #loadedIn: number | null = null
  #bytes = 0
  #highest = 0
  readonly #closing = new AbortController()

  constructor(
    database: Pick<OpenDatabase, 'kysely' | 'listen'>,
    bound: number,
    workerFile: string | undefined,
  ) {
    this.#database = database
    this.#bound = bound
    this.#workerFile = workerFile
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
    return this.#ask({ deed: 'similar', question })
  }

  async holding(question: HoldingQuestion): Promise<readonly number[]> {
    return this.#ask({ deed: 'holding', question })
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
    this.#thread = startIndex(this.#workerFile)
    this.#state = 'loading'
    // Listen first: what is approved while the table is read is told, and what is read twice is kept once.
    this.#unlisten = await this.#database.listen(
      memoryChannel,
      (payload) => this.#hear(payload),
      () => this.#enqueue(() => this.#readAfter(this.#highest - overlap)),
    )
    this.#loading = this.#untilDone(() => this.#load())
  }

  async #ask<Q extends Question>(asked: Q): Promise<Answers[Q['deed']]> {
    await this.start()
    if (!this.#thread) throw new Error('The memory index was not started')
    return this.#thread.ask(asked)
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
    await this.#ask({ deed: 'tidy' })
    this.#loadedIn = performance.now() - begun
    this.#state = full ? 'partial' : 'ready'
  }

  async #highestId(): Promise<number> {
    const query = sql<{ id: number | null }>`select max(id) as id from memory_unit`
    return (await query.execute(this.#database.kysely)).rows[0]?.id ?? 0
  }

  #readBelow(id: number): Promise<Batch> {
    return this.#read(sql`id < ${id}`, sql`desc`)
  }

  /** Reads one batch as one text, so that the thread that serves people neither makes nor copies many objects. */
  async #read(which: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<Batch> {
    const { rows } = await sql<Batch>`
      select count(*)::integer as count, coalesce(min(id), 0) as lowest, coalesce(max(id), 0) as highest,
        coalesce(json_agg(json_build_array(id, project_id, source_locale, target_locale, origin_id, source,
          target)), '[]')::text as rows
      from (select * from memory_unit where ${which} order by id ${order} limit ${batchRows}) unit`.execute(
      this.#database.kysely,
    )
    return rows[0] ?? noBatch
  }

  async #take(batch: Batch): Promise<void> {
    this.#bytes = await this.#ask({ deed: 'add', rows: batch.rows })
    this.#highest = Math.max(this.#highest, batch.highest)
  }

  #hear(payload: string): void {
    const range = /^(\d+)-(\d+)$/.exec(payload)
    if (range) this.#enqueue(() => this.#readAfter(Number(range[1]) - 1, Number(range[2])))
    const originId = /^origin:(.+)$/.exec(payload)?.[1]
    if (originId === undefined) return
    this.#enqueue(async () => {
      await this.#ask({ deed: 'forget-origin', originId })
    })
  }

  async #readAfter(after: number, last = Number.MAX_SAFE_INTEGER): Promise<void> {
    let from = after
    while (!this.#closing.signal.aborted) {
      if (this.#bytes > this.#bound) {
        this.#state = 'partial'
        break
      }
      const batch = await this.#read(sql`id > ${from} and id <= ${last}`, sql`asc`)
      if (batch.count > 0) await this.#take(batch)
      from = batch.highest
      if (batch.count < batchRows) break
    }
    if (!this.#closing.signal.aborted) await this.#ask({ deed: 'tidy' })
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
