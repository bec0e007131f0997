// A translator says that a translation is ready for review.

import { demandMay, type ActionContext } from './context.ts'
import { demandNoErrors } from './findings.ts'
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
      // Who confirms a suggestion that nobody wrote answers for it, so somebody else has to approve it.
      author: translation.author ?? { id: ctx.person.id, name: ctx.person.name },
      reviewer: null,
      returnReason: null,
      reason: null,
    }
  })
}
