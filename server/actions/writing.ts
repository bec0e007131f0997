// What the deeds on one translation share: load it, decide on the version, write it once.

import { createHash } from 'node:crypto'

import type { Translation } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { highestCodeId, marksOf } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'
import type { Returned } from '#domain/review.ts'
import { isStillOutdated } from '#domain/source-update/outdated.ts'
import { move, type Standing, type Step } from '#domain/workflow.ts'

import { getTranslation, type TranslationInPlace } from '../store/editions.ts'
import { approvedUnit } from '../store/memory.ts'
import { rememberedAnswer, writeTranslation } from '../store/translations.ts'
import { doer, type ActionContext } from './context.ts'
import { judge, openErrors, suggestionOf, termsIn, type JudgedFinding } from './findings.ts'
import { demandFound } from './found.ts'

/** What every write of a translation names. */
export interface WriteInput {
  readonly translationId: string
  /** Version of the translation that the person was looking at. */
  readonly base: number
  /** Names this one intention, so that it can be sent again without being done twice. */
  readonly idempotencyKey: string
}

/** The write was done, now or when the same key was sent before. */
export interface Written<Outcome extends string> {
  readonly outcome: Outcome
  readonly translation: Translation
  readonly findings: readonly JudgedFinding[]
}

/** Somebody else wrote first; nothing was changed. */
export interface Conflict {
  readonly outcome: 'conflict'
  readonly current: Translation
}

/** What a deed decides to write. */
export interface Decision {
  readonly deed: string
  readonly target: string
  readonly standing: Standing
  readonly author: Translation['author']
  readonly reviewer: Translation['reviewer']
  readonly returnReason: string | null
  /** What is wrong and where; absent leaves it as it was while the text stays returned. */
  readonly returned?: Returned | null
  readonly reason: string | null
  /** Where the text was taken over from; absent: it is as it was, or was written. */
  readonly origin?: Origin | null
}

/** Reads the translation of a write. @throws WorkError `not-found` */
export async function loadTranslation(ctx: ActionContext, id: string): Promise<TranslationInPlace> {
  return demandFound(await getTranslation(ctx.db, id))
}

/** Moves a translation by a step. @throws WorkError `step-not-open` */
export function demandMove(from: Standing, step: Step): Standing {
  const to = move(from, step)
  if ('refused' in to) {
    throw new WorkError('step-not-open', `The step ${step} is not open from ${from.subState ?? from.state}`, {
      step,
      state: from.subState ?? from.state,
    })
  }
  return to
}

/** Runs the checks on what a translation would become. */
export async function findingsIn(
  ctx: ActionContext,
  place: TranslationInPlace,
  target: string,
  { subState, origin }: Pick<Translation, 'subState' | 'origin'> = place.translation,
): Promise<readonly JudgedFinding[]> {
  const index = await ctx.glossaries(ctx.db, place)
  const { segment, locale, checkSettings: settings } = place
  const suggestion = suggestionOf({ target, origin })
  return judge(
    { ...place, source: segment.source, target, locale, subState, settings, suggestion },
    termsIn(index, segment.source),
  )
}

/**
 * Does one deed on a translation exactly once.
 * `decide` is asked only when the version matches; what it refuses changes nothing.
 */
