import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import { writeXliff } from '../../server/formats/xliff/create.ts'
import { readBack } from '../../server/formats/xliff/read-back.ts'
import { fc } from '../helpers/properties.ts'
import { block, code, hostilePublication, publication, sentence } from '../helpers/publication.ts'

const versions = ['1.2', '2.0', '2.1', '2.2'] as const
const codes = [
  code(1, 'bold', { display: 'b' }),
  code(2, 'link', { display: 'a' }),
  code(3, 'break', { display: 'br' }),
]
const example = publication({
  fileName: 'a & "b" <c>.html',
  blocks: [
    block({
      ordinal: 1,
      codes,
      segments: [
        sentence(1, '{1}A{/1} & {3/}b.', '{1}ក{/1} &amp; {3/}ខ ', { state: 'reviewed' }),
        sentence(2, '{2}C.', '{2}គ', { state: 'translated' }),
        sentence(3, 'D{/2}.', '', { state: 'initial' }),
      ],
    }),
    block({ ordinal: 2, treatment: 'keep', segments: [sentence(4, 'Kept.', '')] }),
    block({ ordinal: 3, treatment: 'drop', segments: [sentence(5, 'Dropped.', 'x')] }),
  ],
})

function elementsOf(xml: string): readonly { name: string; attributes: Record<string, string> }[] {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }))
  parser.write(xml).close()
  return elements
}

test('XLIFF 2.0 has a unit with state, names and codes for each segment', () => {
  const elements = elementsOf(writeXliff(example, '2.0'))

  expect(
    elements.filter(({ name }) => name === 'xliff' || name === 'file').map(({ attributes }) => attributes),
  ).toEqual([
    { xmlns: 'urn:oasis:names:tc:xliff:document:2.0', version: '2.0', srcLang: 'en', trgLang: 'km' },
    { id: 'f1', original: 'a & "b" <c>.html' },
  ])
  expect(elements.filter(({ name }) => name === 'unit').map(({ attributes }) => attributes)).toEqual([
    { id: 's0001', name: 'id-1', 'xml:space': 'preserve' },
    { id: 's0002', name: 'id-2', 'xml:space': 'preserve' },
    { id: 's0003', name: 'id-3', 'xml:space': 'preserve' },
    { id: 's0004', name: 'id-4', translate: 'no', 'xml:space': 'preserve' },
  ])
  expect(elements.filter(({ name }) => name === 'segment').map(({ attributes }) => attributes.state)).toEqual(
    ['reviewed', 'translated', 'initial', 'initial'],
  )
  expect(
    elements.filter(({ name }) => ['pc', 'ph', 'sc', 'ec'].includes(name)).map(({ name }) => name),
  ).toEqual(['pc', 'ph', 'pc', 'ph', 'sc', 'sc', 'ec'])
})

test('XLIFF 1.2 has a unit with state, approval and codes for each segment', () => {
  const elements = elementsOf(writeXliff(example, '1.2'))

  expect(elements.find(({ name }) => name === 'file')?.attributes).toEqual({
    original: 'a & "b" <c>.html',
    datatype: 'html',
    'source-language': 'en',
    'target-language': 'km',
  })
  expect(
    elements.filter(({ name }) => name === 'trans-unit').map(({ attributes }) => attributes.approved),
  ).toEqual(['yes', 'no', undefined, undefined])
  expect(elements.filter(({ name }) => name === 'target').map(({ attributes }) => attributes.state)).toEqual([
    'signed-off',
    'translated',
  ])
  expect(elements.find(({ name }) => name === 'g')?.attributes).toMatchObject({ id: '1', ctype: 'bold' })
})

describe.each(versions)('XLIFF %s', (version) => {
  test('keeps texts to the character', () => {
    const [first, second] = readBack(writeXliff(example, version))

    expect(first?.target).toBe(example.blocks[0]?.segments[0]?.target)
    expect(second?.source).toBe(example.blocks[0]?.segments[1]?.source)
  })

  test('of any publication is well-formed, has only our elements and reads back', () => {
    const allowed = 'xliff file body group trans-unit unit segment source target g x bx ex pc ph sc ec'.split(
      ' ',
    )
    fc.assert(
      fc.property(hostilePublication, (hostile) => {
        const xml = writeXliff(hostile, version)
        for (const { name } of elementsOf(xml)) expect(allowed).toContain(name)
        const shown = hostile.blocks
          .filter(({ treatment }) => treatment !== 'drop')
          .flatMap(({ segments }) => segments)
        expect(readBack(xml)).toHaveLength(shown.length)
      }),
      { numRuns: 500 },
    )
  })
})
