import { describe, expect, test } from 'vitest'

import { isNeighbourLanguage } from '#domain/checks/language.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { faults } from '../../helpers/faults.ts'
import { fewestInjected, recallOnNews } from '../../helpers/faults/fault.ts'
import { faultOfFix, figuresOf, targets, withEveryFix } from '../../helpers/measure.ts'
import { findingsIn, knownFindings, newsPairs } from '../../helpers/news.ts'
import { sharedData } from '../../helpers/shared.ts'
import verdicts from '../../fixtures/checks/news-errors.json'

const isHere = (locale: TargetLocale): boolean => sharedData('pairs', `news.${locale}.jsonl`) !== null
const mostInjected = 200

describe.each(targetLocales)('in professional news in %s', (locale) => {
  test.skipIf(!isHere(locale))('hardly any sentence has an error, and few have a warning', () => {
    const { errors, warnings } = figuresOf(locale, newsPairs(locale), knownFindings)
    expect(errors).toBeLessThanOrEqual(targets[locale].errors)
    expect(warnings).toBeLessThanOrEqual(targets[locale].warnings)
  })

  test.skipIf(!isHere(locale))('every fix that is offered repairs what it was offered for', () => {
    const wrong = newsPairs(locale).flatMap((pair) =>
      knownFindings(locale, pair).flatMap((finding) => {
        const fault = faultOfFix(locale, pair, finding)
        return fault ? [`${fault}: ${pair.tgt}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  // Every row with an error was read: the words that are wrong, and what is offered for them.
  test.skipIf(!isHere(locale))('every error was judged by reading, and hardly any is false', () => {
    const judged = verdicts.filter((one) => one.locale === locale)
    const rows = newsPairs(locale).flatMap((pair, i) =>
      knownFindings(locale, pair).some(({ severity }) => severity === 'error') ? [i + 1] : [],
    )
    expect(rows).toEqual(judged.map(({ row }) => row))
    expect(judged.filter(({ verdict }) => verdict === 'false').length / 1000).toBeLessThanOrEqual(0.003)
  })

  const own = faults.filter((fault) => fault.locales.includes(locale))
  test.skipIf(!isHere(locale)).each(own)('nearly every fault is found: $name', (fault) => {
    const { injected, found } = recallOnNews(fault, locale, mostInjected)
    expect(injected).toBeGreaterThanOrEqual(fewestInjected)
    expect(found / injected).toBeGreaterThanOrEqual(fault.recall)
  })

  test.skipIf(!isHere(locale)).each(own)(
    'every fix together leaves no error of its check: $name',
    (fault) => {
      const left = newsPairs(locale)
        .slice(0, 150)
        .flatMap((pair, row) => {
          const tgt = fault.inject(pair, locale, row)
          if (tgt === null) return []
          const found = knownFindings(locale, pair, tgt)
          const mending = new Set(found.flatMap(({ check, fix }) => (fix ? check : [])))
          const beyond = new Set(
            found.flatMap(({ severity, message, fix }) => (severity === 'error' && !fix ? message : [])),
          )
          // Without a fix nothing changes.
          if (mending.size === 0) return []
          const mended = withEveryFix(tgt, found)
          return knownFindings(locale, pair, mended).filter(
            ({ check, severity, message }) =>
              severity === 'error' && mending.has(check) && !beyond.has(message),
          )
        })
      expect(left).toEqual([])
    },
  )

  const others = targetLocales.filter((other) => other !== locale)
  test.skipIf(!isHere(locale)).each(others)('text in %s is taken for another language', (other) => {
    const theirs = newsPairs(other)
    const found = newsPairs(locale)
      .slice(0, mostInjected)
      .filter(({ src }, i) =>
        findingsIn(locale, { src, tgt: theirs[i]?.tgt ?? '' }).some(
          ({ check }) => check === 'script' || check === 'language',
        ),
      )
    const neighbours = isNeighbour(locale) && isNeighbour(other)
    expect(found.length / mostInjected).toBeGreaterThanOrEqual(neighbours ? 0.6 : 0.99)
  })
})

function isNeighbour(locale: TargetLocale): boolean {
  return locale === 'id' || locale === 'ms'
}

describe.each(['id', 'ms'] as const)('one sentence in %s', (locale) => {
  test.skipIf(!isHere(locale))('is hardly ever taken for the neighbour’s language', () => {
    const taken = newsPairs(locale).filter((pair) =>
      knownFindings(locale, pair).some(({ check }) => check === 'language'),
    )
    expect(taken.length / 1000).toBeLessThanOrEqual(0.005)
  })
})

describe.each([
  ['id', 'ms'],
  ['ms', 'id'],
] as const)('ten sentences together in %s', (locale, other) => {
  const tens = (theirs: TargetLocale) => {
    const targetsOf = newsPairs(theirs)
    const pairs = newsPairs(locale).map(({ src }, i) => ({ source: src, target: targetsOf[i]?.tgt ?? '' }))
    return Array.from({ length: 100 }, (_, i) => pairs.slice(10 * i, 10 * i + 10))
  }

  test.skipIf(!isHere(locale))('are never taken for the neighbour’s language', () => {
    expect(tens(locale).filter((pairs) => isNeighbourLanguage(pairs, locale))).toEqual([])
  })

  test.skipIf(!isHere(locale))('are always known as the neighbour’s language', () => {
    expect(tens(other).filter((pairs) => !isNeighbourLanguage(pairs, locale))).toEqual([])
  })
})
