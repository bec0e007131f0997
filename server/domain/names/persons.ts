// Persons in an English text: who is named with a title, with a family name in capitals, with a given name that
// everybody knows, or again by the family name alone.

import type { Range } from '../checks/finding.ts'

import { givenNames } from './given-names.ts'
import { isCapitals, nameWords, particle } from './name-words.ts'
import { noNames } from './no-names.ts'
import { titlePattern } from './titles.ts'

/** A person as named in one place of a text. */
export interface PersonMention extends Range {
  /** The name without its titles: `SHI Zhongjun`. */
  readonly name: string
  /** Titles before the name in order: `H.E.`, `Mr.`. */
  readonly titles: readonly string[]
  /** The family name where capitals or the title tell it, or null. */
  readonly family: string | null
  /** How we know: `titled` and `capitals` are sure, `given` is likely. */
  readonly known: 'titled' | 'capitals' | 'given'
}

// A rank behind `bin` is a part of the father's name.
const titled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!\\b[Bb]in(?:ti)? )(${titlePattern}(?: ${titlePattern})*)(?: \\((?:Rtd|Ret|Retd)\\.?\\))? (${nameWords})`,
  'gu',
)
const capitals = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(\\p{Lu}{2,})((?: \\p{Lu}\\p{Ll}[\\p{L}-]*){1,2})(?![\\p{L}\\p{N}])`,
  'gu',
)
const capitalised = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(\\p{Lu}[\\p{L}\\p{M}-]+)((?: \\p{Lu}\\.)?(?: ${particle})?(?: (?!Bin)\\p{Lu}[\\p{L}\\p{M}’'-]+(?<![’']s)){1,2}(?: (?:[Bb]in|[Bb]inti|a/l|a/p)(?: \\p{Lu}[\\p{L}-]+){1,3})?)`,
  'gu',
)

/** Lists the persons that a text names, in order and without overlaps. */
export function personsIn(text: string): readonly PersonMention[] {
  const found: PersonMention[] = []
  const add = (mention: PersonMention): void => {
    if (mention.name && !found.some(({ start, end }) => mention.start < end && start < mention.end))
      found.push(mention)
  }
  for (const match of text.matchAll(titled)) add(titledPerson(match))
  for (const { 0: name, 1: family = '', index } of text.matchAll(capitals)) {
    // AUN Secretariat, SHARE Programme: what follows an acronym is a common noun.
    const isNoun = noNames.has(name.slice(family.length).trim().split(' ')[0]?.toLowerCase() ?? '')
    if (!isNoun && isFamilyName(family, text))
      add({ name, titles: [], family, known: 'capitals', start: index, end: index + name.length })
  }
  for (const { 0: written, 1: given = '', index } of text.matchAll(capitalised)) {
    if (!givenNames.has(given.toLowerCase())) continue
    const name = trimmed(written)
    if (name.includes(' '))
      add({ name, titles: [], family: null, known: 'given', start: index, end: index + name.length })
  }
  return found.sort((one, other) => one.start - other.start)
}

function titledPerson({ 0: all, 1: titles = '', 2: written = '', index }: RegExpExecArray): PersonMention {
  const name = trimmed(written)
  const start = index + all.length - written.length
  const [first = ''] = name.split(' ')
  return {
    name,
    titles: titles.match(new RegExp(titlePattern, 'gu')) ?? [],
    family: isCapitals(first) && name.includes(' ') ? first : null,
    known: 'titled',
    start,
    end: start + name.length,
  }
}

// A month, a day or a word that belongs to an office is not a part of the name.
const never =
  /^(?:The|On|In|At|He|She|But|And|After|When|If|University|College|School|Street|Road|Avenue|House|Court|Committee|Office|Institute|Party|Group|Bank|Airport|Hospital|Stadium|Award|Prize|Cup|League|Church|Center|Centre|Foundation|Act|Day|Assembly|Commission|Protector|National|International|Internal|Council|Affairs|Department|Minister|Ministry|General|President|Secretary|Director|Delegation|Delegates|Diplomats|Member|Members|Counsellor|Counselor|Attaché|Resident|Plenipotentiary|News|Times|Post|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/

function trimmed(written: string): string {
  const words = written.split(' ')
  const at = words.findIndex((word, i) => never.test(word) && (i > 0 || words.length === 1))
  const kept = at < 0 ? words : words.slice(0, at)
  // A place or an institution that is named after somebody is not that person.
  return at > 0 &&
    !/^(?:The|On|In|At|He|She|But|And|After|When|If|\w+day|[A-Z]\w+(?:uary|ember|ober)|March|April|May|June|July|August)$/.test(
      words[at] ?? '',
    )
    ? ''
    : kept.join(' ').replace(/[’']s?$/, '')
}

// Romanised family names have one syllable or are long; what is left are the best known acronyms.
const oneSyllable = /^(?:[BCDFGHJKLMNPQRSTWXYZ]|ZH|CH|SH|NG|TR|TH|PH|KH)?[AEIOUY]{1,3}(?:N|NG|K|T|M|H|P)?$/
const acronyms =
  /^(?:US|USA|UK|UN|EU|AU|UAE|AI|IT|ID|TV|PM|MP|CEO|HE|IN|ON|AT|BY|TO|OF|AN|NO|SO|WE|IS|DA|SEA|AMS|HEI|TVET|ASEAN|UNESCO|UNICEF|SEAMEO|INTERPOL|EUROPOL|COVID|APEC|OPEC)$/

function isFamilyName(family: string, text: string): boolean {
  if (acronyms.test(family) || !(oneSyllable.test(family) || /[AEIOUY].*[AEIOUY]/.test(family.slice(0, 9))))
    return false
  if (!oneSyllable.test(family) && family.length < 5) return false
  // In a headline of capitals nothing can be told.
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.replace(/\P{Lu}/gu, '').length < letters.length / 2
}
