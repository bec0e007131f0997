// Links that work once: invitations into a project, and sign-in links of people who have no password.

import type { Kysely } from 'kysely'

import type { Membership, Role } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newId } from '../ids.ts'
import type { Database } from '../schema.ts'

import { hashOf, newSecret } from './secret.ts'

/** An invitation that can still be accepted, as the project sees it. */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly locale: TargetLocale | null
  readonly expiresAt: string
}

/** An invitation as the invited person sees it. */
export interface Invited extends Membership {
  readonly id: string
  readonly email: string
  readonly projectName: string
  readonly invitedBy: string | null
}

/** Makes an invitation; `secret` is the part of the link that proves it. */
export async function insertInvitation(
  db: Kysely<Database>,
  invitation: Membership & {
    readonly email: string
    readonly invitedBy: string
    readonly now: Date
    readonly expiresAt: Date
  },
): Promise<{ readonly secret: string; readonly invitation: Invitation }> {
  const secret = newSecret()
  const row = await db
    .insertInto('invitation')
    .values({
      id: newId(),
      project_id: invitation.projectId,
      email: invitation.email,
      role: invitation.role,
      locale: invitation.locale ?? '*',
      token_hash: hashOf(secret),
      invited_by: invitation.invitedBy,
      created_at: invitation.now,
      expires_at: invitation.expiresAt,
    })
    .returning(['id', 'email', 'role', 'locale', 'expires_at'])
    .executeTakeFirstOrThrow()
  return { secret, invitation: toInvitation(row) }
}

/** Lists the invitations into a project that nobody used yet and that still work. */
export async function listInvitations(
  db: Kysely<Database>,
  projectId: string,
  now: Date,
): Promise<readonly Invitation[]> {
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'locale', 'expires_at'])
    .where('project_id', '=', projectId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toInvitation)
}

/** Reads the invitation of a link while it can be accepted, else null. */
export async function findInvitation(
  db: Kysely<Database>,
  secret: string,
  now: Date,
): Promise<Invited | null> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('project', 'project.id', 'invitation.project_id')
    .leftJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'project_id', 'role', 'locale'])
    .select(['project.name as project_name', 'person.name as invited_by'])
    .where('token_hash', '=', hashOf(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    email: row.email,
    projectId: row.project_id,
    projectName: row.project_name,
    role: row.role,
    locale: row.locale === '*' ? null : row.locale,
    invitedBy: row.invited_by,
  }
}

/** Uses an invitation up; false when somebody else was faster or it is over. */
export async function useInvitation(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes an invitation back before it is used and gives what it was, or null. */
export async function deleteInvitation(
  db: Kysely<Database>,
  projectId: string,
  id: string,
): Promise<Invitation | null> {
  const row = await db
    .deleteFrom('invitation')
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('used_at', 'is', null)
    .returning(['id', 'email', 'role', 'locale', 'expires_at'])
    .executeTakeFirst()
  return row ? toInvitation(row) : null
}

function toInvitation(row: {
  id: string
  email: string
  role: Role
  locale: TargetLocale | '*'
  expires_at: Date
}): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    locale: row.locale === '*' ? null : row.locale,
    expiresAt: row.expires_at.toISOString(),
  }
}

/** Makes a link that signs a person in once, and gives its secret. */
export async function insertSignInLink(
  db: Kysely<Database>,
  personId: string,
  now: Date,
  expiresAt: Date,
): Promise<string> {
  const secret = newSecret()
  await db
    .insertInto('sign_in_link')
    .values({ token_hash: hashOf(secret), person_id: personId, created_at: now, expires_at: expiresAt })
    .execute()
  return secret
}

/** Uses a sign-in link up and gives whose it was, or null when it was used, is over or never was. */
export async function useSignInLink(db: Kysely<Database>, secret: string, now: Date): Promise<string | null> {
  const row = await db
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst()
  return row?.person_id ?? null
}

/** Makes the unused sign-in links of a person worthless. */
export async function deleteSignInLinks(db: Kysely<Database>, personId: string): Promise<void> {
  await db.deleteFrom('sign_in_link').where('person_id', '=', personId).where('used_at', 'is', null).execute()
}

const keptFor = 30 * 24 * 60 * 60 * 1000

/** Deletes links that ended a month ago. */
export async function sweepLinks(db: Kysely<Database>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptFor)
  await db.deleteFrom('sign_in_link').where('expires_at', '<', before).execute()
  await db.deleteFrom('invitation').where('expires_at', '<', before).execute()
}
