import { describe, expect, test } from 'vitest'

import { fromNotation } from '#domain/inline.ts'
import { substitute, type TermsIn } from '#domain/memory/substitution.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import type { FormStatus, Term, TermForm } from '#glossary/term.ts'
import { longDate, newspaperDate } from '#locales/dates.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

const noTerms: TermsIn = () => []
const put = (
  locale: TargetLocale,
  asked: string,
  unit: readonly [source: string, target: string],
  termsIn: TermsIn = noTerms,
) => {
  const [source, target] = unit.map(fromNotation) as [string, string] // two in, two out
  return substitute(fromNotation(asked), { source, target }, locale, termsIn)
}
const native = (locale: TargetLocale, text: string): string =>
  text.replace(/\d/g, (digit) => profileOf(locale).nativeDigits?.[Number(digit)] ?? digit)

describe.each(targetLocales)('in %s', (locale) => {
  const { decimal, group } = profileOf(locale)

  test('a number is put in, and its place is told', () => {
    const found = put(locale, 'It has 318 seats.', ['It has 250 seats.', '≪250≫ …'])
    expect(found).toEqual({
      target: '≪318≫ …',
      substitutions: [{ kind: 'number', from: '250', to: '318', start: 1, end: 4 }],
    })
  })

  test('with the separators of the language, or those of English', () => {
    const unit = 'It has 1,300.5 seats.'
    const asked = 'It has 2,518.75 seats.'
    const [old, fresh] = [`1${group}300${decimal}5`, `2${group}518${decimal}75`]
    expect(put(locale, asked, [unit, `≪${old}≫`])?.target).toBe(`≪${fresh}≫`)
    expect(put(locale, asked, [unit, '≪1,300.5≫'])?.target).toBe('≪2,518.75≫')
    expect(put(locale, 'It has 12500 seats.', ['It has 9500 seats.', `≪9${group}500≫`])?.target).toBe(
      `≪12${group}500≫`,
    )
  })

  test('with the digits of the language', () => {
    const found = put(locale, 'It has 318 seats.', ['It has 250 seats.', `≪${native(locale, '250')}≫`])
    expect(found?.target).toBe(`≪${native(locale, '318')}≫`)
  })

  test.each([newspaperDate, longDate])('a date as newspapers and as tables write it', (way) => {
    for (const digits of [(text: string) => text, (text: string) => native(locale, text)]) {
      const [old, fresh] = [digits(way(locale, '2024-10-25')), digits(way(locale, '2025-01-03'))]
      const found = put(locale, 'It opened on 3 January 2025.', ['It opened on 25 October 2024.', `≪${old}≫`])
      expect(found?.target).toBe(`≪${fresh}≫`)
      expect(found?.substitutions).toMatchObject([{ kind: 'date', start: 1, end: 1 + fresh.length }])
    }
  })

  test('a month with its year, each in its place', () => {
    const { months, calendar } = profileOf(locale)
    const year = (n: number) => String(calendar === 'buddhist' ? n + 543 : n)
    const old = `${months[9]} / ${year(2024)}`
    const found = put(locale, 'It opened in January 2025.', ['It opened in October 2024.', `≪${old}≫`])
    expect(found?.target).toBe(`≪${months[0]} / ${year(2025)}≫`)
  })

  test('a year, in the calendar of the language', () => {
    const year = (n: number) => String(profileOf(locale).calendar === 'buddhist' ? n + 543 : n)
    const found = put(locale, 'It opened in 1998.', ['It opened in 2024.', `≪${year(2024)}≫`])
    expect(found?.target).toBe(`≪${year(1998)}≫`)
    const digits = put(locale, 'It opened in 1998.', [
      'It opened in 2024.',
      `≪${native(locale, year(2024))}≫`,
    ])
    expect(digits?.target).toBe(`≪${native(locale, year(1998))}≫`)
  })

  test('several at once, also where they change places or one becomes the other', () => {
    const unit = ['From 3 to 5, then 8.', '≪5 3 8≫'] as const
    expect(put(locale, 'From 5 to 3, then 8.', unit)?.target).toBe('≪3 5 8≫')
    expect(put(locale, 'From 5 to 8, then 3.', unit)?.target).toBe('≪8 5 3≫')
    expect(put(locale, 'From 10 to 500, then 8.', unit)).toMatchObject({
      target: '≪500 10 8≫',
      substitutions: [
        { from: '5', to: '500', start: 1, end: 4 },
        { from: '3', to: '10', start: 5, end: 7 },
      ],
    })
  })

  test('the same number twice, when both become the same and both are there', () => {
    const source = 'The 5 teams have 5 coaches.'
    expect(put(locale, 'The 7 teams have 7 coaches.', [source, '≪5≫ ≪5≫'])?.target).toBe('≪7≫ ≪7≫')
    expect(put(locale, 'The 7 teams have 7 coaches.', [source, '≪5≫'])).toBeNull()
    expect(put(locale, 'The 7 teams have 8 coaches.', [source, '≪5≫ ≪5≫'])).toBeNull()
    expect(put(locale, 'The 7 teams have 5 coaches.', [source, '≪5≫ ≪5≫'])).toBeNull()
  })

  test('nothing where it is not certain what has to be replaced', () => {
    const unit = 'It has 5 seats.'
    const asked = 'It has 6 seats.'
    expect(put(locale, asked, [unit, 'a number in words'])).toBeNull()
    expect(put(locale, asked, [unit, '≪5≫ and ≪5≫'])).toBeNull()
    expect(put(locale, asked, [unit, '≪50≫ ≪15≫ ≪5.1≫ ≪0,5≫'])).toBeNull()
    expect(put(locale, 'It had 6 seats.', [unit, '≪5≫'])).toBeNull()
    expect(put(locale, 'It has 5 seats.', [unit, '≪5≫'])).toBeNull()
    if (native(locale, '5') !== '5')
      expect(put(locale, asked, [unit, `≪5≫ ${native(locale, '5')}`])).toBeNull()
    expect(put(locale, 'It opened in 1998.', ['It opened in 2024.', '≪2024≫ ≪2567≫'])?.target ?? null).toBe(
      profileOf(locale).calendar === 'buddhist' ? null : '≪1998≫ ≪2567≫',
    )
  })

  test('codes stay where they are', () => {
    const found = put(locale, '{1}It{/1} has 318 seats.', ['{1}It{/1} has 250 seats.', '≪{1}250{/1}≫'])
    expect(found?.target).toBe(fromNotation('≪{1}318{/1}≫'))
    expect(put(locale, 'It has 318 seats.', ['It has 250 seats.', '≪2{1}5{/1}0≫'])).toBeNull()
  })
})

