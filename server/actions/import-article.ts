// A manager brings in a source article: read, split into segments, stored whole, editions opened.

import type { Article, BlockRole, Revisions, SourceRemark, Treatment } from '#domain/article.ts'
import type { FlaggedDocument } from '#domain/block-flags.ts'
import { sourceFindingsOf, type SourceFinding } from '#domain/checks/source.ts'
import { plainText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { freeSlug, getArticle, insertArticle } from '../store/articles.ts'
import { insertEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { findNames } from './find-names.ts'
import { storeGiven } from './given-targets.ts'
import { demandFound } from './found.ts'
import { readSource, sha256Of, wordsOf, type SourceFile } from './source-reading.ts'

export interface ImportInput {
  readonly projectId: string
  readonly fileName: string
  readonly content: Uint8Array
  /** What becomes of tracked changes, now and whenever the file is read again; accepted when nothing is said. */
  readonly revisions?: Revisions
  readonly locales: readonly TargetLocale[]
  /** What happens to single blocks, by their ordinal; all others are translated. */
  readonly treatments: Readonly<Record<number, Treatment>>
  /** Roles of single blocks, by their ordinal, where the file was read otherwise. */
  readonly roles?: Readonly<Record<number, BlockRole>>
}

export interface Imported {
  readonly article: Article
  readonly editions: readonly { readonly id: string; readonly locale: TargetLocale }[]
  /** What the file says about its translation that was not understood. */
  readonly remarks: readonly SourceRemark[]
}

/** Imports a file as an article with its editions; the article is whole or absent. */
export async function importArticle(ctx: ActionContext, input: ImportInput): Promise<Imported> {
  demandMay(ctx, 'article.import', { projectId: input.projectId, locale: null })
  const { glossaryRevision } = demandFound(await getProject(ctx.db, input.projectId))
  const document = await readSource(ctx, input.projectId, input)
  const { given } = document
  // NOTE: read before the transaction. Another request may be compiling it, and that one would wait for us.
  const index = given ? await ctx.glossaries(ctx.db, { ...input, glossaryRevision }) : null
  return transaction(ctx.db, async (tx) => {
    const articleId = await insertArticle(tx, {
      projectId: input.projectId,
      document,
      slug: await freeSlug(tx, input.projectId, slugOf(document.title)),
      fileName: input.fileName,
      revisions: input.revisions ?? 'accepted',
      original: input.content,
      sha256: sha256Of(input.content),
      words: wordsOf(document),
      treatments: input.treatments,
      roles: input.roles ?? {},
      personId: doer(ctx),
    })
    const article = demandFound(await getArticle(tx, articleId))
    await findNames(tx, ctx, article)
    const at = { personId: doer(ctx), projectId: article.projectId, articleId }
    await remember(tx, {
      ...at,
      deed: 'article.imported',
      after: { title: article.title, fileName: article.fileName },
    })
    const editions: { id: string; locale: TargetLocale }[] = []
    for (const locale of new Set(input.locales)) {
      const id = await insertEdition(tx, article, locale)
      if (!id) continue
      await remember(tx, { ...at, editionId: id, deed: 'edition.opened', after: { locale } })
      editions.push({ id, locale })
      if (given?.locale === locale && index)
        await storeGiven(tx, ctx, { article, editionId: id, given, index })
    }
    return { article, editions, remarks: document.remarks ?? [] }
  })
}

/** What an import would store. */
export interface Preview {
  readonly document: FlaggedDocument
  /** What is doubtful about the source; `segment` counts the segments of all blocks from 0. */
  readonly findings: readonly SourceFinding[]
}

/** Reads a file and shows what an import would store; nothing is stored. */
export async function previewArticle(
  ctx: ActionContext,
  input: SourceFile & { readonly projectId: string },
): Promise<Preview> {
  demandMay(ctx, 'article.import', { projectId: input.projectId, locale: null })
  demandFound(await getProject(ctx.db, input.projectId))
  const document = await readSource(ctx, input.projectId, input)
  const segments = document.blocks.flatMap((block) => block.segments.map(({ source }) => source))
  return { document, findings: sourceFindingsOf(segments) }
}

const longestSlug = 80

/** Makes the part of an address that names an article, for example `acc-delegation-visited-unesco-ichei`. */
export function slugOf(title: string): string {
  const slug = plainText(title)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '')
  return slug || 'article'
}
