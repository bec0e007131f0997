// Many terms at once, each with its line in the history. They are laid down beside the glossary first, a statement for
// some hundred, because the embedded database has one session and everybody waits while a transaction is open.

import { sql, type Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'
import type { Term, TermDraft } from '#glossary/term.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'
import { columns } from './terms.ts'

/** Who writes, and when. */
export interface Doer {
  readonly personId: string | null
  readonly now: Date
}

/** A term as it stands, null for one that is new, and as it will stand. */
export interface TermChange {
  readonly before: Term | null
  readonly after: Term
}

/** A term as it will stand when its draft is stored. */
export function newTerm(projectId: string | null, draft: TermDraft, now: Date): Term {
  return { ...draft, id: newId(), projectId, version: 1, updatedAt: now.toISOString() }
}

/** A term as it will stand when it is changed. */
export function nextTerm({ id, projectId, version }: Term, draft: TermDraft, now: Date): Term {
  return { ...draft, id, projectId, version: version + 1, updatedAt: now.toISOString() }
}

// A statement of so many is over in a few hundredths of a second.
const chunk = 250

/** Lays changes down where nobody sees them, and gives the name of their batch; {@link dropLaid} clears it away. */
export async function layTerms(db: Kysely<Database>, changes: readonly TermChange[]): Promise<string> {
  const batch = newId()
  // What a crash has left behind.
  await sql`delete from term_laid where laid_at < now() - interval '1 day'`.execute(db)
  for (let at = 0; at < changes.length; at += chunk) {
    const rows = changes.slice(at, at + chunk).map(({ before, after }) => {
      const { forms, detail, ...rest } = columns(after)
      const { id, projectId, version } = after
      return {
        ...{ ...rest, id, project_id: projectId, version, before, after },
        ...{ forms: JSON.parse(forms), detail: JSON.parse(detail) },
      }
    })
    await sql`insert into term_laid (batch, ${sql.raw(laidColumns)})
      select ${batch}, ${sql.raw(laidColumns)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
        (id text, project_id text, source text, acronym text, term_class text, case_sensitive boolean,
        do_not_translate boolean, note text, forms jsonb, detail jsonb, search_key text, version int, before jsonb,
        after jsonb)`.execute(db)
  }
  return batch
}

const termColumns =
  'id, project_id, source, acronym, term_class, case_sensitive, do_not_translate, note, forms, detail, search_key, version'
const laidColumns = `${termColumns}, before, after`

/** Clears a batch away, whether it was stored or not. */
export async function dropLaid(db: Kysely<Database>, batch: string): Promise<void> {
  await sql`delete from term_laid where batch = ${batch}`.execute(db)
}

/**
 * Stores a batch of changes. Terms that are changed must still have the version the change was based on.
 * @throws WorkError `already-exists` where a layer has one of the new sources already, `not-found` where a term that is
 * to be changed was changed or removed meanwhile
 */
export async function storeLaid(db: Kysely<Database>, batch: string, by: Doer): Promise<void> {
  const at = sql`${by.now.toISOString()}::timestamptz`
  const added = await sql<{ missed: number }>`
    with given as (select * from term_laid where batch = ${batch} and version = 1),
    added as (
      insert into term (${sql.raw(termColumns)}, updated_at, updated_by)
      select ${sql.raw(termColumns)}, ${at}, ${by.personId} from given on conflict do nothing
      returning id
    ), line as (
      insert into history (term_id, deed, person_id, before, after)
      select id, 'term.added', ${by.personId}, before, after from given join added using (id)
    )
    select ((select count(*) from given) - (select count(*) from added))::int as missed`.execute(db)
  if (added.rows[0]?.missed !== 0)
    throw new WorkError('already-exists', 'The glossary has one of these terms already')
  const changed = await sql<{ missed: number }>`
    with given as (select * from term_laid where batch = ${batch} and version > 1),
    changed as (
      update term set source = given.source, acronym = given.acronym, term_class = given.term_class,
        case_sensitive = given.case_sensitive, do_not_translate = given.do_not_translate, note = given.note,
        forms = given.forms, detail = given.detail, search_key = given.search_key, version = given.version,
        updated_at = ${at}, updated_by = ${by.personId}
      from given where term.id = given.id and term.version = given.version - 1
      returning term.id
    ), line as (
      insert into history (term_id, deed, person_id, before, after)
      select id, 'term.changed', ${by.personId}, before, after from given join changed using (id)
    )
    select ((select count(*) from given) - (select count(*) from changed))::int as missed`.execute(db)
  if (changed.rows[0]?.missed !== 0)
    throw new WorkError('not-found', 'A term was changed or removed meanwhile')
}
