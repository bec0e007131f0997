import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import type { SourceDocument } from '#domain/article.ts'

import { readDateLine } from '../../server/formats/date-line.ts'
import { readDocument } from '../../server/formats/formats.ts'
import { fc } from '../helpers/properties.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'

const read = (text: string): SourceDocument => readDocument(Buffer.from(text), 'note.txt')
const wordsOf = ({ blocks }: SourceDocument): readonly string[] =>
  blocks.map(({ segments }) => segments.map(({ source, after }) => source + after).join(''))

describe.skipIf(!sharedData('articles', 'acc-visit.txt'))('the sample article', () => {
  test('has 26 blocks and 50 sentences', () => {
    const article = read(readSharedData('articles', 'acc-visit.txt'))
    const expected = JSON.parse(readSharedData('segmentation', 'acc-visit.expected.json')) as string[][]

    expect(article.blocks.map(({ segments }) => segments.map(({ source }) => source))).toEqual(expected)
    expect(expected.flat()).toHaveLength(50)
    expect(article.blocks).toHaveLength(26)
  })

  test('has its headline below the boilerplate, its date and its captions', () => {
    const article = read(readSharedData('articles', 'acc-visit.txt'))

    expect(article).toMatchObject({
      title: 'ACC Delegation and SEA Diplomats visited UNESCO-ICHEI',
      publishedOn: '2024-10-25',
    })
    expect(article.blocks.slice(0, 7).map(({ role }) => role)).toEqual([
      'body',
      'body',
      'headline',
      'date',
      'body',
      'body',
      'caption',
    ])
    expect(article.blocks.filter(({ role }) => role === 'caption')).toHaveLength(12)
  })
})

describe.skipIf(!sharedData('segmentation', 'english-golden-rules.json'))('golden rules of English', () => {
  test('all 52 hold for a text: where the rules for sentences see no list, its lines are blocks', () => {
    const rules = JSON.parse(readSharedData('segmentation', 'english-golden-rules.json')) as {
      readonly name: string
      readonly text: string
      readonly expected: readonly string[]
    }[]
    const list = rules.find(({ name }) => name.endsWith('#042'))

    expect(rules).toHaveLength(52)
    expect(wordsOf(read(list?.text ?? ''))).toEqual(list?.expected)
    expect(wordsOf(read('this line goes on\nin the next one and\nends there.'))).toHaveLength(1)
  })
})

describe('a plain text', () => {
  const bytes = readFileSync(new URL('../fixtures/text/notice.txt', import.meta.url))
  const notice = readDocument(bytes, 'notice.txt')

  test('gives blocks by blank lines, joins wrapped lines and tells roles by shape', () => {
    expect(notice).toMatchObject({
      title: 'Rectors meet in Bangkok',
      author: 'Press Office',
      publishedOn: '2024-10-25',
    })
    expect(notice.blocks.map(({ role }, index) => [role, wordsOf(notice)[index]])).toEqual([
      ['body', 'Coming soon......'],
      ['headline', 'Rectors meet in Bangkok'],
      ['date', 'Friday, 25 October 2024'],
      ['byline', 'By Press Office'],
      [
        'body',
        'The rectors of ten universities met in Bangkok. They agreed on a plan that is long enough to be wrapped by an editor at some column of the page.',
      ],
      ['caption', 'Prof. Li, Director of the Centre'],
      ['heading', 'Next steps'],
      ['body', 'Three things follow. The first is a list:'],
      ['list-item', 'Courses'],
      ['list-item', 'Teachers and trainers'],
      ['list-item', '2. Laboratories'],
    ])
  })

  test('knows the bytes of every block', () => {
    const slices = notice.blocks.map(({ start, end }) => bytes.subarray(start, end).toString())

    expect(slices[1]).toBe('Rectors meet in Bangkok')
    expect(slices[8]).toBe('Courses')
    expect(slices[9]).toBe('Teachers\n  and trainers')
  })

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFCafé\r\n\r\nBar', 'utf8'), 3],
    ['UTF-16', Buffer.from('\uFEFFCafé\r\n\r\nBar', 'utf16le'), 2],
    ['old Mac line ends', Buffer.from('Café\r\rBar'), 0],
  ])('in %s is read with its own byte ranges', (_name, file, start) => {
    const document = readDocument(file, 'x.txt')

    expect(wordsOf(document)).toEqual(['Café', 'Bar'])
    expect(document.blocks[0]?.start).toBe(start)
    expect(document.blocks[1]?.end).toBe(file.length)
  })

  test.each([
    [
      'bytes that are not UTF-8',
      Buffer.from([0x61, 0xef, 0xbf, 0xbd, 0xe9, 0x62]),
      'unsupported-file',
      /Byte 4 /,
    ],
    ['a PDF', Buffer.from('%PDF-1.7'), 'unsupported-file', /a PDF/],
    ['a Word file', Buffer.from('PK\u0003\u0004x'), 'unsupported-file', /Word/],
    ['zero bytes', Buffer.from('a\0b'), 'unsupported-file', /Byte 1 is zero/],
    ['nothing but white space', Buffer.from(' \n\n '), 'invalid', /no words/],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'too-large', /at most/],
    ['a paragraph too long', Buffer.from(`a\n\n${'a '.repeat(10_001)}.`), 'too-large', /Line 3, column 1/],
    ['too many sentences', Buffer.from('Yes. No.\n\n'.repeat(10_001)), 'too-large', /20000 sentences/],
  ])('with %s is refused and says where', (_name, file, code, message) => {
    expect(() => readDocument(file, 'x.txt')).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })
})

test('a file of another kind is refused by its name rather than read as words', () => {
  expect(() => readDocument(Buffer.from('<a>word</a>'), 'data.xml')).toThrow(
    expect.objectContaining({ code: 'unsupported-file' }),
  )
})

test.each([
  ['2024.10.25', '2024-10-25'],
  ['2024-10-25T08:00:00+07:00', '2024-10-25'],
  ['25 October 2024', '2024-10-25'],
  ['Published on: Fri, 25 Oct. 2024, 10:30 am', '2024-10-25'],
  ['October 25th, 2024', '2024-10-25'],
  ['2024年10月25日', '2024-10-25'],
  ['25/10/2024', '2024-10-25'],
  ['05/10/2024', null],
  ['31 February 2024', null],
  ['25 Octopus 2024', null],
  ['25 October 2024 was a Friday', null],
])('the date line %s is %s', (line, date) => {
  expect(readDateLine(line)).toBe(date)
})

test('any text keeps all its words, in blocks that are in order and apart', () => {
  const piece = fc.constantFrom(
    'a',
    'B. ',
    ' ',
    '\n',
    '\r\n',
    '\n\n',
    '• ',
    '1. ',
    '2024.10.25',
    'By X',
    '\uE001',
    '😀',
    '-',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      const text = `x\n\n${pieces.join('')}`
      const document = read(text)
      let last = 0
      for (const { start, end } of document.blocks) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      const letters = (value: string): string => value.replace(/[^\p{L}\p{N}]/gu, '')
      expect(letters(wordsOf(document).join(''))).toBe(letters(text))
    }),
    { numRuns: 1000 },
  )
})
