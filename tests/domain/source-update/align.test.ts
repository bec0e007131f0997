import { describe, expect, test } from 'vitest'

import { align } from '#domain/source-update/align.ts'
import { reportChange } from '#domain/source-update/change-class.ts'
import { longestRise } from '#domain/source-update/longest-rise.ts'

import { seg } from '../../helpers/notation.ts'
import { fc } from '../../helpers/properties.ts'

const units = (texts: readonly string[]) => texts.map((text) => ({ text: seg(text), codes: [] }))
const kinds = (before: readonly string[], after: readonly string[]) =>
  align(units(before), units(after)).origins.map(({ kind, from }) => `${kind} ${from.join(',')}`.trim())

const words = fc.constantFrom(
  'Rain fell.',
  'Snow fell.',
  'It was a very cold day.',
  'It was a very hot day.',
  'Yes.',
  '{1}Bold{/1} words.',
  '😀',
  '',
)
const versions = fc.array(words, { maxLength: 30 })

describe('two versions of a source', () => {
  test('that are the same are identical sentence by sentence', () => {
    fc.assert(
      fc.property(versions, (texts) => {
        const { origins, removed } = align(units(texts), units(texts))
        expect(origins.map(({ kind, from }) => [kind, ...from])).toEqual(
          texts.map((_, at) => ['identical', at]),
        )
        expect(removed).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('use every old sentence once or name it as removed', () => {
    fc.assert(
      fc.property(versions, versions, (before, after) => {
        const { origins, removed } = align(units(before), units(after))
        expect(origins).toHaveLength(after.length)
        const used = origins.flatMap(({ from, piece }) => (piece === 0 ? from : []))
        expect([...used, ...removed].toSorted((a, b) => a - b)).toEqual([...before.keys()])
      }),
      { numRuns: 1000 },
    )
  })

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'a sentence with a new neighbour is the same in another context',
      ['A.', 'B.'],
      ['A.', 'New here.', 'B.'],
      ['context 0', 'new', 'context 1'],
    ],
    [
      'the fewest sentences have moved',
      ['A.', 'B.', 'C.', 'D.'],
      ['D.', 'A.', 'B.', 'C.'],
      ['moved 3', 'context 0', 'identical 1', 'context 2'],
    ],
    [
      'kinds of quotation marks and spaces are minor',
      ["It's  “so” – yes…"],
      ['It’s "so" - yes...'],
      ['minor 0'],
    ],
    ['a number is not minor', ['It has 5 rooms in it.'], ['It has 6 rooms in it.'], ['changed 0']],
    ['ids of codes do not matter, their order does', ['A {2}b{/2} c'], ['A {7}b{/7} c'], ['identical 0']],
    [
      'a code that is new is a change',
      ['The bold one came in.'],
      ['The {1}bold{/1} one came in.'],
      ['changed 0'],
    ],
    [
      'one sentence may become two',
      ['It rained, and the sun shone.'],
      ['It rained,', 'and the sun shone.'],
      ['split 0', 'split 0'],
    ],
    [
      'two sentences may become one',
      ['It rained.', 'The sun shone.', 'Z.'],
      ['It rained. The sun shone.', 'Z.'],
      ['joined 0,1', 'context 2'],
    ],
    [
      'a changed sentence that also moved is found',
      ['The mayor opened the long bridge on Monday.', 'B.', 'C.'],
      ['B.', 'C.', 'The mayor opened the long bridge on Tuesday.'],
      ['context 1', 'context 2', 'changed 0'],
    ],
    [
      'a short sentence is known by its letters in its place',
      ['A.', 'Sumary', 'B.'],
      ['A.', 'Summary', 'B.'],
      ['context 0', 'changed 1', 'context 2'],
    ],
    [
      'another sentence in the same place is new',
      ['The ship left the harbour.'],
      ['Prices of rice went up again.'],
      ['new'],
    ],
    [
      'equal sentences keep their order',
      ['Yes.', 'A.', 'Yes.', 'B.'],
      ['Yes.', 'A.', 'Yes.', 'New one.', 'B.'],
      ['identical 0', 'identical 1', 'context 2', 'new', 'context 3'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected)
  })

  test('of twenty thousand sentences are compared, however much changed', () => {
    const many = Array.from(
      { length: 20_000 },
      (_, n) => `Sentence ${n} tells of the town ${(n * 7919) % 20_011} again.`,
    )
    const third = many.map((text, n) => (n % 3 === 0 ? text.replace('tells', 'told') : text))
    const count = (before: readonly string[], after: readonly string[], kind: string) =>
      align(units(before), units(after)).origins.filter((one) => one.kind === kind).length
    expect(count(many, third, 'changed')).toBe(6667)
    expect(count(many, many.toReversed(), 'moved')).toBe(19_999)
    const same = Array.from({ length: 20_000 }, () => 'The same words again and again.')
    expect(count(same, same.slice(1), 'new')).toBe(0)
  })
})

describe('what a change is called', () => {
  test.each<[string, string, string, string | null]>([
    ['SUSTech amis to go there.', 'SUSTech aims to go there.', 'typo', null],
    ['Teh school was opened.', 'The school was opened.', 'typo', null],
    ['It was hosted by an organization.', 'It was hosted by an organisation.', 'typo', null],
    ['The the school was opened.', 'The school was opened.', 'typo', null],
    ['A big, old house.', 'A big old house.', 'typo', null],
    ['He met them there.', 'He met them there?', 'style', null],
    ['They came to the house.', 'They came into a house.', 'style', null],
    ['They approved the plan.', 'They rejected the plan.', 'meaning', null],
    ['It is now allowed.', 'It is not allowed.', 'meaning', null],
    ['They can come.', 'They can’t come.', 'meaning', null],
    ['It cost $5 million.', 'It cost $5 billion.', 'fact', 'number'],
    ['It rose by 5 to 7.', 'It rose by 7 to 5.', 'fact', 'number'],
    ['It rose by 5%.', 'It rose by 5.', 'fact', 'number'],
    ['Five people came.', 'Six people came.', 'fact', 'number'],
    ['The visit to Lao PDR ended.', 'The visit to China ended.', 'fact', 'name'],
    ['H.E. Mr. SHI Zhongjun spoke.', 'H.E. Mr. SHI Zhongjin spoke.', 'fact', 'name'],
    ['Hanoi will host it.', 'Hué will host it.', 'fact', 'name'],
    ['It starts on Monday.', 'It starts on Sunday.', 'fact', 'name'],
  ])('%s → %s', (before, after, suggested, noTypo) => {
    expect(reportChange(before, after)).toEqual({ suggested, noTypo })
  })
})

test('a longest rise only rises and none is longer', () => {
  expect(longestRise([2, 0, 1, 3])).toEqual([1, 2, 3])
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (numbers) => {
      const rise = longestRise(numbers).map((at) => numbers[at] ?? 0)
      expect(rise.every((number, at) => at === 0 || number > (rise[at - 1] ?? 0))).toBe(true)
      let longest = 0
      for (let mask = 0; mask < 2 ** numbers.length; mask++) {
        const some = numbers.filter((_, at) => mask & (1 << at))
        if (some.every((number, at) => at === 0 || number > (some[at - 1] ?? 0)))
          longest = Math.max(longest, some.length)
      }
      expect(rise.length).toBe(longest)
    }),
    { numRuns: 60 },
  )
})
