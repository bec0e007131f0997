import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import { fromNotation, plainText, toNotation } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { fc } from '../helpers/properties.ts'
import { wordFile, wordNames } from '../helpers/word-file.ts'

const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (inside: string, style = '') =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${inside}</w:p>`

const open = (bytes: Uint8Array) => openDocument(bytes, 'visit.docx')
const read = (body: string, others: Readonly<Record<string, string>> = {}) =>
  open(wordFile(body, others)).document.blocks.map((block) => [block.role, toNotation(wordsOf(block))])

/** The body after words (in notation) were merged into its first block. */
function merged(body: string, words: string, locale: 'th' | 'vi' | null = null, index = 0): string {
  const after = open(wordFile(body)).merge(new Map([[index, { text: fromNotation(words) }]]), { locale })
  const xml = strFromU8(unzipSync(after)['word/document.xml'] ?? new Uint8Array())
  expectWellFormed(xml)
  return /<w:body>(.*)<w:sectPr\/>/s.exec(xml)?.[1] ?? ''
}

function expectWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => expect.unreachable(error.message))
  parser.write(xml).close()
}

const field =
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>' +
  '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
const box = (inside: string) => `<w:txbxContent>${inside}</w:txbxContent>`
const body = [
  paragraph(run('ACC visits') + run(' UNESCO', '<w:b/>'), 'Title'),
  paragraph(
    `${run('See ')}<w:hyperlink r:id="rId9">${run('the page', '<w:u w:val="single"/>')}</w:hyperlink>${run('. It rained.')}`,
  ),
  paragraph(`${run('Page ')}${field}${run(' of it')}`),
  paragraph(
    `${run('Kept')}<w:ins w:id="1">${run(' added')}</w:ins><w:del w:id="2"><w:r><w:delText> gone</w:delText></w:r></w:del>`,
  ),
  paragraph(
    `${run('Box: ')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A lab"/>${box(paragraph(run('Inside')))}</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>${box(paragraph(run('Inside')))}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  ),
  paragraph(run('Secret', '<w:vanish/>')),
  paragraph(run('25 October 2024')),
  paragraph(
    '<w:bookmarkStart w:id="3" w:name="n"/><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/></w:r><w:bookmarkEnd w:id="3"/>',
    'ListParagraph',
  ),
].join('')
const others = {
  'word/header1.xml': `<w:hdr ${wordNames}>${paragraph(run('News &amp; views'))}</w:hdr>`,
  'word/footnotes.xml': `<w:footnotes ${wordNames}><w:footnote w:id="1">${paragraph(run('A note.'))}</w:footnote></w:footnotes>`,
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Visit</dc:title></cp:coreProperties>',
}

describe('a Word file', () => {
  test('gives the words of its parts with their roles', () => {
    expect(read(body, others)).toEqual([
      ['headline', 'ACC visits{1} UNESCO{/1}'],
      ['body', 'See {1}{2}the page{/2}{/1}. It rained.'],
      ['body', 'Page {1/} of it'],
      ['body', 'Kept added'],
      ['body', 'Box: {1/}'],
      ['body', 'Inside'],
      ['date', '25 October 2024'],
      ['list-item', 'One{1/}two{2/}'],
      ['body', 'A note.'],
      ['alt-text', 'A lab'],
      ['label', 'News & views'],
      ['seo-title', 'Visit'],
    ])
  })

  test('comes back as it was, and after a pseudo-translation well formed and with its words', () => {
    const bytes = wordFile(body, others)
    const opened = open(bytes)
    const targets = targetsOf(opened.document.blocks, ({ source }) => pseudoText(source))

    expect(roundTrip(bytes, opened).identical).toBe(true)
    const after = opened.merge(targets, { locale: 'th' })
    for (const part of Object.values(unzipSync(after))) expectWellFormed(strFromU8(part))
    expect(open(after).document.blocks.map((block) => plainText(wordsOf(block)))).toEqual(
      opened.document.blocks.map((_, index) => plainText(targets.get(index)?.text ?? '')),
    )
  })

  test('keeps every part without a changed word', () => {
    const bytes = wordFile(body, others)
    const before = unzipSync(bytes)
    const after = unzipSync(open(bytes).merge(new Map([[0, { text: 'X' }]]), { locale: null }))

    const changed = Object.keys(before).filter(
      (name) => Buffer.compare(before[name] ?? bytes, after[name] ?? bytes) !== 0,
    )
    expect(changed).toEqual(['word/document.xml'])
  })
})

