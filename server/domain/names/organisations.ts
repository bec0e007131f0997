// Organisations and posts of an English text: by the words they are made of, and by the acronym behind them.

import type { Range } from '../checks/finding.ts'

import type { FoundName } from './acronyms.ts'
import { officePattern } from './offices.ts'
import { countries } from './places.ts'
import { titlePattern } from './titles.ts'

const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}’'-]*"
const joined = `(?:(?: (?:of|for|and|the|de|in|on|under|auspices|an|&))* ${word}|, ${word}(?=,? and ))`
const kind =
  '(?:University|Universities|Institute|Institution|College|School|Academy|Polytechnic|Conservatory|Centre|Center|Laboratory|Library|' +
  'Museum|Faculty|Unit|Red Cross|Red Crescent|(?:State|Provincial|City|Regional|Federal|Royal|Municipal) Government|Observatory|Hospital|Ministry|Department|Directorate(?:[- ]General)?|Embassy|Consulate|Organi[sz]ation|Association|' +
  'Foundation|Trust|Council|Commission|Committee|Board|Chamber|Agency|Authority|Bureau|Office|Division|Secretariat|Bank|Fund|' +
  'Network|Alliance|Consortium|Coalition|Union|Federation|Society|Assembly|Parliament|Court|Company|Corporation|Group|Party)'
// `in` belongs to a name only before a part of the world: the Institute for Higher Education in Latin America, and the
// Centre | in Berakas.
const region =
  '(?:(?:South|North|East|West|Central|Southeast|South-East|Latin|Eastern|Western|Northern|Southern) )?(?:Asia|Africa|America|Europe|Pacific|Caribbean)'
const calendar =
  '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\\b'
const matter = `(?: (?:of|for|under|on) (?:the )?(?!${calendar})${word}(?: (?!${calendar})${word})*(?:(?: of| and| for|,(?= ${word}(?: ${word})? and)) (?:the )?${word}(?: ${word})*)*(?: in ${region}(?: and (?:the )?${region})?)?)`
const ownWord = `(?!${kind} )${word}`
const organisation = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:(?:${word}, )+${word} and |(?:${ownWord} ){0,3}?${ownWord} and (?=${word} ${kind}(?![\\p{L}\\p{N}])))?(?:${word} )*${kind}(?![\\p{L}\\p{N}])${matter}?`,
  'gu',
)
// The Gene Bank of the | International Rice Research Institute: the other body has a name of its own.
const otherBody = new RegExp(` (?:of|for|under) the (?=(?:${word} )+${kind}(?![\\p{L}\\p{N}]))`, 'u')
// The Delegation of the European Union to Vietnam.
const delegation = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(?:Delegation|Permanent Mission|Mission) of (?:the )?${word}(?: ${word})* to (?:the )?${word}(?: ${word})*`,
  'gu',
)
// Names that keep the order of their own language: the word for the kind comes first.
const foreignKind =
  '(?:Agence|Centro|Fundación|Fundação|Lycée|Perhimpunan|Gabungan|Sekretariat|UIN|IAIN|Universiti|Universitas|Universidad|Colegio|SMA Negeri|SMK|SMP|SD|Gereja|Masjid|Universidade|Université|Universität|Universiteit|Institut|Instituto|Politeknik|Kementerian|' +
  'Kolej|Sekolah|Akademi|Yayasan|Persatuan|Perbadanan|Majlis|Lembaga|Badan|Dewan|Jabatan|Direktorat|Dinas|Komisi|Asosiasi|Ikatan|' +
  'PT|CV|Perpustakaan|Muzium|Bibliothèque|Pesantren|École|Ecole|Trường|Đại học|Bank(?= (?:Negara|Indonesia|Islam|Rakyat|Mandiri)))'
const small =
  '(?:dan|untuk|nationale|national|[Ff]rançaise|[Ff]rançais|universitaire|internationale|ba|supérieure|royale|de|du|des|la|et|y|e|ng)'
