import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { WorkError } from '#domain/errors.ts'
import { fromNotation, marksOf, toNotation } from '#domain/inline.ts'

import type { OpenDocument } from '../../server/formats/format.ts'
import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { hostileHtml } from '../helpers/hostile.ts'
import { fc } from '../helpers/properties.ts'
import { tagsOf } from '../helpers/tags.ts'

const open = (html: string | Uint8Array): OpenDocument => openDocument(Buffer.from(html), 'page.html')

/** Merges words (in notation) into blocks, by index. */
function merged(html: string, words: Readonly<Record<number, string>>, locale: 'th' | null = null): string {
  const targets = new Map(
    Object.entries(words).map(([index, text]) => [Number(index), { text: fromNotation(text) }]),
  )
  return Buffer.from(open(html).merge(targets, { locale })).toString()
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe('words put back into a page', () => {
  test.each([
    [
      'text',
      '<p class=x>Hello&rsquo;s</p>',
      { 0: 'สวัสดี <&"> \u00A0' },
      '<p class=x>สวัสดี &lt;&amp;"&gt; &nbsp;</p>',
    ],
    [
      'codes in another order',
      '<p>a <b>b</b> <i>c</i></p>',
      { 0: '{2}C{/2} A {1}B{/1}' },
      '<p><i>C</i> A <b>B</b></p>',
    ],
    ['white space around them', '<p>\n  Hello\n</p>', { 0: 'Halo' }, '<p>\n  Halo\n</p>'],
    [
      'entities of words that stay',
      '<p>caf&eacute; <b>x</b> y</p>',
      { 0: 'café {1}Z{/1} y' },
      '<p>caf&eacute; <b>Z</b> y</p>',
    ],
    ['comments', '<p>a<!-- c -->b</p>', { 0: 'X' }, '<p><!-- c -->X</p>'],
    ['empty elements', '<p>a <a id=n></a>b</p>', { 0: 'X' }, '<p><a id=n></a>X</p>'],
    ['omitted end tags', '<ul><li><b>a<li>b</ul>', { 0: '{1}X{/1}', 1: 'Y' }, '<ul><li><b>X<li>Y</ul>'],
    [
      'crossing tags',
      '<p>a<b>b<i>c</b>d</i>e</p>',
      { 0: 'A{1}B{2}C{/2}{/1}DE' },
      '<p>A<b>B<i>C</b></i>DE</p>',
    ],
    [
      'attributes',
      '<p>a <a title=x href=y>b</a></p>',
      { 0: 'A {1}B{/1}', 1: 'T "q"' },
      '<p>A <a title="T &quot;q&quot;" href=y>B</a></p>',
    ],
    [
      'an attribute alone',
      "<p>a <a title='x'>b</a></p>",
      { 1: "it's" },
      "<p>a <a title='it&#39;s'>b</a></p>",
    ],
    [
      'alternative text',
      '<figure><img src=a alt="A lab"></figure>',
      { 0: 'ห้อง' },
      '<figure><img src=a alt="ห้อง"></figure>',
    ],
    [
      'alternative text in a sentence',
      '<p>See <img alt="A lab"> here</p>',
      { 1: 'ห้อง' },
      '<p>See <img alt="ห้อง"> here</p>',
    ],
    [
      'the title',
      '<title> A &amp; B </title><p>x',
      { 1: '</title><b>' },
      '<title> &lt;/title&gt;&lt;b&gt; </title><p>x',
    ],
    [
      'metadata',
      '<meta name=description content="Old words"><p>x',
      { 1: 'New' },
      '<meta name=description content="New"><p>x',
    ],
    [
      'open graph',
      '<meta content="Old" property="og:title"><p>x',
      { 1: 'New' },
      '<meta content="New" property="og:title"><p>x',
    ],
    [
      'structured data',
      '<script type="application/ld+json">{"headline": "Old", "url": "u"}</script><p>x',
      { 1: '"</script>' },
      '<script type="application/ld+json">{"headline": "\\"\\u003c/script>", "url": "u"}</script><p>x',
    ],
    ['line breaks of preformatted text', '<pre>a\n  b</pre>', { 0: 'A\n  B' }, '<pre>A\n  B</pre>'],
  ])('%s', (_what, html, words, expected) => {
    expect(merged(html, words as Record<number, string>)).toBe(expected)
  })

  test('a code that must stay is put back, a foreign or doubled one is not', () => {
    expect(merged('<p>a <img src=x> <b>b</b></p>', { 0: '{2}B{2}{7/}' })).toBe('<p><b>B</b><img src=x></p>')
  })

  test('a page says its new language; quotations in another keep theirs', () => {
    const page =
      '<html lang="en-US"><meta property="og:locale" content="en_US"><meta http-equiv=content-language content=en>' +
      '<script type="application/ld+json">{"inLanguage":"en"}</script><p lang=en>a</p><q lang="fr">b</q>'

    expect(Buffer.from(open(page).merge(new Map(), { locale: 'th' })).toString()).toBe(
      '<html lang="th"><meta property="og:locale" content="th_TH"><meta http-equiv=content-language content=th>' +
        '<script type="application/ld+json">{"inLanguage":"th"}</script><p lang=th>a</p><q lang="fr">b</q>',
    )
  })

  test('sentences that are still English say so', () => {
    const opened = open('<p>One. <b>Two.</b></p>')
    const target = {
      text: `หนึ่ง ${opened.document.blocks[0]?.segments[1]?.source}`,
      foreign: [{ start: 6, end: 12 }],
    }

    expect(Buffer.from(opened.merge(new Map([[0, target]]), { locale: 'th' })).toString()).toBe(
      '<p>หนึ่ง <b><span lang="en">Two.</span></b></p>',
    )
  })

  test('a listing too long to be translated stays as it is', () => {
    const page = `<p>Words</p><pre>${'<b>log</b> line\n'.repeat(3000)}</pre>`

    expect(open(page).document.blocks).toHaveLength(1)
    expect(merged(page, { 0: 'X' })).toBe(page.replace('Words', 'X'))
  })

  test('a dropped block leaves its frame', () => {
    const opened = open('<p>Soon <b>more</b></p><p>x</p>')

    expect(
      Buffer.from(opened.merge(new Map([[0, { text: '', dropped: true }]]), { locale: null })).toString(),
    ).toBe('<p></p><p>x</p>')
  })

  test('a legacy page becomes UTF-8 and says so, but not before a word is changed', () => {
    const bytes = Buffer.from('<meta charset="iso-8859-1"><p>caf\u00e9</p><p>\u00e9</p>', 'latin1')
    const opened = openDocument(bytes, 'page.html')

    expect(roundTrip(bytes, opened).identical).toBe(true)
    expect(Buffer.from(opened.merge(new Map([[0, { text: 'ไทย' }]]), { locale: 'th' })).toString()).toBe(
      '<meta charset="utf-8"><p>ไทย</p><p>é</p>',
    )
  })

  test('the fixture comes back as it was, and after a pseudo-translation with the same tags', () => {
    const bytes = readFileSync(new URL('../fixtures/html/visit.html', import.meta.url))

    expect(roundTrip(bytes, openDocument(bytes, 'visit.html'))).toEqual({
      identical: true,
      units: 18,
      segments: 21,
    })
    expectPseudo(bytes.toString())
  })
})

/** After other words, the tags are the same and reading again gives the words. */
function expectPseudo(html: string, write: (text: string) => string = pseudoText): void {
  const opened = open(html)
  const targets = targetsOf(opened.document.blocks, ({ source }) => write(source))
  const after = Buffer.from(opened.merge(targets, { locale: null })).toString()
  expect(tagsOf(after)).toEqual(tagsOf(html))
  const again = open(after).document.blocks
  const wanted = opened.document.blocks.map((block, index) =>
    spaced(targets.get(index)?.text ?? wordsOf(block)),
  )
  expect(again.map((block) => spaced(wordsOf(block)))).toEqual(wanted)
}

/** Runs a property over hostile pages that can be read. */
function forAnyPage(
  { runs, distinct }: { readonly runs: number; readonly distinct: number },
  property: (html: string, opened: OpenDocument) => void,
): void {
  const seen = new Set<string>()
  fc.assert(
    fc.property(hostileHtml, (html) => {
      if (seen.has(html)) return
      let opened: OpenDocument
      try {
        opened = open(html)
      } catch (error) {
        expect(error).toBeInstanceOf(WorkError)
        return
      }
      seen.add(html)
      property(html, opened)
    }),
    { numRuns: runs },
  )
  expect(seen.size).toBeGreaterThanOrEqual(distinct)
}

describe('any page', () => {
  test('comes back byte by byte with nothing, and with its own words', () => {
    forAnyPage({ runs: 40_000, distinct: 30_000 }, (html, opened) => {
      expect(roundTrip(Buffer.from(html), opened).identical, html).toBe(true)
    })
  })

  test('keeps its tags whatever the words are', () => {
    const hostileWords = '</script></title>-->"\'<!--<img src=x onerror=y>&amp;\r\u0000 \u202E😀 x'
    forAnyPage({ runs: 3000, distinct: 2400 }, (html) => expectPseudoTags(html, hostileWords))
  })

  test('changes nothing outside the block that was changed', () => {
    forAnyPage({ runs: 3000, distinct: 2400 }, (html, opened) => {
      const bytes = Buffer.from(html)
      const index = opened.document.blocks.findIndex(({ segments }) => segments.length > 0)
      const block = opened.document.blocks[index]
      if (!block) return
      const after = Buffer.from(
        opened.merge(new Map([[index, { text: pseudoText(wordsOf(block)) }]]), { locale: null }),
      )
      expect(after.subarray(0, block.start)).toEqual(bytes.subarray(0, block.start))
      const tail = bytes.length - block.end
      expect(after.subarray(after.length - tail)).toEqual(bytes.subarray(block.end))
    })
  })
})

function expectPseudoTags(html: string, words: string): void {
  const opened = open(html)
  const write = (text: string) =>
    words +
    marksOf(text)
      .map(({ at }) => text.charAt(at))
      .join('') +
    words
  const targets = new Map(
    opened.document.blocks.flatMap((block, index) =>
      block.segments.length > 0 ? [[index, { text: write(wordsOf(block)) }] as const] : [],
    ),
  )
  const after = Buffer.from(opened.merge(targets, { locale: null })).toString()
  expect(tagsOf(after), toNotation(html)).toEqual(tagsOf(html))
}
