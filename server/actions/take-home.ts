// A file that left us comes home into the same edition. What changed there is taken, what changed here meanwhile is
// never overwritten, and the report says of every sentence what became of it.

import { WorkError } from '#domain/errors.ts'
import { comeHome, type Homecoming } from '#domain/homecoming.ts'
import { compareCodes, marksOf, type CodedText } from '#domain/inline.ts'
import { can } from '#domain/people.ts'
import { move, states, type State } from '#domain/workflow.ts'

import { apart } from '../formats/apart/apart.ts'
import type { ReturnedFile, ReturnedUnit } from '../formats/xliff/returned.ts'
import { hashOf, writtenText } from '../formats/xliff/sent.ts'
import { getArticle } from '../store/articles.ts'
import {
  getEdition,
  lockRowsOfEdition,
  rowsOfEdition,
  type EditionRow,
  type EditionWithContext,
} from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { approvedUnit } from '../store/memory.ts'
import { writeReturned, type ReturnedWrite } from '../store/returned.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { judge, judgedRow, openErrors, termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { longestTarget } from './writing.ts'
import { demandWhole } from './whole.ts'

/** Why a sentence of a file is not taken. */
export type RefusalReason = 'unknown-segment' | 'twice' | 'other-source' | 'codes' | 'characters' | 'too-long'

/** Why a state of a file is not given. */
export type CapReason = 'role-needed' | 'own-text' | 'findings-open' | 'second-review'

/** What became of one unit of the file. */
export interface ReportLine {
  readonly unit: string
  readonly line: number
  readonly ordinal: number | null
  readonly translationId: string | null
  readonly outcome: 'taken' | 'unchanged' | 'conflicting' | 'refused'
  readonly reason: RefusalReason | Extract<Homecoming, { outcome: 'conflict' }>['reason'] | null
  /** Both texts of a conflict. */
  readonly theirs?: string
  readonly here?: string
  /** The state that was given, and the one that was asked for where that was more. */
  readonly state?: State
  readonly asked?: State
  readonly capped?: CapReason
}

/** What became of a file. */
export interface HomecomingReport {
  readonly applied: boolean
  readonly counts: Readonly<Record<ReportLine['outcome'], number>>
  readonly lines: readonly ReportLine[]
}

export interface TakeHomeInput {
  readonly editionId: string
  readonly fileName: string
  readonly content: Uint8Array
  /** Only say what would be done. */
  readonly preview: boolean
}

/** Merges a file into the edition that it left. */
export async function takeHome(ctx: ActionContext, input: TakeHomeInput): Promise<HomecomingReport> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'translation.save', edition)
  demandWhole(edition.progress.total)
  const file = await apart('readHomecoming', input.content)
  demandSameEdition(file, edition)
  const { format } = demandFound(await getArticle(ctx.db, edition.articleId))
  // The file that the article was made of leaves with targets in it, under the ids of others.
  const units = format === 'xliff' && file.foreign.length > 0 ? file.foreign : file.units
  // NOTE: read before the transaction. Another request may be compiling it, and that one would wait for us.
  const index = await ctx.glossaries(ctx.db, edition)
  const errorsIn = (row: EditionRow, target: string) =>
    openErrors(
      judge({ ...judgedRow(edition, row), target, subState: null }, termsIn(index, row.segment.source)),
    )
  const decide = (rows: readonly EditionRow[]) => decisions(ctx, edition, units, rows, errorsIn)
  if (input.preview) {
    const rows = await rowsOfEdition(ctx.db, edition.id, 0, edition.progress.total + 1)
    return reportOf(decide(rows), false)
  }
  return transaction(ctx.db, async (tx) => {
    const decided = decide(await lockRowsOfEdition(tx, edition.id))
    const { articleId, projectId } = edition
    const place = { editionId: edition.id, articleId, projectId, personId: doer(ctx), now: ctx.now }
    await writeReturned(
      tx,
      place,
      decided.flatMap(({ write }) => (write ? [write] : [])),
    )
    const report = reportOf(decided, true)
    const after = { fileName: input.fileName, ...report.counts }
    await remember(tx, { ...place, deed: 'edition.returned', after })
    return report
  })
}

