// The file that an article came from with the translations of an edition in it, of any size: it is written in the
// background and kept for a day.

import { WorkError } from '#domain/errors.ts'

import { piecesApart } from '../formats/apart/pieces.ts'
import { originalType } from '../formats/original.ts'
import type { TargetsOfPiece, UnwrittenTarget, WrittenPiece } from '../formats/xliff/target-writer.ts'
import { getArticle, originalPieces } from '../store/articles.ts'
import { blockTargets, hasTargets, type BlockTargetRow } from '../store/edition-file.ts'
import { getEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { getJob, insertJob, reportProgress, type Job, type JobKind } from '../store/jobs.ts'
import { hasUpload, storeUpload, uploadedPieces } from '../store/uploads.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { viewOf, type JobView } from './job-view.ts'
import { noteLeft } from './left-files.ts'

/** What a job of this kind is given. */
interface Order {
  readonly editionId: string
}

/** What it ends with. */
export interface FileWritten {
  readonly uploadId: string
  readonly name: string
  readonly bytes: number
  /** Targets that the file did not have. */
  readonly changed: number
  /** Targets that could not be written; what stood in the file stays. */
  readonly left: number
  /** The first of them. */
  readonly unwritten: readonly UnwrittenTarget[]
}

/** Asks for the file. @throws WorkError `unsupported-file` for an article that is no XLIFF file */
export async function askForFile(
  ctx: ActionContext,
  input: { readonly editionId: string },
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  const { projectId, articleId } = edition
  demandMay(ctx, 'article.read', { projectId, locale: null })
  const article = demandFound(await getArticle(ctx.db, articleId))
  if (article.format !== 'xliff') {
    throw new WorkError(
      'unsupported-file',
      `${article.fileName} is no XLIFF file; take a release home instead`,
    )
  }
  const order: Order = { editionId: edition.id }
  return transaction(ctx.db, async (tx) => {
    const job = await insertJob(tx, {
      ...{ projectId, kind: 'edition-file', input: order, personId: doer(ctx) },
    })
    await remember(tx, {
      ...{ deed: 'edition.file-asked', personId: doer(ctx), projectId, articleId, editionId: edition.id },
      after: {},
    })
    return { outcome: 'begun', job: viewOf(job) }
  })
}

type Tools = Pick<ActionContext, 'db'>

/** Does the work of such a job. */
export async function writeEditionFile({ db }: Tools, job: Job, signal?: AbortSignal): Promise<FileWritten> {
  // Only `askForFile` writes jobs of this kind.
  const { editionId } = job.input as Order
  const edition = demandFound(await getEdition(db, editionId))
  const { fileName, slug } = demandFound(await getArticle(db, edition.articleId))
  const thread = piecesApart('targets', (await hasTargets(db, editionId)) ? edition.locale : null)
  const told = { changed: 0, left: 0, unwritten: [] as UnwrittenTarget[] }
  const taken = ({ bytes, changed, unwritten }: WrittenPiece): Uint8Array => {
    told.changed = changed
    told.left += unwritten.length
    told.unwritten.push(...unwritten.slice(0, Math.max(0, mostTold - told.unwritten.length)))
    return bytes
  }
  async function* written(): AsyncGenerator<Uint8Array> {
    let done = 0
    const blocks = blockTargets(db, { ...edition, id: editionId })
    for await (const piece of withTargets(originalPieces(db, edition.articleId), blocks)) {
      signal?.throwIfAborted()
      yield taken(await thread.next(piece))
      done += piece.targets.length
      await reportProgress(db, job.id, { done, total: Math.max(done, edition.progress.total) })
    }
    yield taken(await thread.next(null))
  }
  try {
    const name = `${slug}.${edition.locale}.${originalType(fileName).extension}`
    const { id: uploadId, bytes } = await storeUpload(db, { projectId: job.projectId, name }, written())
    // Not all of what was written is known to have been understood: what left is what can be read of it.
    await noteLeft(db, edition, uploadedPieces(db, uploadId))
    return { uploadId, name, bytes, ...told }
  } finally {
    thread.close()
  }
}

/** So many targets that could not be written are told about; the rest is a number. */
const mostTold = 100

/** Gives each piece of a file the targets of the blocks that begin in it. */
async function* withTargets(
  pieces: AsyncIterable<Uint8Array>,
  blocks: AsyncGenerator<BlockTargetRow>,
): AsyncGenerator<TargetsOfPiece> {
  let end = 0
  let next = await blocks.next()
  for await (const piece of pieces) {
    end += piece.length
    const targets: (string | null)[] = []
    while (!next.done && next.value.start < end) {
      targets.push(next.value.target)
      next = await blocks.next()
    }
    yield { piece, targets }
  }
}

/** Work that ends with a file, and says so as `FileWritten` does. */
const kindsWithFiles: ReadonlySet<string> = new Set<JobKind>(['edition-file', 'homecoming'])

/** A file that a job has written. @throws WorkError `not-found`, also when it is a day old */
export async function takeFile(
  ctx: ActionContext,
  jobId: string,
): Promise<{
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  readonly content: AsyncGenerator<Uint8Array>
}> {
  const job = demandFound(await getJob(ctx.db, jobId))
  demandMay(ctx, 'article.read', { projectId: job.projectId, locale: null })
  const { uploadId, name, bytes } = (
    kindsWithFiles.has(job.kind) && job.state === 'done' ? job.result : {}
  ) as Partial<FileWritten>
  if (
    uploadId === undefined ||
    name === undefined ||
    bytes === undefined ||
    !(await hasUpload(ctx.db, uploadId))
  )
    throw new WorkError('not-found', 'The file is not written, or was kept for a day and is gone')
  return {
    name,
    bytes,
    contentType: originalType(name).contentType,
    content: uploadedPieces(ctx.db, uploadId),
  }
}
