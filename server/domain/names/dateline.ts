// The place and day with which an agency begins its report: `BANDAR SERI BEGAWAN, 3 May (Bernama) –`.

import type { FoundName } from './acronyms.ts'
import { isCapitals } from './name-words.ts'
import { isKnownPlace } from './places.ts'

const months =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
const day = `(?:\\d{1,2}(?:st|nd|rd|th)? ${months}|${months} \\d{1,2})(?:,? \\d{4})?`
const agency = '\\([^()]{2,40}\\)'
const dash = ' ?(?:[-–—]{1,2}) '
const further = '(?:, \\p{Lu}[\\p{L}.-]*(?: \\p{Lu}[\\p{L}.-]*){0,3})?'

const capitals = "\\p{Lu}[\\p{Lu}.'’-]+(?: \\p{Lu}[\\p{Lu}.'’-]*){0,4}"
const capitalised = '\\p{Lu}[\\p{L}’-]+(?: \\p{Lu}[\\p{L}’-]+){0,3}'
// With its day or its agency a place is sure; without them it has to be a place that is known, or several words.
const sure = new RegExp(
  `^(${capitals}|${capitalised})${further},? ?(?:${day}|${agency})(?:,? ?${agency})?(?:${dash}|: | )`,
  'u',
)
const bare = new RegExp(`^(${capitals})${further}(?:${dash}|: )(?=.*\\p{Ll})`, 'u')

/** The place that begins a report, as it is written there; null where the text does not begin so. */
export function datelineOf(text: string): FoundName | null {
  const certain = sure.exec(text)?.[1]
  if (certain && (isCapitals(certain) || isKnownPlace(certain))) return found(certain)
  const likely = bare.exec(text)?.[1]
  return likely && (likely.includes(' ') || isKnownPlace(likely)) ? found(likely) : null
}

function found(name: string): FoundName {
  return { name, start: 0, end: name.length }
}

/** `Kuala Lumpur` for `KUALA LUMPUR`; what has small letters stays as it is. */
export function inSmallLetters(name: string): string {
  if (!isCapitals(name)) return name
  return name.toLowerCase().replace(/(?<![\p{L}\p{M}’'])\p{L}/gu, (letter) => letter.toUpperCase())
}
