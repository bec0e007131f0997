import fs from 'node:fs'
import path from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import { DurableNodeFS, durableStartParams } from '../../server/store/embedded/durable-fs.js'
import { watchDisk } from './disk.ts'
import { temporaryFolder } from './program.ts'

const cuts = 6
const mostCommits = 2_000
let root = ''
let origin = ''

beforeAll(async () => {
  root = temporaryFolder()
  origin = path.join(root, 'origin')
  const database = await openDatabase({ folder: origin })
  await sql`create table one (id integer primary key, body text)`.execute(database.kysely)
  await sql`create table two (id integer primary key, body text)`.execute(database.kysely)
  await database.close()
})
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

interface Cut {
  readonly folder: string
  /** The last commit that was acknowledged before the power failed. */
  readonly acknowledged: number
}

/** Commits rows while the power fails again and again, each time in a copy of the folder. */
async function work(
  name: string,
  engine: (folder: string) => Promise<PGlite>,
): Promise<{ cuts: Cut[]; commits: number; syncs: number }> {
  const folder = path.join(root, name)
  fs.cpSync(path.join(origin, 'postgres'), folder, { recursive: true })
  const disk = watchDisk(folder)
  const made: Cut[] = []
  try {
    const pg = await engine(folder)
    const syncsOfStart = disk.syncs()
    let acknowledged = 0
    let writesUntilCut = 0
    const plan = (): void => {
      writesUntilCut = 20 + Math.floor(Math.random() * 130)
    }
    disk.onWrite = () => {
      writesUntilCut -= 1
      // Not before some commits, so that there is something to lose.
      if (writesUntilCut > 0 || acknowledged < 10 || made.length >= cuts) return
      plan()
      const cut = path.join(root, `${name}-${made.length}`)
      disk.cutInto(path.join(cut, 'postgres'))
      made.push({ folder: cut, acknowledged })
    }
    plan()
    for (let id = 1; made.length < cuts && id <= mostCommits; id += 1) {
      const body = randomText(2000)
      await pg.transaction(async (tx) => {
        await tx.query('insert into one values ($1, $2)', [id, body])
        await tx.query('insert into two values ($1, $2)', [id, body])
      })
      acknowledged = id
      if (id % 40 === 0) await pg.exec('checkpoint')
    }
    const syncs = disk.syncs() - syncsOfStart
    disk.onWrite = () => {}
    await pg.close()
    return { cuts: made, commits: acknowledged, syncs }
  } finally {
    disk.unplug()
  }
}

function randomText(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.random() * 26)).join('')
}

/** Opens a folder after a cut, as the server would, and answers what is wrong with it. */
async function damage({ folder, acknowledged }: Cut): Promise<string | null> {
  try {
    const database = await openDatabase({ folder })
    try {
      const read = async (table: string, scan: 'seqscan' | 'indexscan'): Promise<number[]> =>
        database.kysely.transaction().execute(async (tx) => {
          const off = { seqscan: ['indexscan', 'indexonlyscan', 'bitmapscan'], indexscan: ['seqscan'] }[scan]
          for (const way of off) await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(tx)
          const { rows } = await sql<{ id: number }>`
            select id from ${sql.table(table)} where id > 0 and length(body) = 2000 order by id`.execute(tx)
          return rows.map(({ id }) => id)
        })
      const lists = [
        await read('one', 'seqscan'),
        await read('one', 'indexscan'),
        await read('two', 'seqscan'),
        await read('two', 'indexscan'),
      ]
      const expected = lists[0]?.map((_, index) => index + 1)
      if (lists.some((list) => JSON.stringify(list) !== JSON.stringify(expected)))
        return 'rows are missing or differ'
      if ((expected?.length ?? 0) < acknowledged)
        return `${expected?.length} rows of ${acknowledged} acknowledged`
      return null
    } finally {
      await database.close()
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('after a power cut', () => {
  test(`every acknowledged commit is there, in ${cuts} cuts in the middle of writing`, async () => {
    const {
      cuts: made,
      commits,
      syncs,
    } = await work('durable', (folder) =>
      PGlite.create({ fs: new DurableNodeFS(folder), startParams: [...durableStartParams] }),
    )

    expect(syncs).toBeGreaterThanOrEqual(commits)
    expect(made).toHaveLength(cuts)
    for (const cut of made) expect(await damage(cut)).toBeNull()
  })

  test('the simulation finds the loss that the stock engine has: it never syncs', async () => {
    const { cuts: made, syncs } = await work('stock', (folder) => PGlite.create({ fs: new NodeFS(folder) }))

    expect(syncs).toBe(0)
    expect(made).toHaveLength(cuts)
    const found: (string | null)[] = []
    for (const cut of made) found.push(await damage(cut))
    expect(found.filter((what) => what !== null).length).toBeGreaterThan(0)
  })

  test('the file system alone is not enough: with the stock parameters nothing is synced', async () => {
    const { syncs } = await work('half', (folder) => PGlite.create({ fs: new DurableNodeFS(folder) }))
    expect(syncs).toBe(0)
  })
})
