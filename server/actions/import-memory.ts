// Translation memories of others come in as TMX files, whole or not at all: a file is looked through to its end before
// the first of its pairs is stored, and its pairs are offered when the last of them is. Neither the file nor what is in
// it is ever whole in memory.

import { setImmediate as turn } from 'node:timers/promises'

import { WorkError } from '#domain/errors.ts'
import { XmlError } from '#glossary/xml/error.ts'
import { targetLocales } from '#locales/locale.ts'

import { pairsOf, skipReasons, type SkipReason, type TmxPair } from '../formats/memory-tmx.ts'
import { TmxStream, type TmxUnit } from '../formats/tmx.ts'
import { remember } from '../store/history.ts'
import { endJob, insertJob, reportProgress, type Job } from '../store/jobs.ts'
import { insertOrigin, insertPairs, showFile, sweepFiles, unitsOfFile } from '../store/memory.ts'
import { deleteUpload, storeUpload, uploadedPieces } from '../store/uploads.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { viewOf, type JobView } from './job-view.ts'
import { demandMemory } from './memory-place.ts'

/** What a file brought. */
export interface MemoryImported {
  readonly originId: string
  readonly fileName: string
  /** Units of the file. */
  readonly units: number
  /** Pairs that are new. */
  readonly added: number
  /** Pairs that the project has already, word for word. */
  readonly known: number
  readonly languages: Readonly<Record<string, number>>
  readonly skipped: Readonly<Record<SkipReason, number>>
}

/** What a job of this kind is given. */
interface Order {
  readonly uploadId: string
  readonly fileName: string
  readonly bytes: number
}

/** Takes a file in as it arrives, and asks for it to be read in the background. @throws WorkError `too-large` */
export async function receiveMemory(
  ctx: ActionContext,
  input: {
    readonly projectId: string
    readonly fileName: string
    readonly content: AsyncIterable<Uint8Array>
  },
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const { projectId, fileName } = input
  await demandMemory(ctx, projectId, 'memory.edit')
  const { id, bytes } = await storeUpload(ctx.db, { projectId, name: fileName }, input.content)
  return transaction(ctx.db, async (tx) => {
    const order: Order = { uploadId: id, fileName, bytes }
    const job = await insertJob(tx, {
      ...{ projectId, kind: 'memory-import', input: order, personId: doer(ctx) },
    })
    await remember(tx, {
      ...{ deed: 'memory.import-asked', personId: doer(ctx), projectId },
      after: { originId: id, fileName, bytes },
    })
    return { outcome: 'begun', job: viewOf(job) }
  })
}

/** Does the work of such a job; what a process that died has stored already is not stored again. */
export async function readUpload(
  { db }: Pick<ActionContext, 'db'>,
  job: Job,
  signal?: AbortSignal,
): Promise<MemoryImported> {
  // Only `receiveMemory` writes jobs of this kind.
  const { uploadId, fileName, bytes } = job.input as Order
  try {
    return await readFile(db, {
      ...{ projectId: job.projectId, originId: uploadId, fileName, personId: job.personId },
      content: () => uploadedPieces(db, uploadId),
      // A job counts in kilobytes: a file is read twice, and its bytes would not fit the column.
      progress: async (read) => {
        signal?.throwIfAborted()
        const told = { done: kilobytes(read), total: kilobytes(bytes * 2) }
        if (!(await reportProgress(db, job.id, told)))
          throw new WorkError('not-found', 'The file is read by somebody else, or by nobody any more')
      },
      end: async (tx, report) => {
        await deleteUpload(tx, uploadId)
        await endJob(tx, job.id, 'done', report)
      },
    })
  } catch (error) {
    const away = error instanceof WorkError && error.code === 'storage-unavailable'
    if (!away && !signal?.aborted) {
      await deleteUpload(db, uploadId)
      await sweepFiles(db, uploadId)
    }
    throw error
  }
}

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024)

/** Reads a file at once, as the command line does. @throws WorkError `unsupported-file` with line and column */
export async function importMemory(
  ctx: ActionContext,
  input: {
    readonly projectId: string
    readonly originId: string
    readonly fileName: string
    /** Reads the file from its beginning; it is read twice. */
    readonly content: () => AsyncIterable<Uint8Array>
    /** Hears how many bytes were read, of both times together. */
    readonly progress?: (read: number) => void
  },
): Promise<MemoryImported> {
  const { projectId, originId, fileName, content } = input
  await demandMemory(ctx, projectId, 'memory.edit')
  try {
    return await readFile(ctx.db, {
      ...{ projectId, originId, fileName, personId: doer(ctx), content },
      progress: async (read) => input.progress?.(read),
      end: async () => {},
    })
  } catch (error) {
    await sweepFiles(ctx.db, originId)
    throw error
  }
}

