// The codes of a match: its source and target are a world of their own beside those of the unit.

import { modules } from '../namespaces.ts'
import { below, type XmlNode } from '../node.ts'
import { corresponds } from './ids.ts'
import { checkIsolation, checkMarkers } from './pairs.ts'
import type { Report, Rule } from './rule.ts'

/** Codes of a match have ids of their own, and their starts and ends find each other. */
export const matchCodes: Rule = {
  id: 'mtc/codes',
  spec: '#candidates',
  extension(element, _scope, report) {
    if (element.uri !== modules.mtc) return
    for (const match of below(element)) {
      if (match.uri === element.uri && match.local === 'match') checkMatch(match, report)
    }
  },
}

function checkMatch(match: XmlNode, report: Report): void {
  const inSource = inlineIn(match, 'source')
  const inTarget = inlineIn(match, 'target')
  for (const side of [inSource, inTarget]) {
    checkIsolation(side, report)
    checkMarkers(side, report)
    for (const node of side) {
      const { dataRefStart, dataRefEnd } = node.attributes
      if ((dataRefStart === undefined) !== (dataRefEnd === undefined))
        report(node, 'dataRefStart and dataRefEnd stand together')
    }
  }
  const ofSource = byId(inSource, report)
  for (const [id, node] of byId(inTarget, report)) {
    const source = ofSource.get(id)
    if (source && !corresponds(source, node))
      report(node, `The id "${id}" belongs to <${source.name}>, which is another element`)
  }
}

function inlineIn(match: XmlNode, local: string): readonly XmlNode[] {
  const part = match.children.find((child) => child.local === local)
  return part ? [...below(part)].slice(1) : []
}

function byId(nodes: readonly XmlNode[], report: Report): ReadonlyMap<string, XmlNode> {
  const seen = new Map<string, XmlNode>()
  for (const node of nodes) {
    const { id } = node.attributes
    if (id === undefined) continue
    if (seen.has(id)) report(node, `The id "${id}" stands twice in the match`)
    seen.set(id, node)
  }
  return seen
}
