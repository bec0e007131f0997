import { describe, expect, test } from 'vitest'

import type { SourceBlock } from '#domain/article.ts'
import { mark } from '#domain/inline.ts'
import { applyLayers } from '#domain/source-update/layers.ts'
import {
  homeOf,
  isRestored,
  layersWith,
  restoringLayers,
  withoutRestored,
} from '#domain/source-update/restored.ts'
import { borderBetween, type SourceLayer } from '#domain/source-update/source-layer.ts'

/** A paragraph of sentences with a space between two of them. */
const paragraph = (...sentences: readonly string[]): SourceBlock => ({
  ...{ role: 'body', level: null, codes: [], start: 0, end: 0 },
  segments: sentences.map((source, index) => ({ source, after: index < sentences.length - 1 ? ' ' : '' })),
})

const putBack = (inserted: string, before: string, after: string): SourceLayer => ({
  kind: 'insert',
  ...borderBetween(before, after),
  inserted,
})

const text = ({ segments }: SourceBlock): string =>
  segments.map(({ source, after }) => source + after).join('')
const read = (blocks: readonly SourceBlock[], ...layers: readonly SourceLayer[]): readonly string[] =>
  applyLayers(blocks, layers).map(text)

describe('a sentence that is put back', () => {
  const layer = putBack('It snowed.', 'It rained.', 'It was cold.')

  test('stands between the words it names, as a sentence of its own', () => {
    const [block] = applyLayers([paragraph('It rained.', 'It was cold.')], [layer])
    expect(block?.segments).toEqual([
      { source: 'It rained.', after: ' ' },
      { source: 'It snowed.', after: ' ', uncorrected: '' },
      { source: 'It was cold.', after: '' },
    ])
  })

  test('is found again when more was written around it, and where one side is left', () => {
    expect(read([paragraph('New.'), paragraph('Then.', 'It rained.', 'It was cold.')], layer)).toEqual([
      'New.',
      'Then. It rained. It snowed. It was cold.',
    ])
    expect(read([paragraph('It rained.', 'All came.')], layer)).toEqual(['It rained. It snowed. All came.'])
    expect(read([paragraph('All came.', 'It was cold.')], layer)).toEqual([
      'All came. It snowed. It was cold.',
    ])
    expect(read([paragraph('It rained.')], layer)).toEqual(['It rained. It snowed.'])
    expect(read([paragraph('It was cold.')], layer)).toEqual(['It snowed. It was cold.'])
  })

  test('is left out when the words around it are gone, and where they are in several places', () => {
    expect(read([paragraph('Nobody came.')], layer)).toEqual(['Nobody came.'])
    const twice = [paragraph('It rained.', 'One.'), paragraph('It rained.', 'Two.')]
    expect(read(twice, layer)).toEqual(['It rained. One.', 'It rained. Two.'])
    const last = putBack('It snowed.', 'It rained.', '')
    expect(read(twice, last)).toEqual(['It rained. One.', 'It rained. Two.'])
    expect(read([paragraph('It rained.', 'One.'), paragraph('It rained.')], last)).toEqual([
      'It rained. One.',
      'It rained. It snowed.',
    ])
    const joined = [paragraph('It rained. It was cold.')]
    expect(read(joined, layer)).toEqual(joined.map(text))
  })

  test('is not there twice when the file has it again', () => {
    for (const again of [
      paragraph('It rained.', 'It snowed.', 'It was cold.'),
      paragraph('It rained.', 'It was cold.', 'It snowed.'),
      paragraph('It rained. It snowed.', 'It was cold.'),
    ])
      expect(read([again], layer)).toEqual([text(again)])
  })

  test('may be another one with the same words in another paragraph', () => {
    const same = [paragraph('It rained.', 'It was cold.'), paragraph('It rained.', 'It was cold.')]
    expect(read(same, layer)).toEqual(['It rained. It snowed. It was cold.', 'It rained. It was cold.'])
    expect(read(same, layer, layer)).toEqual(same.map(() => 'It rained. It snowed. It was cold.'))
    const other = [paragraph('It snowed.'), paragraph('It rained.', 'It was cold.')]
    expect(read(other, layer)).toEqual(['It snowed.', 'It rained. It snowed. It was cold.'])
  })

  test('is found by the words of the file where those around it were corrected or cut', () => {
    const block = paragraph('It reined.', 'It was cold; all left.')
    const layers: SourceLayer[] = [
      { kind: 'correction', before: 'It reined.', after: 'It rained.' },
      { kind: 'split', ...borderBetween('It was cold;', 'all left.') },
      putBack('It snowed.', 'It reined. It was cold;', 'all left.'),
    ]
    expect(read([block], ...layers)).toEqual(['It rained. It was cold; It snowed. all left.'])
  })

  test('is gone without a trace from what the file has', () => {
    for (const block of [
      paragraph('It rained.', 'It was cold.'),
      paragraph('It rained.'),
      paragraph('It was cold.'),
    ]) {
      const [now] = applyLayers([block], [layer, putBack('It hailed.', 'It rained.', 'It was cold.')])
      expect(now?.segments.filter(isRestored)).toHaveLength(2)
      expect(withoutRestored(now?.segments ?? [])).toEqual(block.segments)
    }
  })
})

