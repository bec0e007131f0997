// Word files: the paragraphs of their parts become blocks; a part without a changed word stays as it is, byte by byte.

import type { BlockRole, Revisions, SourceBlock } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { plainText, withoutPrivateUse } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'
import { profileOf } from '#locales/profiles.ts'

import { cleanText } from './clean.ts'
import { readDateLine } from './date-line.ts'
import { decode, refusalAt, type DecodedText } from './decode.ts'
import { pack, unpack, type Parts } from './docx/package.ts'
import { ownPrefixes, withOwnPrefixes, withWordPrefix, type OwnPrefixes } from './docx/prefixes.ts'
import { changes, readParagraph, styleOf, writeParagraph, type Paragraph } from './docx/paragraph.ts'
import { attributeOf, childOf, escapeXml, readXml, textOf, type Node } from './docx/xml.ts'
import type { Format, ReadOptions } from './format.ts'
import { importLimits } from './limits.ts'
import { wordsOf } from './splice.ts'
import { nameOf } from './text.ts'
import { copyWith, inOrder, type BlockTarget, type Edit, type Range } from './units.ts'

/** Word files since 2007. */
export const docxFormat: Format = {
  id: 'docx',
  packed: true,
  sniff(bytes, fileName) {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
    if (!zip) return 0
    if (/\.(?:docx|docm|dotx)$/i.test(fileName)) return 0.95
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('word/document') ? 0.95 : 0
  },
  open(bytes, options) {
    const parts = unpack(bytes)
    if (![...parts.keys()].map(namesAsWord(parts)).some((name) => partRoles[0]?.name.test(name))) {
      throw new WorkError('unsupported-file', 'The ZIP file has no Word document in it', { expected: 'docx' })
    }
    const read = readParts(parts, options)
    const firstOf = (role: BlockRole): string | null => {
      const found = read.found.find(({ block }) => block.role === role)
      return found ? plainText(wordsOf(found.block)).replace(/\s+/g, ' ').trim() || null : null
    }
    return {
      document: {
        format: 'docx',
        title: firstOf('headline') ?? firstOf('seo-title') ?? nameOf(options.fileName),
        description: firstOf('seo-description'),
        publishedOn: readDateLine(firstOf('date') ?? ''),
        author: null,
        blocks: read.found.map(({ block, part, start, end }) => ({
          ...block,
          start: part.from + part.file.byteAt(start),
          end: part.from + part.file.byteAt(end),
        })),
        ...(read.parts.some(({ file }) => tracked.test(file.text)) ? { revised: true } : {}),
      },
      merge(targets, { locale }) {
        const profile = locale ? profileOf(locale) : null
        const changed = new Map(parts)
        let same = true
        for (const part of read.parts) {
          const text = mergePart(part, read.found, targets, profile)
          if (text === part.file.text) continue
          same = false
          changed.set(
            part.name,
            part.file.encode(part.prefixes ? withOwnPrefixes(text, part.prefixes) : text),
          )
        }
        return same ? bytes : pack(changed)
      },
    }
  },
}

const tracked = /<w:(?:ins|del|moveFrom|moveTo|rPrChange)[\s>]/

type Merge = Parameters<typeof writeParagraph>[2]['profile']

interface Part {
  readonly name: string
  readonly file: DecodedText
  /** What it is written with, where that is not what Word writes. */
  readonly prefixes: OwnPrefixes | null
  /** Bytes of the parts before it, so that no two blocks of the file have the same place. */
  readonly from: number
}

interface Found extends Range {
  readonly part: Part
  readonly block: Omit<SourceBlock, 'start' | 'end'>
  /** A paragraph, or null for words of an attribute or a property. */
  readonly paragraph: Paragraph | null
  /** Paragraphs that say the same for older programs. */
  readonly mirrors: Paragraph[]
}

/** The parts with words, in the order in which they are read, and the role of what stands in them. */
const partRoles: readonly { readonly name: RegExp; readonly role: BlockRole }[] = [
  { name: /^word\/document\d*\.xml$/, role: 'body' },
  { name: /^word\/(?:footnotes|endnotes)\.xml$/, role: 'body' },
  { name: /^word\/(?:header|footer)\d*\.xml$/, role: 'label' },
  { name: /^word\/comments\.xml$/, role: 'label' },
]

/**
 * Gives parts the names that Word gives them, where the package says that its document stands in another folder.
 * @see https://www.ecma-international.org/publications-and-standards/standards/ecma-376/
 */
