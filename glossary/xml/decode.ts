// Bytes of an XML file as text: UTF-8 and UTF-16 with or without a byte order mark, and single-byte code pages.

import { XmlError, placeOf } from './error.ts'

/** A decoded file. In a `single-byte` file an offset of the text is also the offset of the byte. */
export interface DecodedXml {
  readonly text: string
  /** Label of the encoding, in lower case. */
  readonly encoding: string
  readonly form: 'utf-8' | 'utf-16le' | 'utf-16be' | 'single-byte'
  /** Bytes of the byte order mark, which the text does not contain. */
  readonly start: number
  /** Byte of every character beyond ASCII that a single-byte encoding knows. */
  readonly table: ReadonlyMap<string, number> | null
}

/** Most bytes that a file may have. */
export const mostBytes = 256 * 1024 * 1024

type UnicodeForm = Exclude<DecodedXml['form'], 'single-byte'>

const marks: readonly { form: UnicodeForm; bytes: readonly number[] }[] = [
  { form: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { form: 'utf-16le', bytes: [0xff, 0xfe] },
  { form: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** How `<` begins a file without a byte order mark. @see https://www.w3.org/TR/xml/#sec-guessing */
const beginnings: readonly { form: UnicodeForm; bytes: readonly number[] }[] = [
  { form: 'utf-16le', bytes: [0x3c, 0x00] },
  { form: 'utf-16be', bytes: [0x00, 0x3c] },
]

const singleByte =
  /^(?:us-ascii|ascii|latin[1-9]|l[1-9]|(?:iso[-_]?8859|iso-ir)[-_]?\d+|windows-(?:125[0-8]|874)|cp125[0-8]|x-cp125[0-8]|koi8-[ru]|ibm866|cp866|macintosh|x-mac-(?:roman|cyrillic)|tis-620)$/
const asciiOnly = /^(?:us-)?ascii$/

/** Decodes a file, or refuses it: nothing is guessed, because a wrong guess garbles names. @throws XmlError */
export function decodeXml(bytes: Uint8Array, most: number = mostBytes): DecodedXml {
  if (bytes.length > most) {
    throw refuse('LIMIT', `The file has ${bytes.length} bytes; at most ${most} are read`)
  }
  if (bytes.length === 0) throw refuse('XML', 'The file is empty')
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) {
    throw refuse('ENCODING', 'The file is UTF-32; expected UTF-8 or UTF-16')
  }
  const marked = marks.find((mark) => startsWith(bytes, mark.bytes))
  const form = marked?.form ?? beginnings.find((begin) => startsWith(bytes, begin.bytes))?.form
  const start = marked?.bytes.length ?? 0
  if (form && form !== 'utf-8') return unicode(bytes, form, start)
  const declared = declaredEncoding(bytes, start)
  if (marked || declared === null || /^utf-?8$/.test(declared)) return unicode(bytes, 'utf-8', start)
  if (!singleByte.test(declared)) {
    throw refuse(
      'ENCODING',
      `The file declares the encoding ${declared.slice(0, 40)}, but its bytes are not that or we do not read it`,
    )
  }
  return legacy(bytes, declared)
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte)
}

function declaredEncoding(bytes: Uint8Array, start: number): string | null {
  const head = String.fromCharCode(...bytes.subarray(start, start + 400))
  const declaration = /^<\?xml\s[^>]*?\?>/.exec(head)?.[0] ?? ''
  return /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase() ?? null
}

function unicode(bytes: Uint8Array, form: UnicodeForm, start: number): DecodedXml {
  const body = start === 0 ? bytes : bytes.subarray(start)
  try {
    const text = new TextDecoder(form, { fatal: true, ignoreBOM: true }).decode(body)
    return { text, encoding: form, form, start, table: null }
  } catch {
    throw damaged(body, form)
  }
}

function damaged(body: Uint8Array, form: string): XmlError {
  const lenient = new TextDecoder(form, { ignoreBOM: true }).decode(body)
  const offset = form === 'utf-8' ? firstUndecodable(body, lenient) : Math.max(lenient.indexOf('\uFFFD'), 0)
  const message = `The file is not ${form.toUpperCase()} from here on`
  return new XmlError('ENCODING', message, placeOf(lenient, offset))
}

/** A U+FFFD that the file itself contains is three bytes long and no fault. */
function firstUndecodable(body: Uint8Array, lenient: string): number {
  const encoder = new TextEncoder()
  let byte = 0
  let from = 0
  for (let at = lenient.indexOf('\uFFFD'); at !== -1; at = lenient.indexOf('\uFFFD', at + 1)) {
    byte += encoder.encode(lenient.slice(from, at)).length
    if (!(body[byte] === 0xef && body[byte + 1] === 0xbf && body[byte + 2] === 0xbd)) return at
    from = at
  }
  return 0
}

function legacy(bytes: Uint8Array, label: string): DecodedXml {
  let text: string
  try {
    text = singleByteText(bytes, label)
  } catch {
    throw refuse('ENCODING', `The file contains bytes that the encoding ${label} does not have`)
  }
  const beyond = asciiOnly.test(label) ? bytes.findIndex((byte) => byte > 0x7f) : -1
  if (beyond !== -1) throw new XmlError('ENCODING', `The byte here is not ${label}`, placeOf(text, beyond))
  // Offsets of bytes are offsets of characters only when each byte is one character.
  if (text.length !== bytes.length) throw refuse('ENCODING', `The encoding ${label} is not a single-byte one`)
  return { text, encoding: label, form: 'single-byte', start: 0, table: tableOf(label) }
}

/** What windows-1252 has where Latin-1 has control characters: the bytes 80 to 9F. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Reads bytes of a single-byte code page by its WHATWG label, windows-1252 as it is and not as Latin-1. */
export function singleByteText(bytes: Uint8Array, label: string): string {
  const decoder = new TextDecoder(label, { fatal: true })
  const text = decoder.decode(bytes)
  if (decoder.encoding !== 'windows-1252') return text
  // NOTE: several versions of Node decode windows-1252 as Latin-1, which turns quotation marks into control characters.
  return text.replace(/[\x80-\x9f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80))
}

function characterOf(byte: number, label: string): string | null {
  try {
    return singleByteText(Uint8Array.of(byte), label)
  } catch {
    return null
  }
}

function tableOf(label: string): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  if (asciiOnly.test(label)) return table
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const character = characterOf(byte, label)
    if (character !== null) table.set(character, byte)
  }
  return table
}

function refuse(code: 'LIMIT' | 'XML' | 'ENCODING', message: string): XmlError {
  return new XmlError(code, message, { offset: 0, line: 1, column: 1 })
}
