// The words of a person's name in an English text, as parts of regular expressions.

/** Whether a word or a name has capitals only, and more than one. */
export function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase()
}

/** Small words inside a name: `bin`, `van`, `de`. */
export const particle =
  "(?:al|bin|binti|binte|bte|van|von|zu|der|den|ter|ten|de|du|des|da|das|di|del|dela|della|dos|los|las|la|le|y|ibn|a/l|a/p|s/o|d/o|Bin|Binti|d[’'](?=\\p{Lu}))"
/** A word with a capital that is no possessive. */
export const nameWord = "\\p{Lu}[\\p{L}\\p{M}’'-]*(?<![’']s)"
/** Initials, one or several without a space between them: `A.`, `J.K.` */
const initials = '(?:\\p{Lu}\\.-?)+'
/** Words that begin a sentence, so that the stop before them was no initial's. */
const opener =
  '(?:The|A|An|It|Its|He|His|She|Her|They|Their|We|Our|You|I|In|On|At|By|For|From|To|As|This|That|These|Those|There|But|And|Or|After|Before|When|While|If|However|Also|Both|All|Each|No|Not|Then|What|Who)'
const furtherName = `(?:${initials}(?! ${opener}[ ,])|(?!\\p{Lu}\\.)${nameWord})`
/** A name of one to five words, with its particles and initials. */
export const nameWords = `(?:${initials}|${nameWord})(?: (?:${particle} ){0,2}${furtherName}){0,4}`
