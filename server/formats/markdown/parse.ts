// Parses Markdown as GitHub does, with the place of every node.

import { TreeBuffer, type Tree } from '@lezer/common'

import { importLimits } from '../limits.ts'
import { refusalAt } from '../decode.ts'
import { blockParser, labelKey, parserWith, TooDeep } from './grammar.ts'
import type { Block, Leaf } from './nodes.ts'
import { phrasingOf } from './phrasing-nodes.ts'

/** A node of the parser's tree, with its place in the file. */
export interface Syntax {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly children: readonly Syntax[]
}

/**
 * Parses a file from an offset on; any text is Markdown.
 * @throws WorkError `too-large` where blocks are nested too deep
 */
export function parseMarkdown(text: string, from: number): readonly Block[] {
  const { flat, placeOf } = flatten(text, from)
  try {
    const tree = parserWith(definitionsOf(flat)).parse(flat)
    return blocksOf(text, syntaxOf(tree, placeOf))
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    const problem = `blocks are nested more than ${importLimits.depth} deep`
    throw refusalAt('too-large', text, placeOf(error.offset), problem)
  }
}

/**
 * The parser knows LF only, and no white space behind the line below the head of a table.
 * Gives the text written so, and the way back to the file.
 */
function flatten(text: string, from: number): { flat: string; placeOf: (offset: number) => number } {
  const places: { readonly at: number; readonly place: number }[] = []
  let flat = ''
  let place = from
  unread.lastIndex = from
  for (let found = unread.exec(text); found; found = unread.exec(text)) {
    const [gone] = found
    flat += text.slice(place, found.index) + (gone.startsWith('\r') ? '\n' : '')
    place = found.index + gone.length
    if (gone !== '\r') places.push({ at: flat.length, place })
  }
  flat += text.slice(place)
  if (places.length === 0) return { flat, placeOf: (offset) => from + offset }
  return {
    flat,
    placeOf(offset) {
      let low = 0
      let high = places.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((places[middle]?.at ?? 0) <= offset) low = middle + 1
        else high = middle
      }
      const before = places[low - 1] ?? { at: 0, place: from }
      return before.place + offset - before.at
    },
  }
}

/** Line ends that are none, and white space behind a line of nothing but the signs of a table. */
const unread = /\r\n?|(?<=\|)[ \t]+(?=[\r\n]|$)(?<=(?:^|[\r\n])[ \t>|:-]*)/g

function definitionsOf(flat: string): ReadonlySet<string> {
  const labels = new Set<string>()
  if (!flat.includes(']:')) return labels
  blockParser.parse(flat).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'LinkLabel' || name === 'FootnoteLabel') labels.add(labelKey(flat.slice(from + 1, to - 1)))
    },
  })
  return labels
}

/**
 * Gives the nodes of a tree, without those that only balance it.
 * NOTE: the tree's own cursor makes several objects at each of its nodes, which a list of thousands of items feels.
 */
function syntaxOf(tree: Tree, placeOf: (offset: number) => number): readonly Syntax[] {
  const top: Syntax[] = []
  const open: { readonly tree: Tree; readonly at: number; readonly into: Syntax[] }[] = []
  const read = (parent: Tree, start: number, into: Syntax[]) => {
    for (let index = 0; index < parent.children.length; index += 1) {
      const child = parent.children[index]
      if (!child) continue
      const at = start + (parent.positions[index] ?? 0)
      if (child instanceof TreeBuffer) readBuffer(child, at, placeOf, into)
      else if (child.type.isAnonymous) read(child, at, into)
      else {
        const { name } = child.type
        const children: Syntax[] = []
        // The mark of an item says nothing that its item does not.
        if (name !== 'ListMark')
          into.push({ name, start: placeOf(at), end: placeOf(at + child.length), children })
        if (child.children.length > 0) open.push({ tree: child, at, into: children })
      }
    }
  }
  read(tree, 0, top)
  for (let next = open.pop(); next; next = open.pop()) read(next.tree, next.at, next.into)
  return top
}

/** Reads nodes that are kept as four numbers each: type, start, end and where the next that is not inside begins. */
function readBuffer(
  { buffer, set }: TreeBuffer,
  start: number,
  placeOf: (offset: number) => number,
  into: Syntax[],
): void {
  const open: { readonly until: number; readonly children: Syntax[] }[] = []
  for (let index = 0; index + 3 < buffer.length; index += 4) {
    while (open.length > 0 && (open.at(-1)?.until ?? 0) <= index) open.pop()
    const type = set.types[buffer[index] ?? 0]
    const until = buffer[index + 3] ?? 0
    if (!type || type.isAnonymous) continue
    const children: Syntax[] = []
    const node = {
      name: type.name,
      start: placeOf(start + (buffer[index + 1] ?? 0)),
      end: placeOf(start + (buffer[index + 2] ?? 0)),
      children,
    }
    ;(open.at(-1)?.children ?? into).push(node)
    if (until > index + 4) open.push({ until, children })
  }
}

const holders: ReadonlyMap<string, 'quotation' | 'listItem' | 'other'> = new Map([
  ['Blockquote', 'quotation'],
  ['ListItem', 'listItem'],
  ...['BulletList', 'OrderedList', 'FootnoteDefinition', 'Table', 'TableHeader', 'TableRow'].map(
    (name) => [name, 'other'] as const,
  ),
])
const html = new Set(['HTMLBlock', 'CommentBlock', 'ProcessingInstructionBlock'])
const heading = /^(?:ATX|Setext)Heading(\d)$/

function blocksOf(text: string, nodes: readonly Syntax[]): readonly Block[] {
  const blocks: Block[] = []
  // Nothing is nested deeper than the limit, so the call stack holds it.
  for (const node of nodes) {
    const { name, start, end, children } = node
    const type = holders.get(name)
    if (type) blocks.push({ type, start, end, children: blocksOf(text, children) })
    else if (html.has(name)) blocks.push({ type: 'html', start, end })
    else if (name === 'LinkReference') blocks.push(...definitionOf(node))
    else if (name === 'Paragraph' || name === 'Task') blocks.push(leafOf(text, node, 'paragraph', 0, end))
    else if (name === 'TableCell') blocks.push(leafOf(text, node, 'tableCell', 0, end))
    else if (heading.test(name)) blocks.push(headingOf(text, node))
  }
  return blocks
}

function definitionOf({ start, end, children }: Syntax): readonly Block[] {
  const title = children.find((child) => child.name === 'LinkTitle')
  return title ? [{ type: 'definition', start, end, title: { start: title.start, end: title.end } }] : []
}

function headingOf(text: string, node: Syntax): Leaf {
  const level = Number(heading.exec(node.name)?.[1])
  // The line below a heading is no part of its words, nor is the `>` before it.
  const under = node.name.startsWith('Setext')
    ? node.children.findLast((child) => child.name === 'HeaderMark')
    : undefined
  const last = under ? Math.max(node.start, lineStart(text, under.start)) : node.end
  return leafOf(text, node, 'heading', level, last)
}

function leafOf(text: string, node: Syntax, type: Leaf['type'], level: number, last: number): Leaf {
  const { start, end, children } = node
  return { type, level, start, end, children: phrasingOf(text, children, start, last) }
}

function lineStart(text: string, at: number): number {
  let start = at
  while (start > 0 && !'\r\n'.includes(text.charAt(start - 1))) start -= 1
  return start
}
