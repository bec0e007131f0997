import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'
import { XmlError } from '#glossary/xml/error.ts'

import { readTmx, TmxStream, writeTmx } from '../../server/formats/tmx.ts'
import { sharedData } from '../helpers/shared.ts'

const kit = sharedData('tmx', 'compliance-kit')
const rewritten = (bytes: Uint8Array) => Buffer.from([...writeTmx(readTmx(bytes))].join(''))
const tmx = (body: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<tmx version="1.4"><header srclang="en"/><body>${body}</body></tmx>`
const unit = (...segments: readonly string[]) =>
  `<tu>${segments.map((segment, index) => `<tuv xml:lang="${['en', 'th'][index]}"><seg>${segment}</seg></tuv>`).join('')}</tu>`

/** Units and segments of the files of the kit, counted by another reader. */
const counts: Readonly<Record<string, string>> = {
  'ExportTest1A.tmx': '4/8',
  'ExportTest1B.tmx': '2/4',
  'ExportTest1C.tmx': '4/8',
  'ExportTest1D.tmx': '4/8',
  'ExportTest1E.tmx': '4/8',
  'ExportTest2A.tmx': '6/12',
  'ImportTest1A.tmx': '2/4',
  'ImportTest1B.tmx': '1/2',
  'ImportTest1C.tmx': '3/15',
  'ImportTest1D.tmx': '3/6',
  'ImportTest1E.tmx': '3/6',
  'ImportTest1F.tmx': '3/6',
  'ImportTest1G.tmx': '3/6',
  'ImportTest1H.tmx': '3/6',
  'ImportTest1I.tmx': '1/2',
  'ImportTest1J.tmx': '2/4',
  'ImportTest1J_many.tmx': '3/6',
  'ImportTest1K.tmx': '2/4',
  'ImportTest1L.tmx': '1/3',
  'ImportTest2A-0index.tmx': '7/14',
  'ImportTest2A.tmx': '7/14',
  'ImportTest2B.tmx': '7/14',
  'ImportTest2C.tmx': '1/3',
}

describe.skipIf(!kit)('the TMX compliance kit', () => {
  test('is read whole, and what is written reads back the same', () => {
    const found: Record<string, string> = {}
    for (const name of readdirSync(kit ?? '').filter((file) => file.endsWith('.tmx'))) {
      const bytes = readFileSync(join(kit ?? '', name))
      const before = readTmx(bytes)
      const after = readTmx(rewritten(bytes))

      expect(after.units, name).toEqual(before.units)
      expect(after.header.notes, name).toEqual(before.header.notes)
      expect(after.header.attributes, name).toMatchObject(before.header.attributes)
      const segments = before.units.reduce((sum, { variants }) => sum + variants.length, 0)
      found[name] = `${before.units.length}/${segments}`
    }
    expect(found).toEqual(counts)
  })
})

test('codes of both languages have the same numbers, and words inside a code are words', () => {
  const read = readTmx(
    Buffer.from(
      tmx(
        unit(
          'A <bpt i="1">&lt;b></bpt>big<ept i="1">&lt;/b></ept> <ph x="2">[<sub>image</sub>]</ph>',
          '<ph x="2">[<sub>ภาพ</sub>]</ph> <bpt i="1">&lt;b></bpt>ใหญ่<ept i="1">&lt;/b></ept>',
        ),
      ),
    ),
  )

  expect(read.units[0]?.variants.map(({ text }) => toNotation(text))).toEqual([
    'A {1}big{/1} {2}image{/2}',
    '{2}ภาพ{/2} {1}ใหญ่{/1}',
  ])
})

test('notes, properties, old language attributes and UTF-16 are read', () => {
  const text = tmx(
    '<tu tuid="1"><prop type="p">&lt;v</prop><tuv lang="EN"><note>n</note><seg>a</seg></tuv></tu>',
    '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
  )
  const [first] = readTmx(Buffer.from(`\uFEFF${text}`, 'utf16le')).units

  expect(first?.notes).toEqual([{ kind: 'prop', attributes: { type: 'p' }, text: '<v' }])
  expect(first?.variants[0]).toMatchObject({
    language: 'EN',
    text: 'a',
    notes: [{ kind: 'note', text: 'n' }],
  })
})

test.each([
  ['entities of its own', tmx(unit('&x;'), '<!DOCTYPE tmx [<!ENTITY x "y">]>'), 'DOCTYPE'],
  ['an unknown entity', tmx(unit('&x;'), '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), 'XML'],
  ['a unit cut short', tmx(unit('a')).slice(0, -30), 'XML'],
  ['a variant without a language', tmx('<tu><tuv><seg>a</seg></tuv></tu>'), 'FORMAT'],
  ['a variant without a segment', tmx('<tu><tuv xml:lang="en"/></tu>'), 'FORMAT'],
  ['another root', '<xliff/>', 'FORMAT'],
  ['version 2', '<tmx version="2.0"/>', 'FORMAT'],
  ['no header', '<tmx version="1.4"><body/></tmx>', 'FORMAT'],
])('a file with %s is refused with its place', (_, text, code) => {
  const refused = (): unknown => {
    try {
      return readTmx(Buffer.from(text))
    } catch (error) {
      return error
    }
  }
  const error = refused()

  expect(error).toBeInstanceOf(XmlError)
  expect(error).toMatchObject({ code, line: 1 })
})

test('a memory that is read in small pieces is the memory that is read whole', () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="html"/><body>${Array.from(
    { length: 50 },
    (_, n) =>
      `<tu tuid="${n}"><prop type="x">p${n}</prop><tuv xml:lang="en"><seg>A <bpt i="1">&lt;b></bpt>bold<ept i="1">&lt;/b></ept> ${n}</seg></tuv><tuv xml:lang="th"><seg>ก ${n} 😀</seg></tuv></tu>`,
  ).join('\n')}</body></tmx>`
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const bytes = Buffer.from(encoding === 'utf8' ? xml : `\uFEFF${xml}`, encoding)
    const whole = readTmx(bytes)
    for (const size of [1, 3, 1000]) {
      const stream = new TmxStream()
      const pieces = [bytes.subarray(0, 400)]
      for (let at = 400; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
      expect([...stream.units(pieces)]).toEqual(whole.units)
      expect(stream.header).toEqual(whole.header)
    }
  }
})
