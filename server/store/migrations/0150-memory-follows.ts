// The memory follows what it is made of: a file is offered when it is whole, a source that changed takes nothing away
// that was right for it, and every process hears of what is gone.

import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Files that are there already are whole; those that come are so when they have been read to their end.
  `alter table memory_origin add column whole boolean not null default true`,
  `alter table memory_origin alter column whole set default false`,
  `alter table memory_origin add column first_unit bigint, add column last_unit bigint`,

  // Pairs of a file are told of when it is whole.
  `create or replace function tell_memory_units() returns trigger language plpgsql as $$
    begin
      perform pg_notify('setara_memory', min(id) || '-' || max(id)) from added
        where origin_id is null having count(*) > 0;
      return null;
    end $$`,
  `create function tell_memory_file() returns trigger language plpgsql as $$
    begin
      if not new.whole then
        perform pg_notify('setara_memory', 'origin:' || new.id);
      elsif new.first_unit is not null then
        perform pg_notify('setara_memory', new.first_unit || '-' || new.last_unit);
      end if;
      return null;
    end $$`,
  `create trigger memory_origin_is_whole after update of whole on memory_origin
    for each row when (old.whole <> new.whole) execute function tell_memory_file()`,

  // Those of a file go together, and are told of together.
  `create function tell_memory_unit_gone() returns trigger language plpgsql as $$
    begin
      perform pg_notify('setara_memory', 'gone:' || old.id);
      return null;
    end $$`,
  `create trigger memory_unit_tells_gone after delete on memory_unit
    for each row when (old.origin_id is null) execute function tell_memory_unit_gone()`,

  // Whoever takes an approval back takes it out of the memory, whatever way they came. A source that changed does
  // not, whether it makes the text outdated or only to be read again: what was approved is right for the old source.
  `create or replace function withdraw_memory_unit() returns trigger language plpgsql as $$
    begin
      if new.sub_state = 'outdated' or (new.outdated is not null and new.outdated is distinct from old.outdated) then
        update memory_unit set translation_id = null where translation_id = new.id;
      else
        delete from memory_unit where translation_id = new.id;
      end if;
      return null;
    end $$`,
]

export const memoryFollows: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
