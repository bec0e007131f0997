// What the checks find in an edition as a whole, as people see it: with what was set aside.

import { createHash } from 'node:crypto'

import { type DocumentFinding, documentFindingsOf } from '#domain/checks/document.ts'
import { strictnessOf, withStrictness } from '#domain/checks/settings.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import {
  documentDismissalsOf,
  earlierTranslations,
  getEdition,
  rowsOfEdition,
  type Dismissal,
  type EarlierTranslation,
  type EditionRow,
  type EditionWithContext,
} from '../store/editions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { demandWhole } from './whole.ts'

/** A finding of the whole edition, the sentences it is about, and why somebody set it aside. */
export interface JudgedDocumentFinding extends Omit<DocumentFinding, 'rows'> {
  /** Names the finding with the texts it is about: what a dismissal is bound to. */
  readonly fingerprint: string
  readonly segments: readonly { readonly translationId: string; readonly ordinal: number }[]
  readonly dismissed: string | null
}

/** Lists what the checks find in an edition as a whole. */
export async function readEditionFindings(
  ctx: ActionContext,
  editionId: string,
): Promise<{ readonly items: readonly JudgedDocumentFinding[] }> {
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  demandWhole(edition.progress.total)
  const rows = await rowsOfEdition(ctx.db, editionId, 0, edition.progress.total + 1)
  return { items: await documentFindings(ctx, edition, rows) }
}

/** Runs the checks of whole editions on its rows. */
export async function documentFindings(
  ctx: ActionContext,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
): Promise<readonly JudgedDocumentFinding[]> {
  const [earlier, dismissals] = [
    await earlierTranslations(ctx.db, edition),
    await documentDismissalsOf(ctx.db, edition.id),
  ]
  const glossary = await ctx.glossaries(ctx.db, edition)
  return judgeDocument(edition, glossary, rows, earlier, dismissals)
}

function judgeDocument(
  { locale, checkSettings }: EditionWithContext,
  glossary: GlossaryIndex,
  rows: readonly EditionRow[],
  earlier: readonly EarlierTranslation[],
  dismissals: readonly Dismissal[],
): readonly JudgedDocumentFinding[] {
  const written = rows.filter(({ translation }) => translation.target !== '')
  const texts = written.map(({ segment, translation }) => ({
    source: segment.source,
    target: translation.target,
    block: segment.block,
    terms: termsIn(glossary, segment.source),
  }))
  const found = documentFindingsOf(texts, locale, earlier)
  return withStrictness(found, strictnessOf(checkSettings, 'document', locale)).map(
    ({ rows: positions, ...finding }) => {
      // Positions are those of the rows that were given.
      const at = positions.flatMap((position) => written[position] ?? [])
      const fingerprint = fingerprintOf(finding, at)
      const dismissal = dismissals.find(
        (one) => one.check === finding.message && one.fingerprint === fingerprint,
      )
      return {
        ...finding,
        fingerprint,
        segments: at.map(({ translation, segment }) => ({
          translationId: translation.id,
          ordinal: segment.ordinal,
        })),
        dismissed: dismissal?.reason ?? null,
      }
    },
  )
}

function fingerprintOf(
  { message, values }: Omit<DocumentFinding, 'rows'>,
  rows: readonly EditionRow[],
): string {
  const hash = createHash('sha256').update(JSON.stringify([message, values]))
  for (const { segment, translation } of rows) {
    hash.update('\0').update(segment.source).update('\0').update(translation.target)
  }
  return hash.digest('hex').slice(0, 32)
}
