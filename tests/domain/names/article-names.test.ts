import { describe, expect, test } from 'vitest'

import { acronymsIn } from '#domain/names/acronyms.ts'
import { namesOf } from '#domain/names/article-names.ts'
import { datesIn } from '#domain/names/dates.ts'
import { definedAcronyms, organisationsIn, postsIn } from '#domain/names/organisations.ts'
import { personsIn } from '#domain/names/persons.ts'
import { likelyNamesIn } from '#domain/names/likely-names.ts'
import { isHeard, soundsOf } from '#domain/names/sounds.ts'
import { compileGlossary } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'

const glossary = compileGlossary(
  seedTerms.map((draft, i) => ({ ...draft, id: `t${i}`, projectId: 'p', version: 1, updatedAt: '' })),
)
const none = compileGlossary([])
const persons = (text: string) => personsIn(text).map(({ name }) => name)

describe('persons', () => {
  test('are known by their titles', () => {
    expect(personsIn('H.E. Mr. SHI Zhongjun, Secretary-General of ACC')).toEqual([
      { name: 'SHI Zhongjun', titles: ['H.E.', 'Mr.'], family: 'SHI', known: 'titled', start: 9, end: 21 },
    ])
    expect(persons('as Mr. Hadi Tjahjono said')).toEqual(['Hadi Tjahjono'])
  })

  test('are known by a family name in capitals, and acronyms are no family names', () => {
    expect(persons('and LIU Xiao spoke')).toEqual(['LIU Xiao'])
    expect(persons('The ACC Delegation and SEA Diplomats met UNESCO Officials')).toEqual([])
  })

  test('are known by a common given name', () => {
    expect(persons('with Peter Jones in London')).toEqual(['Peter Jones'])
    expect(persons('near John Hopkins University')).toEqual([])
  })

  test('keep Bin and Binti as parts of their names', () => {
    expect(persons('Muhammad Sallehuddin Bin Mohd Dilif, Counsellor')).toEqual([
      'Muhammad Sallehuddin Bin Mohd Dilif',
    ])
  })

  test('are not read from a headline of capitals', () => {
    expect(persons('LI WINS AGAIN')).toEqual([])
  })
})

test('a name is heard in Thai, Lao and Khmer letters, and another one is not', () => {
  for (const text of ['โดนัลด์ ทรัมป์ กล่าว', 'ໂດນັລ ທຣັມ ກ່າວ', 'លោក ដូណាល់ ត្រាំ']) {
    expect(isHeard('Donald Trump', soundsOf(text))).toBe(true)
    expect(isHeard('Jessica Baskerville', soundsOf(text))).toBe(false)
  }
})

test('likely names are words with capitals that are nothing else', () => {
  const likely = (text: string) => likelyNamesIn(text).map(({ name }) => name)
  expect(
    likely(
      'Goals of Manchester City’s Xherdan Shaqiri and Elin Jones were enough when they came from behind.',
    ),
  ).toEqual(['Xherdan Shaqiri', 'Elin Jones'])
  expect(likely('The White House and the Supreme Court of North Korea met on Monday.')).toEqual([])
  expect(likely('Fisherman Rescues Tiny Crab From Very Large Green Bottle')).toEqual([])
})

test('dates are read in every common order', () => {
  const days = (text: string) => datesIn(text).map(({ day }) => day)
  expect(days('On 24 October 2024 and October 25th, 2024')).toEqual(['2024-10-24', '2024-10-25'])
  expect(days('2024.10.25, since November 2011')).toEqual(['2024-10-25', '2011-11'])
  expect(days('2024.13.25 and 45 May 2020')).toEqual([])
})

test('organisations are known by the words they are made of', () => {
  const names = (text: string) => organisationsIn(text).map(({ name }) => name)
  expect(names('the Ministry of Education and Sport said')).toEqual(['Ministry of Education and Sport'])
  expect(names('Director of the Education, Culture and Tourism Division of ACC')).toEqual([
    'Education, Culture and Tourism Division of ACC',
  ])
  expect(names('The University and an Office')).toEqual([])
})

test('an acronym is told by the words before its bracket', () => {
  expect(definedAcronyms('from the ASEAN-China Centre (ACC) as well')).toEqual([
    ['ACC', 'ASEAN-China Centre'],
  ])
})

