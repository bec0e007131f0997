// What other translation tools add to XLIFF and we respect: everything of theirs is left alone, but locks are obeyed.

import type { ExpandedName } from '#glossary/xml/names.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'

const lockedValues = new Set(['true', 'yes', '1', 'locked'])

/** Says why an element may not be edited, or null: `translate="no"`, or an attribute `locked` of another tool. */
export function isLocked(
  element: ScannedElement,
  expand: (attribute: string) => ExpandedName,
): string | null {
  if (element.attribute('translate') === 'no') return 'translate="no"'
  for (const name of element.prefixed) {
    // memoQ, Memsource/Phrase and others each have an attribute of this name in a namespace of their own.
    if (!name.endsWith(':locked') || expand(name).local !== 'locked') continue
    if (lockedValues.has(element.attribute(name) ?? '')) return 'locked by another tool'
  }
  return null
}
