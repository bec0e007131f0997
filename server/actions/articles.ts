// Reading articles: the list of a project and one article with its editions.

import type { Article, Block, Segment } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'

import {
  blocksOf,
  deleteArticle as deleteStored,
  editionsOf,
  getArticle,
  listArticles as listStored,
  segmentsOf,
  type ArticleCard,
  type EditionCard,
} from '../store/articles.ts'
import { remember } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { fromCursor, isString, pageOf, type Page, type PageInput } from './paging.ts'

/** Lists the articles of a project, newest first. */
export async function listArticles(
  ctx: ActionContext,
  input: PageInput & { readonly projectId: string },
): Promise<Page<ArticleCard> & { readonly can: { readonly import: Ability } }> {
  const place = { projectId: input.projectId, locale: null }
  demandMay(ctx, 'article.read', place)
  demandFound(await getProject(ctx.db, input.projectId))
  const before = fromCursor(input.cursor, isString)
  const rows = await listStored(ctx.db, input.projectId, before, input.limit + 1)
  return {
    ...pageOf(rows, input.limit, (row) => row.id),
    can: { import: ability(ctx, 'article.import', place) },
  }
}

/** An article as its page shows it. */
export interface ArticleView {
  readonly article: Article
  readonly blocks: readonly (Block & { readonly segments: readonly Segment[] })[]
  readonly editions: readonly EditionCard[]
  readonly can: { readonly openEdition: Ability; readonly update: Ability; readonly delete: Ability }
}

/** Reads an article with its blocks, segments and editions. */
export async function readArticle(ctx: ActionContext, articleId: string): Promise<ArticleView> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  const place = { projectId: article.projectId, locale: null }
  demandMay(ctx, 'article.read', place)
  const [blocks, segments, editions] = await Promise.all([
    blocksOf(ctx.db, articleId),
    segmentsOf(ctx.db, articleId),
    editionsOf(ctx.db, [articleId]),
  ])
  const released = editions.some((edition) => edition.release !== null)
  return {
    article,
    blocks: blocks.map((block) => ({
      ...block,
      segments: segments.filter((segment) => segment.block === block.ordinal),
    })),
    editions,
    can: {
      openEdition: ability(ctx, 'edition.open', place),
      update: ability(ctx, 'article.import', place),
      delete: released ? 'reason.released' : ability(ctx, 'article.delete', place),
    },
  }
}

/** Removes an article with its editions; refused once anything of it was released. */
export async function deleteArticle(ctx: ActionContext, articleId: string): Promise<void> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'article.delete', { projectId: article.projectId, locale: null })
  await transaction(ctx.db, async (tx) => {
    const editions = await editionsOf(tx, [articleId])
    if (editions.some((edition) => edition.release !== null)) {
      throw new WorkError('forbidden', 'A released article stays: its releases are immutable')
    }
    await deleteStored(tx, articleId)
    await remember(tx, {
      deed: 'article.deleted',
      personId: doer(ctx),
      projectId: article.projectId,
      articleId,
      before: { title: article.title, fileName: article.fileName },
    })
  })
}
