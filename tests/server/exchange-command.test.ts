// What the commands for files of other tools print: one line of JSON per file, whatever the file is.

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build, root } from '../helpers/build.ts'
import { runCommand } from './process.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-exchange-'))
const at = (name: string) => path.join(folder, name)
const fixture = (name: string) => path.join(root, 'tests', 'fixtures', 'xliff', name)
const write = (name: string, content: string | Uint8Array): string => {
  fs.writeFileSync(at(name), content)
  return at(name)
}
// No database is needed, and none may be made.
const run = (...words: readonly string[]) => {
  const { code, out, errors } = runCommand({ environment: { SETARA_DATA: at('data') } }, ...words)
  const lines = out.split('\n').filter(Boolean)
  return { code, errors, lines: lines.map((line) => JSON.parse(line)) }
}

beforeAll(() => build('server'))
afterAll(() => {
  expect(fs.existsSync(at('data'))).toBe(false)
  fs.rmSync(folder, { recursive: true })
})

/** Files as they come, in the order in which they are given. */
const odd = () => [
  fixture('valid/core-2.0.xlf'),
  at('absent.xlf'),
  folder,
  write('empty.xlf', ''),
  write('binary.xlf', Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 31) % 256))),
  write('text.xlf', 'no XML at all'),
  fixture('invalid/cut.xlf'),
  fixture('valid/utf16-2.0.xlf'),
]

describe('xliff check', () => {
  test('prints a line for each file in their order, and fails when one is invalid', () => {
    const files = odd()
    const { code, lines } = run('xliff', 'check', ...files)
    expect(code).toBe(1)
    expect(lines.map(({ file }) => file)).toEqual(files)
    expect(lines.map(({ valid }) => valid)).toEqual([true, false, false, false, false, false, false, true])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['file', 'version', 'valid', 'findings'])
      expect(line.valid).toBe(line.findings.length === 0)
      for (const finding of line.findings) {
        expect(Object.keys(finding)).toEqual(['rule', 'line', 'column', 'message'])
        expect(finding.line * finding.column).toBeGreaterThan(0)
      }
    }
    expect(lines[1].findings[0]).toMatchObject({ rule: 'file/unreadable' })
  })

  test('of valid files ends well', () => {
    expect(run('xliff', 'check', fixture('valid/core-2.0.xlf'))).toMatchObject({
      code: 0,
      lines: [{ version: '2.0', valid: true, findings: [] }],
    })
  })

  test('without a file, or of a level that does not exist, is a wrong call', () => {
    expect(run('xliff', 'check')).toMatchObject({ code: 2, lines: [] })
    expect(run('xliff', 'check', fixture('valid/core-2.0.xlf'), '--level', 'some')).toMatchObject({
      code: 1,
      lines: [],
    })
  })
})

describe('xliff roundtrip', () => {
  test('prints a line for each file in their order, and fails when one does not come back', () => {
    const files = odd()
    const { code, lines } = run('xliff', 'roundtrip', ...files)
    expect(code).toBe(1)
    expect(lines.map(({ file }) => file)).toEqual(files)
    expect(lines.map(({ identical }) => identical)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['file', 'identical', 'error'])
      if (line.identical) expect(line.error).toBeNull()
      else expect(Object.keys(line.error)).toEqual(['code', 'line', 'column', 'message'])
    }
  })
})

describe('xliff merge', () => {
  const edits = (name: string, ...lines: readonly object[]) =>
    write(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const file = fixture('valid/legacy-1.2.xlf')

  test('writes the file with its edits, or nothing and every reason', () => {
    const out = at('out.xlf')
    const fine = edits('fine.jsonl', { file: 0, unit: 0, segment: 0, target: 'Một', state: 'translated' })
    expect(run('xliff', 'merge', file, '--edits', fine, '--out', out)).toMatchObject({
      code: 0,
      lines: [{ file, out, changed: 1, error: null, refused: [] }],
    })
    expect(run('xliff', 'roundtrip', out).code).toBe(0)
    fs.rmSync(out)
    const wrong = edits(
      'wrong.jsonl',
      { file: 0, unit: 0, segment: 7, target: 'x' },
      { file: 0, unit: 'nowhere', target: 'y' },
    )
    const refused = run('xliff', 'merge', file, '--edits', wrong, '--out', out)
    expect(refused).toMatchObject({ code: 1, lines: [{ changed: 0 }] })
    expect(refused.lines[0].refused.map(({ code }: { code: string }) => code)).toEqual([
      'UNKNOWN_KEY',
      'UNKNOWN_KEY',
    ])
    expect(fs.existsSync(out)).toBe(false)
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('of a file that is not there says so in its line', () => {
    const none = edits('none.jsonl')
    const { code, lines } = run('xliff', 'merge', at('absent.xlf'), '--edits', none, '--out', at('out.xlf'))
    expect(code).toBe(1)
    expect(lines).toMatchObject([{ file: at('absent.xlf'), changed: 0, error: { code: 'UNREADABLE' } }])
  })

  test.each([
    ['no JSON', 'x\n'],
    ['no edit', '{"unit":true}\n'],
  ])('names the line of its edits that is %s', (_, content) => {
    const { code, errors } = run(
      'xliff',
      'merge',
      file,
      '--edits',
      write('bad.jsonl', content),
      '--out',
      at('out.xlf'),
    )
    expect(code).toBe(1)
    expect(errors).toContain('bad.jsonl, line 1')
  })
})

const memory =
  '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Rain</seg></tuv><tuv xml:lang="vi"><seg>Mưa</seg></tuv></tu></body></tmx>'
const terms =
  '<?xml version="1.0"?><martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body><termEntry id="c1"><langSet xml:lang="en"><tig><term>rain</term></tig></langSet></termEntry></body></text></martif>'

test.each([
  ['tmx', memory, 'version="1.4"'],
  ['tbx', terms, '<tbx '],
])('%s convert writes what it read, and nothing of a file that is damaged', (kind, content, expected) => {
  const out = at(`out.${kind}`)
  const fine = run(kind, 'convert', write(`in.${kind}`, content), out)
  expect(fine.code, fine.errors).toBe(0)
  expect(fine.lines).toHaveLength(1)
  expect(fs.readFileSync(out, 'utf8')).toContain(expected)
  fs.rmSync(out)
  const cut = run(kind, 'convert', write(`cut.${kind}`, content.slice(0, -20)), out)
  expect(cut.code).toBe(1)
  expect(cut.lines).toMatchObject([{ error: { line: 1 } }])
  expect(run(kind, 'convert', at('absent.xml'), out)).toMatchObject({
    code: 1,
    lines: [{ file: at('absent.xml'), out: null, error: { code: 'UNREADABLE' } }],
  })
  expect(fs.existsSync(out)).toBe(false)
})
