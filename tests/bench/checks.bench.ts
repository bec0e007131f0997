// What the checks say of professional news, and of faults put into it: npm run bench -- checks

import { test } from 'vitest'

import type { Finding } from '#domain/checks/finding.ts'
import { isNeighbourLanguage } from '#domain/checks/language.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { targetLocales } from '#locales/locale.ts'

import { faults } from '../helpers/faults.ts'
import { type Fault, fewestInjected, type Recall, recallOf, recallOnNews } from '../helpers/faults/fault.ts'
import { figuresOf, targets } from '../helpers/measure.ts'
import { findingsIn, newsPairs, type Pair } from '../helpers/news.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'
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
      .map((fault) => recallFigure(fault, locale, pairs)),
  ]
}

/** The recall on all rows, and on each half of the news alone. */
function recallFigure(fault: Fault, locale: TargetLocale, pairs: readonly Pair[]): Figure {
  const share = ({ injected, found }: Recall): string => ((100 * found) / injected).toFixed(1)
  const recall = recallOnNews(fault, locale, mostInjected)
  const { injected, found, composed } = recall
  const [odd, even] = [0, 1].map((rest) =>
    recallOf(
      fault,
      locale,
      pairs.filter((_, row) => row % 2 === rest),
      mostInjected / 2,
    ),
  )
  const halves = odd && even && composed === 0 ? ` (odd rows ${share(odd)}, even ${share(even)})` : ''
  const others = composed > 0 ? `, ${composed} of them in composed sentences` : ''
  return {
    name: `${locale}: ${fault.name}${fault.note ? ', as a note' : ''}`,
    target: `≥ ${Math.round(fault.recall * 100)} % of ≥ ${fewestInjected}`,
    measured: `${share(recall)} % of ${injected}${others}${halves}`,
    met: found / injected >= fault.recall && injected >= fewestInjected,
  }
}

/** A text in another language: none of the six may pass for another; Indonesian and Malay are told apart by their words. */
function languageFigures(locale: TargetLocale, pairs: readonly Pair[]): readonly Figure[] {
  const told = (pair: Pair): boolean =>
    findingsIn(locale, pair).some(({ check }) => check === 'script' || check === 'language')
  const taken =
    (100 * pairs.filter((pair) => findingsIn(locale, pair).some(isLanguage)).length) / pairs.length
  return [
    ...(isNeighbour(locale) ? [upTo(`${locale}: taken for its neighbour`, taken, 0.5, '%')] : []),
    ...targetLocales
      .filter((other) => other !== locale)
      .map((other): Figure => {
        const theirs = newsPairs(other)
        const least = isNeighbour(locale) && isNeighbour(other) ? 60 : 99
        const found = pairs.filter(({ src }, row) => told({ src, tgt: theirs[row]?.tgt ?? '' })).length
        const share = (100 * found) / pairs.length
        return {
          name: `${locale}: a text in ${other}`,
          target: `≥ ${least} %`,
          measured: `${share.toFixed(1)} % of ${pairs.length}`,
          met: share >= least,
        }
      }),
    ...(isNeighbour(locale) ? [tensFigure(locale, pairs)] : []),
  ]
}

function isLanguage({ check }: Finding): boolean {
  return check === 'language'
}

function isNeighbour(locale: TargetLocale): boolean {
  return locale === 'id' || locale === 'ms'
}

function tensFigure(locale: TargetLocale, pairs: readonly Pair[]): Figure {
  const theirs = newsPairs(locale === 'id' ? 'ms' : 'id')
  const tens = Array.from({ length: pairs.length / 10 }, (_, n) =>
    pairs
      .slice(10 * n, 10 * n + 10)
      .map(({ src }, row) => ({ source: src, target: theirs[10 * n + row]?.tgt ?? '' })),
  )
  const found = tens.filter((ten) => isNeighbourLanguage(ten, locale)).length
  return {
    name: `${locale}: ten sentences of its neighbour`,
    target: '100 %',
    measured: `${((100 * found) / tens.length).toFixed(1)} % of ${tens.length}`,
    met: found === tens.length,
  }
}

/** Ten thousand names of two and three words, and how long it takes to prepare them and to find them in news. */
function matcherFigures(): readonly Figure[] {
  const words = [...new Set(newsPairs('id').flatMap(({ src }) => src.match(/\p{L}{4,}/gu) ?? []))]
  const word = (n: number): string => words[n % words.length] ?? ''
  const terms = Array.from({ length: 10_000 }, (_, n) => ({
    ...{ id: `t${n}`, projectId: 'p', version: 1, updatedAt: '', note: '', acronym: null },
    source: `${word(n)} ${word(n * 7 + 3)}${n % 2 ? ` ${word(n * 13 + 5)}` : ''}`,
    termClass: 'organisation' as const,
    caseSensitive: n % 3 === 0,
    doNotTranslate: false,
    forms: {},
  }))
  const sources = newsPairs('id').map(({ src }) => src)
  compileGlossary(terms.slice(0, 500))
  const begun = process.cpuUsage()
  const index = compileGlossary(terms)
  const prepared = process.cpuUsage(begun)
  for (const source of sources) findTerms(index, source)
  const found = process.cpuUsage(begun)
  const ms = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000
  return [
    upTo('glossary of 10,000 terms: prepared', ms(prepared), 200, 'ms'),
    upTo('glossary of 10,000 terms: a sentence', (ms(found) - ms(prepared)) / sources.length, 1, 'ms'),
  ]
}

/**
 * The halves of the news and the declaration. NOTE: every row of the news was read by somebody at some time, so that
 * neither half is held out in the strict sense; the declaration and the messages of programs never led to a rule.
 */
function halves(locale: TargetLocale): readonly Figure[] {
  const [odd, even] = [0, 1].map((rest) =>
    figuresOf(
      locale,
      newsPairs(locale).filter((_, row) => row % 2 === rest),
    ),
  )
  const declaration = figuresOf(
    locale,
    readSharedData('pairs', `udhr.${locale}.jsonl`)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Pair),
  )
  const told = (name: string, measured: number): Figure => ({
    name: `${locale}: ${name}`,
    target: 'told only',
    measured: `${measured.toFixed(1)} %`,
    met: true,
  })
  return [
    told('odd rows with an error', odd?.errors ?? Number.NaN),
    told('even rows with an error', even?.errors ?? Number.NaN),
    told('odd rows with a warning', odd?.warnings ?? Number.NaN),
    told('even rows with a warning', even?.warnings ?? Number.NaN),
    told('declaration, rows with an error', declaration.errors),
    told('declaration, rows with a warning', declaration.warnings),
  ]
}

test.skipIf(!isHere)('checks on professional news', { timeout: 600_000 }, () => {
  show('checks', [
    ...targetLocales.flatMap((locale) => figures(locale, newsPairs(locale))),
    ...targetLocales.flatMap((locale) => languageFigures(locale, newsPairs(locale))),
    ...targetLocales.flatMap(halves),
    ...matcherFigures(),
  ])
})
