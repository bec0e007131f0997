import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { Client } from './client.ts'
import { furnish, inPlace, longText } from './furnish.ts'
import { newPlace, startServer, type Place } from './process.ts'

let place: Place

beforeAll(async () => {
  build('server')
  place = await newPlace()
})
afterAll(() => place.remove())

/** The promise of the server: whoever watches over it need not wait longer. */
const longestStop = 12_000

describe('a server that is asked to stop', () => {
  test('ends its streams, answers what was begun, loses nothing it acknowledged and exits with 0', async () => {
    const { projectId, translationIds, cookies } = await furnish(place, {
      text: longText(40),
      translators: 4,
    })
    const server = await startServer(place)
    const events: string[] = []
    const streams = Array.from({ length: 10 }, (_, index) =>
      new Client(server.url, cookies[index % cookies.length]).follow(projectId, (event) =>
        events.push(event),
      ),
    )
    await Promise.all(streams.map(({ opened }) => opened))

    // Each writer has segments of their own and saves until the door is closed.
    const acknowledged = new Map<string, string>()
    const refused: number[] = []
    const clients = cookies.map((cookie) => new Client(server.url, cookie))
    const writing = clients.map(async (client, writer) => {
      const own = translationIds.filter((_, index) => index % cookies.length === writer)
      for (let version = 0; ; version += 1) {
        for (const id of own) {
          try {
            const { status } = await client.save(id, `text ${version} of writer ${writer}`, version)
            if (status !== 200) refused.push(status)
            else acknowledged.set(id, `text ${version} of writer ${writer}`)
          } catch {
            return
          }
        }
      }
    })
    while (acknowledged.size < translationIds.length) await sleep(20)
    const asked = performance.now()
    server.signal('SIGTERM')

    expect(await server.ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(longestStop)
    await Promise.all(writing)
    for (const client of clients) client.close()
    expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(streams.map(() => 'ended'))
    expect(events.filter((event) => event === 'bye')).toHaveLength(streams.length)
    expect(refused).toEqual([])

    const stored = await inPlace(place, ({ tools: { db } }) =>
      db.selectFrom('translation').select(['id', 'target', 'version']).execute(),
    )
    const lost = stored.filter(({ id, target }) => {
      const last = Number(/^text (\d+)/.exec(acknowledged.get(id) ?? '')?.[1])
      // The last save may have been written although its answer was cut off.
      return ![last, last + 1].includes(Number(/^text (\d+)/.exec(target)?.[1]))
    })
    expect(lost).toEqual([])
  })

  test('stops at once when it was asked before anybody came', async () => {
    const server = await startServer(place)
    server.signal('SIGINT')

    expect(await server.ended).toBe(0)
  })
})
