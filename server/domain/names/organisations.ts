// Organisations and posts of an English text: by the words they are made of, and by the acronym behind them.

import { personsIn } from './persons.ts'
import type { FoundName } from './acronyms.ts'

const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}’'-]*"
const joined = `(?:(?: (?:of|for|and|the|de|in|on|under|auspices|an|&))* ${word}|, ${word}(?=,? and ))`
const kind =
  '(?:University|Universities|Institute|Institution|College|School|Academy|Centre|Center|Ministry|Department|Embassy|Consulate|Organi[sz]ation|Association|Foundation|Council|Commission|Committee|Agency|Authority|Bureau|Office|Division|Secretariat|Bank|Fund|Programme|Network|Alliance|Union|Federation|Society|Assembly|Parliament|Court|Company|Corporation|Group|Party)'
const organisation = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:(?:${word}, )+${word} and |${word} and (?=${word}))?(?:${word} )*${kind}s?(?![\\p{L}\\p{N}])(?:(?: (?:of|for|under|on|in) (?:the )?${word}(?: ${word})*(?:(?: of| and| for|,(?= ${word}(?: ${word})? and)) (?:the )?${word}(?: ${word})*)*))?`,
  'gu',
)

/** Lists what looks like the name of an organisation; one common noun alone is none. */
export function organisationsIn(text: string): readonly FoundName[] {
  return Array.from(text.matchAll(organisation), ({ 0: found, index }) => {
    const leading = /^(?:The|A|An|This|That|In|At|On|And|But|From) /.exec(found)?.[0].length ?? 0
    const name = found.slice(leading).replace(/[’']s$/, '')
    return { name, start: index + leading, end: index + leading + name.length }
  }).filter(({ name }) => name.includes(' '))
}

const definition = new RegExp(
  `((?:${word})(?:${joined}){1,12}) ?\\((\\p{Lu}[\\p{Lu}\\p{N}\\p{Ll}-]*\\p{Lu}[\\p{L}\\p{N}-]*)\\)`,
  'gu',
)

/** Lists acronyms with the words before their bracket: `ASEAN-China Centre (ACC)`. */
export function definedAcronyms(text: string): readonly (readonly [acronym: string, name: string])[] {
  return Array.from(
    text.matchAll(definition),
    ({ 1: name = '', 2: acronym = '' }) => [acronym.replace(/s$/, ''), spelt(name, acronym)] as const,
  )
}

/** The last words whose first letters spell the acronym, or all: `Ann Lee of the Spice Research Institute` for SRI. */
function spelt(name: string, acronym: string): string {
  const letters = acronym.replaceAll(/[^\p{Lu}]/gu, '')
  const starts = Array.from(name.matchAll(/(?<![\p{L}\p{N}'’-])\p{Lu}/gu), ({ index }) => index)
  const start = starts.findLast((at) => {
    const initials = Array.from(name.slice(at).matchAll(/(?<![\p{L}\p{N}'’])\p{Lu}/gu), ([first]) => first)
    return initials.join('') === letters
  })
  return start === undefined ? name : name.slice(start)
}

const rank =
  '(?:Director|Deputy|Executive|Vice|President|Secretary|Secretary-General|Head|Chair|Chairman|Chairperson|Chairwoman|Minister|Counsellor|Counselor|Attaché|Attache|Ambassador|Rector|Chancellor|Undersecretary|Envoy|Spokesman|Spokeswoman|Spokesperson|Dean|Professor|Governor|Officer|Manager|Coordinator|Representative|Commissioner|First|Second|Third|Consul|General|Assistant|Associate|Chief|Senior)'
const post = new RegExp(
  `^,? ?(${rank}(?:[ -]${rank})*(?: ?\\([^()]{1,40}\\))?(?: (?:of|for) (?:the )?${word}(?:(?: (?:of|and|for|the))* ${word}|, ${word}(?=,? and ))*)?(?: and ${rank}(?: ${rank})* (?:of|for) (?:the )?${word}(?:(?: (?:of|and|for|the))* ${word})*)?)`,
  'u',
)

/** Lists the posts that stand behind the name of a person: `, Director of UNESCO-ICHEI`. */
export function postsIn(text: string): readonly FoundName[] {
  return personsIn(text).flatMap(({ end }) => {
    const found = post.exec(text.slice(end, end + 300))
    if (!found?.[1]) return []
    const start = end + found[0].indexOf(found[1])
    const name = found[1].trim()
    return [{ name, start, end: start + name.length }]
  })
}