const foreign = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(?:\\p{Lu}[\\p{L}-]*-(?=Univ)|(?:Katholieke|Technische|Vrije|Freie) )?${foreignKind}` +
    `(?:(?: ${small})* (?:d[’']|l[’'])?(?!${calendar})(?:${word}|\\d{1,3}(?!\\d))){1,6}`,
  'gu',
)

// What stands before a name without belonging to it: The …, Singapore's Ngee Ann Polytechnic.
const belongsToOther = new RegExp(
  `^(?:(?:The|A|An|This|That|In|At|On|And|But|From) )?(?:(?:${countries.join('|')})[’']s? )?`,
)

// Bodies that every undertaking has, without a name of their own.
const ofTheDay =
  /^(?:Selection|Steering|Organi[sz]ing|Executive|Local|Joint|Technical|Advisory|Scientific|Programme|Working|Drafting|Search) (?:Committee|Board|Group|Council|Office|Secretariat|Division)$/

/** In a headline the words that name nobody have capitals too: Bacolod Crowns Its School. */
export const inHeadline =
  /(?:^| )(?:Its|Their|Our|Your|His|Her|Opens|Wins|Signs|Joins|Crowns|Launches|Meets|Hosts|Names|Gets|Visits|Begins|Closes)(?: |$)/

/** Lists what looks like the name of an organisation; one common noun alone is none. */
export function organisationsIn(text: string): readonly FoundName[] {
  // What one rule has found is nothing for the next: Institut Pasteur du Laos and Mahosot Hospital.
  const matches = [delegation, foreign, organisation].reduce<readonly RegExpExecArray[]>((found, pattern) => {
    const rest = found.reduce((left, { 0: whole, index }) => masked(left, index, whole.length), text)
    return [...found, ...rest.matchAll(pattern)]
  }, [])
  return Array.from(matches)
    .flatMap(({ 0: found, index }) => partsOf(found, index))
    .map(({ name: found, start }) => {
      const leading = belongsToOther.exec(found)?.[0].length ?? 0
      const name = found.slice(leading).replace(/[’']s$/, '')
      return { name, start: start + leading, end: start + leading + name.length }
    })
    .filter(({ name }) => name.includes(' ') && !ofTheDay.test(name) && !inHeadline.test(name))
    .sort((one, other) => one.start - other.start)
}

function partsOf(found: string, index: number): readonly { readonly name: string; readonly start: number }[] {
  const cut = otherBody.exec(found)
  const first = cut ? found.slice(0, cut.index) : ''
  if (!cut || !first.includes(' ')) return [{ name: found, start: index }]
  const start = index + cut.index + cut[0].length
  return [{ name: first, start: index }, ...partsOf(found.slice(cut.index + cut[0].length), start)]
}

function masked(text: string, start: number, length: number): string {
  return text.slice(0, start) + '.'.repeat(length) + text.slice(start + length)
}

const definition = new RegExp(
  `((?:${word})(?:${joined}){1,12}) ?\\((\\p{Lu}[\\p{Lu}\\p{N}\\p{Ll}-]*\\p{Lu}[\\p{L}\\p{N}-]*)\\)`,
  'gu',
)

const shortName = new RegExp(`((?:${word})(?:${joined}){1,12}) ?\\((\\p{Lu}\\p{Ll}{3,11})\\)`, 'gu')

/** Lists acronyms with the words before their bracket: `ASEAN-China Centre (ACC)`, `Universitas Diponegoro (Undip)`. */
export function definedAcronyms(text: string): readonly (readonly [acronym: string, name: string])[] {
  const acronyms = Array.from(
    text.matchAll(definition),
    ({ 1: name = '', 2: acronym = '' }) => [acronym.replace(/s$/, ''), spelt(name, acronym)] as const,
  )
  const shorts = Array.from(
    text.matchAll(shortName),
    ({ 1: name = '', 2: short = '' }) => [short, name] as const,
  )
  return [...acronyms, ...shorts.filter(([short, name]) => hasLettersOf(name, short))]
}

// Whether a text has the letters of a word in their order.
function hasLettersOf(text: string, word: string): boolean {
  let at = -1
  const lower = text.toLowerCase()
  return Array.from(word.toLowerCase()).every((letter) => (at = lower.indexOf(letter, at + 1)) >= 0)
}

/** The last words whose first letters spell the acronym, or all: `Ann Lee of the Spice Research Institute` for SRI. */
function spelt(name: string, acronym: string): string {
  const letters = acronym.replaceAll(/[^\p{Lu}]/gu, '')
  const starts = Array.from(name.matchAll(/(?<![\p{L}\p{N}'’-])\p{Lu}/gu), ({ index }) => index)
  const start = starts.findLast((at) => {
    const initials = Array.from(name.slice(at).matchAll(/(?<![\p{L}\p{N}'’])\p{Lu}/gu), ([first]) => first)
    return initials.join('') === letters
  })
  return start === undefined ? lastName(name) : name.slice(start)
}

// Where the letters tell nothing, what stands before an `and` or belongs to somebody else is left out.
function lastName(name: string): string {
  return name.replace(/^.*(?: and |[’']s )(?=\p{Lu}.* \p{Lu})/u, '')
}

const officeWord = `(?!${titlePattern} )${word}`
const matterOfOffice = `(?: (?:of|for) (?:the )?${officeWord}(?:(?: (?:of|and|for|the))* ${officeWord}|, ${word}(?=,? and ))*(?: to (?:the )?${officeWord}(?: ${officeWord})*)?)`
// What an office ends in when its other words are of any kind: Student Buddy Coordinator.
const lastRank =
  '(?:Advis[eo]r|Ambassador|Analyst|Attach[ée]|Coordinator|Commissioner|Consultant|Counsell?or|Curator|Dean|Director|Editor|Fellow|Governor|' +
  'Librarian|Manager|Minister|Officer|President|Rector|Representative|Secretary|Specialist|Trustee)'

const behindName = new RegExp(
  `^,? ?(?:the )?((?:${officePattern}(?![\\p{L}-])(?! (?:${officeWord} ){0,2}?${lastRank})|(?:${officeWord} ){1,3}?${lastRank}(?![\\p{L}-]))(?: ?\\([^()]{1,40}\\))?${matterOfOffice}?(?: and ${officePattern}${matterOfOffice})?)`,
  'u',
)
const byItself = new RegExp(`(?<![\\p{L}\\p{N}-])${officePattern}(?![\\p{L}\\p{N}])${matterOfOffice}?`, 'gu')

// `First` and `General` alone begin many things.
const ordinary = /^(?:(?:First|Second|Third|General|Special|Senior|Regional|Chief)(?: |$))+$/

/**
 * Lists the posts of a text: what stands behind the name of a person (`, Director of UNESCO-ICHEI`), and offices that
 * name their matter (`the Minister of Education and Sports`).
 * @param persons - where persons are named in the text
 */
export function postsIn(text: string, persons: readonly Range[]): readonly FoundName[] {
  const behind = persons.flatMap(({ end }) => {
    const found = behindName.exec(text.slice(end, end + 300))
    if (!found?.[1]) return []
    const start = end + found[0].indexOf(found[1])
    const name = found[1].trim()
    return [{ name, start, end: start + name.length }]
  })
  const others = Array.from(text.matchAll(byItself), ({ 0: name, index }) => ({
    name,
    start: index,
    end: index + name.length,
  }))
    .filter(({ name }) => name.includes(' ') && !ordinary.test(name))
    .filter((one) => !behind.some((other) => other.start < one.end && one.start < other.end))
  return [...behind, ...others].sort((one, other) => one.start - other.start)
}
