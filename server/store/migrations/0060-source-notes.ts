// What the author of a source says to translators about a block: comments and attributes of the file.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const sourceNotes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`alter table block add column notes jsonb not null default '[]'`).execute(db)
  },
}
