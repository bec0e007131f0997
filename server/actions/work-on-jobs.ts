// Does the work that waits in the background, one job after the other, in every server process.

import { WorkError } from '#domain/errors.ts'

import { claimJob, endJob, jobChannel, type Job, type JobKind } from '../store/jobs.ts'
import type { ActionContext } from './context.ts'
import { fillEdition } from './pre-translate.ts'

type Tools = Pick<ActionContext, 'db'>

const kinds: Readonly<
  Record<JobKind, (ctx: Tools & Pick<ActionContext, 'now'>, job: Job) => Promise<unknown>>
> = { pretranslate: fillEdition }

/** Somebody who works on jobs until told to stop. */
export interface JobWorker {
  /** Looks for work now; resolves when there is none left. */
  look(): Promise<void>
  /** Ends after the job that is being done. */
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
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  const look = (): Promise<void> => {
    working = working.then(async () => {
      for (let more = true; more;) more = !stopped && (await workOnOne(tools, report))
    })
    return working
  }
  const quietly = (): void => void look().catch(report)
  const unlisten = await listen(jobChannel, quietly, quietly)
  const timer = setInterval(quietly, lookEvery)
  timer.unref()
  quietly()
  return {
    look,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await unlisten()
      await working.catch(() => {})
    },
  }
}

async function workOnOne(tools: Tools, report: (error: unknown) => void): Promise<boolean> {
  const job = await claimJob(tools.db)
  if (!job) return false
  try {
    await endJob(tools.db, job.id, 'done', await kinds[job.kind]({ ...tools, now: new Date() }, job))
  } catch (error) {
    report(error)
    // A database that is away for a moment is no reason to give up: the promise runs out, somebody tries again.
    if (error instanceof WorkError && error.code === 'storage-unavailable') return false
    await endJob(tools.db, job.id, 'failed', { reason: error instanceof WorkError ? error.code : 'internal' })
  }
  return true
}
