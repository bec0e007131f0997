import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { printSegments } from '../../server/commands/documents.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setara-segment-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The sentences that the command prints for a page. */
async function sentences(html: string): Promise<readonly string[]> {
  const file = join(folder, `${crypto.randomUUID()}.html`)
  await writeFile(file, html)
  const lines: string[] = []
  await printSegments(file, { language: null, explain: false }, (line) => lines.push(line))
  return lines.map((line) => (JSON.parse(line) as { text: string }).text)
}

test.each([
  ['a sentence behind a line break', '<p>It rained.<br>We left.<br> <br>They stayed.</p>'],
  ['a line break in formatted words', '<p><b>It rained.</b> <i><br>We left.</i> They stayed.</p>'],
])('%s begins with its first word', async (_what, html) => {
  expect(await sentences(html)).toEqual(['It rained.', 'We left.', 'They stayed.'])
})

test('a line break between words is one space, and words under lock are shown', async () => {
  expect(
    await sentences('<p>One <br> two<br>three <code>npm ci</code> <img alt="a lab" src="x"> end</p>'),
  ).toEqual(['One two three npm ci  end', 'a lab'])
})
