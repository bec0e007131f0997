// Start and end codes, and start and end markers, find each other.

import type { XmlNode } from '../node.ts'
import type { CheckedUnit, Report, Rule } from './rule.ts'

type Sides = readonly (readonly XmlNode[])[]

/** In sources and targets of the unit pairs are pairs of their own. */
const sidesOf = ({ inSources, inTargets }: CheckedUnit): Sides => [inSources, inTargets]

/** `isolated` says that the other end is not in the unit, and only then it may be missing. */
export const isolation: Rule = {
  id: 'core/isolated',
  spec: '#isolated',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const side of sidesOf(unit)) checkIsolation(side, report)
  },
}

/** Reports start and end codes whose `isolated`, `id` and `startRef` do not fit. */
export function checkIsolation(side: readonly XmlNode[], report: Report): void {
  const starts = new Map<string, number>()
  const ends = new Map<string, number>()
  side.forEach((node, index) => {
    if (node.local === 'sc') starts.set(node.attributes['id'] ?? '', index)
    if (node.local === 'ec' && node.attributes['startRef'] !== undefined)
      ends.set(node.attributes['startRef'], index)
  })
  side.forEach((node, index) => {
    const { id, startRef, isolated, dir } = node.attributes
    if (node.local === 'sc') {
      const end = ends.get(id ?? '')
      if (isolated === 'yes' && end !== undefined)
        report(node, `The code "${id}" is isolated, but its end is in the unit`)
      if (isolated !== 'yes' && (end === undefined || end < index)) {
        report(node, `The code "${id}" has no end after it in the unit and is not isolated`)
      }
    } else if (node.local === 'ec') {
      if (isolated === 'yes' && (startRef !== undefined || id === undefined)) {
        report(node, 'An isolated end code has an id and no startRef')
      } else if (isolated !== 'yes') {
        const start = starts.get(startRef ?? '')
        if (startRef === undefined || id !== undefined) {
          report(node, 'An end code that is not isolated has a startRef and no id')
        } else if (start === undefined || start > index) {
          report(node, `The end code refers to "${startRef}", which does not start before it`)
        }
        if (dir !== undefined) report(node, 'Only an isolated end code has a direction')
      }
    }
  })
}

const shared = ['canCopy', 'canDelete', 'canReorder', 'canOverlap'] as const

/** Both ends of a code may do the same; a start that is `firstNo` has an end that is `no`. */
export const sameAbilities: Rule = {
  id: 'core/start-end-agree',
  spec: '#ec',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const side of sidesOf(unit)) {
      const starts = new Map(
        side.filter(({ local }) => local === 'sc').map((node) => [node.attributes['id'], node]),
      )
      for (const node of side) {
        if (node.local !== 'ec') continue
        const start =
          node.attributes['startRef'] === undefined ? undefined : starts.get(node.attributes['startRef'])
        if (!start) continue
        for (const name of shared) {
          const expected = start.attributes[name] ?? 'yes'
          const wanted = name === 'canReorder' && expected === 'firstNo' ? 'no' : expected
          const found = node.attributes[name] ?? 'yes'
          if (found !== wanted)
            report(node, `${name} is ${found} here and ${expected} at the start of the code`)
        }
      }
    }
  },
}

/** Every start marker has its end after it in the same unit, and the other way round. */
export const markers: Rule = {
  id: 'core/marker-pair',
  spec: '#sm',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const side of sidesOf(unit)) checkMarkers(side, report)
  },
}

/** Reports start and end markers that do not find each other. */
export function checkMarkers(side: readonly XmlNode[], report: Report): void {
  const open = new Map<string, XmlNode>()
  for (const node of side) {
    if (node.local === 'sm') open.set(node.attributes['id'] ?? '', node)
    if (node.local !== 'em') continue
    const startRef = node.attributes['startRef'] ?? ''
    if (!open.delete(startRef))
      report(node, `The end marker refers to "${startRef}", which does not start before it`)
  }
  for (const node of open.values()) report(node, `The marker "${node.attributes['id']}" has no end after it`)
}
