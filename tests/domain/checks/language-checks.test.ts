import { describe, expect, test } from 'vitest'

import { checks } from '#domain/checks/table.ts'
import type { CheckId, Finding } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import type { TargetLocale } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

function told(check: CheckId, locale: TargetLocale, target: string, source = 'x'): readonly string[] {
  return findings(check, locale, target, source).map(({ severity, message, fix }) =>
    [
      severity,
      message.slice('check.'.length),
      fix ? `→ ${target.slice(0, fix.start)}${fix.text}${target.slice(fix.end)}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  )
}

function findings(check: CheckId, locale: TargetLocale, target: string, source: string): readonly Finding[] {
  const input = { source, target, codes: [], locale, role: 'body', terms: [] } as const
  return findingsOf(input).filter((finding) => finding.check === check)
}

test('every check has its name, and every sentence its place in the list', () => {
  for (const id of Object.keys(checks)) expect(Object.keys(english)).toContain(`check.${id}`)
})

describe('vowels and marks', () => {
  const cases: readonly (readonly [TargetLocale, string, string])[] = [
    ['th', 'เเละ', 'error marks.look-alike-fix → และ'],
    ['th', 'น\u0E49\u0E4D\u0E32', 'error marks.variant-fix → น้ำ'],
    ['th', 'ท\u0E48\u0E35', 'error marks.order-fix → ที่'],
    ['th', 'น\u0E32\u0E49', 'error marks.order-fix → น้า'],
    ['th', 'นี\u0E48\u0E48', 'error marks.twice-fix → นี่'],
    ['th', 'กๅ', 'error marks.look-alike-fix → กา'],
    ['th', 'มา \u0E48', 'error marks.orphan'],
    ['th', 'ใานาน', 'error marks.orphan'],
    ['th', 'กิาน', 'error marks.syllable'],
    ['th', 'ภาษาโทิย', 'error marks.syllable'],
    ['th', 'เดืมที', 'error marks.syllable'],
    ['th', 'มาก่ ไป', 'error marks.syllable'],
    ['lo', 'ເຂັ້າໄປ', 'error marks.syllable'],
    ['lo', 'ໄກີ່', 'error marks.syllable'],
    ['km', 'ទី់នេះ', 'error marks.syllable'],
    ['lo', 'ເເລະ', 'error marks.look-alike-fix → ແລະ'],
    ['lo', 'ນ\u0EC9\u0ECD\u0EB2', 'info marks.variant-fix → ນ້ຳ'],
    ['lo', 'ບ\u0EC8\u0ECD', 'error marks.order-fix → ບໍ່'],
    ['km', 'ស្រ្តី', 'error marks.order-fix → ស្ត្រី'],
    ['km', 'ចំណាស់់', 'error marks.twice-fix → ចំណាស់'],
    ['km', 'ប៊្រែ', 'info marks.order-fix → ប្រ៊ែ'],
    ['km', 'ក្', 'error marks.orphan-fix → ក'],
    ['km', '\u17A3', 'error marks.obsolete-fix → អ'],
  ]
  test.each(cases)('%s: %s', (locale, target, expected) => {
    expect(told('marks', locale, target)[0]).toBe(expected)
  })

  test.each([
    ['th', 'เกาะ พันธุ์ สิทธิ์ ฤๅษี ฯลฯ จ้าาา ไทยๆ'],
    ['lo', 'ຫຼຸດ ຫຼູຫຼາ ເກາະ ບໍ່ ນ້ຳ ຫຼື'],
    ['km', 'ស្ត្រី ខ្មែរ ច្បាប់ ប្ដូរ ក៏ ដ៏ ញ៉ាំ'],
  ] as const)('%s: good spelling is left alone', (locale, target) => {
    expect(told('marks', locale, target).filter((one) => !one.startsWith('info'))).toEqual([])
  })
})

describe('encoding', () => {
  test('a letter stored in pieces is put together', () => {
    expect(told('encoding', 'vi', 'vie\u0323\u0302c')).toEqual(['error encoding.decomposed → việc'])
  })

  test('invisible characters have no place in Latin words, but in emoji', () => {
    expect(told('encoding', 'id', 'se\u200Bkolah')).toEqual(['error encoding.zero-width → sekolah'])
    expect(told('encoding', 'id', '👩\u200D🎓')).toEqual([])
  })

  test('an invisible break separates words and not syllables', () => {
    expect(told('encoding', 'km', 'ខ្មែរ\u200Bខ្មែរ')).toEqual([])
    expect(told('encoding', 'lo', 'ກ\u200Bານ')).toEqual(['error encoding.split-syllable → ການ'])
    expect(told('encoding', 'lo', 'ການ \u200Bການ')).toEqual(['info encoding.idle-zero-width → ການ ການ'])
    expect(told('encoding', 'lo', 'ການ\u200B\u200Bການ')).toEqual([
      'warning encoding.idle-zero-width → ການ\u200Bການ',
    ])
  })

  test('traces of a broken encoding are seen', () => {
    expect(told('encoding', 'vi', 'Ä‘Æ°á»£c')[0]).toBe('error encoding.broken')
    expect(told('encoding', 'th', 'a\uFFFD')).toEqual(['error encoding.hidden'])
  })
})

describe('spelling', () => {
  test.each([
    ['tíêng', 'tiếng'],
    ['hòan', 'hoàn'],
    ['đựơc', 'được'],
  ])('the tone of %s stands on the right letter', (wrong, right) => {
    expect(told('spelling', 'vi', wrong)).toEqual([`error spelling.tone → ${right}`])
  })

  test('both ways of open syllables are right, and so is every common word', () => {
    expect(
      told('spelling', 'vi', 'hòa hoà thủy thuỷ quý giá quả gìn giữ khuỷu ngoài nghĩa của được tiếng'),
    ).toEqual([])
  })

  test('names of the source are not Vietnamese', () => {
    expect(told('spelling', 'vi', 'Díe', 'Díe')).toEqual([])
  })

  test('prepositions are written apart', () => {
    expect(told('spelling', 'id', 'disekolah dimana')).toEqual([
      'error spelling.preposition → disekolah di mana',
    ])
    expect(told('spelling', 'ms', 'Kebawah Duli')).toEqual([])
  })
})

describe('dates', () => {
  test('another month is an error, and the right one is offered', () => {
    expect(told('dates', 'th', '24 กันยายน 2567', 'On 24 October 2024')).toEqual([
      'error dates.month-wrong → 24 ตุลาคม 2567',
    ])
    expect(told('dates', 'vi', 'ngày 24 tháng 12', '24 October')).toEqual([
      'error dates.month-wrong → ngày 24 tháng 10',
    ])
  })

  test('a court is no October and Miss no September', () => {
    expect(told('dates', 'km', 'តុលាការ', 'in March')).toEqual(['info dates.month-missing'])
  })

  test('May as a name and as a verb is no month', () => {
    expect(told('dates', 'id', 'Perdana Menteri May', 'Theresa May may march')).toEqual([])
  })

  test('a month may be a number', () => {
    expect(told('dates', 'vi', '24/10/2024', '24 October 2024')).toEqual([])
  })

  test('a month is seen through invisible breaks and native digits', () => {
    expect(told('dates', 'lo', '24 ຕຸ\u200Bລາ', '24 October')).toEqual([])
    expect(told('dates', 'km', 'ថ្ងៃទី២៤ ខែតុលា', '24 October')).toEqual([])
  })

  test('weekdays are only warned of', () => {
    expect(told('dates', 'ms', 'pada hari Isnin', 'on Tuesday')).toEqual(['warning dates.weekday-wrong'])
  })

  test('no era has every year', () => {
    expect(told('dates', 'th', 'พ.ศ. 2024')).toEqual(['error dates.era-impossible'])
  })
})

describe('acronyms', () => {
  test('exchanged letters are an error', () => {
    expect(told('acronyms', 'th', 'ของ UNESOC', 'of UNESCO')).toEqual([
      'error acronyms.mistyped → ของ UNESCO',
    ])
  })

  test('an acronym of the language is none', () => {
    expect(told('acronyms', 'th', 'ศูนย์ (AAC)', 'the centre (ACC)')).toEqual([
      'error acronyms.mistyped → ศูนย์ (ACC)',
    ])
    // Languages in Latin letters have short ones of their own.
    expect(told('acronyms', 'id', 'pusat (AAC)', 'the centre (ACC)')).toEqual(['info acronyms.missing'])
    expect(told('acronyms', 'id', 'di UEA', 'in UAE')).toEqual(['info acronyms.missing'])
  })

  test('nothing is said of a headline in capitals', () => {
    expect(told('acronyms', 'id', 'KOTA BESAR', 'BIG CITY')).toEqual([])
  })
})

describe('names and titles', () => {
  test('the words of a name keep their order', () => {
    expect(told('names', 'vi', 'Zhongjun SHI đã nói', 'Mr. SHI Zhongjun said')).toEqual([
      'error names.order → SHI Zhongjun đã nói',
    ])
  })

  test('nobody is dropped', () => {
    expect(told('names', 'id', 'Direktur berbicara', 'Mr. Hadi Tjahjono, the director, spoke')).toEqual([
      'warning names.missing',
    ])
    expect(told('names', 'id', 'Tjahjono berbicara', 'Mr. Hadi Tjahjono spoke')).toEqual([])
  })

  test('a woman is not given the title of a man', () => {
    expect(told('honorifics', 'id', 'Bapak LIU Xiao', 'Ms. LIU Xiao')).toEqual([
      'warning honorifics.other-sex',
    ])
    expect(told('honorifics', 'id', 'Ibu LIU Xiao', 'Ms. LIU Xiao')).toEqual([])
  })

  test('rank titles stay', () => {
    expect(told('honorifics', 'vi', 'Ông Ahmad Ali', 'Datuk Ahmad Ali')).toEqual([
      'warning honorifics.missing',
    ])
  })
})

describe('spaces, signs and words', () => {
  test.each([
    ['spacing', 'id', 'satu  dua', 'x', 'warning spacing.double → satu dua'],
    ['spacing', 'id', 'satu , dua', 'x', 'warning spacing.before-sign → satu, dua'],
    ['spacing', 'vi', ' một', 'x', 'warning spacing.edge → một'],
    ['spacing', 'th', 'กรุงเทพ ฯ', 'x', 'warning spacing.before-sign → กรุงเทพฯ'],
    ['punctuation', 'km', 'ខ្ញុំទៅសាលារៀន.', 'I go to school.', 'error punctuation.khan → ខ្ញុំទៅសាលារៀន។'],
    [
      'punctuation',
      'km',
      'ខ្ញុំទៅសាលារៀន',
      'I go to school.',
      'warning punctuation.khan-missing → ខ្ញុំទៅសាលារៀន។',
    ],
    [
      'punctuation',
      'id',
      'sebesar 7.5 persen',
      '7.5 percent',
      'warning punctuation.decimal → sebesar 7,5 persen',
    ],
    ['brackets', 'id', 'kota (besar', 'a (big) city', 'error brackets.lone'],
    ['repeats', 'ms', 'dari dari sini', 'from here', 'warning repeats.word → dari sini'],
  ] as const)('%s in %s: %s', (check, locale, target, source, expected) => {
    expect(told(check, locale, target, source)).toEqual([expected])
  })

  test.each([
    ['punctuation', 'km', 'ឧ. សាលារៀន', 'e.g. school'],
    ['punctuation', 'id', 'pukul 07.30', 'at 7.30'],
    ['brackets', 'id', 'a) satu 1) dua :)', 'a) one'],
    ['repeats', 'vi', 'từ từ xanh xanh', 'slowly'],
    ['repeats', 'id', 'Roa Roa', 'Roa Roa'],
    ['spacing', 'km', 'ខ្មែរ ។', 'Khmer.'],
  ] as const)('%s in %s: nothing is wrong with %s', (check, locale, target, source) => {
    expect(told(check, locale, target, source)).toEqual([])
  })

  test('a suggestion for another sentence is looked at once more', () => {
    const input = { source: 'a', target: 'b', codes: [], locale: 'id', role: 'body', terms: [] } as const
    const from = (match: number) =>
      findingsOf({ ...input, suggestion: { text: 'b', origin: 'memory', match } }).filter(
        (one) => one.check === 'unchanged',
      )
    expect(from(88)).toHaveLength(1)
    expect(from(100)).toHaveLength(0)
  })
})

describe('foreign words', () => {
  test('a Cyrillic letter in a Latin word is seen', () => {
    expect(told('script', 'id', 'sekol\u0430h')).toEqual(['error script.foreign → sekolah'])
  })

  test('words left in English are warned of, quotations are not', () => {
    const source = 'We will meet in the house of the king tomorrow'
    expect(told('untranslated', 'id', 'Kami bertemu in the house of the king besok', source)).toEqual([
      'warning untranslated.words',
    ])
    expect(told('untranslated', 'id', 'Kami membaca “in the house of the king” besok', source)).toEqual([])
    expect(told('untranslated', 'id', 'Kami meet “in the house of the king” besok', source)).toEqual([
      'warning untranslated.words',
    ])
  })
})

test('hostile texts are checked in time that grows with their length', () => {
  const long = 20_000
  for (const [locale, piece] of [
    ['id', 'a'],
    ['id', 'a '],
    ['id', 'aа'],
    ['id', '('],
    ['vi', 'ế'],
    ['vi', 'e\u0301'],
    ['th', 'ก\u0E48'],
    ['th', 'เ'],
    ['km', 'ក្'],
    ['km', '\u17D2'],
    ['km', 'ក្រ្ត'],
    ['lo', '\u200B'],
    ['id', '1.'],
    ['id', 'A B '],
    ['ms', 'AB'],
  ] as const) {
    const text = piece.repeat(long / piece.length)
    const begun = performance.now()
    findingsOf({ source: text, target: text, codes: [], locale, role: 'body', terms: [] })
    findingsOf({
      source: 'Mr. John Smith of the UN',
      target: text,
      codes: [],
      locale,
      role: 'body',
      terms: [],
    })
    expect(performance.now() - begun, `${locale} ${piece}`).toBeLessThan(4000)
  }
})
