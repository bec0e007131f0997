// HTML in a sentence of Markdown: what a tag shows, its attributes that are words, and words that it locks.

import { withoutPrivateUse, type Code, type CodeType } from '#domain/inline.ts'

import { lockedElements } from '../html/elements.ts'
import { translates } from '../html/its.ts'
import { attributeLeaf, languagePlaces, leafBlock, readLabels, type LanguagePlace } from '../html/leaves.ts'
import { readTokens, type HtmlToken, type OpenToken } from '../html/tokens.ts'
import { safeAddress } from '../safe-address.ts'
import type { Found } from '../splice.ts'
import type { Range } from '../units.ts'
import type { Phrasing } from './nodes.ts'

/** What a tag is for translators. */
export interface InlineTag {
  readonly type: CodeType
  /** What its chip says; null for the tag as it stands in the file. */
  readonly display: string | null
  readonly shown: Pick<Code, 'alt' | 'href'>
  readonly leaves: readonly Found[]
  readonly languages: readonly LanguagePlace[]
}

const plain: InlineTag = { type: 'other', display: null, shown: {}, leaves: [], languages: [] }

/** Reads a tag where it stands in the file. */
export function readTag(text: string, range: Range): InlineTag {
  // In a quotation every line begins with its sign, which is none of HTML.
  if (/[\r\n][ \t]*>/.test(text.slice(range.start, range.end - 1))) return plain
  const token = tagAt(text, range)
  if (token?.kind !== 'open') return plain
  const languages = languagePlaces(text, token)
  const labels = readLabels(text, token)
  if (token.name === 'br') return { ...plain, type: 'break', display: 'br' }
  if (token.name !== 'img') return { ...plain, leaves: labels.map(inLine), languages }
  const href = safeAddress(token.attributes.get('src'))
  const alt = withoutPrivateUse(token.attributes.get('alt') ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const leaf = /\p{L}/u.test(alt) ? attributeLeaf(text, token, 'alt') : null
  const alternative = leaf ? [leafBlock(leaf, 'alt-text', alt)] : []
  return {
    type: 'image',
    display: 'img',
    shown: { ...(alt ? { alt } : {}), ...(href ? { href } : {}) },
    leaves: [...alternative, ...labels].map(inLine),
    languages,
  }
}

const references: Readonly<Record<string, string>> = { '`': '&#96;', '|': '&#124;', '\\': '&#92;' }

/** Words of an attribute stay on their line and in their cell, and close no code that was opened before them. */
function inLine(found: Found): Found {
  if (!found.slot || !('leaf' in found.slot)) return found
  const { leaf } = found.slot
  const write = (words: string): string =>
    leaf.write(words.replace(/\s*\n\s*/g, ' ')).replace(/[`|\\]/g, (sign) => references[sign] ?? sign)
  return { ...found, slot: { leaf: { ...leaf, write } } }
}

/** Makes one node of every element that is not translated, if it is closed among its neighbours. */
export function withLocked(text: string, nodes: readonly Phrasing[]): readonly Phrasing[] {
  if (!nodes.some(({ type }) => type === 'html')) return nodes
  const tags = nodes.map((node) => (node.type === 'html' ? tagAt(text, node) : null))
  const closes = closesOf(tags)
  const kept: Phrasing[] = []
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at]
    const token = tags[at]
    const last = token?.kind === 'open' && isLocked(token) ? (closes.get(at) ?? -1) : -1
    const end = nodes[last]?.end
    if (node && token?.kind === 'open' && end !== undefined) {
      const inside = nodes.slice(at + 1, last)
      const alt = withoutPrivateUse(inside.map(wordsOf).join('').replace(/\s+/g, ' ').trim())
      kept.push({ type: 'locked', start: node.start, end, name: token.name, alt })
      at = last
    } else if (node) kept.push(node)
  }
  return kept
}

const isLocked = (token: OpenToken): boolean => !(translates(token) ?? !lockedElements.has(token.name))

/** Which end tag closes a start tag, by their places in the list. */
function closesOf(tags: readonly (HtmlToken | null)[]): ReadonlyMap<number, number> {
  const open = new Map<string, number[]>()
  const closes = new Map<number, number>()
  for (const [at, token] of tags.entries()) {
    if (token?.kind === 'open') {
      const same = open.get(token.name)
      if (same) same.push(at)
      else open.set(token.name, [at])
    } else if (token?.kind === 'close') {
      const start = open.get(token.name)?.pop()
      if (start !== undefined) closes.set(start, at)
    }
  }
  return closes
}

/** The words of a node without what stands between them. */
export function wordsOf(node: Phrasing): string {
  if ('value' in node) return node.value
  if ('alt' in node) return node.alt
  return 'children' in node ? node.children.map(wordsOf).join('') : ''
}

const bare = /^<(\/?)([a-z][a-z\d]*)>$/i
const noAttributes: ReadonlyMap<string, string> = new Map()

/** The tag that stands at a place of the file. */
function tagAt(text: string, { start, end }: Range): HtmlToken | null {
  // Most tags are bare, and a tokenizer for each of thousands is slow.
  const [, slash, written] = bare.exec(text.slice(start, end)) ?? []
  const name = written?.toLowerCase()
  if (name !== undefined && slash) return { kind: 'close', start, end, name }
  if (name !== undefined) {
    const rest = { attributes: noAttributes, placeOf: () => null, closed: false, breaksOut: false }
    return { kind: 'open', start, end, name, ...rest }
  }
  let found: HtmlToken | null = null
  readTokens(text, (token) => void (found ??= token), { start, end })
  return found
}
