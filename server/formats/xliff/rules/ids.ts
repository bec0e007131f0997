// Ids are unique in the scope that the specification gives them.

import { moduleNamespaces } from '../namespaces.ts'
import { below, childOf, type XmlNode } from '../node.ts'
import { reportRepeated, type Rule } from './rule.ts'

const id = (node: XmlNode) => node.attributes['id']

/** Segments, ignorables and inline elements of the sources share one space of ids per unit; targets repeat or extend it. */
export const partIds: Rule = {
  id: 'core/id-unique-in-unit',
  spec: '#id',
  unit({ parts, inSources, inTargets, hasCodes }, report) {
    const nodes = parts.map(({ node }) => node)
    reportRepeated(nodes, id, report, 'id')
    if (!hasCodes) return
    const seen = new Map<string, XmlNode>()
    for (const node of nodes) if (id(node) !== undefined) seen.set(id(node) ?? '', node)
    for (const node of inSources) {
      const value = id(node)
      if (value === undefined) continue
      if (seen.has(value)) report(node, `The id "${value}" stands twice in the unit`)
      seen.set(value, node)
    }
    const ofTargets = new Set<string>()
    for (const node of inTargets) {
      const value = id(node)
      if (value === undefined) continue
      const source = seen.get(value)
      if (ofTargets.has(value)) report(node, `The id "${value}" stands twice in the targets of the unit`)
      else if (source && !corresponds(source, node)) {
        report(node, `The id "${value}" belongs to <${source.name}>, which is another element`)
      }
      ofTargets.add(value)
    }
  },
}

/** A pair of a source may be written by its two ends in the target, and the other way round. */
const families: Readonly<Record<string, string>> = { pc: 'pair', sc: 'pair', mrk: 'marker', sm: 'marker' }

/** Whether elements of a source and a target may share an id. */
export function corresponds(source: XmlNode, target: XmlNode): boolean {
  return (families[source.local] ?? source.local) === (families[target.local] ?? target.local)
}

/** Notes have ids unique among the notes beside them. */
export const noteIds: Rule = {
  id: 'core/note-id-unique',
  spec: '#note',
  owner(owner, _file, report) {
    reportRepeated(childOf(owner, 'notes')?.children ?? [], id, report, 'id of a note')
  },
}

/** Data have ids unique in their unit. */
export const dataIds: Rule = {
  id: 'core/data-id-unique',
  spec: '#data',
  unit({ node }, report) {
    reportRepeated(childOf(node, 'originalData')?.children ?? [], id, report, 'id of data')
  },
}

/** Ids of extensions are unique among those of the same namespace in the same file, group or unit. */
export const extensionIds: Rule = {
  id: 'core/extension-id-unique',
  spec: '#extensibility',
  owner(owner, { document }, report) {
    const extensions = owner.children.filter(({ uri }) => uri !== document.core && !moduleNamespaces.has(uri))
    if (extensions.length === 0) return
    const nodes = extensions.flatMap((element) => [...below(element)])
    reportRepeated(
      nodes,
      (node) => {
        const value = node.attributes['id'] ?? node.attributes['xml:id']
        return value === undefined ? undefined : `${node.uri} ${value}`
      },
      report,
      'id of an extension',
    )
  },
}
