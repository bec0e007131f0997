// Translation memories as other tools write them: which pairs they have for us, and what is said about the rest.

import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'
import { longestText } from '#domain/memory/text-store.ts'
import { XmlError } from '#glossary/xml/error.ts'

import { pairsOf } from '../../server/formats/memory-tmx.ts'
import { readTmx } from '../../server/formats/tmx.ts'

const tmx = (body: string, { version = '1.4', head = '', header = 'srclang="en"' } = {}) =>
  `<?xml version="1.0"?>${head}<tmx version="${version}"><header ${header}/><body>${body}</body></tmx>`
const tuv = (language: string, segment: string, attribute = 'xml:lang') =>
  `<tuv ${attribute}="${language}"><seg>${segment}</seg></tuv>`
const tu = (...variants: readonly string[]) => `<tu>${variants.join('')}</tu>`

/** Each pair as one line, or why there is none. */
function found(file: string | Uint8Array): readonly string[] {
  return readTmx(typeof file === 'string' ? Buffer.from(file) : file).units.flatMap((unit) => {
    const pairs = pairsOf(unit)
    if (typeof pairs === 'string') return [pairs]
    return pairs.map(
      ({ source, target, targetLocale }) => `${targetLocale}: ${toNotation(source)} = ${toNotation(target)}`,
    )
  })
}

test.each(['1.1', '1.2', '1.3', '1.4', '1.4b'])('version %s is read', (version) => {
  const file = tmx(tu(tuv('EN-US', 'One', version === '1.1' ? 'lang' : 'xml:lang'), tuv('TH', 'หนึ่ง')), {
    version,
  })
  expect(found(file)).toEqual(['th: One = หนึ่ง'])
})

describe('languages', () => {
  test.each([
    ['th-TH', 'th'],
    ['th_TH', 'th'],
    ['TH', 'th'],
    ['tha', 'th'],
    [' lo ', 'lo'],
    ['lo-Laoo-LA', 'lo'],
    ['khm-KH', 'km'],
    ['vi-VN', 'vi'],
    ['in', 'id'],
    ['id_ID', 'id'],
    ['zsm', 'ms'],
    ['may', 'ms'],
    ['ms-Latn-MY', 'ms'],
  ])('%s is %s', (tag, locale) => {
    expect(found(tmx(tu(tuv('en', 'One'), tuv(tag, 'x'))))).toEqual([`${locale}: One = x`])
  })

  test('several targets, variants of one language and two kinds of English each make a pair', () => {
    const file = tmx(
      tu(
        ...[tuv('en-US', 'The color'), tuv('en-GB', 'The colour'), tuv('de', 'Die Farbe')],
        ...[tuv('th-TH', 'สี'), tuv('th', 'สีสัน'), tuv('vi', 'Màu')],
      ),
    )
    expect(found(file)).toEqual([
      ...['th: The color = สี', 'th: The color = สีสัน', 'vi: The color = Màu'],
      ...['th: The colour = สี', 'th: The colour = สีสัน', 'vi: The colour = Màu'],
    ])
  })

  test.each(['*all*', 'th', 'EN-GB', ''])('a source language of “%s” changes nothing', (language) => {
    const file = tmx(tu(tuv('th', 'หนึ่ง'), tuv('en', 'One')), { header: `srclang="${language}"` })
    expect(found(file)).toEqual(['th: One = หนึ่ง'])
  })
})

describe('what is of no use is told apart', () => {
  test.each([
    ['no-english', tu(tuv('de', 'Eins'), tuv('th', 'หนึ่ง'))],
    ['no-target-language', tu(tuv('en', 'One'), tuv('de', 'Eins'))],
    ['no-target-language', tu(tuv('en', 'One'))],
    ['empty', tu(tuv('en', 'One'), tuv('th', ' \u200B '))],
    ['empty', tu(tuv('en', '<ph x="1">&lt;br/></ph>'), tuv('th', 'หนึ่ง'))],
    ['too-long', tu(tuv('en', 'a'.repeat(longestText + 1)), tuv('th', 'หนึ่ง'))],
  ])('%s', (reason, unit) => {
    expect(found(tmx(unit))).toEqual([reason])
  })

  test('one target without words does not cost the others', () => {
    expect(found(tmx(tu(tuv('en', 'One'), tuv('th', ''), tuv('vi', 'Một'))))).toEqual(['vi: One = Một'])
  })
})

