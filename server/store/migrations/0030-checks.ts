// What a project says about the checks, questions about the source, and findings of whole editions set aside.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table project add column check_settings jsonb not null default '{}'`,

  `create table source_question (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    article_id text not null references article (id) on delete cascade,
    segment_id text references segment (id) on delete set null,
    kind text not null check (kind in ('question', 'correction')),
    text text not null,
    proposal text,
    source text,
    locale text,
    asked_by text,
    asked_at timestamptz not null,
    outcome text check (outcome in ('answered', 'accepted', 'declined')),
    answer text,
    answered_by text,
    answered_at timestamptz,
    check ((outcome is null) = (answered_at is null))
  )`,
  `create index source_question_by_article on source_question (article_id, id)`,
  // Every row of the editor asks for the open ones of its segment.
  `create index source_question_open on source_question (segment_id) where outcome is null`,

  // Whether a sentence was translated before in another article.
  `create index segment_by_text on segment (md5(source))`,

  `create table document_dismissal (
    edition_id text not null references edition (id) on delete cascade,
    finding text not null,
    fingerprint text not null,
    reason text not null,
    person_id text,
    at timestamptz not null default now(),
    primary key (edition_id, finding, fingerprint)
  )`,
]

export const checks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
