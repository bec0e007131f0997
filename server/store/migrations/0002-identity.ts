// People, their sessions, roles, invitations, one-time links and API tokens.
// The first five tables have the shape that better-auth asks for, under our names.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table person (
    id text primary key,
    name text not null,
    email text not null unique check (email = lower(email)),
    email_verified boolean not null default false,
    image text,
    administrator boolean not null default false,
    disabled boolean not null default false,
    ui_locale text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,

  // token holds the hash of what the browser holds.
  `create table session (
    id text primary key,
    token text not null unique,
    person_id text not null references person (id) on delete cascade,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index session_by_person on session (person_id)`,

  `create table account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    person_id text not null references person (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (person_id, provider_id)
  )`,

  `create table verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index verification_by_identifier on verification (identifier)`,

  `create table rate_limit (
    id text primary key,
    key text not null unique,
    count integer not null,
    last_request bigint not null
  )`,
  `create index rate_limit_by_age on rate_limit (last_request)`,

  `create table membership (
    person_id text not null references person (id) on delete cascade,
    project_id text not null references project (id) on delete cascade,
    role text not null,
    locale text not null,
    primary key (person_id, project_id, role, locale)
  )`,
  `create index membership_by_project on membership (project_id)`,

  `create table invitation (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    email text not null check (email = lower(email)),
    role text not null,
    locale text not null,
    token_hash text not null unique,
    invited_by text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index invitation_by_project on invitation (project_id)`,

  `create table sign_in_link (
    token_hash text primary key,
    person_id text not null references person (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index sign_in_link_by_person on sign_in_link (person_id)`,

  `create table api_token (
    id text primary key,
    person_id text not null references person (id) on delete cascade,
    name text not null,
    token_hash text not null unique,
    scopes jsonb not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz
  )`,
  `create index api_token_by_person on api_token (person_id)`,

  // Every server process keeps for a few seconds who a session belongs to. What takes a right away is
  // announced here and not in the code that does it, so that no way of doing it can forget to.
  `create function announce_identity() returns trigger language plpgsql as $$
    begin
      perform pg_notify('setara_identity', coalesce(to_jsonb(old), to_jsonb(new)) ->> tg_argv[0]);
      return null;
    end $$`,
  `create trigger session_is_announced after delete on session
    for each row execute function announce_identity('person_id')`,
  `create trigger api_token_is_announced after delete or update of scopes, expires_at on api_token
    for each row execute function announce_identity('person_id')`,
  `create trigger membership_is_announced after insert or update or delete on membership
    for each row execute function announce_identity('person_id')`,
  `create trigger person_is_announced after delete
      or update of name, email, administrator, disabled, ui_locale on person
    for each row execute function announce_identity('id')`,
]

export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
