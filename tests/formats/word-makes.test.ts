// Word files as other programs make them: other prefixes, strict names, few parts.

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { wordFile, wordNames } from '../helpers/word-file.ts'

const transitional = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
const main =
  '<w:body><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>Visit</w:t></w:r></w:p>' +
  '<w:p><w:r><w:rPr><w:b/><w:rFonts w:ascii="Arial"/></w:rPr><w:t xml:space="preserve">We met. </w:t></w:r>' +
  '<w:ins w:id="1" w:author="x"><w:r><w:t>They left.</w:t></w:r></w:ins>' +
  '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A hall"/><a:graphic xmlns:a="urn:a"><a:p a:val="w:val"/></a:graphic></wp:inline></w:drawing></w:r></w:p><w:sectPr/></w:body>'
const styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const namesFor = (declaration: string) => `${declaration} ${wordNames.replace(/xmlns:w="[^"]*"/, '')}`

/** A file whose document and styles have their words under another prefix, or none. */
function made(rename: (xml: string) => string, declaration: string): Uint8Array {
  return zipSync({
    'word/document.xml': strToU8(rename(`${head}<w:document ${namesFor(declaration)}>${main}</w:document>`)),
    'word/styles.xml': strToU8(rename(`${head}<w:styles ${declaration}>${styles}</w:styles>`)),
  })
}

const prefixed = (prefix: string) => (xml: string) => xml.replace(/(?<=[</\s])w:(?=[A-Za-z])/g, `${prefix}:`)
/** Elements without a prefix, attributes with `x`, as attributes of Word have a namespace of their own. */
const bare = (xml: string) => xml.replace(/(<\/?)w:/g, '$1').replace(/\sw:(?=[A-Za-z]+=)/g, ' x:')

const makes: readonly (readonly [string, Uint8Array])[] = [
  ['the prefix of Word', made((xml) => xml, `xmlns:w="${transitional}"`)],
  ['another prefix', made(prefixed('ns0'), `xmlns:ns0="${transitional}"`)],
  ['single quotes', made(prefixed('ns1'), `xmlns:ns1='${transitional}'`)],
  ['no prefix', made(bare, `xmlns="${transitional}" xmlns:x="${transitional}"`)],
  ['strict names', made((xml) => xml, `xmlns:w="${strict}"`)],
  ['strict names and another prefix', made(prefixed('W'), `xmlns:W="${strict}"`)],
]

describe.each(makes)('a Word file with %s', (_name, bytes) => {
  const opened = openDocument(bytes, 'visit.docx')

  test('gives its words, roles and codes', () => {
    expect(opened.document.blocks.map((block) => [block.role, toNotation(wordsOf(block))])).toEqual([
      ['headline', 'Visit'],
      ['body', '{1}We met. {/1}They left.{2/}'],
      ['alt-text', 'A hall'],
    ])
    expect(opened.document.revised).toBe(true)
  })

  test('comes back as it was', () => {
    expect(roundTrip(bytes, opened).identical).toBe(true)
  })

  test('is well formed with other words under its own prefixes, and they are read again', () => {
    const targets = targetsOf(opened.document.blocks, ({ source }) => pseudoText(source))
    const after = opened.merge(targets, { locale: 'th' })
    const xml = strFromU8(unzipSync(after)['word/document.xml'] ?? new Uint8Array())
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', (error) => expect.unreachable(`${error.message}\n${xml}`))
    parser.write(xml).close()

    const was = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
    expect(xml.slice(0, xml.indexOf('body>'))).toBe(was.slice(0, was.indexOf('body>')))
    if (!was.includes('<w:')) expect(xml).not.toMatch(/<\/?w:|\sw:|xmlns:w=/)
    expect(xml).toContain('a:val="w:val"')
    expect(openDocument(after, 'visit.docx').document.blocks.map(wordsOf)).toEqual(
      [...targets.values()].map(({ text }) => text),
    )
  })
})

test('a Word file with nothing but its document is read', () => {
  const bytes = zipSync({
    'word/document.xml': strToU8(
      `<w:document xmlns:w="${transitional}"><w:body><w:p><w:r><w:t>Alone.</w:t></w:r></w:p></w:body></w:document>`,
    ),
  })

  expect(openDocument(bytes, 'visit.docx').document.blocks.map(wordsOf)).toEqual(['Alone.'])
})

test('a document that the package keeps in another folder is found', () => {
  const { 'word/document.xml': document = new Uint8Array(), ...others } = unzipSync(
    wordFile('<w:p><w:r><w:t>Here.</w:t></w:r></w:p>'),
  )
  const relations = strFromU8(others['_rels/.rels'] ?? new Uint8Array())
  const bytes = zipSync({
    ...others,
    '_rels/.rels': strToU8(relations.replace('word/document.xml', '/docs/main.xml')),
    'docs/main.xml': document,
    'docs/header1.xml': strToU8(`<w:hdr ${wordNames}><w:p><w:r><w:t>Above</w:t></w:r></w:p></w:hdr>`),
  })

  expect(openDocument(bytes, 'visit.docx').document.blocks.map(wordsOf)).toEqual(['Here.', 'Above'])
})
