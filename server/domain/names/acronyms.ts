// Acronyms of an English text.

import { datelineOf } from './dateline.ts'

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
  const dateline = datelineOf(text)?.end ?? 0
  return Array.from(text.matchAll(acronym), ({ 0: name, index }) => ({
    name,
    start: index,
    end: index + name.length,
  })).filter(
    ({ name, start, end }) =>
      /\p{Lu}.*\p{Lu}/u.test(name) &&
      !roman.test(name) &&
      start >= dateline &&
      !isMoney(name, text.slice(end, end + 2)) &&
      // HRH is a form of address, and KBE an honour behind a name.
      !/^(?:HRH|HM|HE|YB|YAB|YM)$/.test(name) &&
      !(honour.test(name) && /[\p{L}.], $/u.test(text.slice(0, start))) &&
      // JIN Li, but also ACC Delegation: a name in capitals before another one has two to six letters and no acronym's look.
      !(
        capitalName.test(text.slice(end, end + 3)) &&
        /^[A-Z]?[AEIOUY]+[A-Z]{0,2}$|^[A-Z]{2}[AEIOUY]+[A-Z]{0,2}$/.test(name) &&
        !known.has(name)
      ),
  )
}

const honour = /^(?:BA|CBE|JD|KBE|LLB|LLM|MA|MBA|MBE|MD|OBE|RN)$/

const money =
  /^(?:AU?|CA?|HK|NT|SG?|US|EUR|GBP|CAD|IDR|JPY|CHF|CNY|KRW|KHR|LAK|MMK|MYR|PHP|RM|SGD|THB|USD|VND)/

// US$ 5, RM1, THB 200.
function isMoney(name: string, after: string): boolean {
  const sign = money.exec(name)?.[0]
  if (sign === undefined) return false
  return sign === name ? /^(?:[$€£]|\s?\d)/.test(after) : /^\d+$/.test(name.slice(sign.length))
}

const roman = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/

const known: ReadonlySet<string> = new Set(
  'ACC AI EU UN US UK AMS HEI HEIs IIOE ASEAN UNESCO IT ICT'.split(' '),
)
