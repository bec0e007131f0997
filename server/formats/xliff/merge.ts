// New targets and states in a file that came from elsewhere. All edits are judged first: either each of them is
// spliced in, or the file is not written and every refusal is named.

import { compareCodes, fromNotation, mark, type CodedText } from '#domain/inline.ts'
import { placeOf } from '#glossary/xml/error.ts'

import { XliffError, type XliffErrorCode } from './error.ts'
import { marksIn, writeInline, type RawCodes } from './inline.ts'
import { attributesOf, escapeValue } from './markup.ts'
import { nameOf, type ElementPlace, type SegmentPlace, type UnitPlace } from './places.ts'
import type { XliffDocument } from './read.ts'
import { spliced, type Splice } from './splice.ts'
import { readState, writeState } from './states.ts'
import {
  contentOf,
  corePrefix,
  readUnit,
  startTag,
  valuesOf,
  type ReadSegment,
  type ReadUnit,
} from './unit.ts'

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

/** How a merge is done. */
export interface MergeOptions {
  /** Is written into a file that has targets for the first time and names no target language. */
  readonly targetLanguage?: string
}

/** The outcome of judging edits. */
export interface MergePlan {
  readonly splices: readonly Splice[]
  readonly refusals: readonly XliffError[]
  /** Segments whose bytes change; an edit that says what stands there already changes nothing. */
  readonly changed: number
}

/** Judges edits without writing anything. */
export function planMerge(
  document: XliffDocument,
  edits: Iterable<XliffEdit>,
  options: MergeOptions = {},
): MergePlan {
  const plan = new Plan(document, options)
  plan.take(edits)
  return plan.result()
}

/** Merges edits and hands out the bytes of the new file. @throws XliffError the first refusal, before any byte */
export function mergeXliff(
  document: XliffDocument,
  edits: Iterable<XliffEdit>,
  options: MergeOptions = {},
): Generator<Uint8Array> {
  const { splices, refusals } = planMerge(document, edits, options)
  if (refusals[0]) throw refusals[0]
  return spliced(document.bytes, document.decoded, splices)
}

/** Finds the segment that a key names. @throws XliffError UNKNOWN_KEY or AMBIGUOUS_KEY */
export class SegmentFinder {
  readonly #document: XliffDocument
  readonly #byId = new Map<number, Map<string, UnitPlace | null>>()

  constructor(document: XliffDocument) {
    this.#document = document
  }

  unit(key: SegmentKey): UnitPlace {
    const file = this.#document.files[key.file]
    const name = `${key.file}/${key.unit}/${key.segment}`
    const unit = typeof key.unit === 'number' ? file?.units[key.unit] : this.#idsOf(key.file).get(key.unit)
    if (unit) return unit
    const problem: [XliffErrorCode, string] =
      unit === null
        ? [
            'AMBIGUOUS_KEY',
            `Several units of file ${key.file} have the id "${key.unit}"; name it by its ordinal`,
          ]
        : ['UNKNOWN_KEY', `There is no unit ${JSON.stringify(key.unit)} in file ${key.file}`]
    throw new XliffError(...problem, placeOf('', 0), name)
  }

  segment(key: SegmentKey): SegmentPlace {
    const unit = this.unit(key)
    const found = (key.ignorable ? unit.ignorables : unit.segments)[key.segment]
    if (found) return found
    const message = `The unit "${unit.id}" has no ${key.ignorable ? 'ignorable' : 'segment'} ${key.segment}`
    throw new XliffError(
      'UNKNOWN_KEY',
      message,
      placeOf(this.#document.decoded.text, unit.start),
      `${key.file}/${key.unit}/${key.segment}`,
    )
  }

  #idsOf(file: number): Map<string, UnitPlace | null> {
    const known = this.#byId.get(file)
    if (known) return known
    const ids = new Map<string, UnitPlace | null>()
    for (const unit of this.#document.files[file]?.units ?? [])
      ids.set(unit.id, ids.has(unit.id) ? null : unit)
    this.#byId.set(file, ids)
    return ids
  }
}

/** An edit with the segment it is of and the content to be written. */
interface Judged {
  readonly segment: ReadSegment
  /** New content of the target, or null where it stays. */
  readonly content: string | null
  readonly state: string | null
  readonly subState: string | null
}

type EditedSegment = readonly [SegmentPlace, XliffEdit]

class Plan {
  readonly #document: XliffDocument
  readonly #options: MergeOptions
  readonly #splices: Splice[] = []
  readonly #refusals: XliffError[] = []
  #changed = 0
  #firstTarget = false

