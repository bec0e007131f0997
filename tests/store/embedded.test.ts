import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import { checkpointWhenDue } from '../../server/store/embedded/checkpoints.ts'
import { LastingSession } from '../../server/store/embedded/lasting-session.ts'
import { EmbeddedSession } from '../../server/store/embedded/session.ts'
import { temporaryFolder } from './program.ts'

let folder = ''
beforeAll(async () => {
  folder = temporaryFolder()
  const database = await openDatabase({ folder })
  await sql`create table note (body text)`.execute(database.kysely)
  await sql`insert into note values ('ไทย')`.execute(database.kysely)
  await database.close()
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('the folder of the embedded database', () => {
  test('is opened durable, with a locale that knows Thai', async () => {
    const database = await openDatabase({ folder })
    const setting = async (name: string) =>
      (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(database.kysely))
        .rows[0]?.value
    try {
      expect(await setting('fsync')).toBe('on')
      expect(await setting('wal_sync_method')).toBe('fsync')
      expect(await setting('full_page_writes')).toBe('on')
      const { rows } =
        await sql`select upper(body) as up, body ~ '^[[:alpha:]]+$' as letters from note`.execute(
          database.kysely,
        )
      expect(rows).toEqual([{ up: 'ไทย', letters: true }])
    } finally {
      await database.close()
    }
  })

  test('that cannot be opened is free again for the next try', async () => {
    const version = path.join(folder, 'postgres/PG_VERSION')
    fs.renameSync(version, `${version}.aside`)
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'storage-unavailable' })
    await expect(openDatabase({ folder })).rejects.toThrow(/has files but no database/)
    fs.renameSync(`${version}.aside`, version)

    const database = await openDatabase({ folder })
    await database.close()
  })

  test('closing twice is closing once', async () => {
    const database = await openDatabase({ folder })
    await database.close()
    await database.close()
  })
})

describe('the thread of the embedded database', () => {
  const open = async () => {
    const session = new EmbeddedSession({ task: 'memory', template: inject('databaseTemplate') })
    await session.waitReady
    return session
  }
  const gone = { code: 'storage-unavailable' }

  test('that ends refuses what waits and what comes later, and says so once', async () => {
    const session = await open()
    const waiting = [
      session.query('select pg_sleep(30)'),
      session.query('select 1'),
      session.transaction(async (tx) => tx.query('select 2')),
    ]
    const outcomes = Promise.allSettled(waiting)
    await session.abort()

    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: gone })
    await expect(session.query('select 1')).rejects.toMatchObject(gone)
    await expect(session.transaction(async () => 1)).rejects.toMatchObject(gone)
    expect(await session.failed).toMatchObject(gone)
    expect(session.ready).toBe(false)
    await session.close()
  })

  test('that is lost inside a transaction fails the transaction, through the query layer too', async () => {
    const session = await open()
    const kysely = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: session }) })
    const work = kysely.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx)
      void session.abort()
      await sql`select pg_sleep(5)`.execute(tx)
    })
    await expect(work).rejects.toMatchObject(gone)
    await expect(kysely.transaction().execute(async () => {})).rejects.toMatchObject(gone)
    await session.close()
  })

  test('that cannot start says why', async () => {
    const session = new EmbeddedSession({ task: 'open', folder: '/nonexistent/folder' })
    await expect(session.waitReady).rejects.toMatchObject({
      ...gone,
      message: expect.stringContaining('No database in /nonexistent/folder'),
    })
  })

  test('a parameter that cannot be sent is refused, and the next query works', async () => {
    const session = await open()
    await expect(session.query('select $1', [() => 1])).rejects.toThrow(/could not be cloned/)
    expect((await session.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await session.close()
  })

  test('leaves the thread of the server free while it works', async () => {
    const session = await open()
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 5)
    await session.query('select count(*) from generate_series(1, 500000)')
    clearInterval(timer)
    await session.close()
    expect(ticks).toBeGreaterThan(2)
  })
})

