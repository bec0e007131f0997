import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { addProject } from '../../server/actions/projects.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { deleteFile, insertOrigin, insertPairs, type FilePair } from '../../server/store/memory.ts'
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
  await deleteFile(database.kysely, projectId, id)
  await expect.poll(() => other.similar(asked('What came while both were at work'))).toEqual([])
  expect(await other.similar(asked('What was there before anybody came'))).toHaveLength(1)
  await Promise.all([one.close(), other.close()])
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
