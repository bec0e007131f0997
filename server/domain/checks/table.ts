// Which checks there are and for which languages, as data.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { checkAcronyms } from './acronyms.ts'
import { checkBrackets } from './brackets.ts'
import { checkCodes } from './codes.ts'
import { checkDates } from './dates.ts'
import { checkEmpty } from './empty.ts'
import { checkEncoding } from './encoding.ts'
import type { Check, CheckId } from './finding.ts'
import { checkHonorifics } from './honorifics.ts'
import { checkLanguage } from './language.ts'
import { checkLength } from './length.ts'
import { checkMarks } from './marks.ts'
import { checkNames } from './names.ts'
import { checkNumbers } from './numbers.ts'
import { checkOutdated } from './outdated.ts'
import { checkPunctuation } from './punctuation.ts'
import { checkQuestions } from './questions.ts'
import { checkRepeats } from './repeats.ts'
import { checkScript } from './script.ts'
import { checkSpacing } from './spacing.ts'
import { checkSpelling } from './spelling.ts'
import { checkTerms } from './terms.ts'
import { checkUnchanged } from './unchanged.ts'
import { checkUntranslated } from './untranslated.ts'
import { checkUrls } from './urls.ts'

/** A check with the languages it applies to. */
export interface CheckEntry {
  readonly check: Check
  readonly locales: readonly TargetLocale[]
}

/** Every check. */
export const checks: Readonly<Record<CheckId, CheckEntry>> = {
  empty: { check: checkEmpty, locales: targetLocales },
  codes: { check: checkCodes, locales: targetLocales },
  numbers: { check: checkNumbers, locales: targetLocales },
  dates: { check: checkDates, locales: targetLocales },
  urls: { check: checkUrls, locales: targetLocales },
  terms: { check: checkTerms, locales: targetLocales },
  acronyms: { check: checkAcronyms, locales: targetLocales },
  names: { check: checkNames, locales: targetLocales },
  honorifics: { check: checkHonorifics, locales: targetLocales },
  script: { check: checkScript, locales: targetLocales },
  language: { check: checkLanguage, locales: ['id', 'ms'] },
  untranslated: { check: checkUntranslated, locales: targetLocales },
  encoding: { check: checkEncoding, locales: targetLocales },
  marks: { check: checkMarks, locales: ['th', 'lo', 'km'] },
  spelling: { check: checkSpelling, locales: ['vi', 'id', 'ms'] },
  spacing: { check: checkSpacing, locales: targetLocales },
  punctuation: { check: checkPunctuation, locales: targetLocales },
  brackets: { check: checkBrackets, locales: targetLocales },
  repeats: { check: checkRepeats, locales: targetLocales },
  length: { check: checkLength, locales: targetLocales },
  unchanged: { check: checkUnchanged, locales: targetLocales },
  outdated: { check: checkOutdated, locales: targetLocales },
  questions: { check: checkQuestions, locales: targetLocales },
}
