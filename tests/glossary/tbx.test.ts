import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { readTbx, type Tbx, type TbxDatum } from '#glossary/tbx.ts'
import { writeTbx } from '#glossary/tbx-write.ts'
import { XmlError } from '#glossary/xml/error.ts'

import { sharedData } from '../helpers/shared.ts'

const root = sharedData('tbx')
const utf8 = (pieces: Iterable<string>) => Buffer.from([...pieces].join(''))

/** A term base without the places of its file. */
function said({ concepts, dialect, language, source }: Tbx) {
  const bare = (data: readonly TbxDatum[]): unknown =>
    data.map(({ start: _, details, ...rest }) => ({ ...rest, details: bare(details) }))
  return {
    dialect,
    language,
    source,
    concepts: concepts.map((concept) => ({
      id: concept.id,
      data: bare(concept.data),
      languages: concept.languages.map(({ terms, data, language: tag }) => ({
        tag,
        data: bare(data),
        terms: terms.map((term) => ({ text: term.text, data: bare(term.data) })),
      })),
    })),
  }
}

/** Concepts and terms of the good samples. */
const good: Readonly<Record<string, string>> = {
  'Example_Astronomy_DCA_VALID.tbx': 'TBX-Basic dca 45/113',
  'Example_Astronomy_DCT_VALID.tbx': 'TBX-Basic dct 45/113',
  'basic_good.tbx': 'TBX-Basic dca 45/113',
  'core_structure_good.tbx': 'TBX-Core dca 45/113',
  'min_good.tbx': 'TBX-Min dca 45/113',
}

/** Reasons for refusing the bad samples, with line and column. */
const bad: Readonly<Record<string, string>> = {
  'basic_bad.tbx': '24:5 "source" may not stand at the level of the concept in TBX-Basic',
  'core_structure_bad.tbx': '15:4 The words of <sourceDesc> stand in no <p>',
  'min_bad.tbx': '21:5 <admin type="source"> is not allowed in TBX-Min',
  'poorly_formed_xml.tbx': '42:6 This end tag is not that of <term>',
}

function refusal(bytes: Uint8Array): string {
  try {
    readTbx(bytes)
    return 'read'
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return `${error.line}:${error.column} ${error.message}`
  }
}

describe.skipIf(!root)('the TBX samples', () => {
  test('good ones are read whole, and both versions that we write read back the same', () => {
    const found: Record<string, string> = {}
    for (const name of Object.keys(good)) {
      const read = readTbx(readFileSync(join(root ?? '', name)))
      const terms = read.concepts
        .flatMap(({ languages }) => languages)
        .reduce((sum, { terms: own }) => sum + own.length, 0)
      found[name] = `${read.dialect} ${read.style} ${read.concepts.length}/${terms}`

      expect(said(readTbx(utf8(writeTbx(read)))), name).toEqual(said(read))
      expect(said(readTbx(utf8(writeTbx(read, '2')))), name).toEqual(said(read))
    }
    expect(found).toEqual(good)
  })

  test('both styles of one base say the same', () => {
    const [dca, dct] = ['DCA', 'DCT'].map((style) => {
      const { concepts } = readTbx(readFileSync(join(root ?? '', `Example_Astronomy_${style}_VALID.tbx`)))
      return concepts.map(({ id, languages }) => [
        id,
        languages.map(({ terms }) => terms.map(({ text }) => text)),
      ])
    })
    expect(dct).toEqual(dca)
  })

  test('bad ones are refused with the reason and its place', () => {
    const found = Object.fromEntries(
      Object.keys(bad).map((name) => [name, refusal(readFileSync(join(root ?? '', name)))]),
    )
    expect(found).toEqual(bad)
    expect(readdirSync(root ?? '').sort()).toEqual([...Object.keys(good), ...Object.keys(bad)].sort())
  })
})

const base = (entry: string) =>
  Buffer.from(
    `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body><conceptEntry id="c">${entry}</conceptEntry></body></text></tbx>`,
  )

test('version 2 is read with its nested terms', () => {
  const martif = `<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en"><text><body><termEntry id="1"><descrip type="subjectField">news</descrip><langSet xml:lang="th"><ntig><termGrp><term>ศูนย์ <hi>อาเซียน</hi>-จีน</term><termNote type="termType">fullForm</termNote></termGrp><note>n</note></ntig></langSet></termEntry></body></text></martif>`
  const [concept] = readTbx(Buffer.from(martif)).concepts

  expect(concept?.languages[0]?.terms[0]).toMatchObject({
    text: 'ศูนย์ อาเซียน-จีน',
    data: [
      { category: 'termType', text: 'fullForm' },
      { kind: 'note', text: 'n' },
    ],
  })
})

test('a term that stands twice, late or nowhere is refused', () => {
  const section = (content: string) =>
    refusal(base(`<langSec xml:lang="en"><termSec>${content}</termSec></langSec>`))

  expect(section('<term>a</term>')).toBe('read')
  expect(section('<term>a</term><term>b</term>')).toContain('two terms')
  expect(section('<note>n</note><term>b</term>')).toContain('not stand first')
  expect(section('<note>n</note>')).toContain('no term')
  expect(section('<term>a</term><termNote type="partOfSpeech">nominal</termNote>')).toContain(
    'no value of partOfSpeech',
  )
})