function namesAsWord(parts: Parts): (name: string) => string {
  const relations = parts.get('_rels/.rels')
  const text = relations ? decode(relations).text : ''
  const relation = /<[^<>]*\/officeDocument["'][^<>]*>/.exec(text)?.[0] ?? ''
  const main = /\sTarget\s*=\s*["']\/?([^"']+)["']/.exec(relation)?.[1] ?? 'word/document.xml'
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  return (name) => {
    if (name === main) return 'word/document.xml'
    return name.startsWith(folder) && folder !== '' ? `word/${name.slice(folder.length)}` : name
  }
}

function readParts(
  parts: Parts,
  options: ReadOptions,
): { readonly parts: readonly Part[]; readonly found: readonly Found[] } {
  const read: Part[] = []
  const seen: Found[] = []
  const behind: Found[] = []
  let from = 0
  const names = [...parts.keys()].sort()
  const asWord = namesAsWord(parts)
  const open = (name: string): Part => {
    const bytes = parts.get(name) ?? new Uint8Array()
    const own = decode(bytes)
    const file = asWordWrites(own)
    const part = { name, file, prefixes: file === own ? null : ownPrefixes(own.text), from }
    from += bytes.length
    read.push(part)
    return part
  }
  const styles = names.find((name) => asWord(name) === 'word/styles.xml')
  const styleNames = readStyleNames(styles ? parts.get(styles) : undefined)
  for (const { name: pattern, role } of partRoles) {
    for (const name of names.filter((one) => pattern.test(asWord(one)))) {
      const part = open(name)
      const reader = new PartReader(part, role, { ...options, styleNames }, seen.some(isHeadline))
      reader.read(readXml(part.file.text))
      seen.push(...reader.found.filter(({ block }) => block.role !== 'label'))
      behind.push(...reader.found.filter(({ block }) => block.role === 'label'), ...reader.leaves)
    }
  }
  if (parts.has('docProps/core.xml')) behind.push(...readProperties(open('docProps/core.xml')))
  const found = [...seen, ...behind]
  const segments = found.reduce((sum, { block }) => sum + block.segments.length, 0)
  if (segments > importLimits.segments) {
    const part = read[0]
    throw refusalAt(
      'too-large',
      part?.file.text ?? '',
      0,
      `the file has more than ${importLimits.segments} sentences`,
    )
  }
  return { parts: read, found }
}

/** The part with the prefixes that Word gives its elements, under which it is read and changed. */
function asWordWrites(file: DecodedText): DecodedText {
  const text = file.encoding === 'utf-8' ? withWordPrefix(file.text) : file.text
  return text === file.text ? file : decode(Buffer.from(text))
}

const isHeadline = ({ block }: Found): boolean => block.role === 'headline'

interface PartOptions extends ReadOptions {
  /** Names of styles by their ids: Word in Chinese calls the style `heading 1` simply `1`. */
  readonly styleNames: ReadonlyMap<string, string>
}

function readStyleNames(bytes: Uint8Array | undefined): ReadonlyMap<string, string> {
  if (!bytes) return new Map()
  const text = withWordPrefix(decode(bytes).text)
  const all = readXml(text).children.flatMap(({ children }) => children)
  return new Map(
    all.flatMap((style) => {
      const id = style.name === 'w:style' ? attributeOf(text, style, 'w:styleId')?.value : undefined
      const name = childOf(style, 'w:name')
      const value = name ? attributeOf(text, name, 'w:val')?.value : undefined
      return id && value ? [[id, value] as const] : []
    }),
  )
}

/** Role of a paragraph by its style. */
const styles: readonly { readonly style: RegExp; readonly role: BlockRole }[] = [
  { style: /^(?:title|headline)$/i, role: 'headline' },
  { style: /^heading\s?\d$/i, role: 'heading' },
  { style: /^(?:sub-?title|lead|lede|stand-?first|intro(?:duction)?|abstract|deck)\b/i, role: 'lead' },
  { style: /^(?:by-?line|authors?)\b/i, role: 'byline' },
  { style: /caption/i, role: 'caption' },
  { style: /quote/i, role: 'quotation' },
  { style: /^list/i, role: 'list-item' },
]

class PartReader {
  readonly found: Found[] = []
  readonly leaves: Found[] = []
  readonly #part: Part
  readonly #role: BlockRole
  readonly #options: PartOptions
  readonly #revisions: Revisions
  #headline: boolean

  constructor(part: Part, role: BlockRole, options: PartOptions, headline: boolean) {
    this.#part = part
    this.#role = role
    this.#options = options
    this.#revisions = options.revisions ?? 'accepted'
    this.#headline = headline || role === 'label'
  }

  /** Reads an element and what is in it; the depth of the tree has a limit. */
  read(node: Node): void {
    for (const child of node.children) {
      if (changes[this.#revisions].gone.has(child.name)) continue
      if (child.name === 'w:p') this.#addParagraph(child)
      if (child.name.endsWith(':docPr')) this.#addAlternative(child)
      if (child.name === 'mc:AlternateContent') this.#readAlternatives(child)
      else this.read(child)
    }
  }

  #addParagraph(node: Node): void {
    const { text } = this.#part.file
    const paragraph = readParagraph(text, node, this.#revisions)
    if (!paragraph) return
    if (paragraph.text.length > importLimits.blockCharacters || paragraph.codes.length > 2000) {
      throw refusalAt(
        'too-large',
        text,
        node.start,
        `a paragraph has more than ${importLimits.blockCharacters} characters or 2,000 codes`,
      )
    }
    const { role, level } = this.#roleOf(node, plainText(paragraph.text))
    const segments = splitSentences(paragraph.text, this.#options)
    const { start, end, codes } = paragraph
    const block = { role, level, codes, segments }
    this.found.push({ part: this.#part, start, end, paragraph, mirrors: [], block })
  }

  #roleOf(node: Node, words: string): { readonly role: BlockRole; readonly level: number | null } {
    if (this.#role !== 'body') return { role: this.#role, level: null }
    const { style: id, listed } = styleOf(this.#part.file.text, node)
    const style = this.#options.styleNames.get(id) ?? id
    const named = styles.find((one) => one.style.test(style))?.role
    const level = Number(/\d/.exec(style)?.[0] ?? 1)
    const first = !this.#headline && (named === 'headline' || (named === 'heading' && level === 1))
    if (first) this.#headline = true
    if (first) return { role: 'headline', level: 1 }
    if (named === 'headline' || named === 'heading') return { role: 'heading', level: Math.min(level, 6) }
    if (named) return { role: named, level: null }
    if (listed) return { role: 'list-item', level: null }
    return { role: readDateLine(words) ? 'date' : 'body', level: null }
  }

  /** A choice for newer programs and a fallback for older ones say the same: one is translated, both are written. */
  #readAlternatives(node: Node): void {
    const before = this.found.length
    const choice = node.children.find(({ name }) => name === 'mc:Choice')
    if (choice) this.read(choice)
    const chosen = this.found.slice(before)
    const fallback = node.children.find(({ name }) => name === 'mc:Fallback')
    if (!fallback) return
    const other = new PartReader(this.#part, this.#role, this.#options, true)
    other.read(fallback)
    for (const { paragraph } of other.found) {
      const same = chosen.find((one) => one.paragraph?.text === paragraph?.text)
      if (paragraph) same?.mirrors.push(paragraph)
    }
  }

  #addAlternative(node: Node): void {
    const place = attributeOf(this.#part.file.text, node, 'descr')
    if (place) this.leaves.push(...leafOf(this.#part, place, place.value, 'alt-text'))
  }
}

function leafOf(part: Part, { start, end }: Range, value: string, role: BlockRole): readonly Found[] {
  const words = withoutPrivateUse(value).replace(/\s+/g, ' ').trim()
  if (!/\p{L}/u.test(words) || words.length > importLimits.blockCharacters) return []
  const block = { role, level: null, codes: [], segments: [{ source: words, after: '' }] } as const
  return [{ part, start, end, paragraph: null, mirrors: [], block }]
}

const properties: Readonly<Record<string, BlockRole>> = {
  'dc:title': 'seo-title',
  'dc:description': 'seo-description',
  'dc:subject': 'seo-description',
}

function readProperties(part: Part): readonly Found[] {
  const { text } = part.file
  const root = readXml(text).children.find(({ name }) => name !== '')
  return (root?.children ?? []).flatMap((node) => {
    const role = properties[node.name]
    return role ? leafOf(part, { start: node.innerStart, end: node.innerEnd }, textOf(text, node), role) : []
  })
}

function mergePart(
  part: Part,
  found: readonly Found[],
  targets: ReadonlyMap<number, BlockTarget>,
  profile: Merge,
): string {
  const { text } = part.file
  const written: (Range & { readonly write: (copy: ReturnType<typeof copyWith>) => string })[] = []
  const source = profileOf('en')
  for (const [index, target] of targets) {
    const one = found[index]
    if (one?.part !== part || (!target.dropped && target.text === wordsOf(one.block))) continue
    const { start, end, paragraph, mirrors } = one
    if (paragraph) {
      for (const each of [paragraph, ...mirrors]) {
        const write = (copy: ReturnType<typeof copyWith>) =>
          writeParagraph(each, target, { copy, profile, source })
        written.push({ start: each.start, end: each.end, write })
      }
    } else {
      const words = target.dropped ? '' : escapeXml(cleanText(target.text))
      written.push({ start, end, write: () => words })
    }
  }
  // Text boxes stand inside the paragraphs that hold them. From the end of the part, what is inside comes first.
  const edits: Edit[] = []
  for (const { start, end, write } of written.toSorted((a, b) => b.start - a.start || a.end - b.end)) {
    const inside: Edit[] = []
    for (let last = edits.at(-1); last && last.end <= end; last = edits.at(-1)) {
      inside.push(last)
      edits.pop()
    }
    edits.push({ start, end, text: write(copyWith(text, inside)) })
  }
  return copyWith(text, inOrder(edits))(0, text.length)
}
