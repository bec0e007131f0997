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
    const start = next === -1 ? content.length : next
    if (start > at) pieces.push({ kind: 'text', text: unescapeXml(content.slice(at, start)) })
    if (next === -1) break
    const kind = markupAt(content, start)
    const end = endOfMarkup(content, start, kind)
    const raw = content.slice(start, end)
    if (kind === 'section') pieces.push({ kind: 'text', text: wordsOfSection(raw) })
    else if (kind === 'instruction') pieces.push({ kind, raw })
    else if (kind === 'close') pieces.push({ kind, raw, start, end })
    else if (kind === 'open') pieces.push({ kind, empty: raw.endsWith('/>'), raw, start, end })
    at = end
  }
  return pieces
}

/** What can begin with `<`; a section is CDATA. */
type Markup = 'open' | 'close' | 'comment' | 'section' | 'instruction'

/** What begins at the `<` at an offset. */
export function markupAt(content: string, start: number): Markup {
  const code = content.charCodeAt(start + 1)
  if (code === 0x2f) return 'close'
  if (code === 0x3f) return 'instruction'
  if (code !== 0x21) return 'open'
  return content.startsWith('<!--', start) ? 'comment' : 'section'
}

/** Behind the last character of what begins at an offset; of an element that is its start tag. */
export function endOfMarkup(content: string, start: number, kind: Markup): number {
  if (kind === 'open' || kind === 'close') return endOfTag(content, start)
  const until = (mark: string, from: number): number => {
    const found = content.indexOf(mark, from)
    return found === -1 ? content.length : found + mark.length
  }
  if (kind === 'comment') return until('-->', start + 4)
  return kind === 'section' ? until(']]>', start + 9) : until('?>', start + 2)
}

/** Behind the end tag of the element that begins at an offset. */
export function endOfElement(content: string, start: number): number {
  let depth = 0
  for (let at = start; at !== -1; at = content.indexOf('<', at)) {
    const kind = markupAt(content, at)
    at = endOfMarkup(content, at, kind)
    if (kind === 'open' && content.charCodeAt(at - 2) !== 0x2f) depth += 1
    if (kind === 'close') depth -= 1
    if (depth === 0) return at
  }
  return content.length
}

/** The words of a CDATA section. */
export function wordsOfSection(raw: string): string {
  return raw.slice(9, -3).replace(/\r\n?/g, '\n')
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