  constructor(document: XliffDocument, options: MergeOptions) {
    this.#document = document
    this.#options = options
  }

  take(edits: Iterable<XliffEdit>): void {
    const finder = new SegmentFinder(this.#document)
    const byUnit = new Map<UnitPlace, EditedSegment[]>()
    const edited = new Set<SegmentPlace>()
    for (const edit of edits) {
      this.#judge(() => {
        const place = finder.segment(edit)
        if (edited.has(place)) throw this.#refuse('DUPLICATE_EDIT', 'The segment is edited twice', place)
        edited.add(place)
        // Most units have one segment, and need not wait for the edits of others.
        if (place.unit.segments.length + place.unit.ignorables.length === 1) {
          this.#takeUnit(place.unit, [[place, edit]])
          return
        }
        const ofUnit = byUnit.get(place.unit)
        if (ofUnit) ofUnit.push([place, edit])
        else byUnit.set(place.unit, [[place, edit]])
      })
    }
    for (const [unit, ofUnit] of byUnit) this.#takeUnit(unit, ofUnit)
  }

  result(): MergePlan {
    if (this.#firstTarget) this.#nameTargetLanguage()
    return {
      splices: this.#splices.sort((one, other) => one.start - other.start || one.end - other.end),
      refusals: this.#refusals,
      changed: this.#changed,
    }
  }

  #takeUnit(unit: UnitPlace, edits: readonly EditedSegment[]): void {
    this.#judge(() => {
      const read = readUnit(this.#document, unit)
      const judged: Judged[] = []
      for (const [place, edit] of edits) {
        const segment = (place.kind === 'segment' ? read.segments : read.ignorables)[place.ordinal]
        if (!segment) continue
        this.#judge(() => judged.push(this.#judgeEdit(read, segment, edit)))
      }
      const before = this.#splices.length
      if (this.#document.dialect === '2') for (const one of judged) this.#splice2(one)
      else if (unit.segSource && unit.segments.some(({ mid }) => mid !== null))
        this.#spliceSegmented(unit, judged)
      else for (const one of judged) this.#splice12(unit, one)
      if (this.#splices.length > before) this.#changed += judged.length
    })
  }

  #judgeEdit(unit: ReadUnit, segment: ReadSegment, edit: XliffEdit): Judged {
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
    const raws = sameCodes(segment, marksIn(target))
    const written = writeInline(target, raws ? (character) => raws.get(character) : rawFor(segment))
    if (raws && written !== null) return written
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
    const state = writeState(this.#document.dialect, edit.state)
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

  #splice2({ segment, content, state, subState }: Judged): void {
    const { tag, source, target } = segment.place
    if (tag && (state !== null || subState !== null)) {
      const old = this.#document.decoded.text.slice(tag.start, tag.end)
      const current = valuesOf(old).get('state') ?? 'initial'
      const stateTag = state === null || state === current ? old : withAttribute(old, 'state', state)
      const moved = stateTag !== old || (state === null && subState !== null)
      this.#replace(tag.start, tag.end, moved ? withAttribute(stateTag, 'subState', subState || null) : old)
    }
    if (content === null || !source) return
    if (target) this.#spliceContent(target, startTag(this.#document, target), content)
    else this.#insertTarget(source, source, content, [])
  }

  #splice12(unit: UnitPlace, { segment, content, state, subState }: Judged): void {
    const { source, target } = segment.place
    if (!source) return
    const attributes: [string, string | null][] = []
    if (state !== null && !this.#hasState(target, state)) attributes.push(['state', state])
    if (attributes.length > 0 || subState) attributes.push(['state-qualifier', subState || null])
    if (!target) {
      if (content !== null) this.#insertTarget(unit.segSource ?? source, source, content, attributes)
    } else {
      const tag = attributes.reduce(
        (changed, [name, value]) => withAttribute(changed, name, value),
        startTag(this.#document, target),
      )
      this.#spliceContent(target, tag, content)
    }
    this.#approve(unit, state)
  }

  #spliceSegmented(unit: UnitPlace, judged: readonly Judged[]): void {
    const { segSource, source, target } = unit
    if (!segSource || !source) return
    const edited = judged.filter(({ content }) => content !== null)
    const state = lowest(judged.map((one) => one.state))
    const attributes: [string, string | null][] =
      state !== null && !this.#hasState(target, state)
        ? [
            ['state', state],
            ['state-qualifier', null],
          ]
        : []
    const marked = unit.segments.some((segment) => segment.target)
    if (target) {
      if (!marked && edited.length > 0 && contentOf(this.#document, target).trim() !== '') {
        const first = edited[0]?.segment.place
        if (first)
          throw this.#refuse('UNSUPPORTED_TARGET', 'The source is segmented and the target is not', first)
      }
      const tag = attributes.reduce(
        (changed, [name, value]) => withAttribute(changed, name, value),
        startTag(this.#document, target),
      )
      const whole = marked || edited.length === 0 ? null : this.#skeleton(segSource, unit, edited)
      this.#spliceContent(target, tag, whole)
      if (marked) for (const one of edited) this.#spliceMark(unit, target, one, edited)
    } else if (edited.length > 0) {
      this.#insertTarget(segSource, source, this.#skeleton(segSource, unit, edited), attributes)
    }
    this.#approve(unit, state)
  }

  #spliceMark(
    unit: UnitPlace,
    target: ElementPlace,
    { segment, content }: Judged,
    edited: readonly Judged[],
  ): void {
    const { place } = segment
    if (content === null) return
    if (place.target) {
      this.#spliceContent(place.target, startTag(this.#document, place.target), content)
      return
    }
    const earlier = unit.segments.slice(0, place.ordinal)
    const gap = earlier.some(
      (known) =>
        known.mid === place.mid && !known.target && !edited.some((one) => one.segment.place === known),
    )
    if (gap)
      throw this.#refuse('UNSUPPORTED_TARGET', 'An earlier segment with the same mid has no target', place)
    const before = earlier.findLast((known) => known.target)?.target
    const at = before ? before.end : target.open
    const prefix = corePrefix(this.#document, target)
    this.#replace(
      at,
      at,
      `<${prefix}mrk mtype="seg" mid="${escapeValue(place.mid ?? '')}">${content}</${prefix}mrk>`,
    )
  }

  /** The segmented source with the words of the targets in its marks; segments without one stay empty. */
  #skeleton(segSource: ElementPlace, unit: UnitPlace, edited: readonly Judged[]): string {
    const { text } = this.#document.decoded
    let written = ''
    let from = segSource.open
    for (const { source, ordinal } of unit.segments) {
      if (!source) continue
      const content = edited.find(({ segment }) => segment.place.ordinal === ordinal)?.content ?? ''
      const tag = text.slice(source.start, source.open)
      const isEmpty = source.end === source.open
      const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? 'mrk'
      written += text.slice(from, source.start)
      written += `${isEmpty ? tag.replace(/\s*\/>$/, '>') : tag}${content}</${name}>`
      from = source.end
    }
    return written + text.slice(from, segSource.close)
  }

  #spliceContent(place: ElementPlace, tag: string, content: string | null): void {
    const { text } = this.#document.decoded
    const isEmpty = place.open === place.end
    if (content !== null && content !== '' && isEmpty) {
      const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? 'target'
      this.#replace(place.start, place.end, `${tag.replace(/\s*\/>$/, '>')}${content}</${name}>`)
      return
    }
    this.#replace(place.start, place.open, tag)
    if (content !== null && !isEmpty && content !== text.slice(place.open, place.close)) {
      this.#splices.push({ start: place.open, end: place.close, text: content })
    }
  }

