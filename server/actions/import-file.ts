// A large XLIFF file becomes an article in the background: it is taken in as it arrives, read in a thread, and its rows
// are written by the hundred where nobody sees them, until it is whole.

import { createHash } from 'node:crypto'

import { WorkError } from '#domain/errors.ts'
import { isTargetLocale, type TargetLocale } from '#locales/locale.ts'

import { piecesApart, type PiecesApart } from '../formats/apart/pieces.ts'
import type { XliffRows } from '../formats/xliff/rows.ts'
import { freeSlug } from '../store/articles.ts'
import { remember } from '../store/history.ts'
import { cancelJob, endJob, getJob, insertJob, isRunning, reportProgress, type Job } from '../store/jobs.ts'
import { getProject } from '../store/projects.ts'
import {
  removeStaged,
  showStaged,
  stageArticle,
  stageEdition,
  stagePiece,
  stageRows,
  type StagedEdition,
} from '../store/staging.ts'
import { deleteUpload, storeUpload, uploadedPieces } from '../store/uploads.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { slugOf } from './import-article.ts'
import { viewOf, type JobView } from './job-view.ts'

/** What a job of this kind is given. */
interface Order {
  readonly uploadId: string
  readonly fileName: string
  readonly bytes: number
  readonly locales: readonly TargetLocale[]
}

/** What it ends with. */
export interface FileImported {
  readonly articleId: string
  readonly title: string
  readonly segments: number
  readonly editions: readonly { readonly id: string; readonly locale: TargetLocale }[]
}

/** Takes a file in as it arrives, and asks for it to be read in the background. @throws WorkError `too-large` */
export async function receiveArticle(
  ctx: ActionContext,
  input: {
    readonly projectId: string
    readonly fileName: string
    readonly locales: readonly TargetLocale[]
    readonly content: AsyncIterable<Uint8Array>
  },
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const { projectId, fileName } = input
  demandMay(ctx, 'article.import', { projectId, locale: null })
  demandFound(await getProject(ctx.db, projectId))
  const { id, bytes } = await storeUpload(ctx.db, { projectId, name: fileName }, input.content)
  return transaction(ctx.db, async (tx) => {
    const order: Order = { uploadId: id, fileName, bytes, locales: [...new Set(input.locales)] }
    const job = await insertJob(tx, {
      ...{ projectId, kind: 'article-import', input: order, personId: doer(ctx) },
    })
    await remember(tx, {
      ...{ deed: 'article.import-asked', personId: doer(ctx), projectId },
      after: { articleId: id, fileName, bytes },
    })
    return { outcome: 'begun', job: viewOf(job) }
  })
}

/** Gives up an import that has not ended. */
export async function cancelImport(ctx: ActionContext, id: string): Promise<JobView> {
  const job = demandFound(await getJob(ctx.db, id))
  demandMay(ctx, 'article.import', { projectId: job.projectId, locale: null })
  if (job.kind !== 'article-import') throw new WorkError('forbidden', 'Only an import can be given up')
  return transaction(ctx.db, async (tx) => {
    if (await cancelJob(tx, id)) {
      const { uploadId, fileName } = job.input as Order // only `receiveArticle` writes jobs of this kind
      await deleteUpload(tx, uploadId)
      await remember(tx, {
        ...{ deed: 'article.import-cancelled', personId: doer(ctx), projectId: job.projectId },
        after: { articleId: uploadId, fileName },
      })
    }
    return viewOf(demandFound(await getJob(tx, id)))
  })
}

interface Tools extends Pick<ActionContext, 'db' | 'now'> {
  /** Resolves when others have been served. */
  readonly lull?: () => Promise<void>
}

/** Rows of all tables that are written in one statement: others wait for no longer than that takes. */
const rowsTogether = 200

/** Does the work of such a job; what a process that died has left of it is removed, and all is done again. */
export async function readArticleFile(tools: Tools, job: Job, signal?: AbortSignal): Promise<unknown> {
  const { db } = tools
  // Only `receiveArticle` writes jobs of this kind.
  const order = job.input as Order
  const { uploadId } = order
  try {
    await removeStaged(db, uploadId)
    return await readWhole(tools, job, order, signal)
  } catch (error) {
    const away = error instanceof WorkError && error.code === 'storage-unavailable'
    if (!away && !signal?.aborted) {
      await removeStaged(db, uploadId)
      await deleteUpload(db, uploadId)
    }
    throw error
  }
}

