// A file of somebody else with the targets of an edition in it, piece by piece: neither the file nor the targets are ever
// whole in memory. What cannot be written stays as it was and is told.

import { WorkError } from '#domain/errors.ts'
import type { CodedText } from '#domain/inline.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import type { ExpandedName } from '#glossary/xml/names.ts'
import { XmlPieces } from '#glossary/xml/pieces.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { asXliffError } from './error.ts'
import { namesNoTarget, targetLanguageSplice, UnitMerge, type EditedSegment } from './merge.ts'
import type { UnitPlace } from './places.ts'
import { XliffReader } from './read.ts'
import { openSegmentsOf } from './segments.ts'
import { encodeText, type Splice } from './splice.ts'

/** A piece, and the targets of all sentences whose source begins in it; null leaves what stands in the file. */
export interface TargetsOfPiece {
  readonly piece: Uint8Array
  readonly targets: readonly (CodedText | null)[]
}

/** Why a target is not in the file. */
export interface UnwrittenTarget {
  readonly code: string
  readonly line: number
  readonly message: string
}

/** What a piece became. */
export interface WrittenPiece {
  readonly bytes: Uint8Array
  /** Targets so far that were not there before. */
  readonly changed: number
  /** Those of this piece that could not be written. */
  readonly unwritten: readonly UnwrittenTarget[]
}

/** Writes the targets of an edition into the file that its article came from. */
export class XliffTargetWriter {
  readonly #locale: TargetLocale | null
  readonly #file = new XmlPieces()
  readonly #reader = new XliffReader(this.#file.window, (unit) => this.#take(unit))
  readonly #merge = new UnitMerge(this.#reader)
  readonly #scan = this.#file.open(this, {
    needed: () => Math.min(this.#reader.unitStart ?? Infinity, this.#written),
  })
  /** Those of the sentences to come, the next one first. */
  #targets: (CodedText | null)[] = []
  #at = 0
  /** Splices that are not written yet, in order. */
  #queue: Splice[] = []
  #written = 0
  /** Behind the last tag. */
  #lastTag = 0
  #isNamed = false

  /** `locale` of the targets; null when there are none, and the file comes back as it is. */
  constructor(locale: TargetLocale | null) {
    this.#locale = locale
  }

  /** @throws WorkError `invalid` with line and column, when the file is not the one that the article came from */
  write({ piece, targets }: TargetsOfPiece): WrittenPiece {
    this.#targets = [...this.#targets.slice(this.#at), ...targets]
    this.#at = 0
    return this.#typed(() => {
      this.#scan.write(piece)
      return Math.min(this.#reader.unitStart ?? Infinity, this.#lastTag)
    })
  }

  /** @throws WorkError */
  end(): WrittenPiece {
    return this.#typed(() => {
      this.#scan.end()
      if (this.#at < this.#targets.length) throw otherFile()
      return this.#file.window.end
    })
  }

  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void {
    this.#lastTag = element.end
    this.#reader.open(element, expand)
    if (!this.#isNamed && this.#reader.head().version !== '') this.#name()
  }

  close(start: number, end: number): void {
    this.#lastTag = end
    this.#reader.close(start, end)
  }

  /** A file of XLIFF 2 that names no target language gets it at once: whether a target will come is not known yet. */
  #name(): void {
    this.#isNamed = true
    const head = this.#reader.head()
    if (this.#locale !== null && namesNoTarget(head))
      this.#queue.push(targetLanguageSplice(this.#file.window, head.root, this.#locale))
  }

  #take(unit: UnitPlace): void {
    const edits: EditedSegment[] = []
    this.#demandLanguage()
    for (const { place, target } of openSegmentsOf(this.#reader, unit)) {
      if (this.#at >= this.#targets.length) throw otherFile()
      const wanted = this.#targets[this.#at] ?? null
      this.#at += 1
      if (wanted === null || wanted === target) continue
      const { file, ordinal } = unit
      const key = { file: file.ordinal, unit: ordinal, segment: place.ordinal }
      edits.push([place, { ...key, target: wanted, state: 'translated' }])
    }
    if (edits.length === 0) return
    this.#merge.take(unit, edits)
    this.#queue.push(...this.#merge.takeAway())
  }

  #demandLanguage(): void {
    const { targetLanguage } = this.#reader.head()
    const language = targetLanguage.toLowerCase().split(/[-_]/)[0] ?? ''
    if (this.#locale === null || language === '' || language === this.#locale) return
    const problem = `The file is for ${targetLanguage}; ${this.#locale} would need a file of its own`
    throw new WorkError('invalid', problem, { found: targetLanguage, expected: this.#locale })
  }

  #typed(work: () => number): WrittenPiece {
    try {
      return this.#upTo(work())
    } catch (error) {
      if (error instanceof WorkError) throw error
      const { message, line, column } = asXliffError(error)
      const problem = `Line ${line}, column ${column}: ${message}`
      throw new WorkError('invalid', problem, { line, column, problem: message })
    }
  }

  #upTo(end: number): WrittenPiece {
    const { window, decoder } = this.#file
    const unwritten = this.#merge.refusals
      .splice(0)
      .map(({ code, line, message }) => ({ code, line, message }))
    const { changed } = this.#merge
    if (!decoder || end <= this.#written) return { bytes: new Uint8Array(), changed, unwritten }
    let text = this.#written === 0 && decoder.start > 0 ? '\uFEFF' : ''
    for (const splice of this.#queue) {
      text += window.slice(this.#written, splice.start) + splice.text
      this.#written = splice.end
    }
    this.#queue = []
    text += window.slice(this.#written, end)
    this.#written = end
    return { bytes: encodeText(text, decoder), changed, unwritten }
  }
}

const otherFile = (): WorkError =>
  new WorkError('invalid', 'The sentences of the article are not those of its file', {
    problem: 'other-file',
  })
