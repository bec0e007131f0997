// The refusal of an XML file: what is wrong with it, and where.

/** What can be wrong with a file of any XML format. */
export type XmlErrorCode =
  | 'XML' // not well-formed
  | 'ENCODING' // bytes are not what is declared, or of an encoding that we do not read
  | 'DOCTYPE' // a document type, which could define entities
  | 'NAMESPACE' // a prefix that nothing declares, or a name that is no qualified name
  | 'DEPTH' // nested deeper than the limit
  | 'LIMIT' // too large, too many attributes, too long a text
  | 'FORMAT' // well-formed, but not the format that was expected

/** Where something stands in a decoded file. */
export interface Place {
  /** UTF-16 offset in the text, without a byte order mark. */
  readonly offset: number
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
}

/** A refusal of a file with a stable code and the place of the fault. */
export class XmlError<Code extends string = XmlErrorCode> extends Error {
  override readonly name: string = 'XmlError'
  readonly code: Code
  readonly offset: number
  readonly line: number
  readonly column: number

  constructor(code: Code, message: string, place: Place) {
    super(message)
    this.code = code
    this.offset = place.offset
    this.line = place.line
    this.column = place.column
  }
}

/** Line and column of an offset; CR, LF and CRLF each end a line. */
export function placeOf(text: string, offset: number): Place {
  let line = 1
  let lineStart = 0
  for (let at = 0; at < offset; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== 10 && code !== 13) continue
    if (code === 13 && text.charCodeAt(at + 1) === 10) at += 1
    if (at >= offset) break
    line += 1
    lineStart = at + 1
  }
  return { offset, line, column: offset - lineStart + 1 }
}

/** Answers the places of offsets that are asked in ascending order, without counting lines again for each. */
export function placesOf(text: string): (offset: number) => Place {
  let line = 1
  let lineStart = 0
  let scanned = 0
  return (offset) => {
    if (offset < scanned) return placeOf(text, offset)
    for (; scanned < offset; scanned += 1) {
      const code = text.charCodeAt(scanned)
      if (code !== 10 && code !== 13) continue
      if (code === 13 && text.charCodeAt(scanned + 1) === 10) {
        if (scanned + 1 >= offset) break
        scanned += 1
      }
      line += 1
      lineStart = scanned + 1
    }
    return { offset, line, column: offset - lineStart + 1 }
  }
}
