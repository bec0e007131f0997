// Brings the tables to the shape that this version of the program knows; forward only.

import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'

import { WorkError } from '#domain/errors.ts'

import { migrations as known } from './migrations/list.ts'
import type { Database } from './schema.ts'
import { messageOf } from './unavailable.ts'

type Migrations = Readonly<Record<string, Migration>>

/**
 * Runs the migrations that have not run yet, and answers their names. Safe when two processes start together,
 * and after an interruption: each migration happens whole or not at all.
 */
export async function migrate(
  db: Kysely<Database>,
  { migrations = known, to }: { migrations?: Migrations; to?: string } = {},
): Promise<string[]> {
  await refuseNewer(db, migrations)
  if (db.isTransaction) return runMigrations(db, migrations, to)
  return db.connection().execute(async (connection) => {
    // A migration, and the wait for another process that migrates, may take longer than a query may.
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      return await runMigrations(connection, migrations, to)
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })
}

async function runMigrations(db: Kysely<Database>, migrations: Migrations, to?: string): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error, results = [] } = to ? await migrator.migrateTo(to) : await migrator.migrateToLatest()
  if (error) {
    const failed = results.find(({ status }) => status === 'Error')
    throw Object.assign(new Error(`Migration ${failed?.migrationName ?? ''} failed: ${messageOf(error)}`), {
      cause: error,
    })
  }
  return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
}

/** The name of the last migration that has run, or null in a database that has none. */
export async function schemaVersion(db: Kysely<Database>): Promise<string | null> {
  const applied = await appliedMigrations(db)
  return applied.at(-1) ?? null
}

async function refuseNewer(db: Kysely<Database>, migrations: Migrations): Promise<void> {
  const unknown = (await appliedMigrations(db)).filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new WorkError(
    'storage-unavailable',
    `The database has migrations that this version does not know (${unknown.join(', ')}): ` +
      'it was used with a newer version of Setara. Start that version.',
    { reason: 'newer-schema', unknown },
  )
}

/** The tables in which Kysely remembers the migrations. */
export const migrationTables = ['kysely_migration', 'kysely_migration_lock'] as const

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === migrationTables[0])) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
