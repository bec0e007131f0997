// Which characters XML allows where, and what its references mean.
// @see https://www.w3.org/TR/xml/#charsets

/** White space as XML means it. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/** Units of UTF-16 that begin a name, from one to another; planes beyond the first are named by surrogates. */
const nameStarts = [
  [0x3a], [0x41, 0x5a], [0x5f], [0x61, 0x7a], [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0x2ff], [0x370, 0x37d], [0x37f, 0x1fff],
  [0x200c, 0x200d], [0x2070, 0x218f], [0x2c00, 0x2fef], [0x3001, 0xdb7f], [0xf900, 0xfdcf], [0xfdf0, 0xfffd],
] // prettier-ignore
const nameRests = [[0x2d, 0x2e], [0x30, 0x39], [0xb7], [0x300, 0x36f], [0x203f, 0x2040], [0xdc00, 0xdfff]]

/** Per unit: 2 begins a name, 1 goes on with one, 0 does neither. */
const nameParts = new Uint8Array(0x10000)
for (const [from = 0, to = from] of nameStarts) nameParts.fill(2, from, to + 1)
for (const [from = 0, to = from] of nameRests) nameParts.fill(1, from, to + 1)

/** Whether a UTF-16 unit begins a name. */
export function beginsName(code: number): boolean {
  return nameParts[code] === 2
}

/** The offset at which a name ends; pairs of surrogates are known to be whole. */
export function endOfName(text: string, from: number, end: number): number {
  let at = from
  while (at < end && (nameParts[text.charCodeAt(at)] ?? 0) > 0) at += 1
  return at
}

/** Half of a pair of surrogates is suspect; most texts have no pairs, and this pattern is four times as fast. */
const suspect = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/g
const forbidden =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The offset of the first character from an offset on that no XML file may contain, or -1. */
export function forbiddenIn(text: string, from: number): number {
  suspect.lastIndex = from
  const found = suspect.exec(text)
  if (!found) return -1
  forbidden.lastIndex = found.index
  return forbidden.exec(text)?.index ?? -1
}

const named: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** Whether a whole reference, from `&` to `;`, means a character that XML allows. */
export function isReference(raw: string): boolean {
  if (raw in named) return true
  const [, hex, decimal] = /^&#(?:x([0-9a-fA-F]+)|(\d+));$/.exec(raw) ?? []
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff && code !== 0xfffe && code !== 0xffff)
}

/** Reads words as XML means them: references resolved, line ends as LF. */
export function unescapeXml(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  if (!text.includes('&')) return text
  if (!text.includes('&#')) return unescapeNamed(text)
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|\w+);/g, (whole, hex?: string, decimal?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return named[whole] ?? whole
  })
}

/** Most references are one of five; looking for them one after the other is faster than a pattern. */
function unescapeNamed(text: string): string {
  let read = ''
  let from = 0
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    const end = text.indexOf(';', at) + 1
    const character = end === 0 ? undefined : named[text.slice(at, end)]
    if (character === undefined) continue
    read += text.slice(from, at) + character
    from = end
  }
  return read + text.slice(from)
}

/** Reads the value of an attribute: references resolved, each white space as a blank. */
export function unescapeValue(raw: string): string {
  return strangeInValue.test(raw) ? unescapeXml(raw.replace(/\r\n|[\t\n\r]/g, ' ')) : raw
}

const strangeInValue = /[\t\n\r&]/
