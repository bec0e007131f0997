// A streaming parse of an XML file that says where every tag stands. No tree is built.

import { SaxesParser } from 'saxes'

import { XmlError, type XmlErrorCode } from './error.ts'
import { TextWindow } from './text.ts'

/** What a file may contain at most; what passes a limit is refused whole. */
export const xmlLimits = {
  depth: 64,
  attributes: 256,
  attributeCharacters: 1024 * 1024,
  /** Longest stretch without a tag; files embed whole documents as text. */
  textCharacters: 128 * 1024 * 1024,
} as const

/** A name taken apart; an attribute without prefix has no namespace. */
export interface ExpandedName {
  readonly uri: string
  readonly local: string
}

/** A start tag with its place: `start` is the offset of `<`, `end` the one behind `>`. */
export interface ScannedElement extends ExpandedName {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Names of the attributes that have a prefix, namespace declarations not among them. */
  readonly prefixed: readonly string[]
  readonly start: number
  readonly end: number
  /** `<a/>`: its end tag is reported at once, with the same place. */
  readonly empty: boolean
}

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

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const chunkLength = 64 * 1024

/** Parses a text and reports its elements. @throws XmlError */
export function scanXml(text: string, handlers: ScanHandlers, options: ScanOptions = {}): void {
  const window = new TextWindow()
  window.append(text)
  const scan = new Scan(handlers, window, options)
  for (let at = 0; at < text.length; at += chunkLength) scan.write(text.slice(at, at + chunkLength))
  scan.close()
}

/**
 * Parses a text that comes in pieces. Gives, after each, the offset before which the text is then forgotten.
 * @throws XmlError
 */
export function* scanPieces(
  pieces: Iterable<string>,
  handlers: ScanHandlers,
  { window, needed, ...options }: PieceOptions,
): Generator<number> {
  const scan = new Scan(handlers, window, options)
  for (const piece of pieces) {
    window.append(piece)
    scan.write(piece)
    const upTo = Math.min(scan.lastTag, needed?.() ?? scan.lastTag)
    yield upTo
    window.forget(upTo)
  }
  scan.close()
  yield window.end
}

class Scan {
  // NOTE: the namespaces of saxes cost the depth of each element, so names are taken apart here, after the depth is known.
  readonly #parser = new SaxesParser({ position: false })
  readonly #names = new Names()
  readonly #handlers: ScanHandlers
  readonly #window: TextWindow
  readonly #deepest: number
  #depth = 0
  /** Behind the last tag. */
  lastTag = 0

