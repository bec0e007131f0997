// Faults put into good translations, one in each, to count how many the checks find.

import type { Finding } from '#domain/checks/finding.ts'
import { noNames } from '#domain/names/no-names.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { findingsIn, type Pair } from './news.ts'

/** A kind of fault: makes a pair wrong in one place, or gives null where it cannot. */
export interface Fault {
  readonly name: string
  readonly locales: readonly TargetLocale[]
  readonly inject: (pair: Pair, locale: TargetLocale, row: number) => string | null
  /** Share that must be found. */
  readonly recall: number
  /** Whether a note is enough, because professionals write so too. */
  readonly note?: boolean
}

const unspaced: readonly TargetLocale[] = ['th', 'lo', 'km']

/** Replaces one match, another one in every row, or gives null without a match. */
function once(
  text: string,
  pattern: RegExp,
  row: number,
  right: (match: RegExpMatchArray) => string,
): string | null {
  const matches = Array.from(text.matchAll(pattern)).filter((match) => right(match) !== match[0])
  const match = matches[row % Math.max(1, matches.length)]
  return match ? text.slice(0, match.index) + right(match) + text.slice(match.index + match[0].length) : null
}

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

const tone = '[\\u0E48-\\u0E4B]'

/** What came of a kind of fault; `injected` counts distinct targets. */
export interface Recall {
  readonly injected: number
  readonly found: number
}

// So many places of one sentence are tried.
const mostRounds = 12

/** What the checks say when a fault is put into the pairs of a language, at most `most` of them: once in each, then in other places. */
export function recallOf(fault: Fault, locale: TargetLocale, pairs: readonly Pair[], most: number): Recall {
  let [injected, found] = [0, 0]
  const tried = pairs.map(({ tgt }) => new Set([tgt]))
  for (let round = 0; round < mostRounds && injected < most; round++) {
    for (const [row, pair] of pairs.entries()) {
      const tgt = injected < most ? fault.inject(pair, locale, row + round) : null
      if (tgt === null || tried[row]?.has(tgt)) continue
      tried[row]?.add(tgt)
      injected++
      if (isTold(fault, locale, pair, tgt)) found++
    }
  }
  return { injected, found }
}

function isTold(fault: Fault, locale: TargetLocale, pair: Pair, tgt: string): boolean {
  const counted = ({ severity }: Finding): boolean => fault.note === true || severity !== 'info'
  const before = findingsOfPair(locale, pair).filter(counted).map(nameOf)
  // Once more than before is also told.
  for (const name of findingsIn(locale, { src: pair.src, tgt }).filter(counted).map(nameOf)) {
    const at = before.indexOf(name)
    if (at < 0) return true
    before.splice(at, 1)
  }
  return false
}

// What is said of the good translation is asked for with every fault.
const known = new WeakMap<Pair, readonly Finding[]>()

function findingsOfPair(locale: TargetLocale, pair: Pair): readonly Finding[] {
  const found = known.get(pair) ?? findingsIn(locale, pair)
  known.set(pair, found)
  return found
}

function nameOf({ severity, message, values }: Finding): string {
  return `${severity} ${message} ${JSON.stringify(values)}`
}

