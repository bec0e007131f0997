// The words of a paragraph and what stands between them, made from the tree of the parser.

import { decodeHTMLStrict } from 'entities'

import { wordsOf } from './inline-html.ts'
import type { Phrasing } from './nodes.ts'
import type { Syntax } from './parse.ts'

/** Signs that belong to the block, not to its words. */
const frames = new Set(['QuoteMark', 'TaskMarker', 'HeaderMark'])

/** Reads the phrasing between two places of the file. */
export function phrasingOf(
  text: string,
  nodes: readonly Syntax[],
  start: number,
  end: number,
): readonly Phrasing[] {
  const found: Phrasing[] = []
  let words = ''
  let from = start
  let at = start
  // White space at the start of the block, and behind a break, belongs to neither.
  let bare = true
  const add = (raw: string, value = raw) => {
    const seen = bare ? value.trimStart() : value
    if (bare && seen === '') from = at + raw.length
    else if (bare) from = at + raw.length - raw.trimStart().length
    if (seen !== '') bare = false
    words += seen
    at += raw.length
  }
  const flush = (next: number) => {
    if (words !== '') found.push({ type: 'text', value: words, start: from, end: at })
    words = ''
    from = at = next
  }
  for (const node of nodes) {
    if (node.end <= at || node.start >= end) continue
    add(text.slice(at, Math.max(at, node.start)))
    const raw = text.slice(node.start, node.end)
    if (frames.has(node.name)) {
      at = node.end
      if (words === '') from = at
    } else if (node.name === 'Escape') add(raw, raw.slice(1))
    else if (node.name === 'Entity') add(raw, entityOf(raw))
    else {
      flush(node.end)
      const one = phraseOf(text, node)
      found.push(one)
      bare = one.type === 'break'
    }
  }
  if (at < end) add(text.slice(at, end))
  flush(end)
  return trimEnd(found)
}

function trimEnd(found: readonly Phrasing[]): readonly Phrasing[] {
  const last = found.at(-1)
  if (last?.type === 'break') return trimEnd(found.slice(0, -1))
  if (last?.type !== 'text') return found
  const value = last.value.trimEnd()
  if (value === '') return trimEnd(found.slice(0, -1))
  if (value === last.value) return found
  const end = last.end - (last.value.length - value.length)
  return [...found.slice(0, -1), { ...last, value, end }]
}

function entityOf(raw: string): string {
  const decoded = decodeHTMLStrict(raw)
  // U+0000 is no character of a document.
  return decoded.replaceAll('\0', '\uFFFD')
}

const pairs: Readonly<Record<string, 'emphasis' | 'strong' | 'delete'>> = {
  Emphasis: 'emphasis',
  StrongEmphasis: 'strong',
  Strikethrough: 'delete',
}

function phraseOf(text: string, node: Syntax): Phrasing {
  const { name, start, end, children } = node
  const type = pairs[name]
  if (type) return { type, start, end, children: innerOf(text, node) }
  if (name === 'Link' || name === 'Image') return linkOf(text, node)
  if (name === 'InlineCode') return { type: 'inlineCode', start, end, value: codeOf(text, node) }
  if (name === 'HardBreak') return { type: 'break', start, end }
  if (name === 'FootnoteReference') return { type: 'footnoteReference', start, end }
  if (name === 'URL')
    return { type: 'link', start, end, url: addressOf(text.slice(start, end)), title: null, children: [] }
  if (name === 'Autolink') {
    const address = children.find((child) => child.name === 'URL')
    const url = address ? addressOf(text.slice(address.start, address.end)) : ''
    return { type: 'link', start, end, url, title: null, children: [] }
  }
  return { type: 'html', start, end }
}

/** An address that links itself names no protocol when it is a mail address or begins with `www.`. */
function addressOf(words: string): string {
  if (/^www\./i.test(words)) return `http://${words}`
  return /^[^:/?#]+@/.test(words) && !/^(?:mailto|xmpp):/i.test(words) ? `mailto:${words}` : words
}

/** What stands between the first and the last sign of a pair. */
function innerOf(text: string, { start, end, children }: Syntax): readonly Phrasing[] {
  const first = children[0]?.end ?? start
  const last = children.at(-1)?.start ?? end
  return withoutEdges(text, children.slice(1, -1), first, last)
}

/** White space inside of a pair is part of its words. */
function withoutEdges(
  text: string,
  nodes: readonly Syntax[],
  start: number,
  end: number,
): readonly Phrasing[] {
  const inner = phrasingOf(text, nodes, start, end)
  const [first] = inner
  const last = inner.at(-1)
  if (!first || !last) return inner
  const lead = text.slice(start, first.start)
  const trail = text.slice(last.end, end)
  return inner.map((one): Phrasing => {
    if (one.type !== 'text' || (one !== first && one !== last)) return one
    const before = one === first ? lead : ''
    const after = one === last ? trail : ''
    return {
      ...one,
      value: before + one.value + after,
      start: one.start - before.length,
      end: one.end + after.length,
    }
  })
}

function linkOf(text: string, { name, start, end, children }: Syntax): Phrasing {
  const marks = children.filter((child) => child.name === 'LinkMark')
  const from = marks[0]?.end ?? start
  const to = marks[1]?.start ?? end
  const inside = children.filter((child) => child.start >= from && child.end <= to)
  const place = children.find((child) => child.name === 'URL' && child.start > to)
  const url = place ? destinationOf(text.slice(place.start, place.end)) : null
  const named = children.find((child) => child.name === 'LinkTitle' && child.start > to)
  const title = named ? { start: named.start, end: named.end } : null
  const inner = withoutEdges(text, inside, from, to)
  if (name === 'Image') return { type: 'image', start, end, url, title, alt: inner.map(wordsOf).join('') }
  const words = inner.map((one) => unlinked(text, one))
  if (url !== null) return { type: 'link', start, end, url, title, children: words }
  const label = children.find((child) => child.name === 'LinkLabel')
  return {
    type: 'linkReference',
    start,
    end,
    full: label !== undefined && label.end - label.start > 2,
    children: words,
  }
}

/** An address in the words of a link is one of them; `<…>` stays what it is. */
function unlinked(text: string, node: Phrasing): Phrasing {
  const value = text.slice(node.start, node.end)
  const linksItself = node.type === 'link' && node.children.length === 0 && !/^[[<]/.test(value)
  return linksItself ? { type: 'text', start: node.start, end: node.end, value } : node
}

function destinationOf(raw: string): string {
  const inside = raw.startsWith('<') ? raw.slice(1, -1) : raw
  return decodeHTMLStrict(inside.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
}

function codeOf(text: string, { start, end, children }: Syntax): string {
  const inside = text
    .slice(children[0]?.end ?? start, children.at(-1)?.start ?? end)
    .replace(/\r\n?|\n/g, ' ')
  return /^ .*[^ ].* $|^ [^ ] $/.test(inside) ? inside.slice(1, -1) : inside
}
