// Queries that come often keep their plan; nobody notices, also when the tables change below them.

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { OpenDatabase } from '../../server/store/database.ts'
import { FrequentQueries } from '../../server/store/frequent-queries.js'
import { describeBoth } from './both.ts'

test('a query is kept from the third time on, and has another name after the tables have changed', () => {
  const frequent = new FrequentQueries()
  const text = 'select 1'
  expect([frequent.nameOf(text), frequent.nameOf(text)]).toEqual([null, null])
  const name = frequent.nameOf(text)
  expect(name).not.toBeNull()
  expect(frequent.nameOf(text)).toBe(name)
  frequent.forget()
  expect([frequent.nameOf(text), frequent.nameOf(text)]).toEqual([null, null])
  expect(frequent.nameOf(text)).not.toBe(name)
})

test('what is no query of tables keeps no plan, and no more plans are kept than a session holds', () => {
  const frequent = new FrequentQueries()
  const third = (text: string) => [0, 1, 2].map(() => frequent.nameOf(text)).at(-1)
  expect(third('begin')).toBeNull()
  expect(third('create table x ()')).toBeNull()
  const kept = Array.from({ length: 1000 }, (_, at) => third(`select ${at}`)).filter((name) => name !== null)
  expect(kept.length).toBeGreaterThan(100)
  expect(kept.length).toBeLessThan(500)
  expect(new Set(kept).size).toBe(kept.length)
})

describeBoth('queries that come often', (fresh) => {
  const read = (db: OpenDatabase['kysely'], key: string) =>
    sql<{ value: unknown }>`select * from setting where key = ${key}`.execute(db)

  test('give the same rows and types as the first time', async () => {
    const { kysely: db } = await fresh.open()
    const ask = (number: number) =>
      sql`select ${number}::int as whole, ${`ខ្មែរ ${number}`}::text as words, ${JSON.stringify({ number })}::jsonb as json,
        ${null}::text as nothing, ${[number, 2]}::int[] as list, ${new Date(0)}::timestamptz as instant, count(*) as count
        from setting where key = ${'none'}`.execute(db)
    for (let number = 1; number <= 8; number += 1) {
      const { rows } = await ask(number)
      expect(rows).toEqual([
        {
          ...{ whole: number, words: `ខ្មែរ ${number}`, json: { number }, nothing: null },
          ...{ list: [number, 2], instant: new Date(0), count: 0 },
        },
      ])
    }
  })

  test('tell how many rows a write changed', async () => {
    const { kysely: db } = await fresh.open()
    for (let number = 1; number <= 6; number += 1) {
      const key = `key-${number}`
      await db.insertInto('setting').values({ key, value: 'before' }).execute()
      const change = db.updateTable('setting').set({ value: 'after' }).where('key', '=', key)
      expect((await change.executeTakeFirst()).numUpdatedRows).toBe(1n)
      expect((await read(db, key)).rows).toEqual([{ key, value: 'after' }])
    }
  })

  test('one that is refused says why each time, and leaves the session in order', async () => {
    const { kysely: db } = await fresh.open()
    await db.insertInto('setting').values({ key: 'taken', value: '' }).execute()
    for (let time = 1; time <= 6; time += 1) {
      const again = db
        .insertInto('setting')
        .values({ key: 'taken', value: String(time) })
        .execute()
      await expect(again).rejects.toMatchObject({ code: '23505' })
      expect((await read(db, 'taken')).rows).toEqual([{ key: 'taken', value: '' }])
    }
  })

  test('one that is refused inside a transaction takes only the transaction with it', async () => {
    const { kysely: db } = await fresh.open()
    for (let time = 1; time <= 6; time += 1) {
      const work = db.transaction().execute(async (tx) => {
        await tx
          .insertInto('setting')
          .values({ key: `mine-${time}`, value: '' })
          .execute()
        await sql`select 1 / ${0}::int`.execute(tx)
      })
      await expect(work).rejects.toMatchObject({ code: '22012' })
      expect((await read(db, `mine-${time}`)).rows).toEqual([])
    }
  })

  test('a table that changes its shape gives its new columns, at the latest to the next who asks', async () => {
    const { kysely: db, kind } = await fresh.open()
    await db.insertInto('setting').values({ key: 'one', value: '' }).execute()
    for (let time = 1; time <= 5; time += 1) await read(db, 'one')
    await sql`alter table setting add column added integer default 7`.execute(db)
    // On a server another process may have done it: one question is refused as work that can be sent again.
    if (kind === 'postgresql')
      await expect(read(db, 'one')).rejects.toMatchObject({ code: 'storage-unavailable' })
    expect((await read(db, 'one')).rows).toEqual([{ key: 'one', value: '', added: 7 }])
  })
})
