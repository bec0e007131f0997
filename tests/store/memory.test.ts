import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { addProject } from '../../server/actions/projects.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import {
  hideFile,
  insertOrigin,
  insertPairs,
  showFile,
  sweepFiles,
  unitsLike,
  type FilePair,
} from '../../server/store/memory.ts'
import { createMemoryIndex } from '../../server/store/memory/unit-feed.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { testDatabase } from '../helpers/database.ts'

let database: OpenDatabase
let projectId: string

beforeAll(async () => {
  database = await testDatabase()
  projectId = (await addProject(workplaceOn(database).asOperator(), { name: 'News' })).id
})
afterAll(() => database.close())

const pair = (source: string): FilePair => ({
  ...{ sourceLocale: 'en', targetLocale: 'th', source, target: `คำแปล ${source}`, codes: [] },
  ...{ createdAt: null, previous: null, next: null },
})

async function file(...sources: readonly string[]): Promise<string> {
  const id = await insertOrigin(database.kysely, { projectId, name: 'old.tmx', personId: null })
  await insertPairs(database.kysely, { id, projectId }, sources.map(pair))
  await showFile(database.kysely, id)
  return id
}

const asked = (source: string) => ({
  ...{ projectId, sourceLocale: 'en', targetLocales: ['th'], source, least: 0.7, limit: 5 },
})

test('every process hears of what another has added or taken out', async () => {
  await file('What was there before anybody came')
  const [one, other] = [createMemoryIndex(database), createMemoryIndex(database)]
  await Promise.all([one.loaded(), other.loaded()])
  const id = await file('What came while both were at work', 'Something else altogether')
  await expect.poll(() => one.similar(asked('What came while both were at work'))).toHaveLength(1)
  await expect.poll(() => other.similar(asked('What came while both were at work'))).toHaveLength(1)
  await hideFile(database.kysely, projectId, id)
  await expect.poll(() => other.similar(asked('What came while both were at work'))).toEqual([])
  expect(await other.similar(asked('What was there before anybody came'))).toHaveLength(1)
  await Promise.all([one.close(), other.close()])
})

test('a file is offered when it is whole, and what is left of one that was taken out goes', async () => {
  const { kysely: db } = database
  const index = createMemoryIndex(database)
  await index.loaded()
  const { units } = await index.state()
  const id = await insertOrigin(db, { projectId, name: 'half.tmx', personId: null })
  await insertPairs(db, { id, projectId }, [pair('Half of a file'), pair('Half of a file'), pair('The rest')])
  const late = createMemoryIndex(database)
  await late.loaded()
  const offered = async () => [
    (await index.state()).units - units,
    (await late.state()).units - units,
    (await unitsLike(db, { projectId, sourceLocale: 'en', targetLocales: ['th'] }, ['Half of a file']))
      .length,
  ]
  expect(await offered()).toEqual([0, 0, 0])
  await showFile(db, id)
  await expect.poll(offered).toEqual([2, 2, 1])
  expect(await hideFile(db, projectId, id)).toEqual({ name: 'half.tmx', units: 2 })
  await expect.poll(offered).toEqual([0, 0, 0])
  await sweepFiles(db, id)
  const left = await db.selectFrom('memory_unit').select('id').where('origin_id', '=', id).execute()
  expect(left).toEqual([])
  await Promise.all([index.close(), late.close()])
})

test('pairs of a file are compared with those of the same source, never with the whole memory', async () => {
  const { kysely: db } = database
  const scanned = async (): Promise<number> => {
    await sql`select pg_stat_force_next_flush()`.execute(db)
    const { rows } = await sql<{ n: number }>`select coalesce(sum(seq_tup_read), 0)::int as n
      from pg_stat_all_tables where relid = 'memory_unit'::regclass`.execute(db)
    return rows[0]?.n ?? 0
  }
  // Nobody has analysed the table: what it holds is not known to the planner, as after a large file.
  await file(...Array.from({ length: 3000 }, (_, n) => `Pair ${n} of the first file`))
  const before = await scanned()
  const id = await insertOrigin(db, { projectId, name: 'next.tmx', personId: null })
  const next = Array.from({ length: 50 }, (_, n) => pair(`Pair ${n} of the ${n % 2 ? 'first' : 'next'} file`))
  expect(await insertPairs(db, { id, projectId }, next)).toBe(25)
  expect((await scanned()) - before).toBe(0)
  await showFile(db, id)
})

