// What a fault is, and how many of them the checks find.

import type { Finding } from '#domain/checks/finding.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { composedPairs } from '../composed.ts'
import { knownFindings, newsPairs, type Pair } from '../news.ts'

/** A kind of fault: makes a pair wrong in one place, or gives null where it cannot. */
export interface Fault {
  readonly name: string
  readonly locales: readonly TargetLocale[]
  readonly inject: (pair: Pair, locale: TargetLocale, row: number) => string | null
  /** Share that must be found. */
  readonly recall: number
  /** Whether a note is enough, because professionals write so too. */
  readonly note?: boolean
}

/** Replaces one match, another one in every row, or gives null without a match. */
export function once(
  text: string,
  pattern: RegExp,
  row: number,
  right: (match: RegExpMatchArray) => string,
): string | null {
  const matches = Array.from(text.matchAll(pattern)).filter((match) => right(match) !== match[0])
  const match = matches[row % Math.max(1, matches.length)]
  return match ? text.slice(0, match.index) + right(match) + text.slice(match.index + match[0].length) : null
}

/** What came of a kind of fault; `injected` counts distinct targets. */
export interface Recall {
  readonly injected: number
  readonly found: number
  /** How many of them stand in composed sentences, because the news has too few places. */
  readonly composed: number
}

/** Fewer than these say little. */
export const fewestInjected = 200

/** The recall on the news of a language, and on composed sentences where the news has fewer than two hundred places. */
export function recallOnNews(fault: Fault, locale: TargetLocale, most: number): Recall {
  const news = recallOf(fault, locale, newsPairs(locale), most)
  if (news.injected >= fewestInjected) return news
  const more = recallOf(fault, locale, composedPairs(locale), fewestInjected - news.injected)
  return {
    injected: news.injected + more.injected,
    found: news.found + more.found,
    composed: more.injected,
  }
}

// So many places of one sentence are tried.
const mostRounds = 12

/** What the checks say when a fault is put into the pairs of a language, at most `most` of them: once in each, then in other places. */
export function recallOf(fault: Fault, locale: TargetLocale, pairs: readonly Pair[], most: number): Recall {
  let [injected, found] = [0, 0]
  const tried = pairs.map(({ tgt }) => new Set([tgt]))
  for (let round = 0; round < mostRounds && injected < most; round++) {
    for (const [row, pair] of pairs.entries()) {
      const tgt = injected < most ? fault.inject(pair, locale, row + round) : null
      if (tgt === null || tried[row]?.has(tgt)) continue
      tried[row]?.add(tgt)
      injected++
      if (isTold(fault, locale, pair, tgt)) found++
    }
  }
  return { injected, found, composed: 0 }
}

function isTold(fault: Fault, locale: TargetLocale, pair: Pair, tgt: string): boolean {
  const counted = ({ severity }: Finding): boolean => fault.note === true || severity !== 'info'
  const before = knownFindings(locale, pair).filter(counted).map(nameOf)
  // Once more than before is also told.
  for (const name of knownFindings(locale, pair, tgt).filter(counted).map(nameOf)) {
    const at = before.indexOf(name)
    if (at < 0) return true
    before.splice(at, 1)
  }
  return false
}

function nameOf({ severity, message, values }: Finding): string {
  return `${severity} ${message} ${JSON.stringify(values)}`
}
