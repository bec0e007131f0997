// A manager puts one removed sentence back where it stood, with its translations; the file stays as it is.

import { WorkError } from '#domain/errors.ts'
import { homeOf, isRestored, layersWith, restoringLayers } from '#domain/source-update/restored.ts'

import { segmentsOf } from '../store/articles.ts'
import { layersOf, neighboursOf, removedSegmentsOf } from '../store/source-versions.ts'
import { changeLayers, demandArticle, type SegmentInput } from './change-layers.ts'
import type { ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import type { Changed } from './source-change.ts'
import { demandWholeArticle } from './whole.ts'

/**
 * Puts a removed sentence back beside what is left of its paragraph.
 * @throws WorkError `step-not-open` where it has no place of its own any more
 */
export async function restoreSentence(ctx: ActionContext, input: SegmentInput): Promise<Changed> {
  const article = await demandArticle(ctx, input.articleId)
  await demandWholeArticle(ctx.db, article.id)
  // Who looks at another version may look for what is no longer there.
  if (article.version !== input.base) return { outcome: 'conflict', version: article.version }
  const removed = await removedSegmentsOf(ctx.db, article.id)
  const sentence = demandFound(removed.find(({ id }) => id === input.segmentId) ?? null)
  const home = homeOf(sentence, await neighboursOf(ctx.db, article.id))
  if (typeof home === 'string') {
    throw new WorkError('step-not-open', 'The sentence has no place in the source', { reason: home })
  }
  const segments = await segmentsOf(ctx.db, article.id)
  const block = segments.filter((one) => one.block === home.beside.block)
  const beside = block.findIndex(({ id }) => id === home.beside.id)
  const index = home.side === 'behind' ? beside + 1 : beside
  const layers = await layersOf(ctx.db, article.id)
  // A layer that put it back before, and whose place is gone, would put it back twice when that place is there again.
  const used = segments
    .filter((one) => isRestored(one) && one.source === sentence.source)
    .flatMap(({ id, block: at }) => {
      const itsBlock = segments.filter(({ block }) => block === at)
      return restoringLayers(layers, itsBlock).get(id) ?? []
    })
  const others = layers.filter(
    ({ inserted, before, after }) =>
      inserted !== sentence.source || used.some((one) => one.before === before && one.after === after),
  )
  return changeLayers(ctx, article, {
    ...{ base: input.base, deed: 'article.sentence-restored', restoring: sentence.id },
    layers: layersWith(others, sentence.source, block, index),
  })
}

/** Removes a sentence that was put back; it can be put back again. @throws WorkError `step-not-open` for one of the file */
export async function removeRestored(ctx: ActionContext, input: SegmentInput): Promise<Changed> {
  const article = await demandArticle(ctx, input.articleId)
  await demandWholeArticle(ctx.db, article.id)
  if (article.version !== input.base) return { outcome: 'conflict', version: article.version }
  const segments = await segmentsOf(ctx.db, article.id)
  const segment = demandFound(segments.find(({ id }) => id === input.segmentId) ?? null)
  const layers = await layersOf(ctx.db, article.id)
  const block = segments.filter((one) => one.block === segment.block)
  const layer = restoringLayers(layers, block).get(segment.id)
  if (!isRestored(segment) || !layer) {
    throw new WorkError('step-not-open', 'The sentence stands in the file', {
      expected: 'a sentence that was put back',
    })
  }
  return changeLayers(ctx, article, {
    ...{ base: input.base, deed: 'article.sentence-removed' },
    layers: layers.filter((one) => one !== layer),
  })
}
