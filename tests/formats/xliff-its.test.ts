// The rules of the ITS module: one file that keeps them all, and one fault at a time in it.

import { expect, test } from 'vitest'

import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { testFaults, validFile, type Fault } from '../helpers/xliff-faults.ts'

const valid = validFile('its-2.1.xlf')

test('a file that keeps the rules is valid', () => {
  expect(validateXliff(Buffer.from(valid)).findings).toEqual([])
})

const faults: readonly Fault[] = [
  ['its/value', ' its:version="2.0"', ''],
  ['its/value', 'its:version="2.0"', 'its:version="1.0"'],
  ['its/value', 'its:mtConfidence="0.8"', 'its:mtConfidence="80"'],
  ['its/value', 'its:mtConfidence="0.8"', 'its:mtConfidence="high"'],
  ['its/value', 'its:localeFilterType="include"', 'its:localeFilterType="only"'],
  ['its/value', 'its:localeFilterType="include"', 'its:localeFilter="x"'],
  ['its/value', 'itsm:domains="news, rivers"', 'itsm:domain="news"'],
  ['its/value', 'itsm:domains="news, rivers"', 'itsm:lang="not a language"'],
  ['its/value', 'mt-confidence|https://mt.example.org/one text', 'mt|https://mt.example.org/one text'],
  ['its/value', 'mt-confidence|https://mt.example.org/one', 'mt-confidence| https://mt.example.org/one'],
  ['its/value', 'text-analysis|https', 'mt-confidence|https'],
  ['its/together', 'mt-confidence|https://mt.example.org/one ', ''],
  ['its/together', 'its:taConfidence="0.7"', 'its:taConfidence="0.7" its:taSource="WordNet" its:taIdent="1"'],
  ['its/together', 'its:taIdentRef="https://rivers.example.org/1"', 'its:taSource="WordNet"'],
  ['its/together', 'type="its:generic" its:taIdentRef', 'type="term" its:taIdentRef'],
  [
    'its/together',
    'its:locQualityIssuesRef="#its=q1"',
    'its:locQualityIssuesRef="#its=q1" its:locQualityIssueType="other"',
  ],
  ['its/together', 'its:provenanceRecordsRef="#its=p1"', 'its:provenanceRecordsRef="#its=p1" its:person="B"'],
  ['its/together', 'its:mtConfidence="0.8"', 'its:locQualityRatingScore="9" its:locQualityRatingVote="2"'],
  ['its/together', 'its:mtConfidence="0.8"', 'its:locQualityRatingScoreThreshold="9"'],
  ['its/record', '#its=q1', '#its=nowhere'],
  ['its/record', '#its=p1', '#its=q1'],
  ['its/record', 'xml:id="p1"', 'xml:id="q1"'],
  ['its/record', 'locQualityIssueType="misspelling" locQualityIssueComment="One letter"', ''],
  ['its/record', 'locQualityIssueType="misspelling"', 'locQualityIssueType="typo"'],
  ['its/record', 'locQualityIssueSeverity="50"', 'locQualityIssueSeverity="500"'],
  ['its/record', 'person="A translator" revToolRef="https://tools.example.org/"', ''],
]

testFaults(valid, faults)
