// A world of people: a real database, a clock that can be turned, projects and whoever works in them.

import { Hono } from 'hono'
import { pino } from 'pino'

import type { Person } from '#domain/people.ts'

import type { ActionContext } from '../../server/actions/context.ts'
import { operator } from '../../server/actions/context.ts'
import { createGlossaries } from '../../server/actions/glossaries.ts'
import type { Dependencies, Environment } from '../../server/routes/environment.ts'
import { guard, recognise, sameOrigin } from '../../server/routes/guard.ts'
import { invitations } from '../../server/routes/invitations.ts'
import { me } from '../../server/routes/me.ts'
import { members } from '../../server/routes/members.ts'
import { problemHandler } from '../../server/routes/problems.ts'
import { session } from '../../server/routes/session.ts'
import { createIdentity, identityChannel, type Identity } from '../../server/store/identity.ts'
import { createMemoryIndex } from '../../server/store/memory/unit-feed.ts'
import { hashPassword } from '../../server/store/identity/passwords.ts'
import { insertPerson, insertRole, savePassword, type HeldRole } from '../../server/store/people.ts'
import { insertProject } from '../../server/store/projects.ts'
import { testDatabase } from './database.ts'

export const password = 'seven ferries cross at dawn'
export const origin = 'http://localhost'
export const laptop = { address: '192.0.2.10', userAgent: 'Laptop' } as const

export type World = Awaited<ReturnType<typeof peopleWorld>>

/** Opens a world; `close` it after the tests. */
export async function peopleWorld() {
  const database = await testDatabase()
  const db = database.kysely
  let time = Date.parse('2026-11-23T09:00:00Z')
  const clock = () => new Date(time)
  const identity = createIdentity({ db, clock })
  const memory = createMemoryIndex(database)
  const unlisten = await listenFor(identity)
  const passwordHash = await hashPassword(password)
  let counter = 0

  async function listenFor(one: Identity) {
    return database.listen(identityChannel, one.forget, () => one.forget(null))
  }

  async function person(name: string, options: { administrator?: boolean; password?: null } = {}) {
    counter += 1
    const email = `${name.toLowerCase()}${counter}@example.org`
    const record = await insertPerson(db, { name, email, administrator: options.administrator ?? false })
    if (!record) throw new Error(`${email} is there already`)
    if (options.password !== null) await savePassword(db, record.id, passwordHash)
    return record
  }

  async function project(name: string) {
    counter += 1
    const made = await insertProject(db, { name, slug: `${name.toLowerCase()}-${counter}` })
    if (!made) throw new Error(`${name} is there already`)
    return made
  }

  async function member(projectId: string, name: string, ...roles: readonly HeldRole[]) {
    const record = await person(name)
    for (const role of roles) await insertRole(db, record.id, { projectId, ...role })
    return record
  }

  /** What an action is given when a person asks who signed in just now. */
  async function as(record: { readonly id: string }): Promise<ActionContext> {
    const secret = await identity.startSession(record.id, laptop)
    const found = secret ? await identity.recognise({ kind: 'session', secret }) : null
    if (!found) throw new Error('This person cannot sign in')
    return of(found.person)
  }

  function of(someone: Person): ActionContext {
    return { db, identity, memory, person: someone, now: clock(), glossaries: createGlossaries() }
  }

  return {
    ...{ database, db, identity, clock, listenFor, person, project, member, as },
    operator: () => of(operator),
    visit: () => ({ db, identity, now: clock() }),
    pass: (milliseconds: number) => void (time += milliseconds),
    app: (changes: Partial<Dependencies> = {}) => appOf({ ...of(operator), now: clock, ...changes }),
    history: async (deed: string) =>
      db.selectFrom('history').selectAll().where('deed', '=', deed).orderBy('id').execute(),
    close: async () => {
      await unlisten()
      await database.close()
    },
  }
}

/** The doors of identity behind the real guard. */
function appOf(
  parts: Pick<Dependencies, 'db' | 'identity' | 'memory' | 'now' | 'glossaries'> & Partial<Dependencies>,
) {
  const app = new Hono<Environment>()
  app.onError(problemHandler(pino({ level: 'silent' })))
  app.use(async (c, next) => {
    // No door of identity follows changes.
    c.set('dependencies', { baseUrl: null, secure: false, ...parts } as Dependencies)
    c.set('requestId', 'test')
    await next()
  })
  app.use('/api/*', sameOrigin, recognise, guard)
  app.route('/api', session).route('/api', invitations).route('/api', me).route('/api', members)
  return app
}

/** One browser: keeps its cookie, sends its origin. */
export function browser(app: ReturnType<typeof appOf>, address = '192.0.2.10') {
  let cookie = ''
  return {
    get cookie() {
      return cookie
    },
    set cookie(value: string) {
      cookie = value
    },
    async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await app.request(
        `${origin}${path}`,
        {
          method,
          headers: {
            ...{ origin, host: 'localhost', 'user-agent': 'Browser of the test', cookie },
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      )
      const set = response.headers.get('set-cookie')
      if (set !== null) cookie = /max-age=0/i.test(set) ? '' : (set.split(';')[0] ?? '')
      const text = await response.text()
      // Tests look into answers as they please.
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const json: any = text === '' || text.startsWith('<') ? null : JSON.parse(text)
      return { status: response.status, headers: response.headers, json, text }
    },
  }
}
