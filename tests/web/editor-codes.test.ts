import { describe, expect, test } from 'vitest'

import { mark, toNotation, type Code } from '#domain/inline.ts'

import {
  admitMarks,
  chipLabel,
  mapMarks,
  missingCodes,
  orphanedMarks,
  partsOf,
  placeCode,
} from '../../web/editor/codes.ts'
import { seg } from '../helpers/notation.ts'
import { fc } from '../helpers/properties.ts'

const bold: Code = {
  id: 1,
  kind: 'pair',
  type: 'bold',
  raw: '<b>',
  rawClose: '</b>',
  display: 'b',
  deletable: false,
}
const rule: Code = { id: 2, kind: 'single', type: 'break', raw: '<br>', display: 'br', deletable: true }

/** Inserts what a placement says, as the field does. */
function placed(text: string, { insertions }: ReturnType<typeof placeCode>): string {
  return [...insertions]
    .reverse()
    .reduce((done, { at, text: added }) => done.slice(0, at) + added + done.slice(at), text)
}

describe('missing codes', () => {
  test('a pair is one code to place, in the order of the source', () => {
    const missing = missingCodes(seg('{2/}The {1}ACC{/1}'), '')
    expect(missing.map(({ id, marks }) => [id, marks.map((m) => m.part)])).toEqual([
      [2, ['single']],
      [1, ['open', 'close']],
    ])
  })

  test('a pair with one end in the sentence is placed as one mark', () => {
    const [missing] = missingCodes(seg('visited{/1} the centre'), 'x')
    expect(missing?.marks.map((m) => m.part)).toEqual(['close'])
  })

  test('a pair is placed around the selected words', () => {
    const [missing] = missingCodes(seg('The {1}ACC{/1} visited'), 'ACC เยือน')
    expect(toNotation(placed('ACC เยือน', placeCode(missing!, 0, 3)))).toBe('{1}ACC{/1} เยือน') // there is one
  })

  test('without a selection the caret waits inside the empty pair', () => {
    const [missing] = missingCodes(seg('{1}ACC{/1}'), '')
    expect(placeCode(missing!, 0, 0)).toMatchObject({ anchor: 1, head: 1 }) // there is one
  })
})

describe('pairs stay together', () => {
  test('when one end is deleted, the other is found', () => {
    const before = seg('a {1}b{/1} c')
    expect(orphanedMarks(before, before.replace(mark(1, 'open'), ''))).toEqual([3])
  })

  test('a mark that never had a partner is left alone', () => {
    expect(orphanedMarks(seg('a{/1} b {2/}'), seg('a{/1} b'))).toEqual([])
  })

  test('deleting any stretch leaves either both ends of a pair or none, once the orphans are gone', () => {
    const text = seg('w{1}x{2/}y{3}z{/3}{/1}v')
    const positions = fc.nat({ max: text.length })
    fc.assert(
      fc.property(positions, positions, (one, other) => {
        const after = text.slice(0, Math.min(one, other)) + text.slice(Math.max(one, other))
        const orphans = new Set(orphanedMarks(text, after))
        const left = [...after].filter((_, at) => !orphans.has(at)).join('')
        for (const id of [1, 3])
          expect(left.includes(mark(id, 'open'))).toBe(left.includes(mark(id, 'close')))
      }),
    )
  })
})

describe('what may enter by paste', () => {
  const source = seg('The {1}ACC{/1} visited{2/}')

  test('codes that are missing come back', () => {
    expect(toNotation(admitMarks(seg('{1}ACC{/1}'), source, 'ไป'))).toBe('{1}ACC{/1}')
  })

  test('codes that are there already do not come twice', () => {
    expect(toNotation(admitMarks(seg('{1}ACC{/1}{2/}'), source, seg('{1}x{/1}')))).toBe('ACC{2/}')
  })

  test('half a pair, foreign codes and private characters stay outside', () => {
    expect(admitMarks(`${seg('{1}ACC{7/}')}\uF8FF`, source, '')).toBe('ACC')
  })

  test('the same mark twice enters once', () => {
    expect(toNotation(admitMarks(seg('{2/}a{2/}'), source, ''))).toBe('{2/}a')
  })

  test('codes of another segment become the codes that mean the same here', () => {
    const here = [{ ...bold, id: 5 }]
    expect(toNotation(mapMarks(seg('{1}x{/1}{2/}'), [bold, rule], here))).toBe('{5}x{/5}')
  })
})

test('a chip names its side, number and code', () => {
  expect([chipLabel('open', 1, bold), chipLabel('close', 1, bold), chipLabel('single', 2, rule)]).toEqual([
    '▸1 b',
    '1◂',
    '2 br',
  ])
})

test('the parts of a text put together are the text', () => {
  const text = seg('{1}ក{/1}ខ{2/}')
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
