// Many terms at once, each with its line in the history: a statement for a thousand, because the embedded database has
// one session and everybody waits while a transaction is open.

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

/** A term as it will stand when its draft is stored. */
export function newTerm(projectId: string | null, draft: TermDraft, now: Date): Term {
  return { ...draft, id: newId(), projectId, version: 1, updatedAt: now.toISOString() }
}

/** A term as it will stand when it is changed. */
export function nextTerm({ id, projectId, version }: Term, draft: TermDraft, now: Date): Term {
  return { ...draft, id, projectId, version: version + 1, updatedAt: now.toISOString() }
}

const chunk = 1000

/** Adds terms. @throws WorkError `already-exists` where a layer has one of the sources already */
export async function insertTerms(db: Kysely<Database>, terms: readonly Term[], by: Doer): Promise<void> {
  for (let at = 0; at < terms.length; at += chunk) {
    const some = terms.slice(at, at + chunk)
    const { rows } = await sql`
      with given as (${given(some.map((after) => ({ before: null, after })))}),
      added as (
        insert into term (id, project_id, source, acronym, term_class, case_sensitive, do_not_translate, note, forms,
          detail, search_key, version, updated_at, updated_by)
        select id, project_id, source, acronym, term_class, case_sensitive, do_not_translate, note, forms,
          detail, search_key, 1, ${by.now.toISOString()}::timestamptz, ${by.personId}
        from given on conflict do nothing
        returning id
      ), line as (
        insert into history (term_id, deed, person_id, before, after)
        select id, 'term.added', ${by.personId}, null, after from given join added using (id)
      )
      select id from added`.execute(db)
    if (rows.length < some.length)
      throw new WorkError('already-exists', 'The glossary has one of these terms already')
  }
}

/** Changes terms that still have the version the change was based on. @throws WorkError `not-found` for others */
export async function updateTerms(
  db: Kysely<Database>,
  changes: readonly { readonly before: Term; readonly after: Term }[],
  by: Doer,
): Promise<void> {
  for (let at = 0; at < changes.length; at += chunk) {
    const some = changes.slice(at, at + chunk)
    const { rows } = await sql`
      with given as (${given(some)}),
      changed as (
        update term set source = given.source, acronym = given.acronym, term_class = given.term_class,
          case_sensitive = given.case_sensitive, do_not_translate = given.do_not_translate, note = given.note,
          forms = given.forms, detail = given.detail, search_key = given.search_key, version = given.version,
          updated_at = ${by.now.toISOString()}::timestamptz, updated_by = ${by.personId}
        from given where term.id = given.id and term.version = given.version - 1
        returning term.id
      ), line as (
        insert into history (term_id, deed, person_id, before, after)
        select id, 'term.changed', ${by.personId}, before, after from given join changed using (id)
      )
      select id from changed`.execute(db)
    if (rows.length < some.length) throw new WorkError('not-found', 'A term was changed or removed meanwhile')
  }
}

function given(changes: readonly { readonly before: Term | null; readonly after: Term }[]) {
  const rows = changes.map(({ before, after }) => {
    const { forms, detail, ...rest } = columns(after)
    const { id, projectId, version } = after
    return {
      ...rest,
      id,
      project_id: projectId,
      version,
      forms: JSON.parse(forms),
      detail: JSON.parse(detail),
      before,
      after,
    }
  })
  return sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id text, project_id text,
    source text, acronym text, term_class text, case_sensitive boolean, do_not_translate boolean, note text, forms jsonb,
    detail jsonb, search_key text, version int, before jsonb, after jsonb)`
}
