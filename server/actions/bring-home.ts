// A large file comes home in the background. It is read to its end and judged before anything is written; then it is
// written in pieces, each whole or not at all, so that whoever takes the work up after a crash goes on where it ended.

import { setImmediate as turn } from 'node:timers/promises'

import { WorkError } from '#domain/errors.ts'
import { demandPermission, type Person, type Scope } from '#domain/people.ts'

import { piecesApart } from '../formats/apart/pieces.ts'
import { csvOf } from '../formats/csv.ts'
import type { ReturnedUnit } from '../formats/xliff/returned.ts'
import type { ReturnedHead, SeenTarget } from '../formats/xliff/returned-reader.ts'
import { getArticle } from '../store/articles.ts'
import {
  getEdition,
  lastOrdinals,
  rowsAt,
  type EditionRow,
  type EditionWithContext,
} from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { deletePieces, hasPiece, insertPiece, piecesOf } from '../store/homecoming.ts'
import { personWithRoles } from '../store/identity/lookup.ts'
import { endJob, getJob, insertJob, isRunning, newestJobOf, reportProgress, type Job } from '../store/jobs.ts'
import { writeReturned } from '../store/returned.ts'
import { hasUpload, storeUpload, uploadedPieces } from '../store/uploads.ts'
import { demandMay, doer, operator, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import type { Glossaries } from './glossaries.ts'
import {
  countsOf,
  decisions,
  demandSameEdition,
  errorsOf,
  placed,
  type Decided,
  type HomecomingPlace,
  type PlacedUnit,
  ordinalsOf,
  type ReportLine,
} from './homecoming.ts'
import { viewOf, type JobView } from './job-view.ts'
import { leftFiles, lookThrough, noteHome, type LeftFiles } from './left-files.ts'

/** What a job of this kind is given. */
interface Order {
  readonly editionId: string
  readonly uploadId: string
  readonly fileName: string
  readonly bytes: number
  readonly preview: boolean
  /** Who brings it, and what a token of theirs may do; null is the operator. */
  readonly by: { readonly id: string; readonly scopes: readonly Scope[] | null } | null
}

type Counts = Readonly<Record<ReportLine['outcome'], number>>

/** What such a job ends with. The first lines are told here; all of them are in a table that is kept for a day. */
export interface BroughtHome {
  readonly applied: boolean
  readonly fileName: string
  readonly counts: Counts
  /** How many lines somebody should look at: conflicts, refusals, and states that were not given. */
  readonly noted: number
  readonly lines: readonly ReportLine[]
  /** The table. */
  readonly uploadId: string
  readonly name: string
  readonly bytes: number
}

/** Takes a file in as it arrives, and asks for it to be brought home in the background. @throws WorkError `too-large` */
export async function receiveHomecoming(
  ctx: ActionContext,
  input: {
    readonly editionId: string
    readonly fileName: string
    /** Only say what would be done. */
    readonly preview: boolean
    readonly content: AsyncIterable<Uint8Array>
  },
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const { editionId, fileName, preview } = input
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'translation.save', edition)
  const file = { projectId: edition.projectId, name: fileName }
  const { id: uploadId, bytes } = await storeUpload(ctx.db, file, input.content)
  return ask(ctx, edition, { editionId, uploadId, fileName, bytes, preview, by: byOf(ctx) })
}

/** Asks for a file to be taken over whose report was looked at. @throws WorkError `not-found`, also when it is a day old */
export async function applyHomecoming(
  ctx: ActionContext,
  jobId: string,
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const before = demandFound(await getJob(ctx.db, jobId))
  const order = demandFound(before.kind === 'homecoming' ? (before.input as Order) : null) // see `ask`
  const edition = demandFound(await getEdition(ctx.db, order.editionId))
  demandMay(ctx, 'translation.save', edition)
  if (before.state !== 'done' || !(await hasUpload(ctx.db, order.uploadId)))
    throw new WorkError('not-found', 'The file was kept for a day and is gone, or could not be read')
  return ask(ctx, edition, { ...order, preview: false, by: byOf(ctx) })
}

/** Reads how the file stands that was brought home last; null when there is none. */
export async function newestHomecoming(
  ctx: ActionContext,
  editionId: string,
): Promise<{ readonly job: JobView | null }> {
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  const job = await newestJobOf(ctx.db, edition, 'homecoming')
  return { job: job && viewOf(job) }
}

function ask(ctx: ActionContext, edition: EditionWithContext, order: Order) {
  const { projectId, articleId, id: editionId } = edition
  return transaction(ctx.db, async (tx) => {
    const job = await insertJob(tx, { projectId, kind: 'homecoming', input: order, personId: doer(ctx) })
    await remember(tx, {
      ...{ deed: 'edition.return-asked', personId: doer(ctx), projectId, articleId, editionId },
      after: { fileName: order.fileName, bytes: order.bytes, preview: order.preview },
    })
    return { outcome: 'begun' as const, job: viewOf(job) }
  })
}

