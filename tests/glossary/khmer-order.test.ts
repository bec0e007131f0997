import { khnormal } from 'khmer-normalizer'
import { describe, expect, test } from 'vitest'

import { khmerDisorder, khmerKey } from '#glossary/khmer-order.ts'
import { matchKey } from '#glossary/matchkey.ts'

import { fc } from '../helpers/properties.ts'

const ordered = (text: string) => khmerDisorder(text).map((found) => found.ordered)

describe('the order of Khmer signs', () => {
  test('a subscript stands before the vowel, and ro after another subscript', () => {
    expect(ordered('មា្នក់ ស្រ្តី')).toEqual(['ម្នា', 'ស្ត្រី'])
    expect(ordered('ម្នាក់ ស្ត្រី ខ្មែរ')).toEqual([])
  })

  test('subscript da stays da, and is no disorder', () => {
    expect(ordered('ប្ដូរ ប្តូរ')).toEqual([])
    expect(ordered('បា្ដ')).toEqual(['ប្ដា'])
  })

  test('a vowel of two pieces is one', () => {
    expect(ordered('កេី កេា')).toEqual(['កើ', 'កោ'])
  })

  test('characters outside of the plane of Khmer do not move the places', () => {
    expect(khmerDisorder('😀មា្ន')).toEqual([{ start: 2, end: 6, ordered: 'ម្នា', shifterOnly: false }])
  })

  test('a syllable that is taken as it is would be left alone by the normaliser', () => {
    const range = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, n) => String.fromCharCode(from + n))
    const bases = [...range(0x1780, 0x17a2), ...range(0x17a5, 0x17b3)]
    const below = ['', ...bases.map((base) => `\u17D2${base}`)]
    const vowels = ['', ...range(0x17b6, 0x17c5)]
    const ends = ['', '\u17C6', '\u17C7', '\u17C8']
    const syllables = ['ក', 'រ'].flatMap((base) =>
      below.flatMap((letter) => vowels.flatMap((vowel) => ends.map((end) => base + letter + vowel + end))),
    )
    expect(syllables.filter((syllable) => khmerKey(syllable) !== khnormal(syllable))).toEqual([])
  })

  test('what was put in order is in order', () => {
    const khmer = fc.string({ unit: fc.constantFrom(...'កមរបស្ាិីុូេែោំះ់៉៊\u200C\u200D'), maxLength: 24 })
    fc.assert(fc.property(khmer, (text) => khmerKey(khmerKey(text)) === khmerKey(text)))
    fc.assert(fc.property(khmer, (text) => matchKey(matchKey(text)) === matchKey(text)))
  })
})

test('spellings of Khmer that read the same are found by each other', () => {
  expect(matchKey('ស្រ្តី')).toBe(matchKey('ស្ត្រី'))
  expect(matchKey('ប្ដូរ')).toBe(matchKey('ប្តូរ'))
})
