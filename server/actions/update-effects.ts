// What a planned change of the source does to each translation: which text, which state, which line in the history.

import type { Segment } from '#domain/article.ts'
import type { Code } from '#domain/inline.ts'
import { carryCodes, codeMap } from '#domain/source-update/carry-codes.ts'
import { exactKey } from '#domain/source-update/compare.ts'
import { standingAfter } from '#domain/source-update/effects.ts'
import { isStillOutdated, type Outdated } from '#domain/source-update/outdated.ts'
import { states, type Standing } from '#domain/workflow.ts'

import type { SourceEffect, StoredTranslation } from '../store/source-versions.ts'
import { fingerprintOf } from './findings.ts'
import type { PlannedSegment, UpdatePlan } from './update-plan.ts'

/** Looks up the codes of the block that an old segment stood in. */
export type CodesOf = (segment: Segment) => readonly Code[]

/** Segments whose translations a change may touch: those that are read and locked before it. */
export function touchedSegments({ segments, removed }: UpdatePlan, codesOf: CodesOf): readonly string[] {
  return [
    ...segments.flatMap((segment) => (isTouched(segment, codesOf) ? segment.from.map(({ id }) => id) : [])),
    ...removed.map(({ id }) => id),
  ]
}

function isTouched(segment: PlannedSegment, codesOf: CodesOf): boolean {
  const [old] = segment.from
  if (!old || segment.origin.piece > 0) return false
  if (['minor', 'changed', 'split', 'joined'].includes(segment.origin.kind)) return true
  return [...mapOf(old, segment, codesOf)].some(([from, to]) => from !== to)
}

const mapOf = (old: Segment, now: PlannedSegment, codesOf: CodesOf): ReadonlyMap<number, number> =>
  codeMap({ text: old.source, codes: codesOf(old) }, { text: now.source, codes: now.codes })

/** Lists what becomes of the translations of touched segments; those that stay as they are do not appear. */
export function effectsOf(
  { segments }: UpdatePlan,
  translations: readonly StoredTranslation[],
  codesOf: CodesOf,
): readonly SourceEffect[] {
  const bySegment = new Map<string, StoredTranslation[]>()
  for (const one of translations) {
    const some = bySegment.get(one.segmentId)
    if (some) some.push(one)
    else bySegment.set(one.segmentId, [one])
  }
  return segments.flatMap((segment) =>
    isTouched(segment, codesOf) ? effectsOn(segment, bySegment, codesOf) : [],
  )
}

function effectsOn(
  segment: PlannedSegment,
  bySegment: ReadonlyMap<string, readonly StoredTranslation[]>,
  codesOf: CodesOf,
): readonly SourceEffect[] {
  const [old, ...others] = segment.from
  if (!old) return []
  return (bySegment.get(old.id) ?? []).flatMap((first) => {
    const rest = others.map(({ id }) => bySegment.get(id)?.find(({ locale }) => locale === first.locale))
    const whole = joined(first, old, rest, segment, codesOf)
    if (whole.target === '') return []
    return effect(segment, first, whole, old)
  })
}

/** The text that several segments have together, with the earliest of their states. */
function joined(
  first: StoredTranslation,
  old: Segment,
  rest: readonly (StoredTranslation | undefined)[],
  segment: PlannedSegment,
  codesOf: CodesOf,
): { readonly target: string; readonly standing: Standing } {
  let target = carryCodes(first.target, mapOf(old, segment, codesOf))
  let standing: Standing = { state: first.state, subState: first.subState }
  for (const [index, other] of rest.entries()) {
    const part = segment.from[index + 1]
    if (!other || !part) continue
    const text = carryCodes(other.target, mapOf(part, segment, codesOf))
    target = [target, text].filter(Boolean).join(' ')
    const earlier = states.indexOf(other.state) < states.indexOf(standing.state)
    if (earlier) standing = { state: other.state, subState: other.subState }
  }
  // A text of which only a part is written is a draft of the whole.
  if (target !== '' && standing.subState === 'new') standing = { state: 'initial', subState: 'draft' }
  return { target, standing }
}

function effect(
  segment: PlannedSegment,
  translation: StoredTranslation,
  { target, standing }: { readonly target: string; readonly standing: Standing },
  old: Segment,
): readonly SourceEffect[] {
  const { kind } = segment.origin
  const change = segment.change?.chosen ?? null
  const { outdated: was } = translation
  const words = (text: string) => exactKey({ text, codes: segment.codes })
  const unchanged = {
    translation,
    deed: 'translation.source-changed',
    before: { source: old.source },
    after: { source: segment.source, change },
    fingerprints: null,
  }
  // The source says again what was translated, and nobody has touched the text since.
  if (was && was.target === target && words(was.source) === words(segment.source)) {
    const { state, subState, reviewerId } = was
    const to = { target, state, subState, reviewerId, outdated: null }
    return [{ ...unchanged, to, deed: 'translation.source-returned' }]
  }
  const to = standingAfter(kind, change ?? 'meaning', standing)
  const lost = to.state !== standing.state || to.subState !== standing.subState
  const matters = kind === 'changed' || kind === 'split'
  const keepsDifference =
    matters && (isStillOutdated(to) || (change === 'style' && (lost || to.state === 'translated')))
  const outdated: Outdated | null = keepsDifference
    ? {
        source: was?.source ?? old.source,
        change: graver(was?.change ?? null, change ?? 'meaning'),
        ...(was
          ? { state: was.state, subState: was.subState, reviewerId: was.reviewerId }
          : { ...standing, reviewerId: translation.reviewerId }),
        target,
      }
    : lost || to.subState === 'outdated'
      ? was
      : was && { ...was, target }
  const deed = !lost
    ? 'translation.source-changed'
    : to.subState === 'outdated'
      ? 'translation.outdated'
      : 'translation.to-recheck'
  const fingerprints = {
    before: fingerprintOf(old.source, translation.target),
    after: fingerprintOf(segment.source, target),
  }
  return [
    {
      ...unchanged,
      deed,
      // Other wording takes the first of two approvals back, as it does the only one.
      to: { target, ...to, reviewerId: lost || change === 'style' ? null : translation.reviewerId, outdated },
      fingerprints: lost ? null : fingerprints,
    },
  ]
}

const gravity: readonly Outdated['change'][] = ['typo', 'style', 'meaning', 'fact']

function graver(one: Outdated['change'] | null, other: Outdated['change']): Outdated['change'] {
  return one && gravity.indexOf(one) > gravity.indexOf(other) ? one : other
}