const byOf = (ctx: ActionContext): Order['by'] => {
  const id = doer(ctx)
  return id === null ? null : { id, scopes: ctx.person.scopes }
}

/** What the work is done with. */
export interface HomecomingTools extends Pick<ActionContext, 'db' | 'now'> {
  readonly glossaries: Glossaries
  /** Resolves when others have been served. */
  readonly lull?: () => Promise<void>
}

/** Does the work of such a job. */
export async function bringHome(
  tools: HomecomingTools,
  job: Job,
  signal?: AbortSignal,
): Promise<BroughtHome> {
  const { db } = tools
  // Only `ask` writes jobs of this kind.
  const order = job.input as Order
  const edition = demandFound(await getEdition(db, order.editionId))
  const person = await demandPerson(db, order)
  demandPermission(person, 'translation.save', edition)
  const progress = progressOf(db, job, order, signal)
  const { isForeign, left } = await judged(db, edition, order, progress)
  const index = await tools.glossaries(db, edition)
  const ordinals = await lastOrdinals(db, edition.articleId)
  const place: Omit<HomecomingPlace, 'leftOf'> = {
    ...{ person, edition, errorsIn: remembering(errorsOf(edition, index)) },
    ordinalOfBlock: (block) => ordinals[block] || undefined,
  }
  const seen = new Set<number>()
  let ordinal = 0
  for await (const units of unitsOf(db, order, isForeign ? 'foreign' : 'ours', progress)) {
    const some = placed(place, units, seen)
    if (!(await hasPiece(db, job.id, ordinal)))
      await takeIn(tools, job, order, { ...place, leftOf: await leftOf(left, some) }, ordinal, some)
    ordinal += 1
  }
  if (left && !order.preview) await noteHome(db, edition, uploadedPieces(db, order.uploadId))
  return end(tools, job, order, edition)
}

async function demandPerson(db: ActionContext['db'], { by }: Order): Promise<Person> {
  if (by === null) return operator
  const person = await personWithRoles(db, by.id)
  if (!person) throw new WorkError('forbidden', 'Whoever brought the file is not here any more')
  return { ...person, scopes: by.scopes }
}

/** Tells how many bytes were read, of both times together, and gives up when told to. */
type Progress = (read: number) => Promise<void>

function progressOf(
  db: ActionContext['db'],
  job: Job,
  { bytes }: Order,
  signal: AbortSignal | undefined,
): Progress {
  return async (read) => {
    signal?.throwIfAborted()
    // A job counts in kilobytes, because bytes would not fit the column.
    const told = { done: Math.ceil(read / 1024), total: Math.ceil((bytes * 2) / 1024) }
    if (!(await reportProgress(db, job.id, told)))
      throw new WorkError('not-found', 'The file is read by somebody else, or by nobody any more')
  }
}

/** Reads the whole file. @throws WorkError when it cannot be read, or is of another edition */
async function judged(
  db: ActionContext['db'],
  edition: EditionWithContext,
  { uploadId }: Order,
  progress: Progress,
): Promise<{ readonly isForeign: boolean; readonly left: LeftFiles | null }> {
  const { format } = demandFound(await getArticle(db, edition.articleId))
  const files = format === 'xliff' ? await leftFiles(db, edition) : null
  const compare = async (first: number, targets: readonly SeenTarget[]): Promise<void> =>
    files?.compare(first, targets)
  const head: ReturnedHead = await lookThrough(uploadedPieces(db, uploadId), compare, progress)
  demandSameEdition(head, edition)
  // The file that the article was made of leaves with targets in it, under the ids of others.
  const isForeign = files !== null && !head.isOurs
  return { isForeign, left: isForeign ? files : null }
}

const leftOf = async (
  left: LeftFiles | null,
  units: readonly PlacedUnit[],
): Promise<HomecomingPlace['leftOf']> => (left ? left.basesOf(ordinalsOf(units)) : () => null)

/** Units that are taken in together: others wait for no longer than that takes. */
const together = 500

/** Reads the units of a file, some at a time, the same ones each time it is read. */
async function* unitsOf(
  db: ActionContext['db'],
  { uploadId, bytes }: Order,
  kind: 'ours' | 'foreign',
  progress: Progress,
): AsyncGenerator<readonly ReturnedUnit[]> {
  const thread = piecesApart('returned', kind)
  try {
    let waiting: readonly ReturnedUnit[] = []
    let read = bytes
    for await (const piece of uploadedPieces(db, uploadId)) {
      waiting = [...waiting, ...(await thread.next(piece)).units]
      for (; waiting.length >= together; waiting = waiting.slice(together)) yield waiting.slice(0, together)
      read += piece.length
      await progress(read)
    }
    waiting = [...waiting, ...(await thread.next(null)).units]
    for (; waiting.length > 0; waiting = waiting.slice(together)) yield waiting.slice(0, together)
  } finally {
    thread.close()
  }
}

