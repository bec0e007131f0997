// New targets and states in a file that came from elsewhere. All edits are judged first: either each of them is
// spliced in, or the file is not written and every refusal is named. How a big file is merged while it is read stands
// in merge-stream.ts.

import { wholeText, type XmlText } from '#glossary/xml/text.ts'

import { XliffError, type XliffErrorCode } from './error.ts'
import { Judge, refusal, type Judged, type SegmentKey, type XliffEdit } from './judge.ts'
import type { SegmentPlace, Span, UnitPlace } from './places.ts'
import type { XliffDocument, XliffReading } from './read.ts'
import { spliced, type Splice } from './splice.ts'
import { TargetSplices, withAttribute } from './targets.ts'
import { readUnit } from './unit.ts'

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
  const merge = new UnitMerge(document)
  const finder = new SegmentFinder(document)
  const byUnit = new Map<UnitPlace, EditedSegment[]>()
  const edited = new Set<SegmentPlace>()
  for (const edit of edits) {
    merge.attempt(() => {
      const place = finder.segment(edit)
      if (edited.has(place)) throw editedTwice(document, place)
      edited.add(place)
      // Most units have one segment, and need not wait for the edits of others.
      if (place.unit.segments.length + place.unit.ignorables.length === 1) {
        merge.take(place.unit, [[place, edit]])
        return
      }
      const ofUnit = byUnit.get(place.unit)
      if (ofUnit) ofUnit.push([place, edit])
      else byUnit.set(place.unit, [[place, edit]])
    })
  }
  for (const [unit, ofUnit] of byUnit) merge.take(unit, ofUnit)
  if (merge.firstTarget && namesNoTarget(document)) {
    merge.attempt(() =>
      merge.splices.push(targetLanguageSplice(document.xml, document.root, options.targetLanguage)),
    )
  }
  return { splices: inOrder(merge.splices), refusals: merge.refusals, changed: merge.changed }
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

/** An edit with the segment that it names. */
export type EditedSegment = readonly [SegmentPlace, XliffEdit]

/** Merges the edits of units, one unit after the other, and keeps what is refused. */
export class UnitMerge {
  readonly refusals: XliffError[] = []
  changed = 0
  readonly #reading: XliffReading
  readonly #judge: Judge
  readonly #targets: TargetSplices

  constructor(reading: XliffReading) {
    this.#reading = reading
    this.#judge = new Judge(reading)
    this.#targets = new TargetSplices(reading)
  }

  /** The splices since they were last taken away. */
  get splices(): Splice[] {
    return this.#targets.splices
  }

  /** Whether a segment got a target that had none. */
  get firstTarget(): boolean {
    return this.#targets.firstTarget
  }

  /** Gives the splices so far, in order, and forgets them. */
  takeAway(): readonly Splice[] {
    const { splices } = this.#targets
    if (splices.length === 0) return splices
    this.#targets.splices = []
    // Those of one segment come in order.
    return splices.every((splice, index) => index === 0 || (splices[index - 1]?.end ?? 0) <= splice.start)
      ? splices
      : inOrder(splices)
  }

  take(unit: UnitPlace, edits: readonly EditedSegment[]): void {
    this.attempt(() => {
      const read = readUnit(this.#reading, unit)
      const judged: Judged[] = []
      for (const [place, edit] of edits) {
        const segment = (place.kind === 'segment' ? read.segments : read.ignorables)[place.ordinal]
        if (!segment) continue
        this.attempt(() => judged.push(this.#judge.judge(read, segment, edit)))
      }
      const before = this.splices.length
      this.#targets.write(unit, judged)
      if (this.splices.length > before) this.changed += judged.length
    })
  }

  /** Does some of the work and keeps its refusal. */
  attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof XliffError)) throw error
      this.refusals.push(error)
    }
  }
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
    const unit = typeof key.unit === 'number' ? file?.units[key.unit] : this.#idsOf(key.file).get(key.unit)
    if (unit) return unit
    throw unit === null ? ambiguous(key) : unknownUnit(key)
  }

  segment(key: SegmentKey): SegmentPlace {
    return segmentIn(this.#document, this.unit(key), key)
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

/** The segment of a unit that a key names. @throws XliffError UNKNOWN_KEY */
export function segmentIn(reading: XliffReading, unit: UnitPlace, key: SegmentKey): SegmentPlace {
  const found = (key.ignorable ? unit.ignorables : unit.segments)[key.segment]
  if (found) return found
  const message = `The unit "${unit.id}" has no ${key.ignorable ? 'ignorable' : 'segment'} ${key.segment}`
  throw new XliffError('UNKNOWN_KEY', message, reading.xml.placeOf(unit.start), shownKey(key))
}

const shownKey = ({ file, unit, segment }: SegmentKey): string => `${file}/${unit}/${segment}`
const nowhere = wholeText('').placeOf(0)
const unplaced = (code: XliffErrorCode, message: string, key: SegmentKey) =>
  new XliffError(code, message, nowhere, shownKey(key))

export function ambiguous(key: SegmentKey): XliffError {
  const message = `Several units of file ${key.file} have the id "${key.unit}"; name it by its ordinal`
  return unplaced('AMBIGUOUS_KEY', message, key)
}

export function unknownUnit(key: SegmentKey): XliffError {
  return unplaced('UNKNOWN_KEY', `There is no unit ${JSON.stringify(key.unit)} in file ${key.file}`, key)
}

export function editedTwice(reading: XliffReading, place: SegmentPlace): XliffError {
  return refusal(reading, 'DUPLICATE_EDIT', 'The segment is edited twice', place)
}

/** Whether a file has to name its target language when it gets its first target; in 1.2 it need not. */
export function namesNoTarget({
  dialect,
  targetLanguage,
}: Pick<XliffDocument, 'dialect' | 'targetLanguage'>) {
  return dialect === '2' && targetLanguage === ''
}

/** Writes the target language into the root element. @throws XliffError when none is given */
export function targetLanguageSplice(text: XmlText, root: Span, wanted: string | undefined): Splice {
  if (wanted) return { ...root, text: withAttribute(text.slice(root.start, root.end), 'trgLang', wanted) }
  const message = 'The file has no targets yet and names no target language; one has to be given'
  throw new XliffError('NO_TARGET_LANGUAGE', message, text.placeOf(root.start))
}

function inOrder(splices: Splice[]): readonly Splice[] {
  return splices.sort((one, other) => one.start - other.start || one.end - other.end)
}
