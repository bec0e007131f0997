// Faults of the encoding: what programs, keyboards and converters make of good text.

import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { type Fault, once } from './fault.ts'

const unspaced: readonly TargetLocale[] = ['th', 'lo', 'km']
const withAccents: readonly TargetLocale[] = [...unspaced, 'vi']

/** Marks of Thai, Lao and Khmer that belong to the letter before them. */
const mark = '[ัิ-ฺ็-๎ັິ-ູົຼ່-ໍឹា-៓]'

const readAs: readonly string[] = ['latin1', 'windows-1252', 'windows-874']

function misread(text: string, turn: number): string {
  const bytes = new TextEncoder().encode(text)
  const encoding = readAs[turn % readAs.length] ?? 'latin1'
  return encoding === 'latin1' ? String.fromCharCode(...bytes) : new TextDecoder(encoding).decode(bytes)
}

const hidden = ['\u00AD', '\u200E', '\u202A', '\uFEFF', '\u0007', '\u2028', '\u2066', '\u0085']
const escapes = ['&nbsp;', '&amp;nbsp;', '&#160;', '&amp;#160;', '&#xA0;', '&amp;amp;']

/** Every kind of fault of the encoding. */
export const encodingFaults: readonly Fault[] = [
  {
    name: 'two marks of a letter exchanged',
    locales: unspaced,
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(
        tgt,
        /([ัิ-ู็])([่-์])|([ັິ-ູົຼ])([່-໌])|([៉៊])([ា-ៅ])|([ា-ួើ-ៅ])(ំ)|(្[ក-អ])([ា-ួើ-ៅ])/g,
        turn,
        ([both, ...groups]) => {
          const [one = '', other = ''] = groups.filter((group) => group !== undefined)
          return both === one + other ? other + one : both
        },
      ),
  },
  {
    name: 'mark before its letter',
    locales: unspaced,
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, /(?<=^|[ “"«(])([ก-ฮກ-ຮក-អ])([ัิ-ูັິ-ູົា-ួ])/g, turn, ([, letter, sign]) => `${sign}${letter}`),
  },
  {
    name: 'leading vowel after its letter',
    locales: ['th', 'lo'],
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, /([เ-ไເ-ໄ])([ก-ฮກ-ຮ])(?=[ิ-ู็-์ິ-ູົ່-໋])/g, turn, ([, vowel, letter]) => `${letter}${vowel}`),
  },
  {
    name: 'break before a mark',
    locales: unspaced,
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, new RegExp(`(?<=[ก-ฮກ-ຮក-អ])(?=${mark})`, 'g'), turn, () => '\u200B'),
  },
  {
    name: 'two breaks between words',
    locales: ['th', 'lo', 'id', 'ms', 'vi'],
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, / /g, turn, () => '\u200B\u200B'),
  },
  {
    name: 'direction sign, soft hyphen or control character',
    locales: targetLocales,
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, /(?<=\p{L})(?=\p{L})/gu, turn, () => hidden[turn % 8] ?? ''),
  },
  {
    name: 'letter lost',
    locales: targetLocales,
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, /\p{L}/gu, turn, () => '\uFFFD'),
  },
  {
    name: 'letters as question marks',
    locales: withAccents,
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, /\p{L}{3,}(?=\s)/gu, turn, ([word]) => '?'.repeat(word.length)),
  },
  {
    name: 'escaped sign, once or twice',
    locales: targetLocales,
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, / /g, turn, () => escapes[turn % 6] ?? ''),
  },
  {
    name: 'letters read in another encoding',
    locales: withAccents,
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, /[^\u0000-\u007F\s“”‘’«»–—…]{2,12}/gu, turn, ([some]) => misread(some, turn)),
  },
  {
    name: 'quotation marks read in another encoding',
    locales: ['id', 'ms'],
    recall: 0.99,
    inject: ({ tgt }, _, turn) => once(tgt, /[“”‘’–—]/g, turn, ([sign]) => misread(sign, turn)),
  },
  {
    name: 'everything decomposed',
    locales: ['vi'],
    recall: 0.99,
    inject: ({ tgt }) => tgt.normalize('NFD'),
  },
  {
    name: 'tone typed twice',
    locales: ['vi'],
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, /[àáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/g, turn, ([letter]) => {
        const [tone = ''] = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letter.normalize('NFD')) ?? []
        return letter + tone
      }),
  },
  {
    name: 'tone before the other accent',
    locales: ['vi'],
    recall: 0.99,
    inject: ({ tgt }, _, turn) =>
      once(tgt, /[ầấẩẫằắẳẵềếểễồốổỗờớởỡừứửữ]/g, turn, ([letter]) =>
        letter.normalize('NFD').replace(/([\u0302\u0306\u031B])([\u0300\u0301\u0303\u0309])/, '$2$1'),
      ),
  },
]
