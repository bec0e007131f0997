// Attributes of the modules for format style and for size and length restriction on core elements.

import { modules } from '../namespaces.ts'
import { below, type XmlNode } from '../node.ts'
import type { Rule } from './rule.ts'

const of = (node: XmlNode, uri: string, local: string): string | undefined =>
  node.foreign.find((attribute) => attribute.uri === uri && attribute.local === local)?.value

/** Elements of HTML that a style may name. @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#d0e8570 */
const htmlElements = new Set(
  [
    'a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 head',
    'hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot th thead',
    'title tr tt u ul',
  ].flatMap((line) => line.split(' ')),
)

/** A style names an element of HTML; details of it need the name. */
export const formatStyle: Rule = {
  id: 'fs/style',
  spec: '#fs_module',
  attributes(node, report) {
    const style = of(node, modules.fs, 'fs')
    const details = of(node, modules.fs, 'subFs')
    for (const { uri, local, name } of node.foreign) {
      if (uri === modules.fs && local !== 'fs' && local !== 'subFs')
        report(node, `There is no attribute ${name}`)
    }
    if (style !== undefined && !htmlElements.has(style))
      report(node, `"${style}" is no element of HTML that a style may name`)
    if (details !== undefined && style === undefined) report(node, 'subFs stands without fs')
    if (details !== undefined && !styleDetails.test(details))
      report(node, `subFs="${details}": expected name,value pairs with \\ between them`)
    const isolated = node.attributes['isolated'] === 'yes'
    if (node.local === 'ec' && !isolated && (style !== undefined || details !== undefined)) {
      report(node, 'Only an isolated end code has a style')
    }
  },
}

/** Commas and backslashes in a value are escaped by a backslash. */
const styleDetails = /^\s*[^\s,\\]+\s*,(?:[^,\\]|\\[,\\])*(?:\\\s*[^\s,\\]+\s*,(?:[^,\\]|\\[,\\])*)*$/

const restriction = /^(?:\*|\d+|\d+,(?:\d+|\*))$/
const wholeNumber = /^\d+$/
const numeric = /^[-+.]?\d/
const onIsolated = ['equivStorage', 'sizeInfo', 'sizeInfoRef']

/** Sizes are whole numbers, restrictions are a highest or a lowest and a highest size. */
export const sizes: Rule = {
  id: 'slr/size',
  spec: '#size_restriction_module',
  attributes(node, report) {
    const value = (local: string) => of(node, modules.slr, local)
    for (const name of ['sizeRestriction', 'storageRestriction']) {
      const found = value(name)
      if (found !== undefined && !restriction.test(found))
        report(node, `${name}="${found}": expected *, 9, 9,99 or 9,*`)
    }
    for (const name of ['sizeInfo', 'equivStorage']) {
      const found = value(name)
      const parts = node.local === 'pc' ? found?.split(',') : found === undefined ? undefined : [found]
      // Without the profiles of XLIFF a size may be anything, but not a broken number.
      if (!parts || (!standardProfile(node) && !numeric.test(found ?? ''))) continue
      if (parts.length > 2 || !parts.every((part) => wholeNumber.test(part))) {
        report(node, `${name}="${found}": expected a whole number`)
      }
    }
    if (node.local === 'ec' && node.attributes['isolated'] !== 'yes') {
      const found = onIsolated.find((name) => value(name) !== undefined)
      if (found) report(node, `Only an isolated end code has ${found}`)
    }
    const reference = value('sizeInfoRef')
    if (reference === undefined) return
    if (value('sizeInfo') !== undefined) report(node, 'sizeInfo and sizeInfoRef stand together')
    if (!isInReach(node, reference))
      report(node, `sizeInfoRef refers to "${reference}", which no data beside or above has`)
  },
}

const restricted = new Set(['file', 'group', 'unit', 'mrk', 'sm', 'pc', 'sc'])
const sized = new Set(['file', 'group', 'unit', 'pc', 'sc', 'ec', 'ph'])
const stored = new Set(['pc', 'sc', 'ec', 'ph'])
/** Elements of which the standard says what of this module they have; about the others it says nothing. */
const told = new Set([...restricted, ...sized, 'segment', 'ignorable', 'source', 'target', 'em'])
const sizeAttributes: Readonly<Record<string, ReadonlySet<string>>> = {
  sizeRestriction: restricted,
  storageRestriction: restricted,
  sizeInfo: sized,
  sizeInfoRef: sized,
  equivStorage: stored,
}

/** Restrictions stand on what a process leaves alone, never on segments and their texts. */
export const sizePlaces: Rule = {
  id: 'slr/place',
  spec: '#size_restriction_module',
  attributes(node, report) {
    for (const { uri, local, name } of node.foreign) {
      if (uri !== modules.slr) continue
      const places = sizeAttributes[local]
      if (!places) report(node, `There is no attribute ${name}`)
      else if (told.has(node.local) && !places.has(node.local))
        report(node, `${name} may not stand on <${node.name}>`)
    }
  },
}

/** Data of the size module stands beside the element or beside what encloses it. */
function isInReach(node: XmlNode, id: string): boolean {
  for (let at = node.parent; at; at = at.parent) {
    for (const child of at.children) {
      if (child.uri !== modules.slr || child.local !== 'data') continue
      for (const found of below(child)) if (found.attributes['id'] === id) return true
    }
  }
  return false
}

/** Whether the file measures by the profiles that XLIFF itself defines. */
function standardProfile(node: XmlNode): boolean {
  for (let at: XmlNode | null = node; at; at = at.parent) {
    const profiles = at.children.find(({ uri, local }) => uri === modules.slr && local === 'profiles')
    if (profiles) return Object.values(profiles.attributes).some((value) => value.startsWith('xliff:'))
  }
  return false
}
