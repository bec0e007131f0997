// Titles of links, images and definitions in Markdown: words that people see when they point at them.
// @see https://spec.commonmark.org/0.31.2/#link-title

import { decodeHTMLStrict } from 'entities'

import { withoutPrivateUse } from '#domain/inline.ts'

import { cleanText } from '../clean.ts'
import { leafBlock } from '../html/leaves.ts'
import { importLimits } from '../limits.ts'
import type { Found } from '../splice.ts'
import type { Range } from '../units.ts'

/** Makes a block of a title, its quotes included in the range; one without words, or over lines of a quotation, stays. */
export function titleLeaf(text: string, title: Range | null): readonly Found[] {
  if (!title) return []
  const leaf = { start: title.start + 1, end: title.end - 1, write: writeTitle }
  const raw = text.slice(leaf.start, leaf.end)
  if (raw.length > importLimits.blockCharacters || /[\r\n][ \t]*>/.test(raw)) return []
  const words = decodeHTMLStrict(raw.replace(/\\([!-/:-@[-`{-~])/g, escapedSign))
    .replace(/\s+/g, ' ')
    .trim()
  return /\p{L}/u.test(words) ? [leafBlock(leaf, 'label', withoutPrivateUse(words))] : []
}

/** What was escaped is no reference of HTML either. */
const escapedSign = (_whole: string, sign: string): string => (sign === '&' ? '&amp;' : sign)

/** Signs that would end the title, or pair with one that stands before it. */
const signs: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#39;',
  '(': '&#40;',
  ')': '&#41;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '`': '&#96;',
  '|': '&#124;',
  '\\': '&#92;',
}

/** Writes words so that they stay words in any kind of quotes, and on one line. */
const writeTitle = (words: string): string =>
  cleanText(words)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/["'()<>&`|\\]/g, (sign) => signs[sign] ?? sign)
