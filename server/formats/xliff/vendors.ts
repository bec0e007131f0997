// What other translation tools add to XLIFF and we respect: everything of theirs is left alone, but locks are obeyed, and
// what they call unfinished comes in as a draft.

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

/** Values that say that somebody has finished a target: of Phrase (`confirmed`), memoQ (`status`) and SDL (`conf`). */
const finished: Readonly<Record<string, RegExp>> = {
  confirmed: /^(?:1|true)$/,
  status: /Confirmed$|^Proofread$|^Reviewed$/,
}
const finishedBySdl = /^(?:Translated|Approved(?:Translation|SignOff))$/

/** Whether another tool says of a unit that its target is not finished; those that say nothing are believed. */
export function isUnfinished(element: ScannedElement): boolean {
  return element.prefixed.some((name) => {
    const pattern = finished[name.slice(name.indexOf(':') + 1)]
    return pattern !== undefined && !pattern.test(element.attribute(name) ?? '')
  })
}

/** What SDL says of a segment, beside the texts. */
export function sdlSegment(element: ScannedElement): {
  readonly locked: boolean
  readonly unfinished: boolean
} {
  return {
    locked: element.attribute('locked') === 'true',
    unfinished: !finishedBySdl.test(element.attribute('conf') ?? ''),
  }
}

/** A target of 1.2 that a machine or a memory proposed and that has no state of its own is nobody's work yet. */
export function isProposal(stateQualifier: string | null): boolean {
  return /^(?:mt-suggestion|tm-suggestion|fuzzy-match|leveraged-mt)$/.test(stateQualifier ?? '')
}
