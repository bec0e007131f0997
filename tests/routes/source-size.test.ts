// How large a source file may be that comes through the door of the import.

import { randomFillSync } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { wordFile } from '../helpers/word-file.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague

beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague(['manager'])
})
afterAll(() => room.close())

const megabyte = 1024 * 1024
/** Bytes that cannot be packed. */
const picture = (size: number) => randomFillSync(new Uint8Array(size))
const illustrated = (size: number) =>
  wordFile('<w:p><w:r><w:t>The centre opens its doors.</w:t></w:r></w:p>', {
    'word/media/a.png': picture(size),
  })

const send = (content: Uint8Array, fileName: string) =>
  manager.page.send('POST', `/api/projects/${room.projectId}/articles`, {
    fileName,
    content: Buffer.from(content).toString('base64'),
  })

test('a Word file with large pictures comes in, up to twenty megabytes', async () => {
  const file = illustrated(15 * megabyte)
  expect(file.length).toBeGreaterThan(15 * megabyte)
  expect((await send(file, 'report.docx')).status).toBe(201)
})

test.each([
  ['a Word file of 21 megabytes', illustrated(21 * megabyte), 'report.docx'],
  ['a text of 11 megabytes', new Uint8Array(11 * megabyte).fill(0x61), 'report.txt'],
  ['a request that is larger than any file', new Uint8Array(30 * megabyte), 'report.docx'],
])('%s is refused with the limit', async (_, content, fileName) => {
  const answer = await send(content, fileName)
  expect(answer.status).toBe(413)
  expect(answer.json).toMatchObject({ code: 'too-large', details: { limit: expect.any(Number) } })
})
