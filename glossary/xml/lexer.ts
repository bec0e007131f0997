// Takes the text of an XML file apart and refuses what is not well-formed. Written here because it is what the exchange
// of files spends its time in: it says where tags begin, reads each character once and makes no object that nobody asks for.
// Namespaces, depth and limits are the matter of scan.ts. XML 1.1 is read by the rules of 1.0.

import { beginsName, endOfName, forbiddenIn, isReference, isSpace, unescapeXml } from './characters.ts'
import { ScannedElement } from './element.ts'
import type { XmlErrorCode } from './error.ts'

/** What the lexer finds. Offsets count from the beginning of the file. */
export interface LexHandlers {
  open(element: ScannedElement): void
  /** `start` is that of the start tag where the element is `<a/>`. */
  close(start: number, end: number): void
  /** The words between two tags, or some of them; when it is not given, they are only looked through. */
  readonly text?: ((text: string) => void) | undefined
  /** Never returns. */
  fail(code: XmlErrorCode, message: string, offset: number): never
}

/** The part of a text that is there; the first character of `text` has the offset `start`. */
interface Part {
  readonly text: string
  readonly start: number
}

/** The tag, text or comment does not end in the part that is there. */
const unfinished = -1
/** An element may have so many attributes. */
export const mostAttributes = 256
/** What cannot end soon is not looked through again until so much more of it has come. */
const patience = 64 * 1024
/** Names of elements that are remembered. */
const slots = 64

const quoteCode = 0x22
const ampersand = 0x26
const apostrophe = 0x27
const slash = 0x2f
const less = 0x3c
const equals = 0x3d
const greater = 0x3e
const question = 0x3f
const exclamation = 0x21
const closingBracket = 0x5d

/** Reads a text piece by piece: every tag, text or comment when it is whole. */
export class Lexer {
  readonly #handlers: LexHandlers
  readonly #allowsDoctype: boolean
  readonly #open: string[] = []
  #text = ''
  #start = 0
  /** How much of the text may be read: all, or up to the first forbidden character. */
  #end = 0
  /** Offset up to which the text is read. */
  #position = 0
  /** Offset up to which the characters are known to be allowed. */
  #checked = 0
  #wanted = 0
  #sawRoot = false
  #sawDoctype = false
  readonly #element = new ScannedElement()
  /** Names of elements that came before, so that the same few are not cut out of the text again and again. */
  readonly #known: string[] = Array.from({ length: slots }, () => '')

  constructor(handlers: LexHandlers, allowsDoctype: boolean) {
    this.#handlers = handlers
    this.#allowsDoctype = allowsDoctype
  }

