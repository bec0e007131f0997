import { expect, test } from 'vitest'

import { plainText } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { wordFile, wordNames } from '../helpers/word-file.ts'

const rolesOf = (bytes: Uint8Array, name: string) =>
  openDocument(bytes, name).document.blocks.map((block) => `${block.role}: ${plainText(wordsOf(block))}`)

test('a text has a headline, a lead, a byline, a date, a quotation and captions', () => {
  const text = [
    'Rectors meet in Bangkok',
    'Universities of ten countries agreed on shared courses and on one fund for all of them.',
    'Reported by Sok Dara',
    '25 October 2024',
    'The rectors met for two days. They will meet again.',
    '“We have waited for this day for eleven years.” — Prof. Siti Rahma',
    'Photo: The rectors in front of the library.',
    'Prof. Siti Rahma, Rector of the host university',
  ].join('\n\n')

  expect(rolesOf(Buffer.from(text), 'x.txt').map((line) => line.split(':')[0])).toEqual([
    'headline',
    'lead',
    'byline',
    'date',
    'body',
    'quotation',
    'caption',
    'caption',
  ])
  expect(openDocument(Buffer.from(text), 'x.txt').document.author).toBe('Sok Dara')
})

test('a page tells roles by its elements, its classes and the properties of schema.org', () => {
  const page = [
    '<title>T</title><meta name="description" content="D"><meta property="og:image:alt" content="O">',
    '<h1>H</h1><h2 class="subtitle">S</h2><div itemprop="author">A</div><time>25 October 2024</time>',
    '<p itemprop="description">I</p><p>B</p><blockquote><p>Q</p></blockquote><p class="pull-quote">P</p>',
    '<figure><img src="a.jpg" alt="L"><figcaption>C</figcaption></figure><p class="byline">Y</p><ul><li>I</ul>',
  ].join('')

  expect(rolesOf(Buffer.from(page), 'x.html')).toEqual([
    'headline: H',
    'lead: S',
    'byline: A',
    'date: 25 October 2024',
    'lead: I',
    'body: B',
    'quotation: Q',
    'quotation: P',
    'image: L',
    'caption: C',
    'byline: Y',
    'list-item: I',
    'seo-title: T',
    'seo-description: D',
    'alt-text: O',
  ])
})

test('a Word file tells them by the names of its styles, whatever their ids are', () => {
  const styles = Object.entries({
    a3: 'Title',
    1: 'heading 1',
    a5: 'Subtitle',
    b1: 'Byline',
    c1: 'Image Caption',
  })
  const paragraph = (style: string) =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${style} words</w:t></w:r></w:p>`
  const part = styles.map(
    ([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  )
  const body = ['a3', 'a5', 'b1', '1', 'c1', 'Quote', 'none'].map(paragraph).join('')
  const bytes = wordFile(body, { 'word/styles.xml': `<w:styles ${wordNames}>${part.join('')}</w:styles>` })

  expect(rolesOf(bytes, 'x.docx').map((line) => line.split(':')[0])).toEqual([
    'headline',
    'lead',
    'byline',
    'heading',
    'caption',
    'quotation',
    'body',
  ])
})
