// The review table as a Word file: the few parts that Word and LibreOffice need, and nothing else.
// @see ECMA-376 part 1, 17.4 (tables)

import { strToU8, zipSync } from 'fflate'

import type { Profile } from '#locales/profile.ts'
import { profileOf } from '#locales/profiles.ts'

import { cleanText } from './clean.ts'
import { localise } from './docx/run-properties.ts'
import { escapeXml } from './docx/xml.ts'
import type { InlineNode } from './inline-nodes.ts'
import type { Publication } from './publication.ts'
import { reviewTableOf, shownCode } from './review-table.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packageSpace = 'http://schemas.openxmlformats.org/package/2006'
const officeSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Widths of the columns in twentieths of a point; together what A4 across leaves between its margins. */
const widths = [820, 1300, 4450, 4450, 1350, 2028] as const

/** Writes source and translation of a publication side by side; the same publication always gives the same bytes. */
export function writeReviewDocx(publication: Publication): Uint8Array<ArrayBuffer> {
  const parts = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([
      [`${officeSpace}/officeDocument`, 'word/document.xml'],
      [`${packageSpace}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreProperties(publication),
    'word/_rels/document.xml.rels': relations([[`${officeSpace}/styles`, 'styles.xml']]),
    'word/document.xml': documentPart(publication),
    'word/styles.xml': stylesPart(profileOf(publication.locale)),
  }
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(declaration + xml)] as const)
  return zipSync(Object.fromEntries(files), { level: 6, mtime: new Date(1980, 0, 1) })
}

function documentPart(publication: Publication): string {
  const { title, heading, note, columns, rows } = reviewTableOf(publication)
  const source = profileOf(publication.sourceLocale)
  const target = profileOf(publication.locale)
  const words = (text: string, profile = target, properties = '') => run(text, properties, profile)
  const head = [
    words(columns.number, target, '<w:b/>'),
    words(columns.block, target, '<w:b/>'),
    words(source.nativeName, source, '<w:b/>'),
    words(target.nativeName, target, '<w:b/>'),
    words(columns.state, target, '<w:b/>'),
    words(columns.remark, target, '<w:b/>'),
  ]
  const body = rows.map((row) =>
    tableRow([
      words(String(row.number), source),
      words(row.role),
      runs(row.source, '', source),
      runs(row.target, '', row.kept ? source : target),
      words(row.state),
      '',
    ]),
  )
  return [
    `<w:document xmlns:w="${wordSpace}"><w:body>`,
    `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${words(heading)}</w:p>`,
    `<w:p>${words(title, source, '<w:b/>')}</w:p>`,
    `<w:p>${words(note)}</w:p>`,
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>',
    ...['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
      (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`,
    ),
    '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>',
    ...widths.map((width) => `<w:gridCol w:w="${width}"/>`),
    '</w:tblGrid>',
    tableRow(head, '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'),
    ...body,
    '</w:tbl><w:p/>',
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>',
    '</w:body></w:document>',
  ].join('')
}

function tableRow(cells: readonly string[], properties = '<w:trPr><w:cantSplit/></w:trPr>'): string {
  const written = cells.map(
    (cell, index) =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/></w:tcPr><w:p>${cell}</w:p></w:tc>`,
  )
  return `<w:tr>${properties}${written.join('')}</w:tr>`
}

/** Properties of a run in the order that the standard fixes: weight, slant and underline before the language. */
const formats: Readonly<Record<string, string>> = {
  bold: '<w:b/>',
  italic: '<w:i/>',
  underline: '<w:u w:val="single"/>',
  link: '<w:u w:val="single"/>',
}
const order = ['<w:b/>', '<w:i/>', '<w:u w:val="single"/>']

function runs(nodes: readonly InlineNode[], properties: string, profile: Profile): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return run(node.text, properties, profile)
      if (node.kind === 'single') return run(shownCode(node.code), properties, profile)
      if (node.kind === 'orphan') return ''
      const more = properties + (formats[node.code.type] ?? '')
      return runs(node.children, order.filter((one) => more.includes(one)).join(''), profile)
    })
    .join('')
}

function run(text: string, properties: string, profile: Profile): string {
  const written = cleanText(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`))
    .join('<w:br/>')
  const own = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
  return written === '' ? '' : `<w:r>${localise(own, profile)}${written}</w:r>`
}

function stylesPart({ fontFamily }: Profile): string {
  const fonts = `<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="${fontFamily}"/>`
  return [
    `<w:styles xmlns:w="${wordSpace}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="20"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>`,
    '<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>',
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="34"/></w:rPr></w:style>',
    '</w:styles>',
  ].join('')
}

function coreProperties(publication: Publication): string {
  const { title, heading } = reviewTableOf({ ...publication, blocks: [] })
  return [
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${escapeXml(cleanText(`${heading}: ${title}`))}</dc:title>`,
    `<dc:language>${profileOf(publication.locale).bcp47}</dc:language></cp:coreProperties>`,
  ].join('')
}

const contentTypes = [
  `<Types xmlns="${packageSpace}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>`,
  `<Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/>`,
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
  '</Types>',
].join('')

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const written = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packageSpace}/relationships">${written.join('')}</Relationships>`
}