async function readWhole(
  { db, now, lull = async () => {} }: Tools,
  job: Job,
  { uploadId, fileName, bytes, locales }: Order,
  signal: AbortSignal | undefined,
): Promise<FileImported> {
  const file = piecesApart('rows', Math.ceil(rowsTogether / (1 + locales.length)))
  const hash = createHash('sha256')
  const editions: StagedEdition[] = []
  const write = async ({ batches, targetLanguage }: XliffRows): Promise<void> => {
    if (batches.length > 0 && editions.length < locales.length)
      editions.push(...(await openStaged(db, uploadId, locales, targetLanguage)))
    for (const batch of batches) {
      signal?.throwIfAborted()
      await lull()
      await stageRows(db, uploadId, editions, batch)
    }
  }
  try {
    await stageArticle(db, { id: uploadId, fileName, personId: job.personId })
    let written = 0
    let ordinal = 0
    for await (const { piece, rows } of readAhead(file, uploadedPieces(db, uploadId))) {
      await write(rows)
      if (!piece)
        return await show(db, now, job, {
          uploadId,
          fileName,
          editions,
          last: rows,
          sha256: hash.digest('hex'),
        })
      hash.update(piece)
      await stagePiece(db, uploadId, uploadId, ordinal)
      ordinal += 1
      written += piece.length
      // A job counts in kilobytes, because bytes would not fit the column.
      const progress = { done: kilobytes(written), total: kilobytes(bytes) }
      if (!(await reportProgress(db, job.id, progress))) throw givenUp()
    }
    throw new Error('A file has an end')
  } finally {
    file.close()
  }
}

/** Gives the rows of each piece, and of the end (`null`); the next piece is read while those before it are written. */
async function* readAhead(
  file: PiecesApart<Uint8Array, XliffRows>,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly piece: Uint8Array | null; readonly rows: XliffRows }> {
  let ahead: { readonly piece: Uint8Array | null; readonly rows: Promise<XliffRows> } | null = null
  for await (const piece of withEnd(pieces)) {
    const ready = ahead && { piece: ahead.piece, rows: await ahead.rows }
    const rows = file.next(piece)
    // It is asked for in the next round; a failure until then is told there.
    rows.catch(() => {})
    ahead = { piece, rows }
    if (ready) yield ready
  }
  if (ahead) yield { piece: ahead.piece, rows: await ahead.rows }
}

async function* withEnd(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | null> {
  yield* pieces
  yield null
}

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024)
const givenUp = (): WorkError => new WorkError('not-found', 'The import was given up')

async function openStaged(
  db: ActionContext['db'],
  articleId: string,
  locales: readonly TargetLocale[],
  targetLanguage: string,
): Promise<readonly StagedEdition[]> {
  const language = targetLanguage.toLowerCase().split(/[-_]/)[0] ?? ''
  const brought = isTargetLocale(language) ? language : null
  const editions: StagedEdition[] = []
  for (const locale of locales) {
    editions.push({ id: await stageEdition(db, articleId, locale), locale, given: locale === brought })
  }
  return editions
}

/** Makes an article that is whole appear, with its editions and its lines in the history. */
async function show(
  db: ActionContext['db'],
  now: Date,
  job: Job,
  found: {
    readonly uploadId: string
    readonly fileName: string
    readonly editions: readonly StagedEdition[]
    readonly last: XliffRows
    readonly sha256: string
  },
): Promise<FileImported> {
  const { uploadId: articleId, fileName, last, sha256 } = found
  const { projectId, personId } = job
  const title = last.original || fileName.replace(/\.[^.]+$/, '')
  const { segments, words } = last
  return transaction(db, async (tx) => {
    if (!(await isRunning(tx, job.id))) throw givenUp()
    const slug = await freeSlug(tx, projectId, slugOf(title))
    await showStaged(tx, { id: articleId, projectId, title, slug, sha256, words, segments, now })
    const at = { personId, projectId, articleId }
    await remember(tx, { ...at, deed: 'article.imported', after: { title, fileName } })
    const editions = found.editions.map(({ id, locale }) => ({ id, locale }))
    for (const { id, locale } of editions)
      await remember(tx, { ...at, editionId: id, deed: 'edition.opened', after: { locale } })
    const result: FileImported = { articleId, title, segments, editions }
    await deleteUpload(tx, articleId)
    await endJob(tx, job.id, 'done', result)
    return result
  })
}
