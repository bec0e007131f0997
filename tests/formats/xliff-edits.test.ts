import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { fromNotation, toNotation } from '#domain/inline.ts'

import { XliffError } from '../../server/formats/xliff/error.ts'
import type { XliffEdit } from '../../server/formats/xliff/judge.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { openXliff } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/xliff/${name}`, import.meta.url)))
const merged = (bytes: Uint8Array, edits: readonly XliffEdit[], to?: string) =>
  Buffer.concat([...mergeXliff(openXliff(bytes), edits, to ? { targetLanguage: to } : {})])
const refusals = (name: string, ...edits: readonly XliffEdit[]) =>
  planMerge(openXliff(fixture(`valid/${name}`)), edits).refusals.map(
    ({ code, segment }) => `${code} ${segment}`,
  )
const at = (unit: number | string, segment = 0) => ({ file: 0, unit, segment })
const notations = (name: string) =>
  openXliff(fixture(`valid/${name}`)).units.map((unit, _, all) => {
    const document = openXliff(fixture(`valid/${name}`))
    const read = readUnit(document, document.units[all.indexOf(unit)] ?? unit)
    return read.segments.map(({ source }) => toNotation(source))
  })

test('inline elements of 2.0 are codes of the whole unit, and words in annotations are words', () => {
  expect(notations('core-2.0.xlf')).toEqual([
    ['A {1}b{/1}{2/}', '{3}c {4}ACC{/4}', 'd{/3} {5/} {6/}'],
    ['No'],
    ['Yes'],
  ])
})

test('inline elements of 1.2 are codes, native code is no text, and words in it are', () => {
  expect(notations('inline-1.2.xlf')).toEqual([
    ['Press {1/} & {2}hold{/2}.'],
    ['{1/}A{2}B{/2}{3/}'],
    ['See {1}a map{/1} {2/}'],
    ['<p>raw</p> and {1/} sign'],
  ])
})

test('targets and states go where they belong and nothing else changes', () => {
  const bytes = fixture('valid/core-2.0.xlf')
  const out = merged(bytes, [
    { ...at('u1', 0), state: 'reviewed' },
    { ...at('u1', 1), target: fromNotation('{3}ค {4}ACC{/4}'), state: 'translated' },
    { ...at('u1', 2), target: fromNotation('{5/}ง{/3}{6/}') },
    { ...at('2'), target: 'បាទ <ok>' },
  ]).toString()

  expect(out).toBe(
    bytes
      .toString()
      .replace('<segment id="s1" state="translated" subState="x:y">', '<segment id="s1" state="reviewed">')
      .replace('<segment id="s2">', '<segment id="s2" state="translated">')
      .replace(
        'ACC</mrk></source>',
        '$&<target><sc id="3"/>ค <mrk id="m1" type="term" translate="yes">ACC</mrk></target>',
      )
      .replace(
        '<target order="4"/>',
        '<target order="4"><mrk id="m2" translate="no">kept</mrk>ง<ec startRef="3"/><cp hex="0001"/></target>',
      )
      .replace('<source>Yes</source>', '$&<target>បាទ &lt;ok&gt;</target>'),
  )
})

test('a segmented unit of 1.2 gets its marks, its state and its approval', () => {
  const bytes = fixture('valid/segmented-1.2.xlf')
  const out = merged(bytes, [
    { ...at(0, 1), target: fromNotation('{1}สอง{/1}ห้องมี'), state: 'reviewed' },
    { ...at(1, 1), target: 'สอง', state: 'translated' },
  ]).toString()

  expect(out).toBe(
    bytes
      .toString()
      .replace('มี<g id="1" ctype="bold">สอง</g>ห้อง', '<g id="1" ctype="bold">สอง</g>ห้องมี')
      .replace('<target state="translated"><mrk', '<target state="signed-off"><mrk')
      .replace('v:confidence="0.9">', 'v:confidence="0.9" approved="yes">')
      .replace('approved="yes">\n     <source>First', 'approved="no">\n     <source>First')
      .replace(
        'Second.</mrk></seg-source>',
        '$&\n     <target state="translated"><mrk mtype="seg" mid="a"></mrk> <mrk mtype="seg" mid="b">สอง</mrk></target>',
      ),
  )
})

