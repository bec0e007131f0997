import { describe, expect, test } from 'vitest'

import type { CheckId, Finding } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import { type Code, fromNotation } from '#domain/inline.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import type { FormStatus, Term, TermDraft } from '#glossary/term.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

import { fc } from '../../helpers/properties.ts'

interface Case {
  readonly source: string
  readonly target: string
  readonly locale?: TargetLocale
  readonly terms?: readonly Term[]
  readonly codes?: readonly Code[]
}

function findings({ source, target, locale = 'id', terms = [], codes = [] }: Case): readonly Finding[] {
  const coded = fromNotation(source)
  return findingsOf({
    source: coded,
    target: fromNotation(target),
    codes,
    locale,
    role: 'body',
    terms: findTerms(compileGlossary(terms), coded),
  })
}

function told(found: Case, check: CheckId): readonly string[] {
  return findings(found)
    .filter((finding) => finding.check === check)
    .map(({ severity, message, values }) => [severity, message, ...Object.values(values)].join(' '))
}

describe.each(targetLocales)('in %s', (locale) => {
  test('an empty target is one error, also when it has codes and invisible characters only', () => {
    for (const target of ['', '  ', '\u200B', '{1}\u200B{/1}']) {
      expect(findings({ source: '{1}On 24 October{/1}', target, locale })).toEqual([
        expect.objectContaining({ check: 'empty', severity: 'error', message: 'check.empty.missing' }),
      ])
    }
  })

  test('a source without words needs no translation', () => {
    expect(findings({ source: '{1/}', target: '{1/}', locale })).toEqual([])
  })

  test('a name alone may stay as it is', () => {
    expect(findings({ source: 'JIN Li', target: 'JIN Li', locale })).toEqual([])
  })

  test('a sentence left in English is an error', () => {
    const sentence = 'The delegation visited the centre and spoke with students'
    expect(told({ source: sentence, target: sentence, locale }, 'script')).toEqual([
      'error check.script.untranslated',
    ])
  })

  test('every message has its sentence', () => {
    const wild = {
      source: 'See https://a.org and 24 {1}the{/1} {2/}old 2024',
      target: '๑1 ກ ក {3/}x@y.com 77',
      locale,
    }
    for (const { message } of findings(wild)) expect(Object.keys(english)).toContain(message)
  })

  test('no text is so strange that the checks fail', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom(...'0๑໒៣.,: –/s\uE001\uE801\uF002ัាๆ@#h:/x\u200B\uD800'),
        maxLength: 40,
      }),
    )
    fc.assert(
      fc.property(texts, texts, (source, target) => {
        const found = findingsOf({ source, target, codes: [], locale, role: 'body', terms: [] })
        for (const { source: from, target: to } of found) {
          if (from) expect(from.end).toBeLessThanOrEqual(source.length)
          if (to) expect(to.end).toBeLessThanOrEqual(target.length)
        }
      }),
    )
  })
})

describe('inline codes', () => {
  test.each([
    ['may change places', 'A {1}b{/1} {2/}c', '{2/}c A {1}b{/1}', []],
    ['are missed', 'A {1}b{/1}', 'A b', ['error check.codes.missing {1}', 'error check.codes.missing {/1}']],
    ['are not invented', 'A b', 'A {3/}b', ['error check.codes.extra {3/}']],
    ['close after they open', 'A {1}b{/1}', 'A {/1}b{1}', ['error check.codes.misnested {/1}']],
  ])('%s', (_, source, target, expected) => {
    expect(told({ source, target }, 'codes')).toEqual(expected)
  })

  test('may be left out where they are deletable', () => {
    const code: Code = { id: 1, kind: 'single', type: 'break', raw: '<br>', display: 'br', deletable: true }
    expect(told({ source: 'A{1/} b', target: 'A b', codes: [code] }, 'codes')).toEqual([
      'info check.codes.missing-optional {1/}',
    ])
  })
})

