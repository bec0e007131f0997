// Parses Markdown as GitHub does, with the place of every node.

import { TreeBuffer, type Tree } from '@lezer/common'

import { importLimits } from '../limits.ts'
import { refusalAt } from '../decode.ts'
import type { Edit } from '../units.ts'
import { blockParser, labelKey, parserWith, TooDeep } from './grammar.ts'
import type { Block } from './nodes.ts'
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
    return syntaxOf(tree, placeOf).flatMap((node) => blockOf(text, node))
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
  const gone = [...unread(text, from)]
  const places: { readonly at: number; readonly place: number }[] = []
  let flat = ''
  let place = from
  for (const { start, end, text: written } of gone) {
    flat += text.slice(place, start) + written
    place = end
    if (written.length < end - start) places.push({ at: flat.length, place })
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

function* unread(text: string, from: number): Generator<Edit> {
  const ends = /\r\n?|\n|$/g
  let start = from
  for (ends.lastIndex = from; start < text.length;) {
    const end = ends.exec(text)
    if (!end) return
    const line = text.slice(start, end.index)
    const kept = /[ \t]$/.test(line) && /^[ \t>|:-]*$/.test(line) ? line.trimEnd() : line
    if (kept.endsWith('|') && kept !== line) yield { start: start + kept.length, end: end.index, text: '' }
    if (end[0].startsWith('\r')) yield { start: end.index, end: end.index + end[0].length, text: '\n' }
    if (end[0] === '') return
    start = end.index + end[0].length
  }
}

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
        const children: Syntax[] = []
        const { name } = child.type
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

const holders: Readonly<Record<string, 'quotation' | 'listItem' | 'other'>> = {
  Blockquote: 'quotation',
  ListItem: 'listItem',
  BulletList: 'other',
  OrderedList: 'other',
  FootnoteDefinition: 'other',
  Table: 'other',
  TableHeader: 'other',
  TableRow: 'other',
}
const html = new Set(['HTMLBlock', 'CommentBlock', 'ProcessingInstructionBlock'])
const heading = /^(?:ATX|Setext)Heading(\d)$/

// Nothing is nested deeper than the limit, so the call stack holds it.
function blockOf(text: string, { name, start, end, children }: Syntax): readonly Block[] {
  const type = holders[name]
  if (type) return [{ type, start, end, children: children.flatMap((node) => blockOf(text, node)) }]
  if (html.has(name)) return [{ type: 'html', start, end }]
  const title = name === 'LinkReference' ? children.find((child) => child.name === 'LinkTitle') : undefined
  if (title) return [{ type: 'definition', start, end, title: { start: title.start, end: title.end } }]
  const level = name === 'Paragraph' ? 0 : Number(heading.exec(name)?.[1] ?? 0)
  const leaf = level > 0 ? 'heading' : name === 'TableCell' ? 'tableCell' : 'paragraph'
  if (leaf === 'paragraph' && name !== 'Paragraph' && name !== 'Task') return []
  // The line below a heading is no part of its words, nor is the `>` before it.
  const under = name.startsWith('Setext')
    ? children.findLast((child) => child.name === 'HeaderMark')
    : undefined
  const last = under ? Math.max(start, lineStart(text, under.start)) : end
  return [{ type: leaf, level, start, end, children: phrasingOf(text, children, start, last) }]
}

function lineStart(text: string, at: number): number {
  let start = at
  while (start > 0 && !'\r\n'.includes(text.charAt(start - 1))) start -= 1
  return start
}
