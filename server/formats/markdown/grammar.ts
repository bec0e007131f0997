// Markdown as GitHub reads it, for the parser of Lezer: what its own grammar leaves to the reader of the tree.
// It calls every `[…]` a link; here a reference is one when it is defined somewhere in the file.

import {
  InlineContext,
  Table,
  TaskList,
  parser,
  type BlockContext,
  type DelimiterType,
  type Line,
  type MarkdownConfig,
  type MarkdownParser,
} from '@lezer/markdown'

import { importLimits } from '../limits.ts'
import { autolinks } from './autolinks.ts'
import { htmlBlocks } from './html-grammar.ts'
import { linkTail } from './link-tail.ts'

/** Labels that a file defines, as {@link labelKey} writes them; those of footnotes keep their `^`. */
export type Definitions = ReadonlySet<string>

/** Writes a label so that two that mean the same are the same. @see https://spec.commonmark.org/0.31.2/#matches */
export const labelKey = (label: string): string =>
  label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()

/** Thrown at a line whose blocks are nested too deep to read. */
export class TooDeep extends Error {
  readonly offset: number
  constructor(offset: number) {
    super(`Blocks are nested more than ${importLimits.depth} deep`)
    this.offset = offset
  }
}

const footnoteMark = /^\[\^[^\s[\]]{1,999}\]:[ \t]{0,99}/

function footnoteLength(line: Line): number {
  if (line.next !== 0x5b || line.indent >= line.baseIndent + 4) return 0
  return footnoteMark.exec(line.text.slice(line.pos, line.pos + 1100))?.[0].length ?? 0
}

/** Footnotes hold blocks, as items of a list do. */
const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'FootnoteDefinition',
      block: true,
      composite(_context, line) {
        if (line.next < 0) return true
        if (line.indent < line.baseIndent + 4) return false
        line.moveBaseColumn(line.baseIndent + 4)
        return true
      },
    },
    { name: 'FootnoteLabel' },
    { name: 'FootnoteReference' },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse(context, line) {
        const length = footnoteLength(line)
        if (length === 0) return false
        const from = context.lineStart + line.pos
        const label = line.text.slice(line.pos, line.pos + length).indexOf(']:')
        context.startComposite('FootnoteDefinition', line.pos)
        context.addElement(context.elt('FootnoteLabel', from, from + label + 1))
        line.moveBase(line.pos + length)
        return null
      },
      endLeaf: (_context, line) => footnoteLength(line) > 0,
    },
  ],
}

/** Refuses a file at the line that opens more blocks than can be read. */
const depth: MarkdownConfig = {
  parseBlock: [
    {
      name: 'Depth',
      before: 'FootnoteDefinition',
      parse(context: BlockContext, line: Line) {
        if (context.depth > importLimits.depth) throw new TooDeep(context.lineStart + line.pos)
        forgetContext(context)
        return false
      },
    },
  ],
}

/**
 * Leaves out what the parser notes at every node so that it can take it over when the text is edited: it never is, and
 * a third of all objects made for a list would be these notes.
 * NOTE: the block is there in the pinned version of the parser, but not among its types.
 */
function forgetContext(context: BlockContext): void {
  const { block } = context as unknown as {
    readonly block: { hash: number | undefined; hashProp: unknown[] }
  }
  block.hash = undefined
  block.hashProp = []
}

const strikes: Readonly<Record<number, DelimiterType>> = {
  1: { resolve: 'Strikethrough', mark: 'StrikethroughMark' },
  2: { resolve: 'Strikethrough', mark: 'StrikethroughMark' },
}
const white = /^\s?$/
const sign = /^[\p{S}\p{P}]/u

/** `~one~` and `~~two~~`, which GitHub both strikes through. */
const strikethrough: MarkdownConfig = {
  defineNodes: ['Strikethrough', 'StrikethroughMark'],
  parseInline: [
    {
      name: 'Strikethrough',
      after: 'Emphasis',
      parse(context, next, at) {
        if (next !== 0x7e) return -1
        let end = at + 1
        while (context.char(end) === 0x7e) end += 1
        const type = strikes[end - at]
        // A longer run is words, all of it.
        if (!type) return context.addDelimiter({}, at, end, false, false)
        const [before, after] = [context.slice(at - 1, at), context.slice(end, end + 1)]
        const opens = !white.test(after) && (!sign.test(after) || white.test(before) || sign.test(before))
        const closes = !white.test(before) && (!sign.test(before) || white.test(after) || sign.test(after))
        return context.addDelimiter(type, at, end, opens, closes)
      },
    },
  ],
}

