// The glossary as a file: read out, and read in after a look at what would change.

import type { Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'
import { isStorable } from '#domain/storable.ts'
import { termsFromCsv, termsToCsv } from '#glossary/csv.ts'
import { type FieldChange, mergeTerms } from '#glossary/merge.ts'
import { type TableProblem, type TableTerms, tableOf, termsOfTable } from '#glossary/table.ts'
import { termsFromTbx, termsToTbx } from '#glossary/term-tbx.ts'
import { isMandatory, type Layer, mistakesOf, type Term, type TermDraft } from '#glossary/term.ts'

import { readTable, writeTable } from '../formats/xlsx.ts'
import { remember, rememberOfTerms } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import type { Database } from '../store/schema.ts'
import { insertTerm, raiseGlossaryRevision, termsOf, updateTerm } from '../store/terms.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { answerQuestions, decided, demandMayDecide, placeOf } from './term-changes.ts'

/** The kinds of file a glossary comes and goes in. */
export const tableFormats = ['csv', 'xlsx', 'tbx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** Writes the glossary of a project, or one layer of it, as a file. */
export async function exportTerms(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly layer: Layer; readonly format: TableFormat },
): Promise<Uint8Array<ArrayBuffer>> {
  demandMay(ctx, 'term.read', placeOf(input.projectId))
  demandFound(await getProject(ctx.db, input.projectId))
  return writers[input.format](await termsOf(ctx.db, input.projectId, input.layer))
}

const writers: Readonly<Record<TableFormat, (terms: readonly Term[]) => Promise<Uint8Array<ArrayBuffer>>>> = {
  csv: async (terms) => new TextEncoder().encode(termsToCsv(terms)),
  xlsx: (terms) => writeTable('Glossary', tableOf(terms)),
  tbx: async (terms) => new TextEncoder().encode([...termsToTbx(terms)].join('')),
}

const readers: Readonly<Record<TableFormat, (content: Uint8Array) => Promise<TableTerms>>> = {
  csv: async (content) => termsFromCsv(new TextDecoder('utf-8').decode(content)),
  xlsx: async (content) => termsOfTable(await readTable(content)),
  tbx: async (content) => termsFromTbx(content),
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
  return importDrafts(ctx, layer, input, await readers[input.format](input.content))
}

/** Compares what was read with a layer of the glossary, and stores it when asked and nothing is wrong. */
async function importDrafts(
  ctx: ActionContext,
  layer: string | null,
  input: Pick<ImportTermsInput, 'projectId' | 'format' | 'apply'>,
  read: TableTerms,
): Promise<TermImport> {
  for (const draft of read.drafts) demandStorable(draft)
  return transaction(ctx.db, async (tx) => {
    // A project that says something about a shared entry gets its own, with everything the shared one says.
    const known = await termsOf(tx, input.projectId, layer === null ? 'shared' : 'all')
    const drafts = input.format === 'tbx' ? withLocks(known, read.drafts) : read.drafts
    const { added, changed, unchanged } = mergeTerms(known, drafts, read.columns)
    const problems = [...read.problems, ...contradictions(changed.map(({ after }) => after))]
    const applied = input.apply && problems.length === 0
    if (applied) await store(tx, ctx, layer, added, changed)
    return {
      applied,
      added: added.map(({ source, forms }) => ({ source, forms: Object.values(forms).flat().length })),
      changed: changed.map(({ before, changes }) => ({ source: before.source, changes })),
      unchanged,
      problems,
    }
  })
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

async function store(
  tx: Kysely<Database>,
  ctx: ActionContext,
  layer: string | null,
  added: readonly TermDraft[],
  changed: readonly { readonly before: Term; readonly after: TermDraft }[],
): Promise<void> {
  const lines: Parameters<typeof rememberOfTerms>[1][number][] = []
  const terms: Term[] = []
  for (const draft of added) {
    demandMayDecide(ctx, layer, null, draft)
    const term = demandFound(await insertTerm(tx, layer, decided(ctx, null, draft), doer(ctx)))
    lines.push({ deed: 'term.added', termId: term.id, personId: doer(ctx), before: null, after: term })
    terms.push(term)
  }
  for (const { before, after } of changed) {
    demandMayDecide(ctx, layer, before, after)
    const draft = decided(ctx, before, after)
    const own = before.projectId === layer
    const term = demandFound(
      own
        ? await updateTerm(tx, before.id, before.version, draft, doer(ctx))
        : await insertTerm(tx, layer, draft, doer(ctx)),
    )
    const line = own ? { deed: 'term.changed', before } : { deed: 'term.added', before: null }
    lines.push({ ...line, termId: term.id, personId: doer(ctx), after: term })
    terms.push(term)
  }
  await raiseGlossaryRevision(tx, layer)
  await rememberOfTerms(tx, lines)
  await remember(tx, {
    ...{ deed: 'term.imported', personId: doer(ctx), projectId: layer },
    after: { added: added.map(({ source }) => source), changed: changed.map(({ before }) => before.source) },
  })
  await answerQuestions(tx, ctx, layer, terms)
}
