// Kinds of names that people give a name themselves, where no rule has found it.

import type { NameKind } from './name-cards.ts'

export const givenKinds = [
  'organisation',
  'person',
  'post',
  'programme',
  'place',
  'acronym',
] as const satisfies readonly NameKind[]
export type GivenKind = (typeof givenKinds)[number]
