// Versions of a source: what an article was before, what was removed from it, and what translations were made from.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Grows with every change of the source: another file, a correction, a border moved, a block kept or dropped.
  `alter table article add column version integer not null default 1`,
  `alter table article add column changed_at timestamptz`,
  `alter table article add column changed_by text`,

  // The files that another one has taken the place of. number is the last version that was read from the file.
  `create table article_version (
    article_id text not null references article (id) on delete cascade,
    number integer not null,
    format text not null,
    file_name text not null,
    original bytea not null,
    sha256 text not null,
    words integer not null,
    read_at timestamptz not null,
    read_by text,
    primary key (article_id, number)
  )`,

  // Where a person chose the role, it stays when the file is read again.
  `alter table block add column role_chosen boolean not null default false`,
  // The sentence as it stands in the file, where source is a correction of it.
  `alter table segment add column uncorrected text`,

  // What the text was made from and how it stood, while the source says something else.
  `alter table translation add column outdated jsonb`,

  // Sentences that are no longer in the source or no longer translated, with what was written for them.
  `create table removed_segment (
    id text primary key,
    article_id text not null references article (id) on delete cascade,
    version integer not null,
    ordinal integer not null,
    role text not null,
    source text not null,
    codes jsonb not null default '[]',
    translations jsonb not null default '[]',
    removed_at timestamptz not null default now()
  )`,
  `create index removed_segment_by_article on removed_segment (article_id, ordinal)`,

  // What people changed in the source over the untouched file: borders of sentences, and corrections.
  `create table source_layer (
    id text primary key,
    article_id text not null references article (id) on delete cascade,
    kind text not null check (kind in ('split', 'join', 'correction')),
    before text not null,
    after text not null,
    created_at timestamptz not null default now(),
    created_by text,
    unique (article_id, kind, before, after)
  )`,

  `alter table release add column source_version integer not null default 1`,
]

export const sourceVersions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