test('posts stand behind a name', () => {
  const text = 'Mr. CHEN Hao, Executive Deputy Director of SUSTech Global, spoke'
  expect(postsIn(text, personsIn(text)).map(({ name }) => name)).toEqual([
    'Executive Deputy Director of SUSTech Global',
  ])
})

test.for([
  ['met Prof. Dr. A. B. Nguyen.', 'A. B. Nguyen'],
  ['Mr. J.K. Lee came.', 'J.K. Lee'],
  ['Ms. Siti A. Rahman and others spoke.', 'Siti A. Rahman'],
  ['They met Dr. Lim B. It was late.', 'Lim'],
])('initials belong to the name, but not over the end of a sentence: %s', ([text = '', name]) => {
  expect(persons(text)).toEqual([name])
})

test.for([
  ['said Anna Lindgren of the Spice Research Institute (SRI).', 'SRI', 'Spice Research Institute'],
  ['the ASEAN-China Centre (ACC) and', 'ACC', 'ASEAN-China Centre'],
  ['The Ministry of Education and Sports (MoES) said', 'MoES', 'Ministry of Education and Sports'],
])('an acronym belongs to the words whose letters it has: %s', ([text = '', acronym, name]) => {
  expect(definedAcronyms(text)).toEqual([[acronym, name]])
})

test('acronyms are not family names, numbers of kings or addresses', () => {
  const names = (text: string) => acronymsIn(text).map(({ name }) => name)
  expect(names('JIN Li of UNESCO-ICHEI, XIV, SDG4, HEIs, x@UN.org')).toEqual(['UNESCO-ICHEI', 'SDG4', 'HEI'])
})

describe('the names of an article', () => {
  test('are one card each, with every mention and an open question where no form is agreed', () => {
    const cards = namesOf(
      ['Mr. CHEN Hao visited Thailand.', 'Mr. CHEN thanked Thailand on 24 October 2024.'],
      glossary,
    )
    const card = (kind: string) => cards.filter((one) => one.kind === kind)
    expect(card('person')).toEqual([
      {
        kind: 'person',
        name: 'CHEN Hao',
        detail: 'Mr.',
        mentions: [
          { segment: 0, start: 4, end: 12 },
          { segment: 1, start: 4, end: 8 },
        ],
        forms: {},
        open: ['th', 'id', 'lo', 'ms', 'km', 'vi'],
      },
    ])
    expect(card('place')).toMatchObject([
      { name: 'Thailand', forms: { th: 'ไทย', vi: 'Thái Lan' }, open: [] },
    ])
    expect(card('date')).toMatchObject([{ name: '24 October 2024', detail: '2024-10-24' }])
  })

  test('are found where codes stand inside them', () => {
    const cards = namesOf(['Prof. \uE001JIN\uE801 Li spoke'], none)
    expect(cards.map(({ kind }) => kind)).toContain('person')
  })
})

test('a news item has its organisations, persons and posts whole, and nothing else', () => {
  const cards = namesOf(
    [
      'MANILA, 12 March 2024 - UNESCO and the University of the Philippines Diliman (UPD) on Tuesday opened the Regional Centre for Teacher Training (RCTT).',
      'H.E. Mr. Tran Duc Binh, Deputy Secretary-General of ASEAN, and Ms. Noor Azizah binti Ismail, Director of the Department of Higher Education, attended.',
      'Mr. Choltis Dhirathiti, Executive Director of the AUN Secretariat, and the Japan International Cooperation Agency (JICA) sent messages.',
      'The SHARE Programme and King Norodom Sihamoni were thanked by the Ministry of Education and Sports (MoES) on Sept. 3, 2024.',
    ],
    glossary,
  )
  const of = (kind: string) => cards.filter((card) => card.kind === kind).map(({ name }) => name)
  expect(of('person')).toEqual([
    'Tran Duc Binh',
    'Noor Azizah binti Ismail',
    'Choltis Dhirathiti',
    'Norodom Sihamoni',
  ])
  expect(of('post')).toEqual(['Deputy Secretary-General', 'Director', 'Executive Director'])
  expect(of('organisation')).toEqual(
    expect.arrayContaining([
      'UNESCO',
      'University of the Philippines Diliman',
      'Regional Centre for Teacher Training',
      'Department of Higher Education',
      'Japan International Cooperation Agency',
      'Ministry of Education and Sports',
    ]),
  )
  expect(of('place')).toEqual(['Manila'])
  expect(of('acronym')).not.toContain('MANILA')
  expect(of('date')).toEqual(['12 March 2024', 'Sept. 3, 2024'])
})
