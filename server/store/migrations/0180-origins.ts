// Where the text of a translation was taken over from. It is kept with that text: when they differ, somebody has changed it.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const origins: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`alter table translation add column taken jsonb`).execute(db)
  },
}
