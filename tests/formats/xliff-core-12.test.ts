// The rules of XLIFF 1.2: one file with all of its elements that keeps them, and one fault at a time in it.

import { expect, test } from 'vitest'

import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { testFaults, validFile, type Fault } from '../helpers/xliff-faults.ts'

const valid = validFile('core-1.2.xlf')

test('a file that keeps the rules is valid', () => {
  expect(validateXliff(Buffer.from(valid)).findings).toEqual([])
})

const native = '<bpt id="7">[b]</bpt>b<ept id="7">[/b]</ept>'
const marks =
  '</source><seg-source><mrk mtype="seg" mid="1">s</mrk></seg-source><target><mrk mtype="seg" mid="1">t</mrk></target>'

test('native codes and marks that find each other are valid', () => {
  const more = valid.replace('<source>s</source>', `<source>s ${native}${marks}`)

  expect(more).not.toBe(valid)
  expect(validateXliff(Buffer.from(more)).findings).toEqual([])
})

test.each([
  ['codes in another order', `<source>s <ept id="7">[/b]</ept>b<bpt id="7">[b]</bpt></source>`],
  [
    'codes whose pairs have names of their own',
    '<source><bpt id="1" rid="a"/>b<ept id="2" rid="a"/></source>',
  ],
  [
    'marks without a mid',
    `<source>s${marks.replace('mtype="seg" mid="1">s', 'mtype="seg">s')}`.replace('mid="1"', ''),
  ],
  ['no language', '<source xml:lang="">s</source>'],
  ['spaces around a value', '<source xml:lang=" en ">s</source>'],
  [
    'a phase of an alternative',
    '<source>s</source><alt-trans phase-name="old"><target>t</target></alt-trans>',
  ],
])('what no schema forbids is valid: %s', (_, source) => {
  const other = valid.replace('<source>s</source>', source)
  expect(other).not.toBe(valid)
  expect(validateXliff(Buffer.from(other)).findings).toEqual([])
})

test('the versions before 1.2 leave values open', () => {
  const old = (version: string) =>
    `<xliff version="${version}"><file original="a" source-language="en" datatype="plaintext" date="yesterday"><body><trans-unit id="1"><source>s</source><target state="Done">t</target></trans-unit></body></file></xliff>`
  expect(validateXliff(Buffer.from(old('1.0'))).findings).toEqual([])
  expect(validateXliff(Buffer.from(old('1.2'))).findings).toHaveLength(2)
})

test('a text full of codes that end nothing is judged at once', () => {
  const codes = Array.from({ length: 20_000 }, (_, n) => `<bpt id="${n % 7}" rid="b${n}"/>`).join('')
  const more = valid.replace('<source>s</source>', `<source>${codes}<ept id="x"/></source>`)
  expect(validateXliff(Buffer.from(more)).valid).toBe(false)
})

const faults: readonly Fault[] = [
  ['structure/value', 'state="final"', 'state="done"'],
  ['structure/value', 'state-qualifier="exact-match"', 'state-qualifier="great"'],
  ['structure/value', 'approved="yes"', 'approved="maybe"'],
  ['structure/value', 'source-language="en-US"', 'source-language="American English"'],
  ['structure/value', 'target-language="th"', 'target-language="th_TH"'],
  ['structure/value', 'date="2007-01-01T10:00:00Z" category', 'date="yesterday" category'],
  ['structure/value', 'date="2007-01-01T10:00:00Z" category', 'date="2007-13-01T10:00:00Z" category'],
  ['structure/value', 'priority="1"', 'priority="high"'],
  ['structure/value', 'size-unit="char"', 'size-unit="cubit"'],
  ['structure/value', 'clone="no"', 'clone="never"'],
  ['structure/value', 'assoc="preceding"', 'assoc="near"'],
  ['structure/value', 'xml:space="default"', 'xml:space="keep"'],
  ['core/id-unique', '<trans-unit id="2">', '<trans-unit id="1">'],
  ['core/id-unique', '<bin-unit id="b"', '<bin-unit id="1"'],
  ['core/reference', '<phase phase-name="edit"', '<phase phase-name="other"'],
  ['core/reference', '<tool tool-id="t1"', '<tool tool-id="t2"'],
  [
    'core/code-pair',
    '<source>s</source>',
    `<source>s ${native.replace('<ept id="7">[/b]</ept>', '')}</source>`,
  ],
  [
    'core/code-pair',
    '<source>s</source>',
    `<source>s ${native.replace('<bpt id="7">', '<bpt id="8">')}</source>`,
  ],
  ['core/mark', '<source>s</source>', `<source>s${marks.replace('mid="1">t', 'mid="2">t')}`],
  [
    'core/mark',
    '<source>s</source>',
    `<source>s${marks.replace('</seg-source>', '<mrk mtype="seg" mid="1">u</mrk></seg-source>')}`,
  ],
]

testFaults(valid, faults)
