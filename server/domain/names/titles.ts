// What stands before the name of a person: forms of address, academic, military, religious and noble titles, ranks of
// the region, and the offices that English puts before a name.

import { malayRanks } from './malay-ranks.ts'

const general =
  'H.E|HE|His Excellency|Her Excellency|HM|H.M|His Majesty|Her Majesty|HRH|H.R.H|His Royal Highness|Her Royal Highness|' +
  'Mr|Ms|Mrs|Mme|Miss|Madam|Madame|Mdm|Sir|Dame|Lord|Lady|Hon|Honourable'
// With those of engineers and degree holders of Indonesia, Malaysia and the Philippines.
const academic =
  'Prof|Professor|Assoc. Prof|Assoc Prof|Associate Professor|Asst. Prof|Asst Prof|Assistant Professor|Adjunct Professor|' +
  'Emeritus Professor|Professor Emeritus|Dr|Drs|Dra|Ir|Atty|Engr'
const regional =
  'Haji|Hajah|Hj|Hjh|Pehin|Pengiran|Awang|Dayang|Ustaz|Ustazah|YB|YAB|YM|Yang Mulia|Yang Berhormat|Yang Amat Berhormat|Yang Berbahagia|Encik|Puan|Tuan|Cik|Cikgu|Sayadaw|Lok Kru|Neak Kru|Bapak|Pak|Ibu|Datu|' +
  'Samdech|Samdech Techo|Samdech Krolahom|Oknha|Neak Oknha|Lok Chumteav|' +
  'M.L|M.R|Mom Luang|Mom Rajawongse|Khun|Khunying|Thanpuying|Ajahn|Daw'
const offices =
  'Senator|Sen|Rep|Gov|Governor|Judge|Justice|Chief Justice|President|Vice President|Prime Minister|Deputy Prime Minister|' +
  'Chancellor|Minister|Deputy Minister|Vice Minister|Assistant Minister|Ambassador|First Lady|Mayor|Congressman|Congresswoman'
const uniformed =
  'Captain|Capt|Major|Maj|Sgt|Lt|Lt. Col|Lieutenant Colonel|Col|Colonel|Gen|Lt. Gen|Maj. Gen|Brig. Gen|Pol. Gen|Police General|' +
  'Major General|Lieutenant General|Brigadier General|Admiral|Air Chief Marshal|Detective|Inspector|Coach'
const noble =
  'Pope|King|Queen|Sultan|Prince|Princess|Crown Prince|Crown Princess|Rev|Ven|Venerable|Archbishop|Bishop|Fr|Sr|Br|Msgr'

/** Titles that stand before the name of a person, without their last stops. */
export const personTitles: readonly string[] = [
  ...malayRanks,
  ...[general, academic, regional, offices, uniformed, noble].flatMap((some) => some.split('|')),
]

/** The source of a regular expression for one title, with its stop if it has one; the longest comes first. */
export const titlePattern = `(?:${personTitles
  .toSorted((one, other) => other.length - one.length)
  .map((title) => title.replaceAll('.', '\\.'))
  .join('|')})\\.?`
