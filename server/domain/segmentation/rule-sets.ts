// The rules of every language that has its own, and those of all others.

import { chineseRules, chineseStops, sideQuotes } from './chinese.ts'
import type { SentenceRule } from './engine.ts'
import { englishRules, englishStops } from './english.ts'
import { generalRules, generalStops } from './general.ts'

/** Rules of a language. */
export interface RuleSet {
  readonly name: string
  readonly rules: readonly SentenceRule[]
  /** A character without which no break rule matches. */
  readonly stops: RegExp
  /** Makes a text easier for the rules; every character stays in its place. */
  readonly prepare?: (text: string) => string
}

const general: RuleSet = { name: 'General', rules: generalRules, stops: generalStops }

/** Rule sets by the first part of a language tag. */
export const ruleSets: ReadonlyMap<string, RuleSet> = new Map([
  ['en', { name: 'English', rules: englishRules, stops: englishStops }],
  ['zh', { name: 'Chinese', rules: chineseRules, stops: chineseStops, prepare: sideQuotes }],
  ['*', general],
])

/** Gives the rules of a language tag, for example `zh-Hans`. */
export function rulesOf(language: string): RuleSet {
  return ruleSets.get(language.toLowerCase().split(/[-_]/)[0] ?? '') ?? general
}
