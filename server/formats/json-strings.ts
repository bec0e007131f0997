// The strings of a JSON text with their exact places; numbers, names and layout are only passed over.

/** A string value of a JSON text; `start` and `end` stand inside its quotes. */
export interface JsonString {
  /** Names and positions that lead to it. */
  readonly path: readonly (string | number)[]
  readonly value: string
  readonly start: number
  readonly end: number
}

interface Frame {
  readonly key: string | number
  readonly array: boolean
}

const token = /[{}[\],:]|[^\s{}[\],:"]+/gy

/**
 * Lists the string values of a JSON text in order.
 * @param depth how deep objects may be nested
 * @throws SyntaxError when it is no JSON, RangeError when it is nested too deep
 */
export function readJsonStrings(text: string, depth: number): readonly JsonString[] {
  JSON.parse(text)
  const found: JsonString[] = []
  // The text is valid, so it is enough to know where values stand.
  const frames: { key: string | number; readonly array: boolean }[] = []
  let expectsName = false
  const path = (): readonly (string | number)[] => frames.map(({ key }: Frame) => key)
  let at = 0
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
    if (at >= text.length) return found
    token.lastIndex = at
    const piece = text.charAt(at) === '"' ? stringAt(text, at) : token.exec(text)?.[0]
    if (piece === undefined) throw new SyntaxError(`Unexpected character at ${at}`)
    const top = frames.at(-1)
    if (piece === '{' || piece === '[') {
      frames.push({ key: piece === '[' ? 0 : '', array: piece === '[' })
      if (frames.length > depth) throw new RangeError(`Values are nested more than ${depth} deep`)
      expectsName = piece === '{'
    } else if (piece === '}' || piece === ']') {
      frames.pop()
      expectsName = false
    } else if (piece === ',') {
      if (top?.array && typeof top.key === 'number') top.key += 1
      expectsName = top?.array === false
    } else if (piece === ':') {
      expectsName = false
    } else if (piece.startsWith('"')) {
      // JSON.parse of a whole string token is a string.
      const value = piece.includes('\\') ? (JSON.parse(piece) as string) : piece.slice(1, -1)
      if (expectsName && top) top.key = value
      else found.push({ path: path(), value, start: at + 1, end: at + piece.length - 1 })
    }
    at += piece.length
  }
}

// NOTE: no regular expression: for a string of megabytes its stack overflows.
function stringAt(text: string, start: number): string {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return text.slice(start, end + 1)
}

function isEscaped(text: string, at: number): boolean {
  let signs = 0
  while (text.charAt(at - 1 - signs) === '\\') signs += 1
  return signs % 2 === 1
}

/** Writes words as the inside of a JSON string; `<` is escaped, so that no script element can end in it. */
export function writeJsonWords(words: string): string {
  return JSON.stringify(words)
    .slice(1, -1)
    .replace(/</g, '\\u003c')
    .replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
}
