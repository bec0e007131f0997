// Two numbers with a sign between them keep their order: a score of 3–1 that becomes 1–3 has another winner.

import type { CheckInput, Finding } from './finding.ts'
import { foldDigits } from './numerals.ts'
import { report } from './report.ts'

interface NumberPair {
  readonly first: string
  readonly second: string
  readonly text: string
  readonly start: number
  readonly end: number
}

// Scores, results of a vote, spans of years and hours; a date has three parts and may change their order.
const pair = /(?<![\d.,:/–—-])(\d{1,4})[\u200B ]?([-–—:])[\u200B ]?(\d{1,4})(?![\d]|[.,:/–—-]\d)/g

/** Reports a pair of numbers that the target has in the other order, and only there. */
export function reversedPairs({ source, target }: CheckInput): readonly Finding[] {
  const wanted = pairsOf(source)
  if (wanted.length === 0) return []
  const written = pairsOf(target)
  const has = (pairs: readonly NumberPair[], first: string, second: string): boolean =>
    pairs.some((one) => one.first === first && one.second === second)
  return wanted.flatMap(({ first, second, text, start, end }): readonly Finding[] => {
    if (first === second || has(written, first, second) || has(wanted, second, first)) return []
    const turned = written.find((one) => one.first === second && one.second === first)
    if (!turned) return []
    // Who loses 1–3 is beaten 3–1, so that a person has to look.
    return [
      report('numbers', 'warning', 'reversed', {
        values: { written: turned.text, right: text },
        source: { start, end },
        target: { start: turned.start, end: turned.end },
      }),
    ]
  })
}

function pairsOf(text: string): readonly NumberPair[] {
  return Array.from(foldDigits(text).matchAll(pair), ({ 0: found, 1: first = '', 3: second = '', index }) => {
    const end = index + found.length
    return { first: plain(first), second: plain(second), text: text.slice(index, end), start: index, end }
  })
}

function plain(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}
