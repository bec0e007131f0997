// A translator says that a translation is ready for review.

import { WorkError } from '#domain/errors.ts'

import { demandMay, type ActionContext } from './context.ts'
import { openErrors, type JudgedFinding } from './findings.ts'
import {
  demandMove,
  loadTranslation,
  writeOnce,
  type Conflict,
  type WriteInput,
  type Written,
} from './writing.ts'

/** Confirms a translation; refused while an error-level finding is open. */
export async function confirmTranslation(
  ctx: ActionContext,
  input: WriteInput,
): Promise<Written<'confirmed'> | Conflict> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'translation.confirm', place)
  return writeOnce(ctx, place, input, { outcome: 'confirmed', content: null }, async (findingsFor) => {
    const { translation } = place
    const standing = demandMove(translation, 'confirm')
    demandNoErrors(await findingsFor(translation.target))
    return {
      deed: 'translation.confirmed',
      target: translation.target,
      standing,
      author: translation.author,
      reviewer: null,
      returnReason: null,
      reason: null,
    }
  })
}

/** @throws WorkError `findings-open` with the open errors */
export function demandNoErrors(findings: readonly JudgedFinding[]): void {
  const count = openErrors(findings)
  if (count === 0) return
  const open = findings.filter((finding) => finding.severity === 'error' && finding.dismissed === null)
  throw new WorkError('findings-open', `${count} error-level findings are open`, { count, findings: open })
}