  /** Reads on as far as the text goes; `last` when nothing more will come. */
  read({ text, start }: Part, last: boolean): void {
    const all = start + text.length
    if (!last && all < this.#wanted) return
    this.#text = text
    this.#start = start
    const forbidden = forbiddenIn(text, this.#checked - start)
    this.#end = forbidden === -1 ? text.length : forbidden
    this.#checked = start + this.#end
    let at = this.#position - start
    while (at < this.#end) {
      const next = text.charCodeAt(at) === less ? this.#markup(at) : this.#words(at, last && forbidden === -1)
      if (next === unfinished) break
      at = next
      this.#position = start + at
    }
    this.#position = start + at
    if (forbidden !== -1) this.#fail('A character stands here that no XML file may contain', forbidden)
    const waiting = all - this.#position
    this.#wanted = waiting > patience ? all + waiting : 0
    if (last) this.#finish(at)
  }

  #finish(at: number): void {
    if (at < this.#end) this.#fail('The file ends in the middle of this', at)
    if (!this.#sawRoot) this.#fail('The file has no root element', this.#end)
    const name = this.#open.at(-1)
    if (name !== undefined) this.#fail(`The file ends, but <${shown(name)}> has no end tag`, this.#end)
  }

  /** Reads the words before the next tag. */
  #words(from: number, last: boolean): number {
    const text = this.#text
    const end = this.#end
    let isPlain = true
    let at = from
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (code === less) break
      if (code === ampersand) {
        const semicolon = this.#reference(at)
        if (semicolon === unfinished) return unfinished
        isPlain = false
        at = semicolon
      } else if (code === 0x0d) isPlain = false
      else if (code === closingBracket && text.startsWith(']]>', at))
        this.#fail('"]]>" may not stand in words', at)
    }
    if (at === end && !last) return unfinished
    if (this.#open.length === 0) this.#demandNoWords(from, at)
    else if (this.#handlers.text) {
      const raw = text.slice(from, at)
      this.#handlers.text(isPlain ? raw : unescapeXml(raw))
    }
    return at
  }

  #demandNoWords(from: number, end: number): void {
    for (let at = from; at < end; at += 1) {
      if (!isSpace(this.#text.charCodeAt(at))) this.#fail('Words stand outside of the root element', at)
    }
  }

  /** Reads a reference; answers where its semicolon stands. */
  #reference(start: number): number {
    let at = start + 1
    if (this.#text.charCodeAt(at) === 0x23) at += 1
    at = endOfName(this.#text, at, this.#end)
    if (at >= this.#end) return unfinished
    if (this.#text[at] !== ';' || !isReference(this.#text.slice(start, at + 1)))
      this.#fail('"&" is followed by no reference that is known; "&" itself is written &amp;', start)
    return at
  }

  #markup(start: number): number {
    const code = this.#text.charCodeAt(start + 1)
    if (start + 1 >= this.#end) return unfinished
    if (code === slash) return this.#endTag(start)
    if (code === question) return this.#instruction(start)
    return code === exclamation ? this.#declaration(start) : this.#startTag(start)
  }

  #startTag(start: number): number {
    const text = this.#text
    const end = this.#end
    if (!beginsName(text.charCodeAt(start + 1)))
      this.#fail('"<" is followed by no name; "<" itself is written &lt;', start)
    let at = endOfName(text, start + 1, end)
    if (at >= end) return unfinished
    const element = this.#element
    element.begin(text, this.#nameFrom(start + 1, at))
    for (;;) {
      const before = at
      while (at < end && isSpace(text.charCodeAt(at))) at += 1
      if (at >= end) return unfinished
      const code = text.charCodeAt(at)
      if (code === greater) return this.#opened(element, start, at + 1, false)
      if (code === slash) {
        if (at + 1 >= end) return unfinished
        if (text.charCodeAt(at + 1) !== greater) this.#fail('"/" is not followed by ">"', at)
        return this.#opened(element, start, at + 2, true)
      }
      if (at === before || !beginsName(code))
        this.#fail('A character stands here that may not stand in a tag', at)
      if (element.count === mostAttributes) {
        const message = `An element has more than ${mostAttributes} attributes`
        this.#handlers.fail('LIMIT', message, this.#start + start)
      }
      const nameEnd = endOfName(text, at, end)
      const open = this.#valueStart(nameEnd)
      if (open === unfinished) return unfinished
      const close = this.#valueEnd(open)
      if (close === unfinished) return unfinished
      element.add(at, nameEnd, open + 1, close)
      at = close + 1
    }
  }

  #nameFrom(start: number, end: number): string {
    const text = this.#text
    const slot = (7 * (end - start) + 3 * text.charCodeAt(start) + text.charCodeAt(end - 1)) % slots
    const known = this.#known[slot] ?? ''
    if (known.length === end - start && text.startsWith(known, start)) return known
    return (this.#known[slot] = text.slice(start, end))
  }

  /** Passes over the `=` behind the name of an attribute; answers where the quote of its value stands. */
  #valueStart(from: number): number {
    const text = this.#text
    const end = this.#end
    let at = from
    while (at < end && isSpace(text.charCodeAt(at))) at += 1
    if (at >= end) return unfinished
    if (text.charCodeAt(at) !== equals) this.#fail('An attribute has no value', at)
    at += 1
    while (at < end && isSpace(text.charCodeAt(at))) at += 1
    if (at >= end) return unfinished
    const code = text.charCodeAt(at)
    if (code !== quoteCode && code !== apostrophe)
      this.#fail('The value of an attribute stands in no quotes', at)
    return at
  }

  /** Answers where the value ends whose quote stands at an offset. */
  #valueEnd(start: number): number {
    const text = this.#text
    const end = this.#end
    const quote = text.charCodeAt(start)
    for (let at = start + 1; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (code === quote) return at
      if (code === less) this.#fail('"<" may not stand in the value of an attribute', at)
      if (code === ampersand) {
        at = this.#reference(at)
        if (at === unfinished) return unfinished
      }
    }
    return unfinished
  }

  #opened(element: ScannedElement, start: number, end: number, isEmpty: boolean): number {
    if (this.#open.length === 0 && this.#sawRoot) this.#fail('There is a second root element', start)
    this.#sawRoot = true
    const twice = element.count > 1 ? element.repeated : null
    if (twice !== null) this.#fail(`The attribute ${shown(twice)} stands twice`, start)
    element.place(this.#start + start, this.#start + end)
    this.#open.push(element.name)
    this.#handlers.open(element)
    if (isEmpty) {
      this.#open.pop()
      this.#handlers.close(this.#start + start, this.#start + end)
    }
    return end
  }

  #endTag(start: number): number {
    const text = this.#text
    const name = this.#open.at(-1)
    if (name === undefined) this.#fail('An end tag stands here that ends nothing', start)
    let at = start + 2
    if (!text.startsWith(name, at)) {
      const rest = this.#end - at
      if (rest < name.length && name.startsWith(text.slice(at, this.#end))) return unfinished
      this.#fail(`This end tag is not that of <${shown(name)}>`, start)
    }
    at += name.length
    while (at < this.#end && isSpace(text.charCodeAt(at))) at += 1
    if (at >= this.#end) return unfinished
    if (text.charCodeAt(at) !== greater) this.#fail(`This end tag is not that of <${shown(name)}>`, start)
    this.#open.pop()
    this.#handlers.close(this.#start + start, this.#start + at + 1)
    return at + 1
  }

  #declaration(start: number): number {
    const begun = this.#text.slice(start, Math.min(start + longestBeginning, this.#end))
    if (begun.startsWith('<!--')) return this.#comment(start)
    if (begun.startsWith('<![CDATA[')) return this.#section(start)
    if (begun.startsWith('<!DOCTYPE')) return this.#doctype(start)
    if (beginnings.some((beginning) => beginning.startsWith(begun))) return unfinished
    return this.#fail('"<!" begins neither a comment nor a CDATA section', start)
  }

  #comment(start: number): number {
    const at = this.#find('--', start + 4)
    if (at === unfinished || at + 2 >= this.#end) return unfinished
    if (this.#text.charCodeAt(at + 2) !== greater) this.#fail('"--" may not stand in a comment', at)
    return at + 3
  }

  #section(start: number): number {
    if (this.#open.length === 0) this.#fail('Words stand outside of the root element', start)
    const at = this.#find(']]>', start + 9)
    if (at === unfinished) return unfinished
    this.#handlers.text?.(this.#text.slice(start + 9, at).replace(/\r\n?/g, '\n'))
    return at + 3
  }

  /** A document type without definitions of its own is passed over where it is allowed. */
  #doctype(start: number): number {
    if (!this.#allowsDoctype)
      this.#handlers.fail('DOCTYPE', 'The file has a document type, which is not read', this.#start + start)
    if (this.#sawRoot || this.#sawDoctype) this.#fail('A document type may not stand here', start)
    let quote = 0
    for (let at = start + 9; at < this.#end; at += 1) {
      const code = this.#text.charCodeAt(at)
      if (quote !== 0) quote = code === quote ? 0 : quote
      else if (code === quoteCode || code === apostrophe) quote = code
      else if (code === 0x5b) {
        const message = 'The document type defines something of its own, which is not read'
        this.#handlers.fail('DOCTYPE', message, this.#start + at)
      } else if (code === greater) {
        this.#sawDoctype = true
        return at + 1
      }
    }
    return unfinished
  }

  #instruction(start: number): number {
    const at = endOfName(this.#text, start + 2, this.#end)
    if (at >= this.#end) return unfinished
    const target = this.#text.slice(start + 2, at)
    if (!beginsName(this.#text.charCodeAt(start + 2)))
      this.#fail('A processing instruction has no name', start)
    const isDeclaration = target === 'xml' && this.#start + start === 0
    if (target.toLowerCase() === 'xml' && !isDeclaration)
      this.#fail('The XML declaration may stand only at the beginning of the file', start)
    const end = this.#find('?>', at)
    if (end !== at && !isSpace(this.#text.charCodeAt(at)))
      this.#fail('A character stands here that may not stand in the name of a processing instruction', at)
    if (end === unfinished) return unfinished
    if (
      isDeclaration &&
      !xmlDeclaration.test(this.#text.slice(start, end + 2).replace(/[^\x20-\x7e\t\r\n]/g, '?'))
    )
      this.#fail('The XML declaration is wrong; expected <?xml version="1.0" encoding="UTF-8"?>', start)
    return end + 2
  }

  #find(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from)
    return at === -1 || at + mark.length > this.#end ? unfinished : at
  }

  #fail(message: string, at: number): never {
    return this.#handlers.fail('XML', message, this.#start + at)
  }
}

/** @see https://www.w3.org/TR/xml/#NT-XMLDecl */
const xmlDeclaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>$/

const beginnings = ['<!--', '<![CDATA[', '<!DOCTYPE']
const longestBeginning = 9

function shown(name: string): string {
  return name.slice(0, 60)
}
