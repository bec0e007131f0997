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
export class ReadUnit {
  readonly segments: readonly ReadSegment[]
  readonly ignorables: readonly ReadSegment[]
  readonly #reading: XliffReading
  readonly #codes = new UnitCodes()

  /** @throws XliffError when it has more codes than coded text can carry */
  constructor(reading: XliffReading, { segments, ignorables }: UnitPlace) {
    this.#reading = reading
    const read: Mutable<ReadSegment>[] = []
    // All sources come before the targets: codes are numbered as the sources have them.
    for (const place of segments) read.push(this.#source(place))
    for (const place of ignorables) read.push(this.#source(place))
    for (const segment of read) this.#target(segment)
    this.segments = ignorables.length === 0 ? read : read.slice(0, segments.length)
    this.ignorables = ignorables.length === 0 ? none : read.slice(segments.length)
  }

  codes(): readonly Code[] {
    return this.#codes.codes
  }

  get hasCodes(): boolean {
    return this.#codes.size > 0
  }

  /** Reads content of this unit with the same numbers. */
  encode(content: string, segment: SegmentPlace): CodedText | null {
    return this.#codes.encode(this.#tokens(content, segment.source ?? nowhere))
  }

  #source(place: SegmentPlace): Mutable<ReadSegment> {
    const tokens = place.source
      ? this.#tokens(contentOf(this.#reading, place.source), place.source)
      : noTokens
    return {
      place,
      source: this.#encoded(tokens, place),
      target: null,
      sourceTokens: tokens,
      targetTokens: noTokens,
      ...statesOf(this.#reading, place),
    }
  }

  #target(segment: Mutable<ReadSegment>): void {
    const { place } = segment
    if (!place.target) return
    segment.targetTokens = this.#tokens(contentOf(this.#reading, place.target), place.target)
    segment.target = this.#encoded(segment.targetTokens, place)
  }

  #tokens(content: string, place: ElementPlace): readonly InlineToken[] {
    return readInline(content, this.#reading.dialect, corePrefix(this.#reading, place))
  }

  #encoded(tokens: readonly InlineToken[], segment: SegmentPlace): CodedText {
    const coded = this.#codes.encode(tokens)
    if (coded !== null) return coded
    const start = segment.source?.start ?? segment.unit.start
    throw new XliffError(
      'LIMIT',
      'The unit has more inline codes than we can number',
      this.#reading.xml.placeOf(start),
      nameOf(segment),
    )
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

const none: readonly ReadSegment[] = []
const noTokens: readonly InlineToken[] = []
const nowhere: ElementPlace = { start: 0, open: 0, close: 0, end: 0 }

/** Reads a unit. @throws XliffError when it has more codes than coded text can carry */
export function readUnit(reading: XliffReading, unit: UnitPlace): ReadUnit {
  return new ReadUnit(reading, unit)
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
