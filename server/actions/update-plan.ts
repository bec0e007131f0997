// What a new version of a source makes of an article: decided here, shown by the preview, stored by the update.

import type { AuthorNote, Block, BlockRole, Segment, SourceDocument, Treatment } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import { align, changeKinds, type Origin } from '#domain/source-update/align.ts'
import { reportChange, type ChangeReport } from '#domain/source-update/change-class.ts'
import { exactKey, type SourceUnit } from '#domain/source-update/compare.ts'
import { needsClass } from '#domain/source-update/effects.ts'
import type { ChangeClass } from '#domain/source-update/outdated.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import { newId } from '../store/ids.ts'
import type { RemovedSegment } from '../store/source-versions.ts'

/** What people decided about a new version, by the number of the segment or block in it. */
export interface UpdateChoices {
  readonly classes: Readonly<Record<number, ChangeClass>>
  /** What the changes are that nobody classed: of one class, or what each looks like. */
  readonly otherwise: ChangeClass | 'suggested'
  readonly treatments: Readonly<Record<number, Treatment>>
  readonly roles: Readonly<Record<number, BlockRole>>
}

/** Without a word from anybody, every change of words may be one of meaning. */
export const noChoices: UpdateChoices = { classes: {}, otherwise: 'meaning', treatments: {}, roles: {} }

/** An article as it is stored. */
export interface StoredSource {
  readonly blocks: readonly Block[]
  readonly segments: readonly Segment[]
  readonly removed: readonly RemovedSegment[]
}

/** A segment of the new version. */
export interface PlannedSegment {
  readonly id: string
  readonly block: number
  readonly ordinal: number
  readonly source: CodedText
  readonly after: string
  readonly uncorrected: CodedText | null
  readonly codes: readonly Code[]
  readonly origin: Origin
  /** The old segments it comes from; the first one lends its id unless this is a later piece of it. */
  readonly from: readonly Segment[]
  /** The segment that was removed earlier and is back. */
  readonly restored: RemovedSegment | null
  readonly change: (ChangeReport & { readonly chosen: ChangeClass }) | null
}

export interface PlannedBlock {
  readonly role: BlockRole
  readonly roleChosen: boolean
  readonly level: number | null
  readonly treatment: Treatment
  readonly codes: readonly Code[]
  readonly notes: readonly AuthorNote[]
  readonly start: number
  readonly end: number
}

/** Everything that becomes of an article. */
export interface UpdatePlan {
  readonly blocks: readonly PlannedBlock[]
  readonly segments: readonly PlannedSegment[]
  readonly removed: readonly Segment[]
  readonly counts: UpdateCounts
}

export type UpdateCounts = Readonly<Record<Origin['kind'] | 'removed' | 'restored', number>>

/** Plans the change from what is stored to a document. */
export function planUpdate(
  stored: StoredSource,
  document: SourceDocument,
  choices: UpdateChoices,
  glossary: GlossaryIndex | null,
): UpdatePlan {
  const oldCodes = new Map(stored.blocks.map((block) => [block.ordinal, block.codes]))
  const before = stored.segments.map(({ source, block }) => unit(source, oldCodes.get(block) ?? []))
  const found = document.blocks.flatMap((block, index) =>
    block.segments.map((segment) => ({ ...segment, codes: block.codes, block: index + 1 })),
  )
  const alignment = align(
    before,
    found.map(({ source, codes }) => unit(source, codes)),
  )
  const waiting = removedByKey(stored.removed)
  const segments = found.map((one, index): PlannedSegment => {
    const origin = alignment.origins[index] ?? nowhere
    const from = origin.from.flatMap((old) => stored.segments[old] ?? [])
    const inherits = origin.piece === 0 && from[0]
    const restored = inherits ? null : (waiting.get(exactKey(unit(one.source, one.codes)))?.shift() ?? null)
    const report =
      needsClass(origin.kind) && from[0] ? reportChange(from[0].source, one.source, glossary) : null
    const { otherwise } = choices
    const unclassed = otherwise === 'suggested' ? report?.suggested : otherwise
    return {
      id: inherits ? inherits.id : (restored?.id ?? newId()),
      ...{ block: one.block, ordinal: index + 1, source: one.source, after: one.after, codes: one.codes },
      uncorrected: one.uncorrected ?? null,
      origin,
      from,
      restored,
      change: report && {
        ...report,
        chosen: choices.classes[index + 1] ?? unclassed ?? 'meaning',
      },
    }
  })
  return {
    blocks: document.blocks.map((block, index) => planBlock(block, index + 1, stored, segments, choices)),
    segments,
    removed: alignment.removed.flatMap((old) => stored.segments[old] ?? []),
    counts: countsOf(segments, alignment.removed.length),
  }
}

