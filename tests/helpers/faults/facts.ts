// Faults of what is said: months, numbers, names, acronyms, sentences left in English.

import { foldDigits } from '#domain/checks/numerals.ts'
import { noNames } from '#domain/names/no-names.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import type { Pair } from '../news.ts'
import { type Fault, once } from './fault.ts'

/** Names of two words that stand in both texts as they are and only once. */
function sharedNames({ src, tgt }: Pair): readonly string[] {
  return Array.from(
    src.matchAll(/(?<!\p{Lu}[\p{L}.-]* )(?<![\p{L}-])(\p{Lu}\p{Ll}+) (\p{Lu}\p{Ll}+)(?![\p{L}-]| \p{Lu})/gu),
    ([name]) => name,
  ).filter((name) => tgt.split(name).length === 2)
}

/** The English sentence and the translation, each cut in the middle between two words. */
function halvesOf({ src, tgt }: Pair): Record<'english' | 'own', readonly [string, string] | null> {
  const cut = (text: string): readonly [string, string] | null => {
    const at = text.indexOf(' ', text.length / 2)
    return at < 0 ? null : [text.slice(0, at), text.slice(at + 1)]
  }
  return { english: src.split(' ').length < 8 ? null : cut(src), own: cut(tgt) }
}

/** What is left of words with capitals without what offices, places and contests are made of. */
function isOfAName(word: string): boolean {
  return !noNames.has(word.toLowerCase())
}

const swapFault: Fault['inject'] = ({ src, tgt }, locale, row) => {
  // Sources that tell the month in another way are not asked.
  if (
    !/(?:January|February|April|June|July|August|September|October|November|December|March|May|Oct\.|Nov\.|Sept)\b/.test(
      src,
    )
  )
    return null
  const { months, monthWords } = profileOf(locale)
  const at = months.findIndex((name) => {
    return tgt.search(monthPattern(name, locale)) >= 0
  })
  if (at < 0) return null
  const other = months[(at + 1 + (row % 10)) % 12] ?? ''
  const name = months[at] ?? ''
  // The name alone may be another word.
  if (locale === 'km' || locale === 'lo') {
    const dated = new RegExp(`(?:${monthWords.join('|')}|\\d)[\\s\\u200B]*${name}`)
    if (!dated.test(tgt)) return null
  }
  return tgt.replace(monthPattern(name, locale), other)
}

function monthPattern(name: string, locale: TargetLocale): RegExp {
  return profileOf(locale).wordSpaces
    ? new RegExp(`(?<![\\p{L}\\d])${name}(?![\\p{L}\\d])`, 'iu')
    : new RegExp(name)
}

const scales: Readonly<Record<TargetLocale, readonly [million: string, billion: string]>> = {
  th: ['ล้าน', 'พันล้าน'],
  id: ['juta', 'miliar'],
  lo: ['ລ້ານ', 'ຕື້'],
  ms: ['juta', 'bilion'],
  km: ['លាន', 'ពាន់លាន'],
  vi: ['triệu', 'tỷ'],
}

