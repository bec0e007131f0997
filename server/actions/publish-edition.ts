// A publisher releases an edition: only when every segment is approved and no error is open.

import { createHash } from 'node:crypto'

import type { Release } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import type { Publication } from '../formats/publication.ts'
import { blocksOf, getArticle, lockArticle, segmentsOf } from '../store/articles.ts'
import {
  getEdition,
  lockRowsOfEdition,
  releasedLocales,
  rowsOfEdition,
  type EditionRow,
  type EditionWithContext,
} from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { getRelease, insertRelease, releasesOf } from '../store/releases.ts'
import { releaseTranslations } from '../store/translations.ts'
import { ability, firstReason, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { documentFindings } from './edition-findings.ts'
import { judge, judgedRow, openErrors, termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { demandWhole } from './whole.ts'

/** Why an edition cannot be released yet: one line for each segment that stands in the way. */
export interface Obstacle {
  readonly code: 'not-approved' | 'finding-open' | 'edition-finding-open'
  readonly translationId: string
  readonly ordinal: number
}

/** What stands between an edition and its release. */
export interface PublicationGate {
  readonly ready: boolean
  readonly reasons: readonly Obstacle[]
  readonly can: { readonly publish: Ability }
}

/** Says what stands between an edition and its release. */
export async function readPublicationGate(ctx: ActionContext, editionId: string): Promise<PublicationGate> {
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  demandWhole(edition.progress.total)
  const rows = await rowsOfEdition(ctx.db, editionId, 0, edition.progress.total + 1)
  const reasons = [
    ...obstacles(await ctx.glossaries(ctx.db, edition), edition, rows),
    ...(await obstaclesOfWhole(ctx, edition, rows)),
  ]
  const ready = reasons.length === 0
  return {
    ready,
    reasons,
    can: {
      publish: firstReason(
        ability(ctx, 'release.publish', edition),
        ready ? true : 'reason.not-all-approved',
        hasNews(edition, rows, await isBehind(ctx, edition)) ? true : 'reason.nothing-new',
      ),
    },
  }
}

/** Whether anything was approved, or the source changed, since the newest release. */
function hasNews(edition: EditionWithContext, rows: readonly EditionRow[], behind: boolean): boolean {
  return edition.release === null || behind || rows.some((row) => row.translation.state !== 'final')
}

/** Whether the newest release was made from an earlier version of the source. */
async function isBehind(ctx: ActionContext, edition: EditionWithContext): Promise<boolean> {
  const [newest] = await releasesOf(ctx.db, edition.id)
  const article = demandFound(await getArticle(ctx.db, edition.articleId))
  return newest !== undefined && newest.sourceVersion < article.version
}

function obstacles(
  index: GlossaryIndex,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
): readonly Obstacle[] {
  return rows.flatMap((row): readonly Obstacle[] => {
    const { translation, segment } = row
    const at = { translationId: translation.id, ordinal: segment.ordinal }
    if (translation.state !== 'reviewed' && translation.state !== 'final')
      return [{ ...at, code: 'not-approved' }]
    // Terms and rules may have changed since it was approved, so it is checked as it is today.
    const errors = openErrors(judge(judgedRow(edition, row), termsIn(index, segment.source)))
    return errors > 0 ? [{ ...at, code: 'finding-open' }] : []
  })
}

/** What the edition as a whole has against it, at the first sentence that it is about. */
async function obstaclesOfWhole(
  ctx: ActionContext,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
): Promise<readonly Obstacle[]> {
  const found = await documentFindings(ctx, edition, rows)
  return found.flatMap(({ severity, dismissed, segments: [first] }): readonly Obstacle[] =>
    severity === 'error' && dismissed === null && first ? [{ ...first, code: 'edition-finding-open' }] : [],
  )
}

export interface PublishInput {
  readonly editionId: string
  /** Address below which released articles stand, or null. */
  readonly publicUrl: string | null
}

/** Releases an edition. @throws WorkError `not-publishable` with the reasons */
export async function publishEdition(
  ctx: ActionContext,
  input: PublishInput,
): Promise<{ readonly release: Release }> {
  const place = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'release.publish', place)
  demandWhole(place.progress.total)
  // NOTE: read before the transaction. Another request may be compiling it, and that one would wait for us.
  const index = await ctx.glossaries(ctx.db, place)
  return transaction(ctx.db, async (tx) => {
    const edition = demandFound(await getEdition(tx, input.editionId))
    // The source must not change while it is copied.
    const { version } = demandFound(await lockArticle(tx, edition.articleId))
    const rows = await lockRowsOfEdition(tx, input.editionId)
    const whole = await obstaclesOfWhole({ ...ctx, db: tx }, edition, rows)
    const reasons = [...obstacles(index, edition, rows), ...whole]
    if (reasons.length > 0) {
      throw new WorkError('not-publishable', `${reasons.length} segments stand in the way of a release`, {
        reasons,
      })
    }
    // Read again under the locks: another publisher may have been first.
    const newest = (await releasesOf(tx, input.editionId))[0]
    if (newest && !hasNews(edition, rows, newest.sourceVersion < version)) {
      throw new WorkError('not-publishable', 'Nothing was approved since the last release', {
        reasons: [],
        newest: newest.number,
      })
    }
    const number = (newest?.number ?? 0) + 1
    const publication = await freeze({ ...ctx, db: tx }, edition, rows, number, input.publicUrl)
    const releaseId = await insertRelease(tx, {
      editionId: edition.id,
      publication,
      sha256: createHash('sha256').update(JSON.stringify(publication)).digest('hex'),
      personId: ctx.person.id,
      now: ctx.now,
      number,
      sourceVersion: version,
    })
    await releaseTranslations(tx, edition.id, ctx.now)
    await remember(tx, {
      deed: 'edition.released',
      personId: doer(ctx),
      projectId: edition.projectId,
      articleId: edition.articleId,
      editionId: edition.id,
      after: { releaseId, number },
    })
    const { publication: _, ...release } = demandFound(await getRelease(tx, releaseId))
    return { release }
  })
}

/** Copies everything that exports of an edition are made from. */
export async function freeze(
  ctx: ActionContext,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
  number: number,
  publicUrl: string | null,
): Promise<Publication> {
  const [article, blocks, segments, published] = [
    demandFound(await getArticle(ctx.db, edition.articleId)),
    await blocksOf(ctx.db, edition.articleId),
    await segmentsOf(ctx.db, edition.articleId),
    await releasedLocales(ctx.db, edition.articleId),
  ]
  const translations = new Map(rows.map((row) => [row.segment.id, row.translation]))
  return {
    projectName: edition.projectName,
    baseUrl: publicUrl,
    slug: article.slug,
    fileName: article.fileName,
    ...(article.revisions === 'refused' ? { revisions: article.revisions } : {}),
    title: article.title,
    description: article.description,
    author: article.author,
    publishedOn: article.publishedOn,
    sourceLocale: article.sourceLocale,
    locale: edition.locale,
    siblings: [...new Set([...published, edition.locale])].sort(),
    number,
    publishedAt: ctx.now.toISOString(),
    blocks: blocks
      .filter((block) => block.treatment !== 'drop')
      .map((block) => ({
        ...block,
        segments: segments
          .filter((segment) => segment.block === block.ordinal)
          .map(({ id, ordinal, source, uncorrected, after }) => ({
            id,
            ordinal,
            source,
            ...(uncorrected == null ? {} : { uncorrected }),
            target: translations.get(id)?.target ?? '',
            after,
            // What leaves in a release is final by that; a draft keeps its own states.
            state: number > 0 ? ('final' as const) : (translations.get(id)?.state ?? ('initial' as const)),
          })),
      })),
  }
}
