// Encodings older than UTF-8 that pages declare: read by their WHATWG names, and how many bytes their characters have.
// @see https://encoding.spec.whatwg.org/#names-and-labels

import { singleByteText } from '#glossary/xml/decode.ts'

/** A legacy encoding. */
export interface LegacyEncoding {
  /** Name in lower case, as the standard has it. */
  readonly name: string
  /** Decodes a file; null when its bytes are not of this encoding. */
  readonly decode: (bytes: Uint8Array) => string | null
  /** Counts the bytes that a text has in it. */
  readonly width: (text: string) => number
}

const multiByte = new Set(['gbk', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis'])
/** Bytes of a character that has neither one nor two. */
const longest: Readonly<Record<string, number>> = { gb18030: 4, gbk: 4, 'euc-jp': 3 }
/** Not legacy, or with states that no width of a character can tell. */
const others = /^(?:utf-|replacement|x-user-defined|iso-2022-jp)/

/** Finds an encoding by a label such as `latin1`, `gb2312` or `tis-620`; null for UTF-8, UTF-16 and what nobody knows. */
export function legacyEncoding(label: string): LegacyEncoding | null {
  const name = nameOf(label)
  if (name === null || others.test(name)) return null
  return {
    name,
    decode: (bytes) => {
      try {
        if (!multiByte.has(name)) return singleByteText(bytes, name)
        const text = new TextDecoder(name, { fatal: true }).decode(bytes)
        // NOTE: some decoders of Node pass over wrong bytes although they are told to be fatal.
        return multiByteWidth(text, name) === bytes.length ? text : null
      } catch {
        return null
      }
    },
    width: multiByte.has(name) ? (text) => multiByteWidth(text, name) : (text) => text.length,
  }
}

function nameOf(label: string): string | null {
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return null
  }
}

function multiByteWidth(text: string, name: string): number {
  let bytes = 0
  for (const character of text) {
    if (character < '\x80') bytes += 1
    else if (twoByteCharacters(name).has(character)) bytes += 2
    else bytes += name === 'shift_jis' ? 1 : (longest[name] ?? 2)
  }
  return bytes
}

const known = new Map<string, ReadonlySet<string>>()

function twoByteCharacters(name: string): ReadonlySet<string> {
  const ready = known.get(name)
  if (ready) return ready
  const decoder = new TextDecoder(name)
  const characters = new Set<string>()
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const decoded = decoder.decode(Uint8Array.of(lead, trail))
      if ([...decoded].length === 1 && decoded !== '\uFFFD') characters.add(decoded)
    }
  }
  known.set(name, characters)
  return characters
}
