// The database itself announces each line of the history with its content, so that no line is forgotten and no server
// has to read it again for those who follow a project.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // A payload has less than 8000 bytes: ids and a state, never texts.
  `create function announce_history_line() returns trigger language plpgsql as $$
    begin
      perform pg_notify('setara_change', json_build_object('id', new.id, 'projectId', new.project_id,
        'deed', new.deed, 'articleId', new.article_id, 'editionId', new.edition_id,
        'translationId', new.translation_id, 'personId', new.person_id, 'at', new.at,
        'after', case when new.translation_id is not null then jsonb_build_object('version',
          new.after -> 'version', 'state', new.after -> 'state', 'subState', new.after -> 'subState') end)::text);
      return null;
    end $$`,
  // Only projects are followed; lines without one ring no bell.
  `create trigger history_line_is_announced after insert on history
    for each row when (new.project_id is not null) execute function announce_history_line()`,
]

export const announcements: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
