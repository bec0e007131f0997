import { describe, expect, test } from 'vitest'

import { WorkError } from '#domain/errors.ts'
import { fromNotation, plainText } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { fc } from '../helpers/properties.ts'

/** Merges words (in notation) into blocks, by index. */
function merged(
  name: string,
  text: string,
  words: Readonly<Record<number, string>>,
  locale: 'th' | null = null,
): string {
  const targets = new Map(
    Object.entries(words).map(([index, one]) => [Number(index), { text: fromNotation(one) }]),
  )
  return Buffer.from(openDocument(Buffer.from(text), name).merge(targets, { locale })).toString()
}

describe('words put back into Markdown', () => {
  test.each([
    ['text', 'Hello *old* world', { 0: 'A <b> & {1}x_y{/1} `c`' }, 'A \\<b\\> \\& *x\\_y* \\`c\\`'],
    ['emphasis between letters', 'a _b_ c', { 0: 'ก{1}ข{/1}ค' }, 'ก*ข*ค'],
    ['a link', 'See [the *page*](x "t").', { 0: 'ดู{1}{2}หน้า{/2}{/1}' }, 'ดู[*หน้า*](x "t")'],
    [
      'a reference by its own words',
      'See [page][].\n\n[page]: x',
      { 0: 'ดู {1}หน้า{/1}' },
      'ดู [หน้า][page]\n\n[page]: x',
    ],
    ['lines of a quotation', '> one\n> two *a*\n> b', { 0: 'X {1}Y{/1}' }, '> X *Y*'],
    [
      'items and headings',
      '# T\n\n- a\n- b',
      { 0: 'H #', 1: '1. x', 2: '- y' },
      '# H \\#\n\n- 1\\. x\n- \\- y',
    ],
    ['cells', '| a | b |\n|---|---|\n| c | d |', { 2: 'x|y' }, '| a | b |\n|---|---|\n| x\\|y | d |'],
    ['addresses are words', 'old', { 0: 'https://a.b www.c.d e@f.g' }, 'https\\://a.b www\\.c.d e\\@f.g'],
    ['alternative text', 'See ![a lab](x)', { 1: 'ห้อง ]' }, 'See ![ห้อง \\]](x)'],
    [
      'front matter',
      '---\ntitle: Old\nlang: en\nslug: old\n---\n\nx',
      { 0: 'ใหม่: "a"' },
      '---\ntitle: "ใหม่: \\"a\\""\nlang: en\nslug: old\n---\n\nx',
    ],
    [
      'front matter in TOML',
      '+++\r\ntitle = "Old \\u00e9" # a\r\n\'description\' = \'C:\\new\'\r\nbody = """\r\ntitle = "x"\r\n"""\r\ntags = ["a",\r\n "b"]\r\nlang = "en"\r\n[params]\r\ntitle = "no"\r\n+++\r\n\r\nx',
      { 0: 'ใหม่: "a" \\', 2: 'ข' },
      '+++\r\ntitle = "ใหม่: \\"a\\" \\\\" # a\r\n\'description\' = "ข"\r\nbody = """\r\ntitle = "x"\r\n"""\r\ntags = ["a",\r\n "b"]\r\nlang = "en"\r\n[params]\r\ntitle = "no"\r\n+++\r\n\r\nx',
    ],
    [
      'front matter over several lines, and by its path',
      '---\ntitle: A\ndescription: >\n  Old\n  words\nslug: x\nseo:\n  title: "In"\nimages:\n  - alt: One\n    src: y\n---\nx\n',
      { 2: 'ใหม่: "ก"', 3: 'ใน', 4: 'หนึ่ง' },
      '---\ntitle: A\ndescription: "ใหม่: \\"ก\\""\nslug: x\nseo:\n  title: "ใน"\nimages:\n  - alt: "หนึ่ง"\n    src: y\n---\nx\n',
    ],
    [
      'what makers of sites read first',
      '# A {#id}\n\nSee {{< ref "x" >}} and {{ page.x }}.\n\n{% include x.html %}\n{: .note}\n',
      { 0: 'ก {1/}', 1: 'ดู {2/} {1/}' },
      '# ก {#id}\n\nดู {{ page.x }} {{< ref "x" >}}\n\n{% include x.html %}\n{: .note}\n',
    ],
    [
      'the title of a link',
      'See [a](b "It\'s \\"old\\" &amp; (good)").',
      { 1: 'ใหม่ "a" | `b` (c) \\ &amp; <d>' },
      'See [a](b "ใหม่ &quot;a&quot; &#124; &#96;b&#96; &#40;c&#41; &#92; &amp;amp; &lt;d&gt;").',
    ],
    [
      'the title of an image in a link, in parentheses',
      "[![A lab](c 'Old') x](d (Two words))",
      { 1: 'ห้อง', 2: 'เก่า', 3: 'สอง' },
      "[![ห้อง](c 'เก่า') x](d (สอง))",
    ],
    [
      'the title of a reference',
      'See [a] and [b][].\n\n[a]: x "A page"\n[b]:\n  <y z>\n  \'B page\'\n',
      { 0: 'ดู {1}ก{/1}', 1: 'หน้า ก', 2: 'หน้า\nข' },
      'ดู [ก][a]\n\n[a]: x "หน้า ก"\n[b]:\n  <y z>\n  \'หน้า ข\'\n',
    ],
    [
      'attributes of HTML in a sentence and in a cell',
      'A <img src=x alt="A lab" title=Tip> b\n\n|<abbr title="Old">a</abbr>|\n|-|\n',
      { 0: 'ก {1/}', 1: '{1/}ข{2/}', 2: 'ห้อง "`"', 3: 'เก่า\n\nx', 4: '|' },
      'ก <img src=x alt="ห้อง &quot;&#96;&quot;" title="เก่า x">\n\n|<abbr title="&#124;">ข</abbr>|\n|-|\n',
    ],
    [
      'words that HTML locks',
      'Press <kbd>Ctrl</kbd> in <span translate="no">*Setara* <b>x</b></span>, <b>now</b>',
      { 0: 'กด {1/} ใน {2/} {3/}เลย{4/}' },
      'กด <kbd>Ctrl</kbd> ใน <span translate="no">*Setara* <b>x</b></span> <b>เลย</b>',
    ],
    ['code stays', '```\nno\n```\n\na `b` c', { 0: 'X {1/}' }, '```\nno\n```\n\nX `b`'],
  ])('%s', (_what, text, words, expected) => {
    expect(merged('a.md', text, words as Record<number, string>)).toBe(expected)
  })

  test.each([
    ['---\nlang: en-GB\n---\n\nx', '---\nlang: th\n---\n\nx'],
    ['+++\nlang = "en"\n+++\n\nx', '+++\nlang = "th"\n+++\n\nx'],
    ["+++\nlang = 'en'\n+++\n\nx", '+++\nlang = "th"\n+++\n\nx'],
  ])('the front matter says the new language: %j', (text, expected) => {
    expect(merged('a.md', text, {}, 'th')).toBe(expected)
  })

  test('what looks like front matter but does not begin the file is text', () => {
    const text = '--- no\n\ntitle: a\n\n---\ntitle: b\n---\n'

    const { document } = openDocument(Buffer.from(text), 'a.md')

    expect(document.blocks.map((block) => [block.role, plainText(wordsOf(block))])).toEqual([
      ['body', '--- no'],
      ['body', 'title: a'],
      ['heading', 'title: b'],
    ])
  })

  test('the date and the author of front matter in TOML are those of the article', () => {
    const text = '+++\ntitle = "A"\ndate = 2024-10-25T07:32:00Z\nauthor = "Press Office"\n+++\n\nText.\n'

    const { document } = openDocument(Buffer.from(text), 'a.md')

    expect(document).toMatchObject({ title: 'A', publishedOn: '2024-10-25', author: 'Press Office' })
  })
})

