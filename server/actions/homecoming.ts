// What becomes of the sentences of a file that comes home into an edition: the rules, for small files and large ones.

import { WorkError } from '#domain/errors.ts'
import { comeHome, type Homecoming, type LeftBase } from '#domain/homecoming.ts'
import { compareCodes, marksOf, type CodedText } from '#domain/inline.ts'
import { can, type Person } from '#domain/people.ts'
import { move, states, type State } from '#domain/workflow.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import type { ReturnedUnit } from '../formats/xliff/returned.ts'
import type { ReturnedHead } from '../formats/xliff/returned-reader.ts'
import { hashOf, writtenText } from '../formats/xliff/sent.ts'
import type { EditionRow, EditionWithContext } from '../store/editions.ts'
import { approvedUnit } from '../store/memory.ts'
import type { ReturnedWrite } from '../store/returned.ts'
import { doer } from './context.ts'
import { judge, judgedRow, openErrors, termsIn } from './findings.ts'
import { longestTarget } from './writing.ts'

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

/** @throws WorkError `invalid` when a file is not of this edition, or in another language */
export function demandSameEdition(
  file: Pick<ReturnedHead, 'editionId' | 'targetLanguage'>,
  edition: EditionWithContext,
): void {
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

/** Counts errors as the checks of an edition do. */
export function errorsOf(edition: EditionWithContext, index: GlossaryIndex): HomecomingPlace['errorsIn'] {
  return (row, target) =>
    openErrors(
      judge({ ...judgedRow(edition, row), target, subState: null }, termsIn(index, row.segment.source)),
    )
}

/** A line of the report, and what is to be written for it. */
export interface Decided {
  readonly line: ReportLine
  readonly write: ReturnedWrite | null
}

/** What is known of an edition when a file comes home into it. */
export interface HomecomingPlace {
  readonly person: Person
  readonly edition: EditionWithContext
  /** The sentence that a block of the article is, where the file is one of somebody else. */
  readonly ordinalOfBlock: (block: number) => number | undefined
  /** What left of a sentence, where its unit does not say so itself. */
  readonly leftOf: (ordinal: number) => LeftBase | null
  /** Counts the errors that the checks find in a text. */
  readonly errorsIn: (row: EditionRow, target: string) => number
}

/** A unit with the sentence that it is of. */
export interface PlacedUnit {
  readonly unit: ReturnedUnit
  readonly ordinal: number | null
  /** Whether an earlier unit was of the same sentence. */
  readonly again: boolean
}

/** Finds the sentences of units; `seen` are those of earlier units of the file. */
export function placed(
  { ordinalOfBlock }: Pick<HomecomingPlace, 'ordinalOfBlock'>,
  units: readonly ReturnedUnit[],
  seen: Set<number>,
): readonly PlacedUnit[] {
  return units.map((unit) => {
    const ordinal =
      unit.block === null ? (unit.name?.ordinal ?? ordinalOf(unit.key)) : (ordinalOfBlock(unit.block) ?? null)
    const again = ordinal !== null && seen.has(ordinal)
    if (ordinal !== null) seen.add(ordinal)
    return { unit, ordinal, again }
  })
}

/** The sentences of units. */
export const ordinalsOf = (units: readonly PlacedUnit[]): readonly number[] =>
  units.flatMap(({ ordinal }) => ordinal ?? [])

/** Decides on units, one after the other. */
export function* decisions(
  place: HomecomingPlace,
  units: readonly PlacedUnit[],
  rows: readonly EditionRow[],
): Generator<Decided> {
  const byOrdinal = new Map(rows.map((row) => [row.segment.ordinal, row]))
  for (const { unit, ordinal, again } of units) {
    const row = ordinal === null ? undefined : byOrdinal.get(ordinal)
    const told = { unit: unit.id, line: unit.line, ordinal, translationId: row?.translation.id ?? null }
    const reason = !row ? 'unknown-segment' : again ? 'twice' : refusalOf(unit, row)
    if (!row || reason) yield { line: { ...told, outcome: 'refused', reason }, write: null }
    else yield decided(place, unit, row, told)
  }
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
  place: HomecomingPlace,
  unit: ReturnedUnit,
  row: EditionRow,
  told: Pick<ReportLine, 'unit' | 'line' | 'ordinal' | 'translationId'>,
): Decided {
  const { translation, codes } = row
  const { name } = unit
  const base = name
    ? { version: name.version, isTarget: (text: string) => hashOf(text) === name.target }
    : place.leftOf(row.segment.ordinal)
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
  const errors = place.errorsIn(row, text)
  const { state, capped } = givenState(place, row, found.outcome, asked, errors)
  const isSame = text === translation.target && state === translation.state
  const shown = { state, ...(state === asked || !capped ? {} : { asked, capped }) }
  if (isSame) return { line: { ...told, outcome: 'unchanged', reason: null, ...shown }, write: null }
  return {
    line: { ...told, outcome: 'taken', reason: null, ...shown },
    write: writeOf(place, row, text, found.outcome, state, errors),
  }
}

/** The state that the file asks for, as far as whoever brings it may give it. */
function givenState(
  { person, edition }: HomecomingPlace,
  { translation }: EditionRow,
  kind: 'text' | 'state',
  asked: State,
  errors: number,
): { readonly state: State; readonly capped: CapReason | null } {
  const isApproved = translation.state === 'reviewed' || translation.state === 'final'
  const isLower = states.indexOf(asked) < states.indexOf(translation.state)
  // What was approved is opened again by those who could have approved it.
  if (kind === 'state' && isLower && isApproved && !can(person, 'translation.review', edition))
    return { state: translation.state, capped: 'role-needed' }
  if (asked === 'initial') return { state: 'initial', capped: null }
  const before = kind === 'text' ? 'initial' : translation.state
  if (!can(person, 'translation.confirm', edition)) return { state: before, capped: 'role-needed' }
  if (errors > 0) return { state: before, capped: 'findings-open' }
  if (asked === 'translated' || (kind === 'state' && isLower)) return { state: asked, capped: null }
  const most = kind === 'text' || before === 'initial' ? 'translated' : before
  if (!can(person, 'translation.review', edition)) return { state: most, capped: 'role-needed' }
  // Whoever brings a text is its author here, and nobody approves their own.
  if (kind === 'text' || translation.author?.id === person.id || before === 'initial') {
    return { state: most, capped: 'own-text' }
  }
  // A file says that one person approved it; where two have to, they do so here.
  if (edition.secondReview) return { state: most, capped: 'second-review' }
  // A release alone makes a text final.
  return { state: 'reviewed', capped: asked === 'final' ? 'role-needed' : null }
}

function writeOf(
  { person, edition: { locale, projectId, articleId } }: HomecomingPlace,
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
    reviewer: { id: person.id, name: person.name },
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
      authorId: isText ? doer({ person }) : (translation.author?.id ?? null),
      reviewerId: state === 'reviewed' ? doer({ person }) : null,
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

/** Counts what became of sentences. */
export function countsOf(lines: readonly ReportLine[]): Readonly<Record<ReportLine['outcome'], number>> {
  const counts = { taken: 0, unchanged: 0, conflicting: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  return counts
}
