// A sentence with words needs a translation with words.

import { plainText } from '../inline.ts'

import type { Check } from './finding.ts'

/** Reports a target without any visible character. */
export const checkEmpty: Check = ({ source, target }) =>
  isBlank(target) && !isBlank(source)
    ? [
        {
          check: 'empty',
          severity: 'error',
          message: 'check.empty.missing',
          values: {},
          source: null,
          target: null,
        },
      ]
    : []

/** Tells whether a coded text has nothing to see but codes. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Cc}]/u.test(plainText(text))
}
