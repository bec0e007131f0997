// A manager opens an article in more languages.

import type { TargetLocale } from '#locales/locale.ts'

import { editionsOf, getArticle, lockArticle, type EditionCard } from '../store/articles.ts'
import { insertEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

export interface OpenEditionsInput {
  readonly articleId: string
  readonly locales: readonly TargetLocale[]
}

/** Opens editions; a language that is open already stays as it is. */
export async function openEditions(
  ctx: ActionContext,
  input: OpenEditionsInput,
): Promise<{ readonly editions: readonly EditionCard[] }> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  for (const locale of input.locales) demandMay(ctx, 'edition.open', { projectId: article.projectId, locale })
  return transaction(ctx.db, async (tx) => {
    // An edition is opened on one version of the source.
    await lockArticle(tx, article.id)
    for (const locale of new Set(input.locales)) {
      const editionId = await insertEdition(tx, article, locale)
      if (!editionId) continue
      await remember(tx, {
        deed: 'edition.opened',
        personId: doer(ctx),
        projectId: article.projectId,
        articleId: article.id,
        editionId,
        after: { locale },
      })
    }
    return { editions: await editionsOf(tx, [article.id]) }
  })
}
