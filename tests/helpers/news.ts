// Professional translations of news, checked as the editor checks them.

import type { Finding } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { readSharedData } from './shared.ts'

/** An English sentence and its translation. */
export interface Pair {
  readonly src: string
  readonly tgt: string
}

const glossary = compileGlossary(
  seedTerms.map((draft, i) => ({ ...draft, id: `t${i}`, projectId: 'p', version: 1, updatedAt: '' })),
)

const read = new Map<TargetLocale, readonly Pair[]>()

/** The thousand pairs of a language, the same objects each time; only where the shared data is there. */
export function newsPairs(locale: TargetLocale): readonly Pair[] {
  const pairs =
    read.get(locale) ??
    readSharedData('pairs', `news.${locale}.jsonl`)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Pair)
  read.set(locale, pairs)
  return pairs
}

const known = new WeakMap<Pair, Map<string, readonly Finding[]>>()

/** The findings of one of these pairs, or of another target in its place; each text is checked once. */
export function knownFindings(locale: TargetLocale, pair: Pair, tgt = pair.tgt): readonly Finding[] {
  const ofPair = known.get(pair) ?? new Map<string, readonly Finding[]>()
  known.set(pair, ofPair)
  const found = ofPair.get(tgt) ?? findingsIn(locale, { src: pair.src, tgt })
  ofPair.set(tgt, found)
  return found
}

/** The findings of a pair with the seed glossary. */
export function findingsIn(locale: TargetLocale, { src, tgt }: Pair): readonly Finding[] {
  const terms = findTerms(glossary, src)
  return findingsOf({ source: src, target: tgt, codes: [], locale, role: 'body', terms })
}
