// The values at the top of a TOML document that are words or dates on one line, with their places.
// @see https://toml.io/en/v1.0.0

import type { Range } from '../units.ts'

/** A key at the top of a document with its value. */
export interface TomlValue extends Range {
  readonly key: string
  readonly words: string
}

const entry = /[ \t]*(?:([A-Za-z0-9_-]{1,200})|"([^"\\\r\n]{1,200})"|'([^'\r\n]{1,200})')[ \t]*=[ \t]*/y
const basic = /"((?:[^"\\\r\n]|\\.)*)"/y
const literal = /'([^'\r\n]*)'/y
const bare = /[^\s,#[\]{}]+(?: \d\d:[^\s,#[\]{}]+)?/y
const rest = /[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/y

/** Lists the values; null when it is not the TOML that front matter is written in. */
export function tomlValues(text: string): readonly TomlValue[] | null {
  const found: TomlValue[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at = pattern.lastIndex
    return match
  }
  while (at < text.length) {
    if (take(rest)) continue
    // What follows belongs to a table, not to the document.
    if (/^[ \t]*\[/.test(text.slice(at, at + 200))) return found
    const [, plain, quoted, single] = take(entry) ?? []
    const key = plain ?? quoted ?? single
    if (key === undefined) return null
    const start = at
    if (text.startsWith('"""', at) || text.startsWith("'''", at)) at = afterLong(text, at)
    else if (text.charAt(at) === '[' || text.charAt(at) === '{') at = afterNested(text, at)
    else {
      const words = take(basic)
      const value = words ? unescape(words[1] ?? '') : (take(literal)?.[1] ?? take(bare)?.[0])
      if (value === undefined || value === null) return null
      found.push({ key, words: value, start, end: at })
    }
    if (at <= start || !take(rest)) return null
  }
  return found
}

/** Behind a string over several lines, or the start when it has no end. */
function afterLong(text: string, at: number): number {
  const quotes = text.slice(at, at + 3)
  for (let end = text.indexOf(quotes, at + 3); end !== -1; end = text.indexOf(quotes, end + 1)) {
    const slashes = /\\*$/.exec(text.slice(Math.max(at, end - 50), end))?.[0].length ?? 0
    if (quotes === "'''" || slashes % 2 === 0)
      return end + 3 + (/^["']{0,2}/.exec(text.slice(end + 3))?.[0].length ?? 0)
  }
  return at
}

/** Behind an array or a table on one line, or the start when it has no end. */
function afterNested(text: string, at: number): number {
  let depth = 0
  for (const { 0: piece, index } of text
    .slice(at)
    .matchAll(/"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|#[^\r\n]*|[[\]{}]/g)) {
    if (piece === '[' || piece === '{') depth += 1
    if (piece === ']' || piece === '}') depth -= 1
    if (depth === 0) return at + index + 1
  }
  return at
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
}

/** Reads the escapes of a string, or gives null where there is one that TOML does not have. */
function unescape(raw: string): string | null {
  let valid = true
  const words = raw.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_whole, short, long, one) => {
    const code = Number.parseInt(String(short ?? long ?? ''), 16)
    const scalar = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    const character = one === undefined ? (scalar ? String.fromCodePoint(code) : null) : escapes[String(one)]
    valid &&= typeof character === 'string'
    return character ?? ''
  })
  return valid ? words : null
}
