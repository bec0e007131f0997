// Persons who are named again by one word of their name: `Budi added`, `Choltis thanked`.

import type { FoundName } from './acronyms.ts'
import { noNames } from './no-names.ts'

const capitalWord = /(?<![\p{L}\p{M}\p{N}.@#’'-])\p{Lu}[\p{L}\p{M}-]{2,}(?![\p{L}\p{M}\p{N}@])/gu
// At the beginning of a sentence every word has a capital.
const doing =
  /^(?:[’']s\b| (?:also|then|later|who|and|is|was|has|had|will|would|could|did|does|said|says|told|\p{Ll}{3,}ed|[a-z]{2,}s)\b|,)/u

const sentenceBegins = /(?:^|[.!?:]["”’')]*\s|["“‘(])$/u

/** Lists the words of a text that are one word of a person who was named before. @param words - those words, whole */
export function namedAgain(text: string, words: ReadonlySet<string>): readonly FoundName[] {
  if (words.size === 0) return []
  return Array.from(text.matchAll(capitalWord), ({ 0: name, index }) => ({
    name,
    start: index,
    end: index + name.length,
  })).filter(({ name, start, end }) => {
    if (!words.has(name)) return false
    const before = text.slice(Math.max(0, start - 40), start)
    // A word of a longer name belongs to that.
    const neighbour = /(\p{Lu}[\p{L}\p{M}-]*) $/u.exec(before)?.[1]?.toLowerCase()
    if (/^ \p{Lu}/u.test(text.slice(end, end + 2)) || (neighbour && !noNames.has(neighbour))) return false
    return !sentenceBegins.test(before) || doing.test(text.slice(end, end + 20))
  })
}

/** The words of a name by which somebody may be named again; `Zhang` for `ZHANG`. */
export function callNames(name: string): readonly string[] {
  return name
    .split(' ')
    .filter((word) => /^\p{Lu}[\p{L}\p{M}-]{2,}$/u.test(word) && !noNames.has(word.toLowerCase()))
    .flatMap((word) =>
      word === word.toUpperCase() ? [word, word.charAt(0) + word.slice(1).toLowerCase()] : [word],
    )
}
