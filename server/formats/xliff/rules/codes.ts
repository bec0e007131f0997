// What may be done with codes: copied, deleted, reordered; and what they refer to.

import { valueTypes } from '../values.ts'
import type { XmlNode } from '../node.ts'
import type { CheckedUnit, Report, Rule } from './rule.ts'

const inlineOf = ({ inSources, inTargets }: CheckedUnit) => [...inSources, ...inTargets]
const keyOf = (node: XmlNode) =>
  node.local === 'ec' && node.attributes['startRef'] !== undefined
    ? `end of ${node.attributes['startRef']}`
    : node.attributes['id']
const dataNames = ['dataRef', 'dataRefStart', 'dataRefEnd'] as const

/** A copy names a code that may be copied, and has no data of its own. */
export const copies: Rule = {
  id: 'core/copy-of',
  spec: '#copyof',
  unit(unit, report) {
    if (!unit.hasCodes) return
    const all = inlineOf(unit)
    for (const node of all) {
      const { copyOf } = node.attributes
      if (copyOf === undefined) continue
      if (dataNames.some((name) => node.attributes[name] !== undefined)) {
        report(node, 'A copy may not refer to original data of its own')
      }
      const original = all.find((known) => known.attributes['id'] === copyOf)
      if (!original) report(node, `There is no code "${copyOf}" in the unit to be a copy of`)
      else if (original.attributes['canCopy'] === 'no') report(node, `The code "${copyOf}" may not be copied`)
    }
  },
}

/** References to original data lead to data of the unit. */
export const dataRefs: Rule = {
  id: 'core/data-ref',
  spec: '#dataref',
  unit(unit, report) {
    if (unit.hasCodes) checkDataRefs(inlineOf(unit), unit.data, report)
  },
}

/** Reports references to original data that does not exist. */
export function checkDataRefs(
  nodes: Iterable<XmlNode>,
  data: { readonly has: (id: string) => boolean },
  report: Report,
): void {
  for (const node of nodes) {
    for (const name of dataNames) {
      const value = node.attributes[name]
      if (value !== undefined && !data.has(value))
        report(node, `${name} refers to "${value}", which is no original data here`)
    }
  }
}

/** What may not be reordered may neither be deleted nor copied. */
export const reorderContext: Rule = {
  id: 'core/can-reorder',
  spec: '#canreorder',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const node of inlineOf(unit)) {
      const { canReorder = 'yes', canCopy, canDelete } = node.attributes
      if (canReorder !== 'yes' && (canCopy !== 'no' || canDelete !== 'no')) {
        report(node, `A code with canReorder="${canReorder}" needs canCopy="no" and canDelete="no"`)
      }
    }
  },
}

/** The codes of a part in sequences that keep their order: `firstNo`, then `no`. */
function sequencesOf(nodes: readonly XmlNode[]): {
  readonly sequences: string[][]
  readonly loose: XmlNode[]
} {
  const sequences: string[][] = []
  const loose: XmlNode[] = []
  let current: string[] | null = null
  for (const node of nodes) {
    if (node.local === 'mrk' || node.local === 'sm' || node.local === 'em' || node.local === 'cp') continue
    const { canReorder = 'yes' } = node.attributes
    const key = keyOf(node) ?? ''
    if (canReorder === 'firstNo') sequences.push((current = [key]))
    else if (canReorder === 'no') {
      if (current) current.push(key)
      else loose.push(node)
    } else current = null
  }
  return { sequences, loose }
}

/** Codes that may not be reordered follow one that begins their sequence, and keep their order in the target. */
export const reorderSequence: Rule = {
  id: 'core/reorder-sequence',
  spec: '#canreorder',
  unit({ hasCodes, parts }, report) {
    if (!hasCodes) return
    for (const { inSource, inTarget, target } of parts) {
      if (inSource.length === 0) continue
      const { sequences, loose } = sequencesOf(inSource)
      for (const node of loose)
        report(node, 'A code with canReorder="no" follows none with canReorder="firstNo"')
      if (!target) continue
      for (const node of sequencesOf(inTarget).loose) {
        report(node, 'A code with canReorder="no" follows none with canReorder="firstNo"')
      }
      const written = nestedKeys(target)
      for (const sequence of sequences) {
        if (sequence.length < 2 || !written.includes(`|${sequence[0]}|`)) continue
        const expected = `|${sequence.join('||')}|`
        if (!written.includes(expected))
          report(target, `The codes ${sequence.join(', ')} are not in the order of the source`)
      }
    }
    for (const { source, target, inSource } of parts) {
      if (!source || !target) continue
      for (const node of inSource) {
        const { canReorder, id } = node.attributes
        if (canReorder !== 'no' || id === undefined) continue
        const there = findIn(target, id)
        if (there && enclosing(node) !== enclosing(there)) {
          report(there, `The code "${id}" stands in another code than in the source`)
        }
      }
    }
  },
}

