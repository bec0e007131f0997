// The glossary of a project. Every change raises the project's glossary revision.

import { sql, type Kysely, type Selectable } from 'kysely'

import type { Term, TermClass, TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database, TermTable } from './schema.ts'

/** What to look for in a glossary. */
export interface TermSearch {
  /** Words in the source, the acronym, the note or any form; empty for everything. */
  readonly text: string
  readonly termClass: TermClass | null
  /** Only terms that have no form in this language. */
  readonly missingIn: TargetLocale | null
  readonly after: { readonly source: string; readonly id: string } | null
  readonly limit: number
}

/** Lists terms in the order of their source. */
export async function searchTerms(
  db: Kysely<Database>,
  projectId: string,
  search: TermSearch,
): Promise<readonly Term[]> {
  let query = db.selectFrom('term').selectAll().where('project_id', '=', projectId)
  if (search.text) {
    const like = `%${search.text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(source ilike ${like} or acronym ilike ${like} or note ilike ${like} or exists (
        select from jsonb_each(forms) language, jsonb_array_elements(language.value) form
        where form ->> 'text' ilike ${like}))`,
    )
  }
  if (search.termClass) query = query.where('term_class', '=', search.termClass)
  if (search.missingIn) query = query.where(sql<boolean>`not (forms ? ${search.missingIn})`)
  if (search.after) {
    query = query.where(
      sql<boolean>`(lower(source), id) > (lower(${search.after.source}), ${search.after.id})`,
    )
  }
  const rows = await query
    .orderBy(sql`lower(source)`)
    .orderBy('id')
    .limit(search.limit)
    .execute()
  return rows.map(toTerm)
}

function toTerm(row: Selectable<TermTable>): Term {
  return {
    id: row.id,
    projectId: row.project_id,
    source: row.source,
    acronym: row.acronym,
    termClass: row.term_class,
    caseSensitive: row.case_sensitive,
    doNotTranslate: row.do_not_translate,
    note: row.note,
    forms: row.forms,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Lists the whole glossary of a project. */
export async function termsOf(db: Kysely<Database>, projectId: string): Promise<readonly Term[]> {
  const rows = await db
    .selectFrom('term')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy(sql`lower(source)`)
    .orderBy('id')
    .execute()
  return rows.map(toTerm)
}

/** Reads a term, or null. */
export async function getTerm(db: Kysely<Database>, id: string): Promise<Term | null> {
  const row = await db.selectFrom('term').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toTerm(row) : null
}

/** Adds a term, or gives null when the project has this source already. */
export async function insertTerm(
  db: Kysely<Database>,
  projectId: string,
  draft: TermDraft,
  personId: string | null,
): Promise<Term | null> {
  const row = await db
    .insertInto('term')
    .values({ id: newId(), project_id: projectId, updated_by: personId, ...columns(draft) })
    .onConflict((conflict) => conflict.columns(['project_id', 'source']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? toTerm(row) : null
}

/** Rewrites a term if it still has the version the change was based on, or gives null. */
export async function updateTerm(
  db: Kysely<Database>,
  id: string,
  base: number,
  draft: TermDraft,
  personId: string | null,
): Promise<Term | null> {
  const row = await db
    .updateTable('term')
    .set({ ...columns(draft), updated_by: personId, version: base + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('version', '=', base)
    .returningAll()
    .executeTakeFirst()
  return row ? toTerm(row) : null
}

function columns(draft: TermDraft) {
  return {
    source: draft.source,
    acronym: draft.acronym,
    term_class: draft.termClass,
    case_sensitive: draft.caseSensitive,
    do_not_translate: draft.doNotTranslate,
    note: draft.note,
    forms: JSON.stringify(draft.forms),
  }
}

/** Removes a term. */
export async function deleteTerm(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('term').where('id', '=', id).execute()
}

/** Raises the glossary revision, so that every process compiles the glossary anew. */
export async function raiseGlossaryRevision(db: Kysely<Database>, projectId: string): Promise<void> {
  await db
    .updateTable('project')
    .set({ glossary_revision: sql<number>`glossary_revision + 1` })
    .where('id', '=', projectId)
    .execute()
}
