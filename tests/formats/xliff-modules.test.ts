// The rules of the modules of XLIFF 2: one file that keeps them all, and one fault at a time in it.

import { expect, test } from 'vitest'

import { openXliff } from '../../server/formats/xliff/read.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { testFaults, validFile, type Fault } from '../helpers/xliff-faults.ts'

const valid = validFile('modules-2.2.xlf')

test('a file with every module is valid, also with the notes and metadata that 2.2 allows before its files', () => {
  expect(validateXliff(Buffer.from(valid)).findings).toEqual([])
})

const faults: readonly Fault[] = [
  ['pgs/variant', 'pgs:switch="plural:boats gender:captain"', 'pgs:switch="plural:boats number:captain"'],
  ['pgs/variant', 'pgs:switch="plural:boats gender:captain"', 'pgs:switch="plural: gender:captain"'],
  ['pgs/variant', 'pgs:switch="plural:boats gender:captain"', 'pgs:switch=""'],
  ['pgs/variant', 'pgs:switch="plural:boats gender:captain"', ''],
  ['pgs/variant', 'pgs:case="1 feminine"', 'pgs:case="1"'],
  ['pgs/variant', 'pgs:case="1 feminine"', 'pgs:case="1 feminine more"'],
  ['pgs/variant', 'pgs:case="1 feminine"', 'pgs:case="single feminine"'],
  ['pgs/variant', 'pgs:case="few,canal"', 'pgs:case="=3,canal"'],
  ['pgs/variant', 'pgs:case="1 feminine"', 'pgs:when="1 feminine"'],
  ['pgs/variant', '<ph id="1"', '<ph id="1" pgs:case="1"'],
  ['pgs/variant', '<file id="f1"', '<file id="f1" pgs:switch="plural:boats"'],
  ['mtc/codes', '<ec startRef="2" />', ''],
  ['mtc/codes', '<em startRef="m" />', ''],
  ['mtc/codes', '<sm id="m" type="term" />', ''],
  ['mtc/codes', '<sc id="2" />in flood<ec startRef="2" />', '<sc id="1" />in flood<ec startRef="1" />'],
  ['mtc/codes', '<sm id="m" type="term" />แม่น้ำ<em startRef="m" />', '<ph id="2" />'],
  ['mtc/codes', 'dataRefStart="d1" dataRefEnd="d2">river', 'dataRefStart="d1">river'],
  ['mtc/match', '<data id="d2">', '<data id="d1">'],
  ['val/rule', 'isPresent="river" occurs="1"', 'startsWith="river" occurs="1"'],
  ['res/item', ' mimeType="image/png"', ''],
  ['ctr/revisions', 'currentVersion="v2"', 'currentVersion="v3"'],
  ['fs/style', 'fs:subFs="src,c:\\\\maps', 'fs:subFs="src,c:\\maps'],
  ['fs/style', 'A map\\, old', 'A map, old'],
  ['fs/style', 'fs:subFs="src,', 'fs:subFs="src'],
  ['slr/place', '<segment id="s1" pgs:case="1 feminine">', '<segment id="s1" slr:sizeRestriction="9">'],
  ['slr/place', '<ph id="1" fs:fs', '<ph id="1" slr:sizeRestriction="9" fs:fs'],
  ['slr/place', '<sm id="m" type="term" />', '<sm id="m" type="term" slr:equivStorage="2" />'],
  ['slr/place', '<unit id="u3">', '<unit id="u3" slr:equivStorage="2">'],
  ['slr/place', '<unit id="u3">', '<unit id="u3" slr:size="2">'],
  ['structure/order', '<notes><note id="n0">For the whole file</note></notes>', '<mda:metadata/><notes/>'],
]

testFaults(valid, faults)

test('what 2.2 allows is no part of 2.1', () => {
  const older = valid.replaceAll(
    'urn:oasis:names:tc:xliff:document:2.2',
    'urn:oasis:names:tc:xliff:document:2.0',
  )

  expect(validateXliff(Buffer.from(older)).findings.map(({ message }) => message)).toEqual([
    '<notes> stands where file is expected',
    '<mda:metadata> stands where file is expected',
    '<notes> may not stand here in <res:resourceItem>',
    '<note> may not have the attribute ref',
  ])
})

test('the namespace of 2.2 takes the older versions too, as its schema does', () => {
  const older = Buffer.from(valid.replace('version="2.2"', 'version="2.1"'))

  expect(validateXliff(older)).toMatchObject({ version: '2.1', findings: [] })
  expect(openXliff(older)).toMatchObject({ version: '2.1', dialect: '2' })
})
