// Judges an edit of a segment: whether it may be written, and what then stands in the file.

import { compareCodes, fromNotation, mark, type CodedText } from '#domain/inline.ts'

import { XliffError, type XliffErrorCode } from './error.ts'
import { rawCodes, rawInOrder, sameMarks, writeInline, type InlineToken } from './inline.ts'
import { nameOf, type SegmentPlace } from './places.ts'
import type { XliffReading } from './read.ts'
import { writeState } from './states.ts'
import type { ReadSegment, ReadUnit } from './unit.ts'

/** Names a segment by ordinals; a unit also by its id where that is unique in the file. */
export interface SegmentKey {
  readonly file: number
  readonly unit: number | string
  readonly segment: number
  /** The segment number counts ignorables. */
  readonly ignorable?: boolean
}

/** What is to become of one segment. What is not given stays. */
export interface XliffEdit extends SegmentKey {
  readonly target?: CodedText
  /**
   * The target as people write it, instead of `target`: `{1}ACC{/1} visited{2/}`. In a unit without codes every
   * character means itself, so that braces of a program text need no care.
   */
  readonly notation?: string
  readonly state?: string
  readonly subState?: string
  /** The source that was translated; another one in the file refuses the edit. */
  readonly source?: CodedText
}

/** An edit with the segment it is of and the content to be written. */
export interface Judged {
  readonly segment: ReadSegment
  /** New content of the target, or null where it stays. */
  readonly content: string | null
  readonly state: string | null
  readonly subState: string | null
}

/** Refuses an edit of a segment by name. */
export function refusal(
  reading: XliffReading,
  code: XliffErrorCode,
  message: string,
  place: SegmentPlace,
): XliffError {
  const start = place.tag?.start ?? place.source?.start ?? place.unit.start
  const name = nameOf(place)
  return new XliffError(code, `Segment ${name}: ${message}`, reading.xml.placeOf(start), name)
}

/** Judges the edits of one unit after the other. */
export class Judge {
  readonly #reading: XliffReading

  constructor(reading: XliffReading) {
    this.#reading = reading
  }

  /** @throws XliffError why the edit is refused */
  judge(unit: ReadUnit, segment: ReadSegment, edit: XliffEdit): Judged {
    const { place } = segment
    if (place.locked) throw this.#refuse('LOCKED', `The segment may not be edited: ${place.locked}`, place)
    if (edit.source !== undefined && edit.source !== segment.source) {
      throw this.#refuse('STALE_SOURCE', 'The source is not the one that was translated', place)
    }
    const target = wantedTarget(unit, edit)
    const content = target === null ? null : this.#content(unit, segment, target)
    if (content !== null && !place.source)
      throw this.#refuse('UNKNOWN_KEY', 'The segment has no source', place)
    return { segment, content, ...this.#states(segment, edit) }
  }

  /** The content to write for a target, or null when it is there already. */
  #content(unit: ReadUnit, segment: ReadSegment, target: CodedText): string | null {
    if (target === segment.target) return null
    const { place } = segment
    if (unwritable.test(target)) {
      throw this.#refuse('CHARACTERS', 'The target contains a character that no XML file may contain', place)
    }
    const same = tokensOfSameCodes(segment, target)
    if (same) return writeInline(target, rawInOrder(same))
    const written = writeInline(target, rawFor(segment))
    this.#demandCodes(unit, segment, target)
    // Reading back what is written proves that it is well-formed and says what was asked for.
    const readBack = written === null || !written.includes('<') ? null : this.#readBack(unit, written, place)
    if (written === null || (readBack !== null && readBack !== target)) {
      throw this.#refuse('TAGS_NESTING', 'The codes of the target cannot be written in this order', place)
    }
    return written
  }

