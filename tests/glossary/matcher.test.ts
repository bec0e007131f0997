import { describe, expect, test } from 'vitest'

import { compileGlossary, findTerms, formPresent, formRanges, readTarget } from '#glossary/matcher.ts'
import type { Term, TermDraft } from '#glossary/term.ts'

const names = [
  { source: 'ASEAN', acronym: 'ASEAN' },
  { source: 'Association of Southeast Asian Nations', acronym: 'ASEAN' },
  { source: 'ASEAN-China Centre', acronym: 'ACC' },
  { source: 'Director' },
  { source: 'Deputy Director' },
  { source: 'Education, Culture and Tourism Division' },
  { source: 'higher education institutions', acronym: 'HEIs', caseSensitive: false },
  { source: 'H.E.' },
  { source: 'Mr.' },
  { source: 'Prof.' },
  { source: 'SHI Zhongjun' },
  { source: 'UNESCO', acronym: 'UNESCO' },
  { source: 'UNESCO-ICHEI', acronym: 'UNESCO-ICHEI' },
  { source: 'World Health Organization', acronym: 'WHO' },
  { source: 'Attaché of Education', plural: 'Attachés of Education' },
  { source: "Lao People's Democratic Republic", acronym: 'Lao PDR' },
]

const index = compileGlossary(names.map((name, i) => term(name, i)))

function term(draft: Partial<TermDraft> & { source: string }, i = 0): Term {
  return {
    id: `t${i}`,
    projectId: 'p',
    version: 1,
    updatedAt: '2024-10-25T00:00:00Z',
    acronym: null,
    termClass: 'organisation',
    caseSensitive: true,
    doNotTranslate: false,
    note: '',
    forms: {},
    ...draft,
  }
}

function found(source: string): readonly string[] {
  return findTerms(index, source).map((hit) => `${source.slice(hit.start, hit.end)} > ${hit.term.source}`)
}

describe('a term is found', () => {
  test.each([
    ['by its acronym', 'The ACC hopes', ['ACC > ASEAN-China Centre']],
    ['in the possessive', 'ACC’s history', ['ACC > ASEAN-China Centre']],
    [
      'in a plural that no rule makes',
      'Three Attachés of Education',
      ['Attachés of Education > Attaché of Education'],
    ],
    [
      'in the plural',
      'Higher education institution',
      ['Higher education institution > higher education institutions'],
    ],
    ['by an acronym in the plural', 'with HEIs.', ['HEIs > higher education institutions']],
    [
      'in the capitals of a headline',
      'ASEAN-CHINA CENTRE OPENS',
      ['ASEAN-CHINA CENTRE > ASEAN-China Centre'],
    ],
    ['with a non-breaking hyphen', 'ASEAN‑China Centre', ['ASEAN‑China Centre > ASEAN-China Centre']],
    ['in American spelling', 'ASEAN-China Center', ['ASEAN-China Center > ASEAN-China Centre']],
    [
      'in British spelling',
      'World Health Organisation',
      ['World Health Organisation > World Health Organization'],
    ],
    ['without its accent', 'Attache of Education', ['Attache of Education > Attaché of Education']],
    ['without its point', 'Prof Li', ['Prof > Prof.']],
    ['over a line of text', 'Deputy\n  Director', ['Deputy\n  Director > Deputy Director']],
    [
      'with a curly apostrophe',
      'Lao People’s Democratic Republic',
      ["Lao People’s Democratic Republic > Lao People's Democratic Republic"],
    ],
    [
      'beside its acronym',
      'ASEAN-China Centre (ACC)',
      ['ASEAN-China Centre > ASEAN-China Centre', 'ACC > ASEAN-China Centre'],
    ],
    ['as itself rather than as the acronym of another', 'in ASEAN', ['ASEAN > ASEAN']],
    ['after its title', 'H.E. Mr. SHI Zhongjun', ['H.E. > H.E.', 'Mr. > Mr.', 'SHI Zhongjun > SHI Zhongjun']],
  ])('%s', (_, source, expected) => {
    expect(found(source)).toEqual(expected)
  })

  test('across inline codes, with the range from its first to its last letter', () => {
    const source = 'The \uE001ASEAN-\uE002China\uE802 Centre\uE801 opened'
    expect(found(source)).toEqual(['ASEAN-\uE002China\uE802 Centre > ASEAN-China Centre'])
  })
})

describe('a term is not found', () => {
  test.each([
    ['inside a longer word', 'ASEANs? ACCESS, UNESCOX', ['ASEANs > ASEAN']],
    ['inside a longer name', 'the Deputy Director', ['Deputy Director > Deputy Director']],
    ['as part of a name with a hyphen', 'UNESCO-ICHEI', ['UNESCO-ICHEI > UNESCO-ICHEI']],
    ['in small letters when capitals count', 'those who direct, a director', []],
    ['as another word that ends in s', 'Mrs. Li', []],
    ['over a line break code that stands inside a word', 'ASE\uF001AN', []],
  ])('%s', (_, source, expected) => {
    expect(found(source)).toEqual(expected)
  })
})

test('a text of one repeated word is cut into the longest terms', () => {
  const terms = Array.from({ length: 40 }, (_, i) =>
    term({ source: 'a '.repeat(i + 1).trim(), caseSensitive: false }, i),
  )
  const hits = findTerms(compileGlossary(terms), 'a '.repeat(10_000))
  expect(hits).toHaveLength(10_000 / 40)
})

describe('a form is present', () => {
  test('in any spelling that reads the same', () => {
    expect(formPresent('ดื่มนํ้าเย็น', { text: 'น้ำ' })).toBe(true)
    expect(formPresent('គោលដៅទី៤', { text: 'ទី4' })).toBe(true)
    expect(formPresent('ស្ថាន\u200Bទូត', { text: 'ស្ថានទូត' })).toBe(true)
  })

  test('across codes and kinds of spaces', () => {
    expect(formPresent('Pusat \uE001ASEAN\uE801-Tiongkok', { text: 'Pusat ASEAN-Tiongkok' })).toBe(true)
    expect(formPresent('Pusat\u00A0 ASEAN', { text: 'Pusat ASEAN' })).toBe(true)
  })

  test('as a whole word where words have spaces', () => {
    expect(formRanges(readTarget('Cinamon, Cina.'), { text: 'Cina' }, true)).toEqual([{ start: 9, end: 13 }])
    expect(formRanges(readTarget('Cinamon, Cina.'), { text: 'Cina' }, false)).toHaveLength(2)
  })

  test('never when the form is empty', () => {
    expect(formPresent('text', { text: '\u200B' })).toBe(false)
  })
})
