// Somebody sets a finding aside with a reason; it comes back when the source or the target changes.

import type { CheckId } from '#domain/checks/finding.ts'
import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { insertDismissal, setErrors } from '../store/translations.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { fingerprintOf, openErrors, type JudgedFinding } from './findings.ts'
import { findingsIn, loadTranslation } from './writing.ts'

export interface DismissInput {
  readonly translationId: string
  readonly check: CheckId
  readonly reason: string
}

/** Checks whose findings would break the article: they are mended, never set aside. */
const undismissable: readonly CheckId[] = ['empty', 'codes']

/** Sets aside what one check found in the present text of a translation. */
export async function dismissFinding(
  ctx: ActionContext,
  input: DismissInput,
): Promise<{ readonly findings: readonly JudgedFinding[] }> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'translation.confirm', place)
  if (!input.reason.trim()) throw new WorkError('reason-required', 'Setting a finding aside needs a reason')
  if (undismissable.includes(input.check)) {
    throw new WorkError('forbidden', `What the check ${input.check} finds has to be mended`)
  }
  const dismissal = {
    check: input.check,
    fingerprint: fingerprintOf(place.segment.source, place.translation.target),
    reason: input.reason,
  }
  const dismissals = [...place.dismissals, dismissal]
  const findings = await findingsIn(ctx, { ...place, dismissals }, place.translation.target)
  await transaction(ctx.db, async (tx) => {
    await insertDismissal(tx, { ...dismissal, translationId: input.translationId, personId: ctx.person.id })
    await setErrors(tx, input.translationId, openErrors(findings))
    await remember(tx, {
      deed: 'finding.dismissed',
      personId: doer(ctx),
      projectId: place.projectId,
      articleId: place.articleId,
      editionId: place.translation.editionId,
      translationId: input.translationId,
      reason: input.reason,
      after: { check: input.check },
    })
  })
  return { findings }
}
