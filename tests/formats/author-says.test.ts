// What the author of a file says about its translation is heard: attributes of HTML and ITS, comments, HTML in Markdown.

import { describe, expect, test } from 'vitest'

import { fromNotation, toNotation } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { roundTrip } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'

function read(text: string, name: string) {
  const bytes = Buffer.from(text)
  const opened = openDocument(bytes, name)
  expect(roundTrip(bytes, opened).identical, text).toBe(true)
  return opened.document.blocks.map((block) => ({
    role: block.role,
    words: toNotation(wordsOf(block)),
    notes: block.notes ?? [],
    locked: block.codes.flatMap(({ kind, alt }) => (kind === 'single' && alt ? [alt] : [])),
  }))
}

function merged(
  name: string,
  text: string,
  words: Readonly<Record<number, string>>,
  locale: TargetLocale | null,
) {
  const targets = Object.entries(words).map(
    ([index, one]) => [Number(index), { text: fromNotation(one) }] as const,
  )
  return Buffer.from(openDocument(Buffer.from(text), name).merge(new Map(targets), { locale })).toString()
}

describe('words inside of locked ones that are translated after all', () => {
  test.each([
    [
      'a paragraph',
      '<div translate="no">Brand <p translate="yes">Good words.</p> more <b>Brand</b></div><p>After</p>',
      ['', 'Good words.', '', 'After'],
      [['Brand'], [], ['more Brand'], []],
    ],
    [
      'words of a sentence',
      '<p translate="no">Brand <b translate="yes">good words</b> more</p><p>After</p>',
      ['{1/}{2}good words{/2}{3/}', 'After'],
      [['Brand', 'more'], []],
    ],
    [
      'elements of the same name',
      '<div translate="no"><div translate="yes">a <div translate="no">x</div> y</div>z</div><p>After</p>',
      ['a', '', 'y', '', 'After'],
      [[], ['x'], [], ['z'], []],
    ],
    [
      'what was never closed',
      '<div class="notranslate">A<p translate="yes">b</div><p>c</p>',
      ['', 'b', 'c'],
      [['A'], [], []],
    ],
    [
      'code that is words',
      '<p>Run <code translate="yes">it</code> and <code>npm</code>.</p>',
      ['Run {1}it{/1} and {2/}.'],
      [['npm']],
    ],
  ])('%s', (_what, html, words, locked) => {
    const blocks = read(html, 'a.html')

    expect(blocks.map((block) => block.words)).toEqual(words)
    expect(blocks.map((block) => block.locked)).toEqual(locked)
  })

  test('come back in another language, and nothing else does', () => {
    const html = '<div translate="no">Brand <p translate="yes">Good</p> more</div>'

    expect(merged('a.html', html, { 1: 'ดี <b>' }, null)).toBe(
      '<div translate="no">Brand <p translate="yes">ดี &lt;b&gt;</p> more</div>',
    )
  })
})

describe('attributes of ITS', () => {
  test('an element says that it is a part of a sentence, or ends one', () => {
    const html =
      '<p>One <div its-within-text="yes">two</div> three.</p><p>A <span its-within-text="no">b</span> c</p>'

    expect(read(html, 'a.html').map(({ words }) => words)).toEqual(['One {1}two{/1} three.', 'A', 'b', 'c'])
  })

  test('XHTML names them with a colon', () => {
    const html = '<p>A <b its:translate="no">brand</b> and <q its:locNote="Somebody says it">b</q></p>'

    expect(read(html, 'a.xhtml')).toMatchObject([
      { words: 'A {1/} and {2}b{/2}', locked: ['brand'], notes: ['Somebody says it'] },
    ])
  })
})

/** A page with rules of ITS in its head. */
const ruled = (rules: string, body: string, language = '') =>
  `<!doctype html><html><head><script type="application/its+xml">\n<its:rules xmlns:its="http://www.w3.org/2005/11/its"` +
  ` xmlns:h="http://www.w3.org/1999/xhtml" version="2.0"${language}>\n${rules}\n</its:rules></script></head><body>${body}</body></html>`