describe('a database whose thread is lost', () => {
  test('is unavailable for a moment, then everything acknowledged is there and listeners know of the gap', async () => {
    const reports: Error[] = []
    const session = new LastingSession({ task: 'open', folder: path.join(folder, 'postgres') }, (error) =>
      reports.push(error),
    )
    await session.waitReady
    const heard: string[] = []
    let missed = 0
    await session.listen('news', { heard: (payload) => heard.push(payload), missed: () => (missed += 1) })

    for (let round = 1; round <= 2; round += 1) {
      await session.query('insert into note values ($1)', [`round ${round}`])
      await session.abort()
      await expect(session.query('select 1')).rejects.toMatchObject({ code: 'storage-unavailable' })
      await expect.poll(() => session.query('select 1')).toBeDefined()
      expect(missed).toBe(round)
    }
    await session.query("select pg_notify('news', 'again')")
    const { rows } = await session.query("select body from note where body like 'round%' order by body")
    await session.close()

    expect(rows).toEqual([{ body: 'round 1' }, { body: 'round 2' }])
    expect(heard).toEqual(['again'])
    expect(reports).toHaveLength(2)
  })

  const small = mountSmallDisk()
  test.skipIf(small === undefined)(
    'by a full disk comes back when there is room, with all that was acknowledged (needs root for a small disk)',
    async () => {
      const disk = small ?? ''
      const database = await openDatabase({ folder: path.join(disk, 'database') })
      await sql`create table note (id integer primary key, body text)`.execute(database.kysely)
      const ballast = path.join(disk, 'ballast')
      fs.writeFileSync(ballast, Buffer.alloc(24_000_000))
      const put = (id: number) =>
        sql`insert into note select ${id}, string_agg(md5((random() + n)::text), '')
          from generate_series(1, 6000) n`.execute(database.kysely)
      let acknowledged = 0
      const fill = async (): Promise<never> => {
        for (;;) {
          await put(acknowledged + 1)
          acknowledged += 1
        }
      }
      await expect(fill()).rejects.toMatchObject({ code: 'storage-unavailable' })
      fs.rmSync(ballast)

      await expect.poll(() => database.health().then(() => 'well')).toBe('well')
      const { rows } = await sql<{ count: number }>`select count(*) as count from note`.execute(
        database.kysely,
      )
      expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
      expect(acknowledged).toBeGreaterThan(0)
      await put(100_000)
      await database.close()
    },
  )
  afterAll(() => {
    if (!small) return
    execFileSync('umount', [small])
    fs.rmdirSync(small)
  })
})

/** A disk of 90 MB in memory, or undefined where that is not allowed. */
function mountSmallDisk(): string | undefined {
  const at = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=90m', 'tmpfs', at], { stdio: 'ignore' })
    return at
  } catch {
    fs.rmSync(at, { recursive: true })
    return undefined
  }
}

describe('the log of the embedded database', () => {
  test('is cut when it has grown long, and not before', async () => {
    const own = temporaryFolder()
    const data = path.join(own, 'postgres')
    await (await openDatabase({ folder: own })).close()
    const session = new LastingSession({ task: 'open', folder: data })
    await session.waitReady
    const limit = 8 * 1024 * 1024
    try {
      expect(await checkpointWhenDue(session, data, limit)).toBe(false)
      await session.query('create table long (body text)')
      await session.query(`insert into long select repeat(md5(n::text), 10) from generate_series(1, 40000) n`)
      expect(await checkpointWhenDue(session, data, limit)).toBe(true)
      expect(await checkpointWhenDue(session, data, limit)).toBe(false)
      expect((await session.query('select count(*)::int as n from long')).rows).toEqual([{ n: 40000 }])
    } finally {
      await session.close()
      fs.rmSync(own, { recursive: true, force: true })
    }
  })
})

describe('work that gives way', () => {
  test('waits until a request has asked everything, and is never kept waiting for ever', async () => {
    const session = new EmbeddedSession({ task: 'memory', template: inject('databaseTemplate') })
    await session.waitReady
    try {
      const order: string[] = []
      const request = async (questions: number) => {
        for (let n = 0; n < questions; n += 1) {
          await session.query('select pg_sleep(0.002)')
          order.push('request')
        }
      }
      const work = async (pieces: number) => {
        for (let n = 0; n < pieces; n += 1) {
          await session.lull()
          await session.query('select pg_sleep(0.005)')
          order.push('work')
        }
      }
      // One piece may be under way when the request comes.
      await Promise.all([work(4), request(8)])
      expect(
        order.slice(0, order.lastIndexOf('request')).filter((who) => who === 'work').length,
      ).toBeLessThan(2)
      order.length = 0
      await Promise.all([work(2), request(200)])
      expect(order.indexOf('work')).toBeLessThan(order.lastIndexOf('request'))
    } finally {
      await session.close()
    }
  })
})
