// Which checks there are and for which languages, as data.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { checkCodes } from './codes.ts'
import { checkEmpty } from './empty.ts'
import type { Check, CheckId } from './finding.ts'
import { checkNumbers } from './numbers.ts'
import { checkScript } from './script.ts'
import { checkTerms } from './terms.ts'
import { checkUrls } from './urls.ts'

/** A check with the languages it applies to. */
export interface CheckEntry {
  readonly check: Check
  readonly locales: readonly TargetLocale[]
}

/** Every check, in the order in which findings are listed. */
export const checks: Readonly<Record<CheckId, CheckEntry>> = {
  empty: { check: checkEmpty, locales: targetLocales },
  codes: { check: checkCodes, locales: targetLocales },
  numbers: { check: checkNumbers, locales: targetLocales },
  urls: { check: checkUrls, locales: targetLocales },
  terms: { check: checkTerms, locales: targetLocales },
  script: { check: checkScript, locales: targetLocales },
}