describe('rules of ITS', () => {
  test.each([
    [
      'lock words, wherever they stand',
      ruled(
        '<its:translateRule selector="//h:p[@class=\'brand\']/h:b | //h:cite" translate="no"/>',
        '<p class=brand>A <b>Setara</b> <i><b>b</b></i> and <cite>C</cite></p>',
      ),
      ['A {1/} {2}{3}b{/3}{/2} and {4/}'],
    ],
    [
      'open words in locked ones',
      ruled(
        '<its:translateRule selector="//h:div" translate="no"/><its:translateRule selector="//h:p[contains(@class,\'go\')]" translate="yes"/>',
        '<div>Brand <p class="x going">Good</p></div><div translate=yes>Said here</div>',
      ),
      ['', 'Good', 'Said here'],
    ],
    [
      'say what is a part of a sentence',
      ruled(
        '<its:withinTextRule selector="/h:html/h:body/h:div/h:p" withinText="yes"/><its:withinTextRule selector="//h:u[@id]" withinText="no"/>',
        '<div>One <p>two</p> three</div><p>A <u id=x>b</u> c</p>',
      ),
      ['One {1}two{/1} three', 'A', 'b', 'c'],
    ],
    [
      'say which attributes are words',
      ruled(
        '<its:translateRule selector="//h:img/@alt" translate="no"/><its:translateRule selector="//@data-tip" translate="yes"/>',
        '<p data-tip="A tip">A <img src=x alt="Logo"></p>',
      ),
      ['A {1/}', 'A tip'],
    ],
    [
      'choose as CSS does',
      ruled(
        '<its:translateRule selector="article > p.brand, [data-x=no] code" translate="no"/><its:translateRule selector="#y" translate="no"/>',
        '<article><p class="a brand">A</p><div><p class=brand>B</p></div></article><p data-x=no>C <code>d</code><i id=y>e</i></p>',
        ' queryLanguage="css"',
      ),
      ['', 'B', 'C {1/}{2/}'],
    ],
    [
      'count where end tags are left out',
      ruled(
        '<its:translateRule selector="//h:ul/h:li[@x]/h:b" translate="no"/>',
        '<ul><li x>a <b>B</b><p>c<li>d <b>e</b></ul>',
      ),
      ['a {1/}', 'c', 'd {1}e{/1}'],
    ],
  ])('%s', (_what, html, words) => {
    expect(read(html, 'a.html').map((block) => block.words)).toEqual(words)
  })

  test('give notes, terms and limits, and XHTML has them among its elements', () => {
    const html =
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">' +
      '<its:locNoteRule selector="//h:h1" locNoteType="alert"><its:locNote>Keep\n it short</its:locNote></its:locNoteRule>' +
      '<its:locNoteRule selector="//h:p" locNotePointer="@data-say"/><its:termRule selector="//h:dfn" term="yes"/>' +
      '<its:storageSizeRule selector="//h:h1" storageSize="20"/>' +
      '<its:allowedCharactersRule selector="//h:q" allowedCharacters="[a-z ]"/></its:rules></head>' +
      '<body><h1>A</h1><p data-say="A joke">The <dfn>cloud</dfn> <q>is</q></p></body></html>'

    expect(read(html, 'a.xhtml')).toMatchObject([
      {
        words: 'A',
        notes: ['Keep it short', { kind: 'storage', bytes: 20, encoding: 'UTF-8', words: null }],
      },
      {
        words: 'The {1}cloud{/1} {2}is{/2}',
        notes: [
          'A joke',
          { kind: 'term', words: 'cloud' },
          { kind: 'characters', allowed: '[a-z ]', words: 'is' },
        ],
      },
    ])
  })

  test.each([
    ['<its:translateRule selector="//h:p[1]" translate="no"/>', 4],
    ['<its:translateRule selector="//p" translate="no"/>', 4],
    ['<its:translateRule selector="//h:p/text()" translate="no"/>', 4],
    ['<its:translateRule selector="id(\'x\')" translate="no"/>', 4],
    ['<its:domainRule selector="//h:p" domainPointer="@x"/>', 4],
    ['<its:locNoteRule selector="//h:p" locNotePointer="../h:q"/>', 4],
    ['<its:param name="x">y</its:param>', 4],
  ])('%s is not understood: it is left out, and the import says so', (rule, line) => {
    const html = ruled(`\n${rule}`, '<p class=a>A</p>')

    const { document } = openDocument(Buffer.from(html), 'a.html')

    expect(document.remarks).toMatchObject([{ kind: 'its', line }])
    expect(document.remarks?.[0]?.found).toContain(
      rule.startsWith('<its:param') ? 'its:param' : rule.replace('>y</its:param>', '>'),
    )
    expect(document.blocks.map(({ segments }) => segments.map(({ source }) => source))).toEqual([['A']])
  })

  test.each([
    ['<link rel="its-rules" href="https://example.org/rules.xml"><p>A</p>', 'https://example.org/rules.xml'],
    ['<p its-locale-filter-list="fr-*">A</p>', 'its-locale-filter-list="fr-*"'],
    ['<script type="application/its+xml"><its:rules <</script><p>A</p>', ''],
  ])('%s is said as well', (html, found) => {
    const { remarks } = openDocument(Buffer.from(html), 'a.html').document

    expect(remarks).toMatchObject([{ kind: 'its', line: 1, found: expect.stringContaining(found) }])
  })

  test('a page without any has no remarks', () => {
    expect(
      openDocument(Buffer.from('<p its-locale-filter-list="*">A'), 'a.html').document.remarks,
    ).toBeUndefined()
  })
})