export async function writeOnce<Outcome extends string>(
  ctx: ActionContext,
  place: TranslationInPlace,
  input: WriteInput,
  request: { readonly outcome: Outcome; readonly content: unknown },
  decide: (findingsFor: (target: string) => Promise<readonly JudgedFinding[]>) => Promise<Decision>,
): Promise<Written<Outcome> | Conflict> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.outcome, input.translationId, input.base, request.content]))
    .digest('hex')
  if (place.translation.version !== input.base) return answeredBefore(ctx, input, requestHash)

  const judged = new Map<string, readonly JudgedFinding[]>()
  const findingsFor = async (target: string) => {
    const known = judged.get(target) ?? (await findingsIn(ctx, place, target))
    judged.set(target, known)
    return known
  }
  const decision = await decide(findingsFor)
  const { translation } = place
  // What was outdated and is confirmed is so no more.
  const { subState } = decision.standing
  const isSame = decision.target === translation.target
  const origin = decision.origin ?? (isSame ? translation.origin : null)
  const findings =
    subState === translation.subState && isSame && origin === translation.origin
      ? await findingsFor(decision.target)
      : await findingsIn(ctx, place, decision.target, { subState, origin })
  const answer: Written<Outcome> = {
    outcome: request.outcome,
    translation: {
      ...translation,
      target: decision.target,
      ...decision.standing,
      version: input.base + 1,
      author: decision.author,
      reviewer: decision.reviewer,
      returnReason: decision.returnReason,
      returned:
        decision.standing.subState !== 'returned'
          ? null
          : decision.returned === undefined
            ? translation.returned
            : decision.returned,
      updatedAt: ctx.now.toISOString(),
      outdated: isStillOutdated(decision.standing) ? translation.outdated : null,
      origin,
    },
    findings,
  }

  try {
    const written = await writeTranslation(ctx.db, {
      translationId: translation.id,
      editionId: translation.editionId,
      articleId: place.articleId,
      projectId: place.projectId,
      base: input.base,
      from: { target: translation.target, state: translation.state, subState: translation.subState },
      to: {
        target: decision.target,
        ...decision.standing,
        authorId: decision.author?.id ?? null,
        reviewerId: decision.reviewer?.id ?? null,
        returnReason: decision.returnReason,
        ...(decision.returned === undefined ? {} : { returned: decision.returned }),
        errors: openErrors(findings),
        origin,
      },
      deed: decision.deed,
      reason: decision.reason,
      personId: doer(ctx) ?? ctx.person.id,
      now: ctx.now,
      idempotency: { key: input.idempotencyKey, requestHash, answer },
      unit: decision.standing.state === 'reviewed' ? approvedUnit(place, answer.translation) : null,
    })
    if (written) return answer
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
  return answeredBefore(ctx, input, requestHash)
}

/** Gives the answer of an earlier request with this key, or the conflict. */
async function answeredBefore<Outcome extends string>(
  ctx: ActionContext,
  input: WriteInput,
  requestHash: string,
): Promise<Written<Outcome> | Conflict> {
  const earlier = await rememberedAnswer(ctx.db, ctx.person.id, input.idempotencyKey)
  if (earlier && earlier.requestHash !== requestHash) {
    throw new WorkError('key-reused', 'This Idempotency-Key was sent before with another request')
  }
  // The stored answer was written by this same function for the same request.
  if (earlier) return earlier.answer as Written<Outcome>
  const current = await loadTranslation(ctx, input.translationId)
  return { outcome: 'conflict', current: current.translation }
}

/** SQLSTATE of a broken unique constraint, the same on both databases. */
function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}

/** Longest target, in UTF-16 units. */
export const longestTarget = 20_000

// NUL and lone surrogates cannot be stored; other control characters cannot be exported.
// eslint-disable-next-line no-control-regex
const unstorable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u

/** Cleans and checks a target as it comes in. @throws WorkError `invalid`, `too-large` */
export function demandTarget(text: string, place: TranslationInPlace): string {
  if (text.length > longestTarget) {
    throw new WorkError(
      'too-large',
      `A target has at most ${longestTarget} characters, this one ${text.length}`,
      {
        limit: longestTarget,
      },
    )
  }
  const target = text.replace(/\r\n|[\r\n\u2028\u2029]/g, ' ')
  const bad = unstorable.exec(target)
  if (bad) {
    throw new WorkError('invalid', `The target holds a character that cannot be stored, at ${bad.index}`, {
      at: bad.index,
    })
  }
  const known = new Set(place.codes.map((code) => code.id))
  const foreign = marksOf(target).find((mark) => !known.has(mark.id))
  if (foreign) {
    throw new WorkError(
      'invalid',
      `The target holds the code {${foreign.id}}, which its source does not have`,
      {
        code: foreign.id,
        highest: highestCodeId,
      },
    )
  }
  return target
}
