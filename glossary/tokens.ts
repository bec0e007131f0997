// Splits a source text into the tokens that terms are matched by: words, and each sign for itself.
// Inline codes inside a name do not interrupt it, so their marks are skipped.

import { matchKey } from './matchkey.ts'

/** A word or sign of a source text with its place in the text. */
export interface Token {
  /** Match key with British and American spelling made one. */
  readonly key: string
  /** As written, without marks. */
  readonly text: string
  /** UTF-16 offsets in the text: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
}

// Private-use characters are the marks of inline codes (server/domain/inline.ts): pairs open and close in the
// middle of words, singles such as line breaks separate words.
const skipped = '\\uE000-\\uEFFF\\u00AD\\u200B-\\u200D\\u2060\\uFEFF'
const tokenPattern = new RegExp(
  `[\\p{L}\\p{N}](?:[${skipped}]*[\\p{L}\\p{N}\\p{M}])*|[^\\s\\p{L}\\p{N}\\p{Co}\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]`,
  'gu',
)
const skippedCharacters = new RegExp(`[${skipped}]`, 'g')

/** Lists the tokens of a coded text in order. */
export function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(tokenPattern), (match) => {
    const written = match[0].length === 1 ? match[0] : match[0].replace(skippedCharacters, '')
    return { key: tokenKey(written), text: written, start: match.index, end: match.index + match[0].length }
  })
}

// A map, because a word can be `constructor`, which every plain object seems to hold.
const signs: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['ʼ', "'"],
  ['‐', '-'],
  ['‑', '-'],
  ['–', '-'],
  ['“', '"'],
  ['”', '"'],
])

const spellings: readonly (readonly [RegExp, string])[] = [
  [/is(?=(?:e[ds]?|ing|ations?|ational)$)/, 'iz'],
  [/^centre(?=s?$)/, 'center'],
  [/^programme(?=s?$)/, 'program'],
  [/(?<=[lb])our(?=s?$)/, 'or'],
  [/(?<=[a-z]{3})ence(?=$)/, 'ense'],
]

const ascii = /^[a-z]+$/

function tokenKey(written: string): string {
  const sign = signs.get(written)
  if (sign) return sign
  const key = withoutAccents(matchKey(written))
  return key.length > 3 && ascii.test(key)
    ? spellings.reduce((word, [from, to]) => word.replace(from, to), key)
    : key
}

// English writes attaché and attache; only Latin letters lose their accents.
function withoutAccents(key: string): string {
  return /[\u00C0-\u024F]/.test(key) ? key.normalize('NFD').replace(/[\u0300-\u036F]/g, '') : key
}
