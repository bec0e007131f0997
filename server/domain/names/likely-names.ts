// Names of two and more words that no list knows: words with capitals that are nothing else. Enough to ask whether a
// translation has them, too little to say that somebody is a person.

import type { FoundName } from './acronyms.ts'
import { noNames } from './no-names.ts'

const word = "\\p{Lu}[\\p{L}\\p{M}]*(?:[’'-]\\p{L}[\\p{L}\\p{M}]*)*"
const run = new RegExp(
  `(?<![\\p{L}\\p{N}.@#/_-])${word}(?: (?:\\p{Lu}\\. )?${word})+(?![\\p{L}\\p{N}_-])`,
  'gu',
)
const possessive = /[’']s?$/

/** Lists the likely names of a text that is no headline, in order. */
export function likelyNamesIn(text: string): readonly FoundName[] {
  if (isTitleCase(text)) return []
  return Array.from(text.matchAll(run)).flatMap(({ 0: found, index }) => namesOfRun(found, index))
}

// A run of capitals is cut at every word that belongs to no name: Manchester | City's | Sergio Aguero.
function namesOfRun(found: string, offset: number): readonly FoundName[] {
  const names: FoundName[] = []
  let words: { readonly text: string; readonly start: number }[] = []
  const close = (): void => {
    const [first] = words
    const last = words.at(-1)
    if (first && last && words.length > 1 && words.length < 5) {
      const end = last.start + last.text.length
      names.push({ name: found.slice(first.start - offset, end - offset), start: first.start, end })
    }
    words = []
  }
  for (const { 0: written, index } of found.matchAll(/\S+/g)) {
    const text = written.replace(possessive, '')
    const start = offset + index
    if (isName(text)) words.push({ text, start })
    else close()
    // What somebody has is not a part of their name.
    if (text !== written) close()
  }
  close()
  return names
}

function isName(text: string): boolean {
  const key = text.toLowerCase()
  if (/^\p{Lu}\.$/u.test(text)) return true
  if (text.length < 2 || noNames.has(key) || /[’']\p{Ll}$/u.test(text)) return false
  // Words in capitals are acronyms, and words such as Pro-Trump are made for the occasion.
  return text !== text.toUpperCase() && !/^(?:Pro|Anti|Non|Ex|Pre|Post|Mid)-/.test(text)
}

// In a headline hardly a word of more than three letters has no capital.
const largestSmallShare = 0.1

/** Whether a text is a headline in which every longer word has a capital. */
export function isTitleCase(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{N}])\p{L}{4,}/gu) ?? []
  const small = words.filter((one) => /^\p{Ll}/u.test(one)).length
  return words.length > 4 && small < words.length * largestSmallShare
}
