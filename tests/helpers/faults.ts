// Faults put into good translations, one in each, to count how many the checks find.

import { encodingFaults } from './faults/encodings.ts'
import { factFaults } from './faults/facts.ts'
import type { Fault } from './faults/fault.ts'
import { markFaults } from './faults/marks.ts'

/** Every kind of fault. */
export const faults: readonly Fault[] = [...markFaults, ...encodingFaults, ...factFaults]
