// The text of a file while it is read: whole, or only the part of a big file that is still needed. Offsets count from
// the beginning of the file either way.

import { placeOf, type Place } from './error.ts'

/** A text that can be asked for a stretch and for the line of an offset. */
export interface XmlText {
  slice(start: number, end: number): string
  placeOf(offset: number): Place
}

/** A whole text. */
export function wholeText(text: string): XmlText {
  return {
    slice: (start, end) => text.slice(start, end),
    placeOf: (offset) => placeOf(text, Math.min(Math.max(offset, 0), text.length)),
  }
}

/** The part of a text that is still needed. What was forgotten can not be asked for again. */
export class TextWindow implements XmlText {
  #text = ''
  /** Offset of the first character that is still there, and where its line began. */
  #start = 0
  #line = 1
  #lineStart = 0
  #afterReturn = false

  /** What is there. */
  get text(): string {
    return this.#text
  }

  /** Offset of the first character that is there. */
  get start(): number {
    return this.#start
  }

  /** Offset behind the last character. */
  get end(): number {
    return this.#start + this.#text.length
  }

  append(piece: string): void {
    // Joining copies both, adding would leave two halves that every look at a character has to choose from.
    this.#text = this.#text.length > piece.length ? this.#text + piece : [this.#text, piece].join('')
  }

  /** Lets go of everything before an offset. */
  forget(before: number): void {
    const length = Math.min(before, this.end) - this.#start
    if (length <= 0) return
    this.#countLines(length)
    this.#text = this.#text.slice(length)
    this.#start += length
  }

  slice(start: number, end: number): string {
    return this.#text.slice(Math.max(start - this.#start, 0), Math.max(end - this.#start, 0))
  }

  placeOf(offset: number): Place {
    const at = Math.min(Math.max(offset, this.#start), this.end)
    const skipped = this.#afterReturn && this.#text.startsWith('\n') ? 1 : 0
    const { line, column } = placeOf(this.#text.slice(skipped), Math.max(at - this.#start - skipped, 0))
    if (line === 1) return { offset: at, line: this.#line, column: at - this.#lineStart - skipped + 1 }
    return { offset: at, line: this.#line + line - 1, column }
  }

  /** The place of something in a text that is to be appended. */
  placeBehind({ offset, line, column }: Place): Place {
    const end = this.placeOf(this.end)
    return {
      offset: end.offset + offset,
      line: end.line + line - 1,
      column: line === 1 ? end.column + column - 1 : column,
    }
  }

  #countLines(length: number): void {
    const text = this.#text
    // CRLF is one line end, also where the window was cut between the two.
    let at = this.#afterReturn && text.startsWith('\n') ? 1 : 0
    if (at === 1) this.#lineStart += 1
    const isReturn = text.includes('\r')
    for (;;) {
      at = isReturn ? nextLineEnd(text, at) : text.indexOf('\n', at)
      if (at === -1 || at >= length) break
      if (text.charCodeAt(at) === 13 && at + 1 < length && text.charCodeAt(at + 1) === 10) at += 1
      at += 1
      this.#line += 1
      this.#lineStart = this.#start + at
    }
    this.#afterReturn = text.charCodeAt(length - 1) === 13
  }
}

function nextLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return at
  }
  return -1
}
