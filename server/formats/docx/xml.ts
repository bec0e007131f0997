// The elements of an XML part with their exact places. Refuses what is not well formed, and any DTD.

import { SaxesParser } from 'saxes'

import { refusalAt } from '../decode.ts'
import { importLimits } from '../limits.ts'
import type { Range } from '../units.ts'

/** An element, or a stretch of text (without a name). */
export interface Node extends Range {
  readonly name: string
  /** End of the start tag and start of the end tag. */
  readonly innerStart: number
  innerEnd: number
  end: number
  readonly children: Node[]
}

const markup =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<![^>]*>|<(\/?)([^\s<>/"']+)(?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*)?\/?>/g

/** Reads a part as a tree under one root without a name. */
export function readXml(text: string): Node {
  demandWellFormed(text)
  const root = elementAt('', 0, 0)
  const open = [root]
  const top = (): Node => open.at(-1) ?? root
  let last = 0
  const addText = (end: number) => {
    if (end > last) top().children.push({ ...elementAt('', last, last), innerEnd: end, end })
  }
  for (const match of text.matchAll(markup)) {
    const [raw, slash, name] = match
    const start = match.index
    const end = start + raw.length
    if (raw.startsWith('<!') && !raw.startsWith('<!-') && !raw.startsWith('<![')) {
      throw refusalAt('invalid', text, start, 'the part has a DTD; expected none')
    }
    if (name === undefined) continue
    addText(start)
    last = end
    if (slash === '/') {
      const closed = open.length > 1 ? open.pop() : undefined
      if (closed) Object.assign(closed, { innerEnd: start, end })
      continue
    }
    const node = elementAt(name, start, end)
    top().children.push(node)
    if (!raw.endsWith('/>')) open.push(node)
    if (open.length > importLimits.depth) {
      throw refusalAt('too-large', text, start, `elements are nested more than ${importLimits.depth} deep`)
    }
  }
  root.innerEnd = root.end = text.length
  return root
}

const elementAt = (name: string, start: number, end: number): Node => ({
  name,
  start,
  innerStart: end,
  innerEnd: end,
  end,
  children: [],
})

function demandWellFormed(text: string): void {
  const parser = new SaxesParser({ position: true })
  let problem: { readonly at: number; readonly message: string } | null = null
  const note = (message: string) => (problem ??= { at: parser.position, message })
  parser.on('error', (error) => note(error.message))
  parser.on('doctype', () => note('the part has a DTD; expected none'))
  parser.write(text).close()
  const found = problem as { readonly at: number; readonly message: string } | null
  if (found) throw refusalAt('invalid', text, Math.min(found.at, text.length), found.message)
}

/** Text between tags, decoded. */
export function textOf(text: string, node: Node): string {
  return decodeXml(text.slice(node.innerStart, node.innerEnd))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decodes the references of XML; there are no others without a DTD. */
export function decodeXml(raw: string): string {
  return raw
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, inside: string) => inside.replace(/&/g, '&amp;'))
    .replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '')
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
      if (name) return entities[String(name).toLowerCase()] ?? whole
      const point = hex ? Number.parseInt(String(hex), 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD'
    })
}

/** Finds the inside of an attribute's quotes in a start tag. */
export function attributeOf(
  text: string,
  node: Node,
  name: string,
): (Range & { readonly value: string }) | null {
  const tag = text.slice(node.start, node.innerStart)
  const found = new RegExp(`\\s${name}\\s*=\\s*(["'])([^]*?)\\1`).exec(tag)
  if (!found) return null
  const end = node.start + found.index + found[0].length - 1
  const raw = found[2] ?? ''
  return { start: end - raw.length, end, value: decodeXml(raw) }
}

/** The first child element of a name. */
export const childOf = (node: Node, name: string): Node | undefined =>
  node.children.find((child) => child.name === name)

/** Writes words as XML text or in a quoted attribute. */
export const escapeXml = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
