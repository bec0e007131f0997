// A file that left us and comes home, whatever a tool did to it on its way: units are known by their ids, texts are
// joined again where the tool split them, codes are known by theirs, and what a tool added is no part of the words.

import { WorkError } from '#domain/errors.ts'
import { mark, readMark, type CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'

import { XliffError } from './error.ts'
import { readInline, type InlineToken } from './inline.ts'
import type { ElementPlace, SegmentPlace, UnitPlace } from './places.ts'
import { openXliff, type XliffDocument } from './read.ts'
import { ownNamespace, readUnitId, type SentName } from './sent.ts'
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

/** A file that came home. */
export interface ReturnedFile {
  readonly version: string
  readonly sourceLanguage: string
  readonly targetLanguage: string
  /** The edition that it says it is of; null where a tool dropped that. */
  readonly editionId: string | null
  readonly units: readonly ReturnedUnit[]
  /** The same file as one of somebody else, which an article was made of; empty where a unit has a name of ours. */
  readonly foreign: readonly ReturnedUnit[]
}

/** Reads a file that comes home. @throws XliffError */
export function readReturned(bytes: Uint8Array): ReturnedFile {
  const document = openXliff(bytes)
  const units = document.units.map((unit) => returned(document, unit))
  return {
    version: document.version,
    sourceLanguage: document.sourceLanguage,
    targetLanguage: document.targetLanguage,
    editionId: editionOf(document),
    units,
    foreign: units.some(({ name }) => name !== null) ? [] : foreignUnits(document),
  }
}

/**
 * The segments of a file that we did not write but only put targets into, by where they stand: its ids are those of
 * others. They are the blocks of the article that it became.
 */
function foreignUnits(document: XliffDocument): readonly ReturnedUnit[] {
  return document.units
    .flatMap((unit) => openSegmentsOf(document, unit))
    .map(({ place, source, target, state }, index) => {
      const said = isSaid(document, place) ? state : null
      // Many tools put the source where nobody has translated yet.
      const isEmpty = target === '' || (target === source && (said ?? 'initial') === 'initial')
      return {
        id: place.unit.id,
        name: null,
        key: null,
        source,
        target: isEmpty ? null : target,
        state: said,
        line: document.xml.placeOf(place.source?.start ?? place.unit.start).line,
        block: index + 1,
      }
    })
}

/** A segment that names no state is initial by the standard. Tools leave states out, and that lowers none of ours. */
function isSaid(document: XliffDocument, { tag }: SegmentPlace): boolean {
  return !tag || valueIn(document.xml.slice(tag.start, tag.end), 'state') !== undefined
}

/** Reads a file that comes home, of which nothing is known yet. @throws WorkError `unsupported-file` */
export function readHomecoming(bytes: Uint8Array): ReturnedFile {
  try {
    return readReturned(bytes)
  } catch (error) {
    if (!(error instanceof XliffError)) throw error
    const { code, line, column, message } = error
    throw new WorkError('unsupported-file', message, { rule: code, line, column, expected: 'XLIFF' })
  }
}

/** The attribute `edition` of our own namespace, under whatever prefix a tool gave it. */
function editionOf({ decoded, root, files }: XliffDocument): string | null {
  const head = decoded.text.slice(root.start, files[0]?.units[0]?.start ?? decoded.text.length)
  const prefix = new RegExp(`xmlns:([^\\s=:]+)\\s*=\\s*["']${ownNamespace}["']`).exec(head)?.[1]
  const file = /<(?:[^\s<>/:]+:)?file\b(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(head)?.[0]
  return (prefix && file ? valueIn(file, `${prefix}:edition`) : null) ?? null
}

function returned(document: XliffDocument, unit: UnitPlace): ReturnedUnit {
  const tag = document.xml.slice(unit.start, unit.open)
  const parts = inOrder(document, unit)
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
    key: valueIn(tag, document.dialect === '2' ? 'name' : 'resname') ?? null,
    source,
    target,
    state: lowest(states),
    line: document.xml.placeOf(unit.start).line,
    block: null,
  }
}

interface Part {
  readonly source: CodedText
  readonly target: CodedText | null
  readonly state: State | null
  readonly isIgnorable: boolean
}

function inOrder(document: XliffDocument, unit: UnitPlace): readonly Part[] {
  if (document.dialect === '1.2') {
    // Segments of 1.2 are marks inside of the whole source and target.
    const { source, target, segments } = unit
    const place = segments[0]
    const state = place ? (readUnit(document, unit).segments[0]?.state ?? null) : null
    const text = target ? textOf(document, target) : null
    return [
      {
        source: source ? textOf(document, source) : '',
        target: text === '' ? null : text,
        state,
        isIgnorable: false,
      },
    ]
  }
  const states = readUnit(document, unit).segments.map(({ place, state }) =>
    isSaid(document, place) ? state : null,
  )
  const at = (place: SegmentPlace) => place.tag?.start ?? 0
  return [...unit.segments, ...unit.ignorables]
    .sort((one, other) => at(one) - at(other))
    .map((place) => {
      const text = place.target ? textOf(document, place.target) : null
      return {
        source: place.source ? textOf(document, place.source) : '',
        target: text === '' ? null : text,
        state: place.kind === 'segment' ? (states[place.ordinal] ?? null) : null,
        isIgnorable: place.kind === 'ignorable',
      }
    })
}

function textOf(document: XliffDocument, place: ElementPlace): CodedText {
  const prefix = corePrefix(document, { ...place, open: startTag(document, place).length + place.start })
  return readInline(contentOf(document, place), document.dialect, prefix).map(ownText).join('')
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
