import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { icuSyntax } from '../../server/formats/icu-message.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'

const syntaxOf = (text: string) => icuSyntax(text).map(({ start, end }) => text.slice(start, end))

describe('the syntax of a message', () => {
  test.each([
    [
      '{n, plural, =0 {No files} one {# file} other {# files}}',
      ['{n, plural, =0 {', '} one {', '#', '} other {', '#', '}}'],
    ],
    ['{g, select, male {He} other {They}} left.', ['{g, select, male {', '} other {', '}}']],
    ['{n, plural, other {# in {folder}}}', ['{n, plural, other {', '#', '}}']],
    [
      '{a, select, x {{n, plural, other {#}}} other {#}}',
      ['{a, select, x {', '{n, plural, other {', '#', '}}', '} other {', '}}'],
    ],
    ['On {day, date, short} at {hour, time}.', ['{day, date, short}', '{hour, time}']],
    [
      '{n, selectordinal, offset:1 one {#st} other {#th}}',
      ['{n, selectordinal, offset:1 one {', '#', '} other {', '#', '}}'],
    ],
    ['Hello {name}, see {{link}} #1.', []],
    ['{n, plural, one {# file}', []],
    ['{n, plural, }', []],
    ['A } and { B', []],
  ])('%s', (text, expected) => {
    expect(syntaxOf(text)).toEqual(expected)
  })
})

test('a JSON file of messages keeps their syntax, whatever the translation says', () => {
  const json =
    '\uFEFF{\r\n  "count": "{n, plural, =0 {No files. None.} one {# <b>file</b> in {folder}} other {# files}} left.",\r\n  "keys": "{n, plural, one {#} other {#}}",\r\n  "list": [["One", {"a": "Two {{name}}"}]]\r\n}\r\n'
  const bytes = Buffer.from(json)
  const opened = openDocument(bytes, 'en.json')

  expect(opened.document.blocks.map((block) => toNotation(wordsOf(block)))).toEqual([
    '{1/}No files. None.{2/}{3/} {4}file{/4} in {5/}{6/}{7/} files{8/} left.',
    'One',
    'Two {1/}',
  ])
  expect(opened.document.blocks[0]?.segments).toHaveLength(1)
  expect(roundTrip(bytes, opened).identical).toBe(true)
  const targets = targetsOf(opened.document.blocks, ({ source }) => pseudoText(source))
  const after = Buffer.from(opened.merge(targets, { locale: 'th' }))
  expect(openDocument(after, 'en.json').document.blocks.map(wordsOf)).toEqual(
    [...targets.values()].map(({ text }) => text),
  )
  expect(after.toString()).toContain('{n, plural, =0 {Ñö')
})

test.each(['{n, plural, ', '{a, select, x {', '}', '{', '#{', '{n, plural, one {#} '])(
  '20,000 characters of %s are read without delay',
  (piece) => {
    expect(icuSyntax(piece.repeat(20_000 / piece.length))).toEqual([])
  },
)
