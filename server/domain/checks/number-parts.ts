// Numbers that are told in parts in one language and in one number in another: 45,000 is ៤ម៉ឺន៥ពាន់, 18 months are 1 ปี 6 เดือน.

import type { Locale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import type { Numeral } from './numerals.ts'

/** A text with its numbers. */
export interface Counted {
  readonly text: string
  readonly numerals: readonly Numeral[]
  readonly locale: Locale
}

/** Gives the numbers of two texts that come to the same when those that belong together are added. */
export function toldInParts(source: Counted, target: Counted): ReadonlySet<Numeral> {
  if (source.numerals.length === 0 || target.numerals.length === 0) return new Set()
  const [ours, theirs] = [totalsOf(source), totalsOf(target)]
  const equal = ours.flatMap((one) =>
    theirs
      // Numbers that stand alone in both texts are compared elsewhere, with all their readings.
      .filter((other) => one.kind === other.kind && one.sum === other.sum && isInParts(one, other))
      .flatMap((other) => [...one.members, ...other.members]),
  )
  return new Set(equal)
}

interface Total {
  /** What is counted: things, or a span of time in its smaller unit. */
  readonly kind: 'amount' | 'months' | 'minutes'
  readonly sum: number
  readonly members: readonly Numeral[]
}

function isInParts(one: Total, other: Total): boolean {
  return one.members.length !== other.members.length || one.kind !== 'amount'
}

function totalsOf(counted: Counted): readonly Total[] {
  return [...amountsOf(counted), ...spansOf(counted)]
}

// A smaller number right behind a word such as million is added: 1 juta 200 ribu.
function amountsOf({ text, numerals }: Counted): readonly Total[] {
  const chains: Numeral[][] = []
  for (const numeral of numerals) {
    const last = chains.at(-1)?.at(-1)
    const follows =
      last &&
      /^[\s\u200B]*$/u.test(text.slice(last.scaleEnd, numeral.start)) &&
      last.scale > amountOf(numeral)
    if (follows) chains.at(-1)?.push(numeral)
    else chains.push([numeral])
  }
  return chains.map((members) => ({
    kind: 'amount',
    sum: members.reduce((sum, numeral) => sum + amountOf(numeral), 0),
    members,
  }))
}

function amountOf({ values: [value], scale }: Numeral): number {
  return Number((Number(value) * scale).toPrecision(12))
}

const units = [
  { unit: 'year', kind: 'months', times: 12 },
  { unit: 'month', kind: 'months', times: 1 },
  { unit: 'hour', kind: 'minutes', times: 60 },
  { unit: 'minute', kind: 'minutes', times: 1 },
] as const

function spansOf({ text, numerals, locale }: Counted): readonly Total[] {
  const { spanWords, andWords } = profileOf(locale)
  const between = new RegExp(`^[\\s,\\u200B]*(?:${andWords.join('|')})?[\\s\\u200B]*$`, 'iu')
  const spans: { kind: Total['kind']; sum: number; members: Numeral[]; times: number; end: number }[] = []
  for (const numeral of numerals) {
    for (const { unit, kind, times } of units) {
      const word = new RegExp(`^[\\s\\u200B-]{0,2}(?:${spanWords[unit]})`, 'iu').exec(
        text.slice(numeral.end, numeral.end + 24),
      )
      if (!word || numeral.scale !== 1) continue
      const sum = Number(numeral.values[0]) * times
      const end = numeral.end + word[0].length
      const last = spans.at(-1)
      const isRest = last && last.kind === kind && last.times > times && sum < last.times
      if (isRest && between.test(text.slice(last.end, numeral.start))) {
        last.sum += sum
        last.members.push(numeral)
        Object.assign(last, { times, end })
      } else spans.push({ kind, sum, members: [numeral], times, end })
      break
    }
  }
  return spans
}
