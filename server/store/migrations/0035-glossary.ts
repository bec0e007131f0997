// The glossary in full: shared entries beside those of a project, everything a term says, its history, the talk
// about it, questions about names without a form, and the names of each article.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

import { matchKey } from '#glossary/matchkey.ts'

const statements = [
  `alter table term alter column project_id drop not null`,
  `alter table term add column detail jsonb not null default '{}'`,
  `alter table term add column search_key text not null default ''`,
  // Null is never equal to null, so the constraint over both columns does not hold for shared entries.
  `create unique index term_shared_source on term (source) where project_id is null`,

  `alter table history add column term_id text`,
  `create index history_by_term on history (term_id, id desc) where term_id is not null`,

  // No foreign key to the term: what was said stays when a term is removed, and is there again when it comes back.
  `create table term_comment (
    id text primary key,
    term_id text not null,
    locale text,
    form text,
    body text not null,
    person_id text references person (id) on delete set null,
    at timestamptz not null default now()
  )`,
  `create index term_comment_by_term on term_comment (term_id, at)`,

  `create table term_question (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    article_id text references article (id) on delete set null,
    name text not null,
    kind text not null,
    locale text not null,
    note text not null default '',
    asked_by text references person (id) on delete set null,
    asked_at timestamptz not null default now(),
    answered_by text references person (id) on delete set null,
    answered_at timestamptz,
    term_id text,
    answer text
  )`,
  // A name is asked about once in a project, whichever article it stands in.
  `create unique index term_question_open on term_question (project_id, name, locale) where answered_at is null`,

  `create table article_names (
    article_id text primary key references article (id) on delete cascade,
    sha256 text not null,
    names jsonb not null,
    found_at timestamptz not null default now()
  )`,
]

interface OldTerm {
  readonly id: string
  readonly source: string
  readonly acronym: string | null
  readonly note: string
  readonly forms: Readonly<Record<string, readonly { readonly text: string }[]>>
}

export const glossary: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
    const { rows } = await sql<OldTerm>`select id, source, acronym, note, forms from term`.execute(db)
    for (const { id, source, acronym, note, forms } of rows) {
      const texts = Object.values(forms).flatMap((list) => list.map((form) => form.text))
      const key = matchKey([source, acronym ?? '', note, ...texts].join('\n'))
      await sql`update term set search_key = ${key} where id = ${id}`.execute(db)
    }
  },
}
