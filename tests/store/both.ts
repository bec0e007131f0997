// Lets a rule be tested on both kinds of database, each test with a fresh one of its own.

import { afterAll, beforeAll, describe, inject } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { createDatabase } from '../helpers/database.ts'
import { hasPostgres, startPostgres } from '../helpers/postgres.ts'
import type { PrivatePostgres } from '../helpers/postgres.ts'

export interface Fresh {
  /** Opens an empty database, with the tables unless they are not wanted. */
  readonly open: (tables?: 'no tables') => Promise<OpenDatabase>
}

/** Describes rules for the embedded database and, where a server is installed or named, for PostgreSQL. */
export function describeBoth(title: string, rules: (fresh: Fresh) => void): void {
  describe(`${title} (embedded)`, () => {
    const opened: OpenDatabase[] = []
    afterAll(() => Promise.all(opened.map((database) => database.close())))
    rules({ open: (tables) => openEmbedded(opened, tables) })
  })
  const server = process.env['DATABASE_URL']
  describe.skipIf(!server && !hasPostgres)(`${title} (PostgreSQL; skipped where none is installed)`, () => {
    let own: PrivatePostgres | undefined
    const closings: (() => Promise<void>)[] = []
    beforeAll(async () => {
      if (!server) own = await startPostgres()
    })
    afterAll(async () => {
      for (const close of closings) await close()
      own?.remove()
    })
    rules({
      open: async (tables) => {
        const { url, drop } = await createDatabase(server ?? own?.url ?? '')
        const database = await openDatabase({ url })
        closings.push(async () => {
          await database.close()
          await drop()
        })
        if (!tables) await migrate(database.kysely)
        return database
      },
    })
  })
}

async function openEmbedded(opened: OpenDatabase[], tables?: 'no tables'): Promise<OpenDatabase> {
  const template = inject('databaseTemplate')
  const database = await openDatabase(tables ? { memory: true } : { memory: true, template })
  opened.push(database)
  return database
}
