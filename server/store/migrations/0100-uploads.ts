// Large files on their way in: kept in pieces until whichever server process has the time has read them.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table upload (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    name text not null,
    bytes integer not null default 0,
    created_at timestamptz not null default now()
  )`,
  `create index upload_by_project on upload (project_id)`,
  `create table upload_piece (
    upload_id text not null references upload (id) on delete cascade,
    ordinal integer not null,
    content bytea not null,
    primary key (upload_id, ordinal)
  )`,
  // The pieces are packed already.
  `alter table upload_piece alter column content set storage external`,
]

export const uploads: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
