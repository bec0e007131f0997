// Plain text: blocks are separated by blank lines, and their roles are read from their shape.

import { withoutPrivateUse } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'

import { decode, refusalAt } from './decode.ts'
import type { Format } from './format.ts'
import { importLimits } from './limits.ts'
import { spliceText, type Found } from './splice.ts'
import { readRoles, type TextBlock } from './text-roles.ts'

/** Files of characters whose mark-up would be read as words. */
const structured =
  /\.(?:json|jsonl|csv|tsv|xml|xlf|xliff|sdlxliff|mqxliff|tmx|tbx|po|pot|properties|strings|resx|ya?ml|toml|ini|js|ts|css|svg|rtf|tex|srt|vtt|sql|php)$/i

/** Plain text in UTF-8, or in UTF-16 with a byte order mark. */
export const textFormat: Format = {
  id: 'text',
  sniff(_bytes, fileName) {
    if (/\.(?:txt|text)$/i.test(fileName)) return 0.9
    return structured.test(fileName) ? 0 : 0.1
  },
  open(bytes, options) {
    const file = decode(bytes)
    const blocks = readBlocks(file.text)
    const { roles, title, publishedOn, author } = readRoles(blocks)
    const found: Found[] = []
    let count = 0
    for (const [index, { text, start, end }] of blocks.entries()) {
      if (text.length > importLimits.blockCharacters) {
        const problem = `a paragraph has more than ${importLimits.blockCharacters} characters`
        throw refusalAt('too-large', file.text, start, problem)
      }
      const segments = splitSentences(text, options)
      count += segments.length
      if (count > importLimits.segments) {
        const problem = `the file has more than ${importLimits.segments} sentences`
        throw refusalAt('too-large', file.text, start, problem)
      }
      const role = roles[index] ?? 'body'
      const level = role === 'headline' ? 1 : role === 'heading' ? 2 : null
      const unit = { text, codes: [], places: [], words: [{ start, end }], start, end }
      found.push({ start, end, slot: { unit }, block: { role, level, codes: [], segments } })
    }
    return {
      document: {
        format: 'text',
        title: title ?? nameOf(options.fileName),
        description: null,
        publishedOn,
        author,
        blocks: found.map(({ block, start, end }) => ({
          ...block,
          start: file.byteAt(start),
          end: file.byteAt(end),
        })),
      },
      merge(targets) {
        // A blank line would make two paragraphs of one.
        const escape = (words: string) => words.replace(/\s*\n\s*/g, ' ')
        const text = spliceText(file.text, found, targets, [], { escape })
        return text === null ? bytes : file.encode(text)
      },
    }
  },
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A line this long was cut by its editor, so the next one goes on with the sentence. */
const fullLine = 60
const bullet = /^[•◦▪‣⁃●*–-]\s{1,8}(?=\S)/
const listItem = /^(?:[•◦▪‣⁃●*–-]|\d{1,3}[.)])\s/

function readBlocks(text: string): readonly TextBlock[] {
  const blocks: Line[][] = []
  let open: Line[] = []
  const finish = () => {
    if (isBareList(open)) blocks.push(...open.map((line) => [line]))
    else if (open.length > 0) blocks.push(open)
    const start = open[0]?.start ?? 0
    open = []
    if (blocks.length > importLimits.segments) {
      throw refusalAt('too-large', text, start, `the file has more than ${importLimits.segments} paragraphs`)
    }
  }
  for (const line of linesOf(text)) {
    if (!/\S/.test(line.text)) {
      finish()
      continue
    }
    const previous = open.at(-1)
    const first = open[0]
    if (first && line.end - first.start > 2 * importLimits.blockCharacters) {
      const problem = `a paragraph has more than ${importLimits.blockCharacters} characters`
      throw refusalAt('too-large', text, first.start, problem)
    }
    if (previous && !goesOn(previous, line)) finish()
    open.push(line)
  }
  finish()
  return blocks.map(blockOf).filter(({ text: words }) => /[\p{L}\p{N}]/u.test(words))
}

function* linesOf(text: string): Generator<Line> {
  let start = 0
  for (let at = 0; at <= text.length; at += 1) {
    const character = text.charAt(at)
    if (character !== '\n' && character !== '\r' && at < text.length) continue
    yield { text: text.slice(start, at), start, end: at }
    if (character === '\r' && text.charAt(at + 1) === '\n') at += 1
    start = at + 1
  }
}

function goesOn(previous: Line, line: Line): boolean {
  const words = line.text.trim()
  if (listItem.test(words)) return false
  return previous.text.trim().length >= fullLine || /^\p{Ll}/u.test(words)
}

/** Three or more short lines that all begin small and end without a mark are the items of a list, not a paragraph. */
const isBareList = (lines: readonly Line[]): boolean =>
  lines.length > 2 &&
  lines.every(({ text }) => {
    const words = text.trim()
    return words.length < fullLine && /^\p{Ll}/u.test(words) && /[\p{L}\p{N}]$/u.test(words)
  })

/** Joins the lines of a block; white space around it and the mark of a list item stay outside its range. */
function blockOf(lines: readonly Line[]): TextBlock {
  const [first] = lines
  const last = lines.at(-1)
  const before = first ? first.text.length - first.text.trimStart().length : 0
  const marker = bullet.exec(first?.text.trimStart() ?? '')?.[0].length ?? 0
  const words = lines.map(({ text }) => text.trim().replace(/[ \t]{1,20000}/g, ' ')).join(' ')
  return {
    text: withoutPrivateUse(words.slice(marker > 0 ? words.search(/\s/) + 1 : 0)),
    listed: listItem.test(words),
    start: (first?.start ?? 0) + before + marker,
    end: (last?.start ?? 0) + (last?.text.trimEnd().length ?? 0),
  }
}

/** Gives a file name without folders and extension. */
export function nameOf(fileName: string): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  return name.replace(/\.[^.]{1,10}$/, '').trim() || 'Untitled'
}