function demandSameEdition(file: ReturnedFile, edition: EditionWithContext): void {
  if (file.editionId !== null && file.editionId !== edition.id) {
    const problem = 'The file left another edition; it can only come home into that one'
    throw new WorkError('invalid', problem, { edition: file.editionId, expected: edition.id })
  }
  const language = file.targetLanguage.toLowerCase().split(/[-_]/)[0]
  if (language !== '' && language !== edition.locale) {
    const problem = `The file is in ${file.targetLanguage}, the edition in ${edition.locale}`
    throw new WorkError('invalid', problem, { found: file.targetLanguage, expected: edition.locale })
  }
}

interface Decided {
  readonly line: ReportLine
  readonly write: ReturnedWrite | null
}

type ErrorsIn = (row: EditionRow, target: string) => number

function decisions(
  ctx: ActionContext,
  edition: EditionWithContext,
  units: readonly ReturnedUnit[],
  rows: readonly EditionRow[],
  errorsIn: ErrorsIn,
): readonly Decided[] {
  const byOrdinal = new Map(rows.map((row) => [row.segment.ordinal, row]))
  const ordinalOfBlock = new Map(rows.map(({ segment }) => [segment.block, segment.ordinal]))
  const seen = new Set<number>()
  return units.map((unit): Decided => {
    const ordinal =
      unit.block === null
        ? (unit.name?.ordinal ?? ordinalOf(unit.key))
        : (ordinalOfBlock.get(unit.block) ?? null)
    const row = ordinal === null ? undefined : byOrdinal.get(ordinal)
    const told = { unit: unit.id, line: unit.line, ordinal, translationId: row?.translation.id ?? null }
    const refused = (reason: RefusalReason): Decided => ({
      line: { ...told, outcome: 'refused', reason },
      write: null,
    })
    if (!row || ordinal === null) return refused('unknown-segment')
    if (seen.has(ordinal)) return refused('twice')
    seen.add(ordinal)
    const reason = refusalOf(unit, row)
    if (reason) return refused(reason)
    return { ...decided(ctx, edition, unit, row, told, errorsIn) }
  })
}

const ordinalOf = (key: string | null): number | null =>
  Number(/^s(\d{1,7})$/.exec(key ?? '')?.[1] ?? NaN) || null

// Control characters and lone surrogates cannot be stored or exported.
// eslint-disable-next-line no-control-regex
const unstorable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u
const lineEnds = /\r\n|[\r\n\u2028\u2029]/g
const squeezed = (text: string) => text.replace(/\s+/gu, ' ').trim()

/** A text as it left: we write codes so that they nest, the file of somebody else has its own. */
const leftAs = ({ block }: ReturnedUnit, text: CodedText, codes: EditionRow['codes']): CodedText =>
  block === null ? writtenText(text, codes) : text

function refusalOf(unit: ReturnedUnit, { segment, codes }: EditionRow): RefusalReason | null {
  const { target } = unit
  const source = leftAs(unit, segment.source, codes)
  // Tools may have changed the white space; other words are another sentence.
  if (squeezed(unit.source) !== squeezed(source)) return 'other-source'
  if (target === null) return null
  if (target.length > longestTarget) return 'too-long'
  if (unstorable.test(target)) return 'characters'
  const { missing, extra, misnested } = compareCodes(source, target)
  const optional = new Set(codes.filter(({ deletable }) => deletable).map(({ id }) => id))
  const known = new Set(marksOf(segment.source).map(({ id }) => id))
  const lost = missing.some(({ id }) => !optional.has(id))
  return lost || misnested.length > 0 || extra.some(({ id }) => !known.has(id)) || extra.length > 0
    ? 'codes'
    : null
}

function decided(
  ctx: ActionContext,
  edition: EditionWithContext,
  unit: ReturnedUnit,
  row: EditionRow,
  told: Pick<ReportLine, 'unit' | 'line' | 'ordinal' | 'translationId'>,
  errorsIn: ErrorsIn,
): Decided {
  const { translation, codes } = row
  const { name } = unit
  const base = name && {
    version: name.version,
    isTarget: (text: string) => hashOf(text) === name.target,
  }
  const here = { ...translation, target: leftAs(unit, translation.target, codes) }
  const target = (unit.block === null ? unit.target?.replace(lineEnds, ' ') : unit.target) ?? null
  const found = comeHome(base, { target, state: unit.state }, here)
  if (found.outcome === 'unchanged' || target === null) {
    return { line: { ...told, outcome: 'unchanged', reason: null }, write: null }
  }
  if (found.outcome === 'conflict') {
    const both = { theirs: target, here: translation.target }
    return { line: { ...told, outcome: 'conflicting', reason: found.reason, ...both }, write: null }
  }
  const text = found.outcome === 'text' ? target : translation.target
  const asked = unit.state ?? 'translated'
  const errors = errorsIn(row, text)
  const { state, capped } = givenState(ctx, edition, row, found.outcome, asked, errors)
  const isSame = text === translation.target && state === translation.state
  const shown = { state, ...(state === asked || !capped ? {} : { asked, capped }) }
  if (isSame) return { line: { ...told, outcome: 'unchanged', reason: null, ...shown }, write: null }
  return {
    line: { ...told, outcome: 'taken', reason: null, ...shown },
    write: writeOf(ctx, edition, row, text, found.outcome, state, errors),
  }
}

