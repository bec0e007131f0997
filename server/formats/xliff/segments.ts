// The segments of a file of somebody else that become the segments of an article.

import type { Code, CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'

import type { ElementPlace, SegmentPlace, UnitPlace } from './places.ts'
import type { XliffReading } from './read.ts'
import { readUnit } from './unit.ts'
import { isProposal } from './vendors.ts'

/** A segment that may be edited and has words. */
export interface OpenSegment {
  readonly place: SegmentPlace
  readonly at: ElementPlace
  readonly codes: readonly Code[]
  readonly source: CodedText
  readonly target: CodedText | null
  readonly state: State | null
}

/** Lists those of a unit. */
export function openSegmentsOf(reading: XliffReading, unit: UnitPlace): readonly OpenSegment[] {
  if (unit.locked !== null) return []
  const read = readUnit(reading, unit)
  return read.segments.flatMap(({ place, source, target, state, subState }): readonly OpenSegment[] => {
    if (place.locked !== null || !place.source || !/[\p{L}\p{N}]/u.test(source)) return []
    const isDraft = place.unfinished || isProposal(subState)
    const known = state ?? (isDraft ? 'initial' : null)
    return [{ place, at: place.source, codes: read.codes(), source, target, state: known }]
  })
}
