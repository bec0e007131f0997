// Some doors have two locks: the guard before them and the action behind them. The table of tests/routes sees a door
// as long as one of the two holds; here each is tried alone.

import { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopes, type Person } from '#domain/people.ts'

import type { ActionContext } from '../../server/actions/context.ts'
import { readUpTo } from '../../server/actions/notifications.ts'
import { endSession, readSessions } from '../../server/actions/sessions.ts'
import { signOut } from '../../server/actions/sign-out.ts'
import { createToken, readTokens, revokeToken } from '../../server/actions/tokens.ts'
import { updateMe } from '../../server/actions/update-me.ts'
import type { Environment } from '../../server/routes/environment.ts'
import { guard } from '../../server/routes/guard.ts'
import { problemHandler } from '../../server/routes/problems.ts'
import { expected } from '../fixtures/security/authorisation.ts'
import { peopleWorld, type World } from '../helpers/people.ts'

describe('the guard alone', () => {
  const member = {
    id: 'member',
    name: 'Member',
    email: 'member@example.org',
    administrator: false,
    scopes: null,
  }
  const translator: Person = {
    ...member,
    memberships: [{ projectId: 'news', role: 'translator', locale: null }],
  }
  const program: Person = { ...translator, administrator: true, scopes: [...scopes] }

  /** The real guard before rooms that let everybody in. */
  async function knock(door: string, person: Person | null): Promise<number> {
    const [method = '', path = ''] = door.split(' ')
    const app = new Hono<Environment>()
    app.onError(problemHandler(pino({ level: 'silent' })))
    app.use('*', async (c, next) => {
      c.set('person', person)
      c.set('requestId', 'test')
      await next()
    })
    app.use('*', guard)
    app.on(method, path, (c) => c.text('inside'))
    return (await app.request(path.replaceAll(/:\w+/g, 'some').replace('*', 'some'), { method })).status
  }

  const rules = Object.entries(expected).map(([door, ways]) => ({ door, names: Object.values(ways) }))
  const open = ['everyone', 'nobody', 'whoever has the link', 'whoever is invited']
  const closed = rules.filter(({ names }) => !names.some((name) => open.includes(name)))

  test.for(closed.map(({ door }) => door))('nobody comes through %s', async (door) => {
    expect(closed.length).toBeGreaterThan(40)
    expect(await knock(door, null)).toBe(401)
  })

  const ofTheAccount = rules.filter(
    ({ door, names }) => !door.startsWith('GET ') && names.some((name) => name.startsWith('in person')),
  )
  test.for(ofTheAccount.map(({ door }) => door))(
    'no program comes through %s, whosever it is',
    async (door) => {
      expect(ofTheAccount.length).toBeGreaterThanOrEqual(5)
      expect(await knock(door, program)).toBe(403)
      expect(await knock(door, translator)).toBe(200)
    },
  )

  const ofOneself = rules.filter(({ names }) => names.some((name) => name === 'reads of one’s own'))
  test.for(ofOneself.map(({ door }) => door))(
    'a program that may not read does not read %s',
    async (door) => {
      expect(ofOneself.length).toBeGreaterThanOrEqual(2)
      expect(await knock(door, { ...program, scopes: ['translate'] })).toBe(403)
      expect(await knock(door, program)).toBe(200)
    },
  )

  const ofAdministrators = rules.filter(({ names }) => names.every((name) => name === 'site.manage'))
  test.for(ofAdministrators.map(({ door }) => door))(
    'a translator does not come through %s',
    async (door) => {
      expect(ofAdministrators.length).toBeGreaterThanOrEqual(1)
      expect(await knock(door, translator)).toBe(403)
    },
  )
})

describe('the action alone', () => {
  let world: World
  let program: ActionContext

  beforeAll(async () => {
    world = await peopleWorld()
    const ctx = await world.as(await world.person('Owner', { administrator: true }))
    program = { ...ctx, person: { ...ctx.person, scopes: [...scopes] } }
  })
  afterAll(() => world.close())

  const deeds: Readonly<Record<string, (ctx: ActionContext) => Promise<unknown>>> = {
    'listing sessions': (ctx) => readSessions(ctx, { currentId: 'some' }),
    'ending a session': (ctx) => endSession(ctx, { sessionId: 'some' }),
    'listing tokens': (ctx) => readTokens(ctx),
    'making a token': (ctx) => createToken(ctx, { name: 'More', scopes: ['read'], expiresInDays: 1 }),
    'withdrawing a token': (ctx) => revokeToken(ctx, { tokenId: 'some' }),
    'signing out': (ctx) => signOut(ctx, { sessionId: 'some' }),
    'marking news as read': (ctx) => readUpTo(ctx, { upTo: 1 }),
    'changing the account': (ctx) => updateMe(ctx, { name: 'Another', currentId: 'some' }),
  }
  test.for(Object.entries(deeds))('%s is not for programs', async ([, deed]) => {
    await expect(deed(program)).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'reason.token' },
    })
  })
})
