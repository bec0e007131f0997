// Every rule of full validation.

import { comments, fragments, fragmentTargets, moduleRefs, translateAnnotations } from './annotations.ts'
import { formatStyle, sizePlaces, sizes } from './attributes.ts'
import {
  codePoints,
  codeTypes,
  copies,
  dataRefs,
  deletion,
  reorderContext,
  reorderSequence,
  subFlows,
} from './codes.ts'
import { dataIds, extensionIds, noteIds, partIds } from './ids.ts'
import { itsRecords, itsTogether, itsValues } from './its.ts'
import { targetLanguage, textLanguage, whiteSpace } from './languages.ts'
import { matchCodes } from './match-codes.ts'
import { glossary, matches, metadata, resources, validationRules } from './modules.ts'
import { isolation, markers, sameAbilities } from './pairs.ts'
import { variants } from './plurals.ts'
import type { Rule } from './rule.ts'
import { hasSegment, skeleton, states, targetOrder } from './targets.ts'
import { changeTracking } from './tracking.ts'

/** The rules in the order in which their findings stand. */
export const rules: readonly Rule[] = [
  partIds,
  noteIds,
  dataIds,
  extensionIds,
  targetLanguage,
  textLanguage,
  whiteSpace,
  targetOrder,
  states,
  skeleton,
  hasSegment,
  isolation,
  sameAbilities,
  markers,
  copies,
  dataRefs,
  reorderContext,
  reorderSequence,
  deletion,
  codeTypes,
  subFlows,
  codePoints,
  comments,
  translateAnnotations,
  fragments,
  fragmentTargets,
  moduleRefs,
  matches,
  matchCodes,
  glossary,
  metadata,
  resources,
  validationRules,
  changeTracking,
  formatStyle,
  sizes,
  sizePlaces,
  itsValues,
  itsTogether,
  itsRecords,
  variants,
]
