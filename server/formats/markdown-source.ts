// Markdown as a source: the places of its constructs come from micromark, the words between them are spliced.

import type { RootContent } from 'mdast'

import type { BlockRole } from '#domain/article.ts'
import { plainText } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'
import { profileOf } from '#locales/profiles.ts'

import { cleanText } from './clean.ts'
import { readDateLine } from './date-line.ts'
import { decode, refusalAt, type DecodedText } from './decode.ts'
import type { Format, ReadOptions } from './format.ts'
import { importLimits } from './limits.ts'
import { demandReadable } from './markdown/demand-readable.ts'
import { readFrontMatter, type FrontMatter } from './markdown/front-matter.ts'
import { parseMarkdown } from './markdown/parse.ts'
import { readPhrasing, type MarkdownUnit } from './markdown/phrasing.ts'
import { seenFirst, spliceText, wordsOf, type Found } from './splice.ts'
import { nameOf } from './text.ts'
import type { Edit } from './units.ts'

/** Markdown with the extensions of GitHub and front matter. */
export const markdownFormat: Format = {
  id: 'markdown',
  sniff: (_bytes, fileName) => (/\.(?:md|markdown|mdown|mkd)$/i.test(fileName) ? 0.95 : 0),
  open(bytes, options) {
    const file = decode(bytes)
    const { found, front, edits } = readFile(file, options)
    const firstOf = (role: BlockRole): string | null => {
      const one = found.find(({ block }) => block.role === role)
      return one ? plainText(wordsOf(one.block)) : null
    }
    return {
      document: {
        format: 'markdown',
        title: firstOf('headline') ?? front.title ?? nameOf(options.fileName),
        description: front.description,
        publishedOn: front.publishedOn ?? readDateLine(firstOf('date') ?? ''),
        author: front.author,
        blocks: found.map(({ block, start, end }) => ({
          ...block,
          start: file.byteAt(start),
          end: file.byteAt(end),
        })),
      },
      merge(targets, { locale }) {
        const language =
          front.language && locale ? [{ ...front.language, text: profileOf(locale).bcp47 }] : []
        const own: Edit[] = []
        for (const [index, target] of targets) {
          const one = found[index]
          if (one && target.text !== wordsOf(one.block)) own.push(...(edits.get(one) ?? []))
        }
        const text = spliceText(file.text, found, targets, [...language, ...own], {
          escape: escapeWords,
          foreign: (written) => `<span lang="en">${written}</span>`,
        })
        return text === null ? bytes : file.encode(text)
      },
    }
  },
}

interface ReadFile {
  readonly found: readonly Found[]
  readonly front: FrontMatter
  /** What has to be written another way when the words of a block change. */
  readonly edits: ReadonlyMap<Found, readonly Edit[]>
}

interface Place {
  readonly node: RootContent
  readonly role: BlockRole
  readonly depth: number
}

/** Role of the paragraphs in a container. */
const containers: Readonly<Partial<Record<RootContent['type'], BlockRole>>> = {
  blockquote: 'quotation',
  listItem: 'list-item',
}

function readFile(file: DecodedText, options: ReadOptions): ReadFile {
  demandReadable(file.text)
  const tree = parseMarkdown(file.text)
  const found: Found[] = []
  const edits = new Map<Found, readonly Edit[]>()
  let front: FrontMatter = {
    leaves: [],
    title: null,
    description: null,
    author: null,
    publishedOn: null,
    language: null,
  }
  let segments = 0
  let headline = false
  const add = (unit: MarkdownUnit, role: BlockRole, level: number | null) => {
    if (unit.text.length > importLimits.blockCharacters || unit.codes.length > 2000) {
      const problem = `a block has more than ${importLimits.blockCharacters} characters or 2,000 codes`
      throw refusalAt('too-large', file.text, unit.start, problem)
    }
    if (/[\p{L}\p{N}]/u.test(plainText(unit.text))) {
      const block = { role, level, codes: unit.codes, segments: splitSentences(unit.text, options) }
      segments += block.segments.length
      const one = { start: unit.start, end: unit.end, slot: { unit }, block }
      found.push(one)
      edits.set(one, unit.edits)
    }
    found.push(...unit.leaves)
    if (segments > importLimits.segments) {
      const problem = `the file has more than ${importLimits.segments} sentences`
      throw refusalAt('too-large', file.text, unit.start, problem)
    }
  }
  const open: Place[] = tree.children.map((node) => ({ node, role: 'body' as const, depth: 1 })).reverse()
  for (let place = open.pop(); place; place = open.pop()) {
    const { node, role, depth } = place
    if (depth > importLimits.depth) {
      throw refusalAt('too-large', file.text, 0, `blocks are nested more than ${importLimits.depth} deep`)
    }
    if (node.type === 'yaml') front = readFrontMatter(file.text, node)
    else if (node.type === 'heading') {
      const first: boolean = node.depth === 1 && !headline
      headline ||= first
      add(readPhrasing(file.text, node), first ? 'headline' : 'heading', node.depth)
    } else if (node.type === 'paragraph' || node.type === 'tableCell') {
      const unit = readPhrasing(file.text, node)
      add(unit, role === 'body' && readDateLine(plainText(unit.text)) ? 'date' : role, null)
    } else if ('children' in node) {
      const inner = containers[node.type] ?? role
      open.push(...node.children.map((child) => ({ node: child, role: inner, depth: depth + 1 })).reverse())
    }
  }
  // Without a heading of its own, the title of the front matter is what readers see.
  const leaves = front.leaves.map((leaf) =>
    leaf.block.role === 'seo-title' && !headline
      ? { ...leaf, block: { ...leaf.block, role: 'headline' as const, level: 1 } }
      : leaf,
  )
  return { found: seenFirst([...leaves, ...found]), front, edits }
}

/** Writes words so that no character of them is mark-up, an address that links itself included. */
function escapeWords(words: string): string {
  return cleanText(words)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>|~&#@$]/g, '\\$&')
    .replace(/\b(https?|ftp|mailto|xmpp)(?=:)/gi, '$1\\')
    .replace(/\bwww(?=\.)/gi, '$&\\')
    .replace(/^(\s*)([-+=:])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
}
