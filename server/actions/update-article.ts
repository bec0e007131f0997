// A manager brings in a new version of a source: what may be kept is kept with its state, the rest is marked.

import type { Article } from '#domain/article.ts'

import { getArticle } from '../store/articles.ts'
import { fileHashOf, layersOf } from '../store/source-versions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { changeSource, type Changed } from './source-change.ts'
import { sha256Of, type SourceFile } from './source-reading.ts'
import { noChoices, type UpdateChoices } from './update-plan.ts'

export interface UpdateInput {
  readonly articleId: string
  /** Version of the article that the person was looking at; null takes whichever there is. */
  readonly base: number | null
  readonly file: SourceFile
  readonly choices?: UpdateChoices
}

/** What became of an article; `unchanged`: the same bytes, and nothing else was decided. */
export type Updated = Changed | { readonly outcome: 'unchanged'; readonly article: Article }

/** Stores a new version of the source of an article. */
export async function updateArticle(ctx: ActionContext, input: UpdateInput): Promise<Updated> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  demandMay(ctx, 'article.import', { projectId: article.projectId, locale: null })
  const choices = input.choices ?? noChoices
  const decided = [choices.treatments, choices.roles].some((some) => Object.keys(some).length > 0)
  const same = (await fileHashOf(ctx.db, article.id)) === sha256Of(input.file.content)
  if (same && !decided) return { outcome: 'unchanged', article }
  return changeSource(ctx, article, {
    base: input.base,
    file: same ? null : input.file,
    bytes: input.file,
    layers: await layersOf(ctx.db, article.id),
    newLayers: null,
    choices,
    deed: 'article.updated',
  })
}
