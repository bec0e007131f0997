import { setTimeout } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { networkOf } from '../../server/store/identity/address.ts'
import { IdentityCache } from '../../server/store/identity/cache.ts'
import { countAttempt } from '../../server/store/identity/limits.ts'
import { hashPassword } from '../../server/store/identity/passwords.ts'
import { deleteOtherSessions, deleteSession } from '../../server/store/identity/sessions.ts'
import { insertToken } from '../../server/store/identity/tokens.ts'
import { createIdentity } from '../../server/store/identity.ts'
import { deleteRole, insertRole, savePassword, updatePerson } from '../../server/store/people.ts'
import { laptop, password, peopleWorld, type World } from '../helpers/people.ts'

const minute = 60 * 1000
const hour = 60 * minute

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

async function started(record: { readonly id: string }): Promise<string> {
  const secret = await world.identity.startSession(record.id, laptop)
  if (!secret) throw new Error('No session began')
  return secret
}

const seen = async (secret: string) =>
  (await world.identity.recognise({ kind: 'session', secret }))?.person ?? null

describe('signing in', () => {
  test('a right password begins a session that is recognised, whatever the case of the address', async () => {
    const lin = await world.person('Lin')
    const tried = await world.identity.signIn({
      email: ` ${lin.email.toUpperCase()} `,
      password,
      device: laptop,
    })
    expect(tried).toMatchObject({ outcome: 'signed-in', personId: lin.id })
    if (tried.outcome !== 'signed-in') return
    expect(await seen(tried.secret)).toMatchObject({ id: lin.id, scopes: null, memberships: [] })
  })

  test('the database holds no secret that would open a session', async () => {
    const lin = await world.person('Lin')
    const secret = await started(lin)
    const rows = await world.db.selectFrom('session').selectAll().where('person_id', '=', lin.id).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(await seen(rows[0]?.token ?? '')).toBeNull()
  })

  test.each([
    ['a wrong password', (email: string) => ({ email, password: 'not this one at all' })],
    ['an unknown address', () => ({ email: 'nobody@example.org', password })],
    ['an address that is none', () => ({ email: 'nobody', password })],
    ['an address with a NUL', () => ({ email: 'a\0b@example.org', password })],
    ['an empty password', (email: string) => ({ email, password: '' })],
    ['a password of a megabyte', (email: string) => ({ email, password: 'x'.repeat(1_000_000) })],
  ])('%s is refused', async (_, typed) => {
    const lin = await world.person('Lin')
    expect(await world.identity.signIn({ ...typed(lin.email), device: laptop })).toEqual({
      outcome: 'refused',
    })
  })

  test('who is disabled is refused like a wrong password, and out of the sessions they have', async () => {
    const lin = await world.person('Lin')
    const secret = await started(lin)
    expect(await seen(secret)).not.toBeNull()
    await updatePerson(world.db, lin.id, { disabled: true })
    await expect.poll(() => seen(secret)).toBeNull()
    const tried = await world.identity.signIn({ email: lin.email, password, device: laptop })
    expect(tried).toEqual({ outcome: 'refused' })
    expect(await world.identity.startSession(lin.id, laptop)).toBeNull()
  })

  test('who has no password is refused like a wrong password', async () => {
    const lin = await world.person('Lin', { password: null })
    const tried = await world.identity.signIn({ email: lin.email, password, device: laptop })
    expect(tried).toEqual({ outcome: 'refused' })
  })

  test('whenever a password is changed, signing in with the old one leaves no session', async () => {
    const next = await hashPassword('nine kites above the river')
    for (const wait of [0, 10, 20, 40, 60, 80, 100, 120]) {
      const lin = await world.person('Lin')
      const tried = world.identity.signIn({ email: lin.email, password, device: laptop })
      await setTimeout(wait)
      await world.db.transaction().execute(async (tx) => {
        await savePassword(tx, lin.id, next)
        await deleteOtherSessions(tx, lin.id, null)
      })
      world.identity.forget(lin.id)
      const outcome = await tried
      if (outcome.outcome === 'signed-in') expect(await seen(outcome.secret)).toBeNull()
      const rows = await world.db.selectFrom('session').selectAll().where('person_id', '=', lin.id).execute()
      expect(rows).toEqual([])
    }
  })

  test('what is damaged inside does not look like a wrong password', async () => {
    const lin = await world.person('Lin')
    await savePassword(world.db, lin.id, 'damaged')
    const tried = world.identity.signIn({ email: lin.email, password, device: laptop })
    await expect(tried).rejects.toThrow('Invalid password hash')
  })
})

