// Faults of the letters: marks, order, encoding, scripts.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { type Fault, once } from './fault.ts'

const unspaced: readonly TargetLocale[] = ['th', 'lo', 'km']
const tone = '[\\u0E48-\\u0E4B]'

/** Every kind of fault of the letters. */
export const markFaults: readonly Fault[] = [
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
]