describe('terms', () => {
  const form = (text: string, status: FormStatus, more: Partial<TermForm> = {}): TermForm => ({
    ...{ text, status, confidence: null, evidence: null },
    ...more,
  })
  const term = (id: string, source: string, forms: readonly TermForm[], more: Partial<Term> = {}): Term => ({
    ...{ id, source, acronym: null, termClass: 'organisation', caseSensitive: false, doNotTranslate: false },
    ...{ note: '', projectId: null, version: 1, updatedAt: '2024-01-01T00:00:00.000Z' },
    forms: Object.fromEntries(targetLocales.map((locale) => [locale, forms])),
    ...more,
  })
  const glossary = compileGlossary([
    term(
      '1',
      'Mekong Institute',
      [form('≪Viện M≫', 'approved'), form('Viện', 'admitted', { use: 'short' })],
      {
        acronym: 'MI',
      },
    ),
    term('2', 'ASEAN-China Centre', [
      form('Sai', 'forbidden'),
      form('Nháp', 'proposed'),
      form('≪Trung tâm A≫', 'locked'),
    ]),
    term('3', 'Council of Rivers', [form('Hội đồng', 'proposed')]),
    term('4', 'Setara', [], { doNotTranslate: true }),
    term('5', 'United Schools', [form('≪Trường≫', 'approved')], { acronym: 'USX' }),
  ])
  const terms: TermsIn = (source) => findTerms(glossary, source)
  const unit = ['The Mekong Institute met in 5 places.', '≪Viện M≫ họp ở 5 nơi.'] as const

  test.each(targetLocales)('are put in as they were agreed, in %s', (locale) => {
    const found = put(locale, 'The ASEAN-China Centre met in 6 places.', unit, terms)
    expect(found?.target).toBe('≪Trung tâm A≫ họp ở 6 nơi.')
    expect(found?.substitutions.map(({ kind }) => kind)).toEqual(['term', 'number'])
    expect(
      put(locale, 'Setara met in 5 places.', ['The Mekong Institute met in 5 places.', 'x'], terms),
    ).toBeNull()
  })

  test('not where nothing was agreed, or where the old name is not found', () => {
    expect(put('vi', 'The Council of Rivers met in 5 places.', unit, terms)).toBeNull()
    const other = [unit[0], 'Họ họp ở 5 nơi.'] as const
    expect(put('vi', 'The ASEAN-China Centre met in 5 places.', other, terms)).toBeNull()
  })

  test('names that are never translated, and initials, go as they are', () => {
    const source = 'We thank Mekong Institute for it.'
    expect(put('vi', 'We thank Setara for it.', [source, 'Cảm ơn ≪Viện M≫.'], terms)?.target).toBe(
      'Cảm ơn Setara.',
    )
    expect(put('vi', 'We thank USX for it.', ['We thank MI for it.', 'Cảm ơn MI.'], terms)?.target).toBe(
      'Cảm ơn USX.',
    )
  })
})