describe('numbers are the same', () => {
  test.each<[string, TargetLocale, string, string]>([
    ['in Khmer digits', 'km', 'On 24 October 2024', 'នៅថ្ងៃទី២៤ ខែតុលា ឆ្នាំ២០២៤'],
    ['in Thai digits and the Buddhist era', 'th', 'On 24 October 2024', 'วันที่ ๒๔ ตุลาคม ๒๕๖๗'],
    ['in the common era in Thai', 'th', 'in 2024', 'ในปี ค.ศ. 2024'],
    ['in Lao digits', 'lo', 'On 24 October 2024', 'ວັນທີ ໒໔ ຕຸລາ ໒໐໒໔'],
    ['with the separators of the language', 'id', '1,234,567.5 tonnes', '1.234.567,5 ton'],
    ['without separators', 'vi', '4,700 people', '4700 người'],
    ['grouped by spaces', 'vi', '24,700 people', '24 700 người'],
    ['in millions', 'id', '1.5 million', '1.500.000'],
    ['in ten thousands', 'th', '20,000 people', '2 หมื่นคน'],
    ['with a word for million that the next word touches', 'th', '35,000,000 baht', '35 ล้านบาท'],
    ['on the clock of twenty-four hours', 'id', 'at 9:30 p.m.', 'pukul 21.30'],
    ['with the month as a number', 'vi', 'On 24 October 2024', 'ngày 24 tháng 10 năm 2024'],
    ['in a range of years', 'id', 'the 2019–20 season', 'musim 2019–2020'],
    ['in a decade', 'vi', 'in the 1980s', 'thập niên 80'],
    ['in Roman numerals', 'vi', 'the 19th century', 'thế kỷ XIX'],
    ['when small ones are written as words', 'id', 'one of the 6 areas', 'salah satu dari enam bidang'],
    ['inside an acronym', 'th', 'the achievement of SDG4', 'การบรรลุ SDG4'],
    ['with zero-width spaces between the digits', 'km', '2024', '២០\u200B២៤'],
  ])('%s (%s)', (_, locale, source, target) => {
    expect(told({ source, target, locale }, 'numbers')).toEqual([])
  })
})

describe('numbers differ', () => {
  test.each<[string, TargetLocale, string, string, readonly string[]]>([
    ['a number is left out', 'id', 'for 183 people', 'untuk orang', ['error check.numbers.missing 183']],
    [
      'a number is changed',
      'id',
      'for 183 people',
      'untuk 138 orang',
      ['error check.numbers.missing 183', 'warning check.numbers.extra 138'],
    ],
    [
      'a round number may have become a word',
      'id',
      'the 20th year',
      'tahun kedua puluh',
      ['warning check.numbers.missing 20'],
    ],
    [
      'the Buddhist year is miscounted',
      'th',
      'in 2024',
      'ในปี พ.ศ. 2566',
      ['error check.numbers.wrong-era 2566 2567'],
    ],
    [
      'the Buddhist year stands in Lao',
      'lo',
      'in 2024',
      'ໃນປີ 2567',
      ['error check.numbers.missing 2024', 'warning check.numbers.extra 2567'],
    ],
    ['two kinds of digits meet', 'km', 'in 1000', 'ក្នុង ១០០0', ['error check.numbers.mixed-digits ១០០0']],
  ])('%s (%s)', (_, locale, source, target, expected) => {
    expect(told({ source, target, locale }, 'numbers')).toEqual(expected)
  })
})

