// Fills the empty segments of an edition with what the memory has for exactly their source, in the background.
// What is filled in is a suggestion: somebody confirms it, somebody else approves it.

import { WorkError } from '#domain/errors.ts'
import { withCodesOf, renumbered, sourceKey } from '#domain/memory/unit.ts'

import { getEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { insertJob, reportProgress, type Job } from '../store/jobs.ts'
import {
  fillFrom,
  fillSuggestions,
  memorySegments,
  type Filling,
  type MemorySegment,
} from '../store/memory.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { viewOf, type JobView } from './job-view.ts'
import { exactMatches } from './memory-matches.ts'
import { loadTranslation } from './writing.ts'

/** What a pre-translation is given. */
interface PreTranslation {
  readonly editionId: string
  readonly from: 100 | 101
}

/** What came of it. */
export interface PreTranslated {
  readonly filled: number
  readonly inContext: number
  readonly exact: number
  readonly repeated: number
  /** Segments that were empty and still are. */
  readonly left: number
}

/** Asks for an edition to be filled from the memory; `from` is the project's rule where it is not named. */
export async function preTranslate(
  ctx: ActionContext,
  input: { readonly editionId: string; readonly from: 100 | 101 | null },
): Promise<{ readonly outcome: 'begun'; readonly job: JobView }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'edition.open', edition)
  return transaction(ctx.db, async (tx) => {
    const { projectId, articleId } = edition
    const from = input.from ?? (await fillFrom(tx, projectId))
    const order: PreTranslation = { editionId: edition.id, from }
    const job = await insertJob(tx, { projectId, kind: 'pretranslate', input: order, personId: doer(ctx) })
    await remember(tx, {
      ...{ deed: 'edition.pretranslation-asked', personId: doer(ctx), projectId, articleId },
      ...{ editionId: edition.id, after: { from } },
    })
    return { outcome: 'begun', job: viewOf(job) }
  })
}

/** Segments that are filled together: what was done before a crash stays done, and is not done again. */
const batch = 100

/** Does the work of a pre-translation. */
export async function fillEdition(ctx: Pick<ActionContext, 'db' | 'now'>, job: Job): Promise<PreTranslated> {
  // Only `preTranslate` writes jobs of this kind.
  const { editionId, from } = job.input as PreTranslation
  const edition = await getEdition(ctx.db, editionId)
  if (!edition) throw new WorkError('not-found', 'The edition is gone')
  const segments = await memorySegments(ctx.db, editionId)
  const empty = segments.filter(({ subState }) => subState === 'new')
  const fillings = new Map<string, Filling>()
  for (const { translationId, match } of await exactMatches(ctx, edition, empty)) {
    const { score, target, unit } = match
    if (score >= from) fillings.set(translationId, { translationId, target, score, from: `unit ${unit.id}` })
  }
  const repeated = repetitionsIn(segments, fillings)
  const all = [...fillings.values(), ...repeated]
  const by = { personId: job.personId, now: ctx.now }
  let filled = 0
  for (let start = 0; start < all.length; start += batch) {
    const some = all.slice(start, start + batch)
    filled += await transaction(ctx.db, async (tx) => {
      const count = await fillSuggestions(tx, { ...edition, editionId }, some, by)
      await reportProgress(tx, job.id, { done: start + some.length, total: all.length })
      return count
    })
  }
  const scored = (score: number) => [...fillings.values()].filter((filling) => filling.score === score).length
  return {
    filled,
    inContext: scored(101),
    exact: scored(100),
    repeated: repeated.length,
    left: empty.length - filled,
  }
}

/** Empty segments whose sentence somebody has translated elsewhere in the same edition. */
function repetitionsIn(
  segments: readonly MemorySegment[],
  filled: ReadonlyMap<string, Filling>,
): readonly Filling[] {
  const models = new Map<string, MemorySegment>()
  for (const segment of segments) {
    if (segment.state !== 'initial' && segment.target !== '') models.set(nameOf(segment), segment)
  }
  return segments.flatMap((segment) => {
    const model = models.get(nameOf(segment))
    if (!model || segment.subState !== 'new' || filled.has(segment.translationId)) return []
    return [fillingFrom(model, segment)]
  })
}

/** The same words with the same codes. */
function nameOf({ source }: MemorySegment): string {
  return `${renumbered(source, '', []).source} ${sourceKey(source)}`
}

function fillingFrom(model: MemorySegment, segment: MemorySegment): Filling {
  const plain = renumbered(model.source, model.target, model.codes)
  return {
    translationId: segment.translationId,
    target: withCodesOf(segment.source, plain.target),
    score: 100,
    from: `translation ${model.translationId}`,
  }
}

/** A segment with the same sentence as another of its edition. */
export interface Repetition {
  readonly translationId: string
  readonly ordinal: number
  readonly empty: boolean
  /** Whether its target is that of the other already. */
  readonly same: boolean
}

/** Lists the other segments of the edition with the same sentence. */
export async function readRepetitions(
  ctx: ActionContext,
  translationId: string,
): Promise<{ readonly items: readonly Repetition[] }> {
  const { model, others } = await repetitionsOf(ctx, translationId, 'memory.read')
  return {
    items: others.map((segment) => ({
      translationId: segment.translationId,
      ordinal: segment.ordinal,
      empty: segment.subState === 'new',
      same: segment.target === fillingFrom(model, segment).target,
    })),
  }
}

/** Fills the other, still empty segments with the same sentence, except those that are named. */
export async function fillRepetitions(
  ctx: ActionContext,
  input: { readonly translationId: string; readonly except: readonly string[] },
): Promise<{ readonly outcome: 'filled'; readonly filled: number }> {
  const { place, model, others } = await repetitionsOf(ctx, input.translationId, 'translation.save')
  if (model.target === '')
    throw new WorkError('invalid', 'Expected a translation to repeat, not an empty one')
  const fillings = others
    .filter(({ subState, translationId }) => subState === 'new' && !input.except.includes(translationId))
    .map((segment) => fillingFrom(model, segment))
  const by = { personId: doer(ctx), now: ctx.now }
  return { outcome: 'filled', filled: await fillSuggestions(ctx.db, place, fillings, by) }
}

async function repetitionsOf(
  ctx: ActionContext,
  translationId: string,
  permission: 'memory.read' | 'translation.save',
) {
  const { translation, projectId, articleId, locale } = await loadTranslation(ctx, translationId)
  demandMay(ctx, permission, { projectId, locale: permission === 'memory.read' ? null : locale })
  const { editionId } = translation
  const segments = await memorySegments(ctx.db, editionId)
  const model = demandFound(segments.find((segment) => segment.translationId === translationId))
  const others = segments.filter((segment) => segment !== model && nameOf(segment) === nameOf(model))
  return { model, others, place: { editionId, articleId, projectId } }
}
