import { describe, expect, test } from 'vitest'

import { seg } from '../helpers/notation.ts'
import { bordersOf, likelyBorder } from '../../web/editor/borders.ts'

const cuts = (source: string) => bordersOf(source, 'en').map((at) => source.slice(at))

describe('a sentence', () => {
  test('is cut between words only, with words on either side', () => {
    expect(cuts('“It rained – a lot.”')).toEqual(['rained – a lot.”', '– a lot.”', 'a lot.”', 'lot.”'])
    expect(cuts('Rain.')).toEqual([])
    expect(cuts('')).toEqual([])
  })

  test('keeps the mark of a code with the words behind it', () => {
    const source = seg('It {1}rained{/1} here')
    expect(bordersOf(source, 'en')).toEqual([3, 'It rained '.length + 2])
  })

  test('is cut after a clause first, or after what was selected', () => {
    const source = 'It rained all day long; nobody came to the market on Monday.'
    const borders = bordersOf(source, 'en')
    expect(source.slice(likelyBorder(source, borders, ''))).toBe('nobody came to the market on Monday.')
    expect(source.slice(likelyBorder(source, borders, 'rained all'))).toBe(
      'day long; nobody came to the market on Monday.',
    )
  })
})
