// What other translation tools add to XLIFF and we respect: everything of theirs is left alone, but locks are obeyed.

import type { ExpandedName, ScannedElement } from '#glossary/xml/scan.ts'

const lockedValues = new Set(['true', 'yes', '1', 'locked'])

/** Says why an element may not be edited, or null: `translate="no"`, or an attribute `locked` of another tool. */
export function isLocked(
  { attributes, prefixed }: Pick<ScannedElement, 'attributes' | 'prefixed'>,
  expand: (attribute: string) => ExpandedName,
): string | null {
  if (attributes['translate'] === 'no') return 'translate="no"'
  for (const name of prefixed) {
    // memoQ, Memsource/Phrase and others each have an attribute of this name in a namespace of their own.
    if (!name.endsWith(':locked') || expand(name).local !== 'locked') continue
    if (lockedValues.has(attributes[name] ?? '')) return 'locked by another tool'
  }
  return null
}