/** @throws WorkError `class-refused` where a number or a name changed and somebody calls that a typing mistake */
export function demandHonestClasses({ segments }: UpdatePlan): void {
  const refused = segments.flatMap(({ ordinal, change }) =>
    change?.chosen === 'typo' && change.noTypo ? [{ segment: ordinal, changed: change.noTypo }] : [],
  )
  if (refused.length === 0) return
  const [first] = refused
  throw new WorkError(
    'class-refused',
    `Segment ${first?.segment}: a ${first?.changed} changed, so this is no typing mistake; expected style, meaning or fact`,
    { segments: refused.slice(0, 50), changed: first?.changed, segment: first?.segment },
  )
}

const nowhere: Origin = { kind: 'new', from: [], piece: 0, moved: false, likeness: 0 }

const unit = (text: CodedText, codes: readonly Code[]): SourceUnit => ({ text, codes })

function removedByKey(removed: readonly RemovedSegment[]): ReadonlyMap<string, RemovedSegment[]> {
  const found = new Map<string, RemovedSegment[]>()
  for (const one of removed) {
    const key = exactKey(unit(one.source, one.codes))
    found.set(key, [...(found.get(key) ?? []), one])
  }
  return found
}

/** A block keeps what was decided about the old one that most of its segments come from. */
function planBlock(
  { role, level, codes, notes = [], start, end }: SourceDocument['blocks'][number],
  ordinal: number,
  stored: StoredSource,
  segments: readonly PlannedSegment[],
  choices: UpdateChoices,
): PlannedBlock {
  const votes = new Map<number, number>()
  for (const { from } of segmentsIn(segments, ordinal))
    for (const { block } of from) votes.set(block, (votes.get(block) ?? 0) + 1)
  const [most] = [...votes].sort((one, other) => other[1] - one[1] || one[0] - other[0])
  const old = most ? stored.blocks[most[0] - 1] : undefined
  const chosen = choices.roles[ordinal] ?? (old?.roleChosen ? old.role : undefined)
  return {
    role: chosen ?? role,
    roleChosen: chosen !== undefined,
    level,
    treatment: choices.treatments[ordinal] ?? old?.treatment ?? 'translate',
    codes,
    notes,
    start,
    end,
  }
}

const byBlock = new WeakMap<readonly PlannedSegment[], Map<number, PlannedSegment[]>>()

function segmentsIn(segments: readonly PlannedSegment[], block: number): readonly PlannedSegment[] {
  const known = byBlock.get(segments)
  if (known) return known.get(block) ?? []
  const found = new Map<number, PlannedSegment[]>()
  for (const one of segments) {
    const some = found.get(one.block)
    if (some) some.push(one)
    else found.set(one.block, [one])
  }
  byBlock.set(segments, found)
  return found.get(block) ?? []
}

function countsOf(segments: readonly PlannedSegment[], removed: number): UpdateCounts {
  const of = (kind: Origin['kind']) => segments.filter(({ origin }) => origin.kind === kind).length
  const kinds = Object.fromEntries(changeKinds.map((kind) => [kind, of(kind)]))
  const restored = segments.filter((segment) => segment.restored !== null).length
  // Object.fromEntries forgets the names of the keys.
  return { ...(kinds as Record<Origin['kind'], number>), removed, restored }
}
