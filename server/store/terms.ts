// The glossary: entries of a project, and entries that all projects share (`projectId: null`). An entry of a
// project stands in front of the shared one with the same source. Every change raises the glossary revision.

import { sql, type Kysely, type Selectable } from 'kysely'

import { matchKey } from '#glossary/matchkey.ts'
import type { FormStatus, Layer, Term, TermClass, TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newId } from './ids.ts'
import type { Database, TermDetail, TermTable } from './schema.ts'

/** What to look for in a glossary. */
export interface TermSearch {
  /** Words in the source, the acronym, the note or any form, in any spelling that reads the same; empty for everything. */
  readonly text: string
  readonly termClass: TermClass | null
  readonly layer: Layer
  /** Only terms that have no form in this language. */
  readonly missingIn: TargetLocale | null
  /** Only terms with a form of this status, in `statusIn` where it is given. */
  readonly status: FormStatus | null
  readonly statusIn: TargetLocale | null
}

/** A term in a list: whether it stands in front of a shared one. */
export interface ListedTerm extends Term {
  readonly overridesShared: boolean
}

/** Lists terms in the order of their source, one page, and counts all that were found. */
export async function searchTerms(
  db: Kysely<Database>,
  projectId: string,
  search: TermSearch,
  page: { readonly after: { readonly source: string; readonly id: string } | null; readonly limit: number },
): Promise<{ readonly rows: readonly ListedTerm[]; readonly total: number }> {
  const found = matching(db, projectId, search)
  let query = found.selectAll().select(
    sql<boolean>`(term.project_id is not null and exists (
      select from term as shared where shared.project_id is null and shared.source = term.source))`.as(
      'overrides_shared',
    ),
  )
  if (page.after) {
    query = query.where(sql<boolean>`(lower(source), id) > (lower(${page.after.source}), ${page.after.id})`)
  }
  const rows = await query
    .orderBy(sql`lower(source)`)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  const { total } = await found.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map((row) => ({ ...toTerm(row), overridesShared: row.overrides_shared })), total }
}

function matching(db: Kysely<Database>, projectId: string, search: TermSearch) {
  const { text, termClass, layer, missingIn, status, statusIn } = search
  let query = db.selectFrom('term').where(inLayer(projectId, layer))
  const key = searchKey([text])
  if (key) query = query.where('search_key', 'like', `%${key.replace(/[\\%_]/g, '\\$&')}%`)
  if (termClass) query = query.where('term_class', '=', termClass)
  if (missingIn) {
    query = query.where(sql<boolean>`not (forms ? ${missingIn} or do_not_translate)`)
  }
  if (status) {
    query = query.where(
      sql<boolean>`exists (select from jsonb_each(forms) as language, jsonb_array_elements(language.value) as form
        where form ->> 'status' = ${status} and (${statusIn}::text is null or language.key = ${statusIn}))`,
    )
  }
  return query
}

function inLayer(projectId: string, layer: Layer) {
  if (layer === 'project') return sql<boolean>`term.project_id = ${projectId}`
  if (layer === 'shared') return sql<boolean>`term.project_id is null`
  return sql<boolean>`(term.project_id = ${projectId} or (term.project_id is null and not exists (
    select from term as own where own.project_id = ${projectId} and own.source = term.source)))`
}

function toTerm(row: Selectable<TermTable>): Term {
  return {
    ...row.detail,
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

/** Lists the whole glossary a project works with, or one layer of it. */
export async function termsOf(
  db: Kysely<Database>,
  projectId: string,
  layer: Layer = 'all',
): Promise<readonly Term[]> {
  const rows = await db
    .selectFrom('term')
    .selectAll()
    .where(inLayer(projectId, layer))
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

/** Reads the entry of a source in one layer, or null. */
export async function termNamed(
  db: Kysely<Database>,
  projectId: string | null,
  source: string,
): Promise<Term | null> {
  const row = await db
    .selectFrom('term')
    .selectAll()
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .where('source', '=', source)
    .executeTakeFirst()
  return row ? toTerm(row) : null
}

/** Adds a term, or gives null when the layer has this source already. A term that was removed gets its id back. */
export async function insertTerm(
  db: Kysely<Database>,
  projectId: string | null,
  draft: TermDraft,
  personId: string | null,
  again?: { readonly id: string; readonly version: number },
): Promise<Term | null> {
  const row = await db
    .insertInto('term')
    .values({ id: newId(), ...again, project_id: projectId, updated_by: personId, ...columns(draft) })
    .onConflict((conflict) => conflict.doNothing())
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

/** The columns that a draft fills. */
export function columns(draft: TermDraft) {
  const texts = Object.values(draft.forms).flatMap((list) => list.map((form) => form.text))
  return {
    source: draft.source,
    acronym: draft.acronym,
    term_class: draft.termClass,
    case_sensitive: draft.caseSensitive,
    do_not_translate: draft.doNotTranslate,
    note: draft.note,
    forms: JSON.stringify(draft.forms),
    detail: JSON.stringify(detailOf(draft)),
    search_key: searchKey([draft.source, draft.acronym ?? '', draft.short ?? '', draft.note, ...texts]),
  }
}

function detailOf({
  short,
  plural,
  acronymPolicy,
  surnameOrder,
  needsOriginalSpelling,
}: TermDraft): TermDetail {
  return {
    ...(short ? { short } : {}),
    ...(plural ? { plural } : {}),
    ...(acronymPolicy ? { acronymPolicy } : {}),
    ...(surnameOrder ? { surnameOrder } : {}),
    ...(needsOriginalSpelling ? { needsOriginalSpelling } : {}),
  }
}

function searchKey(texts: readonly string[]): string {
  return matchKey(texts.join('\n')).trim()
}

/** Removes a term. */
export async function deleteTerm(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('term').where('id', '=', id).execute()
}

/** Raises the glossary revision of a project, or of all, so that every process compiles the glossary anew. */
export async function raiseGlossaryRevision(db: Kysely<Database>, projectId: string | null): Promise<void> {
  // All rows are locked in one order, so that two changes of the shared glossary never wait for each other.
  await sql`update project set glossary_revision = glossary_revision + 1 where id in (
    select id from project where ${projectId}::text is null or id = ${projectId} order by id for update)`.execute(
    db,
  )
}
