// A streaming parse of an XML file that says where every tag stands. No tree is built.

import { SaxesParser } from 'saxes'

import { XmlError, placeOf, type XmlErrorCode } from './error.ts'

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

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const chunkLength = 64 * 1024

/** Parses a text and reports its elements. @throws XmlError */
export function scanXml(text: string, handlers: ScanHandlers, options: ScanOptions = {}): void {
  // NOTE: the namespaces of saxes cost the depth of each element, so names are taken apart here, after the depth is known.
  const parser = new SaxesParser({ position: false })
  const names = new Names()
  const most = options.depth ?? xmlLimits.depth
  let depth = 0
  let lastTag = 0

  const fail = (code: XmlErrorCode, message: string, offset = parser.position): never => {
    throw new XmlError(code, message, placeOf(text, Math.min(Math.max(offset, 0), text.length)))
  }
  const startOf = (end: number) => text.lastIndexOf('<', end - 1)

  parser.on('error', (error) => fail('XML', error.message, parser.position - 1))
  parser.on('doctype', (doctype) => {
    if (options.doctype !== 'ignored') fail('DOCTYPE', 'The file has a document type, which is not read')
    if (doctype.includes('['))
      fail('DOCTYPE', 'The document type defines something of its own, which is not read')
  })
  parser.on('opentag', (tag) => {
    const end = parser.position
    const start = startOf(end)
    lastTag = end
    depth += 1
    if (depth > most) fail('DEPTH', `Elements are nested deeper than ${most}`, start)
    // The parser without namespaces gives plain strings.
    const attributes = tag.attributes as Readonly<Record<string, string>>
    const problem = names.open(tag.name, attributes)
    if (problem) fail(problem.code, problem.message, start)
    const { uri, local } = names.element(tag.name)
    handlers.open(
      { name: tag.name, uri, local, attributes, start, end, empty: tag.isSelfClosing },
      names.attribute,
    )
  })
  parser.on('closetag', () => {
    const end = parser.position
    lastTag = end
    depth -= 1
    names.close()
    handlers.close(startOf(end), end)
  })
  if (handlers.text) {
    const take = handlers.text.bind(handlers)
    parser.on('text', take)
    parser.on('cdata', take)
  }

  for (let at = 0; at < text.length; at += chunkLength) {
    parser.write(text.slice(at, at + chunkLength))
    if (at - lastTag > xmlLimits.textCharacters) fail('LIMIT', 'A text, comment or tag is too long', lastTag)
  }
  parser.close()
}

interface NameProblem {
  readonly code: XmlErrorCode
  readonly message: string
}

/** The namespaces in force, and the names taken apart under them. */
class Names {
  #scopes: Scope[] = [new Scope(new Map([['xml', xmlNamespace]]))]
  #scope: Scope = new Scope(new Map([['xml', xmlNamespace]]))

  open(element: string, attributes: Readonly<Record<string, string>>): NameProblem | null {
    let declared: Map<string, string> | null = null
    let prefixed = 0
    let count = 0
    let length = 0
    for (const name in attributes) {
      count += 1
      const value = attributes[name] ?? ''
      length += value.length
      if (name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')) {
        const prefix = name.slice(6)
        if (prefix !== '' && value === '')
          return { code: 'NAMESPACE', message: `The prefix ${prefix} is given no namespace` }
        if (prefix === 'xmlns' || (prefix === 'xml') !== (value === xmlNamespace)) {
          return { code: 'NAMESPACE', message: `The prefix ${prefix} cannot be declared so` }
        }
        declared ??= new Map(this.#scope.bindings)
        declared.set(prefix, value)
      } else if (name.includes(':')) prefixed += 1
    }
    if (count > xmlLimits.attributes) {
      return {
        code: 'LIMIT',
        message: `An element has ${count} attributes; at most ${xmlLimits.attributes} are read`,
      }
    }
    if (length > xmlLimits.attributeCharacters)
      return { code: 'LIMIT', message: 'The attributes of an element are too long' }
    this.#scopes.push(this.#scope)
    if (declared) this.#scope = new Scope(declared)
    if (this.#scope.problem(element)) return unbound(element)
    return prefixed > 0 ? this.#attributes(attributes, prefixed) : null
  }

  #attributes(attributes: Readonly<Record<string, string>>, prefixed: number): NameProblem | null {
    const seen = prefixed > 1 ? new Set<string>() : null
    for (const name in attributes) {
      if (!name.includes(':') || name.startsWith('xmlns:')) continue
      if (this.#scope.problem(name)) return unbound(name)
      if (!seen) continue
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

  attribute = (name: string): ExpandedName =>
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
