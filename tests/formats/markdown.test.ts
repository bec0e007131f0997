import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { openDocument } from '../../server/formats/formats.ts'
import { writeMarkdown } from '../../server/formats/markdown.ts'
import { fc } from '../helpers/properties.ts'
import { block, code, hostilePublication, publication, sentence } from '../helpers/publication.ts'

function split(markdown: string): { front: Record<string, unknown>; body: string } {
  const found = /^---\n([^]*?)\n---\n\n([^]*)\n$/.exec(markdown)
  return { front: parse(found?.[1] ?? '') as Record<string, unknown>, body: found?.[2] ?? '' }
}
const bodyOf = (target: string): string =>
  split(writeMarkdown(publication({ blocks: [block({ segments: [sentence(1, 'x', target)] })] }))).body

test('an article has its facts in the front matter and its blocks as Markdown', () => {
  const { front, body } = split(
    writeMarkdown(
      publication({
        author: 'Press: Office',
        blocks: [
          block({ role: 'headline', level: 1, segments: [sentence(1, 'T', '"T": #1')] }),
          block({ role: 'date', segments: [sentence(2, '2024.10.25', '2024.10.25')] }),
          block({
            codes: [
              code(1, 'bold'),
              code(2, 'link', { href: 'https://example.org/(a)' }),
              code(3, 'break'),
              code(4, 'bold'),
            ],
            segments: [sentence(3, 'x', '{1} aa {/1}b {2}cc{/2}{3/}- dd{4}“ee”{/4}')],
          }),
          block({ role: 'heading', level: 2, segments: [sentence(4, 'H', 'Heading #')] }),
          block({ role: 'list-item', segments: [sentence(5, 'a', 'one')] }),
          block({ role: 'list-item', segments: [sentence(6, 'b', 'two')] }),
          block({ role: 'quotation', segments: [sentence(7, 'q', 'quoted')] }),
          block({
            role: 'image',
            codes: [code(1, 'image', { href: '/a b.jpg' })],
            segments: [sentence(8, 'alt', 'seen')],
          }),
        ],
      }),
    ),
  )

  expect(front).toEqual({
    title: '"T": #1',
    date: '2024-10-25',
    lang: 'km',
    translationKey: 'delegation-visits',
    description: 'aa b cc - dd“ee”',
    author: 'Press: Office',
  })
  expect(body).toBe(
    [
      '**aa** b [cc](https://example.org/%28a%29)\\\n\\- dd“ee”',
      '## Heading \\#',
      '- one\n- two',
      '> quoted',
      '![seen](/a%20b.jpg)',
    ].join('\n\n'),
  )
})

describe('words are never mark-up', () => {
  test.each([
    ['# a', '\\# a'],
    ['1. a', '1\\. a'],
    ['12) a', '12\\) a'],
    ['- a', '\\- a'],
    ['--- ', '\\---'],
    ['=== ', '\\==='],
    ['> a', '&gt; a'],
    ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['[a](javascript:b)', '\\[a\\](javascript:b)'],
    ['![a](b)', '!\\[a\\](b)'],
    ['<script>', '&lt;script&gt;'],
    ['&amp;', '&amp;amp;'],
    ['{{< a >}}', '&#123;&#123;&lt; a &gt;&#125;&#125;'],
    ['\\*a', '\\\\\\*a'],
    ['a\n\n# b', 'a # b'],
    ['|a|b|', '\\|a\\|b\\|'],
  ])('%j is written %s', (target, expected) => {
    expect(bodyOf(target)).toBe(expected)
  })

  test('a cry before a link leaves it a link', () => {
    const codes = [code(1, 'link', { href: '/a' })]
    const segments = [sentence(1, 'x', 'Yes!{1}here{/1}')]

    expect(writeMarkdown(publication({ blocks: [block({ codes, segments })] }))).toContain(
      '\nYes\\![here](/a)\n',
    )
  })

  test('any publication has a front matter that reads back and a body without HTML, tags of templates and foreign links', () => {
    fc.assert(
      fc.property(hostilePublication, (hostile) => {
        const { front, body } = split(writeMarkdown(hostile))
        expect(Object.keys(front)).toEqual(
          expect.arrayContaining(['title', 'date', 'lang', 'translationKey']),
        )
        expect(front.lang).toBe(hostile.locale)
        for (const line of body.split('\n')) {
          const words = line.replace(/^> /, '')
          expect(words).not.toMatch(/[<>{}]/)
          expect(words).not.toMatch(/^\s*(?:=|---|```|~~~|\+ |\d+[.)] )/)
        }
        // What is left once escapes are gone are the signs that we wrote ourselves.
        const own = body.replace(/\\[^\n]/g, '')
        for (const [, target = ''] of own.matchAll(/\]\(([^)]*)\)/g)) {
          expect(target).not.toMatch(/^(?!https?:|mailto:)[^/?#]*:/i)
          expect(target).not.toMatch(/[\s<>"]/)
        }
        expect(own.match(/\[/g)?.length ?? 0).toBe(own.match(/\]\(/g)?.length ?? 0)
        expect(own).not.toMatch(/[`_|~]/)
      }),
      { numRuns: 500 },
    )
  })
})

test.each(['a*_', '*a_', '[1]', '**a', '~a~ ', '[a][b]', ']('])(
  'a paragraph of nothing but %j is refused, as it would take minutes',
  (piece) => {
    expect(() => openDocument(Buffer.from(piece.repeat(20_000)), 'x.md')).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    )
  },
)

test.each(['> ', '- ', '1. ', '+ - ', '> - '])(
  'a line of nothing but %j is refused with its place',
  (piece) => {
    expect(() => openDocument(Buffer.from(`a\n\n${piece.repeat(5000)}a`), 'x.md')).toThrow(
      expect.objectContaining({
        code: 'too-large',
        message: expect.stringMatching(/^Line 3, column \d+: .*256 deep/),
      }),
    )
  },
)
