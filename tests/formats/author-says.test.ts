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

describe('notes for translators', () => {
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
