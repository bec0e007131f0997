// What the glossary stores about a name beside its forms, and what the checks make of it.

import { describe, expect, test } from 'vitest'

import { type DocumentRow, documentFindingsOf } from '#domain/checks/document.ts'
import { findingsOf } from '#domain/checks/run.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import type { Term, TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

const form = (text: string, more: Partial<TermForm> = {}): TermForm => ({
  ...{ text, status: 'approved', confidence: 'A', evidence: null },
  ...more,
})

function term(locale: TargetLocale, forms: readonly TermForm[], more: Partial<Term> = {}): Term {
  return {
    ...{ id: more.source ?? 't', projectId: 'p', version: 1, updatedAt: '', note: '', acronym: null },
    ...{ source: 'Spice Research Institute', termClass: 'organisation', caseSensitive: true },
    ...{ doNotTranslate: false, forms: { [locale]: forms } },
    ...more,
  }
}

function told(
  locale: TargetLocale,
  terms: readonly Term[],
  source: string,
  target: string,
): readonly string[] {
  const hits = findTerms(compileGlossary(terms), source)
  return findingsOf({ source, target, codes: [], locale, role: 'body', terms: hits })
    .filter(({ check }) => ['acronyms', 'honorifics', 'names'].includes(check))
    .map(({ severity, message, fix }) => {
      expect(Object.keys(english)).toContain(message)
      const right = fix ? ` → ${target.slice(0, fix.start)}${fix.text}${target.slice(fix.end)}` : ''
      return `${severity} ${message.slice(6)}${right}`
    })
}

describe('an acronym', () => {
  const institute = (policy: Term['acronymPolicy'], forms: readonly TermForm[]) => [
    term('lo', forms, { acronym: 'SRI', ...(policy ? { acronymPolicy: policy } : {}) }),
  ]
  const long = form('ສະຖາບັນເຄື່ອງເທດ', { use: 'long' })
  const short = form('ສຄທ', { use: 'short' })

  test('that is localised does not stay in Latin letters, and the agreed short form mends it', () => {
    const terms = institute('localised', [long, short])
    expect(told('lo', terms, 'SRI said so.', 'SRI ກ່າວ.')).toEqual(['warning acronyms.localised → ສຄທ ກ່າວ.'])
    expect(told('lo', terms, 'SRI said so.', 'ສຄທ ກ່າວ.')).toEqual([])
    expect(told('lo', institute('localised', [long]), 'SRI said so.', 'SRI ກ່າວ.')).toEqual([
      'warning acronyms.localised',
    ])
  })

  test('that is localised stays where no form is agreed', () => {
    const proposed = [form('ສຄທ', { status: 'proposed', use: 'short' })]
    expect(told('lo', institute('localised', proposed), 'SRI said so.', 'SRI ກ່າວ.')).toEqual([])
  })

  test('that is kept in Latin letters is not written as the language writes it', () => {
    const terms = institute('latin', [long, short])
    expect(told('lo', terms, 'SRI said so.', 'ສຄທ ກ່າວ.')).toEqual(['warning acronyms.latin'])
    expect(told('lo', terms, 'SRI said so.', 'SRI ກ່າວ.')).toEqual([])
    expect(told('lo', terms, 'The Spice Research Institute said so.', 'ສະຖາບັນເຄື່ອງເທດ ກ່າວ.')).toEqual([])
  })

  test('without a policy may be either', () => {
    for (const target of ['SRI ກ່າວ.', 'ສຄທ ກ່າວ.'])
      expect(told('lo', institute(undefined, [long, short]), 'SRI said so.', target)).toEqual([])
  })
})

describe('a title', () => {
  const widow = term(
    'ms',
    [form('Balu'), form('Puan Sri', { gender: 'feminine' }), form('Tan Sri', { gender: 'masculine' })],
    {
      ...{ source: 'Knight Commander', termClass: 'title' },
    },
  )

  test('of a woman is not that of a man', () => {
    expect(told('ms', [widow], 'Mrs. Tan, Knight Commander', 'Puan Tan, Tan Sri')).toEqual([
      'warning honorifics.form-gender → Puan Tan, Puan Sri',
    ])
    expect(told('ms', [widow], 'Mrs. Tan, Knight Commander', 'Puan Tan, Puan Sri')).toEqual([])
  })

  test('is let pass where the source says nothing of man or woman, or speaks of both', () => {
    expect(told('ms', [widow], 'Tan, Knight Commander', 'Tan, Tan Sri')).toEqual([])
    expect(told('ms', [widow], 'Mr. and Mrs. Tan, Knight Commander', 'Encik dan Puan Tan, Tan Sri')).toEqual(
      [],
    )
  })

  test('is polite where the source is', () => {
    const ambassador = term('km', [form('ទូត'), form('ឯកឧត្តមទូត', { honorific: true })], {
      ...{ source: 'Ambassador', termClass: 'title' },
    })
    expect(told('km', [ambassador], 'Her Excellency the Ambassador', 'លោកស្រីទូត')).toEqual([])
    expect(told('km', [ambassador], 'His Excellency Ambassador Li', 'ទូត Li ឯ.ឧ')).toEqual([
      'warning honorifics.form-plain → ឯកឧត្តមទូត Li ឯ.ឧ',
    ])
    expect(told('km', [ambassador], 'His Excellency Ambassador Li', 'ឯកឧត្តមទូត Li')).toEqual([])
    expect(told('km', [ambassador], 'Ambassador Li', 'ទូត Li')).toEqual([])
  })
})

