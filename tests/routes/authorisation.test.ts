import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { permissions } from '#domain/people.ts'

import { createApp } from '../../server/app.ts'
import { createMetrics } from '../../server/metrics.ts'
import { doors } from '../../server/routes/registry.ts'
import { actors, expected, rows } from '../fixtures/security/authorisation.ts'
import { openCast, type Cast } from '../security/cast.ts'
import { cells, openTable, send, walk, type Table } from '../security/table.ts'
import { ways } from '../security/ways.ts'

let cast: Cast
let table: Table

beforeAll(async () => {
  cast = await openCast()
  table = openTable(cast)
})
afterAll(() => cast.close())

describe('the table', () => {
  test('has a verdict for every actor in every row', () => {
    for (const row of rows) {
      expect(row).toMatch(/^[+134g ]+$/)
      expect(row.replaceAll(' ', '')).toHaveLength(actors.length)
    }
  })

  test('names every door of the registry, and none that is not there', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(doors).sort())
  })

  test('has a request for every way it names', () => {
    const named = (all: Readonly<Record<string, object>>) =>
      Object.entries(all).flatMap(([door, some]) => Object.keys(some).map((way) => `${door} ${way}`))
    expect(named(ways).sort()).toEqual(named(expected).sort())
  })

  test('every route that can be reached is in the registry', () => {
    const reachable = cast.room.app.routes.filter((route) => route.method !== 'ALL')
    const keys = new Set(reachable.map((route) => `${route.method} ${route.path}`))
    expect([...keys].sort()).toEqual(Object.keys(doors).sort())
  })

  test('every permission is asked for by some door or named by the table', () => {
    // Asked for behind a door that has another entry: what each way in the table is there for.
    const behind = ['term.approve', 'translation.waive']
    const asked = new Set<string>(Object.values(doors).flatMap(({ entry }) => entry))
    expect(
      permissions.filter((permission) => !asked.has(permission) && !behind.includes(permission)),
    ).toEqual([])
  })

  test('an application with a route that nobody decided about does not start', () => {
    const { ctx, changes } = cast.room
    const log = pino({ level: 'silent' })
    const rest = { baseUrl: null, publicUrl: null, secure: false, webFolder: '.', version: 'test' }
    const system = { log, metrics: createMetrics(() => 0), metricsToken: null, ready: async () => true }
    const start = () => createApp({ ...ctx(), ...rest, ...system, changes, now: () => new Date() })
    expect(start).not.toThrow()

    const decided: Record<string, unknown> = doors
    const { 'GET /livez': livez } = decided
    Reflect.deleteProperty(decided, 'GET /livez')
    try {
      expect(() => start()).toThrow(/without a declared permission: GET \/livez/)
    } finally {
      decided['GET /livez'] = livez
    }
    decided['GET /api/forgotten'] = livez
    try {
      expect(() => start()).toThrow(/not there: GET \/api\/forgotten/)
    } finally {
      Reflect.deleteProperty(decided, 'GET /api/forgotten')
    }
  })
})

describe('every door', () => {
  test.for(actors)(
    '%s is let in or refused as decided, and what is refused changes nothing',
    async (actor) => {
      const { differences, changed, toldApart } = await walk(cast, table, actor)
      expect(differences).toEqual([])
      expect(changed).toEqual([])
      expect(toldApart).toEqual([])
    },
  )
})

test('the table is as large as it says', () => {
  expect(cells.length).toBeGreaterThan(4000)
})

describe('other spellings of a door', () => {
  const spellings = [
    '/api//projects',
    '/api/projects/',
    '/API/projects',
    '/api/./projects',
    '/api/x/../projects',
    '/api/%70rojects',
    '/%61pi/projects',
    '/api%2fprojects',
    '/api/projects;x',
    '/api/projects%00',
    '//api/projects',
    '/api/projects?x=/../../livez',
    '/livez/../api/projects',
    '/api\\projects',
  ]
  test.for(spellings)('%s shows nobody more than the page or a refusal', async (path) => {
    const answer = await send(cast, 'GET', { path }, {})
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toContain(cast.room.projectId)
    if (answer.status === 200) expect(answer.body).toBe('<!doctype html><title>Setara</title>')
  })

  test.for(['HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'QUERY'])(
    '%s opens no door that GET does not open',
    async (method) => {
      for (const path of ['/api/projects', `/api/projects/${cast.room.projectId}/articles`, '/api/work']) {
        const answer = await sendRaw(method, path)
        expect([401, 403, 404, 405, 'refused']).toContain(answer)
      }
    },
  )

  test('a header or a parameter does not turn one method into another', async () => {
    const { headers } = cast.standing('translator')
    const path = `/api/projects/${cast.room.projectId}`
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const shot = { path, body: { name: 'Taken' }, headers: { [name]: 'PATCH' } }
      expect((await send(cast, 'POST', shot, headers)).status).toBe(404)
    }
    expect((await send(cast, 'POST', { path: `${path}?_method=DELETE`, body: {} }, headers)).status).toBe(404)
  })
})

async function sendRaw(method: string, path: string): Promise<number | 'refused'> {
  try {
    return (await send(cast, method, { path }, {})).status
  } catch {
    // The platform itself knows no such method.
    return 'refused'
  }
}
