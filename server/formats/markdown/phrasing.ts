// The words of one paragraph, heading or cell of Markdown: text with marks, codes, and their places in the file.

import { mark, withoutPrivateUse, type Code, type CodeType } from '#domain/inline.ts'

import { cleanText } from '../clean.ts'
import { lockedElements } from '../html/elements.ts'
import type { LanguagePlace } from '../html/leaves.ts'
import { safeAddress } from '../safe-address.ts'
import type { shortcodesOf } from '../shortcodes.ts'
import type { Found } from '../splice.ts'
import { inOrder, type Edit, type Place, type Range, type Unit } from '../units.ts'
import { readTag, withLocked } from './inline-html.ts'
import type { Leaf, Phrasing } from './nodes.ts'
import { titleLeaf } from './titles.ts'

/** A unit of Markdown. */
export interface MarkdownUnit extends Unit {
  /** Alternative texts of its images, titles of its links, and words in the attributes of its HTML. */
  readonly leaves: readonly Found[]
  /** Where its HTML says that it is in the source language. */
  readonly languages: readonly LanguagePlace[]
  /** What has to be written another way when the words change. */
  readonly edits: readonly Edit[]
}

const pairTypes: Readonly<Partial<Record<Phrasing['type'], CodeType>>> = {
  emphasis: 'italic',
  strong: 'bold',
  delete: 'other',
  link: 'link',
  linkReference: 'link',
}

const pairSigns: Readonly<Partial<Record<Phrasing['type'], string>>> = {
  emphasis: 'em',
  strong: 'strong',
  delete: 'del',
  link: 'a',
  linkReference: 'a',
}