describe('words put back into JSON', () => {
  test.each([
    ['text', '{"a": "Old words", "n": 1}', { 0: 'ใหม่ "q" \\' }, '{"a": "ใหม่ \\"q\\" \\\\", "n": 1}'],
    ['variables and nested keys', '{"a":"Hi {{name}}, $t(b)"}', { 0: '{2/} {1/}' }, '{"a":"$t(b) {{name}}"}'],
    ['tags', '{"a":"See <1>the page</1> now"}', { 0: '{1}หน้า{/1}' }, '{"a":"<1>หน้า</1>"}'],
    [
      'tags of HTML with their attributes',
      '{"a":"Click <a href=\\"{{url}}\\" class=\'x\'>there</a>,<br>or a < b and <nobody>."}',
      { 0: '{1}ที่นี่{/1}{2/} <nobody>' },
      '{"a":"<a href=\\"{{url}}\\" class=\'x\'>ที่นี่</a><br> \\u003cnobody>"}',
    ],
    [
      'escapes of words that stay',
      '{"a":"caf\\u00e9 <1>x</1>"}',
      { 0: 'café {1}Y{/1}' },
      '{"a":"caf\\u00e9 <1>Y</1>"}',
    ],
    [
      'addresses and versions are left alone',
      '{"u":"https://a.b","v":"1.2.3","t":"Text here"}',
      { 0: 'X' },
      '{"u":"https://a.b","v":"1.2.3","t":"X"}',
    ],
    [
      'plural forms',
      '{"n_one":"{{count}} day","n_other":"{{count}} days"}',
      { 1: '{1/} วัน' },
      '{"n_one":"{{count}} day","n_other":"{{count}} วัน"}',
    ],
  ])('%s', (_what, text, words, expected) => {
    expect(merged('a.json', text, words as Record<number, string>)).toBe(expected)
  })

  test('a broken file is refused with its place', () => {
    expect(() => openDocument(Buffer.from('{"a": "b",\n}'), 'a.json')).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(/^Line \d/) }),
    )
  })

  test('a string of megabytes is refused for its length, wherever its signs are escaped', () => {
    for (const words of ['word ', 'a word \\\\ ', 'a \\"word\\" ']) {
      const file = Buffer.from(`{"a": "${words.repeat(Math.floor(9_500_000 / words.length))}"}`)
      expect(() => openDocument(file, 'a.json')).toThrow(/^Line 1, column 8: a string has more than/)
    }
  })
})

