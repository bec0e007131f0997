// Does the work that waits in the background, in every server process: of each kind one job after the other.

import { WorkError } from '#domain/errors.ts'

import {
  claimJob,
  endJob,
  endPromises,
  jobChannel,
  jobKinds,
  releaseJob,
  type Job,
  type JobKind,
} from '../store/jobs.ts'
import { sweepStaged } from '../store/staging.ts'
import { bringHome } from './bring-home.ts'
import type { ActionContext } from './context.ts'
import { writeEditionFile } from './edition-file.ts'
import { createGlossaries, type Glossaries } from './glossaries.ts'
import { readArticleFile } from './import-file.ts'
import { readUpload } from './import-memory.ts'
import { fillEdition } from './pre-translate.ts'

interface Tools extends Pick<ActionContext, 'db'> {
  /** Compiled glossaries that others use too; without it there are some of our own. */
  readonly glossaries?: Glossaries
  /** Resolves when others have been served. */
  readonly lull?: () => Promise<void>
  /** Nobody else has the database: what is begun there was begun by a process that died. */
  readonly alone?: boolean
}

/** Does one kind of work; gives it up with the reason of the signal when that is aborted. */
type Work = (
  ctx: Tools & Pick<ActionContext, 'now' | 'glossaries'>,
  job: Job,
  signal: AbortSignal,
) => Promise<unknown>

const kinds: Readonly<Record<JobKind, Work>> = {
  pretranslate: fillEdition,
  'memory-import': readUpload,
  'article-import': readArticleFile,
  'edition-file': writeEditionFile,
  homecoming: bringHome,
}

/** Removes what processes that died have left of a kind of work that nobody goes on with. */
const sweeps: Readonly<Partial<Record<JobKind, (db: Tools['db']) => Promise<void>>>> = {
  'article-import': sweepStaged,
}

/** Somebody who works on jobs until told to stop. */
export interface JobWorker {
  /** Looks for work now; resolves when there is none left. */
  look(): Promise<void>
  /** Ends after the step that is being done; what is left of a job is done by whoever looks next. */
  stop(): Promise<void>
}

/** A job of a process that died is found without a message, at the latest after so many milliseconds. */
const lookEvery = 20_000

/** Begins to work; `report` hears of jobs that failed. */
export async function workOnJobs(
  tools: Tools,
  listen: (channel: string, heard: () => void, missed: () => void) => Promise<() => Promise<void>>,
  report: (error: unknown) => void,
): Promise<JobWorker> {
  if (tools.alone) await endPromises(tools.db)
  const stopping = new AbortController()
  // A large file must not keep those waiting who want an edition filled, so each kind has a lane of its own.
  const lanes = jobKinds.map((kind) => {
    let working: Promise<void> = Promise.resolve()
    const workOnAll = async (): Promise<void> => {
      try {
        await sweeps[kind]?.(tools.db)
        while (!stopping.signal.aborted && (await workOnOne(tools, kind, stopping.signal, report)));
      } catch (error) {
        report(error)
      }
    }
    return () => (working = working.then(workOnAll))
  })
  const look = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane()))
  }
  const quietly = (): void => void look()
  const unlisten = await listen(jobChannel, quietly, quietly)
  const timer = setInterval(quietly, lookEvery)
  timer.unref()
  quietly()
  return {
    look,
    stop: async () => {
      stopping.abort()
      clearInterval(timer)
      await unlisten()
      await look()
    },
  }
}

/** Does the oldest job of a kind that nobody works on; false when there is none, or it was given back. */
export async function workOnOne(
  tools: Tools,
  kind: JobKind,
  signal: AbortSignal = new AbortController().signal,
  report: (error: unknown) => void = () => {},
): Promise<boolean> {
  const job = await claimJob(tools.db, kind)
  if (!job) return false
  try {
    const result = await kinds[kind](
      { ...tools, glossaries: tools.glossaries ?? createGlossaries(), now: new Date() },
      job,
      signal,
    )
    await endJob(tools.db, job.id, 'done', result)
  } catch (error) {
    if (signal.aborted && error === signal.reason) {
      await releaseJob(tools.db, job.id)
      return false
    }
    report(error)
    // A database that is away for a moment is no reason to give up: the promise runs out, somebody tries again.
    if (error instanceof WorkError && error.code === 'storage-unavailable') return false
    await endJob(tools.db, job.id, 'failed', failureOf(error))
  }
  return true
}

/** What is told of a failure: its code and values, as in the answer to a request. */
function failureOf(error: unknown) {
  if (!(error instanceof WorkError)) return { reason: 'internal', detail: '', details: {} }
  return { reason: error.code, detail: error.message, details: error.details }
}
