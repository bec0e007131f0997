// Annotations, and the fragments by which one place refers to another.

import { modules } from '../namespaces.ts'
import { below, type XmlNode } from '../node.ts'
import type { CheckedUnit, Rule } from './rule.ts'

const markersOf = ({ inSources, inTargets }: CheckedUnit) =>
  [...inSources, ...inTargets].filter(({ local }) => local === 'mrk' || local === 'sm')

/** A comment is either here or in a note of the unit. */
export const comments: Rule = {
  id: 'core/comment-annotation',
  spec: '#commentAnnotation',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const node of markersOf(unit)) {
      const { type, value, ref } = node.attributes
      if (type !== 'comment') continue
      if ((value === undefined) === (ref === undefined)) {
        report(node, 'A comment has either a value or a reference to a note')
        continue
      }
      if (ref === undefined) continue
      const note = /^#(?:f=[^/]*\/)?(?:u=[^/]*\/)?n=([^/]+)$/.exec(ref)?.[1]
      const elsewhere = /^#(?:\/?f=)/.test(ref) && !/\bu=/.test(ref)
      const unitId = /\bu=([^/]+)/.exec(ref)?.[1]
      const other = unitId !== undefined && unitId !== unit.node.attributes['id']
      if (note === undefined || elsewhere || other || !unit.notes.has(note)) {
        report(node, `The comment refers to "${ref}", which is no note of the unit`)
      }
    }
  },
}

/** A generic marker is there to say whether its words are translated, or to carry what others need. */
export const translateAnnotations: Rule = {
  id: 'core/translate-annotation',
  spec: '#translateAnnotation',
  unit(unit, report) {
    if (!unit.hasCodes) return
    for (const node of markersOf(unit)) {
      const { type = 'generic', translate } = node.attributes
      if (type === 'generic' && translate === undefined && node.foreign.length === 0) {
        report(node, 'A generic marker has the attribute translate')
      }
    }
  },
}

/** Prefixes of fragments: what a place is in. */
const corePrefixes = new Set(['f', 'g', 'u', 'n', 'd', 't'])
const modulePrefixes: ReadonlyMap<string, string> = new Map([
  ...(['mtc', 'gls', 'mda', 'res', 'ctr', 'slr', 'val', 'its'] as const).map(
    (prefix) => [prefix, modules[prefix]] as const,
  ),
])
const containers = ['f', 'g', 'u']

/** Fragments are written as the specification says. @see the rule `core/fragment-target` for where they lead */
export const fragments: Rule = {
  id: 'core/fragment',
  spec: '#fragid',
  unit(unit, report) {
    for (const { node, value } of referencesIn(unit)) {
      const problem = problemOf(value.slice(1))
      if (problem) report(node, `The reference "${value}" ${problem}`)
    }
  },
}

/** Fragments without a container lead to something in the unit. */
export const fragmentTargets: Rule = {
  id: 'core/fragment-target',
  spec: '#fragid',
  unit(unit, report) {
    for (const { node, value } of referencesIn(unit)) {
      if (problemOf(value.slice(1)) || node.attributes['type'] === 'comment') continue
      const [, prefix = '', id = ''] = /^#(?:([^=/]+)=)?([^=/]+)$/.exec(value) ?? []
      if (id === '') continue
      if (prefix === '' && !ownIds(unit).has(id)) report(node, `There is no "${id}" in the unit`)
      if (prefix === 'n' && !unit.notes.has(id)) report(node, `There is no note "${id}" in the unit`)
      if (prefix === 'd' && !unit.data.has(id)) report(node, `There is no original data "${id}" in the unit`)
    }
  },
}

function ownIds(unit: CheckedUnit): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { node } of unit.parts) if (node.attributes['id'] !== undefined) ids.add(node.attributes['id'])
  for (const node of unit.inSources) if (node.attributes['id'] !== undefined) ids.add(node.attributes['id'])
  return ids
}

function referencesIn(unit: CheckedUnit): readonly { node: XmlNode; value: string }[] {
  if (!unit.hasCodes) return []
  return markersOf(unit).flatMap((node) => {
    const value = node.attributes['ref']
    return value?.startsWith('#') ? [{ node, value }] : []
  })
}

/** Says what is wrong with a fragment, or null. */
function problemOf(fragment: string): string | null {
  const steps = fragment.replace(/^\//, '').split('/')
  let last = -1
  for (const [index, step] of steps.entries()) {
    const [, prefix = '', id = ''] = /^(?:([^=]*)=)?([^=]*)$/.exec(step) ?? []
    const isLast = index === steps.length - 1
    if (id === '') return 'is no path of ids'
    if (prefix === '') {
      if (!isLast) return 'has an id without a prefix before its end'
      continue
    }
    if (!/^[-.\w]+$/.test(prefix)) return `has the prefix "${prefix}", which is no name token`
    const container = containers.indexOf(prefix)
    if (container !== -1) {
      if (container <= last) return 'names file, group and unit twice or in another order'
      last = container
      continue
    }
    if (!isLast) return 'has something after its last step'
    if (corePrefixes.has(prefix) || modulePrefixes.has(prefix)) continue
    if (prefix.length < 2) return `has the prefix "${prefix}", which is too short for an extension`
    if (!registered.has(prefix)) return `has the prefix "${prefix}", which no namespace is registered for`
  }
  return null
}

/** Prefixes of extensions are registered; a name that the file itself declares is not enough. */
const registered = new Set(['okp', 'tbx'])

/** References of matches and glossary entries lead to a span of the unit. */
export const moduleRefs: Rule = {
  id: 'module/ref',
  spec: '#ref',
  extension(element, { unit }, report) {
    if (!unit || (element.uri !== modules.mtc && element.uri !== modules.gls)) return
    // Spans of the targets are told apart from those of the sources by `t=`.
    const inTargets = unit.inTargets.map(({ attributes }) => `t=${attributes['id'] ?? ''}`)
    const ids = new Set([...ownIds(unit), ...inTargets])
    for (const node of below(element)) {
      if (node.uri !== element.uri) continue
      const ref = node.attributes['ref']
      if (ref === undefined) continue
      // The OASIS suite itself has `t=#id` for a span of a target beside `#t=id`.
      const [, side = '', last = ''] = /^(t=)?#(?:.*\/)?([^/]+)$/.exec(ref) ?? []
      const id = side + last
      if (last === '') report(node, `The reference "${ref}" is no fragment; expected #id`)
      else if (!ids.has(id)) report(node, `The reference "${ref}" leads to no text of the unit`)
    }
  },
}
