import { describe, expect, test } from 'vitest'

import { targetLocales } from '#locales/locale.ts'

import { piecesOf, wordAround, wordBoundary, wordDifferences } from '../../web/editor/words.ts'
import { seg } from '../helpers/notation.ts'
import { fc } from '../helpers/properties.ts'

const sentences = {
  th: 'คณะผู้แทนเยือนศูนย์อาเซียน',
  id: 'Delegasi mengunjungi Pusat ASEAN',
  lo: 'ຄະນະຜູ້ແທນຢ້ຽມຢາມສູນອາຊຽນ',
  ms: 'Delegasi melawat Pusat ASEAN',
  km: 'គណៈប្រតិភូបានមកទស្សនា',
  vi: 'Đoàn đại biểu thăm Trung tâm',
}

describe.each(targetLocales)('words in %s', (locale) => {
  const text = sentences[locale]

  test('motion to the right and back meets the same number of stops, and never takes the whole sentence', () => {
    const walk = (from: number, direction: -1 | 1): number[] => {
      const next = wordBoundary(text, from, direction, locale)
      return next === from ? [] : [next, ...walk(next, direction)]
    }
    const right = walk(0, 1)
    expect(right.length).toBeGreaterThan(1)
    expect(right.at(-1)).toBe(text.length)
    expect(walk(text.length, -1)).toHaveLength(right.length)
  })

  test('a double click takes one word', () => {
    const { from, to } = wordAround(text, 1, locale)
    expect(from).toBe(0)
    expect(to).toBeLessThan(text.length)
  })

  test('the differences of two texts rebuild both', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (added) => {
        const after = text.slice(0, 4) + added + text.slice(6)
        const found = wordDifferences(text, after, locale)
        const side = (kind: string): string =>
          found
            .filter((one) => one.kind === 'same' || one.kind === kind)
            .map((one) => one.text)
            .join('')
        expect(side('removed')).toBe(text)
        expect(side('added')).toBe(after)
      }),
    )
  })
})

test('a code is a stop of its own', () => {
  const text = seg('ไป{1}เยือน{/1}')
  expect(wordBoundary(text, 0, 1, 'th')).toBe(2)
  expect(wordBoundary(text, 2, 1, 'th')).toBe(3)
  expect(wordBoundary(text, 3, -1, 'th')).toBe(2)
})

test('pieces cover a text without gaps', () => {
  const text = seg('ក {1}ខ{/1}  គ។')
  expect(
    piecesOf(text, 'km')
      .map((piece) => text.slice(piece.start, piece.end))
      .join(''),
  ).toBe(text)
})

test('texts too long for a table are compared as wholes, quickly', () => {
  const [before, after] = ['a ', 'b '].map((word) => word.repeat(3000))
  expect(wordDifferences(before ?? '', after ?? '', 'vi').map((one) => one.kind)).toEqual([
    'removed',
    'added',
    'same',
  ])
})
