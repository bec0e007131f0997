// Acronyms of an English text.

/** A name with its place in a text. */
export interface FoundName {
  readonly name: string
  readonly start: number
  readonly end: number
}

const acronym =
  /(?<![\p{L}\p{N}_@#./-])\p{Lu}[\p{Lu}\p{N}]*(?:[-&]\p{Lu}[\p{Lu}\p{N}]*)*(?=s?(?![\p{L}\p{M}\p{N}_@]))(?!\.\p{L})/gu
const capitalName = /^ \p{Lu}\p{Ll}/u

/** Lists the acronyms of a text; family names in capitals and Roman numerals are none. */
export function acronymsIn(text: string): readonly FoundName[] {
  return Array.from(text.matchAll(acronym), ({ 0: name, index }) => ({
    name,
    start: index,
    end: index + name.length,
  })).filter(
    ({ name, end }) =>
      /\p{Lu}.*\p{Lu}/u.test(name) &&
      !/^[IVXLCDM]+$/.test(name) &&
      !isDateline(name, text, end) &&
      // JIN Li, but also ACC Delegation: a name in capitals before another one has two to six letters and no acronym's look.
      !(
        capitalName.test(text.slice(end, end + 3)) &&
        /^[A-Z]?[AEIOUY]+[A-Z]{0,2}$|^[A-Z]{2}[AEIOUY]+[A-Z]{0,2}$/.test(name) &&
        !known.has(name)
      ),
  )
}

// An article of an agency begins with its place: MANILA, 12 March.
function isDateline(name: string, text: string, end: number): boolean {
  return name.length > 4 && text.startsWith(name) && /^(?:, | \(| [-–—] )/.test(text.slice(end, end + 3))
}

const known: ReadonlySet<string> = new Set(
  'ACC AI EU UN US UK AMS HEI HEIs IIOE ASEAN UNESCO IT ICT'.split(' '),
)
