// What every change of a source shares: read it again, lay it beside what is stored, store what follows; one transaction.

import type { Article } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { carryCodes, codeMap } from '#domain/source-update/carry-codes.ts'
import type { SourceLayer } from '#domain/source-update/source-layer.ts'

import {
  blocksOf,
  editionsOf,
  getArticle,
  lockArticle,
  segmentsOf,
  type EditionCard,
} from '../store/articles.ts'
import { remember } from '../store/history.ts'
import { followSource, withUnits } from '../store/memory-source.ts'
import { getProject } from '../store/projects.ts'
import {
  completeEditions,
  keepFile,
  keepRemoved,
  removedSegmentsOf,
  replaceLayers,
  rewriteKept,
  storeSource,
  translationsOfSegments,
  writeEffects,
} from '../store/source-versions.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { readSource, sha256Of, wordsOf, type SourceFile } from './source-reading.ts'
import { effectsOf, touchedSegments, type CodesOf } from './update-effects.ts'
import {
  demandHonestClasses,
  planUpdate,
  type StoredSource,
  type UpdateChoices,
  type UpdateCounts,
  type UpdatePlan,
} from './update-plan.ts'
import { demandWholeArticle } from './whole.ts'

/** What became of an article. */
export type Changed =
  | {
      readonly outcome: 'updated'
      readonly article: Article
      readonly counts: UpdateCounts
      readonly translations: TranslationCounts
      readonly editions: readonly EditionCard[]
    }
  /** Somebody else changed the source first; nothing was changed. */
  | { readonly outcome: 'conflict'; readonly version: number }

/** How many translations in all languages lost something, or got it back. */
export interface TranslationCounts {
  readonly outdated: number
  readonly toRecheck: number
  readonly returned: number
}

export interface SourceChange {
  readonly base: number | null
  /** The file that takes the place of the present one, or null. */
  readonly file: SourceFile | null
  /** What is read: the new file or the present one. */
  readonly bytes: SourceFile
  readonly layers: readonly SourceLayer[]
  /** Layers to be stored in the place of all others, or null where they stay. */
  readonly newLayers: readonly SourceLayer[] | null
  readonly choices: UpdateChoices
  readonly deed: string
  /** The removed sentence that is to come back, of several with the same words. */
  readonly restoring?: string
}

/** Reads a source again and stores everything that follows from it, in one transaction. */
export async function changeSource(
  ctx: ActionContext,
  article: Article,
  change: SourceChange,
): Promise<Changed> {
  // Read and compiled before the transaction: nobody waits while a large file is taken apart.
  const bytes = { ...change.bytes, revisions: article.revisions }
  const document = await readSource(ctx, article.projectId, bytes, change.layers)
  const glossary = await glossaryOf(ctx, article.projectId)
  return transaction(ctx.db, async (tx) => {
    const locked = demandFound(await lockArticle(tx, article.id))
    if (locked.version !== article.version || (change.base ?? locked.version) !== locked.version) {
      return { outcome: 'conflict', version: locked.version }
    }
    const stored = await storedSource(tx, article.id)
    const plan = planUpdate(wantedFirst(stored, change.restoring), document, change.choices, glossary)
    demandHonestClasses(plan)
    demandRestored(plan, change.restoring)
    const codesOf = codesIn(stored)
    const gone = [
      ...plan.removed.map(({ id }) => id),
      ...plan.segments
        .flatMap(({ origin, from }) => (origin.kind === 'joined' ? from.slice(1) : []))
        .map(({ id }) => id),
      ...noLongerTranslated(stored, plan),
    ]
    const touched = await translationsOfSegments(
      tx,
      [...new Set([...touchedSegments(plan, codesOf), ...gone])],
      true,
    )
    const effects = effectsOf(plan, touched, codesOf)
    const personId = doer(ctx)
    const version = article.version + 1
    const remembered = await withUnits(
      tx,
      touched.map(({ id }) => id),
    )

    await keepRemoved(tx, article.id, version, gone)
    if (change.file) await keepFile(tx, article.id)
    if (change.newLayers) await replaceLayers(tx, article.id, change.newLayers, { personId, now: ctx.now })
    await storeSource(tx, {
      ...{ articleId: article.id, document, words: wordsOf(document), blocks: plan.blocks },
      ...{ segments: plan.segments, personId, now: ctx.now },
      file: change.file && { ...change.file, sha256: sha256Of(change.file.content) },
    })
    await rewriteKept(tx, keptWithNewCodes(plan))
    const place = { projectId: article.projectId, articleId: article.id }
    await writeEffects(tx, effects, { ...place, personId, now: ctx.now })
    const back = await completeEditions(tx, article.id)
    const returned = effects.filter(({ deed }) => deed === 'translation.source-returned')
    await followSource(tx, article, [
      ...remembered,
      ...returned.map(({ translation }) => translation.id),
      ...back,
    ])

    const translations = countEffects(effects)
    await remember(tx, {
      ...{ ...place, personId, deed: change.deed },
      before: { version: article.version, title: article.title, fileName: article.fileName },
      after: {
        ...{ version, title: document.title, fileName: change.bytes.fileName },
        ...{ segments: plan.counts, translations },
      },
    })
    return {
      ...{ outcome: 'updated', article: demandFound(await getArticle(tx, article.id)) },
      ...{ counts: plan.counts, translations, editions: await editionsOf(tx, [article.id]) },
    }
  })
}

