// A reviewer approves a translation of somebody else, or returns it with a reason.

import { WorkError } from '#domain/errors.ts'
import { can } from '#domain/people.ts'
import { approvalStep, ownPart, returnedFor, type ReturnCategory, type SidedRange } from '#domain/review.ts'

import type { TranslationInPlace } from '../store/editions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandNoErrors } from './findings.ts'
import {
  demandMove,
  loadTranslation,
  writeOnce,
  type Conflict,
  type Decision,
  type WriteInput,
  type Written,
} from './writing.ts'

export const reviewSteps = ['approve', 'return', 'reopen'] as const

export interface ReviewInput extends WriteInput {
  readonly step: (typeof reviewSteps)[number]
  /** Why it is returned; required to return. */
  readonly reason: string | null
  /** What is wrong with a text that goes back, and where. */
  readonly category: ReturnCategory | null
  readonly range: SidedRange | null
  /** Why one's own text is approved all the same; only for those who may waive. */
  readonly waiver: string | null
}

const deeds = {
  'approve-once': 'translation.approved-once',
  approve: 'translation.approved',
  return: 'translation.returned',
  reopen: 'translation.reopened',
} as const

/** Approves, returns or reopens a translation. */
export async function reviewSegment(
  ctx: ActionContext,
  input: ReviewInput,
): Promise<Written<'reviewed'> | Conflict> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMayReview(ctx, input.step, place)
  const content = [input.step, input.reason, input.waiver, input.category, input.range]
  const step = input.step === 'approve' ? approvalStep(place.translation, place.secondReview) : input.step
  return writeOnce(
    ctx,
    place,
    input,
    { outcome: 'reviewed', content },
    async (findingsFor): Promise<Decision> => {
      const { translation } = place
      const standing = demandMove(translation, step)
      if (input.step === 'return' && !input.reason?.trim()) {
        throw new WorkError('reason-required', 'Returning a translation needs a reason')
      }
      if (input.step === 'approve') {
        demandOtherPerson(ctx, place, input.waiver)
        demandNoErrors(await findingsFor(translation.target))
      }
      const waived = input.step === 'approve' && ownPart(translation, ctx.person.id) !== null
      return {
        deed: waived && step === 'approve' ? 'translation.approved-with-waiver' : deeds[step],
        target: translation.target,
        standing,
        author: translation.author,
        reviewer: input.step === 'approve' ? { id: ctx.person.id, name: ctx.person.name } : null,
        returnReason: input.step === 'return' ? input.reason : null,
        ...(input.step === 'return'
          ? {
              returned: returnedFor(
                { source: place.segment.source, target: translation.target },
                input.category,
                input.range,
              ),
            }
          : {}),
        reason: waived ? input.waiver : input.reason,
      }
    },
  )
}

/** A publisher changes no text but may send it back. */
function demandMayReview(ctx: ActionContext, step: ReviewInput['step'], place: TranslationInPlace): void {
  if (step === 'return' && can(ctx.person, 'release.publish', place)) return
  demandMay(ctx, 'translation.review', place)
}

/** @throws WorkError `own-text`, `own-approval` unless a waiver with a reason is given by someone who may */
function demandOtherPerson(ctx: ActionContext, place: TranslationInPlace, waiver: string | null): void {
  const own = ownPart(place.translation, ctx.person.id)
  if (!own) return
  if (!waiver?.trim()) throw new WorkError(own, 'Nobody approves their own text, or twice')
  demandMay(ctx, 'translation.waive', place)
}
