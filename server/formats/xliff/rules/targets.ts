// Targets: their order, the states they allow, and the skeleton of the file.

import type { XmlNode } from '../node.ts'
import type { Rule } from './rule.ts'

/** Orders of targets are a permutation of their places. */
export const targetOrder: Rule = {
  id: 'core/target-order',
  spec: '#order',
  unit({ parts }, report) {
    if (!parts.some(({ target }) => target?.attributes['order'] !== undefined)) return
    const places = new Map<number, XmlNode>()
    parts.forEach(({ node, target }, index) => {
      const order = Number(target?.attributes['order'] ?? index + 1)
      if (order < 1 || order > parts.length)
        report(target ?? node, `The order ${order} is not one from 1 to ${parts.length}`)
      else if (places.has(order)) report(target ?? node, `The order ${order} is used twice in the unit`)
      places.set(order, target ?? node)
    })
  },
}

/** A state beyond initial needs a target; a sub-state needs a state. */
export const states: Rule = {
  id: 'core/state',
  spec: '#state',
  unit({ parts }, report) {
    for (const { node, target } of parts) {
      const { state, subState } = node.attributes
      if (subState !== undefined && state === undefined) report(node, 'A sub-state stands without a state')
      if (state !== undefined && state !== 'initial' && !target)
        report(node, `The state ${state} needs a target`)
    }
  },
}

/** A skeleton is either here or elsewhere. */
export const skeleton: Rule = {
  id: 'core/skeleton',
  spec: '#skeleton',
  owner(owner, _file, report) {
    if (owner.local !== 'file') return
    const found = owner.children.find(({ local, uri }) => local === 'skeleton' && uri === owner.uri)
    if (!found) return
    const isEmpty = found.children.length === 0 && found.text === ''
    const elsewhere = found.attributes['href'] !== undefined
    if (isEmpty && !elsewhere) report(found, 'A skeleton without content needs the attribute href')
    if (!isEmpty && elsewhere) report(found, 'A skeleton with content may not have the attribute href')
  },
}

/** A unit is more than ignorables. */
export const hasSegment: Rule = {
  id: 'core/unit-segment',
  spec: '#unit',
  unit({ node, parts }, report) {
    if (!parts.some((part) => part.node.local === 'segment')) report(node, 'The unit has no segment')
  },
}
