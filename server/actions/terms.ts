// The glossary of a project: searched, edited, exchanged as CSV.

import type { Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'
import { termsFromCsv, termsToCsv } from '#glossary/csv.ts'
import type { Term, TermClass, TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { remember } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import type { Database } from '../store/schema.ts'
import {
  deleteTerm,
  getTerm,
  insertTerm,
  raiseGlossaryRevision,
  searchTerms,
  termsOf,
  updateTerm,
} from '../store/terms.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { fromCursor, isString, pageOf, type Page, type PageInput } from './paging.ts'

export interface SearchTermsInput extends PageInput {
  readonly projectId: string
  readonly text: string
  readonly termClass: TermClass | null
  readonly missingIn: TargetLocale | null
}

interface TermCursor {
  readonly source: string
  readonly id: string
}

const isTermCursor = (value: unknown): value is TermCursor =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  'id' in value &&
  isString(value.source) &&
  isString(value.id)

/** Searches the glossary of a project. */
export async function findTermsOfProject(
  ctx: ActionContext,
  input: SearchTermsInput,
): Promise<Page<Term> & { readonly can: { readonly edit: Ability; readonly approve: Ability } }> {
  const place = { projectId: input.projectId, locale: null }
  demandMay(ctx, 'term.read', place)
  demandFound(await getProject(ctx.db, input.projectId))
  const { text, termClass, missingIn, limit } = input
  const after = fromCursor(input.cursor, isTermCursor)
  const rows = await searchTerms(ctx.db, input.projectId, {
    text,
    termClass,
    missingIn,
    after,
    limit: limit + 1,
  })
  return {
    ...pageOf(rows, limit, ({ source, id }) => ({ source, id })),
    can: { edit: ability(ctx, 'term.edit', place), approve: ability(ctx, 'term.approve', place) },
  }
}

/** Adds a term. */
export async function addTerm(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly draft: TermDraft },
): Promise<Term> {
  demandMay(ctx, 'term.edit', { projectId: input.projectId, locale: null })
  demandFound(await getProject(ctx.db, input.projectId))
  demandMayDecide(ctx, input.projectId, null, input.draft)
  return transaction(ctx.db, async (tx) => {
    const term = await insertTerm(tx, input.projectId, input.draft, doer(ctx))
    if (!term) throw new WorkError('already-exists', `The glossary has ${input.draft.source} already`)
    await rememberTerm(tx, ctx, 'term.added', null, term)
    return term
  })
}

/** Adds many terms at once; a term whose source the glossary has already is left as it is. */
export async function addTerms(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly drafts: readonly TermDraft[] },
): Promise<{ readonly added: number }> {
  const { projectId, drafts } = input
  demandMay(ctx, 'term.edit', { projectId, locale: null })
  for (const draft of drafts) demandMayDecide(ctx, projectId, null, draft)
  return transaction(ctx.db, async (tx) => {
    const added: string[] = []
    for (const draft of drafts) {
      if (await insertTerm(tx, projectId, draft, doer(ctx))) added.push(draft.source)
    }
    await rememberImport(tx, ctx, projectId, added, [])
    return { added: added.length }
  })
}

async function rememberImport(
  tx: Kysely<Database>,
  ctx: ActionContext,
  projectId: string,
  added: readonly string[],
  changed: readonly string[],
): Promise<void> {
  await raiseGlossaryRevision(tx, projectId)
  await remember(tx, { deed: 'term.imported', personId: doer(ctx), projectId, after: { added, changed } })
}

/** Changes a term, or reports that somebody else changed it first. */
export async function changeTerm(
  ctx: ActionContext,
  input: { readonly termId: string; readonly base: number; readonly draft: TermDraft },
): Promise<
  | { readonly outcome: 'saved'; readonly term: Term }
  | { readonly outcome: 'conflict'; readonly current: Term }
> {
  const before = demandFound(await getTerm(ctx.db, input.termId))
  demandMay(ctx, 'term.edit', { projectId: before.projectId, locale: null })
  demandMayDecide(ctx, before.projectId, before, input.draft)
  // What was decided is judged on the very version that is changed: a newer one is a conflict.
  if (before.version !== input.base) return { outcome: 'conflict', current: before }
  return transaction(ctx.db, async (tx) => {
    const term = await updateTerm(tx, input.termId, input.base, input.draft, doer(ctx))
    if (!term) return { outcome: 'conflict', current: demandFound(await getTerm(tx, input.termId)) }
    await rememberTerm(tx, ctx, 'term.changed', before, term)
    return { outcome: 'saved', term }
  })
}

