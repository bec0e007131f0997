// The earlier files of an article, what was removed from it, and the way back.

import { homeOf, type NoPlace } from '#domain/source-update/restored.ts'

import type { RemovedSegment, EarlierFile } from '../store/source-versions.ts'
import { getArticle } from '../store/articles.ts'
import {
  earlierFile,
  earlierFilesOf,
  layersOf,
  neighboursOf,
  removedSegmentsOf,
} from '../store/source-versions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { changeSource, type Changed } from './source-change.ts'
import { noChoices } from './update-plan.ts'

/** What an article was before. */
export interface SourceHistory {
  readonly version: number
  readonly files: readonly EarlierFile[]
  readonly removed: readonly RemovedSentence[]
}

/** A removed sentence with whether it can be put back by itself, or the key of the sentence that says why not. */
export interface RemovedSentence extends Omit<RemovedSegment, 'neighbours'> {
  readonly restorable: true | NoPlace
}

/** Lists the earlier files of an article and what was removed from its source. */
export async function readSourceHistory(ctx: ActionContext, articleId: string): Promise<SourceHistory> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'article.read', { projectId: article.projectId, locale: null })
  const [files, removed, left] = [
    await earlierFilesOf(ctx.db, articleId),
    await removedSegmentsOf(ctx.db, articleId),
    await neighboursOf(ctx.db, articleId),
  ]
  return {
    ...{ version: article.version, files },
    removed: removed.map(({ neighbours, ...one }) => {
      const home = homeOf({ ...one, neighbours }, left)
      return { ...one, restorable: typeof home === 'string' ? home : true }
    }),
  }
}

/** Takes an earlier file as the source again; what it brings back keeps the translations it had. */
export async function restoreFile(
  ctx: ActionContext,
  input: { readonly articleId: string; readonly number: number; readonly base: number },
): Promise<Changed> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  demandMay(ctx, 'article.import', { projectId: article.projectId, locale: null })
  const file = demandFound(await earlierFile(ctx.db, article.id, input.number))
  return changeSource(ctx, article, {
    ...{ base: input.base, file, bytes: file, newLayers: null, choices: noChoices },
    layers: await layersOf(ctx.db, article.id),
    deed: 'article.restored',
  })
}
