import { describe, expect, test } from 'vitest'

import {
  compareCodes,
  fromNotation,
  highestCodeId,
  mark,
  marksOf,
  plainText,
  toNotation,
  withoutPrivateUse,
} from '#domain/inline.ts'

import { seg } from '../helpers/notation.ts'
import { fc } from '../helpers/properties.ts'

const anyText = fc.string({
  unit: fc.constantFrom(
    'a',
    '{',
    '}',
    '{1}',
    '/',
    '1',
    '2',
    mark(1, 'open'),
    mark(1, 'close'),
    mark(2, 'single'),
    'ក',
  ),
})

describe('the notation', () => {
  test('reads and writes pairs and singles', () => {
    const text = seg('The {1}ACC{/1} visited{2/}')
    expect(marksOf(text).map(({ id, part }) => `${part} ${id}`)).toEqual(['open 1', 'close 1', 'single 2'])
    expect(plainText(text)).toBe('The ACC visited')
    expect(toNotation(text)).toBe('The {1}ACC{/1} visited{2/}')
  })

  test('any text comes back as it was, braces and all', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fromNotation(toNotation(text))).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  test('a number that no code can have is text', () => {
    expect(marksOf(seg(`{0} {${highestCodeId + 1}}`))).toEqual([])
  })
})

describe('comparing codes', () => {
  test('the order of codes is free', () => {
    expect(compareCodes(seg('{1}a{/1} {2/}'), seg('{2/} {1}ក{/1}'))).toEqual({
      missing: [],
      extra: [],
      misnested: [],
    })
  })

  test('a missing and a doubled code are told apart', () => {
    const difference = compareCodes(seg('{1}a{/1} {2/}'), seg('{1}ក{/1}{1}ខ{/1}'))
    expect(difference.missing.map((m) => m.id)).toEqual([2])
    expect(difference.extra.map((m) => `${m.part} ${m.id}`)).toEqual(['open 1', 'close 1'])
  })

  test('crossing pairs are misnested, nested pairs are not', () => {
    const source = seg('{1}a{/1} {2}b{/2}')
    expect(compareCodes(source, seg('{1}a{2}b{/1}{/2}')).misnested).not.toEqual([])
    expect(compareCodes(source, seg('{1}a{2}b{/2}{/1}')).misnested).toEqual([])
  })

  test('half a pair that ends in another sentence cannot be misnested', () => {
    expect(compareCodes(seg('a {1}b'), seg('{1}ក')).misnested).toEqual([])
  })
})

test('private-use characters of foreign text never become codes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(marksOf(withoutPrivateUse(text))).toEqual([])
    }),
  )
})
