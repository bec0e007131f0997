import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { OpenDatabase } from '../../server/store/database.ts'
import { testDatabase } from '../helpers/database.ts'

let database: OpenDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('values are the same from both drivers', () => {
  const values: [expression: string, value: unknown][] = [
    ['count(*)', 1],
    ['9007199254740993::bigint', 9007199254740993n],
    ['array[1, 2]::bigint[]', [1, 2]],
    ["'2026-11-23'::date", '2026-11-23'],
    ["array['2026-11-23']::date[]", ['2026-11-23']],
    ["'2026-11-23 10:00:00'::timestamp", '2026-11-23 10:00:00'],
    ["'2026-11-23T10:00:00Z'::timestamptz", new Date('2026-11-23T10:00:00Z')],
    ['1.50::numeric', '1.50'],
    ['array[1.50]::numeric[]', ['1.50']],
    ["'1 day'::interval", '1 day'],
    ["'\\x00ff'::bytea", new Uint8Array([0, 255])],
    [`'{"a": [1, null]}'::jsonb`, { a: [1, null] }],
    ["array['ไทย', null, 'a\"b']", ['ไทย', null, 'a"b']],
    ['0.1::float8', 0.1],
    ['true', true],
    ['null', null],
  ]
  test.each(values)('%s', async (expression, value) => {
    const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(
      database.kysely,
    )
    expect(rows[0]?.value).toEqual(value)
  })
})
