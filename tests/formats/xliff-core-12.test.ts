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
  [
    'structure/attribute-missing',
    '<source>s</source>',
    `<source>s${marks.replace('mtype="seg" mid="1">s', 'mtype="seg">s')}`,
  ],
]

testFaults(valid, faults)
