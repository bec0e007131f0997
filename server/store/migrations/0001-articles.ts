// Projects, articles, editions, translations with their history, releases and the glossary.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table setting (key text primary key, value text not null)`,

  `create table project (
    id text primary key,
    name text not null,
    slug text not null unique,
    glossary_revision integer not null default 0,
    created_at timestamptz not null default now()
  )`,

  `create table article (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    title text not null,
    slug text not null,
    description text,
    author text,
    published_on text,
    source_locale text not null default 'en',
    format text not null,
    file_name text not null,
    original bytea not null,
    sha256 text not null,
    words integer not null,
    created_at timestamptz not null default now(),
    created_by text
  )`,
  `create index article_by_project on article (project_id, created_at desc, id desc)`,

  `create table block (
    article_id text not null references article (id) on delete cascade,
    ordinal integer not null,
    role text not null,
    level integer,
    treatment text not null default 'translate',
    codes jsonb not null default '[]',
    start_byte integer not null,
    end_byte integer not null,
    primary key (article_id, ordinal)
  )`,

  `create table segment (
    id text primary key,
    article_id text not null,
    block integer not null,
    ordinal integer not null,
    source text not null,
    after text not null default '',
    unique (article_id, ordinal),
    foreign key (article_id, block) references block (article_id, ordinal) on delete cascade
  )`,

  `create table edition (
    id text primary key,
    article_id text not null references article (id) on delete cascade,
    project_id text not null references project (id) on delete cascade,
    locale text not null,
    opened_at timestamptz not null default now(),
    total integer not null,
    translated integer not null default 0,
    reviewed integer not null default 0,
    final integer not null default 0,
    unique (article_id, locale)
  )`,
  `create index edition_by_project on edition (project_id)`,

  `create table translation (
    id text primary key,
    edition_id text not null references edition (id) on delete cascade,
    segment_id text not null references segment (id) on delete cascade,
    ordinal integer not null,
    target text not null default '',
    state text not null default 'initial' check (state in ('initial', 'translated', 'reviewed', 'final')),
    sub_state text default 'new' check ((state = 'initial') = (sub_state is not null)),
    version integer not null default 0,
    author_id text,
    reviewer_id text,
    return_reason text,
    errors integer not null default 0,
    updated_at timestamptz not null default now(),
    unique (edition_id, ordinal),
    unique (edition_id, segment_id)
  ) with (fillfactor = 80)`,
  `create index translation_by_segment on translation (segment_id)`,

  // No foreign keys: the history outlives what it tells of.
  `create table history (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    person_id text,
    project_id text,
    article_id text,
    edition_id text,
    translation_id text,
    deed text not null,
    reason text,
    before jsonb,
    after jsonb
  )`,
  `create index history_by_translation on history (translation_id, id desc) where translation_id is not null`,
  `create index history_by_project on history (project_id, id)`,
  // Append-only: who did what can be added to, never changed.
  `create function refuse_history_change() returns trigger language plpgsql as $$
    begin raise exception 'history is append-only'; end $$`,
  `create trigger history_is_append_only before update or delete on history
    for each row execute function refuse_history_change()`,

  `create table idempotency (
    person_id text not null,
    key text not null,
    request_hash text not null,
    answer jsonb not null,
    created_at timestamptz not null default now(),
    primary key (person_id, key)
  )`,
  `create index idempotency_by_age on idempotency (created_at)`,

  `create table dismissal (
    translation_id text not null references translation (id) on delete cascade,
    check_id text not null,
    fingerprint text not null,
    reason text not null,
    person_id text,
    at timestamptz not null default now(),
    primary key (translation_id, check_id, fingerprint)
  )`,

  `create table release (
    id text primary key,
    edition_id text not null references edition (id),
    number integer not null,
    publication jsonb not null,
    sha256 text not null,
    published_at timestamptz not null default now(),
    published_by text,
    unique (edition_id, number)
  )`,
  // A release is what the world was shown: it is never edited.
  `create function refuse_release_change() returns trigger language plpgsql as $$
    begin raise exception 'releases are immutable'; end $$`,
  `create trigger release_is_immutable before update on release
    for each row execute function refuse_release_change()`,

  `create table term (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    source text not null,
    acronym text,
    term_class text not null,
    case_sensitive boolean not null,
    do_not_translate boolean not null,
    note text not null default '',
    forms jsonb not null default '{}',
    version integer not null default 1,
    updated_at timestamptz not null default now(),
    updated_by text,
    unique (project_id, source)
  )`,
]

export const articles: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