interface Reading {
  readonly projectId: string
  readonly originId: string
  readonly fileName: string
  readonly personId: string | null
  readonly content: () => AsyncIterable<Uint8Array>
  readonly progress: (read: number) => Promise<void>
  /** Done in the transaction that ends the reading. */
  readonly end: (tx: ActionContext['db'], report: MemoryImported) => Promise<void>
}

/** Pairs that are stored together; between two batches others are served. */
const batch = 500

async function readFile(db: ActionContext['db'], reading: Reading): Promise<MemoryImported> {
  const { projectId, originId, fileName, personId } = reading
  const told = byteCount(reading)
  await sweepFiles(db)
  const tally = await tallyOf(unitsIn(told()), fileName)
  const known = await unitsOfFile(db, originId)
  if (known === null) await insertOrigin(db, { id: originId, projectId, name: fileName, personId })
  let waiting: TmxPair[] = []
  const store = async (): Promise<void> => {
    const some = waiting
    waiting = []
    if (some.length > 0) await insertPairs(db, { id: originId, projectId }, some)
  }
  for await (const units of unitsIn(told())) {
    for (const unit of units) {
      const pairs = pairsOf(unit)
      if (typeof pairs !== 'string') waiting.push(...pairs)
      if (waiting.length >= batch) await store()
    }
  }
  await store()
  return transaction(db, async (tx) => {
    if (!(await showFile(tx, originId))) throw new WorkError('not-found', 'The file was given up')
    const added = (await unitsOfFile(tx, originId)) ?? 0
    const { units, pairs, languages, skipped } = tally
    const report = { fileName, units, added, known: pairs - added, languages, skipped }
    await remember(tx, {
      ...{ deed: 'memory.imported', personId, projectId },
      after: { originId, ...report },
    })
    await reading.end(tx, { originId, ...report })
    return { originId, ...report }
  })
}

/** Gives the pieces of a file, and tells how much of it was read. */
function byteCount({ content, progress }: Reading): () => AsyncGenerator<Uint8Array> {
  let read = 0
  return async function* () {
    for await (const piece of content()) {
      yield* slicesOf(piece)
      read += piece.length
      await progress(read)
    }
  }
}

/** Bytes that are parsed in one go; then whoever else waits has a turn. */
const sliceBytes = 128 * 1024

async function* slicesOf(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < piece.length; at += sliceBytes) {
    yield piece.subarray(at, at + sliceBytes)
    await turn()
  }
}

async function* unitsIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly TmxUnit[]> {
  try {
    yield* new TmxStream().arriving(pieces)
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw new WorkError('unsupported-file', error.message, { line: error.line, column: error.column })
  }
}

interface Tally {
  readonly units: number
  readonly pairs: number
  readonly languages: Readonly<Record<string, number>>
  readonly skipped: Readonly<Record<SkipReason, number>>
}

/** Looks through a whole file. @throws WorkError `unsupported-file` when it cannot be read, or is of no use */
async function tallyOf(batches: AsyncIterable<readonly TmxUnit[]>, fileName: string): Promise<Tally> {
  const skipped = { 'no-english': 0, 'no-target-language': 0, empty: 0, 'too-long': 0 }
  const languages: Record<string, number> = {}
  let units = 0
  let pairs = 0
  for await (const some of batches) {
    for (const unit of some) {
      units += 1
      const found = pairsOf(unit)
      if (typeof found === 'string') {
        skipped[found] += 1
        continue
      }
      pairs += found.length
      for (const { targetLocale } of found) languages[targetLocale] = (languages[targetLocale] ?? 0) + 1
    }
  }
  if (pairs > 0) return { units, pairs, languages, skipped }
  throw new WorkError(
    'unsupported-file',
    `${fileName} has no pair from English into ${targetLocales.join(', ')}; its ${units} units: ` +
      skipReasons.map((reason) => `${skipped[reason]} ${reason}`).join(', '),
  )
}
