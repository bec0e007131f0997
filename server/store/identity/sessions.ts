// Sessions as their owner sees them: listed and ended. They are begun in ../identity.ts.

import type { Kysely } from 'kysely'

import type { Database } from '../schema.ts'

import { sessionIdle } from './lookup.ts'
import { hashOf } from './secret.ts'

/** A browser that is signed in. */
export interface Session {
  readonly id: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly userAgent: string
}

/** Lists the sessions of a person that are still good, the last used first. */
export async function listSessions(
  db: Kysely<Database>,
  personId: string,
  now: Date,
): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'created_at', 'updated_at', 'user_agent'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('updated_at', '>', new Date(now.getTime() - sessionIdle))
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.updated_at.toISOString(),
    userAgent: row.user_agent ?? '',
  }))
}

/** Ends one session of a person; tells whether there was one. */
export async function deleteSession(db: Kysely<Database>, personId: string, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the session that a secret belongs to, whoever owns it. */
export async function deleteSessionOf(db: Kysely<Database>, secret: string): Promise<void> {
  await db.deleteFrom('session').where('token', '=', hashOf(secret)).execute()
}

/** Ends all sessions of a person, except the one named. */
export async function deleteOtherSessions(
  db: Kysely<Database>,
  personId: string,
  except: string | null,
): Promise<void> {
  let query = db.deleteFrom('session').where('person_id', '=', personId)
  if (except !== null) query = query.where('id', '!=', except)
  await query.execute()
}

/** Deletes sessions that nobody can use any more. */
export async function sweepSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) =>
      where.or([
        where('expires_at', '<', now),
        where('updated_at', '<', new Date(now.getTime() - sessionIdle)),
      ]),
    )
    .execute()
}
