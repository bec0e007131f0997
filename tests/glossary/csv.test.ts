import { describe, expect, test } from 'vitest'

import { termsFromCsv, termsToCsv } from '#glossary/csv.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import {
  acronymPolicies,
  confidences,
  formGenders,
  formStatuses,
  formUses,
  isMandatory,
  surnameOrders,
  type TermDraft,
  termClasses,
} from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

import { fc } from '../helpers/properties.ts'

const head =
  'source,class,acronym,case_sensitive,do_not_translate,note,locale,form,status,confidence,evidence'

function readBack(terms: readonly TermDraft[]) {
  const { drafts, problems } = termsFromCsv(termsToCsv(terms))
  return { drafts, problems }
}

describe('what is exported is imported as it was', () => {
  test('for the seed glossary', () => {
    expect(readBack(seedTerms)).toEqual({ drafts: seedTerms, problems: [] })
  })

  const word = fc
    .string({ unit: fc.constantFrom(...`=+-@'",;\n\r\tab|% ไกັ`), minLength: 1, maxLength: 12 })
    .map((text) => text.normalize('NFC').trim())
    .filter((text) => text !== '')
  const form = fc.record({
    text: word,
    status: fc.constantFrom(...formStatuses),
    confidence: fc.option(fc.constantFrom(...confidences)),
    evidence: fc.option(word),
  })
  // What nobody attested is never mandatory, so no table holds it.
  const stored = form.filter(({ status, confidence }) => !(confidence === 'C' && isMandatory(status)))
  const said = fc.record(
    {
      use: fc.constantFrom(...formUses),
      gender: fc.constantFrom(...formGenders),
      honorific: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  const forms = fc
    .uniqueArray(
      fc.tuple(stored, said).map(([one, more]) => ({ ...one, ...more })),
      { selector: ({ text }) => text, minLength: 1, maxLength: 3 },
    )
    .chain((some) => fc.constantFrom(...targetLocales).map((locale) => ({ [locale]: some })))
  const draft: fc.Arbitrary<TermDraft> = fc.record({
    source: word,
    acronym: fc.option(word),
    termClass: fc.constantFrom(...termClasses),
    caseSensitive: fc.boolean(),
    doNotTranslate: fc.boolean(),
    note: fc.oneof(fc.constant(''), word),
    forms: fc.oneof(fc.constant({}), forms),
  })
  const details = fc.record(
    { short: word, plural: word, acronymPolicy: fc.constantFrom(...acronymPolicies) },
    { requiredKeys: [] },
  )
  const persons = fc.record(
    { surnameOrder: fc.constantFrom(...surnameOrders), needsOriginalSpelling: fc.constant(true) },
    { requiredKeys: [] },
  )
  const whole = fc
    .tuple(draft, details, persons)
    .map(([one, more, person]) => ({ ...one, ...more, ...(one.termClass === 'person' ? person : {}) }))

  test('for any signs that spreadsheets and separators give a meaning', () => {
    const drafts = fc.uniqueArray(whole, { selector: ({ source, termClass }) => `${termClass} ${source}` })
    fc.assert(
      fc.property(drafts, (some) => {
        expect(readBack(some)).toEqual({ drafts: some, problems: [] })
      }),
    )
  })
})

test('no cell of an export can be run as a formula', () => {
  const [first] = seedTerms
  if (!first) throw new Error('the seed glossary is empty')
  const exported = termsToCsv([{ ...first, source: '=HYPERLINK("http://evil")', note: '@SUM(1)', forms: {} }])
  expect(exported).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(exported).toContain(`'@SUM(1)`)
})

describe('a table is read', () => {
  test.each([
    ['with a byte order mark', `\uFEFF${head}\nACC,organisation`],
    ['with semicolons', `${head.replaceAll(',', ';')}\nACC;organisation`],
    ['with tabs', `${head.replaceAll(',', '\t')}\nACC\torganisation`],
    ['with Windows line ends and empty lines', `${head}\r\n\r\nACC,organisation\r\n`],
    ['with its columns in another order and other capitals', 'Class,Source\nOrganisation,ACC'],
  ])('%s', (_, text) => {
    const { drafts, problems } = termsFromCsv(text)
    expect(problems).toEqual([])
    expect(drafts).toEqual([
      {
        source: 'ACC',
        acronym: null,
        termClass: 'organisation',
        caseSensitive: false,
        doNotTranslate: false,
        note: '',
        forms: {},
      },
    ])
  })

  test('with the forms of one term on many lines', () => {
    const { drafts } = termsFromCsv(
      `${head}\nChina,place,,yes,no,,id,Tiongkok,locked\nChina,place,,,,,id,Cina,forbidden`,
    )
    expect(drafts).toHaveLength(1)
    expect(drafts[0]?.caseSensitive).toBe(true)
    expect(drafts[0]?.forms.id?.map(({ text, status }) => `${text} ${status}`)).toEqual([
      'Tiongkok locked',
      'Cina forbidden',
    ])
  })
})

describe('a mistake is told with its line', () => {
  test.each([
    ['no source', `${head}\nA,place\n,place`, 3, 'source-missing'],
    ['unknown class', `${head}\nA,town`, 2, 'value-unknown'],
    ['unknown language', `${head}\nA,place,,,,,fr,B`, 2, 'value-unknown'],
    ['unknown status', `${head}\nA,place,,,,,th,B,good`, 2, 'value-unknown'],
    ['neither yes nor no', `${head}\nA,place,,maybe`, 2, 'value-unknown'],
    ['language without form', `${head}\nA,place,,,,,th,`, 2, 'form-missing'],
    ['two opinions on one term', `${head}\nA,place,X\nA,place,Y`, 3, 'contradiction'],
    ['constructed and required', `${head}\nA,place,,,,,th,B,locked,C`, 2, 'constructed-required'],
    ['a form without end', `${head}\nA,place,,,,,th,${'B'.repeat(501)}`, 2, 'too-long'],
    ['family name of a place', `${head},surname\nA,place,,,,,th,B,,,,first`, 2, 'person-only'],
    ['missing column', 'source\nA', 1, 'column-missing'],
    ['open quotation mark', `${head}\n"A,place`, 2, 'damaged'],
  ])('%s', (_, text, line, key) => {
    const [problem] = termsFromCsv(text).problems
    expect(problem).toMatchObject({ line, key: `glossary.csv.${key}` })
    expect(problem?.message).not.toContain('{')
    expect(Object.keys(english)).toContain(`glossary.csv.${key}`)
  })

  test('and the other lines are still read', () => {
    expect(termsFromCsv(`${head}\nA,town\nB,place`).drafts.map(({ source }) => source)).toEqual(['B'])
  })

  test('an empty file has no columns', () => {
    expect(termsFromCsv('').problems).toHaveLength(2)
  })
})
