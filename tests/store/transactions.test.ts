import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { OpenDatabase } from '../../server/store/database.ts'
import { describeBoth } from './both.ts'

describeBoth('transactions', (fresh) => {
  let database: OpenDatabase
  const put = (db: OpenDatabase['kysely'], key: string) =>
    db.insertInto('setting').values({ key, value: '' }).execute()
  const keys = async (prefix: string) => {
    const rows = await database.kysely
      .selectFrom('setting')
      .select('key')
      .where('key', 'like', `${prefix}%`)
      .orderBy('key')
      .execute()
    return rows.map(({ key }) => key)
  }

  beforeAll(async () => {
    database = await fresh.open()
  })

  test('a write of another does not fall into a transaction that is rolled back', async () => {
    let other: Promise<unknown> = Promise.resolve()
    const work = database.kysely.transaction().execute(async (tx) => {
      await put(tx, 'a-inside')
      other = put(database.kysely, 'a-outside')
      await new Promise((resolve) => setTimeout(resolve, 50))
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    await other

    expect(await keys('a-')).toEqual(['a-outside'])
  })

  test('transactions at the same time each keep their own', async () => {
    const all = Array.from({ length: 20 }, (_, index) =>
      database.kysely.transaction().execute(async (tx) => {
        await put(tx, `b-${index}-1`)
        await put(tx, `b-${index}-2`)
        if (index % 2 === 1) throw new Error('odd')
      }),
    )
    await Promise.allSettled(all)

    expect(await keys('b-')).toHaveLength(20)
  })

  test('an error of the database keeps its code and its constraint', async () => {
    await put(database.kysely, 'c-one')
    await expect(put(database.kysely, 'c-one')).rejects.toMatchObject({
      code: '23505',
      constraint: 'setting_pkey',
      table: 'setting',
    })
  })

  test('a transaction whose failure was swallowed does not say that it was kept', async () => {
    const work = database.kysely.transaction().execute(async (tx) => {
      await put(tx, 'd-one')
      await sql`select 1/0`.execute(tx).catch(() => {})
    })
    await expect(work).rejects.toThrow()
    expect(await keys('d-')).toEqual([])
  })
})
