import { describe, expect, test } from 'vitest'

import { mappedKey, matchKey, originalRange } from '#glossary/matchkey.ts'

import { fc } from '../helpers/properties.ts'

describe('spellings that read the same have the same key', () => {
  test.each([
    ['Thai sara am typed in two parts', 'นํ้า', 'น้ำ'],
    ['Thai sara am with the tone first', 'น\u0E49\u0E4D\u0E32', 'น้ำ'],
    ['Thai sara ae typed as two sara e', 'เเละ', 'และ'],
    ['Lao sara am typed in two parts', 'ນ\u0ECD\u0EC9\u0EB2', 'ນ້ຳ'],
    ['Lao ligature', 'ຫນັງສື', 'ໜັງສື'],
    ['Lao ligature over a zero-width space', 'ຫ\u200Bມາຍ', 'ໝາຍ'],
    ['Vietnamese decomposed', 'Tiê\u0301ng Viê\u0323t', 'tiếng việt'],
    ['a mark after a zero-width joiner', 'e\u200D\u0301', 'É'],
    ['Khmer digits', '២០២៤', '2024'],
    ['Thai digits', '๒๕๖๗', '2567'],
    ['Lao digits', '໒໐໒໔', '2024'],
    ['Khmer words with and without zero-width spaces', 'កិច្ច\u200Bប្រជុំ', 'កិច្ចប្រជុំ'],
    ['Greek final sigma', 'ΟΔΟΣ', 'οδοσ'],
  ])('%s', (_, one, other) => {
    expect(matchKey(one)).toBe(matchKey(other))
  })
})

test('letters that read differently keep different keys', () => {
  expect(matchKey('ขาว')).not.toBe(matchKey('ข้าว'))
  expect(matchKey('hòa')).not.toBe(matchKey('hoa'))
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...'เแ\u0E4D\u0E49\u0E32\u0E33ຫນມເ\u0ECD\u0EC9\u0EB2\u200Bក\u17D2aÉ\u0301Σ\u1100\u1161İ',
    ),
  }),
)

test('the key of a key is the key', () => {
  fc.assert(fc.property(texts, (text) => matchKey(matchKey(text)) === matchKey(text)))
})

test('a text that needs no composing has the key that composing gives', () => {
  const letters = 'aÉệư“ßſ…กุู่้ำเแ\u0E3A\u0E4D\u0E4Eກຸູ່້ໍຫນໜຳເ\u0EBA\u0EBCកា្ដតំ់៉៊ៈ។\u17DD0๑\u0300\u0323 İȘ\u00AD'
  const written = fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 })
  fc.assert(
    // Something invisible has to be taken out, so it sends the text the long way.
    fc.property(written, (text) => matchKey(text) === matchKey(`${text}\u2060`)),
    { numRuns: 2000 },
  )
  const heap = `ก${'\u0E31'.repeat(60)}`
  expect(matchKey(heap)).toBe(matchKey(`${heap}\u2060`))
})

test('the mapped key is the key, and its whole range is the whole text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const mapped = mappedKey(text)
      expect(mapped.key).toBe(matchKey(text))
      expect(mapped.offsets).toHaveLength(mapped.key.length + 1)
      expect(mapped.offsets.at(-1)).toBe(text.length)
      expect([...mapped.offsets].sort((a, b) => a - b)).toEqual(mapped.offsets)
    }),
  )
})

test('signs of two scripts make no cluster together', () => {
  for (const text of ['เເເ', 'ເเเ', 'ຫເເ']) expect(mappedKey(text).key).toBe(matchKey(text))
})

test('a range of the key is given back in the original', () => {
  const text = 'ดื่มนํ้าเย็น'
  const mapped = mappedKey(text)
  const at = mapped.key.indexOf(matchKey('น้ำ'))
  const range = originalRange(mapped, at, at + matchKey('น้ำ').length)
  expect(text.slice(range.start, range.end)).toBe('นํ้า')
})
