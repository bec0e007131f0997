// States of segments in the words of XLIFF 1.2 and in ours, which are those of XLIFF 2.

import type { State } from '#domain/workflow.ts'

import type { Dialect } from './places.ts'

/** Our states in the words of 1.2. @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#state */
export const states12: Readonly<Record<State, string>> = {
  initial: 'needs-translation',
  translated: 'translated',
  reviewed: 'signed-off',
  final: 'final',
}

const known12: ReadonlyMap<string, State> = new Map<string, State>([
  ['new', 'initial'],
  ['needs-translation', 'initial'],
  ['needs-adaptation', 'initial'],
  ['needs-l10n', 'initial'],
  ['needs-review-translation', 'translated'],
  ['needs-review-adaptation', 'translated'],
  ['needs-review-l10n', 'translated'],
  ['translated', 'translated'],
  ['signed-off', 'reviewed'],
  ['final', 'final'],
])

const known2: ReadonlyMap<string, State> = new Map<string, State>([
  ['initial', 'initial'],
  ['translated', 'translated'],
  ['reviewed', 'reviewed'],
  ['final', 'final'],
])

/** Reads a state of a file. `x-…` of 1.2 and what is unknown is null. */
export function readState(dialect: Dialect, value: string): State | null {
  return (dialect === '2' ? known2 : known12).get(value) ?? null
}

/** Writes a state as the dialect has it: ours is translated, one that the dialect knows itself stays; else null. */
export function writeState(
  dialect: Dialect,
  value: string,
): { readonly written: string; readonly state: State } | null {
  const ours = known2.get(value)
  if (ours) return { written: dialect === '2' ? ours : states12[ours], state: ours }
  const theirs = dialect === '1.2' ? known12.get(value) : undefined
  return theirs ? { written: value, state: theirs } : null
}