  constructor(handlers: ScanHandlers, window: TextWindow, { doctype: allowed, depth }: ScanOptions) {
    this.#handlers = handlers
    this.#window = window
    this.#deepest = depth ?? xmlLimits.depth
    const parser = this.#parser
    parser.on('error', (error) => this.#fail('XML', error.message, parser.position - 1))
    parser.on('doctype', (doctype) => {
      const at = parser.position
      if (allowed !== 'ignored') this.#fail('DOCTYPE', 'The file has a document type, which is not read', at)
      if (doctype.includes('['))
        this.#fail('DOCTYPE', 'The document type defines something of its own, which is not read', at)
    })
    // The parser without namespaces gives plain strings.
    parser.on('attribute', (attribute) => this.#names.attribute(attribute as RawAttribute))
    parser.on('opentag', (tag) => this.#open(tag as Opened))
    parser.on('closetag', () => this.#close())
    if (!handlers.text) return
    const take = handlers.text.bind(handlers)
    parser.on('text', take)
    parser.on('cdata', take)
  }

  write(piece: string): void {
    // The decoder took the byte order mark away; the parser would pass over a second one.
    if (this.#parser.position === 0 && piece.startsWith('\uFEFF'))
      this.#fail('XML', 'A second byte order mark stands before the file', 0)
    this.#parser.write(piece)
    if (this.#parser.position - this.lastTag > xmlLimits.textCharacters)
      this.#fail('LIMIT', 'A text, comment or tag is too long', this.lastTag)
  }

  close(): void {
    this.#parser.close()
  }

  #open({ name, attributes, isSelfClosing }: Opened): void {
    const end = this.#parser.position
    const start = this.#window.tagBefore(end)
    this.lastTag = end
    this.#depth += 1
    if (this.#depth > this.#deepest)
      this.#fail('DEPTH', `Elements are nested deeper than ${this.#deepest}`, start)
    const { problem, prefixed } = this.#names.open(name)
    if (problem) this.#fail(problem.code, problem.message, start)
    const { uri, local } = this.#names.element(name)
    this.#handlers.open(
      { name, uri, local, attributes, prefixed, start, end, empty: isSelfClosing },
      this.#names.expand,
    )
  }

  #close(): void {
    const end = this.#parser.position
    this.lastTag = end
    this.#depth -= 1
    this.#names.close()
    this.#handlers.close(this.#window.tagBefore(end), end)
  }

  #fail(code: XmlErrorCode, message: string, offset: number): never {
    throw new XmlError(code, message, this.#window.placeOf(offset))
  }
}

interface Opened {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly isSelfClosing: boolean
}

interface NameProblem {
  readonly code: XmlErrorCode
  readonly message: string
}

interface RawAttribute {
  readonly name: string
  readonly value: string
}

/** The namespaces in force, and the names taken apart under them. */
class Names {
  #scopes: Scope[] = [new Scope(new Map([['xml', xmlNamespace]]))]
  #scope: Scope = new Scope(new Map([['xml', xmlNamespace]]))
  // Of the attributes that have come since the last start tag. Looking for them in its table would take much longer.
  #count = 0
  #length = 0
  #declared: Map<string, string> | null = null
  #prefixed: string[] = []
  #problem: NameProblem | null = null

  /** Takes an attribute of the start tag that is about to be opened. */
  attribute({ name, value }: RawAttribute): void {
    this.#count += 1
    this.#length += value.length
    if (name.startsWith('xmlns') && (name.length === 5 || name[5] === ':'))
      this.#declare(name.slice(6), value)
    else if (name.includes(':')) this.#prefixed.push(name)
  }

  #declare(prefix: string, value: string): void {
    if (prefix !== '' && value === '')
      this.#problem ??= { code: 'NAMESPACE', message: `The prefix ${prefix} is given no namespace` }
    else if (prefix === 'xmlns' || (prefix === 'xml') !== (value === xmlNamespace))
      this.#problem ??= { code: 'NAMESPACE', message: `The prefix ${prefix} cannot be declared so` }
    this.#declared ??= new Map(this.#scope.bindings)
    this.#declared.set(prefix, value)
  }

  /** Opens an element with the attributes that came before; `prefixed` are those of its attributes that have a prefix. */
  open(element: string): { readonly problem: NameProblem | null; readonly prefixed: readonly string[] } {
    const prefixed = this.#prefixed
    const problem = this.#problem ?? this.#limitProblem()
    this.#scopes.push(this.#scope)
    if (this.#declared) this.#scope = new Scope(this.#declared)
    this.#count = 0
    this.#length = 0
    this.#declared = null
    this.#problem = null
    if (prefixed.length > 0) this.#prefixed = []
    return { problem: problem ?? this.#bindingProblem(element, prefixed), prefixed }
  }

  #limitProblem(): NameProblem | null {
    if (this.#count > xmlLimits.attributes) {
      const message = `An element has ${this.#count} attributes; at most ${xmlLimits.attributes} are read`
      return { code: 'LIMIT', message }
    }
    if (this.#length <= xmlLimits.attributeCharacters) return null
    return { code: 'LIMIT', message: 'The attributes of an element are too long' }
  }

  #bindingProblem(element: string, prefixed: readonly string[]): NameProblem | null {
    if (this.#scope.problem(element)) return unbound(element)
    const nameless = prefixed.find((name) => this.#scope.problem(name))
    if (nameless !== undefined) return unbound(nameless)
    if (prefixed.length < 2) return null
    const seen = new Set<string>()
    for (const name of prefixed) {
      const { uri, local } = this.#scope.expand(name)
      if (seen.has(`${uri} ${local}`)) return { code: 'XML', message: `The attribute ${name} stands twice` }
      seen.add(`${uri} ${local}`)
    }
    return null
  }

  close(): void {
    this.#scope = this.#scopes.pop() ?? this.#scope
  }

  element(name: string): ExpandedName {
    return this.#scope.expand(name)
  }

  expand = (name: string): ExpandedName =>
    name.includes(':') ? this.#scope.expand(name) : { uri: '', local: name }
}

class Scope {
  readonly bindings: ReadonlyMap<string, string>
  readonly #expanded = new Map<string, ExpandedName | null>()

  constructor(bindings: ReadonlyMap<string, string>) {
    this.bindings = bindings
  }

  problem(name: string): boolean {
    return this.#find(name) === null
  }

  expand(name: string): ExpandedName {
    return this.#find(name) ?? { uri: '', local: name }
  }

  #find(name: string): ExpandedName | null {
    const known = this.#expanded.get(name)
    if (known !== undefined) return known
    const found = this.#resolve(name)
    this.#expanded.set(name, found)
    return found
  }

  #resolve(name: string): ExpandedName | null {
    const colon = name.indexOf(':')
    if (colon === -1) return { uri: this.bindings.get('') ?? '', local: name }
    const uri = this.bindings.get(name.slice(0, colon))
    const local = name.slice(colon + 1)
    return uri === undefined || local === '' || local.includes(':') || !/^[\p{L}_]/u.test(local)
      ? null
      : { uri, local }
  }
}

function unbound(name: string): NameProblem {
  return { code: 'NAMESPACE', message: `The prefix of ${name} is not declared` }
}
