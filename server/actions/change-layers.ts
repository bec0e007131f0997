// What every change of a source over its file shares: who may, and reading the same file again with other layers.

import type { Article } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import type { SourceLayer } from '#domain/source-update/source-layer.ts'

import { getArticle, originalOf } from '../store/articles.ts'
import { layersOf } from '../store/source-versions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { changeSource, type Changed, type SourceChange } from './source-change.ts'
import { noChoices } from './update-plan.ts'

/** What every change of one sentence names. */
export interface SegmentInput {
  readonly articleId: string
  readonly segmentId: string
  /** Version of the article that the person was looking at. */
  readonly base: number
}

/** The article, for who may change its source. */
export async function demandArticle(ctx: ActionContext, articleId: string): Promise<Article> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'article.import', { projectId: article.projectId, locale: null })
  return article
}

/** What is done to the layers, and what goes with it. */
interface LayerChange extends Pick<SourceChange, 'deed' | 'restoring'> {
  readonly base: number
  /** Layers in the place of all others, or null where they stay. */
  readonly layers: readonly SourceLayer[] | null
  readonly choices?: SourceChange['choices']
}

/** Reads the same file again with other layers. */
export async function changeLayers(
  ctx: ActionContext,
  article: Article,
  { layers: newLayers, choices = noChoices, ...change }: LayerChange,
): Promise<Changed> {
  const content = demandFound(await originalOf(ctx.db, article.id))
  const layers = newLayers ?? (await layersOf(ctx.db, article.id))
  if (layers.length > mostLayers) {
    throw new WorkError('too-large', `A source has at most ${mostLayers} changes over its file`, {
      limit: mostLayers,
    })
  }
  const bytes = { fileName: article.fileName, content }
  return changeSource(ctx, article, { ...change, file: null, bytes, layers, newLayers, choices })
}

const mostLayers = 1000
