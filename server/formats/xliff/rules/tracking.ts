// Change tracking: what a revision is of exists, and has the attribute that changed.
// The module is no longer part of 2.1, where it is an extension that many files still carry.

import { modules } from '../namespaces.ts'
import { below, type XmlNode } from '../node.ts'
import type { Report, Rule } from './rule.ts'

const categories = new Set(['instruction', 'comment'])

/** @see https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html#changeTracking_module */
export const changeTracking: Rule = {
  id: 'ctr/revisions',
  spec: '#changeTracking_module',
  extension(element, { owner }, report) {
    if (element.uri !== modules.ctr && element.uri !== modules.ctr21) return
    for (const revisions of below(element)) {
      if (revisions.local !== 'revisions') continue
      const { appliesTo = '', ref } = revisions.attributes
      const core = [...coreBelow(owner)]
      const candidates = core.filter(({ local }) => local === appliesTo)
      const referred =
        ref === undefined ? null : (candidates.find(({ attributes }) => attributes['id'] === ref) ?? null)
      const anything = ref !== undefined && core.some(({ attributes }) => attributes['id'] === ref)
      if (ref !== undefined && !anything)
        report(revisions, `The revisions refer to "${ref}", which is not in <${owner.name}>`)
      if (ref === undefined && candidates.length > 1) {
        report(
          revisions,
          `There are several <${appliesTo}> elements, and the revisions refer to none of them`,
        )
      }
      checkItems(revisions, referred, report)
      checkVersion(revisions, report)
    }
  },
}

/** Elements of the core itself: what a match or another module has is its own. */
function* coreBelow(node: XmlNode): Generator<XmlNode> {
  yield node
  for (const child of node.children) if (child.uri === node.uri) yield* coreBelow(child)
}

/** The current version is one of those that are listed. */
function checkVersion(revisions: XmlNode, report: Report): void {
  const { currentVersion } = revisions.attributes
  if (currentVersion === undefined) return
  if (!revisions.children.some(({ attributes }) => attributes['version'] === currentVersion))
    report(revisions, `The current version is "${currentVersion}", which no revision here is`)
}

function checkItems(revisions: XmlNode, referred: XmlNode | null, report: Report): void {
  for (const item of below(revisions)) {
    if (item.local !== 'item') continue
    const { property = '' } = item.attributes
    if (property === 'content') continue
    if (referred && referred.attributes[property] === undefined) {
      report(item, `<${referred.name}> has no attribute ${property} that could have changed`)
    } else if (property === 'category' && referred && !isCategory(referred, item.text.trim())) {
      report(item, `"${item.text.trim()}" is no category of the notes here`)
    }
  }
}

function isCategory(note: XmlNode, value: string): boolean {
  return categories.has(value) || value === note.attributes['category']
}
