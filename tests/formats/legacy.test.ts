import { describe, expect, test } from 'vitest'

import { openDocument } from '../../server/formats/formats.ts'
import { legacyEncoding } from '../../server/formats/legacy.ts'
import { roundTrip } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'

const page = (charset: string, words: readonly number[], meta = `<meta charset="${charset}">`) =>
  Buffer.concat([
    Buffer.from(`<html lang="en">${meta}<p>`),
    Buffer.from(words),
    Buffer.from('</p><p>Last</p></html>'),
  ])

/** A word in the bytes of an encoding. */
const samples = [
  { charset: 'gb2312', bytes: [0xa1, 0xb0, 0xd6, 0xd0, 0xa1, 0xb1], words: '“中”' },
  { charset: 'GBK', bytes: [0xd6, 0xd0], words: '中' },
  { charset: 'gb18030', bytes: [0x81, 0x30, 0x86, 0x38, 0x41, 0xd6, 0xd0], words: 'ÀA中' },
  { charset: 'big5', bytes: [0xa4, 0xa4], words: '中' },
  { charset: 'euc-kr', bytes: [0xb0, 0xa1], words: '가' },
  { charset: 'shift_jis', bytes: [0xb1, 0x92, 0x86], words: 'ｱ中' },
  { charset: 'euc-jp', bytes: [0xc3, 0xe6], words: '中' },
  { charset: 'iso-8859-9', bytes: [0xdd, 0x41], words: 'İA' },
  { charset: 'windows-874', bytes: [0xa1, 0xd2], words: 'กา' },
  { charset: 'tis-620', bytes: [0xa1, 0xd2], words: 'กา' },
  { charset: 'latin1', bytes: [0x93, 0xe9, 0x94], words: '“é”' },
]

describe.each(samples)('a page in $charset', ({ charset, bytes, words }) => {
  const source = page(charset, bytes)
  const opened = openDocument(source, 'x.html')

  test('is read with its places, and comes back as it was', () => {
    expect(opened.document.blocks.map((block) => wordsOf(block))).toEqual([words, 'Last'])
    const [first, last] = opened.document.blocks
    expect([...source.subarray(first?.start, first?.end)]).toEqual(bytes)
    expect(source.subarray(last?.start, last?.end).toString()).toBe('Last')
    expect(roundTrip(source, opened).identical).toBe(true)
  })

  test('is written as UTF-8, and says so, once it has other words', () => {
    const after = Buffer.from(opened.merge(new Map([[1, { text: 'ទីបញ្ចប់' }]]), { locale: 'km' })).toString()
    expect(after).toBe(`<html lang="km"><meta charset="utf-8"><p>${words}</p><p>ទីបញ្ចប់</p></html>`)
  })
})

test('a page of plain letters that declares a legacy encoding says UTF-8 once it has other letters', () => {
  const xml = '<?xml version="1.0" encoding="iso-8859-1"?>'
  const meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
  const source = Buffer.from(`${xml}<html>${meta}<p>News</p></html>`)
  const opened = openDocument(source, 'x.html')

  expect(Buffer.from(opened.merge(new Map([[0, { text: 'ข่าว' }]]), { locale: null })).toString()).toBe(
    `${xml.replace('iso-8859-1', 'utf-8')}<html>${meta.replace('gb2312', 'utf-8')}<p>ข่าว</p></html>`,
  )
  expect(roundTrip(source, opened).identical).toBe(true)
})

test.each(['big5', 'gbk', 'euc-kr'])(
  'a page whose bytes are not the %s it declares is refused',
  (charset) => {
    expect(() => openDocument(page(charset, [0xff, 0xff]), 'x.html')).toThrow(
      expect.objectContaining({ code: 'unsupported-file' }),
    )
  },
)

test.each(['utf-8', 'utf-16', 'nonsense', 'iso-2022-jp', ''])('%j is no legacy encoding', (label) => {
  expect(legacyEncoding(label)).toBeNull()
})