describe('segments', () => {
  test.each([
    ['CDATA', tuv('en', 'A <![CDATA[<b> & ]]>B'), 'A <b> & B'],
    ['references', tuv('en', 'A &amp; B &#x2014; C &#65;'), 'A & B — C A'],
    ['lines and tabs', tuv('en', 'A\n  B\tC'), 'A   B C'],
    ['hi inside hi', tuv('en', '<hi x="1">A <hi x="2">B</hi></hi> C'), '{1}A {2}B{/2}{/1} C'],
    [
      'words in nested codes',
      tuv('en', 'A <ph x="1">[<sub>B <ph x="2">[<sub>C</sub>]</ph></sub>]</ph> D'),
      null,
    ],
    ['codes that begin in another segment', tuv('en', '<it pos="end" x="1">&lt;/b></it>A'), null],
    ['a code that is opened and never closed', tuv('en', 'A <bpt i="1">&lt;b></bpt>B'), null],
    [
      'codes that cross',
      tuv('en', '<bpt i="1">b</bpt>A<bpt i="2">i</bpt>B<ept i="1">/b</ept>C<ept i="2">/i</ept>'),
      null,
    ],
    ['ut of TMX 1.1', tuv('en', 'A <ut>{\\b</ut>B'), null],
  ])('with %s are read', (_, variant, expected) => {
    const [line = ''] = found(tmx(tu(variant, tuv('th', 'ก'))))
    expect(line).toMatch(/^th: .*[AB].* = ก$/)
    if (expected !== null) expect(line).toBe(`th: ${expected} = ก`)
  })
})

describe('files', () => {
  const unit = tu(tuv('en', 'One'), tuv('th', 'หนึ่ง'))

  test.each([
    ['a document type', tmx(unit, { head: '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' })],
    [
      'a public document type',
      tmx(unit, { head: '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for TMX//EN" "tmx14.dtd">' }),
    ],
    [
      'comments and instructions',
      tmx(`<!-- a --><?x y?>${unit}<!-- ${'-'.repeat(1)} b -->`, { head: '<?style x?>' }),
    ],
    [
      'notes and properties',
      tmx(
        `<tu tuid="1" o-encoding="x"><note>n</note><prop type="x-y">&lt;p</prop>${tuv('en', 'One')}${tuv('th', 'หนึ่ง')}</tu>`,
      ),
    ],
    ['elements of a tool', tmx(`<tu xmlns:t="urn:t" t:x="1">${tuv('en', 'One')}${tuv('th', 'หนึ่ง')}</tu>`)],
  ])('with %s are read', (_, file) => {
    expect(found(file)).toEqual(['th: One = หนึ่ง'])
  })

  test.each(['utf8', 'utf16le', 'utf16be'] as const)(
    'in %s are read, with and without a mark',
    (encoding) => {
      for (const mark of ['', '\uFEFF']) {
        const text = mark + tmx(unit)
        const bytes = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le')
        expect(found(encoding === 'utf16be' ? bytes.swap16() : bytes)).toEqual(['th: One = หนึ่ง'])
      }
    },
  )

  test.each([
    ['a unit without variants', tmx('<tu></tu>'), /no variant/],
    ['a variant in no language', tmx(tu('<tuv><seg>One</seg></tuv>')), /names no language/],
    ['a variant without a segment', tmx(tu('<tuv xml:lang="en"><note>n</note></tuv>')), /no segment/],
    ['a version to come', tmx(unit, { version: '2.0' }), /expected 1.1 to 1.4/],
    ['entities', tmx(unit, { head: '<!DOCTYPE tmx [<!ENTITY a "b">]>' }), /./],
    ['a character that XML does not have', tmx(tu(tuv('en', 'A&#0;'), tuv('th', 'ก'))), /./],
    ['half a character', tmx(tu(tuv('en', 'A&#xD800;'), tuv('th', 'ก'))), /./],
    ['no end', tmx(unit).slice(0, -10), /./],
    ['something else', '{"segments": []}', /./],
    ['nothing', '', /./],
  ])('with %s are refused with the place', (_, file, message) => {
    const refused = (): unknown => {
      try {
        return found(file)
      } catch (error) {
        return error
      }
    }
    const error = refused()
    expect(error).toBeInstanceOf(XmlError)
    expect(error).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
    expect((error as XmlError).message).toMatch(message)
  })
})

test.each([
  ['20240102T030405Z', '2024-01-02T03:04:05.000Z'],
  ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05.000Z'],
  ['20240102T030405', '2024-01-02T03:04:05.000Z'],
  ['20240230T000000Z', null],
  ['20241301T000000Z', null],
  ['00000101T000000Z', null],
  ['yesterday', null],
  ['', null],
])('a creation date of “%s” is %s', (written, date) => {
  const body = `<tu creationdate="${written}" creationid="&lt;x&gt;">${tuv('en', 'One')}${tuv('th', 'ก')}</tu>`
  const [unit] = readTmx(Buffer.from(tmx(body))).units
  expect(unit && pairsOf(unit)).toMatchObject([{ createdAt: date }])
})
