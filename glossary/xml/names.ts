// The namespaces in force while a file is scanned, and the names taken apart under them.

import type { ScannedElement } from './element.ts'
import type { XmlErrorCode } from './error.ts'

/** A name taken apart; an attribute without prefix has no namespace. */
export interface ExpandedName {
  readonly uri: string
  readonly local: string
}

/** Why a start tag cannot be accepted. */
export interface NameProblem {
  readonly code: XmlErrorCode
  readonly message: string
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const noNames: readonly string[] = []

/** Follows the namespaces from element to element. */
export class Names {
  #scopes: Scope[] = []
  #scope = new Scope(new Map([['xml', xmlNamespace]]))
  /** Names of the attributes of the last start tag that have a prefix, namespace declarations not among them. */
  prefixed = noNames

  /** Opens an element; answers what is wrong with its names. */
  open(element: ScannedElement): NameProblem | null {
    this.#scopes.push(this.#scope)
    this.prefixed = noNames
    let prefixed: string[] | null = null
    let declared: Map<string, string> | null = null
    let problem: NameProblem | null = null
    for (let index = 0; index < element.count; index += 1) {
      if (!element.isQualified(index)) continue
      const name = element.nameAt(index)
      if (/^xmlns(?:$|:)/.test(name)) {
        const value = element.valueAt(index)
        problem ??= declarationProblem(name.slice(6), value)
        declared ??= new Map(this.#scope.bindings)
        declared.set(name.slice(6), value)
      } else (prefixed ??= []).push(name)
    }
    if (declared) this.#scope = new Scope(declared)
    if (prefixed) this.prefixed = prefixed
    return problem ?? this.#bindingProblem(element.name, this.prefixed)
  }

  close(): void {
    this.#scope = this.#scopes.pop() ?? this.#scope
  }

  element(name: string): ExpandedName {
    return this.#scope.expand(name)
  }

  readonly expand = (name: string): ExpandedName =>
    name.includes(':') ? this.#scope.expand(name) : { uri: '', local: name }

  #bindingProblem(element: string, prefixed: readonly string[]): NameProblem | null {
    if (this.#scope.problem(element)) return unbound(element)
    if (prefixed.length === 0) return null
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
}

function declarationProblem(prefix: string, value: string): NameProblem | null {
  if (prefix !== '' && value === '')
    return { code: 'NAMESPACE', message: `The prefix ${prefix} is given no namespace` }
  if (prefix === 'xmlns' || (prefix === 'xml') !== (value === xmlNamespace))
    return { code: 'NAMESPACE', message: `The prefix ${prefix} cannot be declared so` }
  return null
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
