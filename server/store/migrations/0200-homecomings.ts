// What is remembered of files that leave and come home: which texts left with a file of somebody else, and how far a
// large file that comes home has been taken in.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Only what left last is kept, so there are few numbers: 0 is the file as it came, negative ones are being written.
  `create table edition_left (
    edition_id text not null references edition (id) on delete cascade,
    number integer not null,
    -- the first ordinal of the sentences in this piece
    first integer not null,
    -- by ordinal: version of the translation, short name of the text, state
    entries jsonb not null,
    at timestamptz not null default now(),
    primary key (edition_id, number, first)
  )`,
  `create table homecoming_piece (
    job_id text not null references job (id) on delete cascade,
    ordinal integer not null,
    counts jsonb not null,
    lines jsonb not null,
    primary key (job_id, ordinal)
  )`,
]

export const homecomings: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
