// Somebody sets a finding of a whole edition aside; it comes back when one of its sentences changes.

import { WorkError } from '#domain/errors.ts'

import { getEdition, insertDocumentDismissal, rowsOfEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { documentFindings, type JudgedDocumentFinding } from './edition-findings.ts'
import { demandFound } from './found.ts'

export interface DismissDocumentInput {
  readonly editionId: string
  /** Key of its sentence, and the fingerprint that came with it. */
  readonly message: string
  readonly fingerprint: string
  readonly reason: string
}

/** Sets one finding of an edition aside as its sentences are now. @throws WorkError `not-found` when it is there no more */
export async function dismissDocumentFinding(
  ctx: ActionContext,
  input: DismissDocumentInput,
): Promise<{ readonly items: readonly JudgedDocumentFinding[] }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'translation.confirm', edition)
  const rows = await rowsOfEdition(ctx.db, edition.id, 0, edition.progress.total + 1)
  const items = await documentFindings(ctx, edition, rows)
  const { message, fingerprint, reason } = input
  const isMeant = (one: JudgedDocumentFinding): boolean =>
    one.message === message && one.fingerprint === fingerprint
  if (!items.some(isMeant)) {
    throw new WorkError('not-found', 'The edition has no such finding: expected one as it was last read')
  }
  await transaction(ctx.db, async (tx) => {
    await insertDocumentDismissal(tx, {
      editionId: edition.id,
      check: message,
      fingerprint,
      reason,
      personId: doer(ctx),
    })
    await remember(tx, {
      deed: 'finding.dismissed',
      personId: doer(ctx),
      projectId: edition.projectId,
      articleId: edition.articleId,
      editionId: edition.id,
      reason,
      after: { check: message },
    })
  })
  return { items: items.map((one) => (isMeant(one) ? { ...one, dismissed: reason } : one)) }
}
