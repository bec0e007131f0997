// People and the roles they hold in projects.

import { sql, type Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { Membership, Role } from '#domain/people.ts'
import { isLocale, type Locale, type TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** A person as stored, without what they may do. */
export interface PersonRecord {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  readonly disabled: boolean
  readonly uiLocale: Locale | null
}

/** A role in a project; `locale: null` means in every language. */
export interface HeldRole {
  readonly role: Role
  readonly locale: TargetLocale | null
}

/** Someone who holds roles in a project. */
export interface Member {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly roles: readonly HeldRole[]
}

/** Names people by their ids; ids that lead nowhere are left out. */
export async function peopleNamed(db: Kysely<Database>, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
}

const columns = ['id', 'name', 'email', 'administrator', 'disabled', 'ui_locale'] as const

/** Adds a person, or gives null when the address is taken. */
export async function insertPerson(
  db: Kysely<Database>,
  person: { readonly name: string; readonly email: string; readonly administrator?: boolean },
): Promise<PersonRecord | null> {
  const row = await db
    .insertInto('person')
    .values({
      id: newId(),
      name: person.name,
      email: plainEmail(person.email),
      administrator: person.administrator ?? false,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ? toPerson(row) : null
}

/** Reads a person, or null. */
export async function getPerson(db: Kysely<Database>, id: string): Promise<PersonRecord | null> {
  const row = await db.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? toPerson(row) : null
}

/** Finds a person by address, however it is capitalised. */
export async function findPerson(db: Kysely<Database>, email: string): Promise<PersonRecord | null> {
  const row = await db
    .selectFrom('person')
    .select(columns)
    .where('email', '=', plainEmail(email))
    .executeTakeFirst()
  return row ? toPerson(row) : null
}

/** Lists people by address, from just after one; `search` is looked for in names and addresses. */
export async function listPeople(
  db: Kysely<Database>,
  input: { readonly search: string; readonly after: string; readonly limit: number },
): Promise<readonly PersonRecord[]> {
  const wanted = `%${input.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('person')
    .select(columns)
    .where('email', '>', input.after)
    .where((where) => where.or([where('name', 'ilike', wanted), where('email', 'ilike', wanted)]))
    .orderBy('email')
    .limit(input.limit)
    .execute()
  return rows.map(toPerson)
}

/** Tells whether anybody is known at all. */
export async function hasPeople(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Changes what is given of a person. */
export async function updatePerson(
  db: Kysely<Database>,
  id: string,
  change: Partial<Pick<PersonRecord, 'name' | 'uiLocale' | 'administrator' | 'disabled'>>,
): Promise<PersonRecord | null> {
  const { uiLocale, ...rest } = change
  const row = await db
    .updateTable('person')
    .set({ ...rest, ...(uiLocale === undefined ? {} : { ui_locale: uiLocale }), updated_at: sql`now()` })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row ? toPerson(row) : null
}

/** The password hash of the person with an address; null when there is no such person. */
export async function findAccount(
  db: Kysely<Database>,
  email: string,
): Promise<{ readonly personId: string; readonly password: string | null } | null> {
  const row = await db
    .selectFrom('person')
    .leftJoin('account', (join) =>
      join.onRef('account.person_id', '=', 'person.id').on('account.provider_id', '=', 'credential'),
    )
    .select(['person.id', 'account.password'])
    .where('person.email', '=', plainEmail(email))
    .executeTakeFirst()
  return row ? { personId: row.id, password: row.password } : null
}

/** Tells whether a person can sign in with a password. */
export async function hasPassword(db: Kysely<Database>, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Stores the hash of a person's password, the first or a new one. */
export async function savePassword(db: Kysely<Database>, personId: string, hash: string): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: newId(),
      account_id: personId,
      provider_id: 'credential',
      person_id: personId,
      password: hash,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'provider_id']).doUpdateSet({ password: hash, updated_at: sql`now()` }),
    )
    .execute()
}

/** Lists everybody who holds a role in a project, by name. */
export async function listMembers(db: Kysely<Database>, projectId: string): Promise<readonly Member[]> {
  const rows = await memberRows(db, projectId).execute()
  const members = new Map<string, Member & { roles: HeldRole[] }>()
  for (const row of rows) {
    const member = members.get(row.id) ?? { personId: row.id, name: row.name, email: row.email, roles: [] }
    member.roles.push(toRole(row))
    members.set(row.id, member)
  }
  return [...members.values()]
}

/** Reads the roles of one person in a project, in a transaction that is about to change them. */
export async function lockRoles(
  db: Kysely<Database>,
  projectId: string,
  personId: string,
): Promise<readonly HeldRole[]> {
  // Two managers who change the same person do so one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${projectId}/${personId}`}, 0))`.execute(db)
  return (await memberRows(db, projectId).where('person.id', '=', personId).execute()).map(toRole)
}

function memberRows(db: Kysely<Database>, projectId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name', 'person.email', 'membership.role', 'membership.locale'])
    .where('membership.project_id', '=', projectId)
    .orderBy('person.name')
    .orderBy('person.id')
    .orderBy('membership.role')
    .orderBy('membership.locale')
}

/** Gives a person one more role; nothing changes when they hold it already. */
export async function insertRole(db: Kysely<Database>, personId: string, held: Membership): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      person_id: personId,
      project_id: held.projectId,
      role: held.role,
      locale: held.locale ?? '*',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes one role from a person. */
export async function deleteRole(db: Kysely<Database>, personId: string, held: Membership): Promise<void> {
  await db
    .deleteFrom('membership')
    .where('person_id', '=', personId)
    .where('project_id', '=', held.projectId)
    .where('role', '=', held.role)
    .where('locale', '=', held.locale ?? '*')
    .execute()
}

/** The one spelling of an address that is stored and compared. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase()
}

function toRole(row: { role: Role; locale: TargetLocale | '*' }): HeldRole {
  return { role: row.role, locale: row.locale === '*' ? null : row.locale }
}

function toPerson(row: {
  id: string
  name: string
  email: string
  administrator: boolean
  disabled: boolean
  ui_locale: string | null
}): PersonRecord {
  const { ui_locale: uiLocale, ...person } = row
  return { ...person, uiLocale: uiLocale !== null && isLocale(uiLocale) ? uiLocale : null }
}
