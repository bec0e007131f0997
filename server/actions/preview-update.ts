// What a new version of a source would make of an article, before anything is stored.

import type { Code, CodedText } from '#domain/inline.ts'
import type { FlaggedDocument } from '#domain/block-flags.ts'
import type { ChangeKind } from '#domain/source-update/align.ts'
import type { ChangeReport } from '#domain/source-update/change-class.ts'
import type { State, SubState } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getArticle } from '../store/articles.ts'
import {
  fileHashOf,
  layersOf,
  translationsOfSegments,
  type StoredTranslation,
} from '../store/source-versions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { glossaryOf, storedSource } from './source-change.ts'
import { readSource, sha256Of, type SourceFile } from './source-reading.ts'
import { noChoices, planUpdate, type PlannedSegment, type UpdateCounts } from './update-plan.ts'

/** How a translation of a changed sentence stands before the update. */
export interface AffectedTranslation {
  readonly locale: TargetLocale
  readonly state: State
  readonly subState: SubState | null
}

/** A sentence that an update would change, add or remove. */
export interface PlannedChange {
  readonly kind: Extract<ChangeKind, 'moved' | 'minor' | 'changed' | 'split' | 'joined' | 'new'> | 'removed'
  /** Number of the segment in the new version, or in the old one where it is removed. */
  readonly ordinal: number
  readonly before: CodedText | null
  readonly after: CodedText | null
  readonly codes: readonly Code[]
  /** Whether the sentence was removed earlier and comes back with its translations. */
  readonly restored: boolean
  /** What the change is likely to be, where somebody has to say. */
  readonly report: ChangeReport | null
  /** Translations with a text; what becomes of them is told by the class of the change. */
  readonly translations: readonly AffectedTranslation[]
}

/** What an update would do. */
export interface UpdatePreview {
  /** Names the version that the update will be based on. */
  readonly version: number
  readonly unchanged: boolean
  readonly counts: UpdateCounts
  readonly changes: readonly PlannedChange[]
  /** How many changes are not listed, because nobody reads so many. */
  readonly more: number
  readonly document: FlaggedDocument
  readonly treatments: readonly string[]
}

/** More are counted but not shown. */
const mostChanges = 500

/** Shows what an update would do; nothing is stored. */
export async function previewUpdate(
  ctx: ActionContext,
  input: { readonly articleId: string; readonly file: SourceFile },
): Promise<UpdatePreview> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  demandMay(ctx, 'article.import', { projectId: article.projectId, locale: null })
  const layers = await layersOf(ctx.db, article.id)
  const file = { ...input.file, revisions: article.revisions }
  const document = await readSource(ctx, article.projectId, file, layers)
  const stored = await storedSource(ctx.db, article.id)
  const plan = planUpdate(stored, document, noChoices, await glossaryOf(ctx, article.projectId))
  const changed = plan.segments.filter((one) => shownKinds.has(one.origin.kind))
  const shown = changed.slice(0, mostChanges)
  const removed = plan.removed.slice(0, mostChanges - shown.length)
  const translations = await translationsOfSegments(
    ctx.db,
    [...shown.flatMap(({ from }) => from), ...removed].map(({ id }) => id),
    false,
  )
  return {
    version: article.version,
    unchanged: (await fileHashOf(ctx.db, article.id)) === sha256Of(input.file.content),
    counts: plan.counts,
    changes: [
      ...shown.map((one) => changeOf(one, translations)),
      ...removed.map(({ id, ordinal, source, block }) => ({
        ...{ kind: 'removed' as const, ordinal, before: source, after: null, restored: false, report: null },
        codes: stored.blocks[block - 1]?.codes ?? [],
        translations: affected([id], translations),
      })),
    ],
    more: changed.length + plan.removed.length - shown.length - removed.length,
    document,
    treatments: plan.blocks.map(({ treatment }) => treatment),
  }
}

const shownKinds: ReadonlySet<string> = new Set(['moved', 'minor', 'changed', 'split', 'joined', 'new'])

function changeOf(one: PlannedSegment, translations: readonly StoredTranslation[]): PlannedChange {
  return {
    // Only these kinds are shown.
    kind: one.origin.kind as PlannedChange['kind'],
    ordinal: one.ordinal,
    before: one.from.length > 0 ? one.from.map(({ source }) => source).join(' ') : null,
    after: one.source,
    codes: one.codes,
    restored: one.restored !== null,
    report: one.change && { suggested: one.change.suggested, noTypo: one.change.noTypo },
    translations: affected(
      one.from.map(({ id }) => id),
      translations,
    ),
  }
}

function affected(
  segmentIds: readonly string[],
  translations: readonly StoredTranslation[],
): readonly AffectedTranslation[] {
  return translations
    .filter(({ segmentId, target }) => target !== '' && segmentIds.includes(segmentId))
    .map(({ locale, state, subState }) => ({ locale, state, subState }))
}
