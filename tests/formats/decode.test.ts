import { expect, test } from 'vitest'

import { readDocument } from '../../server/formats/formats.ts'

test('a page in windows-1252 keeps its quotation marks and dashes', () => {
  const head = '<!doctype html><html><head><meta charset="windows-1252"><title>News</title></head><body><p>'
  const bytes = Buffer.concat([
    Buffer.from(head, 'latin1'),
    // “Café” – 5 €
    Buffer.from([0x93, 0x43, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]),
    Buffer.from('</p></body></html>', 'latin1'),
  ])
  const { blocks } = readDocument(bytes, 'news.html')
  const body = blocks.find((block) => block.role === 'body')
  expect(body?.segments.map((segment) => segment.source)).toEqual(['“Café” – 5 €'])
})
