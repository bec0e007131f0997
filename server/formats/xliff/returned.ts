// The units of a file that left us and comes home, whatever a tool did to it on its way: units are known by their ids, texts are
// joined again where the tool split them, codes are known by theirs, and what a tool added is no part of the words.

import { mark, readMark, type CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'

import { readInline, type InlineToken } from './inline.ts'
import type { ElementPlace, SegmentPlace, UnitPlace } from './places.ts'
import type { XliffReading } from './read.ts'
import { readUnitId, type SentName } from './sent.ts'
import { openSegmentsOf } from './segments.ts'
import { contentOf, corePrefix, readUnit, startTag } from './unit.ts'
import { valueIn } from './markup.ts'

/** A unit as it came home. */
export interface ReturnedUnit {
  readonly id: string
  /** What its id says, or null when it is none of ours any more. */
  readonly name: SentName | null
  /** Its key among the resources (`s0012`), where the file has one. */
  readonly key: string | null
  readonly source: CodedText
  readonly target: CodedText | null
  readonly state: State | null
  readonly line: number
  /** Which block of its article it is, counted from 1, in a file of somebody else; null in one that we wrote. */
  readonly block: number | null
}

/**
 * The segments of a unit of a file that we did not write but only put targets into, by where they stand: its ids are
 * those of others. They are blocks of the article that the file became; `before` of them came earlier.
 */
export function foreignUnitsOf(
  reading: XliffReading,
  unit: UnitPlace,
  before: number,
  lineOf: (offset: number) => number,
): readonly ReturnedUnit[] {
  return openSegmentsOf(reading, unit).map(({ place, source, target, state }, index) => {
    const said = isSaid(reading, place) ? state : null
    // Many tools put the source where nobody has translated yet.
    const isEmpty = target === '' || (target === source && (said ?? 'initial') === 'initial')
    return {
      id: place.unit.id,
      name: null,
      key: null,
      source,
      target: isEmpty ? null : target,
      state: said,
      line: lineOf(place.source?.start ?? place.unit.start),
      block: before + index + 1,
    }
  })
}

/** A segment that names no state is initial by the standard. Tools leave states out, and that lowers none of ours. */
function isSaid(reading: XliffReading, { tag }: SegmentPlace): boolean {
  return !tag || valueIn(reading.xml.slice(tag.start, tag.end), 'state') !== undefined
}

/** A unit of a file that we wrote. */
export function returnedUnit(
  reading: XliffReading,
  unit: UnitPlace,
  lineOf: (offset: number) => number,
): ReturnedUnit {
  const tag = reading.xml.slice(unit.start, unit.open)
  const parts = inOrder(reading, unit)
  const targets = parts.filter(({ target }) => target !== null)
  const source = parts.map((part) => part.source).join('')
  // What a tool cut off as an ignorable has the source for a target where it has none of its own.
  const target =
    targets.length === 0
      ? null
      : parts.map((part) => part.target ?? (part.isIgnorable ? part.source : '')).join('')
  const states = parts.filter(({ isIgnorable }) => !isIgnorable).map(({ state }) => state)
  return {
    id: unit.id,
    name: readUnitId(unit.id),
    key: valueIn(tag, reading.dialect === '2' ? 'name' : 'resname') ?? null,
    source,
    target,
    state: lowest(states),
    line: lineOf(unit.start),
    block: null,
  }
}

interface Part {
  readonly source: CodedText
  readonly target: CodedText | null
  readonly state: State | null
  readonly isIgnorable: boolean
}

function inOrder(reading: XliffReading, unit: UnitPlace): readonly Part[] {
  if (reading.dialect === '1.2') {
    // Segments of 1.2 are marks inside of the whole source and target.
    const { source, target, segments } = unit
    const place = segments[0]
    const state = place ? (readUnit(reading, unit).segments[0]?.state ?? null) : null
    const text = target ? textOf(reading, target) : null
    return [
      {
        source: source ? textOf(reading, source) : '',
        target: text === '' ? null : text,
        state,
        isIgnorable: false,
      },
    ]
  }
  const states = readUnit(reading, unit).segments.map(({ place, state }) =>
    isSaid(reading, place) ? state : null,
  )
  const at = (place: SegmentPlace) => place.tag?.start ?? 0
  return [...unit.segments, ...unit.ignorables]
    .sort((one, other) => at(one) - at(other))
    .map((place) => {
      const text = place.target ? textOf(reading, place.target) : null
      return {
        source: place.source ? textOf(reading, place.source) : '',
        target: text === '' ? null : text,
        state: place.kind === 'segment' ? (states[place.ordinal] ?? null) : null,
        isIgnorable: place.kind === 'ignorable',
      }
    })
}

function textOf(reading: XliffReading, place: ElementPlace): CodedText {
  const prefix = corePrefix(reading, { ...place, open: startTag(reading, place).length + place.start })
  return readInline(contentOf(reading, place), reading.dialect, prefix).map(ownText).join('')
}

/** A code by the id that we gave it. What is none of ours stays as a mark that no source has, and is refused by it. */
function ownText(token: InlineToken): string {
  if (token.kind === 'text') return token.text
  const [, family, id] = /^([a-z]+):(\d{1,4})$/.exec(token.key) ?? []
  // Annotations are what a tool says about the words.
  if (token.key.startsWith('m:')) return ''
  if (!family || !id) return readMark(token.raw) ? token.raw : mark(foreignCode, 'single')
  return mark(Number(id), token.part)
}

const foreignCode = 2047
const order: readonly State[] = ['initial', 'translated', 'reviewed', 'final']

function lowest(states: readonly (State | null)[]): State | null {
  const known = states.filter((state) => state !== null)
  return known.length < states.length
    ? null
    : known.reduce<State | null>(
        (low, state) => (low === null || order.indexOf(state) < order.indexOf(low) ? state : low),
        null,
      )
}
