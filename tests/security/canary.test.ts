// Secrets are given names that cannot occur otherwise, and then nothing the server says may hold one.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createSignInLink } from '../../server/actions/create-sign-in-link.ts'
import { describeConfig, readConfig } from '../../server/config.ts'
import { doors } from '../../server/routes/registry.ts'
import { origin, password } from '../helpers/people.ts'
import { contentsOf, metricsToken, openCast, type Cast } from './cast.ts'
import { propsOf, ways } from './ways.ts'

let cast: Cast
const lines: string[] = []
const secrets = new Map<string, string>()

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  cast = await openCast({ log })
  const { room, db } = cast
  secrets.set('token of the figures', metricsToken)
  secrets.set('a password', password)

  const known = await cast.withPassword()
  const signedIn = await ask('POST', '/api/session', known, {})
  secrets.set('a session', /setara=([^;]+)/.exec(signedIn.cookie ?? '')?.[1] ?? '')
  const wrong = 'canary-of-a-wrong-password'
  secrets.set('a wrong password', wrong)
  await ask('POST', '/api/session', { ...known, password: wrong }, {})
  const { headers } = cast.standing('holder of all roles')
  const made = await ask('POST', '/api/me/tokens', { name: 'x', scopes: ['read'], expiresInDays: 1 }, headers)
  secrets.set('a token', JSON.parse(made.text).token)
  const invitation = { email: 'invited@example.org', role: 'translator', locale: null }
  const invited = await ask('POST', `/api/projects/${room.projectId}/invitations`, invitation, headers)
  secrets.set('an invitation', JSON.parse(invited.text).link.split('/').at(-1))
  const { path } = await createSignInLink(room.ctx(), { personId: await cast.person([]) })
  secrets.set('a sign-in link', path.split('/').at(-1) ?? '')

  const hashes = [
    ...(await db.selectFrom('account').select('password as hash').execute()),
    ...(await db.selectFrom('session').select('token as hash').execute()),
    ...(await db.selectFrom('api_token').select('token_hash as hash').execute()),
    ...(await db.selectFrom('invitation').select('token_hash as hash').execute()),
    ...(await db.selectFrom('sign_in_link').select('token_hash as hash').execute()),
  ]
  for (const [index, { hash }] of hashes.entries()) if (hash) secrets.set(`hash ${index}`, hash)
})
afterAll(() => cast.close())

async function ask(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) {
  const response = await cast.room.app.request(
    `${origin}${path}`,
    {
      method,
      headers: { origin, host: 'localhost', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { incoming: { socket: { remoteAddress: '192.0.2.99' } } },
  )
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (streams) await response.body?.cancel()
  const heads = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const text = streams ? '' : await response.text()
  return { text, heads, cookie: response.headers.get('set-cookie') }
}

/** Names of the secrets that stand in a text. */
const found = (text: string) =>
  [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name)

test('there are secrets to look for, each long enough to be one', () => {
  expect(secrets.size).toBeGreaterThan(20)
  for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(15)
  expect(found(`x ${metricsToken} y`)).toEqual(['token of the figures'])
})

test('no answer to a question holds a secret', async () => {
  const props = [propsOf(cast, 'own'), propsOf(cast, 'absent')]
  const people = ['administrator', 'holder of all roles', 'manager', 'nobody', 'token read'] as const
  for (const door of Object.keys(doors).filter((key) => key.startsWith('GET '))) {
    // The link of an invitation is what the question names; its answer is looked at all the same.
    for (const [way, { prepare }] of Object.entries(ways[door] ?? {})) {
      for (const prop of props) {
        for (const actor of people) {
          const shot = await prepare(prop, cast.standing(actor))
          const { headers } = cast.standing(actor)
          const { text, heads } = await ask('GET', shot.path, undefined, { ...headers, ...shot.headers })
          expect(found(text), `${door} ${way} ${actor}`).toEqual([])
          expect(found(heads), `${door} ${way} ${actor}`).toEqual([])
        }
      }
    }
  }
})

test('a refusal does not repeat a secret that was sent', async () => {
  for (const [name, secret] of secrets) {
    for (const [method, path, body] of [
      ['POST', '/api/session', { email: secret, password: secret }],
      ['POST', '/api/session/link', { token: secret, [secret]: 1 }],
      ['POST', `/api/invitations/${encodeURIComponent(secret)}x`, { name: 'x', password: secret }],
      ['PATCH', '/api/me', { password: { current: secret, next: secret } }],
    ] as const) {
      const { text } = await ask(method, path, body, cast.standing('translator').headers)
      // A field that nobody knows is named back to who sent it.
      if (!text.includes('Unrecognized key')) expect(found(text), `${name} ${path}`).toEqual([])
    }
  }
})

test('no line of the log holds a secret, an address of somebody or a text', async () => {
  expect(lines.length).toBeGreaterThan(100)
  const log = lines.join('')
  expect(found(log)).toEqual([])
  expect(log).not.toMatch(/@example\.org|Cuộc họp|The meeting|cookie|authorization|Bearer/i)
})

test('what the program says about its configuration holds no secret', () => {
  const config = readConfig({
    DATABASE_URL: 'postgres://setara:canary-of-the-database@db.example.org/setara',
    SETARA_METRICS_TOKEN: 'canary-of-the-figures',
  })
  expect(JSON.stringify(describeConfig(config))).not.toContain('canary')
})

test('no secret is stored as it is', async () => {
  expect(Object.keys(await contentsOf(cast.db)).length).toBeGreaterThan(15)
  const tables = await cast.db.introspection.getTables()
  const plain = [...secrets].filter(([name]) => !name.startsWith('hash'))
  for (const { name } of tables.filter((table) => !table.isView)) {
    const rows = await cast.db
      .selectFrom(name as 'person')
      .selectAll()
      .execute()
    const text = JSON.stringify(rows)
    for (const [what, secret] of plain) expect(text.includes(secret), `${what} in ${name}`).toBe(false)
  }
})