/** Decides on some units, and writes what is to be taken with what is to be told of it. */
async function takeIn(
  { db, now, lull = async () => {} }: HomecomingTools,
  job: Job,
  { preview }: Order,
  place: HomecomingPlace,
  ordinal: number,
  units: readonly PlacedUnit[],
): Promise<void> {
  const { edition, person } = place
  const ordinals = ordinalsOf(units)
  // Judged before the rows are locked; what nobody changes until then is not judged again.
  const before = await inTurns(decisions(place, units, await rowsAt(db, edition.id, ordinals, false)))
  if (preview) {
    await insertPiece(db, job.id, pieceOf(ordinal, before))
    return
  }
  await lull()
  await transaction(db, async (tx) => {
    // Whoever takes the work up while we are still at it waits here, and finds it done.
    if (!(await isRunning(tx, job.id)) || (await hasPiece(tx, job.id, ordinal))) return
    const decided = [...decisions(place, units, await rowsAt(tx, edition.id, ordinals, true))]
    const { articleId, projectId } = edition
    const at = { editionId: edition.id, articleId, projectId, personId: doer({ person }), now }
    await writeReturned(
      tx,
      at,
      decided.flatMap(({ write }) => (write ? [write] : [])),
    )
    await insertPiece(tx, job.id, pieceOf(ordinal, decided))
  })
}

function pieceOf(ordinal: number, decided: readonly Decided[]) {
  const lines = decided.map(({ line }) => line)
  return {
    ordinal,
    counts: countsOf(lines),
    lines: lines.filter(({ outcome, capped }) => outcome !== 'unchanged' || capped !== undefined),
  }
}

/** Remembers the answers for the last texts. */
function remembering(errorsIn: HomecomingPlace['errorsIn']): HomecomingPlace['errorsIn'] {
  const known = new Map<string, number>()
  return (row: EditionRow, target) => {
    const key = `${row.translation.id} ${row.translation.version} ${target}`
    const errors = known.get(key) ?? errorsIn(row, target)
    if (known.size >= together * 2) known.clear()
    known.set(key, errors)
    return errors
  }
}

/** How long others wait, in milliseconds, while texts are judged. */
const longest = 8

async function inTurns<T>(items: Iterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  let since = performance.now()
  for (const item of items) {
    all.push(item)
    if (performance.now() - since < longest) continue
    await turn()
    since = performance.now()
  }
  return all
}

/** So many lines of each kind are told about in the answer; the rest is in the table. */
const mostTold = 50
/** So many characters of a text are told about there. */
const longestTold = 500

async function end(
  { db }: HomecomingTools,
  job: Job,
  { fileName, preview }: Order,
  edition: EditionWithContext,
): Promise<BroughtHome> {
  const counts = { taken: 0, unchanged: 0, conflicting: 0, refused: 0 }
  const told: ReportLine[] = []
  const of = { taken: 0, unchanged: 0, conflicting: 0, refused: 0 }
  let noted = 0
  async function* table(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(csvOf([columns], true))
    for await (const piece of piecesOf<Counts, ReportLine>(db, job.id)) {
      for (const [outcome, count] of Object.entries(piece.counts)) counts[outcome as keyof Counts] += count
      const some = piece.lines.filter(({ outcome, capped }) => outcome !== 'taken' || capped !== undefined)
      noted += some.length
      for (const line of some) {
        of[line.outcome] += 1
        if (of[line.outcome] <= mostTold) told.push(shortened(line))
      }
      yield Buffer.from(csvOf(piece.lines.map(rowOf), false))
    }
  }
  const name = `${fileName.replace(/\.[^.]+$/, '')}.csv`
  const { id: uploadId, bytes } = await storeUpload(db, { projectId: job.projectId, name }, table())
  const result: BroughtHome = {
    ...{ applied: !preview, fileName, counts, noted, lines: told, uploadId, name, bytes },
  }
  return transaction(db, async (tx) => {
    if (!(await isRunning(tx, job.id))) return result
    if (!preview) {
      const { id: editionId, articleId, projectId } = edition
      const at = { personId: job.personId, projectId, articleId, editionId }
      await remember(tx, { ...at, deed: 'edition.returned', after: { fileName, ...counts } })
    }
    await deletePieces(tx, job.id)
    await endJob(tx, job.id, 'done', result)
    return result
  })
}

const columns = ['sentence', 'line', 'unit', 'outcome', 'reason', 'state', 'asked', 'here', 'theirs']
const marks = /[\uE000-\uF8FF]/g

function rowOf(line: ReportLine): readonly string[] {
  const { ordinal, unit, outcome, reason, capped, state = '', asked = '', here = '', theirs = '' } = line
  return [
    ...[String(ordinal ?? ''), String(line.line), unit, outcome, reason ?? capped ?? '', state, asked],
    ...[here, theirs].map((text) => text.replace(marks, '')),
  ]
}

function shortened(line: ReportLine): ReportLine {
  const short = (text: string): string =>
    text.length > longestTold ? `${text.slice(0, longestTold)}…` : text
  const { theirs, here } = line
  return {
    ...line,
    unit: short(line.unit),
    ...(theirs !== undefined && { theirs: short(theirs) }),
    ...(here !== undefined && { here: short(here) }),
  }
}
