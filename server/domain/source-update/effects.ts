// What a change of the source does to the translations of a sentence, in every language alike.

import { move, type Standing, type Step } from '../workflow.ts'
import type { ChangeKind } from './align.ts'
import type { ChangeClass } from './outdated.ts'

/** Step that each class of change takes a translation through; null leaves it as it stands. */
const stepOf: Readonly<Record<ChangeClass, Step | null>> = {
  typo: null,
  style: 'recheck',
  meaning: 'outdate',
  fact: 'outdate',
}

/** Kinds of change that say themselves what they do; of the others somebody says what class they are. */
const kept: ReadonlySet<ChangeKind> = new Set(['identical', 'context', 'moved', 'minor', 'joined'])

/** Tells whether somebody has to say what class a change is of. */
export function needsClass(kind: ChangeKind): boolean {
  return kind === 'changed'
}

/** Where a translation stands after its source changed; the text stays in any case. */
export function standingAfter(kind: ChangeKind, changeClass: ChangeClass, standing: Standing): Standing {
  if (kept.has(kind)) return standing
  const step = kind === 'changed' ? stepOf[changeClass] : 'outdate'
  if (step === null) return standing
  const moved = move(standing, step)
  return 'refused' in moved ? standing : { state: moved.state, subState: moved.subState }
}