describe('a family name', () => {
  const person = (
    locale: TargetLocale,
    order: Term['surnameOrder'],
    source: string,
    forms: readonly TermForm[] = [],
  ) => [term(locale, forms, { source, termClass: 'person', ...(order ? { surnameOrder: order } : {}) })]

  test('that comes first stays there, with or without its capitals', () => {
    const terms = person('id', 'first', 'JIN Li')
    expect(told('id', terms, 'It was JIN Li.', 'Itu Li Jin.')).toEqual(['error names.order → Itu JIN Li.'])
    expect(told('id', terms, 'It was JIN Li.', 'Itu Jin Li.')).toEqual([])
  })

  test('that comes last is not put first in letters of the language', () => {
    const terms = person('th', 'last', 'Yudil Chatim', [form('ยูดิล ชาติม')])
    expect(told('th', terms, 'It was Yudil Chatim.', 'คือชาติม ยูดิล')).toEqual([
      'error names.order → คือยูดิล ชาติม',
    ])
    expect(told('th', terms, 'It was Yudil Chatim.', 'คือยูดิล ชาติม')).toEqual([])
  })
})

describe('the first mention in an edition', () => {
  const rows = (
    locale: TargetLocale,
    terms: readonly Term[],
    texts: readonly (readonly [string, string])[],
  ) => {
    const index = compileGlossary(terms)
    const all = texts.map(([source, target], block): DocumentRow => ({
      source,
      target,
      block,
      terms: findTerms(index, source),
    }))
    return documentFindingsOf(all, locale)
      .filter(({ message }) => /first-form|acronym-both|short-first|\.am$/.test(message))
      .map(({ severity, message, rows: at }) => {
        expect(Object.keys(english)).toContain(message)
        return `${severity} ${message.slice(15)} ${at.join()}`
      })
  }
  const name = 'The Spice Research Institute met.'
  const again = 'The Spice Research Institute left.'

  test('has the wording that is kept for it, and no other has', () => {
    const terms = [term('vi', [form('Viện Gia vị'), form('Viện Gia vị (SRI)', { use: 'first' })])]
    expect(
      rows('vi', terms, [
        [name, 'Viện Gia vị họp.'],
        [again, 'Viện Gia vị đi.'],
      ]),
    ).toEqual(['warning first-form 0'])
    expect(
      rows('vi', terms, [
        [name, 'Viện Gia vị (SRI) họp.'],
        [again, 'Viện Gia vị đi.'],
      ]),
    ).toEqual([])
    expect(
      rows('vi', terms, [
        [name, 'Viện Gia vị (SRI) họp.'],
        [again, 'Viện Gia vị (SRI) đi.'],
      ]),
    ).toEqual(['info first-form-again 1'])
  })

  test('has name and acronym where the policy is both', () => {
    const terms = [term('vi', [form('Viện Gia vị')], { acronym: 'SRI', acronymPolicy: 'both' })]
    expect(
      rows('vi', terms, [
        ['SRI met.', 'SRI họp.'],
        ['SRI left.', 'SRI đi.'],
      ]),
    ).toEqual(['warning acronym-both 0'])
    expect(
      rows('vi', terms, [
        ['SRI met.', 'Viện Gia vị (SRI) họp.'],
        ['SRI left.', 'SRI đi.'],
      ]),
    ).toEqual([])
  })

  test('is not the short form where the source has the whole name', () => {
    const terms = [
      term('vi', [form('Viện Nghiên cứu Gia vị', { use: 'long' }), form('Viện Gia vị', { use: 'short' })]),
    ]
    expect(
      rows('vi', terms, [
        [name, 'Viện Gia vị họp.'],
        [again, 'Viện Gia vị đi.'],
      ]),
    ).toEqual(['warning short-first 0'])
    expect(
      rows('vi', terms, [
        [name, 'Viện Nghiên cứu Gia vị họp.'],
        [again, 'Viện Gia vị đi.'],
      ]),
    ).toEqual([])
  })

  test('of Lao sara am tells how the others are stored', () => {
    expect(
      rows(
        'lo',
        [],
        [
          ['a', 'ນຳ'],
          ['b', 'ຄຳ'],
          ['c', 'ນ\u0ECD\u0EB2'],
        ],
      ),
    ).toEqual(['warning am 2'])
  })
})