test('the encoding of the file is kept, and what a code page lacks becomes a reference', () => {
  const legacy = merged(fixture('valid/legacy-1.2.xlf'), [{ ...at(0), target: 'Été € ก' }])
  const wide = merged(fixture('valid/utf16-2.0.xlf'), [{ ...at(0), target: 'ຂ່າວ 😀!' }])

  expect(legacy.toString('latin1')).toContain('<target>\xc9t\xe9 \x80 &#xE01;</target>')
  expect(readUnit(openXliff(wide), openXliff(wide).units[0] ?? expect.fail()).segments[0]?.target).toBe(
    'ຂ່າວ 😀!',
  )
  expect(wide.subarray(0, 2)).toEqual(Buffer.from([0xfe, 0xff]))
})

describe('an edit is refused by name', () => {
  test.each<[string, string, XliffEdit, string]>([
    ['of a unit that is not translated', 'core-2.0.xlf', { ...at('10'), target: 'x' }, 'LOCKED 0/1 (10)/0'],
    [
      'of a unit that another tool locked',
      'segmented-1.2.xlf',
      { ...at(3), target: 'x' },
      'LOCKED 0/3 (4)/0',
    ],
    [
      'of a unit called __proto__',
      'segmented-1.2.xlf',
      { ...at('__proto__'), target: 'x' },
      'LOCKED 0/2 (__proto__)/0',
    ],
    [
      'of an id that stands twice',
      '../invalid/repeated-id-1.2.xlf',
      { ...at('1'), target: 'x' },
      'AMBIGUOUS_KEY 0/1/0',
    ],
    [
      'of a unit that is not there',
      'core-2.0.xlf',
      { ...at('constructor'), target: 'x' },
      'UNKNOWN_KEY 0/constructor/0',
    ],
    ['of a segment that is not there', 'core-2.0.xlf', { ...at('u1', 3), target: 'x' }, 'UNKNOWN_KEY 0/u1/3'],
    [
      'with another source',
      'core-2.0.xlf',
      { ...at('2'), target: 'x', source: 'Old' },
      'STALE_SOURCE 0/2 (2)/0',
    ],
    ['that lacks a code', 'core-2.0.xlf', { ...at('u1'), notation: '{1}x{/1}' }, 'TAGS_MISMATCH 0/0 (u1)/0'],
    [
      'with a code too many',
      'core-2.0.xlf',
      { ...at('u1'), notation: '{1}x{/1}{2/}{2/}' },
      'TAGS_MISMATCH 0/0 (u1)/0',
    ],
    [
      'with codes that cross',
      'inline-1.2.xlf',
      { ...at('10'), notation: '{/2}x{2}{1/}' },
      'TAGS_NESTING 0/0 (10)/0',
    ],
    ['with a control character', 'core-2.0.xlf', { ...at('2'), target: 'a\u0000' }, 'CHARACTERS 0/2 (2)/0'],
    ['with half a character', 'core-2.0.xlf', { ...at('2'), target: 'a\ud800' }, 'CHARACTERS 0/2 (2)/0'],
    ['with an unknown state', 'core-2.0.xlf', { ...at('2'), target: 'x', state: 'done' }, 'STATE 0/2 (2)/0'],
    ['that approves nothing', 'core-2.0.xlf', { ...at('2'), state: 'final' }, 'STATE 0/2 (2)/0'],
  ])('%s', (_, name, edit, expected) => {
    expect(refusals(name, edit)).toEqual([expected])
  })

  test('and nothing is written when one of many is', () => {
    const document = openXliff(fixture('valid/core-2.0.xlf'))

    expect(() =>
      mergeXliff(document, [
        { ...at('2'), target: 'x' },
        { ...at('10'), target: 'x' },
      ]),
    ).toThrow(XliffError)
  })

  test('when its segment is edited twice', () => {
    expect(refusals('core-2.0.xlf', { ...at('2'), target: 'x' }, { ...at(2), target: 'y' })).toEqual([
      'DUPLICATE_EDIT 0/2 (2)/0',
    ])
  })
})

