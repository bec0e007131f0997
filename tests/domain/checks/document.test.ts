import { describe, expect, test } from 'vitest'

import { documentFindingsOf } from '#domain/checks/document.ts'
import { sourceFindingsOf } from '#domain/checks/source.ts'
import type { TargetLocale } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

type Rows = readonly (readonly [source: string, target: string])[]

function told(locale: TargetLocale, rows: Rows): readonly string[] {
  const found = documentFindingsOf(
    rows.map(([source, target], block) => ({ source, target, block })),
    locale,
  )
  for (const { message } of found) expect(Object.keys(english)).toContain(message)
  return found.map(({ severity, message, rows: at }) => `${severity} ${message.slice(15)} ${at.join()}`)
}

test('years of an edition are in one era', () => {
  const rows: Rows = [
    ['in 2024', 'ปี 2567'],
    ['in 2011', 'ปี 2554'],
    ['in 2020', 'ปี 2020'],
  ]
  expect(told('th', rows)).toEqual(['warning era 2'])
  expect(told('th', rows.slice(0, 2))).toEqual([])
})

test('numbers of an edition are in one kind of digits; what has letters is copied', () => {
  expect(
    told('km', [
      ['a 5', '៥'],
      ['b 6', '៦'],
      ['c 7', '7'],
    ]),
  ).toEqual(['warning digits 2'])
  expect(
    told('km', [
      ['a 5', '៥'],
      ['SDG4', 'SDG4'],
    ]),
  ).toEqual([])
})

test('tones of an edition are set in one style', () => {
  expect(
    told('vi', [
      ['a', 'hòa'],
      ['b', 'thủy'],
      ['c', 'hoà'],
    ]),
  ).toEqual(['warning tones 2'])
})

test('one sentence has one translation', () => {
  expect(
    told('id', [
      ['Head', 'Kepala'],
      ['x', 'y'],
      ['head ', 'Ketua'],
    ]),
  ).toEqual(['warning consistency 0,2'])
  expect(
    told('id', [
      ['Head', 'Kepala'],
      ['head', 'kepala'],
    ]),
  ).toEqual([])
})

test('an edition in the neighbour’s language is an error', () => {
  const malay = [
    'kerana syarikat itu',
    'universiti bahawa',
    'polis dan bilion',
    'kualiti mesyuarat',
    'sukan tahniah',
  ]
  expect(
    told(
      'id',
      malay.map((text, i) => [`s${i}`, text]),
    ),
  ).toEqual(['error language 0,1,2,3,4'])
})

test('doubts about the source are told once', () => {
  const long = 'the delegation included many people from all over the region and more'
  const found = sourceFindingsOf([
    'Yudil Chatim,Attache of  culture',
    long,
    long,
    long.slice(0, 60),
    'Mr. Hadi Tjahjono spoke',
    'Mr. Hadi Tjahyono left',
  ])
  expect(found.map(({ message, segment }) => `${message.slice(13)} ${segment}`)).toEqual([
    'space 0',
    'comma 0',
    'repeated 2',
    'cut 3',
    'two-spellings 5',
  ])
  for (const { message } of found) expect(Object.keys(english)).toContain(message)
})

test('slips of the finger and words of the page are asked about', () => {
  const found = sourceFindingsOf(['The project amis to help.', 'Read more: our other stories'])
  expect(found.map(({ message, segment }) => `${message} ${segment}`)).toEqual([
    'check.source.typo 0',
    'check.source.boilerplate 1',
  ])
  for (const { message } of found) expect(Object.keys(english)).toContain(message)
})

describe('an article that nobody has read before', () => {
  const doubts = (...segments: readonly string[]) =>
    sourceFindingsOf(segments).map(({ message, segment, values }) => {
      expect(Object.keys(english)).toContain(message)
      const said = [values['text'], values['one'], values['other']].filter(Boolean)
      return [segment, message.slice(13), ...said].join(' ')
    })

  test.each([
    ['The two met in 2024,when the river was low.', '0 comma ,'],
    ['The “Green Valley”,near Hue, was closed.', '0 comma ,'],
    ['The reserach centre opened on Monday.', '0 typo reserach'],
    ['Chiang Mai Univeristy opened on Monday.', '0 typo Univeristy'],
    ['Ms. Teh of Penang met Mr. Amis.', undefined],
    ['Posted by the editors on 3 May', '0 boilerplate Posted by the editors on 3 May'],
    ['For more information, visit our office.', '0 boilerplate For more information, visit our office.'],
    [
      'The rector thanked everybody who had come from the neighbouring countries and the',
      '0 cut neighbouring countries and the',
    ],
  ])('%s', (text, doubt) => {
    expect(doubts(text)).toEqual(doubt ? [doubt] : [])
  })

  test.each([
    ['Mr. Nguyen Van Hai spoke.', 'Mr. Nguyễn Văn Hải left.'],
    ['Prof. Kim Soo-hyun spoke.', 'Prof. Kim Soo Hyun left.'],
    ['Mr. Jin Li spoke.', 'Mr. Li Jin left.'],
    ['Ms. Pornsiri Charoen spoke.', 'Ms. Pornsiri Chareon left.'],
  ])('one person in two spellings: %s %s', (one, other) => {
    expect(doubts(one, other)).toEqual([expect.stringMatching(/^1 two-spellings /)])
  })

  test('one organisation in two spellings, and what is none', () => {
    const [one, other] = ['The Mekong River Commission met.', 'The Mekong Rievr Commission left.']
    expect(doubts(one, other)).toEqual([expect.stringMatching(/^1 two-spellings /)])
    expect(doubts('The Ministry of Education met.', 'The Ministries of Education left.')).toEqual([])
    expect(doubts('Mr. JIN Li spoke.', 'Mr. Jin Li left.')).toEqual([])
  })

  test('the last sentence without an end is cut off where all others have one, and a headline is not', () => {
    const whole = 'The delegation of the university visited three laboratories and a library in town.'
    const open = 'The rector said that the university wanted more students of other faculties next year'
    expect(doubts(whole, `A second time, ${whole}`, `Again, ${whole}`, open)).toEqual([
      '3 cut s of other faculties next year',
    ])
    expect(doubts(open, whole, `A second time, ${whole}`, `Again, ${whole}`)).toEqual([])
  })
})
