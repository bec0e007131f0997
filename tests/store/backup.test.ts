import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { restoreBackup, verifyBackup, writeBackup } from '../../server/store/backup.ts'
import { openDatabase } from '../../server/store/database.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { createDatabase } from '../helpers/database.ts'
import { hasPostgres, startPostgres } from '../helpers/postgres.ts'
import type { PrivatePostgres } from '../helpers/postgres.ts'
import { describeBoth } from './both.ts'
import { temporaryFolder } from './program.ts'

const now = new Date('2026-11-23T12:00:00Z')
let folder = ''
beforeAll(() => {
  folder = temporaryFolder()
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Values that a careless copy loses: every script, quotes, nulls of both kinds, bytes, microseconds, links. */
async function fill({ kysely }: OpenDatabase): Promise<void> {
  await sql`insert into project (id, name, slug, created_at)
    values ('p', 'ສະເຫຼີມ "ไทย" ''ខ្មែរ'' \\ \n\t {1}', 'p', '2026-01-02 03:04:05.678901+07')`.execute(kysely)
  await sql`insert into article (id, project_id, title, slug, format, file_name, original, sha256, words)
    values ('a', 'p', '', 'a', 'text', 'a.txt', ${new Uint8Array([0, 10, 13, 34, 92, 255])}, '', -1)`.execute(
    kysely,
  )
  await sql`insert into block (article_id, ordinal, role, level, codes, start_byte, end_byte)
    values ('a', 0, 'p', null, '[{"a": null, "b": "\\u0e01", "c": 1.10}]', 0, 6)`.execute(kysely)
  await sql`insert into segment (id, article_id, block, ordinal, source)
    values ('s', 'a', 0, 0, 'Tiếng Việt 🇻🇳 ')`.execute(kysely)
  await sql`insert into history (person_id, deed, before, after)
    values ('x', 'one', null, 'null'::jsonb), (null, 'two', '{}', '[]'), (null, 'three', '""', '0')`.execute(
    kysely,
  )
}

async function everything({ kysely }: OpenDatabase): Promise<Record<string, string[]>> {
  await sql`set timezone = 'UTC'`.execute(kysely)
  const content: Record<string, string[]> = {}
  for (const { name } of await kysely.introspection.getTables()) {
    const { rows } = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(kysely)
    content[name] = rows.map(({ row }) => row)
  }
  return content
}

const file = (name: string): string => path.join(folder, `${name}.backup.gz`)
let written = 0
const backup = async (database: OpenDatabase): Promise<string> => {
  written += 1
  await writeBackup(database, file(String(written)), now)
  return file(String(written))
}

describe.skipIf(!process.env['DATABASE_URL'] && !hasPostgres)('a backup fits both kinds of database', () => {
  let own: PrivatePostgres | undefined
  const closings: (() => Promise<void>)[] = []
  beforeAll(async () => {
    if (!process.env['DATABASE_URL']) own = await startPostgres()
  })
  afterAll(async () => {
    for (const close of closings) await close()
    own?.remove()
  })

  const open: Record<string, (tables: boolean) => Promise<OpenDatabase>> = {
    embedded: async (tables) => {
      const template = inject('databaseTemplate')
      const database = await openDatabase(tables ? { memory: true, template } : { memory: true })
      closings.push(database.close)
      return database
    },
    postgresql: async (tables) => {
      const { url, drop } = await createDatabase(process.env['DATABASE_URL'] ?? own?.url ?? '')
      const database = await openDatabase({ url })
      closings.push(database.close, drop)
      if (tables) await migrate(database.kysely)
      return database
    },
  }
  const ways = [
    ['embedded', 'postgresql', 'without tables'],
    ['postgresql', 'embedded', 'with tables'],
    ['embedded', 'embedded', 'with tables'],
    ['postgresql', 'postgresql', 'without tables'],
  ] as const
  test.each(ways)('%s → %s, into a database %s', async (from, to, tables) => {
    const source = await open[from]?.(true)
    const target = await open[to]?.(tables === 'with tables')
    if (!source || !target) throw new Error('Expected both databases')
    await fill(source)

    await restoreBackup(target, await backup(source))

    const restored = await everything(target)
    expect(restored).toEqual(await everything(source))
    expect(restored['history']).toHaveLength(3)
  })
})

describeBoth('backups', (fresh) => {
  let source: OpenDatabase
  let whole = ''
  beforeAll(async () => {
    source = await fresh.open()
    await fill(source)
    whole = await backup(source)
  })

  test('a restored database goes on where the other stopped: numbers, links and rules hold', async () => {
    const target = await fresh.open()
    // The last number was given out and its row is gone: it must not be given out again.
    await sql`select nextval(pg_get_serial_sequence('history', 'id'))`.execute(source.kysely)
    await restoreBackup(target, await backup(source))

    const add = sql<{ id: number }>`insert into history (deed) values ('next') returning id`
    expect((await add.execute(target.kysely)).rows).toEqual([{ id: 5 }])
    await expect(sql`delete from history`.execute(target.kysely)).rejects.toThrow('append-only')
    await expect(sql`delete from block`.execute(target.kysely)).resolves.toBeDefined()
    expect((await everything(target))['segment']).toEqual([])
    await expect(
      sql`insert into segment (id, article_id, block, ordinal, source) values ('t', 'none', 0, 0, '')`.execute(
        target.kysely,
      ),
    ).rejects.toMatchObject({ code: '23503' })
  })

  test('is of one moment, although rows are written meanwhile', async () => {
    const busy = await fresh.open()
    const stop = new AbortController()
    let count = 0
    const writing = (async () => {
      while (!stop.signal.aborted) {
        count += 1
        await busy.kysely.transaction().execute(async (tx) => {
          for (const table of ['a', 'z']) {
            await tx
              .insertInto('setting')
              .values({ key: `${table}-${count}`, value: '' })
              .execute()
          }
          await sql`insert into history (deed) values (${String(count)})`.execute(tx)
        })
      }
    })()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const taken = await backup(busy)
    stop.abort()
    await writing

    const target = await fresh.open()
    await restoreBackup(target, taken)
    const content = await everything(target)
    const settings = content['setting'] ?? []
    expect(settings.length).toBeGreaterThan(0)
    expect(settings.length).toBe(2 * (content['history']?.length ?? 0))
  })

  test('a database that has rows is refused and stays as it is', async () => {
    const target = await fresh.open()
    await sql`insert into setting values ('mine', 'kept')`.execute(target.kysely)
    const before = await everything(target)

    await expect(restoreBackup(target, whole)).rejects.toMatchObject({ code: 'already-exists' })

    expect(await everything(target)).toEqual(before)
    await expect(
      sql`insert into segment (id, article_id, block, ordinal, source) values ('t', 'none', 0, 0, '')`.execute(
        target.kysely,
      ),
    ).rejects.toMatchObject({ code: '23503' })
  })

  test('many rows pass in pieces, large ones too', async () => {
    const big = await fresh.open()
    await sql`insert into setting select 'k' || n, repeat('ก', n % 500) from generate_series(1, 20000) n`.execute(
      big.kysely,
    )
    await sql`insert into setting select 'large' || n, repeat('x', 3000000) from generate_series(1, 3) n`.execute(
      big.kysely,
    )
    const target = await fresh.open()
    await restoreBackup(target, await backup(big))
    const digest = sql<{
      sum: string
    }>`select md5(string_agg(key || value, '' order by key)) as sum from setting`
    expect((await digest.execute(target.kysely)).rows).toEqual((await digest.execute(big.kysely)).rows)
  })
})

describe('a file that is not a whole backup is refused before the database is touched', () => {
  let database: OpenDatabase
  let target: OpenDatabase
  let bytes: Buffer
  let lines: string[]
  beforeAll(async () => {
    database = await openDatabase({ memory: true, template: inject('databaseTemplate') })
    target = await openDatabase({ memory: true })
    await fill(database)
    bytes = fs.readFileSync(await backup(database))
    lines = gunzipSync(bytes).toString().trimEnd().split('\n')
  })
  afterAll(async () => {
    await database.close()
    await target.close()
  })
  const packed = (changed: readonly string[]): Buffer => gzipSync(`${changed.join('\n')}\n`)
  const header = (changes: object): string =>
    JSON.stringify({ ...(JSON.parse(lines[0] ?? '') as object), ...changes })

  const damages: [what: string, make: () => Buffer][] = [
    ['an empty file', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('hello')],
    ['a gzip of something else', () => packed(['hello'])],
    ['cut off in the middle', () => bytes.subarray(0, bytes.length / 2)],
    ['cut off at the last byte', () => bytes.subarray(0, -1)],
    ['without its trailer', () => packed(lines.slice(0, -1))],
    ['without one row', () => packed(lines.filter((_, index) => index !== lines.length - 2))],
    [
      'with a row twice',
      () => packed(lines.flatMap((line, i) => (i === lines.length - 2 ? [line, line] : [line]))),
    ],
    ['with one letter changed', () => packed(lines.map((line) => line.replace('"one"', '"uno"')))],
    ['with text after its end', () => packed([...lines, '{}'])],
    ['of a newer format', () => packed([header({ version: 2 }), ...lines.slice(1)])],
    ['of newer tables', () => packed([header({ schema: '9999-future' }), ...lines.slice(1)])],
  ]
  test.each(damages)('%s', async (what, make) => {
    const damaged = file(what.replaceAll(' ', '-'))
    fs.writeFileSync(damaged, make())

    await expect(verifyBackup(damaged)).rejects.toMatchObject({ code: 'invalid' })
    await expect(restoreBackup(target, damaged)).rejects.toMatchObject({ code: 'invalid' })

    expect(await target.kysely.introspection.getTables()).toEqual([])
  })

  test('the whole file is accepted', async () => {
    const good = file('good')
    fs.writeFileSync(good, packed(lines))
    expect(await verifyBackup(good)).toMatchObject({ rows: 7, createdAt: now.toISOString() })
  })

  test('a backup that cannot be finished leaves no file', async () => {
    const before = fs.readdirSync(folder)
    await expect(writeBackup(target, file('no-tables'), now)).rejects.toMatchObject({ code: 'invalid' })
    expect(fs.readdirSync(folder)).toEqual(before)
  })
})
