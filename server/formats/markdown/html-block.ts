// HTML inside of Markdown: its words are those of a page, but a blank line would end it.

import type { DecodedText } from '../decode.ts'
import type { ReadOptions } from '../format.ts'
import { writeText, type LanguagePlace } from '../html/leaves.ts'
import { PageReader, type Lock } from '../html/reader.ts'
import { readTokens } from '../html/tokens.ts'
import { cleanText } from '../clean.ts'
import type { Found } from '../splice.ts'
import type { Range } from '../units.ts'

/** What a block of HTML has for translators. */
export interface HtmlBlock {
  readonly found: readonly Found[]
  readonly languages: readonly LanguagePlace[]
  /** Notes for the words that follow. */
  readonly notes: readonly string[]
  /** The element whose words are not translated, when it goes on behind the block. */
  readonly lock: Lock | null
}

/** Reads a block of HTML where it stands in the file. */
export function readHtmlBlock(file: DecodedText, options: ReadOptions, range: Range): HtmlBlock {
  const reader = new PageReader(file, options, range)
  reader.readBlocks()
  return {
    found: reader.found.map((one) => ({ ...one, slot: withinLines(one.slot) })),
    languages: reader.languages,
    notes: reader.notesLeft,
    lock: reader.lockLeft,
  }
}

/** Finds where a lock ends in a block of HTML, or how it stands behind it. */
export function readLock(text: string, lock: Lock, range: Range): { end: number } | { lock: Lock } {
  let { depth } = lock
  let end: number | null = null
  readTokens(
    text,
    (token) => {
      if (end !== null) return
      if (token.kind === 'open' && token.name === lock.name && !token.closed) depth += 1
      if (token.kind === 'close' && token.name === lock.name) depth -= 1
      if (depth === 0) end = token.end
    },
    range,
  )
  return end === null ? { lock: { ...lock, depth } } : { end }
}

const oneBlock = (words: string): string => cleanText(words).replace(/\n(?:[ \t]*\n)+/g, '\n')

function withinLines(slot: Found['slot']): Found['slot'] {
  if (slot === null) return null
  if ('unit' in slot) return { ...slot, escape: (words) => writeText(oneBlock(words)) }
  const { write } = slot.leaf
  return { leaf: { ...slot.leaf, write: (words) => write(words.replace(/\s*\n\s*/g, ' ')) } }
}
