import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { notify } from '../../server/store/notify.ts'
import { hasPostgres, startPostgres } from '../helpers/postgres.ts'
import type { PrivatePostgres } from '../helpers/postgres.ts'

const unavailable = { code: 'storage-unavailable' }

describe.skipIf(!hasPostgres)('a PostgreSQL server that goes and comes back', () => {
  let server: PrivatePostgres
  let database: OpenDatabase
  beforeAll(async () => {
    server = await startPostgres()
    database = await openDatabase({ url: server.url })
    await sql`create table kept (id integer primary key)`.execute(database.kysely)
  })
  afterAll(async () => {
    await database.close()
    server.remove()
  })

  test('is told as unavailable while it is away, and used again when it is back', async () => {
    let acknowledged = 0
    for (let round = 1; round <= 3; round += 1) {
      // Several connections, idle and at work, break at once.
      await Promise.all(Array.from({ length: 5 }, () => database.health()))
      const working = sql`select pg_sleep(20)`.execute(database.kysely)
      const outcome = expect(working).rejects.toMatchObject(unavailable)
      await new Promise((resolve) => setTimeout(resolve, 100))
      server.kill()
      await outcome
      await expect(database.health()).rejects.toMatchObject(unavailable)
      await expect(sql`select 1`.execute(database.kysely)).rejects.toMatchObject(unavailable)
      await expect(database.kysely.transaction().execute(async () => {})).rejects.toMatchObject(unavailable)

      server.start()
      await expect.poll(() => database.health().then(() => 'well')).toBe('well')
      await sql`insert into kept values (${round})`.execute(database.kysely)
      acknowledged = round
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from kept`.execute(database.kysely)
    expect(rows).toEqual([{ count: acknowledged }])
  })

  test('who listens hears that messages were missed, and then the next ones', async () => {
    const heard: string[] = []
    let missed = 0
    const stop = await database.listen(
      'news',
      (payload) => heard.push(payload),
      () => (missed += 1),
    )
    await notify(database.kysely, 'news', 'before')
    await expect.poll(() => heard).toEqual(['before'])

    server.kill()
    server.start()
    await expect.poll(() => missed).toBe(1)
    await notify(database.kysely, 'news', 'after')

    await expect.poll(() => heard).toEqual(['before', 'after'])
    await stop()
  })

  test('a query that takes too long is ended, and the connection goes on', async () => {
    await database.kysely.connection().execute(async (connection) => {
      await sql`set statement_timeout = 50`.execute(connection)
      await expect(sql`select pg_sleep(5)`.execute(connection)).rejects.toMatchObject({ code: '57014' })
      await sql`reset statement_timeout`.execute(connection)
    })
    await database.health()
  })

  test('an address where nobody answers is refused soon, with the reason', async () => {
    await expect(openDatabase({ url: 'postgres://setara@127.0.0.1:1/none' })).rejects.toMatchObject(
      unavailable,
    )
  })

  test('a database whose locale knows no Thai is refused', async () => {
    await sql`create database plain template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`.execute(
      database.kysely,
    )
    const url = server.url.replace(/\/postgres$/, '/plain')
    await expect(openDatabase({ url })).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('C.UTF-8'),
    })
  })
})
