// Prints the figures of the checks on professional news: npm run bench -- checks

import { bench, describe } from 'vitest'

import { targetLocales } from '#locales/locale.ts'

import { faults, recallOf } from '../helpers/faults.ts'
import { figuresOf, targets } from '../helpers/measure.ts'
import { findingsIn, newsPairs } from '../helpers/news.ts'
import { sharedData } from '../helpers/shared.ts'

const mostInjected = 200
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

describe.skipIf(!sharedData('pairs', 'news.th.jsonl'))('checks', () => {
  const lines: string[] = []
  for (const locale of targetLocales) {
    const pairs = newsPairs(locale)
    // Once to warm up: the first sentences pay for the tables.
    figuresOf(locale, pairs.slice(0, 100))
    const { errors, warnings, milliseconds } = figuresOf(locale, pairs)
    const { errors: mostErrors, warnings: mostWarnings } = targets[locale]
    lines.push(
      `${locale}  rows with an error ${errors.toFixed(1)} % (≤ ${mostErrors}), with a warning ${warnings.toFixed(1)} % (≤ ${mostWarnings}), ${milliseconds.toFixed(2)} ms a row`,
    )
    for (const fault of faults.filter((one) => one.locales.includes(locale))) {
      const { injected, found } = recallOf(fault, locale, pairs, mostInjected)
      lines.push(
        `      ${percent(found / injected)} of ${injected} (≥ ${percent(fault.recall)})  ${fault.name}`,
      )
    }
    bench(`a sentence in ${locale}`, () => void findingsIn(locale, pairs[7] ?? { src: '', tgt: '' }), {
      time: 100,
    })
  }
  process.stdout.write(`${lines.join('\n')}\n`)
})
