// The glossary of a project: searched, read with all that was said and done, added to, changed, removed, brought back.

import type { Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import type { FormStatus, Layer, Term, TermClass, TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import {
  announceShared,
  type HistoryEntry,
  historyOfTerm,
  remember,
  rememberOfTerms,
} from '../store/history.ts'
import { peopleNamed } from '../store/people.ts'
import { getProject } from '../store/projects.ts'
import type { Database } from '../store/schema.ts'
import { commentsOf, type TermComment } from '../store/term-talk.ts'
import {
  deleteTerm,
  getTerm,
  insertTerm,
  type ListedTerm,
  raiseGlossaryRevision,
  searchTerms,
  termNamed,
  updateTerm,
} from '../store/terms.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { fromCursor, isString, pageOf, type Page, type PageInput } from './paging.ts'
import {
  answerQuestions,
  decided,
  demandMayDecide,
  demandMayEdit,
  demandMayRead,
  placeOf,
  rememberTerm,
} from './term-changes.ts'

export interface SearchTermsInput extends PageInput {
  readonly projectId: string
  readonly text: string
  readonly termClass: TermClass | null
  readonly layer: Layer
  readonly missingIn: TargetLocale | null
  readonly status: FormStatus | null
  readonly statusIn: TargetLocale | null
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

/** What somebody may do with the terms of a project, and with those that all projects share. */
export interface TermAbilities {
  readonly edit: Ability
  readonly approve: Ability
  readonly propose: Ability
  readonly share: Ability
}

/** Searches the glossary that a project works with. */
export async function findTermsOfProject(
  ctx: ActionContext,
  input: SearchTermsInput,
): Promise<Page<ListedTerm> & { readonly total: number; readonly can: TermAbilities }> {
  const { projectId, limit, cursor, ...search } = input
  demandMay(ctx, 'term.read', placeOf(projectId))
  demandFound(await getProject(ctx.db, projectId))
  const after = fromCursor(cursor, isTermCursor)
  const { rows, total } = await searchTerms(ctx.db, projectId, search, { after, limit: limit + 1 })
  return {
    ...pageOf(rows, limit, ({ source, id }) => ({ source, id })),
    total,
    can: {
      edit: ability(ctx, 'term.edit', placeOf(projectId)),
      approve: ability(ctx, 'term.approve', placeOf(projectId)),
      propose: ability(ctx, 'term.propose', placeOf(projectId)),
      share: ability(ctx, 'term.approve', placeOf(null)),
    },
  }
}

/** A term with everything that was said and done about it. */
export interface TermInFull {
  readonly term: Term
  readonly comments: readonly TermComment[]
  /** The newest lines; older ones stay in the database. */
  readonly history: readonly HistoryEntry[]
  /** Who decided about forms. */
  readonly people: readonly Named[]
}

const shownLines = 100

/** Reads a term with its discussion and its history. */
export async function readTerm(ctx: ActionContext, termId: string): Promise<TermInFull> {
  const term = demandFound(await getTerm(ctx.db, termId))
  demandMayRead(ctx, term)
  const forms = Object.values(term.forms).flat()
  return {
    term,
    comments: await commentsOf(ctx.db, termId),
    history: await historyOfTerm(ctx.db, termId, shownLines),
    people: await peopleNamed(
      ctx.db,
      forms.flatMap(({ decided: decision }) => decision?.by ?? []),
    ),
  }
}

/** Adds a term to a project, or to what all projects share. A project that has a shared entry already gets its own. */
export async function addTerm(
  ctx: ActionContext,
  input: { readonly projectId: string | null; readonly draft: TermDraft },
): Promise<Term> {
  const { projectId, draft } = input
  demandMay(ctx, 'term.edit', placeOf(projectId))
  if (projectId !== null) demandFound(await getProject(ctx.db, projectId))
  const shared = projectId === null ? null : await termNamed(ctx.db, null, draft.source)
  // Who takes a shared entry over as it is decides nothing.
  demandMayDecide(ctx, projectId, shared, draft)
  return transaction(ctx.db, async (tx) => {
    const term = await insertTerm(tx, projectId, decided(ctx, shared, draft), doer(ctx))
    if (!term) throw new WorkError('already-exists', `The glossary has ${draft.source} already`)
    await rememberTerm(tx, ctx, 'term.added', null, term)
    return term
  })
}

/** Adds many terms at once; a term whose source the glossary has already is left as it is. */
export async function addTerms(
  ctx: ActionContext,
  input: { readonly projectId: string | null; readonly drafts: readonly TermDraft[] },
): Promise<{ readonly added: number }> {
  const { projectId, drafts } = input
  demandMay(ctx, 'term.edit', placeOf(projectId))
  for (const draft of drafts) demandMayDecide(ctx, projectId, null, draft)
  return transaction(ctx.db, async (tx) => {
    const added: Term[] = []
    for (const draft of drafts) {
      const term = await insertTerm(tx, projectId, decided(ctx, null, draft), doer(ctx))
      if (term) added.push(term)
    }
    await raiseGlossaryRevision(tx, projectId)
    const line = { deed: 'term.added', personId: doer(ctx), before: null }
    await rememberOfTerms(
      tx,
      added.map((after) => ({ ...line, termId: after.id, after })),
    )
    await remember(tx, {
      ...{ deed: 'term.imported', personId: doer(ctx), projectId },
      after: { added: added.map((term) => term.source), changed: [] },
    })
    if (projectId === null) await announceShared(tx)
    await answerQuestions(tx, ctx, projectId, added)
    return { added: added.length }
  })
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
  demandMayEdit(ctx, before)
  demandMayDecide(ctx, before.projectId, before, input.draft)
  // What was decided is judged on the very version that is changed: a newer one is a conflict.
  if (before.version !== input.base) return { outcome: 'conflict', current: before }
  return transaction(ctx.db, async (tx) => {
    await demandFree(tx, before, input.draft.source)
    const draft = decided(ctx, before, input.draft)
    const term = await updateTerm(tx, input.termId, input.base, draft, doer(ctx))
    if (!term) return { outcome: 'conflict', current: demandFound(await getTerm(tx, input.termId)) }
    await rememberTerm(tx, ctx, 'term.changed', before, term)
    return { outcome: 'saved', term }
  })
}

async function demandFree(tx: Kysely<Database>, before: Term, source: string): Promise<void> {
  if (source === before.source || !(await termNamed(tx, before.projectId, source))) return
  throw new WorkError('already-exists', `The glossary has ${source} already`)
}

/** Removes a term; what was said and done about it stays, so that it can come back. */
export async function removeTerm(ctx: ActionContext, termId: string): Promise<void> {
  const term = demandFound(await getTerm(ctx.db, termId))
  demandMayEdit(ctx, term)
  demandMayDecide(ctx, term.projectId, term, { ...term, forms: {} })
  await transaction(ctx.db, async (tx) => {
    await deleteTerm(tx, termId)
    await rememberTerm(tx, ctx, 'term.removed', term, null)
  })
}

/** Brings a removed term back as it was. */
export async function restoreTerm(ctx: ActionContext, termId: string): Promise<Term> {
  const [last] = await historyOfTerm(ctx.db, termId, 1)
  // The line of a removal holds the term as it was stored.
  const before = last?.deed === 'term.removed' ? (last.before as Term) : null
  const term = demandFound(before ?? (await getTerm(ctx.db, termId)))
  demandMayEdit(ctx, term)
  if (!before) throw new WorkError('already-exists', `The glossary has ${term.source}, it was not removed`)
  demandMayDecide(ctx, term.projectId, { ...term, forms: {} }, term)
  return transaction(ctx.db, async (tx) => {
    const again = { id: term.id, version: term.version + 1 }
    const restored = await insertTerm(tx, term.projectId, term, doer(ctx), again)
    if (!restored) throw new WorkError('already-exists', `The glossary has ${term.source} already`)
    await rememberTerm(tx, ctx, 'term.restored', null, restored)
    return restored
  })
}
