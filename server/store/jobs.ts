// Work that is done in the background: written into a table, claimed by one server process after the other.

import { sql, type Kysely } from 'kysely'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** Channel on which a new job is announced. */
export const jobChannel = 'setara_job'

/** Kinds of work. */
export const jobKinds = [
  'pretranslate',
  'memory-import',
  'article-import',
  'edition-file',
  'homecoming',
] as const
export type JobKind = (typeof jobKinds)[number]

/** A piece of work and how far it is. */
export interface Job {
  readonly id: string
  readonly projectId: string
  readonly kind: JobKind
  readonly input: unknown
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number
  readonly result: unknown
  readonly personId: string | null
}

/** A process that says nothing for so long is taken for dead, and its job is taken over. */
const promise = '60 seconds'
const mostAttempts = 5

/** Adds a job; it is announced when the surrounding transaction commits. */
export async function insertJob(
  db: Kysely<Database>,
  job: Pick<Job, 'projectId' | 'kind' | 'input' | 'personId'>,
): Promise<Job> {
  const id = newId()
  await sql`
    with added as (
      insert into job (id, project_id, kind, input, person_id)
      values (${id}, ${job.projectId}, ${job.kind}, ${JSON.stringify(job.input)}::jsonb, ${job.personId})
      returning id
    ) select pg_notify(${jobChannel}, id) from added`.execute(db)
  return { ...job, id, state: 'waiting', done: 0, total: 0, result: null }
}

/** Reads a job, or null. */
export async function getJob(db: Kysely<Database>, id: string): Promise<Job | null> {
  const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toJob(row) : null
}

/** Lists the jobs of a project that have not ended, the oldest first. */
export async function openJobs(
  db: Kysely<Database>,
  projectId: string,
  kind: JobKind,
): Promise<readonly Job[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('kind', '=', kind)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('created_at')
    .execute()
  return rows.map(toJob)
}

/** Reads the newest job of a kind whose input names an edition; null when there is none, or it ended a day ago. */
export async function newestJobOf(
  db: Kysely<Database>,
  edition: { readonly id: string; readonly projectId: string },
  kind: JobKind,
): Promise<Job | null> {
  const { rows } = await sql<JobRow>`
    select * from job where project_id = ${edition.projectId} and kind = ${kind}
      and input ->> 'editionId' = ${edition.id} and (ended_at is null or ended_at > now() - interval '1 day')
    order by created_at desc, id desc limit 1`.execute(db)
  return rows[0] ? toJob(rows[0]) : null
}

interface JobRow {
  readonly id: string
  readonly project_id: string
  readonly kind: string
  readonly input: unknown
  readonly state: Job['state']
  readonly done: number
  readonly total: number
  readonly result: unknown
  readonly person_id: string | null
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    projectId: row.project_id,
    // Only `insertJob` writes kinds, and it takes no other.
    kind: row.kind as JobKind,
    input: row.input,
    state: row.state,
    done: row.done,
    total: row.total,
    result: row.result,
    personId: row.person_id,
  }
}

/** Takes the oldest job of a kind that nobody works on, or null. A job that failed its process too often is given up. */
export async function claimJob(db: Kysely<Database>, kind: JobKind): Promise<Job | null> {
  await sql`update job set state = 'failed', ended_at = now(), result = '{"reason":"given-up"}'
    where state = 'running' and claimed_until < now() and attempts >= ${mostAttempts}`.execute(db)
  const { rows } = await sql<JobRow>`
    update job set state = 'running', attempts = attempts + 1, claimed_until = now() + ${promise}::interval
    where id = (
      select id from job
      where kind = ${kind} and (state = 'waiting' or (state = 'running' and claimed_until < now()))
      order by created_at for update skip locked limit 1
    )
    returning *`.execute(db)
  return rows[0] ? toJob(rows[0]) : null
}

/** Tells how far a job is, and that somebody still works on it; false when it was given up meanwhile. */
export async function reportProgress(
  db: Kysely<Database>,
  id: string,
  progress: { readonly done: number; readonly total: number },
): Promise<boolean> {
  const { rows } = await sql`update job set done = ${progress.done}, total = ${progress.total},
    claimed_until = now() + ${promise}::interval where id = ${id} and state = 'running' returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Whether a job is still being done; it stays so until the transaction ends. */
export async function isRunning(db: Kysely<Database>, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from job where id = ${id} and state = 'running' for update`.execute(db)
  return rows.length > 0
}

/** Ends a job that is being done; one that was given up stays so. */
export async function endJob(
  db: Kysely<Database>,
  id: string,
  state: 'done' | 'failed',
  result: unknown,
): Promise<void> {
  await sql`update job set state = ${state}, result = ${JSON.stringify(result)}::jsonb, ended_at = now(),
    claimed_until = null where id = ${id} and state = 'running'`.execute(db)
}

/** Gives up a job that has not ended; false when it has. Whoever works on it notices when they tell how far they are. */
export async function cancelJob(db: Kysely<Database>, id: string): Promise<boolean> {
  const { rows } =
    await sql`update job set state = 'failed', result = '{"reason":"cancelled"}', ended_at = now(),
    claimed_until = null where id = ${id} and state in ('waiting', 'running') returning 1`.execute(db)
  return rows.length > 0
}

/** Ends the promise of everybody who works on a job; only for whoever knows that they are all dead. */
export async function endPromises(db: Kysely<Database>): Promise<void> {
  await sql`update job set claimed_until = now() - interval '1 second' where state = 'running'`.execute(db)
}

/** Gives a job back that was begun; whoever looks next goes on with it. */
export async function releaseJob(db: Kysely<Database>, id: string): Promise<void> {
  await sql`
    with back as (
      update job set state = 'waiting', claimed_until = null, attempts = attempts - 1
      where id = ${id} and state = 'running' returning id
    ) select pg_notify(${jobChannel}, id) from back`.execute(db)
}
