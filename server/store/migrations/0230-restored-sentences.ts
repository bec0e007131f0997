// A sentence that was removed can be put back by itself: what stood around it is kept, and a layer holds it.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const restoredSentences: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `alter table removed_segment add column neighbours jsonb not null default '[]'`,
      `alter table source_layer add column inserted text`,
      `alter table source_layer drop constraint source_layer_kind_check`,
      `alter table source_layer add constraint source_layer_kind_check
        check (kind in ('split', 'join', 'correction') and inserted is null or kind = 'insert' and coalesce(inserted, '') <> '')`,
      // Several sentences may be put back between the same words.
      `alter table source_layer drop constraint source_layer_article_id_kind_before_after_key`,
      `create unique index source_layer_once on source_layer (article_id, kind, before, after)
        where kind <> 'insert'`,
      `create index source_layer_by_article on source_layer (article_id)`,
    ])
      await sql.raw(statement).execute(db)
  },
}