/** Reads everything that a plan starts from. */
export async function storedSource(db: ActionContext['db'], articleId: string): Promise<StoredSource> {
  await demandWholeArticle(db, articleId)
  return {
    blocks: await blocksOf(db, articleId),
    segments: await segmentsOf(db, articleId),
    removed: await removedSegmentsOf(db, articleId),
  }
}

/** Of removed sentences with the same words, the one that is wanted comes back. */
function wantedFirst(stored: StoredSource, wanted: string | undefined): StoredSource {
  if (wanted === undefined) return stored
  const removed = stored.removed.toSorted((one, other) => +(other.id === wanted) - +(one.id === wanted))
  return { ...stored, removed }
}

function demandRestored({ segments }: UpdatePlan, wanted: string | undefined): void {
  if (wanted === undefined || segments.some(({ id, restored }) => restored && id === wanted)) return
  throw new WorkError('step-not-open', 'The file has no place for the sentence')
}

/** The compiled glossary of a project. */
export async function glossaryOf(ctx: ActionContext, projectId: string) {
  const project = demandFound(await getProject(ctx.db, projectId))
  return ctx.glossaries(ctx.db, { projectId, glossaryRevision: project.glossaryRevision })
}

/** Looks up the codes of the blocks as they were. */
export function codesIn({ blocks }: StoredSource): CodesOf {
  const codes = new Map(blocks.map((block) => [block.ordinal, block.codes]))
  return ({ block }) => codes.get(block) ?? []
}

/** Segments that stay in the source but are kept or dropped from now on. */
function noLongerTranslated({ blocks }: StoredSource, plan: UpdatePlan): readonly string[] {
  const was = new Map(blocks.map(({ ordinal, treatment }) => [ordinal, treatment]))
  return plan.segments.flatMap(({ block, from: [old], id }) => {
    const stays = plan.blocks[block - 1]?.treatment === 'translate'
    return old && old.id === id && !stays && was.get(old.block) === 'translate' ? [id] : []
  })
}

/** What was written for segments that are back, with the ids that their codes have now. */
function keptWithNewCodes({ segments }: UpdatePlan) {
  return segments.flatMap(({ restored, source, codes }) => {
    if (!restored || restored.codes.length === 0) return []
    const map = codeMap({ text: restored.source, codes: restored.codes }, { text: source, codes })
    const translations = restored.translations.map((one) => ({ ...one, target: carryCodes(one.target, map) }))
    return [{ id: restored.id, translations }]
  })
}

function countEffects(effects: ReturnType<typeof effectsOf>): TranslationCounts {
  const of = (deed: string) => effects.filter((one) => one.deed === deed).length
  return {
    outdated: of('translation.outdated'),
    toRecheck: of('translation.to-recheck'),
    returned: of('translation.source-returned'),
  }
}
