// The glossary as a file: read out, and read in after a look at what would change.

import { WorkError } from '#domain/errors.ts'
import { isStorable } from '#domain/storable.ts'
import { type FieldChange, mergeTerms } from '#glossary/merge.ts'
import type { TableFormat, TableProblem, TableTerms } from '#glossary/table.ts'
import { isMandatory, type Layer, mistakesOf, type Term, type TermDraft } from '#glossary/term.ts'

import { apart } from '../formats/apart/apart.ts'
import { announceShared, remember } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import { dropLaid, layTerms, newTerm, nextTerm, storeLaid } from '../store/term-bulk.ts'
import { raiseGlossaryRevision, termsOf } from '../store/terms.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { answerQuestions, decided, demandMayDecide, placeOf } from './term-changes.ts'

/** Writes the glossary of a project, or one layer of it, as a file. */
export async function exportTerms(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly layer: Layer; readonly format: TableFormat },
): Promise<Uint8Array<ArrayBuffer>> {
  demandMay(ctx, 'term.read', placeOf(input.projectId))
  demandFound(await getProject(ctx.db, input.projectId))
  const terms = await termsOf(ctx.db, input.projectId, input.layer)
  return new Uint8Array(await apart('writeTermFile', input.format, terms))
}

/** What a file would do to a glossary, or has done. */
export interface TermImport {
  readonly applied: boolean
  readonly added: readonly { readonly source: string; readonly forms: number }[]
  readonly changed: readonly { readonly source: string; readonly changes: readonly FieldChange[] }[]
  readonly unchanged: number
  /** Lines that are refused, each with its reason; the file is stored only when there are none. */
  readonly problems: readonly TableProblem[]
}

export interface ImportTermsInput {
  readonly projectId: string
  /** Whether the entries go to all projects instead of this one. */
  readonly shared: boolean
  readonly format: TableFormat
  readonly content: Uint8Array
  readonly apply: boolean
}

/** Reads a file into the glossary: shows what would change, and does it when asked and nothing is wrong. */
export async function importTerms(ctx: ActionContext, input: ImportTermsInput): Promise<TermImport> {
  const layer = input.shared ? null : input.projectId
  demandMay(ctx, 'term.edit', placeOf(layer))
  demandFound(await getProject(ctx.db, input.projectId))
  const read = await apart('readTermFile', input.format, input.content)
  for (const draft of read.drafts) demandStorable(draft)
  return importDrafts(ctx, layer, input, read)
}

// Somebody who changes a term while a file is compared makes it be compared again; nobody does that so often.
const mostAttempts = 5

/**
 * Compares what was read with a layer of the glossary, and stores it when asked and nothing is wrong. Only the storing
 * is a transaction, because the embedded database has one session and others wait while it is open.
 */
async function importDrafts(
  ctx: ActionContext,
  layer: string | null,
  input: Pick<ImportTermsInput, 'projectId' | 'format' | 'apply'>,
  read: TableTerms,
): Promise<TermImport> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { glossaryRevision } = demandFound(await getProject(ctx.db, input.projectId))
    // A project that says something about a shared entry gets its own, with everything the shared one says.
    const known = await termsOf(ctx.db, input.projectId, layer === null ? 'shared' : 'all')
    const drafts = input.format === 'tbx' ? withLocks(known, read.drafts) : read.drafts
    const { added, changed, unchanged } = mergeTerms(known, drafts, read.columns)
    const problems = [...read.problems, ...contradictions(changed.map(({ after }) => after))]
    const wanted = input.apply && problems.length === 0
    const applied = wanted && (await store(ctx, layer, input.projectId, glossaryRevision, added, changed))
    if (wanted && !applied) continue
    return {
      applied,
      added: added.map(({ source, forms }) => ({ source, forms: Object.values(forms).flat().length })),
      changed: changed.map(({ before, changes }) => ({ source: before.source, changes })),
      unchanged,
      problems,
    }
  }
  throw new WorkError(
    'storage-unavailable',
    'The glossary changed each time while the file was compared with it',
  )
}

/** A term base knows one word for approved and locked: what is locked here stays locked. */
function withLocks(known: readonly Term[], drafts: readonly TermDraft[]): readonly TermDraft[] {
  const bySource = new Map(known.map((term) => [term.source, term]))
  return drafts.map((draft) => {
    const forms = Object.entries(draft.forms).map(([locale, list]) => [
      locale,
      list.map((form) => {
        // The languages of a draft are those of a term.
        const before = bySource.get(draft.source)?.forms[locale as keyof Term['forms']]
        const kept = before?.find(({ text }) => text === form.text)?.status
        return kept && isMandatory(kept) && isMandatory(form.status) ? { ...form, status: kept } : form
      }),
    ])
    return { ...draft, forms: Object.fromEntries(forms) as TermDraft['forms'] }
  })
}

/** What fits by itself may contradict what the glossary has already. */
function contradictions(drafts: readonly TermDraft[]): readonly TableProblem[] {
  return drafts.flatMap((draft) =>
    mistakesOf(draft).map(({ key, values }) => ({
      line: 0,
      key: `glossary.csv.${key}` as const,
      values: { ...values, status: 'approved' },
      message: `${draft.source}: ${key}`,
    })),
  )
}

function demandStorable(draft: TermDraft): void {
  const { source, acronym, short, plural, note } = draft
  const forms = Object.values(draft.forms)
    .flat()
    .flatMap(({ text, evidence }) => [text, evidence])
  if ([source, acronym, short, plural, note, ...forms].every((text) => isStorable(text ?? ''))) return
  throw new WorkError('invalid', `“${source.slice(0, 80)}” holds a character that cannot be stored`)
}

/** Stores what was compared with a revision of the glossary; false where somebody else was faster. */
async function store(
  ctx: ActionContext,
  layer: string | null,
  projectId: string,
  revision: number,
  added: readonly TermDraft[],
  changed: readonly { readonly before: Term; readonly after: TermDraft }[],
): Promise<boolean> {
  const inserts = added.map((after) => ({ before: null, after }))
  const own = changed.filter(({ before }) => before.projectId === layer)
  // What the project says about a shared entry becomes an entry of its own.
  const shadowed = changed.filter(({ before }) => before.projectId !== layer)
  for (const { before, after } of [...inserts, ...changed]) demandMayDecide(ctx, layer, before, after)
  const by = { personId: doer(ctx), now: ctx.now }
  const news = [...inserts, ...shadowed].map(({ before, after }) =>
    newTerm(layer, decided(ctx, before, after), ctx.now),
  )
  const updates = own.map(({ before, after }) => ({
    before,
    after: nextTerm(before, decided(ctx, before, after), ctx.now),
  }))
  const batch = await layTerms(ctx.db, [...news.map((after) => ({ before: null, after })), ...updates])
  try {
    await transaction(ctx.db, async (tx) => {
      // First, because it locks the glossary against whoever changes it at the same time.
      await raiseGlossaryRevision(tx, layer)
      const { glossaryRevision } = demandFound(await getProject(tx, projectId))
      if (glossaryRevision !== revision + 1) throw new Overtaken()
      await storeLaid(tx, batch, by)
      await remember(tx, {
        ...{ deed: 'term.imported', personId: doer(ctx), projectId: layer },
        after: {
          added: added.map(({ source }) => source),
          changed: changed.map(({ before }) => before.source),
        },
      })
      if (layer === null) await announceShared(tx)
      await answerQuestions(tx, ctx, layer, [...news, ...updates.map(({ after }) => after)])
    })
    return true
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  } finally {
    await dropLaid(ctx.db, batch)
  }
}

class Overtaken extends Error {}
