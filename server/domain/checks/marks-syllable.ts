// Syllables that no word of the language has: a vowel or mark that was typed on the wrong letter. What a moved mark
// makes of one syllable may also be another good one; that is a matter of spelling, and not found here.

import type { Script } from '#locales/profile.ts'

import type { MarkFault } from './mark-fault.ts'

/** Lists the impossible syllables in a text of a script. */
export function impossibleSyllables(script: Script, text: string): readonly MarkFault[] {
  const faults = (some: readonly RegExp[] = [], severity: MarkFault['severity']): readonly MarkFault[] =>
    some.flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({
        ...{ kind: 'syllable' as const, severity, start: index, end: index + length, right: null },
      })),
    )
  return [...faults(patterns[script], 'error'), ...faults(slips[script], 'warning')]
}

const thai = { consonant: '[ก-ฮ]', tone: '[่-๋]' }
const lao = { consonant: '[ກ-ຮໜໝ]', tone: '[່-໋]' }
const breaks = '\\u200B\\u2060'

const patterns: Readonly<Partial<Record<Script, readonly RegExp[]>>> = {
  Thai: compiled([
    // A vowel above or below, and another one after it.
    `[ัิ-ู็]${thai.tone}?[ะาำ]`,
    '็[่-์]',
    `[โไใ]${thai.consonant}[ัิ-ู็]`,
    `แ${thai.consonant}[ัิ-ู]`,
    `เ${thai.consonant}[ัุู]`,
    `[โไใแ]${thai.consonant}${thai.tone}?[าำ]`,
    `เ${thai.consonant}${thai.tone}?ำ`,
    // Vowels of which only the first half was written: เ◌ีย, เ◌ือ, เ◌ิ◌.
    `เ${thai.consonant}ี${thai.tone}?(?![ย่-์])`,
    `เ${thai.consonant}ื${thai.tone}?(?![อ่-์])`,
    `เ${thai.consonant}ิ${thai.tone}?(?![ก-ฮ่-์])`,
    // Only ก็ ends in the short sign.
    `(?<!ก)็(?![ก-ฮ่-์])`,
    // A tone on a letter that no vowel belongs to and no letter follows; but บ่ is a word of the north.
    `(?<!บ)(?<=(?<![เ-ไ]${thai.consonant}?)${thai.consonant})${thai.tone}(?![ก-ฮะาำๅๆฯ่-์])`,
    `(?<=(?<![\\u0E00-\\u0E7F])${thai.consonant}[ิุ]?)์`,
  ]),
  Lao: compiled([
    `[ິ-ູັ]${lao.tone}?[ະາຳ]`,
    `(?<=(?<!ເ${lao.consonant}?[ຼຽ]?)${lao.consonant})ົ${lao.tone}?[ະາຳ]`,
    `ົ${lao.tone}?(?![ກ-ຮໜໝາຽ່-ໍ${breaks}])`,
    `[ໂໄໃ]${lao.consonant}[ິ-ູົ]`,
    `[ໄໃ]${lao.consonant}ັ`,
    `ແ${lao.consonant}[ິ-ູົ]`,
    `ເ${lao.consonant}[ຸູ]`,
    `[ໂໄໃແ]${lao.consonant}${lao.tone}?[າຳ]`,
    `ເ${lao.consonant}${lao.tone}?ຳ`,
    `(?<=(?<![ເ-ໄ]${lao.consonant}?ຼ?)${lao.consonant}ຼ?)${lao.tone}(?![ກ-ຮໜໝະາຳຽໍັ-ົ່-ໍ${breaks}])`,
  ]),
  Khmer: compiled([
    // The sign that shortens stands on the last letter of a syllable and carries nothing.
    '់[ា-៍]',
    '[ា-ៅំះ]់',
    '័(?![ក-អ\\u17D2])',
    '[ា-ៅំះ]័',
    'ះ[ា-៍]',
    '[ា-ៅំះ់][៉៊]',
    // The sign that lightens a letter stands on those of the heavy series only.
    '[កខគឃចឆជឈដឋឌឍណតថទធពភផសហឡអ]៉',
    'ំះ|ះំ',
    // No letter has three below it.
    '(?:្[ក-អ]){3}',
    // A vowel that is a letter of its own takes no other.
    '[ឥ-ឳ][ា-ៅ]',
  ]),
}

// A tone that was typed one letter too early or too late. Nobody reads another word into it, so it does not block.
const slips: Readonly<Partial<Record<Script, readonly RegExp[]>>> = {
  Thai: compiled([
    // The letter that closes a syllable carries no tone: ทั้ง, never ทัง้; เรื่อง, never เรือ่ง; รึว่า is heard in talk.
    `(?:[ัื]|(?<!ก)็)${thai.consonant}${thai.tone}`,
    `(?<![รหอฮ])ึ${thai.consonant}${thai.tone}`,
    `เ(?:${thai.consonant}|[กขคปพผตส][ลร]|[กขค]ว)ีย${thai.tone}`,
    `เ${thai.consonant}ิ${thai.consonant}${thai.tone}`,
    // A letter with a tone and neither a vowel nor a letter that closes it: ก่ลาว.
    `(?<=(?<![เ-ไ]${thai.consonant}?)${thai.consonant})${thai.tone}${thai.consonant}(?=[ะ-ู็-๋])`,
  ]),
  Lao: compiled([
    // The letter that closes a syllable carries no tone: ນັ່ງ, never ນັງ່.
    `[ັົ]${lao.consonant}${lao.tone}`,
    `ເ${lao.consonant}{1,2}ືອ${lao.tone}`,
    `ຽ${lao.tone}`,
    // No letter is spoken without a vowel, and only these three are vowels as well as letters.
    `(?<=(?<![ເ-ໄ]${lao.consonant}?ຼ?)${lao.consonant}ຼ?)${lao.tone}(?:(?![ວອຽ])${lao.consonant}|ວ(?=[ະັ-ູົຳ່-໋]))`,
  ]),
}

function compiled(sources: readonly string[]): readonly RegExp[] {
  return sources.map((source) => new RegExp(source, 'gu'))
}