describe('addresses', () => {
  test.each([
    ['are copied', 'See https://a.org/x?y=1.', 'ดูhttps://a.org/x?y=1ค่ะ', []],
    ['are missed', 'See https://a.org/x', 'ดูที่นี่', ['error check.urls.missing https://a.org/x']],
    [
      'are not changed',
      'Mail to a.b@c.org',
      'อีเมล a.d@c.org',
      ['error check.urls.missing a.b@c.org', 'warning check.urls.extra a.d@c.org'],
    ],
    ['end before the sentence does', '(www.a.org), then', 'www.a.org', []],
    ['keep a bracket of their own', 'at https://a.org/x_(y)', 'https://a.org/x_(y)', []],
    ['are account names too', 'by @setara', 'โดย', ['error check.urls.missing @setara']],
    [
      'are not hashtags, which may be translated',
      '#HumanRights',
      'สิทธิมนุษยชน',
      ['warning check.urls.missing #HumanRights'],
    ],
  ])('%s', (_, source, target, expected) => {
    expect(told({ source, target, locale: 'th' }, 'urls')).toEqual(expected)
  })
})

describe('the script', () => {
  test.each<[string, TargetLocale, string, string, readonly string[]]>([
    ['may hold Latin names', 'th', 'SUSTech visited the IIOE', 'SUSTech เยี่ยม IIOE', []],
    ['is not the neighbour’s', 'lo', 'Thailand', 'ປະເທດไทย', ['error check.script.foreign ไทย']],
    ['may be the neighbour’s where the source has it', 'lo', 'the word ไทย means', 'ຄຳວ່າ ไทย ໝາຍຄວາມວ່າ', []],
    [
      'is the language’s own',
      'km',
      'they visited the centre',
      'mereka mengunjungi pusat',
      ['error check.script.wrong'],
    ],
  ])('%s (%s)', (_, locale, source, target, expected) => {
    expect(told({ source, target, locale }, 'script')).toEqual(expected)
  })
})

function term(source: string, draft: Partial<TermDraft>): Term {
  return {
    id: source,
    projectId: 'p',
    version: 1,
    updatedAt: '2024-10-25T00:00:00Z',
    source,
    acronym: null,
    termClass: 'organisation',
    caseSensitive: true,
    doNotTranslate: false,
    note: '',
    forms: {},
    ...draft,
  }
}

function forms(...written: readonly [string, FormStatus][]): TermDraft['forms'] {
  return { id: written.map(([text, status]) => ({ text, status, confidence: null, evidence: null })) }
}

