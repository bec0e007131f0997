// A word that stands twice in a row by mistake.

import type { TargetLocale } from '#locales/locale.ts'

import type { Check } from './finding.ts'
import { plainView } from './plain-view.ts'
import { report } from './report.ts'

/** Words after which the language never has the same word again; null: any word. */
const repeatable: Readonly<Record<TargetLocale, RegExp | null>> = {
  id: null,
  ms: null,
  // Vietnamese doubles words for their meaning, but not the small ones that hold a sentence together.
  vi: /^(?:và|của|là|các|những|được|trong|với|cho|tại|có|đã|sẽ|bị|để|khi|này|đó|ở|về|trên)$/i,
  th: null,
  lo: null,
  km: null,
}

// Between spaces; where words have no spaces between them this is a phrase, and a phrase twice is always a slip.
const twice = /(?<![\p{L}\p{M}\p{N}-])(\p{L}[\p{L}\p{M}]*) +\1(?![\p{L}\p{M}\p{N}-])/giu
const fewestLetters = 2

/** Reports a word that stands twice in a row, unless the source has it twice too. */
export const checkRepeats: Check = ({ source, target, locale }) => {
  const view = plainView(target)
  const allowed = repeatable[locale]
  return Array.from(view.text.matchAll(twice))
    .filter(([both, word = '']) => {
      if (word.length < fewestLetters || source.toLowerCase().includes(both.toLowerCase())) return false
      // A name may begin with the word that came before it: `saya Saya San`.
      if (!both.endsWith(word)) return false
      return allowed === null || allowed.test(word)
    })
    .map(({ 0: both, 1: word = '', index }) => {
      const end = index + both.length
      return report('repeats', 'warning', 'word', {
        values: { word },
        target: view.rangeOf(index, end),
        fix: view.fixOf(index, end, word),
      })
    })
}
