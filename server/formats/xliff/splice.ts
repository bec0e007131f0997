// Puts new text into the bytes of a file. Everything between the splices is handed out as the very bytes that came in.

import type { DecodedXml } from '#glossary/xml/decode.ts'

/** New text for a stretch of the old; the stretch is empty where something is inserted. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

const chunkBytes = 256 * 1024

/** Hands out the bytes of a file with the splices in it, which are in order and do not overlap. */
export function* spliced(
  bytes: Uint8Array,
  decoded: DecodedXml,
  splices: readonly Splice[],
): Generator<Uint8Array> {
  const byteAt = bytesBefore(decoded)
  let parts: Uint8Array[] = []
  let length = 0
  let from = 0
  for (const { start, end, text } of splices) {
    const kept = bytes.subarray(from, byteAt(start))
    const written = encodeText(text, decoded)
    parts.push(kept, written)
    length += kept.length + written.length
    from = byteAt(end)
    if (length < chunkBytes) continue
    yield Buffer.concat(parts, length)
    parts = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(parts, length)
  if (from < bytes.length) yield bytes.subarray(from)
}

/** Gives the byte at which an offset of the text stands; asked in ascending order. */
export function bytesBefore({ text, form, start }: DecodedXml): (offset: number) => number {
  if (form === 'single-byte') return (offset) => offset
  if (form !== 'utf-8') return (offset) => start + offset * 2
  let lastOffset = 0
  let lastByte = start
  return (offset) => {
    lastByte += Buffer.byteLength(text.slice(lastOffset, offset))
    lastOffset = offset
    return lastByte
  }
}

/** Writes text in the encoding of the file; what a code page lacks becomes a character reference. */
export function encodeText(text: string, { form, table }: Pick<DecodedXml, 'form' | 'table'>): Uint8Array {
  if (form === 'utf-8') return Buffer.from(text)
  if (form === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (form === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const byte = code < 0x80 ? code : table?.get(character)
    if (byte !== undefined) bytes.push(byte)
    else bytes.push(...Buffer.from(`&#x${code.toString(16).toUpperCase()};`))
  }
  return Uint8Array.from(bytes)
}