describe('several sentences between the same words', () => {
  const file = [paragraph('A first one.', 'Z last one.')]
  const named = (block: SourceBlock | undefined) =>
    (block?.segments ?? []).map((one) => ({ ...one, id: one.source }))

  /** Puts sentences back one after the other; they stood in the order of the alphabet. */
  const restored = (...sentences: readonly string[]) =>
    sentences.reduce<readonly SourceLayer[]>((layers, one) => {
      const block = named(applyLayers(file, layers)[0])
      const index = block.findIndex(({ source }) => source > one)
      return layersWith(layers, one, block, index)
    }, [])

  test.each([
    ['M1.', 'M2.', 'M3.'],
    ['M3.', 'M2.', 'M1.'],
    ['M2.', 'M1.', 'M3.'],
    ['M2.', 'M3.', 'M1.'],
  ])('stand in their order, whichever came back first (%s %s %s)', (...order) => {
    expect(read(file, ...restored(...order))).toEqual(['A first one. M1. M2. M3. Z last one.'])
  })

  test('are told apart, so that one of them is removed again', () => {
    const layers = restored('M1.', 'M2.')
    const gone = restoringLayers(layers, named(applyLayers(file, layers)[0])).get('M1.')
    const left = layers.filter((one) => one !== gone)
    expect(read(file, ...left)).toEqual(['A first one. M2. Z last one.'])
  })
})

describe('the place of a removed sentence', () => {
  const neighbour = (id: string, block = 1, isTranslated = true) =>
    [id, { id, block, isTranslated, source: `Sentence ${id}.`, uncorrected: null }] as const
  const removed = { id: 's', source: 'It snowed.', neighbours: ['a', 'b', 's', 'c', 'd'] }

  test('is beside the nearest sentence that is left', () => {
    const beside = (...ids: readonly string[]) => {
      const home = homeOf(removed, new Map(ids.map((id) => neighbour(id))))
      return typeof home === 'string' ? home : `${home.side} ${home.beside.id}`
    }
    expect(beside('a', 'b', 'c')).toBe('behind b')
    expect(beside('a', 'c', 'd')).toBe('before c')
    expect(beside('a', 'd')).toBe('behind a')
    expect(beside('d')).toBe('before d')
    expect(beside()).toBe('reason.paragraph-gone')
  })

  test('is refused where something would be lost, not be translated, or be there twice', () => {
    const left = new Map([neighbour('b')])
    const coded = { ...removed, source: `It ${mark(1, 'open')}snowed${mark(1, 'close')}.` }
    expect(homeOf(coded, left)).toBe('reason.sentence-has-codes')
    expect(homeOf({ ...removed, neighbours: [] }, left)).toBe('reason.paragraph-gone')
    expect(homeOf(removed, new Map([neighbour('b', 1, false)]))).toBe('reason.block-not-translated')
    expect(homeOf(removed, new Map([neighbour('s')]))).toBe('reason.block-not-translated')
    const joined = {
      id: 'b',
      block: 1,
      isTranslated: true,
      source: 'It rained. It snowed.',
      uncorrected: null,
    }
    expect(homeOf(removed, new Map([['b', joined]]))).toBe('reason.stands-there')
  })
})
