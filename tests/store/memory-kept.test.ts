// An index that was kept in a file: whatever happened since, it answers as one that was made of the table just now.

import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { addProject } from '../../server/actions/projects.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { hideFile, insertOrigin, insertPairs, showFile, sweepFiles } from '../../server/store/memory.ts'
import { rulesVersion } from '../../server/store/memory/thread.ts'
import { createMemoryIndex, type FeedOptions, type MemoryIndex } from '../../server/store/memory/unit-feed.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { generator } from '../bench/corpus.ts'
import { build, root } from '../helpers/build.ts'
import { testDatabase } from '../helpers/database.ts'

let database: OpenDatabase
let projectId: string
let folder: string
let file: string
const open: MemoryIndex[] = []

beforeAll(async () => {
  database = await testDatabase()
  projectId = (await addProject(workplaceOn(database).asOperator(), { name: 'News' })).id
})
afterAll(() => database.close())
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'setara-kept-'))
  file = path.join(folder, 'cache', 'memory')
  await sql`truncate memory_unit, memory_origin cascade`.execute(database.kysely)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((index) => index.close()))
  await fs.rm(folder, { recursive: true })
})

const random = generator(20_26)
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const words = 'council region school river report annual minister opened visited bridge market'.split(' ')
const sentence = () => Array.from({ length: 4 + Math.floor(random() * 8) }, () => any(words)).join(' ')
const targetLocales = ['th', 'lo'] as const

const pair = (source: string, target = `คำแปล ${source}`) => ({
  ...{ sourceLocale: 'en', targetLocale: any(targetLocales), source, target, codes: [] },
  ...{ createdAt: null, previous: null, next: null },
})

async function addFile(...sources: readonly string[]): Promise<string> {
  const id = await insertOrigin(database.kysely, { projectId, name: 'a.tmx', personId: null })
  for (let at = 0; at < sources.length; at += 2000) {
    const pairs = sources.slice(at, at + 2000).map((source) => pair(source))
    await insertPairs(database.kysely, { id, projectId }, pairs)
  }
  await showFile(database.kysely, id)
  return id
}

/** An index that has read everything. */
async function started(kept: FeedOptions['kept'] = { file }, more: FeedOptions = {}): Promise<MemoryIndex> {
  const index = createMemoryIndex(database, {
    ...more,
    kept: { version: 'one', least: 0, pause: 0, ...kept },
  })
  open.push(index)
  await index.loaded()
  return index
}

