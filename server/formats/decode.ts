// Bytes of a file as text, with a way back from a place in the text to its byte and its line.

import { WorkError, type WorkErrorCode } from '#domain/errors.ts'

import type { LegacyEncoding } from './legacy.ts'

/** A decoded file. */
export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding | 'legacy'
  /** Gives the byte at which a UTF-16 offset of the text stands; fast when asked in ascending order. */
  readonly byteAt: (offset: number) => number
  /** Gives the bytes of a changed text: as the file was, but legacy encodings become UTF-8. */
  readonly encode: (text: string) => Uint8Array
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

const byteOrderMarks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

const widths: Record<Encoding, (text: string) => number> = {
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-16le': (text) => text.length * 2,
  'utf-16be': (text) => text.length * 2,
}

const encoders: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
}

/**
 * Decodes UTF-8, UTF-16 with a byte order mark, or the legacy encoding that the file itself declares.
 * A file that is none of these is refused rather than guessed at, because a wrong guess garbles names.
 */
export function decode(bytes: Uint8Array, declared: LegacyEncoding | null = null): DecodedText {
  const marked = byteOrderMarks.find(({ bytes: mark }) => mark.every((byte, index) => bytes[index] === byte))
  const encoding = marked?.encoding ?? 'utf-8'
  const start = marked?.bytes.length ?? 0
  const text = tryDecode(bytes.subarray(start), encoding)
  if (text !== null) {
    const written = (changed: string) =>
      start === 0
        ? encoders[encoding](changed)
        : Buffer.concat([bytes.subarray(0, start), encoders[encoding](changed)])
    const plain = start + text.length === bytes.length
    const byteAt = plain ? (offset: number) => start + offset : byteCounter(text, start, widths[encoding])
    return { text, encoding, byteAt, encode: written }
  }
  const legacy = declared && !marked ? declared.decode(bytes) : null
  if (declared && legacy !== null) {
    const byteAt = byteCounter(legacy, 0, declared.width)
    return { text: legacy, encoding: 'legacy', byteAt, encode: (changed) => Buffer.from(changed) }
  }
  const byte = encoding === 'utf-8' ? start + firstInvalidByte(bytes.subarray(start)) : null
  throw new WorkError(
    'unsupported-file',
    byte === null
      ? `The file starts as ${encoding.toUpperCase()} but is damaged; expected UTF-8, or UTF-16 with a byte order mark`
      : `Byte ${byte} is not UTF-8; expected UTF-8, or UTF-16 with a byte order mark`,
    { encoding, byte, expected: 'UTF-8' },
  )
}

/** Line and column of a place, both counted from 1; CR, LF and CRLF each end a line. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (const { index, 0: end } of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line += 1
    lineStart = index + end.length
  }
  return { line, column: offset - lineStart + 1 }
}

/** Makes the refusal of a file at a place in its text. */
export function refusalAt(code: WorkErrorCode, text: string, offset: number, problem: string): WorkError {
  const { line, column } = positionOf(text, offset)
  return new WorkError(code, `Line ${line}, column ${column}: ${problem}`, { line, column, problem })
}

const stride = 4096

/** Gives the byte of an offset; every few thousand characters it is remembered, so that any order of questions is fast. */
function byteCounter(
  text: string,
  start: number,
  width: (part: string) => number,
): (offset: number) => number {
  const known = [{ offset: 0, byte: start }]
  let last = { offset: 0, byte: start }
  const step = (from: { offset: number; byte: number }, offset: number) => ({
    offset,
    byte: from.byte + width(text.slice(from.offset, offset)),
  })
  return (offset) => {
    for (let end = known.at(-1); end && end.offset + stride <= offset; end = known.at(-1)) {
      const split = /[\uDC00-\uDFFF]/.test(text.charAt(end.offset + stride)) ? 1 : 0
      known.push(step(end, end.offset + stride + split))
    }
    let index = Math.min(Math.floor(offset / stride), known.length - 1)
    while (index > 0 && (known[index]?.offset ?? 0) > offset) index -= 1
    const mark = known[index] ?? { offset: 0, byte: start }
    last = step(last.offset <= offset && last.offset > mark.offset ? last : mark, offset)
    return last.byte
  }
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function firstInvalidByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let byte = 0
  let from = 0
  for (const { index } of lenient.matchAll(/\uFFFD/g)) {
    byte += Buffer.byteLength(lenient.slice(from, index))
    const meant = bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd
    if (!meant) return byte
    from = index
  }
  return bytes.length
}
