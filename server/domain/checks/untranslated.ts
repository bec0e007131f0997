// English that was left standing inside a translation.

import { profileOf } from '#locales/profiles.ts'

import type { Check } from './finding.ts'
import { report, shown } from './report.ts'

const runPattern = /(?<![\p{L}\p{N}'’-])\p{Ll}+(?:[ \u00A0,]+\p{Ll}+){2,}(?![\p{L}\p{N}])/gu
const glue =
  /(?<!\p{L})(?:the|of|and|to|in|for|with|is|are|was|were|that|this|these|those|have|has|had|by|from|which|who|would|could|should|will|been|being|their|they|it|he|she|as|at|on|an|be|or|not|but)(?!\p{L})/u
const quotation = /["“”«»].*?["“”«»]|\(.*?\)/gu

const longestTitle = 60

/** Reports three and more small words of the source that stand in the target in the same order. */
export const checkUntranslated: Check = ({ source, target, locale }) => {
  // Words of other languages in Latin letters may be the same by chance; in another script none is.
  const isLatin = profileOf(locale).script === 'Latin'
  const from = source.replace(/\s+/g, ' ')
  // Titles and words of others may be quoted in English.
  const own = target.replace(quotation, (quoted) =>
    quoted.length > longestTitle ? quoted : ' '.repeat(quoted.length),
  )
  for (const { 0: run, index } of own.matchAll(runPattern)) {
    const words = longestShared(run, from)
    if (!words || ((isLatin || words.text.length < 14) && !glue.test(words.text))) continue
    const range = { start: index + words.at, end: index + words.at + words.text.length }
    return [
      report('untranslated', 'warning', 'words', { values: { text: shown(words.text) }, target: range }),
    ]
  }
  return []
}

const fewestWords = 3
const mostWords = 40
const mostRead = 400

// The longest run of words that the source has too, at least three.
function longestShared(run: string, source: string): { readonly text: string; readonly at: number } | null {
  const words = Array.from(run.matchAll(/\p{Ll}+/gu), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
  let best: { readonly text: string; readonly at: number } | null = null
  for (const [i, first] of words.slice(0, mostRead).entries()) {
    for (const last of words.slice(i + fewestWords - 1, i + mostWords)) {
      const text = run.slice(first.start, last.end)
      if (!source.includes(text.replace(/\s+/g, ' '))) break
      if (!best || text.length > best.text.length) best = { text, at: first.start }
    }
  }
  return best
}
