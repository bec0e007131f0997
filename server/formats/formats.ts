// The formats that an article can be imported from, and the one door to all of them.

import type { SourceFormat } from '#domain/article.ts'
import { flagsOf, type FlaggedDocument, type FlagOptions } from '#domain/block-flags.ts'
import { WorkError } from '#domain/errors.ts'

import { docxFormat } from './docx.ts'
import type { Format, OpenDocument, ReadOptions } from './format.ts'
import { htmlFormat } from './html.ts'
import { jsonFormat } from './json.ts'
import { importLimits } from './limits.ts'
import { markdownFormat } from './markdown-source.ts'
import { textFormat } from './text.ts'
import { xliffFormat } from './xliff-source.ts'

/** Every format by its id. */
export const formats: Readonly<Record<SourceFormat, Format>> = {
  text: textFormat,
  html: htmlFormat,
  markdown: markdownFormat,
  json: jsonFormat,
  docx: docxFormat,
  xliff: xliffFormat,
}

const readable = 'plain text, HTML, Markdown, JSON, Word or XLIFF'

/** Files that people try first, told apart by their first bytes so that the refusal can name them. */
const foreignFiles: readonly { name: string; bytes: readonly number[] }[] = [
  { name: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { name: 'an Excel or other ZIP file', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an old Office file', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GZIP archive', bytes: [0x1f, 0x8b] },
  { name: 'a rich text file', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
]

/**
 * Reads a file as the format that recognises it best, and flags the blocks that want a look.
 * @throws WorkError `too-large`, `unsupported-file` or `invalid`; nothing is read in part
 */
export function readDocument(
  bytes: Uint8Array,
  fileName: string,
  options: Omit<ReadOptions, 'fileName'> & FlagOptions = {},
): FlaggedDocument {
  const { document } = openDocument(bytes, fileName, options)
  if (document.blocks.length === 0) {
    throw new WorkError('invalid', 'The file has no words; expected at least one paragraph of text', {
      line: 1,
      column: 1,
      expected: 'text',
    })
  }
  return { ...document, flags: flagsOf(document.blocks, options) }
}

/**
 * Opens a file as the format that recognises it best, to read it and to put other words into it.
 * @throws WorkError `too-large`, `unsupported-file` or `invalid`
 */
export function openDocument(
  bytes: Uint8Array,
  fileName: string,
  options: Omit<ReadOptions, 'fileName'> = {},
): OpenDocument {
  const format = formatOf(bytes, fileName)
  const limit = format.packed ? importLimits.packedBytes : importLimits.bytes
  if (bytes.length > limit) {
    throw new WorkError('too-large', `The file has ${bytes.length} bytes; at most ${limit} are read`, {
      limit,
    })
  }
  if (!format.packed) refuseForeign(bytes)
  return format.open(bytes, { ...options, fileName })
}

function formatOf(bytes: Uint8Array, fileName: string): Format {
  const [best] = Object.values(formats)
    .map((format) => ({ format, score: format.sniff(bytes, fileName) }))
    .sort((left, right) => right.score - left.score)
  if (!best || best.score === 0) {
    throw new WorkError('unsupported-file', `No format reads ${fileName}; expected ${readable}`, {
      found: fileName,
      expected: Object.keys(formats).join(', '),
    })
  }
  return best.format
}

function refuseForeign(bytes: Uint8Array): void {
  const foreign = foreignFiles.find(({ bytes: head }) => head.every((byte, index) => bytes[index] === byte))
  if (foreign) {
    throw new WorkError('unsupported-file', `The file is ${foreign.name}; expected ${readable}`, {
      found: foreign.name,
      expected: Object.keys(formats).join(', '),
    })
  }
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const zero = wide ? zeroUnit(bytes) : bytes.indexOf(0)
  if (zero !== -1) {
    throw new WorkError(
      'unsupported-file',
      `Byte ${zero} is zero, so the file is not text; expected ${readable}`,
      {
        byte: zero,
        expected: Object.keys(formats).join(', '),
      },
    )
  }
}

/** Finds a zero character in UTF-16, where a single zero byte is common. */
function zeroUnit(bytes: Uint8Array): number {
  for (let at = 2; at + 1 < bytes.length; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return at
  return -1
}
