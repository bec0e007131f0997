// Checks elements against the grammar while they are read: what may stand where, how often, with which attributes.

import { closedNamespaces, grammar, type ElementGrammar } from './grammar.ts'
import { moduleNamespaces } from './namespaces.ts'
import type { XmlNode } from './node.ts'
import { valueTypes } from './values.ts'

export type ReportAt = (rule: string, at: XmlNode, message: string) => void

/** An open element and how far its content has come. */
interface OpenElement {
  readonly node: XmlNode
  readonly grammar: ElementGrammar | null
  particle: number
  count: number
}

const xmlAttributes = new Set(['xml:lang', 'xml:space', 'xml:id', 'xml:base'])

/** Follows a file through its elements. */
export class StructureCheck {
  readonly #report: ReportAt
  readonly #open: OpenElement[] = []

  constructor(report: ReportAt) {
    this.#report = report
  }

  open(node: XmlNode): void {
    const parent = this.#open.at(-1)
    if (parent) this.#place(parent, node)
    const known = grammar.get(`${node.uri} ${node.local}`) ?? null
    if (known) this.#attributes(node, known)
    else if (closedNamespaces.has(node.uri)) {
      this.#report('structure/element', node, `<${node.name}> is not an element of ${node.uri}`)
    }
    this.#open.push({ node, grammar: known, particle: 0, count: 0 })
  }

  close(): void {
    const closed = this.#open.pop()
    if (!closed?.grammar) return
    const { node, particle, count } = closed
    if (node.hasText && !closed.grammar.text) {
      this.#report('structure/text', node, `<${node.name}> may not contain text`)
    }
    closed.grammar.particles.forEach(({ least, shown }, index) => {
      if (index < particle || least <= (index === particle ? count : 0)) return
      this.#report('structure/missing', node, `<${node.name}> lacks ${shown.replaceAll('|', ' or ')}`)
    })
  }

  #place(parent: OpenElement, node: XmlNode): void {
    if (!parent.grammar) return
    const name = `${node.uri} ${node.local}`
    const { particles } = parent.grammar
    for (let at = parent.particle; at < particles.length; at += 1) {
      const particle = particles[at]
      if (!particle) break
      const count = at === parent.particle ? parent.count : 0
      const fits = particle.names ? particle.names.has(name) : node.uri !== parent.node.uri
      if (fits && count < particle.most) {
        parent.particle = at
        parent.count = count + 1
        return
      }
      if (!fits && count < particle.least) {
        this.#report(
          'structure/order',
          node,
          `<${node.name}> stands where ${particle.shown.replaceAll('|', ' or ')} is expected`,
        )
        return
      }
    }
    const rule = particles.some(({ names }) => (names ? names.has(name) : node.uri !== parent.node.uri))
      ? 'structure/order'
      : 'structure/element'
    this.#report(rule, node, `<${node.name}> may not stand here in <${parent.node.name}>`)
  }

  #attributes(node: XmlNode, known: ElementGrammar): void {
    for (const name of known.required) {
      if (node.attributes[name] === undefined) {
        this.#report('structure/attribute-missing', node, `<${node.name}> lacks the attribute ${name}`)
      }
    }
    for (const name in node.attributes) {
      if (name.startsWith('xmlns') || (name.includes(':') && !xmlAttributes.has(name))) continue
      const attribute = known.attributes.get(name)
      const value = node.attributes[name] ?? ''
      if (!attribute) {
        if (name.startsWith('xml:') && known.foreign === 'any' && name !== 'xml:lang') continue
        this.#report('structure/attribute', node, `<${node.name}> may not have the attribute ${name}`)
        continue
      }
      const type = attribute.type === null ? undefined : valueTypes.get(attribute.type)
      if (type && !type.fits(value)) {
        const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
        this.#report(
          'structure/value',
          node,
          `${name}="${shown}" of <${node.name}>: expected ${type.expected}`,
        )
      }
    }
    for (const { uri, name } of node.foreign) {
      if (known.foreign === 'any') continue
      if (known.foreign !== 'none' && known.foreign.includes(uri)) continue
      // Size restrictions stand on more elements than extensions may.
      if (known.foreign === 'none' && moduleNamespaces.has(uri) && moduleAttributes(node).has(uri)) continue
      this.#report('structure/foreign-attribute', node, `<${node.name}> may not have the attribute ${name}`)
    }
  }
}

/** Modules whose attributes stand on elements that take no others. */
function moduleAttributes({ local }: XmlNode): ReadonlySet<string> {
  return allowedOn[local] ?? noModules
}

const noModules: ReadonlySet<string> = new Set()
const structural = new Set(moduleNamespaces)
const allowedOn: Readonly<Record<string, ReadonlySet<string>>> = {
  segment: structural,
  source: structural,
  target: structural,
  data: structural,
  notes: structural,
  originalData: structural,
}
