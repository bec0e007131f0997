import { strFromU8, unzipSync } from 'fflate'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'

import { plainText } from '#domain/inline.ts'
import { targetLocales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { writeReviewDocx } from '../../server/formats/review-docx.ts'
import { writeReviewHtml } from '../../server/formats/review-html.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { block, code, publication, sentence } from '../helpers/publication.ts'

const visit = (locale: (typeof targetLocales)[number]) =>
  publication({
    locale,
    title: 'A visit & more',
    blocks: [
      block({ role: 'headline', segments: [sentence(1, 'A visit', 'One <b>')] }),
      block({
        codes: [code(1, 'bold'), code(2, 'image', { alt: 'map' })],
        segments: [
          sentence(2, '{1}ACC{/1} came.{2/}', 'Two {1}ACC{/1}{2/}', { state: 'reviewed' }),
          sentence(3, 'They left.', '', { state: 'initial' }),
        ],
      }),
      block({ treatment: 'keep', segments: [sentence(4, 'Kept', '')] }),
      block({ treatment: 'drop', segments: [sentence(5, 'Gone', '')] }),
      block({ role: 'alt-text', segments: [sentence(6, 'A lab', 'Six')] }),
    ],
  })

type Node = DefaultTreeAdapterTypes.ChildNode
const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
const cellsOf = (node: Node): readonly string[] =>
  node.nodeName === 'td' || node.nodeName === 'th'
    ? [
        `${'attrs' in node ? (node.attrs.find(({ name }) => name === 'lang')?.value ?? '') : ''}|${textOf(node)}`,
      ]
    : 'childNodes' in node
      ? node.childNodes.flatMap(cellsOf)
      : []

describe.each(targetLocales)('a review table in %s', (locale) => {
  const { bcp47, nativeName } = profileOf(locale)

  test('as a page has a row for every sentence that is not left out, each text with its language', () => {
    const cells = parse(writeReviewHtml(visit(locale))).childNodes.flatMap(cellsOf)

    expect(cells).toHaveLength(6 * 6)
    expect(cells.slice(2, 4)).toEqual(['|English', `|${nativeName}`])
    expect(cells.filter((_, index) => index % 6 === 0).slice(1)).toEqual(['|1', '|2', '|3', '|4', '|6'])
    expect(cells.filter((_, index) => index % 6 === 3).slice(1)).toEqual([
      `${bcp47}|One <b>`,
      `${bcp47}|Two ACCmap`,
      `${bcp47}|`,
      'en|Kept',
      `${bcp47}|Six`,
    ])
  })

  test('as a Word file holds the same words, and is always the same', () => {
    const bytes = writeReviewDocx(visit(locale))
    const words = openDocument(bytes, 'x.docx').document.blocks.map((one) => plainText(wordsOf(one)))

    expect(writeReviewDocx(visit(locale))).toEqual(bytes)
    expect(words).toEqual(
      expect.arrayContaining(['A visit & more', nativeName, 'One <b>', 'ACC came.map', 'Six']),
    )
    expect(words).not.toContain('Gone')
    expect(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).toContain(
      ['th', 'lo', 'km'].includes(locale) ? `<w:lang w:bidi="${locale}-` : `<w:lang w:val="${locale}-`,
    )
  })
})
