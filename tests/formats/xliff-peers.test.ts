// What we write is read by programs of others with the same counts: translate-toolkit and xmllint.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { mark } from '#domain/inline.ts'
import { readTbx } from '#glossary/tbx.ts'
import { writeTbx } from '#glossary/tbx-write.ts'

import { readTmx, writeTmx } from '../../server/formats/tmx.ts'
import { sentVersions, type SentBlock, type SentEdition } from '../../server/formats/xliff/sent.ts'
import { writeEdition } from '../../server/formats/xliff/write-edition.ts'

const python = '/usr/bin/python3'
const hasToolkit = spawnSync(python, ['-c', 'import translate.storage.factory']).status === 0
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'setara-peers-'))
  if (!hasToolkit)
    console.warn('PEERS NOT TESTED: translate-toolkit is missing (apt-get install python3-translate)')
  if (!hasXmllint) console.warn('PEERS NOT TESTED: xmllint is missing (apt-get install libxml2-utils)')
})
afterAll(() => rmSync(folder, { recursive: true }))

const bold = {
  id: 1,
  kind: 'pair',
  type: 'bold',
  raw: '<b>',
  rawClose: '</b>',
  display: 'b',
  deletable: true,
} as const
const lineBreak = {
  id: 2,
  kind: 'single',
  type: 'break',
  raw: '<br>',
  display: 'br',
  deletable: false,
} as const

/** An edition with everything that an export can say. */
const edition: SentEdition = {
  editionId: 'e1',
  fileName: 'news & "more".html',
  title: 'News',
  sourceLocale: 'en',
  locale: 'th',
  longest: 20_000,
  blocks: Array.from({ length: 20 }, (_, block): SentBlock => ({
    ordinal: block + 1,
    role: block === 0 ? 'headline' : 'body',
    treatment: block === 3 ? 'keep' : 'translate',
    codes: [bold, lineBreak],
    segments: Array.from({ length: 3 }, (__, n) => ({
      ordinal: block * 3 + n + 1,
      source: `The ${mark(1, 'open')}ACC${mark(1, 'close')} & <partners> ${block}.${n}${mark(2, 'single')}`,
      target:
        n === 2 ? '' : `ศูนย์${mark(1, 'open')}อาเซียน${mark(1, 'close')} ]]> ${block}.${n}${mark(2, 'single')}`,
      state: n === 0 ? 'translated' : 'initial',
      subState: n === 0 ? null : n === 1 ? 'draft' : 'new',
      version: n,
      notes: [
        { category: 'role', text: 'body' },
        { category: 'return', text: 'Not <this> & that' },
      ],
      terms: [{ source: 'ACC', forms: ['ศูนย์อาเซียน-จีน'], note: '' }],
      matches: [{ source: 'The ACC', target: 'ศูนย์', similarity: 100, origin: 'An "older" article' }],
    })),
  })),
}

function written(name: string, content: string): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** Units and translated units as translate-toolkit counts them. */
function countOf(file: string): readonly number[] {
  const program =
    'import sys\nfrom translate.storage import factory\ns=factory.getobject(sys.argv[1])\nu=[u for u in s.units if u.source]\nprint(len(u), len([x for x in u if x.target]))'
  const { stdout, stderr } = spawnSync(python, ['-c', program, file], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.trim().split(' ').map(Number)
}

function xpathCount(file: string, local: string): number {
  const { stdout, stderr } = spawnSync(
    'xmllint',
    ['--noent', '--xpath', `count(//*[local-name()='${local}'])`, file],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).toBe('')
  return Number(stdout)
}

describe.skipIf(!hasXmllint)('xmllint', () => {
  test.each(sentVersions)('counts the units of our XLIFF %s', (version) => {
    const file = written(`x-${version}.xlf`, writeEdition(edition, version))
    expect(xpathCount(file, version === '1.2' ? 'trans-unit' : 'unit')).toBe(60)
    expect(xpathCount(file, 'target')).toBe(40 + 60)
  })
})

describe.skipIf(!hasToolkit)('translate-toolkit', () => {
  test('counts the units and the translated ones of our XLIFF 1.2', () => {
    expect(countOf(written('t.xlf', writeEdition(edition, '1.2')))).toEqual([60, 40])
  })

  test('counts the units of our TMX', () => {
    const units = Array.from(
      { length: 30 },
      (_, n) =>
        `<tu><tuv xml:lang="en"><seg>One <bpt i="1">b</bpt>${n}<ept i="1">b</ept></seg></tuv><tuv xml:lang="th"><seg>หนึ่ง &amp; ${n}</seg></tuv></tu>`,
    )
    const tmx = readTmx(
      Buffer.from(
        `<tmx version="1.4"><header srclang="en" adminlang="en" datatype="x" segtype="sentence" creationtool="x" creationtoolversion="1" o-tmf="x"/><body>${units.join('')}</body></tmx>`,
      ),
    )
    expect(countOf(written('t.tmx', [...writeTmx(tmx)].join('')))).toEqual([30, 30])
  })

  test('counts the concepts of our TBX of version 2', () => {
    const concepts = Array.from(
      { length: 12 },
      (_, n) =>
        `<termEntry id="c${n}"><langSet xml:lang="en"><tig><term>term ${n}</term></tig></langSet><langSet xml:lang="th"><tig><term>คำ ${n}</term></tig></langSet></termEntry>`,
    )
    const tbx = readTbx(
      Buffer.from(
        `<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>${concepts.join('')}</body></text></martif>`,
      ),
    )
    expect(countOf(written('t.tbx', [...writeTbx(tbx, '2')].join('')))).toEqual([12, 12])
  })
})
