// A file that left us and comes home, in pieces or as a whole. A large one is looked through to its end before anything of
// it is used, and then read once more: neither it nor its units are ever whole in memory.

import { WorkError } from '#domain/errors.ts'
import type { State } from '#domain/workflow.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import type { ExpandedName } from '#glossary/xml/names.ts'
import { XmlPieces } from '#glossary/xml/pieces.ts'

import { largeLimits } from '../limits.ts'
import { asXliffError, XliffError } from './error.ts'
import type { UnitPlace } from './places.ts'
import { XliffReader } from './read.ts'
import { foreignUnitsOf, returnedUnit, type ReturnedUnit } from './returned.ts'
import { hashOf, ownNamespace, readUnitId } from './sent.ts'

/** What a file that came home says of itself; for certain when it has been read to its end. */
export interface ReturnedHead {
  readonly version: string
  readonly sourceLanguage: string
  readonly targetLanguage: string
  /** The edition that it says it is of; null where a tool dropped that. */
  readonly editionId: string | null
  /** Whether a unit has a name that we gave it. */
  readonly isOurs: boolean
}

/** A file that came home. */
export interface ReturnedFile extends ReturnedHead {
  readonly units: readonly ReturnedUnit[]
  /** The same file as one of somebody else, which an article was made of; empty where a unit has a name of ours. */
  readonly foreign: readonly ReturnedUnit[]
}

/** What stands in a file of somebody else where a target is: its short name, and the state it says. */
export type SeenTarget = readonly [hash: string, state: State | null] | null

/**
 * How the units are read: as those that we wrote, as the blocks of the article that a file of somebody else became, or as
 * both, only to look: then of a file of somebody else it is told what stands in it, block by block.
 */
export type ReturnedKind = 'ours' | 'foreign' | 'look'

/** What a piece brought. */
export interface ReturnedPiece {
  readonly head: ReturnedHead
  readonly units: readonly ReturnedUnit[]
  readonly seen: readonly SeenTarget[]
}

/** Reads a file whose pieces are handed over one by one. */
export class ReturnedReader {
  readonly #kind: ReturnedKind
  readonly #file = new XmlPieces()
  readonly #reader = new XliffReader(this.#file.window, (unit) => this.#take(unit))
  readonly #scan = this.#file.open(this, { needed: () => this.#needed() })
  #units: ReturnedUnit[] = []
  #seen: SeenTarget[] = []
  #count = 0
  #blocks = 0
  #isOurs = false
  #editionId: string | null = null
  /** Behind the last tag. */
  #lastTag = 0
  /** An offset and its line. */
  #offset = 0
  #line = 1

  constructor(kind: ReturnedKind) {
    this.#kind = kind
  }

  /** @throws XliffError */
  write(piece: Uint8Array): ReturnedPiece {
    return this.#typed(() => this.#scan.write(piece))
  }

  /** @throws XliffError */
  end(): ReturnedPiece {
    return this.#typed(() => this.#scan.end())
  }

  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void {
    this.#lastTag = element.end
    this.#reader.open(element, expand)
    if (element.local === 'file' && this.#reader.files.length === 1)
      this.#editionId ??= editionOf(element, expand)
  }

  close(start: number, end: number): void {
    this.#lastTag = end
    this.#reader.close(start, end)
  }

  #take(unit: UnitPlace): void {
    this.#count += 1
    if (this.#count > largeLimits.segments) {
      const place = this.#file.window.placeOf(unit.start)
      throw new XliffError('LIMIT', `The file has more than ${largeLimits.segments} units`, place)
    }
    const isNamed = readUnitId(unit.id) !== null
    this.#isOurs ||= isNamed
    if (this.#kind === 'ours') this.#units.push(returnedUnit(this.#reader, unit, this.#lineOf))
    else if (this.#kind === 'look' && isNamed) returnedUnit(this.#reader, unit, this.#lineOf)
    else this.#takeForeign(unit)
  }

  #takeForeign(unit: UnitPlace): void {
    const units = foreignUnitsOf(this.#reader, unit, this.#blocks, this.#lineOf)
    this.#blocks += units.length
    if (this.#kind === 'foreign') this.#units.push(...units)
    else this.#seen.push(...units.map(seenOf))
  }

  /** Holds back the unit that is being read; lines before it are counted, so that their text can go. */
  #needed(): number {
    const offset = Math.min(this.#reader.unitStart ?? Infinity, this.#lastTag)
    this.#lineOf(offset)
    return offset
  }

  /** The line of an offset. NOTE: each is counted from the one before; a window that counts anew takes minutes. */
  readonly #lineOf = (offset: number): number => {
    const { window } = this.#file
    if (offset < this.#offset) return window.placeOf(offset).line
    const text = window.slice(this.#offset, offset)
    // A line end of two characters counts with its second one.
    const ends = text.match(text.includes('\r') ? /\r(?!\n|$)|\n/g : /\n/g)
    const isHalf = text.endsWith('\r') && window.slice(offset, offset + 1) !== '\n'
    this.#line += (ends?.length ?? 0) + (isHalf ? 1 : 0)
    this.#offset = offset
    return this.#line
  }

  #typed(work: () => void): ReturnedPiece {
    try {
      work()
    } catch (error) {
      throw asXliffError(error)
    }
    const { version, sourceLanguage, targetLanguage } = this.#reader.head()
    const head = { version, sourceLanguage, targetLanguage, editionId: this.#editionId, isOurs: this.#isOurs }
    const piece = { head, units: this.#units, seen: this.#seen }
    this.#units = []
    this.#seen = []
    return piece
  }
}

/** What stands where a target is. */
export function seenOf({ target, state }: ReturnedUnit): SeenTarget {
  return target === null ? null : [hashOf(target), state]
}

/** The attribute `edition` of our own namespace, under whatever prefix a tool gave it. */
function editionOf(element: ScannedElement, expand: (attribute: string) => ExpandedName): string | null {
  for (const name of element.prefixed) {
    const { uri, local } = expand(name)
    if (uri === ownNamespace && local === 'edition') return element.attribute(name) ?? null
  }
  return null
}

/** Reads a whole file that comes home. @throws XliffError */
export function readReturned(bytes: Uint8Array): ReturnedFile {
  const { head, units } = wholeOf(bytes, 'ours')
  return { ...head, units, foreign: head.isOurs ? [] : wholeOf(bytes, 'foreign').units }
}

function wholeOf(bytes: Uint8Array, kind: ReturnedKind): ReturnedPiece {
  const reader = new ReturnedReader(kind)
  const first = reader.write(bytes)
  const last = reader.end()
  return { head: last.head, units: [...first.units, ...last.units], seen: [...first.seen, ...last.seen] }
}

/** Reads a whole file that comes home, of which nothing is known yet. @throws WorkError `unsupported-file` */
export function readHomecoming(bytes: Uint8Array): ReturnedFile {
  return refusing(() => readReturned(bytes))
}

/** Says what is wrong with a file as actions say it. @throws WorkError `unsupported-file` with line and column */
export function refusing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof XliffError)) throw error
    const { code, line, column, message } = error
    throw new WorkError('unsupported-file', message, { rule: code, line, column, expected: 'XLIFF' })
  }
}
