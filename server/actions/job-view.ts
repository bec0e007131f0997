// How work in the background stands, as people see it.

import { getJob, type Job } from '../store/jobs.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

export type JobView = Pick<Job, 'id' | 'kind' | 'state' | 'done' | 'total' | 'result'>

/** Tells how a job stands. */
export async function readJob(ctx: ActionContext, id: string): Promise<JobView> {
  const job = demandFound(await getJob(ctx.db, id))
  demandMay(ctx, 'project.read', { projectId: job.projectId, locale: null })
  return viewOf(job)
}

/** What of a job is shown. */
export function viewOf({ id, kind, state, done, total, result }: Job): JobView {
  return { id, kind, state, done, total, result }
}
