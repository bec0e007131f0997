// What people who work on the same editions leave for each other: comments, notifications, assignments, and own settings.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Settings of one person that follow them to every device, such as their own keys.
  `create table preference (
    person_id text primary key references person (id) on delete cascade,
    settings jsonb not null
  )`,

  `create table comment (
    id text primary key,
    project_id text not null references project (id) on delete cascade,
    article_id text not null references article (id) on delete cascade,
    segment_id text not null references segment (id) on delete cascade,
    edition_id text not null references edition (id) on delete cascade,
    person_id text references person (id) on delete set null,
    words text not null,
    at timestamptz not null default now(),
    resolved_at timestamptz,
    resolved_by text references person (id) on delete set null
  )`,
  `create index comment_by_segment on comment (segment_id, at)`,
  `create index comment_open on comment (edition_id) where resolved_at is null`,

  `create table notification (
    id bigint generated always as identity primary key,
    person_id text not null references person (id) on delete cascade,
    kind text not null,
    project_id text not null references project (id) on delete cascade,
    edition_id text references edition (id) on delete cascade,
    ordinal integer,
    actor_id text references person (id) on delete set null,
    words text not null default '',
    at timestamptz not null default now(),
    read_at timestamptz,
    mailed_at timestamptz
  )`,
  `create index notification_by_person on notification (person_id, id desc)`,
  `create index notification_to_mail on notification (person_id) where read_at is null and mailed_at is null`,

  `create table assignment (
    edition_id text not null references edition (id) on delete cascade,
    role text not null,
    person_id text references person (id) on delete set null,
    due_on text,
    primary key (edition_id, role)
  )`,

  // Whoever wrote a text hears that it came back, whichever way it was returned.
  `create function tell_of_return() returns trigger language plpgsql as $$
    begin
      insert into notification (person_id, kind, project_id, edition_id, ordinal, actor_id, words, at)
      select translation.author_id, 'returned', new.project_id, new.edition_id, translation.ordinal, new.person_id,
        left(coalesce(new.reason, ''), 300), new.at
      from translation
      where translation.id = new.translation_id and translation.author_id is not null
        and translation.author_id is distinct from new.person_id;
      return null;
    end $$`,
  `create trigger return_is_told after insert on history
    for each row when (new.deed = 'translation.returned') execute function tell_of_return()`,
]

export const together: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
