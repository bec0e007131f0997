// A unit in our terms: its codes, and the words and states of its segments.

import type { Code, CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'

import { XliffError } from './error.ts'
import { rawCodes, readInline, UnitCodes, type InlineToken, type RawCodes } from './inline.ts'
import { attributesOf } from './markup.ts'
import { nameOf, type ElementPlace, type SegmentPlace, type UnitPlace } from './places.ts'
import type { XliffDocument } from './read.ts'
import { readState } from './states.ts'
import { placeOf } from '#glossary/xml/error.ts'

/** A segment or ignorable with its words. */
export interface ReadSegment {
  readonly place: SegmentPlace
  readonly source: CodedText
  /** Null where there is no target element. */
  readonly target: CodedText | null
  /** Mark-up of the marks in the source and in the target. */
  readonly sourceRaw: () => RawCodes
  readonly targetRaw: () => RawCodes
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
export function readUnit(document: XliffDocument, unit: UnitPlace): ReadUnit {
  const { text } = document.decoded
  const codes = new UnitCodes()
  const tokensOf = (content: string, place: ElementPlace) =>
    readInline(content, document.dialect, corePrefix(document, place))
  const encode = (tokens: readonly InlineToken[], segment: SegmentPlace): CodedText => {
    const coded = codes.encode(tokens)
    if (coded !== null) return coded
    const start = segment.source?.start ?? unit.start
    throw new XliffError(
      'LIMIT',
      'The unit has more inline codes than we can number',
      placeOf(text, start),
      nameOf(segment),
    )
  }
  const places = [...unit.segments, ...unit.ignorables]
  const sources = places.map((segment) => {
    const tokens = segment.source ? tokensOf(contentOf(document, segment.source), segment.source) : []
    return { tokens, coded: encode(tokens, segment) }
  })
  const read = places.map((place, index): ReadSegment => {
    const source = sources[index] ?? { tokens: [], coded: '' }
    const tokens = place.target ? tokensOf(contentOf(document, place.target), place.target) : []
    const target = place.target ? encode(tokens, place) : null
    return {
      place,
      source: source.coded,
      target,
      sourceRaw: () => rawCodes(source.coded, source.tokens),
      targetRaw: () => rawCodes(target ?? '', tokens),
      ...statesOf(document, place),
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
export function contentOf(document: XliffDocument, { open, close }: ElementPlace): string {
  return document.decoded.text.slice(open, close)
}

/** The start tag of an element as it stands. */
export function startTag(document: XliffDocument, { start, open }: ElementPlace): string {
  return document.decoded.text.slice(start, open)
}

/** The prefix of the core namespace at an element of it, with its colon; empty in most files. */
export function corePrefix(document: XliffDocument, { start, open }: ElementPlace): string {
  const colon = document.decoded.text.slice(start, Math.min(open, start + 120))
  return /^<([^\s:/>]+:)/.exec(colon)?.[1] ?? ''
}

function statesOf(document: XliffDocument, segment: SegmentPlace): Pick<ReadSegment, 'state' | 'subState'> {
  const { text } = document.decoded
  if (document.dialect === '2') {
    if (!segment.tag || segment.kind === 'ignorable') return { state: null, subState: null }
    const tag = text.slice(segment.tag.start, segment.tag.end)
    if (!tag.includes('tate')) return { state: 'initial', subState: null }
    const value = valuesOf(tag)
    return { state: readState('2', value.get('state') ?? 'initial'), subState: value.get('subState') ?? null }
  }
  const target = segment.unit.target
  if (!target) return { state: null, subState: null }
  const value = valuesOf(text.slice(target.start, target.open))
  const state = value.get('state')
  return {
    state: state === undefined ? null : readState('1.2', state),
    subState: value.get('state-qualifier') ?? null,
  }
}

/** The attributes of a start tag by name. */
export function valuesOf(tag: string): ReadonlyMap<string, string> {
  return new Map(attributesOf(tag).map(({ name, value }) => [name, value]))
}