async function isKept(): Promise<void> {
  await expect
    .poll(() =>
      fs.access(file).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
}

/** Keeps what is in the table now, and stops. */
async function keep(): Promise<void> {
  const index = await started()
  await isKept()
  await index.close()
}

/** So much that nothing is left out: what is, depends on the order in which the units came. */
const thorough = { postings: 1e9, candidates: 20_000 }

async function answersOf(index: MemoryIndex, asked: readonly string[]): Promise<unknown> {
  const scope = { projectId, sourceLocale: 'en' }
  const answers: unknown[] = [(await index.state()).units]
  for (const source of asked) {
    const question = { ...scope, targetLocales, source, least: 0.7, limit: 20_000, effort: thorough }
    const similar = await index.similar(question)
    const byLikeness = similar.map(({ similarity, ids }) => [similarity, ids] as const)
    answers.push(byLikeness.toSorted(([a, one], [b, other]) => b - a || (other[0] ?? 0) - (one[0] ?? 0)))
    for (const targetLocale of targetLocales) {
      for (const side of ['source', 'target'] as const) {
        const holding = { ...scope, targetLocale, side, words: [source.slice(0, 9)], limit: 10_000 }
        answers.push((await index.holding(holding)).toSorted((one, other) => one - other))
      }
    }
  }
  return answers
}

async function expectAsFresh(index: MemoryIndex): Promise<void> {
  const fresh = createMemoryIndex(database)
  open.push(fresh)
  await fresh.loaded()
  const asked = Array.from({ length: 12 }, sentence)
  expect(await answersOf(index, asked)).toEqual(await answersOf(fresh, asked))
}

/** One of the things that happen to a memory, while servers are up or between two starts. */
async function somethingHappens(): Promise<void> {
  const { kysely: db } = database
  const files = (await db.selectFrom('memory_origin').select('id').where('whole', '=', true).execute()).map(
    ({ id }) => id,
  )
  const deeds = [
    () => addFile(...Array.from({ length: 1 + Math.floor(random() * 700) }, sentence)),
    async () => {
      const id = files.length > 1 ? any(files) : null
      if (id) await hideFile(db, projectId, id)
      if (id && random() < 0.5) await sweepFiles(db, id)
    },
    // Single units go, anywhere.
    () => sql`delete from memory_unit where id % 97 = ${Math.floor(random() * 97)}`.execute(db),
    // Other words are another unit.
    () =>
      sql`update memory_unit set id = nextval(pg_get_serial_sequence('memory_unit', 'id')),
        source = source || ' again' where id % 83 = ${Math.floor(random() * 83)}`.execute(db),
    // A file whose reading has begun is nobody's yet.
    async () => {
      const id = await insertOrigin(db, { projectId, name: 'half.tmx', personId: null })
      await insertPairs(
        db,
        { id, projectId },
        Array.from({ length: 40 }, () => pair(sentence())),
      )
    },
  ]
  await any(deeds)()
}

test('restarts, changes and ends without notice leave no difference to an index that is made anew', async () => {
  await addFile(...Array.from({ length: 6000 }, sentence))
  await keep()
  for (let round = 0; round < 8; round++) {
    for (let n = Math.floor(random() * 3); n >= 0; n--) await somethingHappens()
    const index = await started()
    for (let n = Math.floor(random() * 2); n > 0; n--) await somethingHappens()
    await index.loaded()
    await expectAsFresh(await started())
    await index.close()
  }
}, 240_000)

test('what an index has heard of since it was kept is there after the next start too', async () => {
  await addFile(...Array.from({ length: 3000 }, sentence))
  await keep()
  const [first, second] = [await started(), await started()]
  const { units } = await first.state()
  const id = await addFile('What came after the index was kept')
  const counts = async () => Promise.all([first, second].map(async (index) => (await index.state()).units))
  await expect.poll(counts).toEqual([units + 1, units + 1])
  const third = await started()
  await expectAsFresh(third)
  await hideFile(database.kysely, projectId, id)
  await expect.poll(async () => (await third.state()).units).toBe(units)
  await expect.poll(counts).toEqual([units, units])
  await expectAsFresh(await started())
})

test('of a kept index only what differs is read from the table', async () => {
  await addFile(...Array.from({ length: 5000 }, sentence))
  await keep()
  await sql`delete from memory_unit where id = (select min(id) + 10 from memory_unit)`.execute(
    database.kysely,
  )
  await addFile('One more')
  const read: string[] = []
  const watched = watch(database, (statement) => read.push(statement))
  const index = createMemoryIndex(watched, { kept: { file, version: 'one', least: 0, pause: 0 } })
  open.push(index)
  await index.loaded()
  // Two runs of blocks at most: where one went, and where one came.
  expect(read.filter((statement) => statement.includes('json_agg(source)')).length).toBeLessThanOrEqual(2)
  await expectAsFresh(index)
})

function watch(
  { kysely, listen }: OpenDatabase,
  heard: (statement: string) => void,
): Pick<OpenDatabase, 'kysely' | 'listen'> {
  const watched = kysely.withPlugin({
    transformQuery: ({ node }) => {
      heard(JSON.stringify(node))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { kysely: watched, listen }
}

test('a database that was restored from an old backup has other units under the same ids, and they are found', async () => {
  const { kysely: db } = database
  await addFile(...Array.from({ length: 2000 }, sentence))
  await sql`create table old_units as select * from memory_unit`.execute(db)
  const later = Array.from({ length: 500 }, (_, n) => `What is lost with the old backup, ${n}`)
  const lost = await addFile(...later)
  await keep()
  await db.deleteFrom('memory_origin').where('id', '=', lost).execute()
  await sql`select setval(pg_get_serial_sequence('memory_unit', 'id'), (select max(id) from old_units))`.execute(
    db,
  )
  await sql`drop table old_units`.execute(db)
  await addFile(...Array.from({ length: 500 }, (_, n) => `What was approved after the restoration, ${n}`))
  const index = await started()
  await expectAsFresh(index)
  const [, similar] = (await answersOf(index, ['What was approved after the restoration, 7'])) as [
    number,
    readonly [number, readonly number[]][],
  ]
  expect(similar[0]?.[0]).toBe(1)
})

test('the index of another database is of no use, and leaves nothing behind', async () => {
  await addFile(...Array.from({ length: 2000 }, () => `Of another newsroom: ${sentence()}`))
  await keep()
  await sql`truncate memory_unit, memory_origin restart identity cascade`.execute(database.kysely)
  await addFile(...Array.from({ length: 1500 }, sentence))
  const index = await started()
  const { units, texts } = await index.state()
  const fresh = createMemoryIndex(database)
  open.push(fresh)
  await fresh.loaded()
  expect({ units, texts }).toEqual({ units: 1500, texts: (await fresh.state()).texts })
  await expectAsFresh(index)
})

test.each([
  ['cut off', async () => fs.truncate(file, Math.floor((await fs.stat(file)).size * 0.7))],
  ['empty', async () => fs.truncate(file, 0)],
  [
    'changed in one bit',
    async () => {
      const bytes = await fs.readFile(file)
      const at = Math.floor(bytes.length * 0.6)
      bytes[at] = (bytes[at] ?? 0) ^ 4
      await fs.writeFile(file, bytes)
    },
  ],
  [
    'changed in its head',
    async () => {
      const bytes = await fs.readFile(file)
      bytes[40] = (bytes[40] ?? 0) ^ 1
      await fs.writeFile(file, bytes)
    },
  ],
  ['longer than it should be', async () => fs.appendFile(file, 'x')],
  ['no index at all', async () => fs.writeFile(file, 'Somebody wrote something else here')],
  [
    'a folder',
    async () => {
      await fs.rm(file)
      await fs.mkdir(file)
    },
  ],
])('a kept index that is %s is thrown away', async (_, spoil) => {
  await addFile(...Array.from({ length: 800 }, sentence))
  await keep()
  await spoil()
  const index = await started()
  expect((await index.state()).state).toBe('ready')
  await expectAsFresh(index)
})

test('an index that was made by other rules is thrown away', async () => {
  await addFile(...Array.from({ length: 800 }, sentence))
  await keep()
  const before = await fs.stat(file)
  const index = await started({ file, version: 'two' })
  await expectAsFresh(index)
  // It is kept anew by the new rules.
  await expect.poll(async () => (await fs.stat(file)).ino).not.toBe(before.ino)
})

test('the built thread keeps an index and takes it up, and by its own rules only', async () => {
  build('server')
  const workerFile = path.join(root, 'dist', 'server', 'memory-worker.js')
  await addFile(...Array.from({ length: 3000 }, sentence))
  const inThread = async (): Promise<MemoryIndex> => {
    const index = createMemoryIndex(database, { workerFile, kept: { file, least: 0, pause: 0 } })
    open.push(index)
    await index.loaded()
    return index
  }
  await inThread()
  await isKept()
  await sql`delete from memory_unit where id % 50 = 7`.execute(database.kysely)
  await addFile('One more')
  await expectAsFresh(await inThread())
  expect(rulesVersion(workerFile)).not.toBe(rulesVersion(path.join(root, 'dist', 'server', 'cli.js')))
})

test('where nothing can be written the index is made at every start, and nobody is troubled', async () => {
  await addFile(...Array.from({ length: 300 }, sentence))
  const place = path.join(folder, 'not-a-folder')
  await fs.writeFile(place, '')
  const index = await started({ file: path.join(place, 'memory') })
  expect((await index.state()).units).toBe(300)
  await addFile('One more')
  await expect.poll(async () => (await index.state()).units).toBe(301)
})

test('a draft that a killed server has left goes when nobody can be writing it any more', async () => {
  await addFile(...Array.from({ length: 300 }, sentence))
  await fs.mkdir(path.dirname(file))
  const [old, young] = [`${file}.old.part`, `${file}.young.part`]
  await Promise.all([fs.writeFile(old, 'half'), fs.writeFile(young, 'half')])
  await fs.utimes(old, new Date(0), new Date(0))
  await started()
  await isKept()
  const names = await fs.readdir(path.dirname(file))
  expect(names.toSorted()).toEqual(['memory', 'memory.young.part'])
})

test('a bound that was made smaller since holds for a kept index too', async () => {
  await addFile(...Array.from({ length: 9000 }, (_, n) => `${sentence()} ${n * 7919} of ${n}`))
  await keep()
  const small = createMemoryIndex(database, { boundMegabytes: 1.5 })
  open.push(small)
  await small.loaded()
  const { state, bytes, bound } = await (await started({ file }, { boundMegabytes: 1.5 })).state()
  const made = await small.state()
  expect({ state, bytes, bound }).toEqual({ state: 'partial', bytes: made.bytes, bound: 1_500_000 })
})
