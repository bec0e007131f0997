// What the checks say of professional news, and of faults put into it: npm run bench -- checks

import { test } from 'vitest'

import type { TargetLocale } from '#locales/locale.ts'
import { targetLocales } from '#locales/locale.ts'

import { faults, recallOf } from '../helpers/faults.ts'
import { figuresOf, targets } from '../helpers/measure.ts'
import { newsPairs, type Pair } from '../helpers/news.ts'
import { sharedData } from '../helpers/shared.ts'
import { type Figure, show } from './table.ts'

const mostInjected = 250
const isHere = sharedData('pairs', 'news.th.jsonl') !== null

/** Milliseconds for one sentence; Khmer is put in order by a library. */
const longest = (locale: TargetLocale): number => (locale === 'km' ? 3 : 1)

function upTo(name: string, measured: number, most: number, unit: string): Figure {
  return {
    name,
    target: `≤ ${most} ${unit}`,
    measured: `${measured.toFixed(2)} ${unit}`,
    met: measured <= most,
  }
}

function figures(locale: TargetLocale, pairs: readonly Pair[]): readonly Figure[] {
  // The first sentences pay for the tables.
  figuresOf(locale, pairs)
  const { errors, warnings, milliseconds } = figuresOf(locale, pairs)
  const most = targets[locale]
  return [
    upTo(`${locale}: rows with an error`, errors, most.errors, '%'),
    upTo(`${locale}: rows with a warning`, warnings, most.warnings, '%'),
    upTo(`${locale}: time of a sentence`, milliseconds, longest(locale), 'ms'),
    ...faults
      .filter((fault) => fault.locales.includes(locale))
      .map((fault): Figure => {
        const { injected, found } = recallOf(fault, locale, pairs, mostInjected)
        return {
          name: `${locale}: ${fault.name}`,
          target: `≥ ${Math.round(fault.recall * 100)} %`,
          measured: `${((100 * found) / injected).toFixed(1)} % of ${injected}`,
          met: found / injected >= fault.recall,
        }
      }),
  ]
}

test.skipIf(!isHere)('checks on professional news', { timeout: 600_000 }, () => {
  show(
    'checks',
    targetLocales.flatMap((locale) => figures(locale, newsPairs(locale))),
  )
})
