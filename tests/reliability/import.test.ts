import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { targetLocales } from '#locales/locale.ts'

import { build } from '../helpers/build.ts'
import { Client } from '../server/client.ts'
import { furnish, inPlace, longText } from '../server/furnish.ts'
import { newPlace, startServer, type Place } from '../server/process.ts'

const sentences = 1000
const kills = 6

let place: Place

beforeAll(async () => {
  build('server')
  place = await newPlace()
})
afterAll(() => place.remove())

/** Rows of everything that an import writes, beside what was there before. */
function rows() {
  return inPlace(place, async ({ tools: { db } }) => {
    const tables = ['article', 'block', 'segment', 'edition', 'translation', 'history'] as const
    const counted = await Promise.all(
      tables.map(async (table) => {
        const { count } = await db
          .selectFrom(table)
          .select((of) => of.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        return [table, count] as const
      }),
    )
    return Object.fromEntries(counted)
  })
}

describe('a server that is killed while it imports a large article', () => {
  test('has the whole article after the restart, or nothing of it', async () => {
    const { projectId, cookies } = await furnish(place, { text: 'Short news\n\nIt rained.', translators: 1 })
    const body = {
      fileName: 'report.txt',
      content: Buffer.from(longText(sentences)).toString('base64'),
      locales: targetLocales,
    }
    const post = async (url: string) => {
      const client = new Client(url, cookies[0])
      const begun = performance.now()
      try {
        const { status } = await client.send('POST', `/api/projects/${projectId}/articles`, body)
        return { status, took: performance.now() - begun }
      } catch {
        return { status: 0, took: performance.now() - begun }
      } finally {
        client.close()
      }
    }

    // One import without a kill tells how long it takes and which rows a whole article has.
    const empty = await rows()
    let server = await startServer(place)
    const first = await post(server.url)
    expect(first.status).toBe(201)
    server.signal('SIGTERM')
    await server.ended
    let before = await rows()
    const whole = difference(before, empty)
    expect(whole).toMatchObject({
      article: 1,
      edition: targetLocales.length,
      translation: (whole['segment'] ?? 0) * targetLocales.length,
    })
    expect(whole['segment']).toBeGreaterThanOrEqual(sentences)

    const outcomes: string[] = []
    for (let count = 0; count < kills; count += 1) {
      server = await startServer(place)
      const posted = post(server.url)
      // From the first byte to a little after the usual end.
      await sleep(first.took * 1.1 * ((count + Math.random()) / kills))
      server.signal('SIGKILL')
      await server.ended
      const { status } = await posted
      const after = await rows()
      const added = difference(after, before)
      const outcome = JSON.stringify(added) === JSON.stringify(whole) ? 'whole' : 'absent'
      if (outcome === 'absent') expect(Object.values(added).every((n) => n === 0)).toBe(true)
      if (status === 201) expect(outcome).toBe('whole')
      outcomes.push(outcome)
      before = after
    }
    expect(outcomes).toContain('absent')
  })
})

function difference(after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]),
  )
}
