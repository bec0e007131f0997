// What kills servers does so on either database, in a place of its own.

import { afterAll, beforeAll, describe } from 'vitest'

import { build } from '../helpers/build.ts'
import { hasPostgres, startPostgres } from '../helpers/postgres.ts'
import { newPlace, type Place } from '../server/process.ts'

const postgres = process.env['DATABASE_URL'] ?? ''
const kinds = [
  { kind: 'embedded', server: async () => null, skipped: false },
  {
    kind: 'PostgreSQL; skipped where none is installed',
    server: async () => postgres || startPostgres(),
    skipped: postgres === '' && !hasPostgres,
  },
]

/** Describes what holds on the embedded database and on a PostgreSQL server; each has a new place that is removed after the tests. */
export function onBothDatabases(title: string, tests: (placeNow: () => Place) => void): void {
  for (const { kind, server, skipped } of kinds) {
    describe.skipIf(skipped)(`${title} (${kind})`, () => {
      let place: Place | null = null
      let close = async (): Promise<void> => {}

      beforeAll(async () => {
        build('server')
        const database = await server()
        const made = await newPlace(typeof database === 'string' ? database : (database?.url ?? null))
        place = made
        close = async () => {
          await made.remove()
          if (database && typeof database !== 'string') database.remove()
        }
      })
      afterAll(() => close())

      tests(() => {
        if (!place) throw new Error('The place is made before the first test')
        return place
      })
    })
  }
}