describe('words put back into plain text', () => {
  test.each([
    ['text', 'One.\n\n  Two. \r\n', { 1: 'สอง\nสาม' }, 'One.\n\n  สอง สาม \r\n'],
    ['items', '- one\n- two', { 0: 'หนึ่ง' }, '- หนึ่ง\n- two'],
  ])('%s', (_what, text, words, expected) => {
    expect(merged('a.txt', text, words as Record<number, string>)).toBe(expected)
  })
})

const pieces: Readonly<Record<string, readonly string[]>> = {
  md: [
    '*',
    '**',
    '_',
    '`',
    '```\n',
    '[',
    ']',
    '](x)',
    '![',
    '[a][]',
    '[a]: x\n',
    '> ',
    '- ',
    '1. ',
    '# ',
    '\n',
    '\n\n',
    '    ',
    '\t',
    '|',
    '\n|---|---|\n',
    '<b>',
    '</b>',
    '<div>\n',
    '</div>\n',
    '<!-- note: ',
    ' -->',
    '<!--',
    '&amp;',
    '\\',
    '~~',
    'https://a.b',
    '---\n',
    'title: x\n',
    '+++\n',
    'title = "x"\n',
    '[^1]',
    '  \n',
    '\r\n',
  ],
  txt: ['\n', '\r\n', '\r', '\n\n', '- ', '• ', '1. ', 'By A', '25 October 2024', '.', ', '],
  json: [
    '{"a": "',
    '", "b": "',
    '"}',
    '\\n',
    '\\u00e9',
    '\\"',
    '{{x}}',
    '<1>',
    '</1>',
    '$t(a)',
    '[',
    '1',
    ',',
  ],
}
const common = ['word ', 'Hello. ', 'é', '😀', '\uE001', ' ', '\u00A0', 'ไทย']

describe.each(Object.entries(pieces))('any .%s file', (extension, own) => {
  const hostile = fc
    .array(fc.constantFrom(...own, ...common), { maxLength: 30 })
    .map((parts) => (extension === 'json' ? `{"k": "${parts.join('')}"}` : parts.join('')))

  test('comes back byte by byte, and after other words has them', () => {
    const seen = new Set<string>()
    let otherwise = 0
    fc.assert(
      fc.property(hostile, (text) => {
        const bytes = Buffer.from(text)
        let opened: ReturnType<typeof openDocument>
        try {
          opened = openDocument(bytes, `x.${extension}`)
        } catch (error) {
          expect(error).toBeInstanceOf(WorkError)
          return
        }
        seen.add(text)
        expect(roundTrip(bytes, opened).identical, text).toBe(true)
        const { blocks } = opened.document
        const after = opened.merge(
          targetsOf(blocks, ({ source }) => pseudoText(source)),
          { locale: null },
        )
        const again = openDocument(after, `x.${extension}`).document.blocks
        const shown = (all: typeof blocks) =>
          all.map((block) => plainText(wordsOf(block)).replace(/\s+/g, ''))
        const wanted = blocks.map((block) => ({
          ...block,
          segments: block.segments.map((segment) => ({ ...segment, source: pseudoText(segment.source) })),
        }))
        if (JSON.stringify(shown(again)) !== JSON.stringify(shown(wanted))) otherwise += 1
      }),
      { numRuns: 5000 },
    )
    expect(seen.size).toBeGreaterThan(500)
    // Random signs make Markdown that means another thing beside other letters; lines of text join or part by length.
    expect(otherwise / seen.size).toBeLessThan(extension === 'json' ? 0.01 : 0.25)
  })
})
