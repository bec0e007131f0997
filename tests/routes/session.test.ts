import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { insertSignInLink } from '../../server/store/identity/links.ts'
import { insertRole } from '../../server/store/people.ts'
import { browser, laptop, password, peopleWorld, type World } from '../helpers/people.ts'

let world: World
let app: ReturnType<World['app']>
beforeAll(async () => {
  world = await peopleWorld()
  app = world.app()
})
afterAll(() => world.close())

async function signedIn(name: string, options: { administrator?: boolean } = {}) {
  const record = await world.person(name, options)
  const own = browser(app)
  const answer = await own.send('POST', '/api/session', { email: record.email, password })
  expect(answer.status).toBe(200)
  return { ...record, own }
}

describe('signing in', () => {
  test('nobody is signed in at first, and setup is asked for only while nobody is known', async () => {
    const empty = await peopleWorld()
    const first = browser(empty.app())
    expect((await first.send('GET', '/api/session')).json).toEqual({ person: null, setup: true })
    await empty.person('Lin')
    expect((await first.send('GET', '/api/session')).json).toEqual({ person: null, setup: false })
    await empty.close()
  })

  test('a password gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const { email } = await world.person('Lin')
    const answer = await browser(app).send('POST', '/api/session', { email, password })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^setara=[\w-]{43}; /)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).toMatch(/; Path=\//)
    expect(cookie).not.toMatch(/Domain|Secure/)
    expect(answer.json.person).toMatchObject({ email, memberships: [], projects: [], uiLocale: null })
    expect(answer.text).not.toContain(cookie.slice(7, 50))
  })

  test('over HTTPS the cookie is bound to the host and to HTTPS', async () => {
    const { email } = await world.person('Lin')
    const own = browser(world.app({ secure: true, baseUrl: 'http://localhost' }))
    const answer = await own.send('POST', '/api/session', { email, password })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-setara=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax/,
    )
    expect((await own.send('GET', '/api/session')).json.person.email).toBe(email)
    own.cookie = own.cookie.replace('__Host-', '')
    expect((await own.send('GET', '/api/session')).json.person).toBeNull()
  })

  test('the session of the browser is a new one, and the old one ends', async () => {
    const lin = await signedIn('Lin')
    const before = lin.own.cookie
    await lin.own.send('POST', '/api/session', { email: lin.email, password })
    expect(lin.own.cookie).not.toBe(before)
    const old = browser(app)
    old.cookie = before
    expect((await old.send('GET', '/api/session')).json.person).toBeNull()
  })

  test('a cookie of the browser’s own choosing is never taken over', async () => {
    const { email } = await world.person('Lin')
    const own = browser(app)
    own.cookie = `setara=${'A'.repeat(43)}`
    await own.send('POST', '/api/session', { email, password })
    expect(own.cookie).not.toBe(`setara=${'A'.repeat(43)}`)
  })

  test('a known and an unknown address get the same answer', async () => {
    const { email } = await world.person('Lin')
    const disabled = await world.person('Gone')
    await world.db.updateTable('person').set({ disabled: true }).where('id', '=', disabled.id).execute()
    const bare = await world.person('Bare', { password: null })
    const guess = async (address: string, typed: string) => {
      const { status, text, headers } = await browser(app, '198.51.100.9').send('POST', '/api/session', {
        email: address,
        password: typed,
      })
      return { status, text, headers: [...headers.keys()].sort() }
    }
    const wrong = await guess(email, 'not the password')
    expect(wrong.status).toBe(401)
    expect(JSON.parse(wrong.text)).toMatchObject({ code: 'sign-in-failed', details: {} })
    expect(await guess('nobody@example.org', 'not the password')).toEqual(wrong)
    expect(await guess(disabled.email, password)).toEqual(wrong)
    expect(await guess(bare.email, password)).toEqual(wrong)
  })

  test('after five failures known and unknown addresses are told to wait alike', async () => {
    const { email } = await world.person('Lin')
    const answers = await Promise.all(
      [email, 'nobody3@example.org'].map(async (address) => {
        const own = browser(app, '198.51.100.20')
        for (let n = 0; n < 5; n += 1)
          await own.send('POST', '/api/session', { email: address, password: 'wrong' })
        return own.send('POST', '/api/session', { email: address, password })
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual([429, 429])
    expect(answers[0]?.json).toMatchObject({
      code: 'too-many-attempts',
      details: { retryAfter: 900, minutes: 15 },
    })
    expect(answers[1]?.text).toBe(answers[0]?.text)
  })

  test('behind a trusted proxy attempts are counted by the address the proxy saw', async () => {
    const { email } = await world.person('Lin')
    const guess = async (trustProxy: boolean, forwarded: string, typed: string) =>
      (
        await browser(world.app({ trustProxy }), '198.51.100.30').send(
          'POST',
          '/api/session',
          { email, password: typed },
          { 'x-forwarded-for': forwarded },
        )
      ).status
    for (let n = 0; n < 5; n += 1) await guess(true, '10.1.1.1, 203.0.113.5', 'wrong')
    expect(await guess(true, '10.1.1.2, 203.0.113.5', password)).toBe(429)
    expect(await guess(true, '203.0.113.5, 203.0.113.6', password)).toBe(200)
    for (let n = 0; n < 5; n += 1) await guess(false, `203.0.113.${n}`, 'wrong')
    expect(await guess(false, '203.0.113.99', password)).toBe(429)
  })

  test.each([
    [{}],
    [{ email: 'lin@example.org' }],
    [{ email: 'lin@example.org', password: ['x'] }],
    [{ email: { $ne: null }, password: 'x' }],
    [{ email: 'a\u0000b@example.org', password: 'x' }],
    [{ email: 'lin@example.org', password: 'x', administrator: true }],
    [{ email: 'lin@example.org', password: 'x'.repeat(129) }],
  ])('%j is told what was expected', async (body) => {
    const answer = await browser(app).send('POST', '/api/session', body)
    expect(answer).toMatchObject({ status: 422, json: { code: 'invalid' } })
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without origin', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot sign a browser in', async (_, headers) => {
    const { email } = await world.person('Lin')
    const answer = await browser(app).send('POST', '/api/session', { email, password }, headers)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })
})

describe('signing out', () => {
  test('ends the session, takes the cookie and is written down', async () => {
    const lin = await signedIn('Lin')
    const held = lin.own.cookie
    const answer = await lin.own.send('DELETE', '/api/session')
    expect(answer.status).toBe(204)
    expect(lin.own.cookie).toBe('')
    const thief = browser(app)
    thief.cookie = held
    expect((await thief.send('GET', '/api/me/sessions')).status).toBe(401)
    const lines = await world.db
      .selectFrom('history')
      .select('deed')
      .where('person_id', '=', lin.id)
      .orderBy('id')
      .execute()
    expect(lines.map(({ deed }) => deed)).toEqual(['session.started', 'session.ended'])
  })
})

describe('one’s sessions', () => {
  test('are listed, and ending one shuts that browser out at once', async () => {
    const lin = await signedIn('Lin')
    const other = browser(app)
    await other.send(
      'POST',
      '/api/session',
      { email: lin.email, password },
      { 'user-agent': 'Old telephone' },
    )
    const { items } = (await lin.own.send('GET', '/api/me/sessions')).json
    expect(items).toHaveLength(2)
    expect(items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
    const telephone = items.find(
      ({ userAgent }: { userAgent: string }) => userAgent === 'Old telephone' || userAgent === '',
    )
    expect(Object.keys(telephone).sort()).toEqual(['createdAt', 'current', 'id', 'lastSeenAt', 'userAgent'])
    expect(telephone).toMatchObject({ current: false, userAgent: 'Old telephone' })
    expect((await other.send('GET', '/api/me/sessions')).status).toBe(200)
    expect((await lin.own.send('DELETE', `/api/me/sessions/${telephone.id}`)).status).toBe(204)
    expect((await other.send('GET', '/api/me/sessions')).status).toBe(401)
    expect((await lin.own.send('GET', '/api/me/sessions')).status).toBe(200)
    expect((await lin.own.send('DELETE', `/api/me/sessions/${telephone.id}`)).status).toBe(404)
  })
})

describe('one’s account', () => {
  test('a name and a language are changed and come back', async () => {
    const lin = await signedIn('Lin')
    const changed = await lin.own.send('PATCH', '/api/me', { name: ' ลิน  ', uiLocale: 'th' })
    expect(changed.json).toMatchObject({ name: 'ลิน', uiLocale: 'th', email: lin.email })
    expect((await lin.own.send('GET', '/api/session')).json.person).toMatchObject({
      name: 'ลิน',
      uiLocale: 'th',
    })
  })

  test('nothing else of oneself can be changed', async () => {
    const lin = await signedIn('Lin')
    for (const extra of ['administrator', 'email', 'memberships', 'id', 'disabled', 'scopes']) {
      const answer = await lin.own.send('PATCH', '/api/me', { name: 'Lin', [extra]: true })
      expect(answer).toMatchObject({ status: 422, json: { code: 'invalid' } })
    }
    const row = await world.db.selectFrom('person').selectAll().where('id', '=', lin.id).executeTakeFirst()
    expect(row).toMatchObject({ administrator: false, email: lin.email, disabled: false })
  })

  test.each(['', '   ', 'a\u0000b', 'a\nb', 'a\u202eb', 'x'.repeat(101)])('%j is no name', async (name) => {
    const lin = await signedIn('Lin')
    expect((await lin.own.send('PATCH', '/api/me', { name })).status).toBe(422)
  })

  test('a new password ends the other browsers and not this one', async () => {
    const lin = await signedIn('Lin')
    const other = browser(app)
    await other.send('POST', '/api/session', { email: lin.email, password })
    const change = { password: { current: password, next: 'nine kites above the river' } }
    expect((await lin.own.send('PATCH', '/api/me', change)).status).toBe(200)
    expect((await other.send('GET', '/api/me/sessions')).status).toBe(401)
    expect((await lin.own.send('GET', '/api/me/sessions')).status).toBe(200)
    expect((await browser(app).send('POST', '/api/session', { email: lin.email, password })).status).toBe(401)
  })
})

describe('tokens over HTTP', () => {
  test('a token reads within its scopes and touches nothing of the account', async () => {
    const lin = await signedIn('Lin')
    const project = await world.project('Visits')
    await insertRole(world.db, lin.id, { projectId: project.id, role: 'manager', locale: null })
    const make = async (scopes: readonly string[]) =>
      (await lin.own.send('POST', '/api/me/tokens', { name: 'Script', scopes, expiresInDays: 30 })).json
        .token as string
    const [reading, managing] = [await make(['read']), await make(['manage'])]
    const ask = async (token: string, method: string, path: string, body?: unknown) =>
      (await browser(app).send(method, path, body, { authorization: `Bearer ${token}` })).status
    const members = `/api/projects/${project.id}/members`
    expect(await ask(reading, 'GET', members)).toBe(403)
    expect(await ask(managing, 'GET', members)).toBe(200)
    expect(
      await ask(managing, 'POST', '/api/me/tokens', { name: 'x', scopes: ['read'], expiresInDays: 1 }),
    ).toBe(403)
    expect(await ask(managing, 'PATCH', '/api/me', { name: 'x' })).toBe(403)
    expect(await ask(reading, 'GET', '/api/me/tokens')).toBe(403)
    expect(await ask(managing, 'DELETE', '/api/session')).toBe(403)
    await world.db.deleteFrom('membership').where('person_id', '=', lin.id).execute()
    await expect.poll(() => ask(managing, 'GET', members)).toBe(403)
  })

  test.each([
    { scopes: [] },
    { scopes: ['everything'] },
    { expiresInDays: 0 },
    { expiresInDays: 100_000 },
    { personId: 'x' },
  ])('a token with %j is not made', async (change) => {
    const lin = await signedIn('Lin')
    const answer = await lin.own.send('POST', '/api/me/tokens', {
      name: 'x',
      scopes: ['read'],
      expiresInDays: 1,
      ...change,
    })
    expect(answer.status).toBe(422)
  })

  test('a token that is worth nothing signs nobody in, even beside a good cookie', async () => {
    const lin = await signedIn('Lin')
    const answer = await lin.own.send('GET', '/api/me/sessions', undefined, {
      authorization: `Bearer setara_${'A'.repeat(43)}`,
    })
    expect(answer.status).toBe(401)
  })
})

describe('inviting over HTTP', () => {
  test('a manager invites, the invited person joins, the manager sees and changes them', async () => {
    const project = await world.project('Visits')
    const mali = await signedIn('Mali')
    await insertRole(world.db, mali.id, { projectId: project.id, role: 'manager', locale: null })
    world.identity.forget(mali.id)
    const members = `/api/projects/${project.id}/members`
    const invited = await mali.own.send('POST', `/api/projects/${project.id}/invitations`, {
      ...{ email: 'New.Person@Example.org', role: 'reviewer', locale: 'vi' },
    })
    expect(invited.status).toBe(201)
    expect(invited.json.invitation).toMatchObject({
      email: 'new.person@example.org',
      role: 'reviewer',
      locale: 'vi',
    })
    expect(invited.json.link).toMatch(/^http:\/\/localhost\/invitation\/[\w-]{43}$/)
    expect((await mali.own.send('GET', members)).json.invitations).toEqual([invited.json.invitation])

    const path = `/api/invitations/${invited.json.link.split('/').at(-1)}`
    const guest = browser(app)
    expect((await guest.send('GET', path)).json).toMatchObject({
      projectName: 'Visits',
      invitedBy: 'Mali',
      known: false,
    })
    const joined = await guest.send('POST', path, {
      name: 'New Person',
      password: 'nine kites above the river',
    })
    expect(joined.json.person).toMatchObject({
      email: 'new.person@example.org',
      projects: [{ id: project.id, name: 'Visits' }],
    })
    expect((await guest.send('GET', '/api/session')).json.person.name).toBe('New Person')
    expect(
      await browser(app).send('POST', path, { name: 'X', password: 'nine kites above the river' }),
    ).toMatchObject({ status: 410, json: { code: 'link-expired' } })

    const { items, invitations, can } = (await mali.own.send('GET', members)).json
    expect({ invitations, can }).toEqual({ invitations: [], can: { manage: true } })
    const newcomer = items.find(({ name }: { name: string }) => name === 'New Person')
    expect(newcomer.roles).toEqual([{ role: 'reviewer', locale: 'vi' }])
    expect((await guest.send('GET', members)).status).toBe(403)
    expect((await mali.own.send('PUT', `${members}/${newcomer.personId}`, { roles: [] })).json.roles).toEqual(
      [],
    )
    expect((await guest.send('GET', '/api/session')).json.person.memberships).toEqual([])
  })

  test('an invitation is withdrawn', async () => {
    const project = await world.project('Visits')
    const adi = await signedIn('Adi', { administrator: true })
    const { json } = await adi.own.send('POST', `/api/projects/${project.id}/invitations`, {
      email: 'late@example.org',
      role: 'manager',
      locale: null,
    })
    expect(
      (await adi.own.send('DELETE', `/api/projects/${project.id}/invitations/${json.invitation.id}`)).status,
    ).toBe(204)
    expect((await browser(app).send('GET', `/api/invitations/${json.link.split('/').at(-1)}`)).status).toBe(
      410,
    )
    expect(
      (await adi.own.send('DELETE', `/api/projects/${project.id}/invitations/${json.invitation.id}`)).status,
    ).toBe(404)
  })

  test('the address of a link comes from the configuration where there is one', async () => {
    const project = await world.project('Visits')
    const adi = await world.person('Adi', { administrator: true })
    const own = browser(world.app({ baseUrl: 'http://localhost' }))
    await own.send('POST', '/api/session', { email: adi.email, password })
    const { json } = await own.send(
      'POST',
      `/api/projects/${project.id}/invitations`,
      { email: 'a@example.org', role: 'manager', locale: null },
      { host: 'evil.example' },
    )
    expect(json.link).toMatch(/^http:\/\/localhost\/invitation\//)
  })
})

test('a one-time link signs in by a post, once', async () => {
  const lin = await world.person('Lin', { password: null })
  const later = new Date(world.clock().getTime() + 1000)
  const token = await insertSignInLink(world.db, lin.id, world.clock(), later)
  const own = browser(app)
  expect((await own.send('GET', `/api/session/link?token=${token}`)).status).toBe(404)
  expect((await own.send('POST', '/api/session/link', { token })).json.person.id).toBe(lin.id)
  expect((await own.send('GET', '/api/me/sessions')).status).toBe(200)
  expect((await browser(app).send('POST', '/api/session/link', { token })).status).toBe(410)
})

test('no answer of these doors holds a hash, a secret or an address of the network', async () => {
  const lin = await signedIn('Lin', { administrator: true })
  const project = await world.project('Visits')
  await lin.own.send('POST', '/api/me/tokens', { name: 'Script', scopes: ['read'], expiresInDays: 1 })
  await lin.own.send('POST', `/api/projects/${project.id}/invitations`, {
    email: 'b@example.org',
    role: 'manager',
    locale: null,
  })
  const rows = JSON.stringify([
    await world.db.selectFrom('session').select('token').execute(),
    await world.db.selectFrom('account').select('password').execute(),
    await world.db.selectFrom('api_token').select('token_hash').execute(),
    await world.db.selectFrom('invitation').select('token_hash').execute(),
  ])
  const canaries = [...rows.matchAll(/"(?:token|password|token_hash)":"([^"]{20,})"/g)].map(
    ([, value]) => value ?? '',
  )
  expect(canaries.length).toBeGreaterThan(3)
  const held = lin.own.cookie.split('=')[1] ?? ''
  for (const path of [
    '/api/session',
    '/api/me/sessions',
    '/api/me/tokens',
    `/api/projects/${project.id}/members`,
  ]) {
    const { status, text } = await lin.own.send('GET', path)
    expect(status).toBe(200)
    for (const secret of [...canaries, held, laptop.address]) expect(text).not.toContain(secret)
  }
})

test.each(['sessions/%00', 'tokens/a%00b'])('an id with a NUL is not there: %s', async (path) => {
  const lin = await signedIn('Lin')
  expect((await lin.own.send('DELETE', `/api/me/${path}`)).status).toBe(404)
})
