import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, test } from 'vitest'

import { migrate, schemaVersion } from '../../server/store/migrate.ts'
import { migrations } from '../../server/store/migrations/list.ts'
import type { Database } from '../../server/store/schema.ts'
import { describeBoth } from './both.ts'

const latest = Object.keys(migrations).sort().at(-1) ?? ''

const extra = (name: string, ...statements: string[]): Record<string, Migration> => ({
  ...migrations,
  [name]: {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  },
})

describeBoth('migrations', (fresh) => {
  test('a new database gets all tables, and a second run has nothing to do', async () => {
    const { kysely } = await fresh.open('no tables')
    expect(await schemaVersion(kysely)).toBeNull()

    expect(await migrate(kysely)).toEqual(Object.keys(migrations).sort())
    expect(await migrate(kysely)).toEqual([])

    expect(await schemaVersion(kysely)).toBe(latest)
    await kysely.selectFrom('translation').selectAll().execute()
  })

  test('of two that migrate at once one does the work and the other waits for it', async () => {
    const { kysely } = await fresh.open('no tables')

    const [one, two] = await Promise.all([migrate(kysely), migrate(kysely)])

    expect([...one, ...two]).toEqual(Object.keys(migrations).sort())
  })

  test('a database of a newer version is refused and left as it is', async () => {
    const { kysely } = await fresh.open()
    await migrate(kysely, { migrations: extra('9999-future', 'create table future (id integer)') })

    await expect(migrate(kysely)).rejects.toMatchObject({
      code: 'storage-unavailable',
      details: { reason: 'newer-schema', unknown: ['9999-future'] },
    })

    expect(await schemaVersion(kysely)).toBe('9999-future')
  })

  test('a migration that fails leaves nothing behind and can be run again', async () => {
    const { kysely } = await fresh.open()
    const create = 'create table later (id integer)'

    await expect(migrate(kysely, { migrations: extra('9998-later', create, 'select 1/0') })).rejects.toThrow(
      /9998-later.*division by zero/,
    )
    expect(await tableNames(kysely)).not.toContain('later')

    await migrate(kysely, { migrations: extra('9998-later', create) })
    expect(await tableNames(kysely)).toContain('later')
  })

  test('a limit for queries holds again after the migrations', async () => {
    const { kysely, kind } = await fresh.open()
    const { rows } = await sql<{
      limit: string
    }>`select current_setting('statement_timeout') as limit`.execute(kysely)
    expect(rows[0]?.limit).toBe(kind === 'postgresql' ? '30s' : '0')
  })
})

async function tableNames(kysely: Kysely<Database>): Promise<string[]> {
  const tables = await kysely.introspection.getTables()
  return tables.map(({ name }) => name)
}
