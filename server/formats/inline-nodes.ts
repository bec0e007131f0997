// Coded text as a tree, which every export folds into its own mark-up. Whatever stands in the text,
// the tree nests properly, has only codes of the block, and each of them once.

import { unseenRoles } from '#domain/article.ts'
import { mark, readMark, type Code, type CodedText } from '#domain/inline.ts'

import { cleanText } from './clean.ts'
import type { Publication, PublishedBlock } from './publication.ts'
import type { Range } from './units.ts'

/** A piece of a block; `foreign` words are still in the source language. */
export type InlineNode =
  | { readonly kind: 'text'; readonly text: string; readonly foreign: boolean }
  | { readonly kind: 'pair'; readonly code: Code; readonly children: readonly InlineNode[] }
  | { readonly kind: 'single'; readonly code: Code }
  /** One end of a pair whose other end is in another sentence. */
  | { readonly kind: 'orphan'; readonly part: 'open' | 'close'; readonly code: Code }

interface Frame {
  readonly code: Code | null
  readonly children: InlineNode[]
}

/** Reads a coded text as a tree; marks that make no sense are left out. */
export function readNodes(
  text: CodedText,
  codes: readonly Code[],
  isForeign: (at: number) => boolean = () => false,
): readonly InlineNode[] {
  const known = new Map(codes.map((code) => [code.id, code]))
  const seen = new Set<string>()
  const frames: Frame[] = [{ code: null, children: [] }]
  const add = (node: InlineNode) => frames.at(-1)?.children.push(node)
  const endFrame = (closed: boolean) => {
    const frame = frames.pop()
    if (!frame?.code) return
    if (closed) {
      add({ kind: 'pair', code: frame.code, children: frame.children })
      return
    }
    add({ kind: 'orphan', part: 'open', code: frame.code })
    frame.children.forEach(add)
  }

  let words = ''
  let foreign = false
  const endWords = () => {
    const cleaned = cleanText(words)
    if (cleaned !== '') add({ kind: 'text', text: cleaned, foreign })
    words = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const found = readMark(character)
    if (!found) {
      if (isForeign(at) !== foreign) {
        endWords()
        foreign = !foreign
      }
      words += character
      continue
    }
    const code = known.get(found.id)
    const key = `${found.part}${found.id}`
    if (!code || seen.has(key) || (found.part === 'single') !== (code.kind === 'single')) continue
    seen.add(key)
    endWords()
    if (found.part === 'single') add({ kind: 'single', code })
    else if (found.part === 'open') frames.push({ code, children: [] })
    else if (!frames.some((frame) => frame.code === code)) {
      // A closing mark before its opening one encloses nothing.
      seen.add(`open${found.id}`)
      add({ kind: 'orphan', part: 'close', code })
    } else {
      while (frames.at(-1)?.code !== code) endFrame(false)
      endFrame(true)
    }
  }
  endWords()
  while (frames.length > 1) endFrame(false)
  return frames[0]?.children ?? []
}

/** Writes a tree as coded text again: what {@link readNodes} left out is not in it. */
export function codedTextOf(nodes: readonly InlineNode[]): CodedText {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      const { id } = node.code
      if (node.kind === 'single') return mark(id, 'single')
      if (node.kind === 'orphan') return mark(id, node.part)
      return mark(id, 'open') + codedTextOf(node.children) + mark(id, 'close')
    })
    .join('')
}

/** Reads a block as it is published: translated sentences, and those of the source where there are none. */
export function contentOf(block: PublishedBlock): readonly InlineNode[] {
  if (block.segments.length === 0)
    return block.codes.flatMap((code) => (code.kind === 'single' ? [{ kind: 'single', code }] : []))
  const { text, foreign } = joinedText(block)
  return readNodes(text, block.codes, (at) => foreign.some(({ start, end }) => at >= start && at < end))
}

/** Joins the sentences of a block: translated ones, and those of the source where there are none. */
export function joinedText(block: Pick<PublishedBlock, 'treatment' | 'segments'>): {
  readonly text: CodedText
  readonly foreign: readonly Range[]
} {
  let text = ''
  const foreign: Range[] = []
  block.segments.forEach(({ source, target, after }, index) => {
    const kept = block.treatment === 'keep' || target.trim() === ''
    const start = text.length
    text += kept ? source : target
    if (kept) foreign.push({ start, end: text.length })
    // Thai, Lao and Khmer too put a space between sentences; the source may have forgotten it.
    if (index < block.segments.length - 1)
      text += after === '' && !/\s[\uE001-\uF7FF]*$/.test(text) ? ' ' : after
  })
  return { text, foreign }
}

/** Gives the words of nodes as plain text, with the words of images and locked codes. */
export function wordsOf(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      if (node.kind === 'pair') return wordsOf(node.children)
      if (node.kind === 'orphan') return ''
      return node.code.type === 'break' ? ' ' : cleanText(node.code.alt ?? '')
    })
    .join('')
}

/** The blocks that a publication shows, with their content. */
export function shownBlocks(
  publication: Publication,
): readonly { readonly block: PublishedBlock; readonly nodes: readonly InlineNode[] }[] {
  return publication.blocks
    .filter(({ treatment, role }) => treatment !== 'drop' && !unseenRoles.has(role))
    .map((block) => ({ block, nodes: contentOf(block) }))
}
