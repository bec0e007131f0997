// Terms on their way into the glossary: laid down in many short statements, and taken up together in one transaction,
// so that nobody waits while a large file comes in. Nothing here outlives the import it belongs to.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const laidTerms: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `create table term_laid (
        batch text not null,
        laid_at timestamptz not null default now(),
        before jsonb,
        after jsonb not null,
        id text not null,
        project_id text,
        source text not null,
        acronym text,
        term_class text not null,
        case_sensitive boolean not null,
        do_not_translate boolean not null,
        note text not null,
        forms jsonb not null,
        detail jsonb not null,
        search_key text not null,
        version int not null
      )`,
      `create index term_laid_by_batch on term_laid (batch)`,
    ])
      await sql.raw(statement).execute(db)
  },
}