test('a first target needs the language of the file, which can be given', () => {
  const bytes = Buffer.from(
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"><file id="f"><unit id="u"><segment><source>a</source></segment></unit></file></xliff>',
  )

  expect(() => merged(bytes, [{ ...at('u'), target: 'b' }])).toThrow(/names no target language/)
  expect(validateXliff(merged(bytes, [{ ...at('u'), target: 'b' }], 'th')).findings).toEqual([])
  expect(merged(bytes, [{ ...at('u'), target: 'b' }], 'th').toString()).toContain(
    'srcLang="en" trgLang="th">',
  )
})

test('in a unit without codes braces mean themselves', () => {
  const out = merged(fixture('valid/core-2.0.xlf'), [{ ...at('2'), notation: '{1} and {{2}}' }])

  expect(out.toString()).toContain('<target>{1} and {{2}}</target>')
})

describe('hostile files are refused with code and place', () => {
  const wrap = (inside: string) =>
    `<xliff version="1.2"><file original="a" source-language="en" datatype="x"><body>${inside}</body></file></xliff>`
  const many = (count: number, piece: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => piece(index)).join('')
  test.each([
    ['entities', fixture('invalid/doctype.xlf'), 'DOCTYPE'],
    ['an unbound prefix', fixture('invalid/unbound-prefix.xlf'), 'NAMESPACE'],
    ['an end that is missing', fixture('invalid/cut.xlf'), 'XML'],
    ['depth', Buffer.from(wrap('<group>'.repeat(100_000))), 'DEPTH'],
    ['attributes', Buffer.from(wrap(`<group ${many(1000, (index) => `a${index}="" `)}/>`)), 'LIMIT'],
    ['bytes that are not UTF-8', Buffer.from([...Buffer.from('<xliff version="1.2">'), 0xff]), 'ENCODING'],
    [
      'half a character in UTF-16',
      Buffer.from('\ufeff<xliff version="1.2">\ud800</xliff>', 'utf16le'),
      'ENCODING',
    ],
    ['a reference to half a character', Buffer.from(wrap('&#xD800;')), 'XML'],
    ['a control character', Buffer.from(wrap('\u0001')), 'XML'],
    ['a name from the prototype as entity', Buffer.from(wrap('&constructor;')), 'XML'],
    [
      'another encoding than declared',
      Buffer.from('<?xml version="1.0" encoding="UTF-16"?><xliff/>'),
      'ENCODING',
    ],
    ['another version', Buffer.from('<xliff version="3.0"/>'), 'VERSION'],
    ['another format', Buffer.from('<html/>'), 'NOT_XLIFF'],
    ['nothing', Buffer.alloc(0), 'XML'],
  ])('%s', (_, bytes, code) => {
    const error = ((): unknown => {
      try {
        return openXliff(bytes)
      } catch (refusal) {
        return refusal
      }
    })()

    expect(error).toBeInstanceOf(XliffError)
    expect(error).toMatchObject({ code, line: 1 })
  })
})

test('our own valid files have no findings, and the invalid ones explain themselves', () => {
  for (const name of [
    'segmented-1.2.xlf',
    'inline-1.2.xlf',
    'modules-2.1.xlf',
    'utf16-2.0.xlf',
    'legacy-1.2.xlf',
  ]) {
    expect(validateXliff(fixture(`valid/${name}`)).findings, name).toEqual([])
  }
  for (const [name, rule] of [
    ['state-without-target.xlf', 'core/state'],
    ['repeated-id-1.2.xlf', 'core/id-unique'],
  ]) {
    expect(validateXliff(fixture(`invalid/${name}`)).findings.map((finding) => finding.rule)).toEqual([rule])
  }
})
