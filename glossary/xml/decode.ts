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

const utf32 = [
  [0xff, 0xfe, 0, 0],
  [0, 0, 0xfe, 0xff],
]

const singleByte =
  /^(?:us-ascii|ascii|latin[1-9]|l[1-9]|(?:iso[-_]?8859|iso-ir)[-_]?\d+|windows-(?:125[0-8]|874)|cp125[0-8]|x-cp125[0-8]|koi8-[ru]|ibm866|cp866|macintosh|x-mac-(?:roman|cyrillic)|tis-620)$/
const asciiOnly = /^(?:us-)?ascii$/

/** Decodes a file, or refuses it: nothing is guessed, because a wrong guess garbles names. @throws XmlError */
export function decodeXml(bytes: Uint8Array, most: number = mostBytes): DecodedXml {
  if (bytes.length > most) throw tooLarge(bytes.length, most)
  const head = headOf(bytes)
  const { form, start, encoding } = head
  if (form === 'single-byte') return legacy(bytes, encoding)
  return { text: unicodeText(start === 0 ? bytes : bytes.subarray(start), form), ...head, table: null }
}

/** How a file is encoded, told from its first bytes. */
type Head = Pick<DecodedXml, 'encoding' | 'form' | 'start'>

function headOf(bytes: Uint8Array): Head {
  if (bytes.length === 0) throw refuse('XML', 'The file is empty')
  if (utf32.some((beginning) => startsWith(bytes, beginning))) {
    throw refuse('ENCODING', 'The file is UTF-32; expected UTF-8 or UTF-16')
  }
  const marked = marks.find((mark) => startsWith(bytes, mark.bytes))
  const form = marked?.form ?? beginnings.find((begin) => startsWith(bytes, begin.bytes))?.form
  const start = marked?.bytes.length ?? 0
  if (form && form !== 'utf-8') return { form, start, encoding: form }
  const declared = declaredEncoding(bytes, start)
  if (marked || declared === null || /^utf-?8$/.test(declared))
    return { form: 'utf-8', start, encoding: 'utf-8' }
  if (!singleByte.test(declared)) {
    throw refuse(
      'ENCODING',
      `The file declares the encoding ${declared.slice(0, 40)}, but its bytes are not that or we do not read it`,
    )
  }
  return { form: 'single-byte', start: 0, encoding: declared }
}

/** Decodes a big file piece by piece. A character may be cut between two pieces. */
export class XmlDecoder implements Omit<DecodedXml, 'text'> {
  readonly encoding: string
  readonly form: DecodedXml['form']
  readonly start: number
  readonly table: DecodedXml['table']
  /** Bytes of a character whose end has not come. */
  #rest: Uint8Array
  #read = 0

  /** `first` is the first piece, which is then decoded like the others. @throws XmlError */
  constructor(first: Uint8Array) {
    const { encoding, form, start } = headOf(first)
    this.encoding = encoding
    this.form = form
    this.start = start
    this.table = form === 'single-byte' ? tableOf(encoding) : null
    this.#rest = new Uint8Array()
  }

  /** Gives the text of a piece; `last` is the last one, which may be empty. Places of errors count from this piece. */
  decode(piece: Uint8Array, last: boolean): string {
    const fresh = this.#read === 0 ? piece.subarray(this.start) : piece
    this.#read += piece.length
    if (this.#read > mostBytes) throw tooLarge(this.#read, mostBytes)
    if (this.form === 'single-byte') return legacy(piece, this.encoding).text
    const bytes = this.#rest.length > 0 ? joined(this.#rest, fresh) : fresh
    const end = last ? bytes.length : bytes.length - cutOff(bytes, this.form)
    this.#rest = bytes.slice(end)
    return unicodeText(bytes.subarray(0, end), this.form)
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** How many bytes at the end belong to a character that goes on. */
function cutOff(bytes: Uint8Array, form: UnicodeForm): number {
  if (form !== 'utf-8') {
    const odd = bytes.length % 2
    const high = bytes[bytes.length - odd - (form === 'utf-16le' ? 1 : 2)] ?? 0
    return high >= 0xd8 && high < 0xdc ? odd + 2 : odd
  }
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return length > back ? back : 0
  }
  return 0
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte)
}

function declaredEncoding(bytes: Uint8Array, start: number): string | null {
  const head = String.fromCharCode(...bytes.subarray(start, start + 400))
  const declaration = /^<\?xml\s[^>]*?\?>/.exec(head)?.[0] ?? ''
  return /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase() ?? null
}

function unicodeText(body: Uint8Array, form: UnicodeForm): string {
  try {
    return new TextDecoder(form, { fatal: true, ignoreBOM: true }).decode(body)
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

function tooLarge(bytes: number, most: number): XmlError {
  return refuse('LIMIT', `The file has ${bytes} bytes; at most ${most} are read`)
}

function refuse(code: 'LIMIT' | 'XML' | 'ENCODING', message: string): XmlError {
  return new XmlError(code, message, { offset: 0, line: 1, column: 1 })
}