/** Every kind of fault of what is said. */
export const factFaults: readonly Fault[] = [
  {
    name: 'two kinds of digits',
    locales: ['th', 'lo', 'km'],
    recall: 0.99,
    inject: ({ tgt }, locale, row) =>
      once(tgt, /\d(?=\d)/g, row, (m) => profileOf(locale).nativeDigits?.[Number(m[0])] ?? m[0]),
  },
  {
    name: 'month exchanged',
    locales: targetLocales,
    recall: 0.95,
    inject: swapFault,
  },
  {
    name: 'number changed',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ tgt }, _, row) =>
      once(tgt, /(?<![\d.,:])\d{2,}(?![\d.,:])/g, row, (m) =>
        String(Number(m[0]) + 1 + (row % 7)).padStart(m[0].length, '0'),
      ),
  },
  {
    name: 'number dropped',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ src, tgt }, _, row) => {
      const shared = new Set(src.match(/(?<![\d.,:])\d{2,}(?![.,:]?\d)/g))
      return once(tgt, /(?<![\d.,:៖])[\d០-៩]{2,}(?![.,:]?[\d០-៩])/g, row, (m) =>
        shared.has(foldDigits(m[0])) ? '' : m[0],
      )
    },
  },
  {
    name: 'million taken for billion, and the other way',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ src, tgt }, locale, row) => {
      if (!/\d ?(?:million|billion|[mb]n?\b)/.test(src)) return null
      const [million, billion] = scales[locale]
      return once(
        tgt,
        new RegExp(`(?<=\\d[\\s\\u200B]*)(?:${billion}|${million})(?!\\p{Ll})`, 'gu'),
        row,
        (m) => (m[0] === million ? billion : million),
      )
    },
  },
  {
    name: 'decimals moved',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ tgt }, _, row) =>
      once(tgt, /(?<![\d.,:])(\d{1,2})([.,])(\d{1,2})(?![\d.,:])/g, row, (m) =>
        row % 2 ? `${m[1]}${m[3]}` : `${m[3]}${m[2]}${m[1]}`,
      ),
  },
  {
    name: 'one digit changed',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ tgt }, _, row) => once(tgt, /\d/g, row, (m) => String((Number(m[0]) + 1 + (row % 9)) % 10)),
  },
  {
    name: 'number of one digit changed',
    locales: targetLocales,
    recall: 0.87,
    inject: ({ tgt }, _, row) =>
      once(tgt, /(?<![\d.,:/–-])[1-9](?![.,:/–-]?\d)/g, row, (m) =>
        String(1 + ((Number(m[0]) + (row % 8)) % 9)),
      ),
  },
  {
    name: 'digits exchanged',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ tgt }, _, row) => once(tgt, /(\d)(\d)/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'score or span reversed',
    locales: targetLocales,
    recall: 0.93,
    inject: ({ tgt }, _, row) =>
      once(
        tgt,
        /(?<![\d.,:/–-])(\d{1,4})( ?[-–] ?)(\d{1,4})(?![\d–-])/g,
        row,
        (m) => `${m[3]}${m[2]}${m[1]}`,
      ),
  },
  {
    name: 'Buddhist year off by one',
    locales: ['th'],
    recall: 1,
    inject: ({ src, tgt }, _, row) => {
      const years = (src.match(/(?<![\d.,$£€-])(?:19|20)\d\d(?![.,]?\d|[%-])/g) ?? []).filter(
        (year) => tgt.split(year).length === 2,
      )
      const year = years[row % Math.max(1, years.length)]
      const later = Math.floor(row / Math.max(1, years.length)) % 2 === 1
      return year ? tgt.replace(year, String(Number(year) + 543 + (later ? 1 : -1))) : null
    },
  },
  {
    name: 'acronym with two letters exchanged',
    locales: targetLocales,
    recall: 0.98,
    inject: ({ src, tgt }, _, row) => {
      const shared = [...new Set(src.match(/(?<![\w.-])[A-Z]{3,8}(?![\w.-])/g))].filter((one) =>
        tgt.includes(one),
      )
      const acronym = shared[row % Math.max(1, shared.length)]
      if (!acronym) return null
      // Each acronym in turn, and each pair of neighbours in it.
      const at = 1 + (Math.floor(row / shared.length) % (acronym.length - 1))
      const wrong =
        acronym.slice(0, at - 1) + acronym.charAt(at) + acronym.charAt(at - 1) + acronym.slice(at + 1)
      return wrong === acronym
        ? null
        : tgt.replaceAll(new RegExp(`(?<![A-Za-z])${acronym}(?![A-Za-z])`, 'g'), wrong)
    },
  },
  {
    name: 'names of a person exchanged',
    locales: targetLocales,
    recall: 0.98,
    inject: (pair, _, row) => {
      const names = sharedNames(pair).filter((name) => name.split(' ').every(isOfAName))
      const name = names[row % Math.max(1, names.length)]
      return name ? pair.tgt.replace(name, name.split(' ').reverse().join(' ')) : null
    },
  },
  {
    name: 'person dropped',
    locales: targetLocales,
    recall: 0.98,
    inject: (pair, _, row) => {
      const names = sharedNames(pair).filter((name) => name.split(' ').every(isOfAName))
      const name = names[row % Math.max(1, names.length)]
      // In brackets stands the original spelling of who is named before them in the letters of the language.
      if (!name || new RegExp(`\\([^()]*${name}`).test(pair.tgt)) return null
      const left = pair.tgt.replace(name, '').replace(/ {2,}/g, ' ').trim()
      // Who is named a second time is not dropped.
      return name.split(' ').some((word) => left.includes(word)) ? null : left
    },
  },
  {
    name: 'first half left in English',
    locales: targetLocales,
    recall: 0.98,
    inject: (pair) => {
      const { english, own } = halvesOf(pair)
      return english && own ? `${english[0]} ${own[1]}` : null
    },
  },
  {
    name: 'second half left in English',
    locales: targetLocales,
    recall: 0.98,
    inject: (pair) => {
      const { english, own } = halvesOf(pair)
      return english && own ? `${own[0]} ${english[1]}` : null
    },
  },
  {
    name: 'left in English',
    locales: targetLocales,
    recall: 0.99,
    inject: ({ src }) => ((src.match(/\b[a-z]+\b/g) ?? []).length >= 6 ? src : null),
  },
]
