// Reviewing: two reviewers where a project wants them, what a return is about as data, and other texts that are suggested.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table project add column second_review boolean not null default false`,

  // What is wrong with a returned text and where; its words stay in return_reason.
  `alter table translation add column returned jsonb`,

  `alter table notification add column category text`,
  `create or replace function tell_of_return() returns trigger language plpgsql as $$
    begin
      insert into notification (person_id, kind, project_id, edition_id, ordinal, actor_id, words, at, category)
      select translation.author_id, 'returned', new.project_id, new.edition_id, translation.ordinal, new.person_id,
        left(coalesce(new.reason, ''), 300), new.at, new.after -> 'returned' ->> 'category'
      from translation
      where translation.id = new.translation_id and translation.author_id is not null
        and translation.author_id is distinct from new.person_id;
      return null;
    end $$`,

  // Another text that somebody suggests, beside what they say about it.
  `alter table comment add column suggestion text`,
]

export const review: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
