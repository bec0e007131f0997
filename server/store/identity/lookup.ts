// Whose session or API token this is, with everything that decides what they may do, in one statement.

import { sql, type Kysely, type RawBuilder } from 'kysely'

import type { Membership, Person, Scope } from '#domain/people.ts'
import { isLocale, type Locale } from '#locales/locale.ts'

import type { Database } from '../schema.ts'

/** What a request carries to say who it comes from. */
export interface Credential {
  readonly kind: 'session' | 'token'
  readonly secret: string
}

/** Someone who was recognised, and by what. */
export interface Recognised {
  readonly person: Person
  readonly uiLocale: Locale | null
  readonly kind: Credential['kind']
  /** Id of the session or of the token. */
  readonly credentialId: string
  /** Time in ms when the credential ends by itself. */
  readonly until: number
  /** Time in ms of the last use that was written down. */
  readonly seenAt: number
}

/** Sessions end 12 hours after they were last used and 30 days after they began. */
export const sessionIdle = 12 * 60 * 60 * 1000
export const sessionAge = 30 * 24 * 60 * 60 * 1000

interface Row {
  readonly credential_id: string
  readonly until: Date | null
  readonly seen_at: Date | null
  readonly scopes: readonly Scope[] | null
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  readonly ui_locale: string | null
  readonly memberships: readonly Membership[]
}

const person = sql`person.id, person.name, person.email, person.administrator, person.ui_locale,
  (select coalesce(json_agg(json_build_object('projectId', project_id, 'role', role, 'locale', nullif(locale, '*'))
      order by project_id, role, locale), '[]'::json)
    from membership where person_id = person.id) as memberships`

const statements: Record<Credential['kind'], (hash: string, now: Date) => RawBuilder<Row>> = {
  session: (hash, now) => sql<Row>`
    select session.id as credential_id, session.expires_at as until, session.updated_at as seen_at,
      null as scopes, ${person}
    from session join person on person.id = session.person_id and not person.disabled
    where session.token = ${hash} and session.expires_at > ${now}
      and session.updated_at > ${new Date(now.getTime() - sessionIdle)}`,
  token: (hash, now) => sql<Row>`
    select api_token.id as credential_id, api_token.expires_at as until, api_token.last_used_at as seen_at,
      api_token.scopes, ${person}
    from api_token join person on person.id = api_token.person_id and not person.disabled
    where api_token.token_hash = ${hash} and (api_token.expires_at is null or api_token.expires_at > ${now})`,
}

/** Finds who a credential belongs to; null when it is unknown, over, or its owner is disabled. */
export async function recognise(
  db: Kysely<Database>,
  kind: Credential['kind'],
  hash: string,
  now: Date,
): Promise<Recognised | null> {
  const { rows } = await statements[kind](hash, now).execute(db)
  const row = rows[0]
  if (!row) return null
  const end = row.until?.getTime() ?? Number.POSITIVE_INFINITY
  const seenAt = row.seen_at?.getTime() ?? 0
  return {
    person: {
      id: row.id,
      name: row.name,
      email: row.email,
      administrator: row.administrator,
      memberships: row.memberships,
      scopes: row.scopes,
    },
    uiLocale: row.ui_locale !== null && isLocale(row.ui_locale) ? row.ui_locale : null,
    kind,
    credentialId: row.credential_id,
    until: kind === 'session' ? Math.min(end, seenAt + sessionIdle) : end,
    seenAt,
  }
}

/** Reads a person with their roles as they are now; null when they are gone or disabled. */
export async function personWithRoles(
  db: Kysely<Database>,
  id: string,
): Promise<Omit<Person, 'scopes'> | null> {
  const { rows } = await sql<Row>`
    select ${person} from person where person.id = ${id} and not person.disabled`.execute(db)
  const row = rows[0]
  if (!row) return null
  const { name, email, administrator, memberships } = row
  return { id, name, email, administrator, memberships }
}

/**
 * Writes down that a credential is in use. An update cannot bring back a session that was ended in
 * the same moment.
 */
export async function markUsed(db: Kysely<Database>, found: Recognised, now: Date): Promise<void> {
  if (found.kind === 'session')
    await db.updateTable('session').set({ updated_at: now }).where('id', '=', found.credentialId).execute()
  else
    await db
      .updateTable('api_token')
      .set({ last_used_at: now })
      .where('id', '=', found.credentialId)
      .execute()
}
