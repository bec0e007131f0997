// How much work an article is: words, characters, repetitions and what the memory has, by band.

import { plainText, type CodedText } from '../inline.ts'
import { bandOf, bands, type Band } from './score.ts'
import { sourceKey } from './unit.ts'

/** What an amount of text is. */
export interface Amount {
  readonly segments: number
  readonly words: number
  readonly characters: number
}

/** Bands of an analysis: a repetition is a sentence that stands earlier in the same article. */
export const rows = ['repetition', ...bands] as const
export type AnalysisRow = Band | 'repetition'

/** The amounts of each band. */
export type Analysis = Readonly<Record<AnalysisRow, Amount>> & { readonly total: Amount }

const none: Amount = { segments: 0, words: 0, characters: 0 }

/** Adds up the segments of an article; `scores` has the best score of the memory for each, 0 for none. */
export function analyse(sources: readonly CodedText[], scores: readonly number[], locale: string): Analysis {
  const amounts: Record<AnalysisRow | 'total', Amount> = {
    ...{ repetition: none, '101': none, '100': none, '95': none, '85': none, '75': none, '70': none },
    ...{ new: none, total: none },
  }
  const known = new Set<string>()
  for (const [index, source] of sources.entries()) {
    const amount = amountOf(source, locale)
    const key = sourceKey(source)
    const score = scores[index] ?? 0
    // What the memory knows word for word has to be read wherever it stands; the rest is translated once.
    const row: AnalysisRow = score < 100 && known.has(key) ? 'repetition' : bandOf(score)
    known.add(key)
    amounts[row] = sum(amounts[row], amount)
    amounts.total = sum(amounts.total, amount)
  }
  return amounts
}

function sum(one: Amount, other: Amount): Amount {
  return {
    segments: one.segments + other.segments,
    words: one.words + other.words,
    characters: one.characters + other.characters,
  }
}

const segmenters = new Map<string, Intl.Segmenter>()

/** Counts the words and the characters of a text; words also where no spaces stand between them. */
export function amountOf(text: CodedText, locale: string): Amount {
  const plain = plainText(text)
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  let words = 0
  for (const part of segmenter.segment(plain)) if (part.isWordLike) words += 1
  return { segments: 1, words, characters: [...plain.replace(/\s+/g, '')].length }
}

/** Writes analyses as CSV: one line for each language and band. */
export function analysisCsv(analyses: ReadonlyMap<string, Analysis>): string {
  const lines = [...analyses].flatMap(([locale, analysis]) =>
    ([...rows, 'total'] as const).map((row) => {
      const { segments, words, characters } = analysis[row]
      return [locale, row, segments, words, characters].join(',')
    }),
  )
  return `${['locale,band,segments,words,characters', ...lines].join('\r\n')}\r\n`
}
