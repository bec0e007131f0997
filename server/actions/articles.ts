// Reading articles: the list of a project and one article with its editions.

import type { Article, Block, Segment } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'

import {
  blockCountOf,
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
import { openJobs } from '../store/jobs.ts'
import { getProject } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { viewOf, type JobView } from './job-view.ts'
import { fromCursor, isString, pageOf, type Page, type PageInput } from './paging.ts'

/** A page of the list of a project. */
export interface ArticleList extends Page<ArticleCard> {
  /** Large files that are being read, shown to those who may import. */
  readonly imports: readonly JobView[]
  readonly can: { readonly import: Ability }
}

/** Lists the articles of a project, newest first. */
export async function listArticles(
  ctx: ActionContext,
  input: PageInput & { readonly projectId: string },
): Promise<ArticleList> {
  const place = { projectId: input.projectId, locale: null }
  demandMay(ctx, 'article.read', place)
  demandFound(await getProject(ctx.db, input.projectId))
  const before = fromCursor(input.cursor, isString)
  const rows = await listStored(ctx.db, input.projectId, before, input.limit + 1)
  const mayImport = ability(ctx, 'article.import', place)
  const imports = mayImport === true ? await openJobs(ctx.db, input.projectId, 'article-import') : []
  return {
    ...pageOf(rows, input.limit, (row) => row.id),
    imports: imports.map(viewOf),
    can: { import: mayImport },
  }
}

/** An article as its page shows it. */
export interface ArticleView {
  readonly article: Article
  readonly blockCount: number
  /** The first ones of a large article, all of any other. */
  readonly blocks: readonly (Block & { readonly segments: readonly Segment[] })[]
  readonly editions: readonly EditionCard[]
  readonly can: { readonly openEdition: Ability; readonly update: Ability; readonly delete: Ability }
}

/** A page shows so many blocks; one of half a million would stop the browser. */
const shownBlocks = 5000

/** Reads an article with its blocks, segments and editions. */
export async function readArticle(ctx: ActionContext, articleId: string): Promise<ArticleView> {
  const article = demandFound(await getArticle(ctx.db, articleId))
  const place = { projectId: article.projectId, locale: null }
  demandMay(ctx, 'article.read', place)
  const [blockCount, blocks, segments, editions] = await Promise.all([
    blockCountOf(ctx.db, articleId),
    blocksOf(ctx.db, articleId, shownBlocks),
    segmentsOf(ctx.db, articleId, shownBlocks),
    editionsOf(ctx.db, [articleId]),
  ])
  const byBlock = new Map<number, Segment[]>()
  for (const segment of segments) {
    const same = byBlock.get(segment.block)
    if (same) same.push(segment)
    else byBlock.set(segment.block, [segment])
  }
  const released = editions.some((edition) => edition.release !== null)
  return {
    article,
    blockCount,
    blocks: blocks.map((block) => ({ ...block, segments: byBlock.get(block.ordinal) ?? [] })),
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