describe('limits', () => {
  const guess = (email: string, address: string, typed = 'a wrong password') =>
    world.identity.signIn({ email, password: typed, device: { address, userAgent: 'x' } })

  test('five wrong passwords close an account for one network, not for another one', async () => {
    const lin = await world.person('Lin')
    for (let n = 0; n < 5; n += 1)
      expect(await guess(lin.email, '198.51.100.1')).toEqual({ outcome: 'refused' })
    expect(await guess(lin.email, '198.51.100.1', password)).toEqual({
      outcome: 'too-many',
      retryAfter: 15 * 60,
    })
    expect(await guess(lin.email, '198.51.100.2', password)).toMatchObject({ outcome: 'signed-in' })
    world.pass(15 * minute + 1)
    expect(await guess(lin.email, '198.51.100.1', password)).toMatchObject({ outcome: 'signed-in' })
  })

  test('an unknown address is limited like a known one', async () => {
    for (let n = 0; n < 5; n += 1)
      expect(await guess('nobody2@example.org', '198.51.100.1')).toEqual({ outcome: 'refused' })
    expect(await guess('nobody2@example.org', '198.51.100.1')).toMatchObject({ outcome: 'too-many' })
  })

  test('guesses sent at the same moment are counted one by one', async () => {
    const lin = await world.person('Lin')
    const tried = await Promise.all(Array.from({ length: 12 }, () => guess(lin.email, '198.51.100.3')))
    expect(tried.filter(({ outcome }) => outcome === 'refused')).toHaveLength(5)
    expect(tried.filter(({ outcome }) => outcome === 'too-many')).toHaveLength(7)
  })

  test('one person who mistypes does not lock out the others of the office', async () => {
    const lin = await world.person('Lin')
    const dara = await world.person('Dara')
    for (let n = 0; n < 6; n += 1) await guess(lin.email, '198.51.100.4')
    expect(await guess(dara.email, '198.51.100.4', password)).toMatchObject({ outcome: 'signed-in' })
  })

  test('a success forgets the failures before it', async () => {
    const lin = await world.person('Lin')
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 4; n += 1) await guess(lin.email, '198.51.100.5')
      expect(await guess(lin.email, '198.51.100.5', password)).toMatchObject({ outcome: 'signed-in' })
    }
  })

  test('an account that is guessed at from everywhere stays open where it is signed in', async () => {
    const lin = await world.person('Lin')
    await world.identity.startSession(lin.id, { address: '203.0.113.9', userAgent: 'Home' })
    const { db, clock } = world
    // The sixty guesses of a botnet, without waiting for sixty hashes.
    const key = await everywhereKeyOf(lin.email)
    for (let n = 0; n < 60; n += 1) await countAttempt(db, key, { window: 3600, max: 60 }, clock().getTime())
    expect(await guess(lin.email, '203.0.113.77', password)).toMatchObject({ outcome: 'too-many' })
    expect(await guess(lin.email, '203.0.113.9', password)).toMatchObject({ outcome: 'signed-in' })
  })

  async function everywhereKeyOf(email: string): Promise<string> {
    const keys = async () =>
      (
        await world.db
          .selectFrom('rate_limit')
          .select('key')
          .where('key', 'like', 'sign-in-everywhere:%')
          .execute()
      ).map(({ key }) => key)
    const before = new Set(await keys())
    await guess(email, '203.0.113.1')
    return (await keys()).find((key) => !before.has(key)) ?? ''
  }

  test('who waits out a window is not punished for asking during it', async () => {
    const limit = { window: 60, max: 2 }
    const at = (second: number) => countAttempt(world.db, 'patience', limit, second * 1000)
    expect([(await at(0)).allowed, (await at(1)).allowed]).toEqual([true, true])
    expect(await at(59)).toEqual({ allowed: false, retryAfter: 1 })
    expect((await at(60)).allowed).toBe(true)
  })
})

describe('sessions', () => {
  test('a session ends twelve hours after its last use', async () => {
    const secret = await started(await world.person('Lin'))
    for (let n = 0; n < 3; n += 1) {
      world.pass(11 * hour)
      expect(await seen(secret)).not.toBeNull()
    }
    world.pass(12 * hour + minute)
    expect(await seen(secret)).toBeNull()
  })

  test('a session ends after thirty days, however busy', async () => {
    const secret = await started(await world.person('Lin'))
    for (let n = 0; n < 65; n += 1) {
      world.pass(11 * hour)
      expect(await seen(secret)).not.toBeNull()
    }
    world.pass(6 * hour)
    expect(await seen(secret)).toBeNull()
  })

  test('what is over is swept away', async () => {
    const lin = await world.person('Lin')
    await started(lin)
    world.pass(13 * hour)
    await world.identity.sweep()
    const rows = await world.db.selectFrom('session').selectAll().where('person_id', '=', lin.id).execute()
    expect(rows).toEqual([])
  })

  test('using a session while it is ended never brings it back', async () => {
    const lin = await world.person('Lin')
    for (let round = 0; round < 25; round += 1) {
      const secret = await started(lin)
      world.pass(6 * minute)
      const uses = [seen(secret), seen(secret), seen(secret)]
      await deleteOtherSessions(world.db, lin.id, null)
      world.identity.forget(lin.id)
      await Promise.all(uses)
      expect(await seen(secret)).toBeNull()
      const rows = await world.db.selectFrom('session').selectAll().where('person_id', '=', lin.id).execute()
      expect(rows).toEqual([])
    }
  })
})

