// The pieces of the content of a source or target, which is known to be well-formed: words, tags and the rest.

import { isSpace, unescapeXml } from '#glossary/xml/characters.ts'

/** A piece of mark-up; `start` and `end` are offsets in the content. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open'
      readonly empty: boolean
      readonly raw: string
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'close'; readonly raw: string; readonly start: number; readonly end: number }
  | { readonly kind: 'instruction'; readonly raw: string }

/** Writes words so that XML reads them back exactly; `]]>` may not stand in words. */
export function escapeText(text: string): string {
  if (!/[&<>\r]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;')
}

/** Writes an attribute value for double quotes so that XML reads it back exactly. */
export function escapeValue(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;')
}

/** Takes content apart. Comments carry no words and no codes and are left out. */
export function piecesOf(content: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < content.length) {
    const next = content.indexOf('<', at)
    const end = next === -1 ? content.length : next
    if (end > at) pieces.push({ kind: 'text', text: unescapeXml(content.slice(at, end)) })
    if (next === -1) break
    at = markupAt(content, next, pieces)
  }
  return pieces
}

function markupAt(content: string, start: number, pieces: Piece[]): number {
  const until = (mark: string, from: number): number => {
    const found = content.indexOf(mark, from)
    return found === -1 ? content.length : found + mark.length
  }
  if (content.startsWith('<!--', start)) return until('-->', start + 4)
  if (content.startsWith('<![CDATA[', start)) {
    const end = until(']]>', start + 9)
    pieces.push({ kind: 'text', text: content.slice(start + 9, end - 3).replace(/\r\n?/g, '\n') })
    return end
  }
  if (content[start + 1] === '?') {
    const end = until('?>', start + 2)
    pieces.push({ kind: 'instruction', raw: content.slice(start, end) })
    return end
  }
  const end = endOfTag(content, start)
  const raw = content.slice(start, end)
  if (content[start + 1] === '/') pieces.push({ kind: 'close', raw, start, end })
  else pieces.push({ kind: 'open', empty: content.charCodeAt(end - 2) === 0x2f, raw, start, end })
  return end
}

/** The name in a start tag. */
export function nameIn(tag: string): string {
  let end = 1
  for (let code = tag.charCodeAt(end); code !== 0x2f && code !== 0x3e && !isSpace(code);) {
    end += 1
    if (end >= tag.length) break
    code = tag.charCodeAt(end)
  }
  return tag.slice(1, end)
}

/** Behind the `>` of the tag at an offset; a `>` inside quotes is part of a value. */
export function endOfTag(content: string, start: number): number {
  let quote = 0
  for (let at = start; at < content.length; at += 1) {
    const code = content.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3e) return at + 1
  }
  return content.length
}

/** An attribute in a start tag; `start` is the offset of its name, `valueStart` and `valueEnd` stand inside the quotes. */
export interface AttributePlace {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly quote: string
}

/** Finds the attributes of a well-formed start tag where they stand. */
export function attributesOf(tag: string): readonly AttributePlace[] {
  const found: AttributePlace[] = []
  for (let next = attributeFrom(tag, 0); next; next = attributeFrom(tag, next.valueEnd + 1)) found.push(next)
  return found
}

/** Finds one attribute of a well-formed start tag, or null. */
export function attributeOf(tag: string, name: string): AttributePlace | null {
  // Most tags do not even have the word.
  if (!tag.includes(name)) return null
  let next = attributeFrom(tag, 0)
  while (next && next.name !== name) next = attributeFrom(tag, next.valueEnd + 1)
  return next
}

/** Gives the value of an attribute of a well-formed start tag. */
export function valueIn(tag: string, name: string): string | undefined {
  return attributeOf(tag, name)?.value
}

function attributeFrom(tag: string, end: number): AttributePlace | null {
  const equals = tag.indexOf('=', end)
  if (equals === -1) return null
  let nameEnd = equals
  while (isSpace(tag.charCodeAt(nameEnd - 1))) nameEnd -= 1
  let start = nameEnd
  while (start > end && !isSpace(tag.charCodeAt(start - 1))) start -= 1
  let open = equals + 1
  while (isSpace(tag.charCodeAt(open))) open += 1
  const quote = tag[open] ?? '"'
  const valueEnd = tag.indexOf(quote, open + 1)
  if (valueEnd === -1) return null
  const value = unescapeXml(tag.slice(open + 1, valueEnd))
  return { name: tag.slice(start, nameEnd), value, start, valueStart: open + 1, valueEnd, quote }
}