  #insertTarget(
    after: ElementPlace,
    source: ElementPlace,
    content: string,
    attributes: readonly [string, string | null][],
  ): void {
    const { text } = this.#document.decoded
    const prefix = corePrefix(this.#document, source)
    const declared = attributesOf(startTag(this.#document, source)).filter(
      ({ name }) => name.startsWith('xmlns') || name === 'xml:space',
    )
    const tag = [
      ...declared.map(({ name, value }): [string, string | null] => [name, value]),
      ...attributes,
    ].reduce((changed, [name, value]) => withAttribute(changed, name, value), `<${prefix}target>`)
    // The target stands under the source as the source stands under what comes before it.
    const indent = /[ \t\r\n]*$/.exec(text.slice(Math.max(0, source.start - 200), source.start))?.[0] ?? ''
    const at = after.end
    this.#replace(at, at, `${indent}${tag}${content}</${prefix}target>`)
    this.#firstTarget = true
  }

  #hasState(target: ElementPlace | null, state: string): boolean {
    if (!target) return false
    return valuesOf(startTag(this.#document, target)).get('state') === state
  }

  /** In 1.2 approval is an attribute of its own. */
  #approve(unit: UnitPlace, state: string | null): void {
    if (state === null) return
    const old = this.#document.decoded.text.slice(unit.start, unit.open)
    const approved = valuesOf(old).get('approved')
    const ours = readState('1.2', state)
    const wanted = ours === 'reviewed' || ours === 'final' ? 'yes' : 'no'
    if ((approved ?? 'no') !== wanted)
      this.#replace(unit.start, unit.open, withAttribute(old, 'approved', wanted))
  }

  #nameTargetLanguage(): void {
    const { dialect, targetLanguage, root, decoded } = this.#document
    if (dialect !== '2' || targetLanguage !== '') return
    const wanted = this.#options.targetLanguage
    if (!wanted) {
      const message = 'The file has no targets yet and names no target language; one has to be given'
      this.#refusals.push(new XliffError('NO_TARGET_LANGUAGE', message, placeOf(decoded.text, root.start)))
      return
    }
    this.#replace(
      root.start,
      root.end,
      withAttribute(decoded.text.slice(root.start, root.end), 'trgLang', wanted),
    )
  }

  #replace(start: number, end: number, text: string): void {
    if (this.#document.decoded.text.slice(start, end) !== text) this.#splices.push({ start, end, text })
  }

  #judge(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof XliffError)) throw error
      this.#refusals.push(error)
    }
  }

  #refuse(code: XliffErrorCode, message: string, place: SegmentPlace): XliffError {
    const start = place.tag?.start ?? place.source?.start ?? place.unit.start
    const name = nameOf(place)
    return new XliffError(
      code,
      `Segment ${name}: ${message}`,
      placeOf(this.#document.decoded.text, start),
      name,
    )
  }
}

