// A fresh database with all tables for one test file: in memory, or on the server that DATABASE_URL names.

import { randomUUID } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'

/** Opens a migrated, empty database of the caller's own; `close` also removes it. */
export async function testDatabase(): Promise<OpenDatabase> {
  const url = process.env['DATABASE_URL']
  if (!url) return openDatabase({ memory: true, template: inject('databaseTemplate') })
  const own = await createDatabase(url)
  const database = await openDatabase({ url: own.url })
  await migrate(database.kysely)
  return {
    ...database,
    close: async () => {
      await database.close()
      await own.drop()
    },
  }
}

/** Creates an empty database on a server, with a locale that knows Thai. */
export async function createDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `setara_test_${randomUUID().replaceAll('-', '')}`
  await onServer(
    server,
    `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