  #demandCodes(unit: ReadUnit, segment: ReadSegment, target: CodedText): void {
    const { place } = segment
    const { missing, extra, misnested } = compareCodes(segment.source, target)
    const kept = compareCodes(segment.source, segment.target ?? '').extra.map(({ id, part }) =>
      mark(id, part),
    )
    const codes = unit.codes()
    const code = (id: number) => codes.find((known) => known.id === id)
    const lost = missing.filter(({ id }) => code(id)?.deletable !== true)
    // What an earlier translator added, for example the copy of a code, may stay.
    const foreign = extra.filter(({ id, part }) => {
      const at = kept.indexOf(mark(id, part))
      if (at !== -1) kept.splice(at, 1)
      return at === -1
    })
    if (lost.length > 0 || foreign.length > 0) {
      const list = (marks: typeof lost) =>
        [...new Set(marks.map(({ id }) => `{${id}} ${code(id)?.display ?? ''}`.trim()))].join(', ')
      const problems = [
        ...(lost.length > 0 ? [`lacks ${list(lost)}`] : []),
        ...(foreign.length > 0 ? [`has ${list(foreign)}, which the source has not, or not so often`] : []),
      ]
      throw this.#refuse('TAGS_MISMATCH', `The target ${problems.join(' and ')}`, place)
    }
    // Codes of separate ends may overlap where those of the source do.
    const overlapping = compareCodes(segment.source, segment.source).misnested.length > 0
    if (misnested.length > 0 && !overlapping)
      throw this.#refuse('TAGS_NESTING', 'Codes of the target are not nested', place)
  }

  #readBack(unit: ReadUnit, written: string, place: SegmentPlace): CodedText {
    if (!isNested(written)) throw this.#refuse('TAGS_NESTING', 'Codes of the target are not nested', place)
    return unit.encode(written, place) ?? ''
  }

  #states({ place, target, subState }: ReadSegment, edit: XliffEdit): Pick<Judged, 'state' | 'subState'> {
    if (edit.state === undefined) {
      return { state: null, subState: edit.subState ?? null }
    }
    const state = writeState(this.#reading.dialect, edit.state)
    if (!state) throw this.#refuse('STATE', `"${edit.state}" is no state of this file`, place)
    if (place.kind === 'ignorable') throw this.#refuse('STATE', 'An ignorable has no state', place)
    if (
      state.state !== 'initial' &&
      target === null &&
      edit.target === undefined &&
      edit.notation === undefined
    ) {
      throw this.#refuse('STATE', `A segment without a target cannot be ${edit.state}`, place)
    }
    // A sub-state belongs to its state and does not survive it.
    return { state: state.written, subState: edit.subState ?? (subState === null ? null : '') }
  }

  #refuse(code: XliffErrorCode, message: string, place: SegmentPlace): XliffError {
    return refusal(this.#reading, code, message, place)
  }
}

function wantedTarget(unit: ReadUnit, { target, notation }: XliffEdit): CodedText | null {
  if (notation === undefined) return target ?? null
  return unit.hasCodes && notation.includes('{') ? fromNotation(notation) : notation
}

/** Control characters, lone surrogates and noncharacters. @see https://www.w3.org/TR/xml/#charsets */
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u

/** The text of a segment that has exactly the codes of a new target in their order, the old target first; or null. */
function tokensOfSameCodes(segment: ReadSegment, wanted: CodedText): readonly InlineToken[] | null {
  const { source, target, sourceTokens, targetTokens } = segment
  // What an old target lacks is missing also where the new one has the same.
  if (!sameMarks(source, wanted)) return null
  return target !== null && sameMarks(source, target) ? targetTokens : sourceTokens
}

/** The mark-up for the marks of a segment: that of the target where it has all of a code, else that of the source. */
function rawFor(segment: ReadSegment): (mark: string) => string | undefined {
  const sourceRaw = rawCodes(segment.source, segment.sourceTokens)
  const targetRaw = rawCodes(segment.target ?? '', segment.targetTokens)
  const partner = (character: string): string => {
    const code = character.charCodeAt(0)
    return String.fromCharCode(
      code >= 0xe800 && code < 0xf000 ? code - 0x800 : code < 0xe800 ? code + 0x800 : code,
    )
  }
  const whole = (raws: ReadonlyMap<string, string>, character: string) =>
    raws.has(character) && (raws.has(partner(character)) || !sourceRaw.has(partner(character)))
  return (character) =>
    whole(targetRaw, character)
      ? targetRaw.get(character)
      : (sourceRaw.get(character) ?? targetRaw.get(character))
}

/** Whether every element in a piece of content is closed in order. */
function isNested(content: string): boolean {
  const open: string[] = []
  for (const [tag] of content.matchAll(
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:[^"'>]|"[^"]*"|'[^']*')*>/g,
  )) {
    if (/^<[!?]/.test(tag) || tag.endsWith('/>')) continue
    const name = /^<\/?([^\s/>]+)/.exec(tag)?.[1] ?? ''
    if (!tag.startsWith('</')) open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0
}