function nestedKeys(part: XmlNode): string {
  let keys = ''
  const visit = (node: XmlNode) => {
    for (const child of node.children) {
      const isMarker =
        child.local === 'mrk' || child.local === 'sm' || child.local === 'em' || child.local === 'cp'
      if (!isMarker) keys += `|${keyOf(child) ?? ''}|`
      visit(child)
    }
  }
  visit(part)
  return keys
}

function findIn(part: XmlNode, id: string): XmlNode | null {
  for (const child of part.children) {
    if (child.attributes['id'] === id) return child
    const found = findIn(child, id)
    if (found) return found
  }
  return null
}

/** Id of the innermost code around a node that keeps its order too. */
function enclosing(node: XmlNode): string | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.local === 'pc' && (at.attributes['canReorder'] ?? 'yes') !== 'yes')
      return at.attributes['id'] ?? ''
  }
  return null
}

/** What may not be deleted is in the targets of the unit as soon as its segment has a target. */
export const deletion: Rule = {
  id: 'core/can-delete',
  spec: '#candelete',
  unit({ hasCodes, parts, inTargets }, report) {
    if (!hasCodes) return
    const there = new Set(inTargets.map(keyOf))
    for (const node of inTargets) if (node.local === 'pc') there.add(`end of ${node.attributes['id']}`)
    for (const { target, inSource } of parts) {
      if (!target) continue
      for (const node of inSource) {
        if (node.attributes['canDelete'] !== 'no') continue
        const key = keyOf(node)
        if (key !== undefined && !there.has(key))
          report(node, `The code "${key}" may not be deleted and is in no target`)
      }
    }
  },
}

const subTypes: ReadonlyMap<string, string> = new Map([
  ['xlf:lb', 'fmt'],
  ['xlf:pb', 'fmt'],
  ['xlf:b', 'fmt'],
  ['xlf:i', 'fmt'],
  ['xlf:u', 'fmt'],
  ['xlf:var', 'ui'],
])

/** A sub-type needs a type, and those of XLIFF need the one that they belong to. */
export const codeTypes: Rule = {
  id: 'core/sub-type',
  spec: '#subtype',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const node of inlineOf(unit)) {
      const { type, subType } = node.attributes
      if (subType === undefined) continue
      if (type === undefined) report(node, 'A sub-type stands without a type')
      else if (subType.startsWith('xlf:') && subTypes.get(subType) !== type) {
        report(node, `The sub-type ${subType} does not belong to the type ${type}`)
      }
    }
  },
}

/** Sub-flows are units of the same file, which may come later. */
export const subFlows: Rule = {
  id: 'core/sub-flows',
  spec: '#subflows',
  unit(unit) {
    if (!unit.hasCodes) return
    for (const node of inlineOf(unit)) {
      for (const name of ['subFlows', 'subFlowsStart', 'subFlowsEnd']) {
        const value = node.attributes[name]
        if (value === undefined || !valueTypes.get('nmtokens')?.fits(value)) continue
        for (const id of value.split(' ')) unit.file.subFlows.push({ at: node, id })
      }
    }
  },
  file({ subFlows: wanted, units }, report) {
    for (const { at, id } of wanted)
      if (!units.has(id)) report(at, `The sub-flow "${id}" is no unit of the file`)
  },
}

/** `cp` stands for characters that XML cannot hold, and for no others. @see https://www.w3.org/TR/xml/#charsets */
export const codePoints: Rule = {
  id: 'core/code-point',
  spec: '#cp',
  unit({ node }, report) {
    const visit = (at: XmlNode) => {
      if (at.local === 'cp') {
        const code = Number.parseInt(at.attributes['hex'] ?? '', 16)
        const fine = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff)
        const alsoFine = (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
        if (fine || alsoFine) report(at, 'The character can stand in the file itself')
        if (code > 0x10ffff) report(at, 'There is no such character')
      }
      at.children.forEach(visit)
    }
    visit(node)
  },
}