/** Reads the words of a node that holds phrasing. */
export function readPhrasing(
  text: string,
  parent: Leaf,
  shortcodes: ReturnType<typeof shortcodesOf>,
): MarkdownUnit {
  const [only] = parent.children
  return only?.type === 'text' && parent.children.length === 1 && !/[[{]/.test(only.value)
    ? plainUnit(only)
    : codedUnit(text, parent, shortcodes)
}

const none: readonly never[] = []

/** The unit of a text without codes, as most items of lists and cells are. */
function plainUnit({ start, end, value }: Extract<Phrasing, { type: 'text' }>): MarkdownUnit {
  const words = [{ start, end }]
  const lists = { codes: none, places: none, leaves: none, languages: none, edits: none }
  return { text: wordsIn(value), words, ...lists, start, end }
}

/** Words on one line; spaces that stand on a line are as the author wrote them. */
function wordsIn(value: string): string {
  const words = withoutPrivateUse(value)
  return /[\r\n]/.test(words) ? words.replace(/\s+/g, (run) => (/[\r\n]/.test(run) ? ' ' : run)) : words
}

function codedUnit(text: string, parent: Leaf, shortcodes: ReturnType<typeof shortcodesOf>): MarkdownUnit {
  const codes: Code[] = []
  const places: Place[] = []
  const words: Range[] = []
  const leaves: Found[] = []
  const edits: Edit[] = []
  const languages: LanguagePlace[] = []
  let coded = ''
  const put = (character: string, start: number, end: number) => {
    coded += character
    places.push({ mark: character, start, end })
  }
  const single = (type: CodeType, range: Range, display: string, more: Partial<Code>) => {
    const id = codes.length + 1
    const raw = text.slice(range.start, range.end)
    codes.push({ id, kind: 'single', type, raw, display: display.slice(0, 40), deletable: false, ...more })
    put(mark(id, 'single'), range.start, range.end)
  }
  const readAll = (nodes: readonly Phrasing[]) => {
    const all = withLocked(text, nodes)
    for (const [index, node] of all.entries()) read(node, all[index + 1])
  }
  const read = (node: Phrasing, next: Phrasing | undefined) => {
    const { start, end } = node
    // What opens the next line, an indent or `>`, goes with the line break.
    const range = { start, end: node.type === 'break' && next ? next.start : end }
    const type = pairTypes[node.type]
    if (node.type === 'text') {
      for (const piece of withoutTemplates(text, node, shortcodes)) {
        if (piece.template) single('other', piece, text.slice(piece.start, piece.end), {})
        else {
          coded += wordsIn(piece.value)
          words.push({ start: piece.start, end: piece.end })
        }
      }
    } else if (type && 'children' in node && node.children.length > 0) {
      const id = codes.length + 1
      const openEnd = node.children[0]?.start ?? start
      const closeStart = node.children.at(-1)?.end ?? end
      const href = node.type === 'link' ? safeAddress(node.url) : null
      codes.push({
        id,
        kind: 'pair',
        type,
        raw: text.slice(start, openEnd),
        rawClose: text.slice(closeStart, end),
        display: pairSigns[node.type] ?? node.type,
        deletable: type !== 'link',
        ...(href ? { href } : {}),
      })
      put(mark(id, 'open'), start, openEnd)
      readAll(node.children)
      put(mark(id, 'close'), closeStart, end)
      if (node.type === 'link') leaves.push(...titleLeaf(text, node.title))
      edits.push(...rewritten(text, node, range, openEnd, closeStart))
    } else if (node.type === 'break') single('break', range, 'br', {})
    else if (node.type === 'inlineCode') single('code', range, node.value, { alt: node.value })
    else if (node.type === 'image') {
      const href = node.url === null ? null : safeAddress(node.url)
      single('image', range, 'img', { alt: node.alt, ...(href ? { href } : {}) })
      leaves.push(...alternative(text, node, range), ...titleLeaf(text, node.title))
    } else if (node.type === 'locked') {
      const type = lockedElements.has(node.name) ? 'code' : 'other'
      single(type, range, node.alt || node.name, node.alt ? { alt: node.alt } : {})
    } else if (node.type === 'html') {
      const tag = readTag(text, range)
      single(tag.type, range, tag.display ?? text.slice(start, end), tag.shown)
      leaves.push(...tag.leaves)
      languages.push(...tag.languages)
    } else if (node.type === 'link') single('link', range, node.url, { alt: text.slice(start, end) })
    else single('other', range, text.slice(start, end), {})
  }
  readAll(parent.children)
  const start = parent.children[0]?.start ?? parent.start
  const end = parent.children.at(-1)?.end ?? start
  return { text: coded, codes, places, words, leaves, languages, edits, start, end }
}

/** What makers of sites read before Markdown is read: tags and variables of Liquid, Hugo and Jekyll. */
const template = /\{%[^\r\n]{1,500}?%\}|\{\{[^\r\n]{1,500}?\}\}|\{:[^{}\r\n]{1,200}\}|\{#[\w-]{1,100}\}/g

interface Piece extends Range {
  readonly value: string
  readonly template: boolean
}

/** Parts words from what makers of sites put in their place; where words were escaped there is none of that. */
function withoutTemplates(
  text: string,
  { start, end, value }: Extract<Phrasing, { type: 'text' }>,
  shortcodes: ReturnType<typeof shortcodesOf>,
): readonly Piece[] {
  if (!/[[{]/.test(value) || text.slice(start, end) !== value) return [{ start, end, value, template: false }]
  const templates = Array.from(value.matchAll(template), ({ 0: found, index }) => ({
    start: start + index,
    end: start + index + found.length,
  }))
  const pieces: Piece[] = []
  let last = start
  const add = (until: number, isTemplate: boolean) => {
    const piece = text.slice(last, until)
    if (piece !== '') pieces.push({ start: last, end: until, value: piece, template: isTemplate })
    last = until
  }
  for (const found of inOrder([...templates, ...shortcodes(start, end)])) {
    add(found.start, false)
    add(found.end, true)
  }
  add(end, false)
  return pieces
}

/**
 * A reference by its own words needs a label when they change, and `_` works only between spaces,
 * which Thai, Lao and Khmer do not have.
 */
function rewritten(
  text: string,
  node: Phrasing,
  { start, end }: Range,
  openEnd: number,
  closeStart: number,
): readonly Edit[] {
  if (node.type === 'linkReference' && !node.full) {
    const label = text.slice(openEnd, closeStart).replace(/\s*\n[\s>]*/g, ' ')
    return [{ start: closeStart, end, text: `][${label}]` }]
  }
  const sign = text.slice(start, openEnd)
  const beside =
    text.charAt(start - 1) + text.charAt(openEnd) + text.charAt(closeStart - 1) + text.charAt(end)
  if (!/^_{1,2}$/.test(sign) || beside.includes('*') || beside.includes('_')) return []
  const written = sign.replace(/_/g, '*')
  return [
    { start, end: openEnd, text: written },
    { start: closeStart, end, text: written },
  ]
}

/** Words of a label without mark-up: what is special in them is escaped. */
const plainLabel = /(?:[^\\[\]`*_<&~\r\n]|\\[!-/:-@[-`{-~]){1,2000}(?=\](?:\(|\[[^\]]))/y

/** The alternative text of an image, where it stands in the file as it is read. */
function alternative(
  text: string,
  node: Extract<Phrasing, { type: 'image' }>,
  { start }: Range,
): readonly Found[] {
  const { alt } = node
  const from = start + '!['.length
  plainLabel.lastIndex = from
  const label = plainLabel.exec(text)?.[0] ?? ''
  if (!/\p{L}/u.test(alt) || label.replace(/\\(.)/g, '$1') !== alt) return []
  const write = (words: string) =>
    cleanText(words)
      .replace(/\s*\n\s*/g, ' ')
      .replace(/[\\`*_[\]<>|~&#@$]/g, '\\$&')
  const leaf = { start: from, end: from + label.length, write }
  const segments = [{ source: withoutPrivateUse(alt), after: '' }]
  const block = { role: 'alt-text', level: null, codes: [], segments } as const
  return [{ start: from, end: leaf.end, slot: { leaf }, block }]
}
