// Word files made of a few parts, small enough to read in a test.

import { strToU8, zipSync } from 'fflate'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml"'

/** Makes a Word file of a body, and of other parts by their whole name: XML, or bytes of another kind. */
export function wordFile(
  body: string,
  others: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
  return zipSync({
    '[Content_Types].xml': strToU8(head + types),
    '_rels/.rels': strToU8(head + relations),
    'word/document.xml': strToU8(
      `${head}<w:document ${names}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ),
    ...Object.fromEntries(
      Object.entries(others).map(([name, part]) => [
        name,
        typeof part === 'string' ? strToU8(head + part) : part,
      ]),
    ),
  })
}

/** Names of the XML namespaces, for other parts. */
export const wordNames = names