/** Every kind of fault. */
export const faults: readonly Fault[] = [
  {
    name: 'two signs for one leading vowel',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /แ/g, row, () => 'เเ'),
  },
  {
    name: 'two signs for one leading vowel',
    locales: ['lo'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /ແ/g, row, () => 'ເເ'),
  },
  {
    name: 'sara am in two pieces',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) =>
      once(tgt, new RegExp(`(${tone}?)\\u0E33`, 'g'), row, (m) => `\u0E4D${m[1]}\u0E32`),
  },
  {
    // One professional of five writes it so, which is why it is only a note there.
    name: 'sara am in two pieces',
    locales: ['lo'],
    recall: 0.97,
    note: true,
    inject: ({ tgt }, _, row) => once(tgt, /([\u0EC8-\u0ECB]?)\u0EB3/g, row, (m) => `\u0ECD${m[1]}\u0EB2`),
  },
  {
    // Half of these make another good syllable, which only a dictionary could tell.
    name: 'mark changed places with its neighbour',
    locales: unspaced,
    recall: 0.4,
    inject: ({ tgt }, _, row) =>
      once(tgt, /[ัิ-ฺ็-์ັິ-ູົຼ່-ໍា-់៍][\s\S]|[\s\S][ัิ-ฺ็-์ັິ-ູົຼ່-ໍា-់៍]/g, row, ([both]) => both.charAt(1) + both.charAt(0)),
  },
  {
    name: 'tone before the vowel',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /([ัิ-ู])([่-๋])/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'tone before the vowel',
    locales: ['lo'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /([ັິ-ູົ])([່-໋])/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'tone after sara aa',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ก-ฮ])([่-๋])(า)/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'mark twice',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ก-ฮ])([ัิ-ู่-๋])(?![ัิ-ู่-๋])/g, row, (m) => m[0] + m[0]),
  },
  {
    name: 'mark twice',
    locales: ['lo'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ກ-ຮ])([ັິ-ູ່-໋])(?![ັິ-ູ່-໋])/g, row, (m) => m[0] + m[0]),
  },
  {
    name: 'mark twice',
    locales: ['km'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /[ិ-ួ់]/g, row, (m) => m[0] + m[0]),
  },
  {
    name: 'mark without a letter',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ก-ฮ])[ัิ-ู่-๋]/g, row, (m) => ` ${m[0]}`),
  },
  {
    name: 'mark without a letter',
    locales: ['lo'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ກ-ຮ])[ັິ-ູ່-໋]/g, row, (m) => ` ${m[0]}`),
  },
  {
    name: 'old sara aa',
    locales: ['th'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ก-ฮ])า/g, row, () => 'ๅ'),
  },
  {
    name: 'subscript after the vowel',
    locales: ['km'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=[ក-អ])(្[ក-អ])([ា-ួើ-ៅ])/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'subscript ro before another',
    locales: ['km'],
    recall: 0.98,
    inject: ({ tgt }, _, row) => once(tgt, /(្[ក-យល-អ])(្រ)/g, row, (m) => `${m[2]}${m[1]}`),
  },
  {
    name: 'subscript twice',
    locales: ['km'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /្[ក-អ]/g, row, (m) => m[0] + m[0]),
  },
  {
    name: 'subscript sign without a letter',
    locales: ['km'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(្)[ក-អ](?![ក-អ])/g, row, (m) => m[1] ?? ''),
  },
  {
    name: 'vowel in two pieces',
    locales: ['km'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /[ើោ]/g, row, (m) => (m[0] === 'ើ' ? 'េី' : 'េា')),
  },
  {
    name: 'break inside a syllable',
    locales: unspaced,
    recall: 0.99,
    inject: ({ tgt }, _, row) =>
      once(
        tgt,
        /(?<=[\u0E01-\u0E2E\u0E81-\u0EAE\u1780-\u17A2])(?=[\u0E34-\u0E39\u0EB4-\u0EB9\u17B7-\u17BD])/g,
        row,
        () => '\u200B',
      ),
  },
  {
    name: 'invisible character',
    locales: ['id', 'ms', 'vi'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt, /(?<=\p{Ll})(?=\p{Ll})/gu, row, () => '\u200B'),
  },
  {
    name: 'letter and accent apart',
    locales: ['vi'],
    recall: 0.99,
    inject: ({ tgt }, _, row) => once(tgt.normalize('NFC'), /[à-ỹ]/g, row, (m) => m[0].normalize('NFD')),
  },
  {
    name: 'tone on the wrong letter',
    locales: ['vi'],
    recall: 0.95,
    inject: ({ tgt }, _, row) =>
      once(
        tgt.normalize('NFC'),
        /(?<!\p{L})(\p{Ll}*)(i)(ế|ề|ể|ễ|ệ)(?=[nmtcup])/giu,
        row,
        (m) =>
          `${m[1]}${`i${(m[3] ?? '').normalize('NFD').replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, '')}`.normalize('NFC')}ê`,
      ),
  },
  {
    name: 'two kinds of digits',
    locales: ['th', 'lo', 'km'],
    recall: 0.99,
    inject: ({ tgt }, locale, row) =>
      once(tgt, /\d(?=\d)/g, row, (m) => profileOf(locale).nativeDigits?.[Number(m[0])] ?? m[0]),
  },
  {
    name: 'letter of a neighbour’s script',
    locales: targetLocales,
    recall: 0.98,
    inject: ({ src, tgt }, locale, row) => {
      const other = { th: 'ລ', lo: 'ล', km: 'ก', id: 'а', ms: 'е', vi: 'о' }[locale]
      return src.includes(other)
        ? null
        : once(
            tgt,
            locale === 'th' || locale === 'lo' || locale === 'km'
              ? /(?<=[ก-ฮກ-ຮក-អ])(?=[ก-ฮກ-ຮក-អ])/g
              : /(?<=\p{Ll})[aeo](?=\p{Ll})/gu,
            row,
            () => other,
          )
    },
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
      const shared = new Set(src.match(/(?<![\d.,:])\d{2,}(?![\d.,:])/g))
      return once(tgt, /(?<![\d.,:])\d{2,}(?![\d.,:])/g, row, (m) => (shared.has(m[0]) ? '' : m[0]))
    },
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
    // The Khmer news has five of them.
    name: 'score or span reversed',
    locales: targetLocales.filter((locale) => locale !== 'km'),
    recall: 0.8,
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
      const years = (src.match(/(?<![\d.,$£€-])(?:19|20)\d\d(?![\d.,%-])/g) ?? []).filter(
        (year) => tgt.split(year).length === 2,
      )
      const year = years[row % Math.max(1, years.length)]
      return year ? tgt.replace(year, String(Number(year) + 543 + (row % 2 ? 1 : -1))) : null
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
      const at = 1 + (row % (acronym.length - 1))
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
    recall: 0.96,
    inject: (pair) => {
      const { english, own } = halvesOf(pair)
      return english && own ? `${english[0]} ${own[1]}` : null
    },
  },
  {
    name: 'second half left in English',
    locales: targetLocales,
    recall: 0.96,
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
