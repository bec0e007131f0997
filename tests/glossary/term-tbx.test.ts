import { expect, test } from 'vitest'

import { mergeTerms } from '#glossary/merge.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import { readTbx } from '#glossary/tbx.ts'
import { termsFromTbx, termsToTbx } from '#glossary/term-tbx.ts'
import type { TermDraft } from '#glossary/term.ts'
import english from '#locales/en/ui.json'

const bytes = (text: string) => new TextEncoder().encode(text)
const written = (terms: readonly TermDraft[]) => bytes([...termsToTbx(terms)].join(''))

const concept = (inner: string) =>
  bytes(
    `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>${inner}</body></text></tbx>`,
  )
const language = (tag: string, ...terms: readonly string[]) =>
  `<langSec xml:lang="${tag}">${terms.map((term) => `<termSec><term>${term}</term></termSec>`).join('')}</langSec>`

test('the seed glossary is a term base of the public dialect', () => {
  const tbx = readTbx(written(seedTerms))
  expect(tbx).toMatchObject({ version: 3, dialect: 'TBX-Basic' })
  expect(tbx.concepts).toHaveLength(seedTerms.length)
})

test('a glossary that was written changes nothing when it is read', () => {
  const { drafts, problems, columns } = termsFromTbx(written(seedTerms))
  expect(problems).toEqual([])
  expect(mergeTerms(seedTerms, drafts, columns)).toEqual({
    ...{ added: [], changed: [] },
    unchanged: seedTerms.length,
  })
})

test('names, acronyms, kinds, notes and the forms with their status come back', () => {
  const forum: TermDraft = {
    ...{ source: 'River Forum', acronym: 'RF', termClass: 'organisation', note: 'Meets in May' },
    ...{ caseSensitive: true, doNotTranslate: false },
    forms: {
      th: [
        { text: 'เวทีแม่น้ำ', status: 'approved', confidence: null, evidence: 'Letter' },
        { text: 'ฟอรั่ม', status: 'forbidden', confidence: null, evidence: null },
      ],
      km: [{ text: 'វេទិកាទន្លេ', status: 'proposed', confidence: null, evidence: null }],
    },
  }
  expect(termsFromTbx(written([forum])).drafts).toEqual([forum])
})

test('a term base of another tool: regions of languages count, foreign languages do not, doubles are one', () => {
  const inner = `<conceptEntry id="c1">${language('en-GB', 'Hill Forum')}${language('th-TH', 'เวที', 'เวที')}${language('fr', 'Forum')}</conceptEntry>`
  const { drafts } = termsFromTbx(concept(inner))
  expect(drafts).toMatchObject([{ source: 'Hill Forum', termClass: 'concept' }])
  expect(drafts[0]?.forms).toEqual({
    th: [{ text: 'เวที', status: 'proposed', confidence: null, evidence: null }],
  })
})

test.each([
  ['without English', `<conceptEntry id="c7">${language('th', 'เวที')}</conceptEntry>`, 'tbx-no-english'],
  [
    'with a text without end',
    `<conceptEntry>${language('en', 'a'.repeat(501))}</conceptEntry>`,
    'tbx-too-long',
  ],
  ['twice', `<conceptEntry>${language('en', 'A')}</conceptEntry>`.repeat(2), 'tbx-twice'],
  ['damaged', '<conceptEntry>', 'tbx-damaged'],
])('a concept %s is refused with a reason', (_, inner, key) => {
  const { problems } = termsFromTbx(concept(inner))
  expect(problems).toMatchObject([{ key: `glossary.csv.${key}` }])
  expect(Object.keys(english)).toContain(`glossary.csv.${key}`)
})
