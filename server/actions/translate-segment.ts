// A translator writes the target of a segment; saved as a draft until it is confirmed.

import type { Origin } from '#domain/origin.ts'

import { demandMay, type ActionContext } from './context.ts'
import {
  demandMove,
  demandTarget,
  findingsIn,
  loadTranslation,
  writeOnce,
  type Conflict,
  type WriteInput,
  type Written,
} from './writing.ts'

export interface TranslateInput extends WriteInput {
  readonly target: string
  /** Where the text was taken over from, if nobody changed it since. */
  readonly origin?: Origin | null
}

/** Saves the text of a translation under the version it was based on. */
export async function translateSegment(
  ctx: ActionContext,
  input: TranslateInput,
): Promise<Written<'saved'> | Conflict> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'translation.save', place)
  const target = demandTarget(input.target, place)
  const { origin = null } = input
  const isSame =
    target === place.translation.target && (!origin || sameOrigin(origin, place.translation.origin))
  // The same text again is no new version.
  if (isSame && input.base === place.translation.version) {
    return {
      outcome: 'saved',
      translation: place.translation,
      findings: await findingsIn(ctx, place, target),
    }
  }
  return writeOnce(ctx, place, input, { outcome: 'saved', content: target }, async () => {
    const { translation } = place
    const standing = demandMove(translation, target === '' ? 'clear' : 'save')
    return {
      deed: 'translation.saved',
      target,
      standing,
      author: { id: ctx.person.id, name: ctx.person.name },
      reviewer: null,
      returnReason: standing.subState === 'returned' ? translation.returnReason : null,
      reason: null,
      origin,
    }
  })
}

function sameOrigin(one: Origin, other: Origin | null): boolean {
  return one.origin === other?.origin && one.match === other.match
}
