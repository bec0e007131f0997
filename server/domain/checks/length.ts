// A translation that is much longer or shorter than translations of the language are.

import type { TargetLocale } from '#locales/locale.ts'

import { plainText } from '../inline.ts'

import type { Check } from './finding.ts'
import { report } from './report.ts'

// Graphemes per letter of English; outside of these only one professional sentence of 250 lies on either side.
const bounds: Readonly<Record<TargetLocale, readonly [least: number, most: number]>> = {
  th: [0.4, 1.35],
  lo: [0.42, 1.6],
  km: [0.34, 1.75],
  id: [0.7, 1.95],
  ms: [0.66, 2.0],
  vi: [0.62, 1.95],
}
// Short texts may be abbreviations, and one word more or less says nothing.
const fewestLetters = 20
const fewWords = 6

/** Reports a translation whose length says that something was left out or added. */
export const checkLength: Check = ({ source, target, locale }) => {
  const length = plainText(source).trim().length
  if (length <= fewestLetters) return []
  const signs = signsOf(plainText(target).trim())
  const [least, most] = bounds[locale]
  if (signs >= least * length - fewWords && signs <= most * length + 2 * fewWords) return []
  const ratio = signs / length
  return [
    report('length', 'warning', ratio < least ? 'short' : 'long', {
      values: { percent: Math.round(ratio * 100) },
    }),
  ]
}

// What stands above, below or around a letter takes no room of its own.
function signsOf(text: string): number {
  return text.replace(/\u17D2[\u1780-\u17B3]|[\p{Mn}\p{Cf}]/gu, '').length
}
