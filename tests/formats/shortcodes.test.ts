import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'

const blocksOf = (text: string, name: string): readonly string[] =>
  openDocument(Buffer.from(text), name).document.blocks.map((block) => toNotation(wordsOf(block)))

describe.each([
  ['HTML', 'page.html', (words: string) => `<p>${words}</p>`],
  ['Markdown', 'page.md', (words: string) => `${words}\n`],
])('shortcodes in %s', (_format, name, paragraph) => {
  test.each([
    ['See [gallery ids="1,2"] here.', 'See {1/} here.'],
    ['[caption id="a" width="300"]The lab today.[/caption]', '{1/}The lab today.{2/}'],
    ['Before [gallery] after', 'Before {1/} after'],
    ['Before [rev_slider alias=home] after', 'Before {1/} after'],
    ['Before [button /] after', 'Before {1/} after'],
    ["[quote author='A B']Words[/quote] end", '{1/}Words{2/} end'],
  ])('%s are codes', (words, expected) => {
    expect(blocksOf(paragraph(words), name)).toEqual([expected])
  })

  test.each([
    'He said it [sic] twice.',
    '[Applause] Thank you.',
    'As shown before [1] and [2, p. 5].',
    'We [the party] agree [laughs].',
    '[let x=3] is prose.',
    'Use [[gallery ids="1"]] to show one.',
  ])('%s are words', (words) => {
    expect(blocksOf(paragraph(words), name)).toEqual([words])
  })

  test('stay byte by byte when the words around them change', () => {
    const text = paragraph('Café & [caption id="a"]The <b>lab</b>.[/caption] See [gallery ids="1"].')
    const opened = openDocument(Buffer.from(text), name)

    const written = Buffer.from(
      opened.merge(
        targetsOf(opened.document.blocks, ({ source }) => pseudoText(source)),
        { locale: null },
      ),
    ).toString()

    for (const code of ['[caption id="a"]', '[/caption]', '[gallery ids="1"]'])
      expect(written).toContain(code)
    expect(Buffer.from(opened.merge(new Map(), { locale: null })).toString()).toBe(text)
  })
})

test.each([
  ['page.html', '<p>Watch [embed]https://example.org/a?b=1[/embed] now.</p>', 'Watch {1/} now.'],
  // The address links itself, and takes what touches it along.
  ['page.md', 'Watch [embed]https://example.org/a?b=1[/embed] now.', 'Watch {1/}{2/} now.'],
])('an address that is embedded is no words (%s)', (name, text, expected) => {
  expect(blocksOf(text, name)).toEqual([expected])
})

test('a Markdown link whose words look like a shortcode stays a link', () => {
  expect(blocksOf('See [gallery](https://example.org).\n', 'page.md')).toEqual(['See {1}gallery{/1}.'])
})

describe('HTML in Markdown that is not translated', () => {
  const page = (inside: string): string => `First\n\n<div translate="no">\n\n${inside}\n\n</div>\n\nLast\n`

  test.each([
    ['paragraphs', 'one *two*\n\nthree'],
    ['lists and headings', '# H\n\n- one\n- two'],
    ['further elements of its name', '<div>\n\nin\n\n</div>\n\nbehind'],
    ['HTML', '<p>words</p>'],
  ])('locks %s between blank lines', (_what, inside) => {
    expect(blocksOf(page(inside), 'page.md').filter((words) => words !== '')).toEqual(['First', 'Last'])
  })

  test('ends with its end tag, and with the item that it stands in', () => {
    expect(
      blocksOf('- <div translate="no">\n\n  in\n- next\n\nlast\n', 'page.md').filter((words) => words !== ''),
    ).toEqual(['next', 'last'])
    expect(blocksOf('<div translate="no">\n\nin\n\n</div><p>after</p>\n', 'page.md')).toEqual(['after'])
  })
})
