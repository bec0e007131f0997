// The server is killed while people approve and take back: the memory is what is approved, no more and no less.
// MEMORY_KILLS=50 does it as often as the issue asks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { hasPostgres, startPostgres, type PrivatePostgres } from '../helpers/postgres.ts'
import { newPlace, type Place } from '../server/process.ts'
import { killAgainAndAgain } from './memory-kills.ts'
import { offeredElsewhere } from './two-servers.ts'

const kills = Number(process.env['MEMORY_KILLS'] ?? 4)
const longest = 60_000 + kills * 60_000

const title =
  'after every kill the units are those of the approved translations, and every approval that was acknowledged counts'

beforeAll(() => build('server'))

describe('the embedded database', () => {
  test(title, () => inOwnPlace(null, killed), longest)
})

describe.skipIf(!process.env['DATABASE_URL'] && !hasPostgres)('a PostgreSQL server', () => {
  let own: PrivatePostgres | undefined
  const url = () => process.env['DATABASE_URL'] ?? own?.url ?? null
  beforeAll(async () => {
    if (!process.env['DATABASE_URL']) own = await startPostgres()
  })
  afterAll(() => own?.remove())

  test(title, () => inOwnPlace(url(), killed), longest)

  test('what is approved in one server process is offered by another', async () => {
    await inOwnPlace(url(), async (place) => {
      expect(await offeredElsewhere(place)).toHaveLength(8)
    })
  })
})

async function inOwnPlace(
  databaseServer: string | null,
  work: (place: Place) => Promise<void>,
): Promise<void> {
  const place = await newPlace(databaseServer)
  try {
    await work(place)
  } finally {
    await place.remove()
  }
}

async function killed(place: Place): Promise<void> {
  const { turns, translations, enough } = await killAgainAndAgain(place, kills)
  expect(turns).toBeGreaterThan(3 * kills)
  expect(translations).toBeGreaterThan(enough)
}
