// The source was changed after the translation was written.

import type { Check } from './finding.ts'
import { report } from './report.ts'

/** Reports a translation of an earlier source; confirming it says that it fits the new one. */
export const checkOutdated: Check = ({ outdated }) =>
  outdated ? [report('outdated', 'warning', 'source')] : []
