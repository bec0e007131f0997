// A unit in our terms: its codes, and the words and states of its segments.

import type { Code, CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'

import { XliffError } from './error.ts'
import { readInline, UnitCodes, type InlineToken } from './inline.ts'
import { nameIn, valueIn } from './markup.ts'
import { nameOf, type ElementPlace, type SegmentPlace, type UnitPlace } from './places.ts'
import type { XliffReading } from './read.ts'
import { readState } from './states.ts'

/** A segment or ignorable with its words. */
export interface ReadSegment {
  readonly place: SegmentPlace
  readonly source: CodedText
  /** Null where there is no target element. */
  readonly target: CodedText | null
  /** The source and the target as they were read. */
  readonly sourceTokens: readonly InlineToken[]
  readonly targetTokens: readonly InlineToken[]
  readonly state: State | null
  readonly subState: string | null
}

/** A unit with its codes, numbered for the whole unit because codes may reach from one segment to the next. */
export interface ReadUnit {
  readonly codes: () => readonly Code[]
  readonly hasCodes: boolean
  readonly segments: readonly ReadSegment[]
  readonly ignorables: readonly ReadSegment[]
  /** Reads content of this unit with the same numbers. */
  readonly encode: (content: string, segment: SegmentPlace) => CodedText | null
}

/** Reads a unit. @throws XliffError when it has more codes than coded text can carry */
export function readUnit(reading: XliffReading, unit: UnitPlace): ReadUnit {
  const codes = new UnitCodes()
  const tokensOf = (content: string, place: ElementPlace) =>
    readInline(content, reading.dialect, corePrefix(reading, place))
  const encode = (tokens: readonly InlineToken[], segment: SegmentPlace): CodedText => {
    const coded = codes.encode(tokens)
    if (coded !== null) return coded
    const start = segment.source?.start ?? unit.start
    throw new XliffError(
      'LIMIT',
      'The unit has more inline codes than we can number',
      reading.xml.placeOf(start),
      nameOf(segment),
    )
  }
  const places = [...unit.segments, ...unit.ignorables]
  const sources = places.map((segment) => {
    const tokens = segment.source ? tokensOf(contentOf(reading, segment.source), segment.source) : []
    return { tokens, coded: encode(tokens, segment) }
  })
  const read = places.map((place, index): ReadSegment => {
    const source = sources[index] ?? { tokens: [], coded: '' }
    const tokens = place.target ? tokensOf(contentOf(reading, place.target), place.target) : []
    const target = place.target ? encode(tokens, place) : null
    return {
      place,
      source: source.coded,
      target,
      sourceTokens: source.tokens,
      targetTokens: tokens,
      ...statesOf(reading, place),
    }
  })
  return {
    codes: () => codes.codes,
    hasCodes: codes.size > 0,
    segments: read.slice(0, unit.segments.length),
    ignorables: read.slice(unit.segments.length),
    encode: (content, segment) =>
      codes.encode(tokensOf(content, segment.source ?? { start: 0, open: 0, close: 0, end: 0 })),
  }
}

/** The mark-up between the tags of an element. */
export function contentOf(reading: XliffReading, { open, close }: ElementPlace): string {
  return reading.xml.slice(open, close)
}

/** The start tag of an element as it stands. */
export function startTag(reading: XliffReading, { start, open }: ElementPlace): string {
  return reading.xml.slice(start, open)
}

/** The prefix of the core namespace at an element of it, with its colon; empty in most files. */
export function corePrefix(reading: XliffReading, { start, open }: ElementPlace): string {
  const name = nameIn(reading.xml.slice(start, Math.min(open, start + 120)))
  return name.slice(0, name.indexOf(':') + 1)
}

function statesOf(reading: XliffReading, segment: SegmentPlace): Pick<ReadSegment, 'state' | 'subState'> {
  const text = reading.xml
  if (reading.dialect === '2') {
    if (!segment.tag || segment.kind === 'ignorable') return { state: null, subState: null }
    const tag = text.slice(segment.tag.start, segment.tag.end)
    if (!tag.includes('tate')) return { state: 'initial', subState: null }
    const state = readState('2', valueIn(tag, 'state') ?? 'initial')
    return { state, subState: valueIn(tag, 'subState') ?? null }
  }
  const target = segment.unit.target
  if (!target) return { state: null, subState: null }
  const tag = text.slice(target.start, target.open)
  const state = valueIn(tag, 'state')
  return {
    state: state === undefined ? null : readState('1.2', state),
    subState: valueIn(tag, 'state-qualifier') ?? null,
  }
}