/** Code between runs of as many backticks; a run that closes nothing is words, all of it. */
const inlineCode: MarkdownConfig = {
  parseInline: [
    {
      name: 'InlineCode',
      parse(context, next, at) {
        if (next !== 0x60) return -1
        const end = runEnd(context, at)
        for (let close = end; close < context.end;) {
          if (context.char(close) !== 0x60) close += 1
          else {
            const from = close
            close = runEnd(context, from)
            if (close - from !== end - at) continue
            const marks = [context.elt('CodeMark', at, end), context.elt('CodeMark', from, close)]
            return context.addElement(context.elt('InlineCode', at, close, marks))
          }
        }
        return context.addDelimiter({}, at, end, false, false)
      },
    },
  ],
}

function runEnd(context: InlineContext, start: number): number {
  let end = start
  while (context.char(end) === 0x60) end += 1
  return end
}

/** Two spaces or more at the end of a line, or a backslash. The parser's own rule looks at every space of a run anew. */
const hardBreaks: MarkdownConfig = {
  parseInline: [
    {
      name: 'HardBreak',
      parse(context, next, at) {
        let end = at + 1
        if (next === 0x20) {
          if (context.slice(at - 1, at) === ' ') return -1
          while (context.char(end) === 0x20) end += 1
          if (end < at + 2) return -1
        } else if (next !== 0x5c) return -1
        return context.char(end) === 0x0a ? context.addElement(context.elt('HardBreak', at, end + 1)) : -1
      },
    },
  ],
}

/** CRLF has become LF before the parser sees it, so its own rule for hard breaks holds. */
const base = parser.configure([
  Table,
  TaskList,
  strikethrough,
  inlineCode,
  hardBreaks,
  autolinks,
  htmlBlocks,
  footnotes,
  depth,
])

const inlineNames = [
  'Escape Entity InlineCode HTMLTag Emphasis HardBreak Link Image LinkEnd Strikethrough Autolink',
].flatMap((line) => line.split(' '))

/** Reads blocks only: enough to find what is defined. */
export const blockParser: MarkdownParser = base.configure({ remove: inlineNames })

/** Makes the parser of a file that defines these labels. */
export function parserWith(definitions: Definitions): MarkdownParser {
  const brackets = new WeakMap<InlineContext, Bracket[]>()
  const open = (context: InlineContext, from: number, to: number, image: boolean): number => {
    const own: DelimiterType = {}
    const stack = brackets.get(context)
    const bracket = { own, from, to, image, active: true }
    if (stack) stack.push(bracket)
    else brackets.set(context, [bracket])
    // The parser's own sign tells addresses that link themselves that they may stand in brackets.
    context.addDelimiter(InlineContext.linkStart, from, to, true, false)
    return context.addDelimiter(own, to, to, true, false)
  }
  return base.configure({
    parseInline: [
      { name: 'Link', parse: (context, next, at) => (next === 0x5b ? open(context, at, at + 1, false) : -1) },
      {
        name: 'Image',
        parse: (context, next, at) =>
          next === 0x21 && context.char(at + 1) === 0x5b ? open(context, at, at + 2, true) : -1,
      },
      {
        name: 'LinkEnd',
        parse(context, next, at) {
          const stack = brackets.get(context)
          if (next !== 0x5d || !stack) return -1
          return close(context, stack, at, definitions)
        },
      },
    ],
  })
}

interface Bracket {
  /** Told apart from all others, so that the parser can be asked where it keeps this one. */
  readonly own: DelimiterType
  readonly from: number
  readonly to: number
  readonly image: boolean
  /** A link may not stand in a link. */
  active: boolean
}

/** What `]` makes of the words since its `[`; -1 when both are words. */
function close(context: InlineContext, stack: Bracket[], at: number, definitions: Definitions): number {
  const bracket = stack.pop()
  const index = bracket?.active ? context.findOpeningDelimiter(bracket.own) : null
  if (!bracket || index === null) return -1
  const label = at - bracket.to < 1000 ? context.slice(bracket.to, at) : ''
  if (!bracket.image && label.startsWith('^') && definitions.has(labelKey(label))) {
    context.takeContent(index)
    return context.addElement(context.elt('FootnoteReference', bracket.from, at + 1))
  }
  const tail = linkTail(context, at + 1, label, (one) => definitions.has(labelKey(one)))
  if (!tail) return -1
  const children = [
    context.elt('LinkMark', bracket.from, bracket.to),
    ...context.takeContent(index),
    context.elt('LinkMark', at, at + 1),
    ...(tail.url ? [context.elt('URL', tail.url.start, tail.url.end)] : []),
    ...(tail.title ? [context.elt('LinkTitle', tail.title.start, tail.title.end)] : []),
    ...(tail.label ? [context.elt('LinkLabel', tail.label.start, tail.label.end)] : []),
  ]
  if (!bracket.image) for (const outer of stack) if (!outer.image) outer.active = false
  return context.addElement(context.elt(bracket.image ? 'Image' : 'Link', bracket.from, tail.end, children))
}