describe('terms', () => {
  const director = term('Director', { forms: forms(['Direktur', 'approved']) })
  const deputy = term('Deputy Director', { forms: forms(['Wakil Direktur', 'approved']) })
  const china = term('China', {
    forms: forms(['Tiongkok', 'locked'], ['RRT', 'admitted'], ['Cina', 'forbidden']),
  })
  const sea = term('South China Sea', { forms: forms(['Laut Cina Selatan', 'approved']) })
  const acc = term('ASEAN-China Centre', { acronym: 'ACC', forms: forms(['Pusat ASEAN-Tiongkok', 'locked']) })
  const iioe = term('IIOE', { doNotTranslate: true })
  const rooms = term('Smart Classrooms', { doNotTranslate: true })
  const maybe = term('Guangdong', { forms: forms(['Kwangtung', 'proposed']) })

  test.each<[string, readonly Term[], string, string, readonly string[]]>([
    ['are required when locked', [china], 'in China', 'di sana', ['error check.terms.locked China Tiongkok']],
    ['may take an admitted form', [china], 'in China', 'di RRT', []],
    [
      'are expected when approved',
      [director],
      'Director',
      'Kepala',
      ['warning check.terms.approved Director Direktur'],
    ],
    ['are only ideas when proposed', [maybe], 'Guangdong', 'Guangdong', []],
    [
      'must not take a forbidden form',
      [china],
      'China',
      'Cina, Tiongkok',
      ['error check.terms.forbidden China Cina'],
    ],
    ['are not forbidden inside another word', [china], 'China', 'Cinamon, Tiongkok', []],
    [
      'are not forbidden inside the form of a longer name',
      [china, sea],
      'China, South China Sea',
      'Tiongkok, Laut Cina Selatan',
      [],
    ],
    [
      'must stay when they are not translated',
      [iioe],
      'the IIOE',
      'sebuah institut',
      ['error check.terms.kept IIOE IIOE'],
    ],
    [
      'that are ordinary words usually stay',
      [rooms],
      'Smart Classrooms',
      'Kelas Pintar',
      ['warning check.terms.kept-usually Smart Classrooms Smart Classrooms'],
    ],
    ['are satisfied by the acronym where the source has it', [acc], 'ACC visited', 'ACC mengunjungi', []],
    [
      'are not satisfied by the acronym where the source has the name',
      [acc],
      'ASEAN-China Centre',
      'ACC',
      ['error check.terms.locked ASEAN-China Centre Pusat ASEAN-Tiongkok'],
    ],
    [
      'do not count inside the form of a longer title',
      [director, deputy],
      'Director and Deputy Director',
      'Wakil Direktur',
      ['warning check.terms.approved Director Direktur'],
    ],
    [
      'count beside a longer title',
      [director, deputy],
      'Director and Deputy Director',
      'Direktur dan Wakil Direktur',
      [],
    ],
    ['count across inline codes', [acc], 'The {1}ASEAN-China Centre{/1}', '{1}Pusat ASEAN-{/1}Tiongkok', []],
    [
      'are told once',
      [director],
      'Director, Director, Director',
      'Kepala',
      ['warning check.terms.approved Director Direktur'],
    ],
  ])('%s', (_, terms, source, target, expected) => {
    expect(told({ source, target, terms }, 'terms')).toEqual(expected)
  })

  test('carry the place of the name in the source', () => {
    const [finding] = findings({ source: 'The Director', target: 'Kepala', terms: [director] })
    expect(finding?.source).toEqual({ start: 4, end: 12 })
  })
})

// The same amount or span of time in one number here and in two there.
describe('numbers in parts', () => {
  const told = (locale: TargetLocale, source: string, target: string) =>
    findingsOf({ source, target, codes: [], locale, role: 'body', terms: [] })
      .filter(({ check }) => check === 'numbers')
      .map(({ severity, message, values }) => `${severity} ${message} ${values['number']}`)

  test.each([
    ['km', '45,000 people', 'មនុស្ស ៤ម៉ឺន៥ពាន់នាក់'],
    ['th', '3.25 million people', 'ประชาชน 3 ล้าน 2 แสน 5 หมื่นคน'],
    ['id', '1,200,000 people', '1 juta 200 ribu orang'],
    ['vi', '3.25 million people', '3 triệu 250 nghìn người'],
    ['th', '18 months in prison', 'จำคุก 1 ปี 6 เดือน'],
    ['vi', 'sentenced to 30 months', 'bị kết án 2 năm 6 tháng'],
    ['lo', 'a 90-minute film', 'ຮູບເງົາ 1 ຊົ່ວໂມງ 30 ນາທີ'],
    ['ms', 'He was born on 19/8/1975.', 'Beliau lahir pada 19 Ogos 1975.'],
    ['id', 'open 24/7', 'buka 24 jam sehari'],
    ['id', 'at half past seven', 'pukul setengah delapan'],
  ] as const)('%s: %s is %s', (locale, source, target) => {
    expect(told(locale, source, target)).toEqual([])
  })

  test.each([
    ['km', '45,000 people', 'មនុស្ស ៤ម៉ឺន៦ពាន់នាក់', '45,000'],
    ['id', '1,200,000 people', '1 juta 300 ribu orang', '1,200,000'],
    ['th', '18 months in prison', 'จำคุก 1 ปี 8 เดือน', '18'],
    ['vi', '2 million and 35 people', '2 triệu 36 người', '35'],
  ] as const)('%s: %s is not %s', (locale, source, target, number) => {
    expect(told(locale, source, target)).toContain(`error check.numbers.missing ${number}`)
  })
})