describe('words put back into a Word file', () => {
  test.each([
    ['text', paragraph(run('Hello')), 'a <&> b', paragraph(run('a &lt;&amp;&gt; b'))],
    [
      'formats in another order',
      paragraph(`${run('The long words ')}${run('bold', '<w:b/>')}`),
      '{1}B{/1} A',
      paragraph(`${run('B', '<w:b/>')}${run(' A')}`),
    ],
    ['a field as a whole', paragraph(`${run('Page ')}${field}`), '{1/} P', paragraph(`${field}${run(' P')}`)],
    ['a code that was left out', paragraph(`${run('Page ')}${field}`), 'P', paragraph(`${run('P')}${field}`)],
    [
      'a tab in its run',
      paragraph('<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>'),
      'A{1/}B',
      paragraph(`${run('A')}<w:r><w:tab/></w:r>${run('B')}`),
    ],
    [
      'bookmarks where they were',
      paragraph(`<w:bookmarkStart w:id="3" w:name="n"/>${run('One')}<w:bookmarkEnd w:id="3"/>`),
      'A',
      paragraph(`<w:bookmarkStart w:id="3" w:name="n"/><w:bookmarkEnd w:id="3"/>${run('A')}`),
    ],
  ])('%s', (_what, before, words, after) => {
    expect(merged(before, words)).toBe(after)
  })

  test('Thai has its language, and a font, weight and size for complex scripts', () => {
    expect(merged(paragraph(run('Hello', '<w:b/><w:sz w:val="28"/>')), 'สวัสดี', 'th')).toContain(
      '<w:rPr><w:rFonts w:cs="Noto Sans Thai"/><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:bidi="th-TH"/></w:rPr>',
    )
  })

  test('Vietnamese has its language', () => {
    expect(merged(paragraph(run('Hello')), 'Xin chào', 'vi')).toBe(
      paragraph('<w:r><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve">Xin chào</w:t></w:r>'),
    )
  })

  test('a sentence that is not translated says that it is English', () => {
    const bytes = wordFile(paragraph(run('One. Two.')))
    const target = { text: 'หนึ่ง Two.', foreign: [{ start: 6, end: 10 }] }
    const xml = strFromU8(
      unzipSync(open(bytes).merge(new Map([[0, target]]), { locale: 'th' }))['word/document.xml'] ?? bytes,
    )

    expectWellFormed(xml)
    expect(xml).toContain('<w:lang w:bidi="th-TH"/></w:rPr><w:t xml:space="preserve">หนึ่ง </w:t>')
    expect(xml).toContain('<w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">Two.</w:t>')
  })

  test('a text box is written for old programs too', () => {
    const after = merged(body, 'ข้างใน', null, 5)

    expect(after.match(/ข้างใน/g)).toHaveLength(2)
    expect(after).not.toContain('>Inside<')
  })
})

