import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { unseenRoles, type SourceDocument } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { compareCodes, highestCodeId, marksOf, toNotation } from '#domain/inline.ts'

import { readDocument } from '../../server/formats/formats.ts'
import { readTokens } from '../../server/formats/html/tokens.ts'
import { hostileHtml } from '../helpers/hostile.ts'
import { fc } from '../helpers/properties.ts'

const read = (html: string): SourceDocument => readDocument(Buffer.from(html), 'page.html')
const textOf = ({ blocks }: SourceDocument): readonly string[] =>
  blocks.map(({ segments }) => toNotation(segments.map(({ source, after }) => source + after).join('')))

describe('a news page', () => {
  const bytes = readFileSync(new URL('../fixtures/html/visit.html', import.meta.url))
  const page = readDocument(bytes, 'visit.html')

  test('says what its head says', () => {
    expect(page).toMatchObject({
      format: 'html',
      title: 'Delegation visits the lab',
      description: 'A delegation & diplomats visited.',
      publishedOn: '2024-10-25',
      author: 'Press Office',
    })
  })

  test('gives its blocks with their roles and words', () => {
    expect(page.blocks.map(({ role, level }, index) => [role, level, textOf(page)[index]])).toEqual([
      ['headline', 1, 'Delegation visits the {1}lab{/1}'],
      ['byline', null, 'By Press Office'],
      ['lead', null, 'Talks on skills. More to come.'],
      ['date', null, '{1}25 October 2024{/1}'],
      ['image', null, 'The delegation in the lab'],
      ['caption', null, 'Prof. Li, Director'],
      [
        'body',
        null,
        'On 24 October, the {1}ASEAN-China Centre{/1} (ACC) visited\u00A0us. {2}They met. {/2}See {3}the page{/3} or {4}this{/4}.{5/}Thank you.',
      ],
      ['heading', 2, 'Outcome'],
      ['list-item', null, 'First item'],
      ['list-item', null, 'Second item'],
      ['quotation', null, 'We agree.'],
      ['body', null, 'Run {1/} at {2/} today.'],
      ['body', null, ''],
      ['caption', null, 'Numbers'],
      ['body', null, 'Year'],
      ['body', null, '2024'],
      ['seo-title', null, 'Delegation visits the lab | Example Centre'],
      ['seo-description', null, 'A delegation & diplomats visited.'],
    ])
  })

  test('keeps an address only when it is safe', () => {
    const codes = page.blocks[6]?.codes ?? []

    expect(codes.map(({ type, href }) => [type, href])).toEqual([
      ['bold', undefined],
      ['bold', undefined],
      ['link', 'https://example.org/a?b=1&c=2'],
      ['link', undefined],
      ['break', undefined],
    ])
  })

  test('shows words that must not be translated on their chip', () => {
    expect(page.blocks[11]?.codes).toMatchObject([
      { kind: 'single', type: 'code', display: 'npm test', alt: 'npm test' },
      {
        kind: 'single',
        type: 'other',
        display: 'Setara Ltd.',
        raw: '<span translate="no">Setara Ltd.</span>',
      },
    ])
    expect(page.blocks[12]).toMatchObject({ segments: [], codes: [{ alt: 'SUSTech Global' }] })
  })

  test('knows the bytes of every block', () => {
    const slices = page.blocks.map(({ start, end }) => bytes.subarray(start, end).toString())

    expect(slices[0]).toBe('Delegation visits the <em>lab</em>')
    expect(slices[8]).toBe('First item')
    expect(slices[12]).toBe('<p translate="no">SUSTech Global</p>')
  })
})

describe('HTML', () => {
  test.each([
    ['<p>a<b>b<i>c</b>d</i>e</p>', ['a{1}b{2}c{/2}{/1}de']],
    ['<p>one<div>two</div>three', ['one', 'two', 'three']],
    ['<p>a <b> b </b> </p>', ['a {1}b{/1}']],
    ['<p>a<b></b><i> </i>b', ['a b']],
    ['<pre>a\n  b</pre>', ['a\n  b']],
    ['<p>1 &lt; 2 &amp;amp; &#x4e2d<!-- x -->国</p>', ['1 < 2 &amp; 中国']],
    ['<p>a<svg><text>in</text><p>out', ['a', 'out']],
    ['<p>a<svg><foreignObject><p>in</p></foreignObject></svg>b', ['ab']],
    ['<constructor>a</constructor></__proto__><valueof>b', ['a', 'b']],
    ['<p>\uE001\uF8FF&#xE001;x</p>', ['\uFFFD\uFFFD\uFFFDx']],
    ['<div style="display: none">no</div><p aria-hidden="true">no</p><p>yes', ['yes']],
    ['<p hidden>no<p>yes', ['yes']],
    ['<div><p hidden>no</div>yes', ['yes']],
    ['<ul><li hidden>no<ul><li>no</ul><li>yes</ul>', ['yes']],
    ['<ul><li hidden>no</ul>yes', ['yes']],
    ['<p>a<br/>b</p><script>"</p>"</script><textarea><p>no</textarea>', ['a{1/}b']],
  ])('%s', (html, expected) => {
    expect(textOf(read(html))).toEqual(expected)
  })

  test('legacy pages are read in the encoding that they declare', () => {
    const bytes = Buffer.from('<meta charset="iso-8859-1"><p>caf\u00e9 bar</p>', 'latin1')

    const page = readDocument(bytes, 'page.html')

    expect(textOf(page)).toEqual(['café bar'])
    expect(bytes.subarray(page.blocks[0]?.start, page.blocks[0]?.end).toString('latin1')).toBe('café bar')
  })

  test.each([
    ['nested too deep', '<div>'.repeat(300) + 'x', 'too-large', /Line 1, column \d+: .*256/],
    ['a block too long', `<p>x\n<p>${'a '.repeat(10_001)}`, 'too-large', /Line 2, column 4: .*20000/],
    ['without words', '<p> </p><hr>', 'invalid', /no words/],
  ])('%s is refused with the place', (_what, html, code, message) => {
    expect(() => read(html)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })
})

describe('any HTML', () => {
  test('is covered by its tokens without a gap', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        const pieces: string[] = []
        readTokens(html, ({ start, end }) => pieces.push(html.slice(start, end)))
        expect(pieces.join('')).toBe(html)
      }),
      { numRuns: 3000 },
    )
  })

  test('is read or refused, with blocks in order and codes that stand in their text', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        const bytes = Buffer.from(html)
        let page: SourceDocument
        try {
          page = readDocument(bytes, 'x.html')
        } catch (error) {
          expect(error).toBeInstanceOf(WorkError)
          return
        }
        let last = 0
        for (const { start, end, codes, segments, role } of page.blocks) {
          if (unseenRoles.has(role)) continue
          expect(start).toBeGreaterThanOrEqual(role === 'image' || segments.length === 0 ? 0 : last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(bytes.length)
          last = end
          const whole = segments.map(({ source, after }) => source + after).join('')
          expect(compareCodes(whole, whole).misnested).toEqual([])
          if (role === 'image' || segments.length === 0) continue
          const marks = codes.flatMap(({ id, kind }) =>
            kind === 'pair' ? [`open${id}`, `close${id}`] : [`single${id}`],
          )
          expect(
            marksOf(whole)
              .map(({ part, id }) => part + id)
              .sort(),
          ).toEqual(marks.sort())
          expect(codes.every(({ id }) => id <= highestCodeId)).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
