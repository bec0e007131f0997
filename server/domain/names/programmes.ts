// Named undertakings of an English text: agreements, declarations, plans, conferences, awards.

import type { FoundName } from './acronyms.ts'
import { isTitleCase } from './likely-names.ts'
import { noNames } from './no-names.ts'
import { officePattern } from './offices.ts'
import { inHeadline } from './organisations.ts'

const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}’'–-]*"
const kind =
  '(?:Accord|Agenda|Agreement|Awards?|Challenge|Championships?|Charter|Competition|Conference|Congress|Convention|Cup|Declaration|' +
  'Dialogue|Exhibition|Expo|Fair|Fellowship|Festival|Forum|Framework|Games|Initiative|League|Lecture|Marathon|Masterplan|Medal|' +
  'Meeting|Memorandum of Understanding|Night|Week|Olympiad|Olympics|Pact|Partnership|Plan|Prize|Program|Programme|Project|Protocol|Regulations|Scheme|' +
  'Scholarships?|Statement|Strategy|Summit|Symposium|System|Tournament|Treaty|Trophy|Workshop)'
const matter = `(?: (?:on|for|of) (?:the )?${word}(?:(?:,(?= ${word})| and| of| for)*(?: the)? ${word})*)`
// `Skills for Village Trades Project`, but not the `Director of the Mekong Project`.
const firstWord = `(?!${officePattern}(?![\\p{L}]))${word}`
const undertaking = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(?:${firstWord} (?:${word} )*(?:for|in the|in) )?(?:${word} (?:and |de |de la |ng |y )?)*${kind}(?![\\p{L}\\p{N}-])${matter}?(?: (?:19|20)\\d\\d[-–](?:19|20)?\\d\\d(?!\\d))?`,
  'gu',
)
// What stands before a name without belonging to it: an article, a number, a phase.
const leading =
  /^(?:(?:The|A|An|This|That|In|At|On|And|But|From|Its|Their|Our|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Phase|[IVX]+) )+/

/** Lists what looks like the name of an undertaking; common words alone are none, unless they say what it is about. */
export function programmesIn(text: string): readonly FoundName[] {
  return Array.from(text.matchAll(undertaking), ({ 0: whole, index }) => {
    const from = leading.exec(whole)?.[0].length ?? 0
    return { name: whole.slice(from), start: index + from, end: index + whole.length }
  }).filter(({ name }) => {
    const words = name.split(' ')
    return (
      words.length > 1 &&
      !inHeadline.test(name) &&
      !(/ in /.test(name) && isTitleCase(text)) &&
      (hasMatter.test(name) || words.some(isOwnWord) || (words.length > 3 && !isTitleCase(text)))
    )
  })
}

const hasMatter = new RegExp(`(?:^| )${kind}${matter}`, 'u')

// A word that no list of common words has, or an acronym.
function isOwnWord(written: string): boolean {
  const key = written.replace(/[’']s?$/, '').toLowerCase()
  return (
    /^\p{Lu}/u.test(written) &&
    ((written.length > 1 && written === written.toUpperCase()) || !noNames.has(key))
  )
}
