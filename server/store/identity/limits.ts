// Counts of attempts in the database, shared by all server processes.

import { sql, type Kysely } from 'kysely'

import { newId } from '../ids.ts'
import type { Database } from '../schema.ts'

/** At most `max` attempts in `window` seconds, counted from the first of them. */
export interface Limit {
  readonly window: number
  readonly max: number
}

/** Whether an attempt is allowed; if not, after how many seconds the window ends. */
export interface Verdict {
  readonly allowed: boolean
  readonly retryAfter: number | null
}

/**
 * Counts an attempt and tells whether it is within the limit, in one statement, so that attempts at the
 * same moment cannot all pass. A refused attempt does not make the window longer: whoever is locked
 * out by somebody else's guesses gets in again when the window ends.
 */
export async function countAttempt(
  db: Kysely<Database>,
  key: string,
  limit: Limit,
  now: number,
): Promise<Verdict> {
  const start = now - limit.window * 1000
  const { rows } = await sql<{ count: number; last_request: number | string }>`
    insert into rate_limit as held (id, key, count, last_request) values (${newId()}, ${key}, 1, ${now})
    on conflict (key) do update set
      count = case when held.last_request <= ${start} then 1 else least(held.count + 1, ${limit.max + 1}) end,
      last_request = case when held.last_request <= ${start} then ${now} else held.last_request end
    returning count, last_request`.execute(db)
  const row = rows[0]
  if (!row || row.count <= limit.max) return { allowed: true, retryAfter: null }
  const end = Number(row.last_request) + limit.window * 1000
  return { allowed: false, retryAfter: Math.max(1, Math.ceil((end - now) / 1000)) }
}

/** Forgets the attempts under a key, after a success. */
export async function forgetAttempts(db: Kysely<Database>, key: string): Promise<void> {
  await db.deleteFrom('rate_limit').where('key', '=', key).execute()
}

/** Takes back one counted attempt, because it was not a failure. */
export async function takeBackAttempt(db: Kysely<Database>, key: string): Promise<void> {
  await db
    .updateTable('rate_limit')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute()
}

/** Deletes counts whose windows ended long ago. */
export async function sweepAttempts(db: Kysely<Database>, before: number): Promise<void> {
  await db.deleteFrom('rate_limit').where('last_request', '<', before).execute()
}
