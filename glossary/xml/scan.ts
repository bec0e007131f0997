// A streaming parse of an XML file that says where every tag stands. No tree is built.

import type { ScannedElement } from './element.ts'
import { XmlError, type XmlErrorCode } from './error.ts'
import { Lexer, mostAttributes } from './lexer.ts'
import { Names, type ExpandedName } from './names.ts'
import { TextWindow } from './text.ts'

/** What a file may contain at most; what passes a limit is refused whole. */
export const xmlLimits = {
  depth: 64,
  attributes: mostAttributes,
  tagCharacters: 1024 * 1024,
  /** Longest stretch without a tag; files embed whole documents as text. */
  textCharacters: 128 * 1024 * 1024,
} as const

/** What happens for each part of a file; what is not given is passed over. */
export interface ScanHandlers {
  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void
  close(start: number, end: number): void
  text?(text: string): void
}

/** How a format deviates. */
export interface ScanOptions {
  /** Lets a document type without an internal subset pass, as TMX files have it; it is never read. */
  readonly doctype?: 'ignored'
  readonly depth?: number
}

/** How a text is read that is not kept. */
export interface PieceOptions extends ScanOptions {
  /** Holds the text from the last tag, or from the offset that `needed` gives. */
  readonly window: TextWindow
  readonly needed?: () => number
}

/** Parses a text and reports its elements. @throws XmlError */
export function scanXml(text: string, handlers: ScanHandlers, options: ScanOptions = {}): void {
  const window = new TextWindow()
  window.append(text)
  new Scan(handlers, window, options).read(true)
}

/**
 * Parses a text that comes in pieces. Gives, after each, the offset before which the text is then forgotten.
 * @throws XmlError
 */
export function* scanPieces(
  pieces: Iterable<string>,
  handlers: ScanHandlers,
  options: PieceOptions,
): Generator<number> {
  const scan = new PieceScan(handlers, options)
  for (const piece of pieces) {
    const upTo = scan.write(piece)
    yield upTo
    options.window.forget(upTo)
  }
  scan.end()
  yield options.window.end
}

/** The same for whoever hands the pieces over one by one. */
export class PieceScan {
  readonly #scan: Scan
  readonly #window: TextWindow
  readonly #needed: (() => number) | undefined

  constructor(handlers: ScanHandlers, { window, needed, ...options }: PieceOptions) {
    this.#scan = new Scan(handlers, window, options)
    this.#window = window
    this.#needed = needed
  }

  /** Gives the offset before which nothing is needed any more. @throws XmlError */
  write(piece: string): number {
    this.#window.append(piece)
    this.#scan.read(false)
    return Math.min(this.#scan.lastTag, this.#needed?.() ?? this.#scan.lastTag)
  }

  /** @throws XmlError */
  end(): void {
    this.#scan.read(true)
  }
}

class Scan {
  readonly #lexer: Lexer
  readonly #names = new Names()
  readonly #handlers: ScanHandlers
  readonly #window: TextWindow
  readonly #deepest: number
  #depth = 0
  /** Behind the last tag. */
  lastTag = 0
  readonly text: ((text: string) => void) | undefined

  constructor(handlers: ScanHandlers, window: TextWindow, { doctype, depth }: ScanOptions) {
    this.#handlers = handlers
    this.#window = window
    this.#deepest = depth ?? xmlLimits.depth
    this.text = handlers.text?.bind(handlers)
    this.#lexer = new Lexer(this, doctype === 'ignored')
  }

  read(last: boolean): void {
    this.#lexer.read(this.#window, last)
    if (this.#window.end - this.lastTag > xmlLimits.textCharacters)
      this.fail('LIMIT', 'A text, comment or tag is too long', this.lastTag)
  }

  open(element: ScannedElement): void {
    const { start, end } = element
    this.lastTag = end
    this.#depth += 1
    if (this.#depth > this.#deepest)
      this.fail('DEPTH', `Elements are nested deeper than ${this.#deepest}`, start)
    if (end - start > xmlLimits.tagCharacters) this.fail('LIMIT', 'A tag is too long', start)
    const problem = this.#names.open(element)
    if (problem) this.fail(problem.code, problem.message, start)
    element.called(this.#names.element(element.name), this.#names.prefixed)
    this.#handlers.open(element, this.#names.expand)
  }

  close(start: number, end: number): void {
    this.lastTag = end
    this.#depth -= 1
    this.#names.close()
    this.#handlers.close(start, end)
  }

  fail(code: XmlErrorCode, message: string, offset: number): never {
    throw new XmlError(code, message, this.#window.placeOf(offset))
  }
}
