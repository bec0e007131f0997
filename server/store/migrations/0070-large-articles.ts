// The files of large articles, in pieces: no process ever holds one whole. Small ones stand in the article itself.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table article_piece (
    article_id text not null references article (id) on delete cascade,
    ordinal integer not null,
    content bytea not null,
    primary key (article_id, ordinal)
  )`,
  // The pieces are packed already.
  `alter table article_piece alter column content set storage external`,
]

export const largeArticles: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
