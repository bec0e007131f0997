// Administrators look after accounts without the command line.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { browser } from '../helpers/people.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let chief: Colleague

beforeAll(async () => {
  room = await newsroom()
  chief = await room.colleague([], { administrator: true })
})
afterAll(() => room.close())

const add = (name: string, email: string) => chief.page.send('POST', '/api/people', { name, email })

describe('an account', () => {
  test('is added with a link that signs its owner in once', async () => {
    const added = await add('Noy', 'noy@example.org')
    expect(added.status).toBe(201)
    expect(added.json.person).toMatchObject({ name: 'Noy', email: 'noy@example.org', administrator: false })
    const token = new URL(added.json.link, 'http://localhost').pathname.split('/').at(-1)
    const own = browser(room.app)
    expect((await own.send('POST', '/api/session/link', { token })).status).toBe(200)
    expect((await browser(room.app).send('POST', '/api/session/link', { token })).status).toBe(410)
  })

  test('whose address is taken is refused, and nothing changes', async () => {
    await add('First', 'taken@example.org')
    expect(await add('Second', 'TAKEN@example.org')).toMatchObject({
      status: 409,
      json: { code: 'already-exists' },
    })
    const { json } = await chief.page.send('GET', '/api/people?search=taken@')
    expect(json.items.map(({ name }: { name: string }) => name)).toEqual(['First'])
  })

  test('gets another link when its owner has lost the password', async () => {
    const { json } = await add('Vi', 'vi@example.org')
    const again = await chief.page.send('POST', `/api/people/${json.person.id}/sign-in-links`)
    expect(again.status).toBe(201)
    const token = new URL(again.json.link, 'http://localhost').pathname.split('/').at(-1)
    expect((await browser(room.app).send('POST', '/api/session/link', { token })).status).toBe(200)
  })

  test('that is disabled is signed out at once, and may be let in again', async () => {
    const leaver = await room.colleague('translator')
    expect((await leaver.page.send('GET', '/api/me/sessions')).status).toBe(200)
    const access = `/api/people/${leaver.id}/access`
    expect((await chief.page.send('PUT', access, { disabled: true })).json).toMatchObject({ disabled: true })
    expect((await leaver.page.send('GET', '/api/me/sessions')).status).toBe(401)
    expect((await chief.page.send('PUT', access, { disabled: false })).json).toMatchObject({
      disabled: false,
    })
  })

  test('of one’s own cannot be disabled: nobody might be left to let anybody in', async () => {
    const refused = await chief.page.send('PUT', `/api/people/${chief.id}/access`, { disabled: true })
    expect(refused).toMatchObject({ status: 403, json: { details: { reason: 'reason.own-account' } } })
    expect((await chief.page.send('GET', '/api/people')).status).toBe(200)
  })
})

describe('the list of accounts', () => {
  test('comes in pages, each account once, in the order of the addresses', async () => {
    for (let number = 10; number < 25; number += 1) await add(`Page ${number}`, `page${number}@example.org`)
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await chief.page.send('GET', `/api/people?limit=4&search=page${cursor}`)
      seen.push(...json.items.map(({ email }: { email: string }) => email))
      cursor = json.nextCursor === null ? '' : `&cursor=${encodeURIComponent(json.nextCursor)}`
    } while (cursor !== '')
    expect(seen).toEqual(Array.from({ length: 15 }, (_, at) => `page${at + 10}@example.org`))
  })

  test.for(['%', '_', '\\', "'"])('a search for %s is a search for this very sign', async (sign) => {
    const { status, json } = await chief.page.send('GET', `/api/people?search=${encodeURIComponent(sign)}`)
    expect({ status, items: json.items }).toEqual({ status: 200, items: [] })
  })

  test('finds names in any script', async () => {
    await add('សុខ ច័ន្ទ', 'sok@example.org')
    const { json } = await chief.page.send('GET', `/api/people?search=${encodeURIComponent('ច័ន្ទ')}`)
    expect(json.items.map(({ email }: { email: string }) => email)).toEqual(['sok@example.org'])
  })
})
