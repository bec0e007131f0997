// A small tree of one unit, or of what stands beside the units of a file, for validation only: never of a whole file.

import type { ExpandedName } from '#glossary/xml/names.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'

/** An attribute with a prefix. */
export interface ForeignAttribute extends ExpandedName {
  readonly name: string
  readonly value: string
}

/** An element while it is checked. */
export interface XmlNode extends ExpandedName {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Attributes of other namespaces, `xml:` ones and namespace declarations not among them. */
  readonly foreign: readonly ForeignAttribute[]
  readonly parent: XmlNode | null
  readonly children: XmlNode[]
  readonly start: number
  /** Whether there is text of its own that is not white space. */
  hasText: boolean
  text: string
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const none: readonly ForeignAttribute[] = []

/** Makes a node of a start tag. */
export function nodeOf(
  element: ScannedElement,
  parent: XmlNode | null,
  expand: (attribute: string) => ExpandedName,
): XmlNode {
  const { uri, local, name, attributes, prefixed, start } = element
  let foreign: ForeignAttribute[] | null = null
  for (const key of prefixed) {
    const expanded = expand(key)
    if (expanded.uri === xmlNamespace) continue
    foreign ??= []
    foreign.push({ ...expanded, name: key, value: attributes[key] ?? '' })
  }
  return {
    uri,
    local,
    name,
    attributes,
    foreign: foreign ?? none,
    parent,
    children: [],
    start,
    hasText: false,
    text: '',
  }
}

/** The node and all below it, in the order of the file. */
export function* below(node: XmlNode): Generator<XmlNode> {
  yield node
  for (const child of node.children) yield* below(child)
}

/** The first child of a name in the namespace of the node. */
export function childOf(node: XmlNode, local: string): XmlNode | null {
  return node.children.find((child) => child.local === local && child.uri === node.uri) ?? null
}

/** The value of an attribute without prefix, or of `xml:…`. */
export function valueOf(node: XmlNode, name: string): string | undefined {
  return node.attributes[name]
}