function wantedTarget(unit: ReadUnit, { target, notation }: XliffEdit): CodedText | null {
  if (notation === undefined) return target ?? null
  return unit.hasCodes && notation.includes('{') ? fromNotation(notation) : notation
}

/** Control characters, lone surrogates and noncharacters. @see https://www.w3.org/TR/xml/#charsets */
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u

/** The mark-up of a target that has exactly the codes of the old target or of the source in their order, or null. */
function sameCodes({ source, target, sourceRaw, targetRaw }: ReadSegment, marks: string): RawCodes | null {
  // What an old target lacks is missing also where the new one has the same.
  const inSource = marksIn(source)
  if (marks !== inSource) return null
  return target !== null && marksIn(target) === inSource ? targetRaw() : sourceRaw()
}

/** The mark-up for the marks of a segment: that of the target where it has all of a code, else that of the source. */
function rawFor(segment: ReadSegment): (mark: string) => string | undefined {
  const sourceRaw = segment.sourceRaw()
  const targetRaw = segment.targetRaw()
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

/** Gives a start tag with an attribute set, or removed by null; everything else of it stays. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  const found = attributesOf(tag).find((attribute) => attribute.name === name)
  if (found && value === null) {
    const before = tag.slice(0, found.start).trimEnd()
    return before + tag.slice(found.valueEnd + 1)
  }
  if (value === null) return tag
  const written = escapeValue(value)
  if (found)
    return tag.slice(0, found.valueStart) + written.replaceAll("'", '&apos;') + tag.slice(found.valueEnd)
  const end = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1
  const before = tag.slice(0, end)
  return `${before.trimEnd()} ${name}="${written}"${before.slice(before.trimEnd().length)}${tag.slice(end)}`
}

const order = ['initial', 'translated', 'reviewed', 'final']

/** The state of the furthest-back segment, because 1.2 has one for all segments of a unit. */
function lowest(states: readonly (string | null)[]): string | null {
  const rank = (state: string) => order.indexOf(readState('1.2', state) ?? 'initial')
  return states
    .filter((state) => state !== null)
    .reduce<string | null>((low, state) => (low === null || rank(state) < rank(low) ? state : low), null)
}
