// Everybody who may knock at a door: two projects, all roles, tokens, and people who are out.

import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { sql } from 'kysely'

import type { Role, Scope } from '#domain/people.ts'
import { roles, scopes } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { setRoles } from '../../server/actions/members.ts'
import type { AppOptions } from '../../server/app.ts'
import { hashPassword } from '../../server/store/identity/passwords.ts'
import { insertToken } from '../../server/store/identity/tokens.ts'
import { insertPerson, insertRole, savePassword, updatePerson } from '../../server/store/people.ts'
import type { Actor } from '../fixtures/security/authorisation.ts'
import { actors } from '../fixtures/security/authorisation.ts'
import { laptop, password } from '../helpers/people.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'

/** Secret of the figures for operators, as it is configured in these tests. */
export const metricsToken = 'metrics-token-of-the-tests'

/** The language of everything that is asked for; roles `of km` do not reach it. */
export const locale: TargetLocale = 'vi'
const otherLocale: TargetLocale = 'km'

/** Someone at a door. */
export interface Standing {
  readonly actor: Actor
  /** Whom the credential belongs to; null for nobody. */
  readonly personId: string | null
  /** What the request carries. */
  readonly headers: Readonly<Record<string, string>>
}

/** The table is about who may ask; what is fetched is tested elsewhere. */
const fetchAddress = async () => ({ fileName: 'news.txt', content: new TextEncoder().encode('News.') })

export type Cast = Awaited<ReturnType<typeof openCast>>

/** Opens a newsroom with everybody in it; `close` it after the tests. */
export async function openCast(options: Partial<AppOptions> = {}) {
  const webFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-pages-'))
  fs.writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html><title>Setara</title>')
  const room = await newsroom({ metricsToken, webFolder, fetchAddress, ...options })
  const { db, identity, projectId, foreignProjectId } = room
  const everyRole = roles.map((role) => ({ role, locale: null }))

  async function person(
    held: readonly { role: Role; locale: TargetLocale | null }[],
    at: string = projectId,
    administrator = false,
  ): Promise<string> {
    const email = `${randomUUID()}@example.org`
    const added = await insertPerson(db, { name: 'Somebody', email, administrator })
    if (!added) throw new Error(`${email} is there already`)
    for (const role of held) await insertRole(db, added.id, { projectId: at, ...role })
    return added.id
  }

  async function session(personId: string): Promise<Record<string, string>> {
    const secret = await identity.startSession(personId, laptop)
    return { cookie: `setara=${secret}` }
  }

  async function token(personId: string, only: readonly Scope[], days = 1): Promise<Record<string, string>> {
    const expiresAt = new Date(Date.now() + days * 24 * 60 * 60 * 1000)
    const now = new Date()
    const { secret } = await insertToken(db, { personId, name: 'Program', scopes: only, now, expiresAt })
    return { authorization: `Bearer ${secret}` }
  }

  const at: Partial<Record<Actor, Standing>> = {}
  const place = (actor: Actor, personId: string | null, headers: Record<string, string>) => {
    at[actor] = { actor, personId, headers }
  }
  const signIn = async (actor: Actor, personId: string) => place(actor, personId, await session(personId))

  place('nobody', null, {})
  for (const role of roles) {
    await signIn(role, await person([{ role, locale: null }]))
    await signIn(`foreign ${role}`, await person([{ role, locale: null }], foreignProjectId))
    if (role === 'terminologist') continue
    await signIn(`${role} of km`, await person([{ role, locale: otherLocale }]))
  }
  const administrator = await person([], projectId, true)
  await signIn('administrator', administrator)
  const holder = await person(everyRole)
  await signIn('holder of all roles', holder)
  for (const scope of scopes) place(`token ${scope}`, holder, await token(holder, [scope]))
  place('expired token', holder, await token(holder, scopes, -1))
  const translator = await person([{ role: 'translator', locale: null }])
  place('token manage of a translator', translator, await token(translator, ['manage']))
  place('token read of an administrator', administrator, await token(administrator, ['read']))

  // Both were recognised a moment ago, so the program remembers them as they were.
  const removed = await person(everyRole)
  await signIn('removed member', removed)
  const disabled = await person(everyRole)
  await signIn('disabled member', disabled)
  for (const actor of ['removed member', 'disabled member'] as const) {
    const headers = { origin: 'http://localhost', ...at[actor]?.headers }
    await room.app.request('http://localhost/api/work', { headers })
  }
  await setRoles(room.ctx(), { projectId, personId: removed, roles: [] })
  await updatePerson(db, disabled, { disabled: true })
  identity.forget(disabled)

  const standing = (actor: Actor): Standing => {
    const found = at[actor]
    if (!found) throw new Error(`Nobody plays ${actor}`)
    return found
  }
  for (const actor of actors) standing(actor)

  /** Somebody else in a project who does what has to be done before; as their action context. */
  async function helper(project: string) {
    const id = await person(everyRole, project)
    const secret = await identity.startSession(id, laptop)
    const found = secret ? await identity.recognise({ kind: 'session', secret }) : null
    if (!found) throw new Error('The helper cannot sign in')
    const { ctx } = room
    return () => ({ ...ctx(), person: found.person })
  }

  /** The same actor in a session of its own, which the request may end. */
  async function inSpareSession(actor: Actor): Promise<Standing> {
    const { personId, headers } = standing(actor)
    if (personId === null || !('cookie' in headers) || actor === 'disabled member') return standing(actor)
    return { actor, personId, headers: await session(personId) }
  }

  /** Somebody with a password, for the door of sign-in. */
  async function withPassword(): Promise<{ readonly email: string; readonly password: string }> {
    const id = await person([])
    await savePassword(db, id, await hashPassword(password))
    const { email } = await db
      .selectFrom('person')
      .select('email')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { email, password }
  }

  return {
    room,
    db,
    standing,
    inSpareSession,
    person,
    withPassword,
    author: {
      own: await helper(projectId),
      foreign: await helper(foreignProjectId),
    },
    reviewer: {
      own: await helper(projectId),
      foreign: await helper(foreignProjectId),
    },
    close: async () => {
      await room.close()
      fs.rmSync(webFolder, {
        recursive: true,
        force: true,
      })
    },
  }
}

/** What every table holds, so that a refusal can be shown to have changed nothing. */
export async function contentsOf(db: Newsroom['db']): Promise<Readonly<Record<string, string>>> {
  const tables = await db.introspection.getTables()
  const contents: Record<string, string> = {}
  for (const { name } of tables.filter((table) => !table.isView)) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || md5(coalesce(string_agg(line, chr(10) order by line), '')) as digest
      from (select (to_jsonb(t) - 'last_used_at' - 'last_request' - 'updated_at')::text as line
        from ${sql.table(name)} t) lines`.execute(db)
    contents[name] = rows[0]?.digest ?? ''
  }
  return contents
}
