// What becomes of a translation that comes home from another tool: three-way, of what left, what came back and what is
// here now. What somebody did here meanwhile is never overwritten.

import type { CodedText } from './inline.ts'
import type { State } from './workflow.ts'

/** What left, as far as the file still knows it. */
export interface LeftBase {
  readonly version: number
  /** Whether a text is the one that left. */
  readonly isTarget: (text: CodedText) => boolean
  /** The state that left, where it is known: the same one coming back says nothing new. */
  readonly state?: State | null
}

/** A translation as it stands here. */
export interface Here {
  readonly target: CodedText
  readonly state: State
  readonly version: number
}

/** What came back. */
export interface CameBack {
  readonly target: CodedText | null
  readonly state: State | null
}

/** What is to be done: nothing, the text and state of the file, only its state, or neither because both sides changed. */
export type Homecoming =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'text' }
  | { readonly outcome: 'state' }
  | {
      readonly outcome: 'conflict'
      readonly reason: 'changed-here' | 'approved-here' | 'unknown-base'
    }

/** Decides on one translation. `base` is null where the file does not know any more what left. */
export function comeHome(base: LeftBase | null, file: CameBack, here: Here): Homecoming {
  // A tool that gives no text back takes none away.
  if (file.target === null) return { outcome: 'unchanged' }
  if (file.target === here.target) return ofState(base, file, here)
  if (!base) {
    return here.target === '' ? { outcome: 'text' } : { outcome: 'conflict', reason: 'unknown-base' }
  }
  if (base.isTarget(file.target)) return { outcome: 'unchanged' }
  if (!base.isTarget(here.target)) return { outcome: 'conflict', reason: 'changed-here' }
  const isApproved = here.state === 'reviewed' || here.state === 'final'
  if (here.version !== base.version && isApproved) return { outcome: 'conflict', reason: 'approved-here' }
  return { outcome: 'text' }
}

/** The same text may have come further, or have been sent back; a decision made here meanwhile stays. */
function ofState(base: LeftBase | null, { state }: CameBack, here: Here): Homecoming {
  const isOther = state !== null && state !== here.state && here.target !== ''
  const isNew = isOther && base?.version === here.version && base.state !== state
  return isNew ? { outcome: 'state' } : { outcome: 'unchanged' }
}
