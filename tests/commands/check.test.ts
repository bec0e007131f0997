import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { checkPairs } from '../../server/commands/language.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setara-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What the command prints for a file. */
async function printed(content: string | Uint8Array, to = 'th'): Promise<readonly Record<string, unknown>[]> {
  const file = join(folder, `${crypto.randomUUID()}.jsonl`)
  await writeFile(file, content)
  const lines: string[] = []
  await checkPairs(file, { to, glossary: 'none' }, (line) => lines.push(line))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const pair = (src: string, tgt: string) => JSON.stringify({ src, tgt })
const good = pair('The meeting began.', 'การประชุมเริ่มขึ้น')

test('each pair is one line with its row and its findings', async () => {
  const [first, second] = await printed(`${good}\n${pair('In 2024', 'ใน 2566')}\n`)
  expect(first).toEqual({ row: 1, findings: [] })
  expect(second).toEqual({
    row: 2,
    findings: [
      {
        check: 'numbers',
        severity: 'error',
        start: 3,
        end: 7,
        message: 'The year 2566 should be 2567 in the Buddhist era.',
        fix: null,
      },
    ],
  })
})

test('empty lines, a byte order mark, carriage returns and a missing last line feed change nothing', async () => {
  const rows = await printed(`\uFEFF${good}\r\n\r\n   \r\n${good}`)
  expect(rows.map(({ row }) => row)).toEqual([1, 4])
  expect(await printed('')).toEqual([])
})

test('a line separator inside a string ends no line', async () => {
  expect(await printed(`{"src": "One\u2028two", "tgt": "หนึ่ง\u2028สอง"}\n`)).toMatchObject([{ row: 1 }])
})

test.each([
  ['{"src": "One"', 'line 2'],
  ['{"src": "One"}', 'line 2: expected {"src": "…", "tgt": "…"}, but "tgt" is missing'],
  ['{"src": 1, "tgt": null}', '"src" is no text and "tgt" is no text'],
  ['\u001b[2Jx', 'but this is no JSON'],
  ['[]', 'line 2: expected'],
  ['null', 'line 2: expected'],
  ['One', 'line 2'],
])('%s is refused with its line', async (line, message) => {
  await expect(printed(`${good}\n${line}\n`)).rejects.toThrow(message)
})

test('what a terminal would obey is not repeated', async () => {
  const told = await printed('\u001b]0;x\u0007\n').catch((error: Error) => error.message)
  // eslint-disable-next-line no-control-regex
  expect(told).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
})

test('lines that are no pairs are told together, and the others are checked all the same', async () => {
  const file = join(folder, 'some.jsonl')
  await writeFile(file, `${good}\n{"src"\n${good}\n{}\n${good}\n`)
  const lines: string[] = []
  const asked = checkPairs(file, { to: 'th', glossary: 'none' }, (line) => lines.push(line))
  await expect(asked).rejects.toThrow(/some\.jsonl, line 2: .*\n.*some\.jsonl, line 4: expected/)
  expect(lines.map((line) => (JSON.parse(line) as { row: number }).row)).toEqual([1, 3, 5])
})

test('a language that is none, and a file that is not there, are named', async () => {
  await expect(printed(good, 'fr')).rejects.toThrow('--to fr is not a target language')
  const missing = join(folder, 'missing.jsonl')
  await expect(checkPairs(missing, { to: 'th', glossary: 'none' }, () => {})).rejects.toThrow(
    'cannot be read',
  )
})

test('long texts and many lines are read', async () => {
  const long = pair('The meeting of Xherdan Shaqiri began. '.repeat(4000), 'การประชุมเริ่มขึ้น '.repeat(4000))
  expect(await printed(`${long}\n`)).toHaveLength(1)
  expect(await printed(`${good}\n`.repeat(20_000))).toHaveLength(20_000)
})
