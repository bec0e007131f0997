// What people give to the import.

import { describe, expect, test } from 'vitest'

import { readSource, sourceOf, SourceRefused, toBase64 } from '../../web/pages/source-file.ts'

const decoded = (content: string) => Buffer.from(content, 'base64')

describe('a chosen file', () => {
  test('keeps its name and every byte, whatever its encoding', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 256)
    const source = await readSource(new File([bytes], 'ข่าว.html'))
    expect(source.fileName).toBe('ข่าว.html')
    expect(decoded(source.content).equals(Buffer.from(bytes))).toBe(true)
  })

  test.each([
    ['picture.png', 'image/png', 10, 'import.wrong-type'],
    ['empty.txt', 'text/plain', 0, 'import.empty'],
    ['huge.txt', 'text/plain', 10 * 1024 * 1024 + 1, 'import.too-large'],
    ['huge.docx', '', 20 * 1024 * 1024 + 1, 'import.too-large'],
  ])('%s is refused before it is sent', async (name, type, size, key) => {
    const refused = readSource(new File([new Uint8Array(size)], name, { type }))
    await expect(refused).rejects.toThrow(SourceRefused)
    await expect(refused).rejects.toMatchObject({ key })
  })
})

test('a Word file may be twice as large, because it packs its parts', async () => {
  const source = await readSource(new File([new Uint8Array(12 * 1024 * 1024)], 'illustrated.docx'))
  expect(source.fileName).toBe('illustrated.docx')
})

describe('pasted text', () => {
  test.each([
    ['<!DOCTYPE html><html><body>x</body></html>', 'pasted.html'],
    ['  <article><h1>x</h1></article>', 'pasted.html'],
    ['A headline\n\n<3 is not mark-up', 'pasted.txt'],
    ['ASEAN <p> in the middle', 'pasted.txt'],
  ])('%j is read as %s', (text, fileName) => {
    const source = sourceOf(text)
    expect(source.fileName).toBe(fileName)
    expect(decoded(source.content).toString('utf8')).toBe(text)
  })

  test('letters of every script survive', () => {
    const text = 'ខ្មែរ ລາວ ไทย Tiếng Việt 😀'
    expect(decoded(toBase64(new TextEncoder().encode(text))).toString('utf8')).toBe(text)
  })
})