/** Removes a term. */
export async function removeTerm(ctx: ActionContext, termId: string): Promise<void> {
  const term = demandFound(await getTerm(ctx.db, termId))
  demandMay(ctx, 'term.edit', { projectId: term.projectId, locale: null })
  demandMayDecide(ctx, term.projectId, term, { ...term, forms: {} })
  await transaction(ctx.db, async (tx) => {
    await deleteTerm(tx, termId)
    await rememberTerm(tx, ctx, 'term.removed', term, null)
  })
}

/** Statuses that bind translators; only who may approve terms gives or takes them. */
const deciding = ['approved', 'locked', 'forbidden']

function decidedForms(draft: TermDraft | null): string {
  const forms = Object.entries(draft?.forms ?? {}).flatMap(([locale, list]) =>
    (list ?? [])
      .filter((form) => deciding.includes(form.status))
      .map((form) => [locale, form.text, form.status]),
  )
  return JSON.stringify(forms.map((form) => form.join('\0')).sort())
}

function demandMayDecide(
  ctx: ActionContext,
  projectId: string,
  before: TermDraft | null,
  after: TermDraft,
): void {
  if (decidedForms(before) === decidedForms(after)) return
  demandMay(ctx, 'term.approve', { projectId, locale: null })
}

async function rememberTerm(
  tx: Kysely<Database>,
  ctx: ActionContext,
  deed: string,
  before: Term | null,
  after: Term | null,
): Promise<void> {
  const projectId = (after ?? before)?.projectId ?? null
  if (projectId) await raiseGlossaryRevision(tx, projectId)
  await remember(tx, { deed, personId: doer(ctx), projectId, before, after })
}

/** Writes the glossary of a project as CSV. */
export async function exportTerms(ctx: ActionContext, projectId: string): Promise<string> {
  demandMay(ctx, 'term.read', { projectId, locale: null })
  demandFound(await getProject(ctx.db, projectId))
  return termsToCsv(await termsOf(ctx.db, projectId))
}

/** What a CSV import would do or has done. */
export interface TermImport {
  readonly applied: boolean
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: number
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}

/** Reads a CSV file into the glossary: shows what would change, and does it when asked and nothing is wrong. */
export async function importTerms(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly content: string; readonly apply: boolean },
): Promise<TermImport> {
  const { projectId } = input
  demandMay(ctx, 'term.edit', { projectId, locale: null })
  demandFound(await getProject(ctx.db, projectId))
  const { drafts, problems } = termsFromCsv(input.content)
  return transaction(ctx.db, async (tx) => {
    const known = new Map((await termsOf(tx, projectId)).map((term) => [term.source, term]))
    const added = drafts.filter((draft) => !known.has(draft.source))
    const changed = drafts.filter((draft) => {
      const term = known.get(draft.source)
      return term && !sameDraft(term, draft)
    })
    const applied = input.apply && problems.length === 0
    if (applied) {
      for (const draft of [...added, ...changed]) {
        const term = known.get(draft.source)
        demandMayDecide(ctx, projectId, term ?? null, draft)
        if (term) await updateTerm(tx, term.id, term.version, draft, doer(ctx))
        else await insertTerm(tx, projectId, draft, doer(ctx))
      }
      const sources = (some: readonly TermDraft[]) => some.map((draft) => draft.source)
      await rememberImport(tx, ctx, projectId, sources(added), sources(changed))
    }
    return {
      applied,
      added: added.map((draft) => draft.source),
      changed: changed.map((draft) => draft.source),
      unchanged: drafts.length - added.length - changed.length,
      problems,
    }
  })
}

function sameDraft(one: TermDraft, other: TermDraft): boolean {
  return draftKey(one) === draftKey(other)
}

function draftKey(draft: TermDraft): string {
  const forms = Object.entries(draft.forms)
    .filter(([, list]) => list.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([locale, list]) => [locale, list.map((f) => [f.text, f.status, f.confidence, f.evidence])])
  const { source, acronym, termClass, caseSensitive, doNotTranslate, note } = draft
  return JSON.stringify([source, acronym, termClass, caseSensitive, doNotTranslate, note, forms])
}