/** The state that the file asks for, as far as whoever brings it may give it. */
function givenState(
  ctx: ActionContext,
  edition: EditionWithContext,
  { translation }: EditionRow,
  kind: 'text' | 'state',
  asked: State,
  errors: number,
): { readonly state: State; readonly capped: CapReason | null } {
  const isApproved = translation.state === 'reviewed' || translation.state === 'final'
  const isLower = states.indexOf(asked) < states.indexOf(translation.state)
  // What was approved is opened again by those who could have approved it.
  if (kind === 'state' && isLower && isApproved && !can(ctx.person, 'translation.review', edition))
    return { state: translation.state, capped: 'role-needed' }
  if (asked === 'initial') return { state: 'initial', capped: null }
  const before = kind === 'text' ? 'initial' : translation.state
  if (!can(ctx.person, 'translation.confirm', edition)) return { state: before, capped: 'role-needed' }
  if (errors > 0) return { state: before, capped: 'findings-open' }
  if (asked === 'translated' || (kind === 'state' && isLower)) return { state: asked, capped: null }
  const most = kind === 'text' || before === 'initial' ? 'translated' : before
  if (!can(ctx.person, 'translation.review', edition)) return { state: most, capped: 'role-needed' }
  // Whoever brings a text is its author here, and nobody approves their own.
  if (kind === 'text' || translation.author?.id === ctx.person.id || before === 'initial') {
    return { state: most, capped: 'own-text' }
  }
  // A file says that one person approved it; where two have to, they do so here.
  if (edition.secondReview) return { state: most, capped: 'second-review' }
  // A release alone makes a text final.
  return { state: 'reviewed', capped: asked === 'final' ? 'role-needed' : null }
}

function writeOf(
  ctx: ActionContext,
  { locale, projectId, articleId }: EditionWithContext,
  { segment, codes, translation }: EditionRow,
  target: string,
  kind: 'text' | 'state',
  state: State,
  errors: number,
): ReturnedWrite {
  const { id: translationId, version: base, state: oldState, subState: oldSubState } = translation
  const saved = move({ state: 'initial', subState: oldSubState ?? 'draft' }, 'save')
  const draft = 'refused' in saved ? ('draft' as const) : (saved.subState ?? ('draft' as const))
  const isText = kind === 'text'
  const subState = state === 'initial' ? draft : null
  const { author } = translation
  // An approval is remembered, however it came.
  const approved = {
    id: translationId,
    target,
    author,
    reviewer: { id: ctx.person.id, name: ctx.person.name },
  }
  const place = { segment, codes, locale, projectId, articleId }
  return {
    translationId,
    base,
    from: { target: translation.target, state: oldState, subState: oldSubState },
    to: {
      target,
      state,
      subState,
      authorId: isText ? doer(ctx) : (translation.author?.id ?? null),
      reviewerId: state === 'reviewed' ? doer(ctx) : null,
      returnReason: subState === 'returned' ? translation.returnReason : null,
      errors,
    },
    deed: isText ? 'translation.returned-home' : deeds[state],
    unit: state === 'reviewed' ? approvedUnit(place, approved) : null,
  }
}

const deeds: Readonly<Record<State, string>> = {
  initial: 'translation.saved',
  translated: 'translation.confirmed',
  reviewed: 'translation.approved',
  final: 'translation.approved',
}

function reportOf(decided: readonly Decided[], applied: boolean): HomecomingReport {
  const counts = { taken: 0, unchanged: 0, conflicting: 0, refused: 0 }
  for (const { line } of decided) counts[line.outcome] += 1
  return { applied, counts, lines: decided.map(({ line }) => line) }
}