test('a bound that is too small leaves the oldest out, and says so', async () => {
  const many = Array.from(
    { length: 9000 },
    (_, n) => `Sentence ${n} of a heap of sentences, the ${n * 7919}th`,
  )
  await file(...many)
  const small = createMemoryIndex(database, { boundMegabytes: 1.5 })
  await small.loaded()
  expect(await small.state()).toMatchObject({ state: 'partial', bound: 1_500_000 })
  const whole = createMemoryIndex(database)
  await whole.loaded()
  const { state, units } = await whole.state()
  expect(state).toBe('ready')
  expect((await small.state()).units).toBeLessThan(units)
  await Promise.all([small.close(), whole.close()])
})

test('an index that is full makes room for what is new', async () => {
  const small = createMemoryIndex(database, { boundMegabytes: 1.5, reloadPause: 0 })
  await small.loaded()
  const many = Array.from({ length: 4000 }, (_, n) => `Another ${n} of many more, the ${n * 7907}th of all`)
  await file(...many)
  await file('The very last of all sentences that came')
  await expect
    .poll(() => small.similar(asked('The very last of all the sentences that came')))
    .toHaveLength(1)
  await small.loaded()
  const { state, bytes, bound } = await small.state()
  expect(state).toBe('partial')
  expect(bytes).toBeLessThan(bound * 2)
  await small.close()
})

test('an index whose thread dies is read anew, and whoever asked is answered all the same', async () => {
  await file('What is read twice, because a thread died')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'setara-index-'))
  const workerFile = path.join(folder, 'worker.mjs')
  // A thread that lives until it is asked for likeness for the first time; the next one answers.
  await writeFile(
    workerFile,
    `import { existsSync, writeFileSync } from 'node:fs'
    import { parentPort } from 'node:worker_threads'
    const died = ${JSON.stringify(path.join(folder, 'died'))}
    let units = 0
    parentPort.on('message', ({ id, asked }) => {
      if (asked.deed === 'similar' && !existsSync(died)) {
        writeFileSync(died, '')
        process.exit(1)
      }
      if (asked.deed === 'add') units += JSON.parse(asked.rows.sources).length
      const answers = { add: units, similar: [], report: { units, texts: units, bytes: units } }
      parentPort.postMessage({ id, answer: answers[asked.deed] ?? null })
    })`,
  )
  const index = createMemoryIndex(database, { workerFile })
  await index.loaded()
  const { units } = await index.state()
  expect(units).toBeGreaterThan(0)
  expect(await index.similar(asked('Anything'))).toEqual([])
  await expect(access(path.join(folder, 'died'))).resolves.toBeUndefined()
  await index.loaded()
  expect(await index.state()).toMatchObject({ state: 'ready', units })
  expect(await index.similar(asked('Anything'))).toEqual([])
  await index.close()
  await rm(folder, { recursive: true })
})

test('what cannot be read at first is read as soon as it can', async () => {
  await file('What was there while nobody could read it')
  await sql`alter table memory_unit rename to away`.execute(database.kysely)
  const index = createMemoryIndex(database)
  const loaded = index.loaded()
  await expect.poll(async () => (await index.state()).state).toBe('loading')
  await sql`alter table away rename to memory_unit`.execute(database.kysely)
  await loaded
  expect(await index.similar(asked('What was there while nobody could read it'))).toHaveLength(1)
  await index.close()
})