describe('what is remembered', () => {
  test('the second look at a session asks the database nothing', async () => {
    const secret = await started(await world.person('Lin'))
    const first = await world.identity.recognise({ kind: 'session', secret })
    expect(await world.identity.recognise({ kind: 'session', secret })).toBe(first)
  })

  test.each<[string, (personId: string, projectId: string, sessionId: string) => Promise<unknown>]>([
    ['a session is ended', (personId, _, sessionId) => deleteSession(world.db, personId, sessionId)],
    ['a person is disabled', (personId) => updatePerson(world.db, personId, { disabled: true })],
    [
      'a role is taken',
      (personId, projectId) => deleteRole(world.db, personId, { projectId, role: 'reviewer', locale: 'km' }),
    ],
    [
      'the project is deleted',
      (_, projectId) => world.db.deleteFrom('project').where('id', '=', projectId).execute(),
    ],
    ['a person is deleted', (personId) => world.db.deleteFrom('person').where('id', '=', personId).execute()],
  ])('another server process forgets at once when %s', async (_, change) => {
    const project = await world.project('Visits')
    const lin = await world.member(project.id, 'Lin', { role: 'reviewer', locale: 'km' })
    const other = createIdentity({ db: world.db, clock: world.clock })
    const unlisten = await world.listenFor(other)
    const heard: (string | null)[] = []
    other.watch((personId) => heard.push(personId))
    const secret = await started(lin)
    const before = await other.recognise({ kind: 'session', secret })
    expect(before?.person.memberships).toEqual([{ projectId: project.id, role: 'reviewer', locale: 'km' }])
    await change(lin.id, project.id, before?.credentialId ?? '')
    await expect
      .poll(async () => (await other.recognise({ kind: 'session', secret }))?.person.memberships ?? [], {
        timeout: 1000,
      })
      .toEqual([])
    expect(heard).toContain(lin.id)
    await unlisten()
  })

  test('what was read before a change is not kept after it', () => {
    const cache = new IdentityCache<string>({ capacity: 2, lifetime: 1000 })
    const { epoch } = cache
    cache.forget('lin')
    cache.keep('a', 'lin', 'old', 0, epoch)
    expect(cache.get('a', 1)).toBeUndefined()
    cache.keep('a', 'lin', 'new', 0, cache.epoch)
    expect(cache.get('a', 1)).toBe('new')
    expect(cache.get('a', 1000)).toBeUndefined()
  })

  test('the oldest entry makes room for a new one', () => {
    const cache = new IdentityCache<number>({ capacity: 2, lifetime: 1000 })
    for (const n of [1, 2, 3]) cache.keep(`k${n}`, 'lin', n, 0, cache.epoch)
    expect([1, 2, 3].map((n) => cache.get(`k${n}`, 1))).toEqual([undefined, 2, 3])
  })
})

describe('tokens', () => {
  const token = async (personId: string, days = 30) =>
    (
      await insertToken(world.db, {
        personId,
        name: 'Script',
        scopes: ['read', 'translate'],
        now: world.clock(),
        expiresAt: new Date(world.clock().getTime() + days * 24 * hour),
      })
    ).secret

  test('a token is its owner within its scopes, with the roles of the moment', async () => {
    const project = await world.project('Visits')
    const lin = await world.member(project.id, 'Lin', { role: 'translator', locale: 'th' })
    const secret = await token(lin.id)
    const found = await world.identity.recognise({ kind: 'token', secret })
    expect(found?.person).toMatchObject({ id: lin.id, scopes: ['read', 'translate'] })
    await insertRole(world.db, lin.id, { projectId: project.id, role: 'reviewer', locale: null })
    await expect
      .poll(
        async () => (await world.identity.recognise({ kind: 'token', secret }))?.person.memberships.length,
      )
      .toBe(2)
  })

  test('a token ends on its day', async () => {
    const secret = await token((await world.person('Lin')).id, 1)
    expect(await world.identity.recognise({ kind: 'token', secret })).not.toBeNull()
    world.pass(24 * hour)
    expect(await world.identity.recognise({ kind: 'token', secret })).toBeNull()
  })

  test('a token is no session and a session is no token', async () => {
    const lin = await world.person('Lin')
    const secret = await started(lin)
    expect(await world.identity.recognise({ kind: 'token', secret })).toBeNull()
    expect(await world.identity.recognise({ kind: 'token', secret: `setara_${secret}` })).toBeNull()
    const own = await token(lin.id)
    expect(await seen(own)).toBeNull()
    expect(await seen(own.slice('setara_'.length))).toBeNull()
  })

  test('the token of a disabled person does nothing', async () => {
    const lin = await world.person('Lin')
    const secret = await token(lin.id)
    await updatePerson(world.db, lin.id, { disabled: true })
    expect(await world.identity.recognise({ kind: 'token', secret })).toBeNull()
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '0:0:0:0::'],
  ['', '0.0.0.0'],
  ['not an address', '0.0.0.0'],
])('attempts from %s are counted under %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