describe('demands of ITS', () => {
  test('are those of the block, or of words in it', () => {
    const html =
      '<p its-storage-size="25" its-storage-encoding="UTF-16">A <b its-term="yes">cloud</b> <i its-allowed-characters="[^&lt;]">b</i></p>' +
      '<div its-storage-size="9"><p its-term="no">not inherited</p></div><p its-storage-size="many">B <b its-term=yes></b></p>'

    expect(read(html, 'a.html').map(({ notes }) => notes)).toEqual([
      [
        { kind: 'storage', bytes: 25, encoding: 'UTF-16', words: null },
        { kind: 'term', words: 'cloud' },
        { kind: 'characters', allowed: '[^<]', words: 'b' },
      ],
      [],
      [],
    ])
  })

  test('an image and a control that are not translated keep their words', () => {
    const html =
      '<p>A <img translate="no" alt="Brand" src="x"> <input type=submit translate=no value="Go"></p>'

    expect(read(html, 'a.html').map(({ words }) => words)).toEqual(['A {1/}'])
  })
})

describe('notes for translators', () => {
  test('a note may stand somewhere else', () => {
    expect(read('<p its-loc-note-ref="https://example.org/n">A</p>', 'a.html')[0]?.notes).toEqual([
      'https://example.org/n',
    ])
  })

  test.each([
    ['<!-- i18n-note: Keep it short --><h1>A</h1>', ['Keep it short']],
    ['<p>Words <!-- Translators: not\n literal -->here.</p>', ['not literal']],
    ['<p its-loc-note="A joke">Words <b its-loc-note="two">b</b></p>', ['A joke', 'two']],
    ['<!--NOTE:a--><!-- l10n: b --><p>Words</p>', ['a', 'b']],
    ['<!-- .entry-content --><!-- TODO: x --><!-- wp:paragraph --><p>Words</p>', []],
    ['<nav><!-- note: menu --></nav><p>Words</p>', []],
  ])('%s', (html, notes) => {
    expect(read(html, 'a.html')[0]?.notes).toEqual(notes)
  })

  test('a note belongs to the words that follow it, and to no others', () => {
    const html = '<section its-loc-note="All"><!-- note: first --><p>A</p><p>B</p></section><p>C</p>'

    expect(read(html, 'a.html').map(({ notes }) => notes)).toEqual([['All', 'first'], ['All'], []])
  })

  test('Markdown has them in comments', () => {
    const text =
      '# T\n\n<!-- Translators: be nice -->\n\nA.\n\nB *c*<!-- note: inline -->.\n\n- <!-- note: x -->\n\n  D\n'

    expect(read(text, 'a.md').map(({ notes }) => notes)).toEqual([[], ['be nice'], ['inline'], ['x']])
  })
})

describe('HTML in Markdown', () => {
  const text =
    'x\n\n<div lang="en">\nOld <b>words</b> &amp;\nmore <img src="a" alt="A lab">\n</div>\n\n- y\n  <div title="Tip">in a list</div>\n\n> <p>quoted</p>\n>\n> - a\n>   <div>b\n>   c</div>\n\nz\n'

  test('has words', () => {
    expect(read(text, 'a.md').map(({ role, words }) => [role, words])).toEqual([
      ['body', 'x'],
      ['body', 'Old {1}words{/1} & more {2/}'],
      ['list-item', 'y'],
      ['list-item', 'in a list'],
      ['quotation', 'quoted'],
      ['list-item', 'a'],
      ['body', 'z'],
      ['alt-text', 'A lab'],
      ['label', 'Tip'],
    ])
  })

  test('takes other words, which are neither HTML nor the end of it, and another language', () => {
    const words = { 1: 'ใหม่\n\n\n<i> {1}*ค*{/1} & {2/}', 7: 'ห้อง\n\n"แล็บ"' }

    expect(merged('a.md', text, words, 'th')).toBe(
      text
        .replace('lang="en"', 'lang="th"')
        .replace('Old <b>words</b> &amp;\nmore ', 'ใหม่\n&lt;i&gt; <b>*ค*</b> &amp; ')
        .replace('A lab', 'ห้อง &quot;แล็บ&quot;'),
    )
  })

  test('stays HTML: the lines that its tags stand in alone are left to them', () => {
    expect(merged('a.md', '<span>\nold\n</span>\n', { 0: '{1}*ใหม่*{/1}' }, null)).toBe(
      '<span>\n*ใหม่*\n</span>\n',
    )
  })

  test('has one headline', () => {
    const found = read('<h1 align="center">Project</h1>\n\n# Again\n\n<h1>Third</h1>\n', 'a.md')

    expect(found.map(({ role }) => role)).toEqual(['headline', 'heading', 'heading'])
  })
})
