// Merges edits into a file while it is read: neither the file nor its text is ever whole in memory. What is refused is
// known at the end; until then nothing of the new file may be shown.

import { XmlPieces } from '#glossary/xml/pieces.ts'

import { asXliffError, type XliffError } from './error.ts'
import type { XliffEdit } from './judge.ts'
import {
  ambiguous,
  editedTwice,
  namesNoTarget,
  segmentIn,
  targetLanguageSplice,
  unknownUnit,
  UnitMerge,
  type EditedSegment,
  type MergeOptions,
} from './merge.ts'
import type { SegmentPlace, UnitPlace } from './places.ts'
import { XliffReader } from './read.ts'
import { encodeText, type Splice } from './splice.ts'

/** A merge that is done while the bytes of the new file are taken. */
export class StreamedMerge {
  readonly #edits: EditList
  readonly #options: MergeOptions
  readonly #file = new XmlPieces()
  readonly #reader = new XliffReader(this.#file.window, (unit) => this.#take(unit))
  readonly #merge = new UnitMerge(this.#reader)
  /** Splices that are not written yet, in order. */
  #queue: Splice[] = []
  /** Offset up to which the file is written. */
  #written = 0
  #isNamed = false
  #hasEnded = false

  constructor(edits: Iterable<XliffEdit>, options: MergeOptions = {}) {
    this.#edits = new EditList(edits)
    this.#options = options
  }

  get refusals(): readonly XliffError[] {
    return this.#merge.refusals
  }

  /** Segments whose bytes change. */
  get changed(): number {
    return this.#merge.changed
  }

  /**
   * Gives the bytes of the new file. After the last, `refusals` tells whether they count.
   * @throws XliffError when the file cannot be read
   */
  *pieces(bytes: Iterable<Uint8Array>): Generator<Uint8Array> {
    const { window } = this.#file
    const needed = () =>
      Math.min(this.#reader.unitStart ?? Infinity, this.#waits() ? this.#written : Infinity)
    try {
      for (const upTo of this.#file.scan(bytes, this.#reader, { needed })) {
        this.#hasEnded = upTo === window.end
        const { decoder } = this.#file
        if (!decoder || this.refusals.length > 0 || this.#waits()) continue
        const mark = this.#written === 0 && decoder.start > 0 ? '\uFEFF' : ''
        const text = mark + this.#textUpTo(upTo)
        if (text !== '') yield encodeText(text, decoder)
      }
      this.#merge.refusals.push(...this.#edits.left())
    } catch (error) {
      throw asXliffError(error)
    }
  }

  /** Whether it is still open what stands in the root element: the first target of all decides it. */
  #waits(): boolean {
    return !this.#isNamed && !this.#hasEnded && namesNoTarget(this.#reader.head())
  }

  #textUpTo(end: number): string {
    const { window } = this.#file
    let text = ''
    for (const splice of this.#queue) {
      text += window.slice(this.#written, splice.start) + splice.text
      this.#written = splice.end
    }
    this.#queue = []
    text += window.slice(this.#written, end)
    this.#written = end
    return text
  }

  #take(unit: UnitPlace): void {
    const edits = this.#edits.of(unit)
    if (!edits) return
    const named: EditedSegment[] = []
    const seen = edits.length > 1 ? new Set<SegmentPlace>() : null
    for (const edit of edits) {
      this.#merge.attempt(() => {
        const place = segmentIn(this.#reader, unit, edit)
        if (seen?.has(place)) throw editedTwice(this.#reader, place)
        seen?.add(place)
        named.push([place, edit])
      })
    }
    this.#merge.take(unit, named)
    if (this.#merge.firstTarget && !this.#isNamed) this.#nameTarget()
    for (const splice of this.#merge.takeAway()) this.#queue.push(splice)
  }

  #nameTarget(): void {
    this.#isNamed = true
    const head = this.#reader.head()
    if (!namesNoTarget(head)) return
    this.#merge.attempt(() => {
      this.#queue.unshift(targetLanguageSplice(this.#file.window, head.root, this.#options.targetLanguage))
    })
  }
}

/** What is to be done with one unit. */
class Listed {
  readonly first: XliffEdit
  /** Most units have one segment and one edit. */
  others: XliffEdit[] | null = null
  taken = false
  /** An id that several units have names none of them. */
  ambiguous = false

  constructor(first: XliffEdit) {
    this.first = first
  }

  all(): readonly XliffEdit[] {
    return this.others ? [this.first, ...this.others] : [this.first]
  }
}

/** Edits by what they name, until their unit comes. */
class EditList {
  readonly #files = new Map<number, Map<number | string, Listed>>()

  constructor(edits: Iterable<XliffEdit>) {
    for (const edit of edits) {
      let units = this.#files.get(edit.file)
      if (!units) this.#files.set(edit.file, (units = new Map()))
      const listed = units.get(edit.unit)
      if (!listed) units.set(edit.unit, new Listed(edit))
      else if (listed.others) listed.others.push(edit)
      else listed.others = [edit]
    }
  }

  /** The edits of a unit, or null. */
  of({ file, ordinal, id }: UnitPlace): readonly XliffEdit[] | null {
    const units = this.#files.get(file.ordinal)
    if (!units) return null
    const byOrdinal = units.get(ordinal)
    const byId = units.get(id)
    if (byOrdinal) byOrdinal.taken = true
    if (!byId) return byOrdinal?.all() ?? null
    if (byId.taken) byId.ambiguous = true
    byId.taken = true
    return byOrdinal ? [...byOrdinal.all(), ...byId.all()] : byId.all()
  }

  /** A refusal for each edit that names no unit, or several. */
  *left(): Generator<XliffError> {
    for (const units of this.#files.values()) {
      for (const listed of units.values()) {
        if (listed.taken && !listed.ambiguous) continue
        yield* listed.all().map(listed.ambiguous ? ambiguous : unknownUnit)
      }
    }
  }
}