describe('tracked changes', () => {
  const changed =
    `<w:ins w:id="1">${run('New words. ')}</w:ins>${run('Kept')}` +
    `<w:del w:id="2"><w:r><w:delText xml:space="preserve"> and old</w:delText></w:r></w:del>` +
    `<w:ins w:id="3">${run(' and new', '<w:b/>')}</w:ins>` +
    `<w:r><w:rPr><w:i/><w:rPrChange w:id="4"><w:rPr><w:u w:val="single"/></w:rPr></w:rPrChange></w:rPr><w:t> styled</w:t></w:r>` +
    `<w:moveFrom w:id="5">${run(' moved')}</w:moveFrom>${run('.')}`
  const bytes = wordFile(
    `${paragraph(changed)}${paragraph(`<w:ins w:id="6">${run('Whole new')}</w:ins>`)}${paragraph(`<w:del w:id="7"><w:r><w:delText>Whole old</w:delText></w:r></w:del>`)}`,
  )
  const readAs = (revisions: 'accepted' | 'refused') => openDocument(bytes, 'a.docx', { revisions })

  test.each([
    ['accepted', ['New words. Kept{1} and new{/1}{2} styled{/2}.', 'Whole new']],
    ['refused', ['Kept and old{1} styled{/1} moved.', 'Whole old']],
  ] as const)('are %s, as the importer says', (revisions, words) => {
    const { document } = readAs(revisions)

    expect(document.revised).toBe(true)
    expect(document.blocks.map((block) => toNotation(wordsOf(block)))).toEqual(words)
    expect(roundTrip(bytes, readAs(revisions)).identical).toBe(true)
  })

  test.each([
    ['accepted', '{1}ข{/1}ก', /^<w:p>(?!.*(?:and old|moved)).*<w:i\/>.*ก<.*Whole old/],
    ['refused', 'ก{1}ข{/1}', /^<w:p>(?!.*(?:New words|and new)).*ก<.*<w:u w:val="single"\/>.*ข<.*Whole new/],
  ] as const)('are gone from a paragraph that is written anew: %s', (revisions, words, expected) => {
    const first = revisions === 'accepted' ? words.replace(/1/g, '2') : words
    const after = readAs(revisions).merge(new Map([[0, { text: fromNotation(first) }]]), { locale: null })
    const xml = strFromU8(unzipSync(after)['word/document.xml'] ?? bytes)

    expectWellFormed(xml)
    const [paragraphs = ''] = /<w:p>.*<\/w:p>/s.exec(xml) ?? []
    expect(paragraphs).toMatch(expected)
    expect(/<w:p>.*?<\/w:p>/s.exec(paragraphs)?.[0]).not.toMatch(/w:(?:ins|del|moveFrom|rPrChange)\b/)
  })

  test('a file without any has nothing to be said about', () => {
    expect(open(wordFile(paragraph(run('x')))).document.revised).toBeUndefined()
  })

  test('that begin inside of a field do not break the file', () => {
    const [begin = '', rest = ''] = field.split(/(?<=begin"\/><\/w:r>)/)
    const split = `${run('A ')}<w:ins w:id="1">${begin}</w:ins>${rest}${run(' b')}`
    const opened = open(wordFile(paragraph(split)))
    const [block] = opened.document.blocks
    const text = wordsOf(block ?? { segments: [] }).replace('A ', 'ก ')

    const after = opened.merge(new Map([[0, { text }]]), { locale: 'th' })

    const xml = strFromU8(unzipSync(after)['word/document.xml'] ?? new Uint8Array())
    expectWellFormed(xml)
    expect(xml.match(/fldChar /g)).toHaveLength(3)
  })
})

const leaf = fc.constantFrom(
  run('Some words. '),
  run('bold', '<w:b/>'),
  run('more &amp; more'),
  '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>',
  '<w:r><w:noBreakHyphen/><w:softHyphen/><w:cr/></w:r>',
  '<w:r><w:delText>old</w:delText></w:r>',
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
  '<w:r><w:instrText> REF x </w:instrText></w:r>',
  '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
  '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
  field,
  '<w:fldSimple w:instr=" DATE "><w:r><w:t>today</w:t></w:r></w:fldSimple>',
  '<w:r><w:footnoteReference w:id="2"/></w:r>',
  '<w:bookmarkStart w:id="3" w:name="n"/>',
  '<w:bookmarkEnd w:id="3"/>',
  '<w:commentRangeStart w:id="4"/>',
  '<w:moveFromRangeStart w:id="5" w:name="m"/>',
  '<w:proofErr w:type="spellStart"/>',
  '<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>',
  '<m:oMath xmlns:m="m"><m:r><m:t>x</m:t></m:r></m:oMath>',
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box(paragraph(run('Inside. ')))}</mc:Choice><mc:Fallback>${box(paragraph(run('Inside. ')))}</mc:Fallback></mc:AlternateContent></w:r>`,
  '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>',
)
const around = fc.constantFrom(
  ['<w:ins w:id="7">', '</w:ins>'],
  ['<w:del w:id="8">', '</w:del>'],
  ['<w:moveFrom w:id="9">', '</w:moveFrom>'],
  ['<w:moveTo w:id="10">', '</w:moveTo>'],
  ['<w:hyperlink w:anchor="a">', '</w:hyperlink>'],
  ['<w:sdt><w:sdtPr/><w:sdtContent>', '</w:sdtContent></w:sdt>'],
  ['<w:smartTag w:element="x"><w:smartTagPr/>', '</w:smartTag>'],
  ['<w:customXml w:element="y">', '</w:customXml>'],
)
const { inside } = fc.letrec<{ inside: string; one: string }>((tie) => ({
  one: fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.tuple(around, tie('inside')).map(([[open, close], all]) => open + all + close),
    },
  ),
  inside: fc.array(tie('one'), { maxLength: 7 }).map((all) => all.join('')),
}))

describe.each(['accepted', 'refused'] as const)('any paragraphs of Word, changes %s', (revisions) => {
  test(
    'come back as they were, and after other words are well formed and have them',
    { timeout: 120_000 },
    () => {
      const seen = new Set<string>()
      fc.assert(
        fc.property(fc.array(inside, { minLength: 1, maxLength: 3 }), (all) => {
          const bytes = wordFile(all.map((one) => paragraph(one)).join(''))
          const opened = openDocument(bytes, 'a.docx', { revisions })
          const { blocks } = opened.document
          seen.add(all.join())
          expect(roundTrip(bytes, opened).identical).toBe(true)
          const targets = targetsOf(blocks, ({ source }) => pseudoText(source))
          const after = opened.merge(targets, { locale: 'th' })
          expectWellFormed(strFromU8(unzipSync(after)['word/document.xml'] ?? bytes))
          // Parts of a field that a change kept apart may be a whole one afterwards.
          if (all.some((one) => one.replaceAll(field, '').includes('fldChar'))) return
          const again = openDocument(after, 'a.docx', { revisions }).document.blocks
          const words = (text: string) => plainText(text).replace(/\s+/g, '')
          expect(again.map((block) => words(wordsOf(block)))).toEqual(
            blocks.map((_, index) => words(targets.get(index)?.text ?? '')),
          )
        }),
        { numRuns: 600 },
      )
      expect(seen.size).toBeGreaterThan(400)
    },
  )
})

describe('a Word file is refused', () => {
  test.each([
    ['with a DTD', '<!DOCTYPE x [<!ENTITY a "b">]><w:hdr/>', 'invalid', /DTD/],
    ['with a part that is not well formed', '<w:hdr><w:p></w:hdr>', 'invalid', /Line/],
    ['nested too deep', `<w:hdr>${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}</w:hdr>`, 'too-large', /256/],
  ])('%s', (_what, header, code, message) => {
    expect(() => open(wordFile(paragraph(run('x')), { 'word/header1.xml': header }))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })

  test('that unpacks to much more than it is', () => {
    const bytes = wordFile(paragraph(run('x')), { 'word/media/a.bin': '0'.repeat(20_000_000) })

    expect(() => open(bytes)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })
})
