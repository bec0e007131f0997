// What becomes of the changes that a source file keeps track of: said at the import, and true for the whole life of it.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const revisions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `alter table article add column revisions text not null default 'accepted'
        check (revisions in ('accepted', 'refused'))`,
      )
      .execute(db)
  },
}
