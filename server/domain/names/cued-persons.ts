// Persons whom only the words around them tell: the office before the name, the verb or the office after it, the
// byline. Likely enough for the list of who is in an article, where somebody reads them, and for no check.

import type { FoundName } from './acronyms.ts'
import { isTitleCase } from './likely-names.ts'
import { isCapitals, nameWords, particle } from './name-words.ts'
import { noNames } from './no-names.ts'
import { isChineseName } from './pinyin.ts'
import { officePattern, smallOfficePattern } from './offices.ts'

/** The name that begins in a place of the text, with all its words: `Jose Maria Lacson y Ledesma`. */
export function wholeNameAt(text: string, start: number): FoundName | null {
  const run = Array.from(text.matchAll(runs)).find(
    ({ 0: all, index }) => index <= start && start < index + all.length,
  )
  return (run && peopleOf(run[0], run.index).find((one) => one.start === start)) ?? null
}

/** Lists the persons of a text whom the words around them tell, in order. */
export function cuedPersonsIn(text: string): readonly FoundName[] {
  const found: FoundName[] = []
  for (const { 0: all, 1: name = '', index } of text.matchAll(afterOffice)) {
    const person = beginningOf(name, index + all.length - name.length)
    // In a headline an office may stand before any word: New Executive Director Named.
    const isAlone = person && !person.name.includes(' ')
    if (person && !(isAlone && (isTitleCase(text) || person.end === text.length))) found.push(person)
  }
  for (const { 0: run, index } of text.matchAll(runs)) {
    for (const person of peopleOf(run, index)) {
      const before = text.slice(Math.max(0, person.start - 60), person.start)
      const after = text.slice(person.end, person.end + 80)
      const isOneWord = !person.name.includes(' ')
      if (officeAlone.test(person.name)) continue
      if (credit.test(before) || officeAfter.test(after)) found.push(person)
      else if (isRegional(person.name)) found.push(person)
      else if (!isOneWord && (cueBefore.test(before) || cueAfter.test(after))) found.push(person)
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

// `UN Secretary-General António Guterres`, `university president Bundhit Eua-arporn`.
const afterOffice = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${officePattern}|${smallOfficePattern})(?:,)? (${nameWords})`,
  'gu',
)

const runs = new RegExp(`(?<![\\p{L}\\p{N}.@#/_-])${nameWords}`, 'gu')

// What is told of whoever made a text or a picture, and the office behind a name: enough for a name of one word.
const credit =
  /(?:^By |\b(?:Author|Editor|Illustration|Image|Photo|Photograph|Report|Reporting|Story|News|Text|Words|Writer|Contact|contact)s?(?: by|:) )$/
const officeAfter = new RegExp(`^, (?:the )?(?:\\p{Lu}[\\p{L}-]* ){0,2}?${officePattern}\\b`, 'u')

const cueBefore = new RegExp(
  '\\b(?:buddy|captain|colleague|daughter|husband|judge|member|mother|father|son|wife|winner|said|says|added|asked|according to|named|called|thanked|congratulated|appointed|elected|interviewed|' +
    '(?:chaired|led|headed|moderated|founded|hosted|written|edited|directed|delivered|taught|coached|joined|signed|opened|welcomed|' +
    'represented|accompanied|received|succeeded|replaced|read) by) $',
)

const verbs =
  'said|says|told|added|replied|noted|stressed|explained|asked|thanked|urged|recalled|pointed|called|wrote|writes|spoke|speaks|' +
  'agreed|proposed|insisted|argued|believes|hopes|remembers|concluded|remarked|emphasi[sz]ed|highlighted|underlined|reiterated|' +
  'congratulated|welcomed|chaired|moderated|led|leads|heads|headed|joined|graduated|studied|studies|teaches|taught|serves|served|' +
  'retired|succeeds|succeeded|replaces|replaced|was born|died|won|sent|thinks|smiled|laughed|attended|represented|delivered'
const cueAfter = new RegExp(
  `^(?: \\((?:\\d{1,2}|[a-z][^()]{2,60})\\))?(?: (?:${verbs})\\b|,? (?:who|whose)\\b|, (?:\\d{1,2}|aged \\d{1,2})[, ]|` +
    `, (?:Ph\\.?D|M\\.?D|M\\.?Sc|M\\.?A|M\\.?B\\.?A|M\\.?Ed|M\\.?Si|S\\.\\p{Lu}\\p{Ll}*)\\b|,? (?:the |a |an |its |their |our |his |her |both )?(?:[\\p{L}-]+ ){0,3}?(?:${smallOfficePattern}|graduate|scholar|journalist|engineer)s?\\b)`,
  'u',
)

// A run is cut at every word that belongs to no name; what is left of two to five words may be one.
function peopleOf(run: string, offset: number): readonly FoundName[] {
  const people: FoundName[] = []
  let [start, end, count] = [-1, -1, 0]
  const close = (): void => {
    if (count > 0 && count < 6) {
      people.push({ name: run.slice(start, end), start: offset + start, end: offset + end })
    }
    ;[start, end, count] = [-1, -1, 0]
  }
  const words = Array.from(run.matchAll(/\S+/g), ({ 0: word, index }) => ({ word, index }))
  for (const [i, { word, index }] of words.entries()) {
    if (isParticle.test(word) || (count > 0 && article.test(word))) {
      if (count === 0) close()
    } else if (count > 0 && isParticle.test(words[i - 1]?.word ?? '')) {
      // Whatever follows a particle belongs to the name: da Costa.
      end = index + word.length
      count++
    } else if (isNoName(word, words[i + 1]?.word) || isAcronym(word) || word === 'U') close()
    else {
      if (count === 0) start = index
      end = index + word.length
      count++
    }
  }
  close()
  return people
}

// Words of everyday English that are names in South-East Asia, before another word of the name.
const alsoNames =
  /^(?:Le|Ho|Hong|Minh|Chi|Sri|Song|Long|Young|Sun|Moon|Phu|Bang|Win|May|June|Grace|Joy|Rose|Park|Bay|Love|Hope)$/
const balinese = /^(?:Gusti|Wayan|Made|Nyoman|Ketut|Putu|Gede|Kadek|Komang|Dewa)$/

function isNoName(word: string, next: string | undefined): boolean {
  if ((word === 'I' || word === 'Ni') && next && balinese.test(next)) return false
  if (alsoNames.test(word) && next && /^\p{Lu}/u.test(next) && !noNames.has(next.toLowerCase())) return false
  return noNames.has(word.toLowerCase()) && !isParticle.test(word)
}

// A surname that many have in Viet Nam, Cambodia or China, before a word or two that could be a given name.
function isRegional(name: string): boolean {
  const words = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().split(' ')
  if (words.length < 2 || words.length > 4) return false
  return isChineseName(words) || regional.has(words[0] ?? '')
}

const regional: ReadonlySet<string> = new Set(
  (
    'bui cao chau dang dinh doan duong hoang huynh luong luu nghiem nguyen pham phan phung quach thai tran trinh truong ' +
    'chea chhay chhim chhun heng hun keo kheng khieu leng meas mean nhem nuon ouk oum pen pich prak preap prum sok som sun suon ' +
    'tep tith yim yin'
  ).split(' '),
)

const officeAlone = new RegExp(`^${officePattern}$`, 'u')

// Ludovic de La Rochette.
const article = /^(?:La|Le|De|Du|Da|El|Al|Los|Las)$/

const isParticle = new RegExp(`^${particle}$`, 'u')

// A family name in capitals is known by itself.
function isAcronym(word: string): boolean {
  return isCapitals(word) && !/^\p{Lu}\.$/u.test(word)
}

// What follows an office up to the first word that belongs to no name.
function beginningOf(written: string, start: number): FoundName | null {
  const words = written.split(' ')
  const at = words.findIndex((word, i) => isNoName(word, words[i + 1]) || isAcronym(word))
  // The Minister Office is no person, and neither is the Deputy Director Planning.
  const name = (at < 0 ? words : words.slice(0, at)).join(' ')
  if (name.length < 4 || at === 0 || at === 1 || officeAlone.test(words[0] ?? '')) return null
  return { name, start, end: start + name.length }
}
