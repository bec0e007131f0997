// Markdown as a source: the places of its constructs come from a parser, the words between them are spliced.

import type { BlockRole } from '#domain/article.ts'
import { plainText } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'
import { profileOf } from '#locales/profiles.ts'

import { cleanText } from './clean.ts'
import { readDateLine } from './date-line.ts'
import { decode, refusalAt, type DecodedText } from './decode.ts'
import type { Format, ReadOptions } from './format.ts'
import { commentNote } from './html/its.ts'
import type { LanguagePlace } from './html/leaves.ts'
import { importLimits } from './limits.ts'
import { demandReadable } from './markdown/demand-readable.ts'
import { readFrontMatter, type FrontMatter } from './markdown/front-matter.ts'
import type { Lock } from './html/reader.ts'
import { readHtmlBlock, readLock } from './markdown/html-block.ts'
import type { Block } from './markdown/nodes.ts'
import { parseMarkdown } from './markdown/parse.ts'
import { readPhrasing, type MarkdownUnit } from './markdown/phrasing.ts'
import { titleLeaf } from './markdown/titles.ts'
import { shortcodesOf } from './shortcodes.ts'
import { seenFirst, spliceText, wordsOf, type Found } from './splice.ts'
import { nameOf } from './text.ts'
import type { Edit, Range } from './units.ts'

/** Markdown with the extensions of GitHub and front matter. */
export const markdownFormat: Format = {
  id: 'markdown',
  sniff: (_bytes, fileName) => (/\.(?:md|markdown|mdown|mkd)$/i.test(fileName) ? 0.95 : 0),
  open(bytes, options) {
    const file = decode(bytes)
    const { found, front, languages, edits } = readFile(file, options)
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
        const named = front.language
        const language =
          named && locale ? [{ ...named, text: named.quote + profileOf(locale).bcp47 + named.quote }] : []
        const own: Edit[] = locale
          ? languages.map((one) => ({ start: one.start, end: one.end, text: one.write(profileOf(locale)) }))
          : []
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
  /** Where HTML says that it is in the source language. */
  readonly languages: readonly LanguagePlace[]
  /** What has to be written another way when the words of a block change. */
  readonly edits: ReadonlyMap<Found, readonly Edit[]>
}

/** Role of the paragraphs in a container. */
const containers: Readonly<Partial<Record<Block['type'], BlockRole>>> = {
  quotation: 'quotation',
  listItem: 'list-item',
}

function readFile(file: DecodedText, options: ReadOptions): ReadFile {
  demandReadable(file.text)
  const front = readFrontMatter(file.text)
  const shortcodes = shortcodesOf(file.text)
  const found: Found[] = []
  const edits = new Map<Found, readonly Edit[]>()
  const languages: LanguagePlace[] = []
  let segments = 0
  let headline = false
  /** What was said to translators since the last block. */
  let notes: readonly string[] = []
  const demandFew = (start: number) => {
    if (segments <= importLimits.segments) return
    const problem = `the file has more than ${importLimits.segments} sentences`
    throw refusalAt('too-large', file.text, start, problem)
  }
  const add = (unit: MarkdownUnit, role: BlockRole, level: number | null) => {
    if (unit.text.length > importLimits.blockCharacters || unit.codes.length > 2000) {
      const problem = `a block has more than ${importLimits.blockCharacters} characters or 2,000 codes`
      throw refusalAt('too-large', file.text, unit.start, problem)
    }
    if (/[\p{L}\p{N}]/u.test(plainText(unit.text))) {
      const said = [...notes, ...unit.codes.flatMap(({ raw }) => inlineNote(raw) ?? [])]
      const sentences = splitSentences(unit.text, options)
      const noted = said.length === 0 ? {} : { notes: said }
      const block = { role, level, codes: unit.codes, segments: sentences, ...noted }
      segments += sentences.length
      notes = []
      const one = { start: unit.start, end: unit.end, slot: { unit }, block }
      found.push(one)
      if (unit.edits.length > 0) edits.set(one, unit.edits)
    }
    found.push(...unit.leaves)
    languages.push(...unit.languages)
    demandFew(unit.start)
  }
  const addHtml = (node: Range, outer: BlockRole): Lock | null => {
    const html = readHtmlBlock(file, options, node)
    for (const [index, one] of html.found.entries()) {
      const block = one.block.role === 'body' ? { ...one.block, role: outer } : one.block
      const again = block.role === 'headline' && headline
      headline ||= block.role === 'headline'
      const said = index === 0 && notes.length > 0 ? { notes: [...notes, ...(block.notes ?? [])] } : {}
      found.push({ ...one, block: { ...block, ...(again ? { role: 'heading' as const } : {}), ...said } })
      segments += block.segments.length
    }
    notes = html.found.length > 0 ? html.notes : [...notes, ...html.notes]
    languages.push(...html.languages)
    demandFew(node.start)
    return html.lock
  }
  const readHtml = (node: Range, role: BlockRole, quoted: boolean): Lock | null =>
    // In a quotation every line begins with its sign, which is none of HTML.
    quoted && /[\r\n]/.test(file.text.slice(node.start, node.end)) ? null : addHtml(node, role)
  const readAll = (nodes: readonly Block[], role: BlockRole, quoted: boolean): void => {
    // HTML that is not translated may hold Markdown, between blank lines, until its end tag.
    let lock: Lock | null = null
    for (const node of nodes) {
      if (node.type !== 'html') {
        if (!lock) read(node, role, quoted)
      } else if (lock) {
        const left = readLock(file.text, lock, node)
        lock = 'lock' in left ? left.lock : readHtml({ start: left.end, end: node.end }, role, quoted)
      } else lock = readHtml(node, role, quoted)
    }
  }
  // Nothing is nested deeper than the limit, so the call stack holds it.
  const read = (node: Exclude<Block, { type: 'html' }>, role: BlockRole, quoted: boolean): void => {
    if (node.type === 'definition') found.push(...titleLeaf(file.text, node.title))
    else if (!('level' in node))
      readAll(node.children, containers[node.type] ?? role, quoted || node.type === 'quotation')
    else if (node.type === 'heading') {
      const first = node.level === 1 && !headline
      headline ||= first
      add(readPhrasing(file.text, node, shortcodes), first ? 'headline' : 'heading', node.level)
    } else {
      const unit = readPhrasing(file.text, node, shortcodes)
      add(unit, role === 'body' && readDateLine(plainText(unit.text)) ? 'date' : role, null)
    }
  }
  readAll(parseMarkdown(file.text, front.end), 'body', false)
  // Without a heading of its own, the title of the front matter is what readers see.
  const leaves = front.leaves.map((leaf) =>
    leaf === front.titleLeaf && !headline
      ? { ...leaf, block: { ...leaf.block, role: 'headline' as const, level: 1 } }
      : leaf,
  )
  return { found: seenFirst([...leaves, ...found]), front, languages, edits }
}

/** What a comment in a sentence says to translators. */
const inlineNote = (raw: string): string | null =>
  raw.startsWith('<!--') ? commentNote(raw.slice(4).replace(/-->$/, '')) : null

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
