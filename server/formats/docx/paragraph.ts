// One paragraph of WordprocessingML: its runs as coded text, and how other words are written as runs.
// @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, 17.3)

import {
  mark,
  readMark,
  withoutPrivateUse,
  type Code,
  type CodedText,
  type CodeType,
} from '#domain/inline.ts'
import type { Revisions } from '#domain/article.ts'
import type { Profile } from '#locales/profile.ts'

import { cleanText } from '../clean.ts'
import { orderly, type BlockTarget, type Range } from '../units.ts'
import { localise } from './run-properties.ts'
import { attributeOf, childOf, escapeXml, textOf, type Node } from './xml.ts'

/** What a mark is written as: a stretch of the part, or a format that the runs after it have. */
interface Piece extends Range {
  readonly mark: string
  /** Properties of the run that the piece stands in, or null where it stands between runs. */
  readonly properties: string | null
}

/** A paragraph with words. */
export interface Paragraph extends Range {
  readonly text: CodedText
  readonly codes: readonly Code[]
  readonly pieces: readonly Piece[]
  /** Run properties of words outside all codes. */
  readonly base: string
  /** Run properties inside a code of format, by its id. */
  readonly formats: ReadonlyMap<number, string>
  /** Elements that are no words and have no mark: bookmarks, ranges of comments, deleted text. */
  readonly hidden: readonly (Range & { readonly after: string })[]
}

type Item =
  | { readonly kind: 'words'; readonly text: string; readonly properties: string }
  | {
      readonly kind: 'single'
      readonly node: Range
      readonly type: CodeType
      readonly display: string
      readonly properties: string | null
      readonly alt?: string
      /** The run that it stands in. */
      readonly run?: Range
    }
  | {
      readonly kind: 'open' | 'close'
      readonly node: Range
      readonly type: CodeType
      readonly display: string
    }
  | { readonly kind: 'hidden'; readonly node: Range }
  /** Words of a change that is not followed. */
  | { readonly kind: 'gone'; readonly node: Range }

/** Elements around runs that are kept as a pair of marks. */
const wrappers: Readonly<Record<string, CodeType>> = {
  'w:hyperlink': 'link',
  'w:sdt': 'other',
  'w:smartTag': 'other',
  'w:customXml': 'other',
  'w:dir': 'other',
  'w:bdo': 'other',
}
/** Elements of tracked changes: those whose words count, and those whose words go when a paragraph is written anew. */
export const changes: Readonly<
  Record<Revisions, { readonly kept: ReadonlySet<string>; readonly gone: ReadonlySet<string> }>
> = {
  accepted: { kept: new Set(['w:ins', 'w:moveTo']), gone: new Set(['w:del', 'w:moveFrom']) },
  refused: { kept: new Set(['w:del', 'w:moveFrom']), gone: new Set(['w:ins', 'w:moveTo']) },
}
/** Marks of places: they stay in the file and out of the text. */
const unseen = /^w:(?:bookmark|commentRange|perm|moveFromRange|moveToRange|customXml\w+Range)/
const passedOver = new Set(['w:pPr', 'w:proofErr', 'w:lastRenderedPageBreak', 'w:rPr'])

/** Reads a paragraph, or gives null where it has no words. */
export function readParagraph(text: string, paragraph: Node, revisions: Revisions): Paragraph | null {
  const items = joinFields(
    text,
    paragraph.children.flatMap((child) => itemsOf(text, child, revisions)),
  )
  const words = items.filter((item) => item.kind === 'words')
  if (!words.some((item) => /[\p{L}\p{N}]/u.test(item.text))) return null
  const base = commonest(words)
  const codes: Code[] = []
  const pieces: Piece[] = []
  const formats = new Map<number, string>()
  const hidden: (Range & { readonly after: string })[] = []
  const open: number[] = []
  let coded = ''
  let format = base
  let formatId = 0
  const last = (): string => pieces.at(-1)?.mark ?? ''
  const put = (character: string, node: Range, properties: string | null) => {
    coded += character
    pieces.push({ mark: character, start: node.start, end: node.end, properties })
  }
  const nothing = { start: 0, end: 0 }
  const endFormat = () => {
    if (formatId > 0) put(mark(formatId, 'close'), nothing, null)
    formatId = 0
    format = base
  }
  for (const item of items) {
    if (item.kind === 'gone') continue
    if (item.kind === 'hidden') hidden.push({ ...item.node, after: last() })
    else if (item.kind === 'words') {
      if (item.properties !== format) {
        endFormat()
        if (item.properties !== base) {
          formatId = codes.length + 1
          const type = typeOf(item.properties)
          codes.push({
            id: formatId,
            kind: 'pair',
            type,
            raw: item.properties,
            rawClose: '',
            display: type === 'other' ? 'style' : type,
            deletable: true,
          })
          formats.set(formatId, item.properties)
          put(mark(formatId, 'open'), nothing, null)
        }
        format = item.properties
      }
      coded += withoutPrivateUse(item.text)
    } else if (item.kind === 'single') {
      endFormat()
      const { node, type, display, alt } = item
      const id = codes.length + 1
      codes.push({
        id,
        kind: 'single',
        type,
        raw: text.slice(node.start, node.end).slice(0, 2000),
        display,
        deletable: false,
        ...(alt ? { alt } : {}),
      })
      put(mark(id, 'single'), node, item.properties)
    } else if (item.kind === 'open') {
      endFormat()
      const id = codes.length + 1
      open.push(id)
      codes.push({
        id,
        kind: 'pair',
        type: item.type,
        raw: text.slice(item.node.start, item.node.end).slice(0, 2000),
        rawClose: '',
        display: item.display,
        deletable: false,
      })
      put(mark(id, 'open'), item.node, null)
    } else {
      endFormat()
      const id = open.pop()
      if (id !== undefined) put(mark(id, 'close'), item.node, null)
    }
  }
  endFormat()
  const inner = paragraph.children.filter(({ name }) => name !== 'w:pPr' && name !== '')
  const start = inner[0]?.start ?? paragraph.innerStart
  return { text: coded, codes, pieces, base, formats, hidden, start, end: inner.at(-1)?.end ?? start }
}

/** How a paragraph is written. */
export interface ParagraphPen {
  readonly copy: (start: number, end: number) => string
  /** The language that the words are in; null leaves what the file says. */
  readonly profile: Profile | null
  /** The language of words that are not translated. */
  readonly source: Profile
}

/** Writes a paragraph's runs with other words. */
export function writeParagraph(
  paragraph: Paragraph,
  target: BlockTarget,
  { copy, profile, source }: ParagraphPen,
): string {
  const places = paragraph.pieces
  const text = orderly(target.dropped ? '' : target.text, { ...paragraph, places, words: [] })
  const stays = (at: number): boolean =>
    target.foreign?.some(({ start, end }) => at >= start && at < end) ?? false
  const pieceOf = new Map(places.map((piece) => [piece.mark, piece]))
  let foreign = false
  const run = (properties: string, inside: string) =>
    inside === '' ? '' : `<w:r>${localise(properties, foreign && profile ? source : profile)}${inside}</w:r>`
  const formats: number[] = []
  const shown = new Set<string>()
  const hiddenAfter = (after: string): string => {
    shown.add(after)
    return paragraph.hidden
      .filter((one) => one.after === after)
      .map(({ start, end }) => copy(start, end))
      .join('')
  }
  let written = hiddenAfter('')
  let words = ''
  const endWords = () => {
    const properties = paragraph.formats.get(formats.at(-1) ?? 0) ?? paragraph.base
    const cleaned = cleanText(words).replace(/\n/g, ' ')
    written += run(properties, cleaned === '' ? '' : `<w:t xml:space="preserve">${escapeXml(cleaned)}</w:t>`)
    words = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const piece = pieceOf.get(character)
    const found = readMark(character)
    if (!piece || !found) {
      if (stays(at) !== foreign) {
        endWords()
        foreign = !foreign
      }
      words += character
      continue
    }
    endWords()
    const raw = copy(piece.start, piece.end)
    written += piece.properties === null ? raw : run(piece.properties, raw)
    if (paragraph.formats.has(found.id) && found.part === 'open') formats.push(found.id)
    if (paragraph.formats.has(found.id) && found.part === 'close') formats.pop()
    written += hiddenAfter(character)
  }
  endWords()
  for (const { mark: after } of places) if (!shown.has(after)) written += hiddenAfter(after)
  return written
}

function itemsOf(text: string, node: Node, revisions: Revisions): readonly Item[] {
  const { kept, gone } = changes[revisions]
  if (node.name === '' || passedOver.has(node.name)) return []
  if (node.name === 'w:r') return runItems(text, node, revisions)
  if (kept.has(node.name)) return node.children.flatMap((child) => itemsOf(text, child, revisions))
  if (gone.has(node.name)) return [{ kind: 'gone', node }]
  if (unseen.test(node.name)) return [{ kind: 'hidden', node }]
  const type = wrappers[node.name]
  if (!type) return [{ kind: 'single', node, type: 'other', display: displayOf(node), properties: null }]
  const content = node.name === 'w:sdt' ? childOf(node, 'w:sdtContent') : node
  if (!content || content.innerEnd === content.innerStart) return [{ kind: 'hidden', node }]
  const inside = content.children.filter(({ name }) => name !== 'w:smartTagPr' && name !== 'w:customXmlPr')
  const from = inside[0]?.start ?? content.innerStart
  const display = displayOf(node)
  return [
    { kind: 'open', node: { start: node.start, end: from }, type, display },
    ...inside.flatMap((child) => itemsOf(text, child, revisions)),
    { kind: 'close', node: { start: content.innerEnd, end: node.end }, type, display },
  ]
}

const displayOf = ({ name }: Node): string => name.slice(name.indexOf(':') + 1)

/** Words that a child of a run stands for. */
const characters: Readonly<Record<string, string>> = { 'w:noBreakHyphen': '\u2011', 'w:softHyphen': '\u00AD' }
const types: Readonly<Record<string, CodeType>> = {
  'w:br': 'break',
  'w:cr': 'break',
  'w:drawing': 'image',
  'w:pict': 'image',
  'mc:AlternateContent': 'image',
}

function runItems(text: string, run: Node, revisions: Revisions): readonly Item[] {
  const properties = tidied(propertiesOf(text, run, revisions))
  if (/<w:(?:vanish|webHidden)\b(?![^>]*"(?:0|false|off)")/.test(properties))
    return [{ kind: 'hidden', node: run }]
  return run.children.flatMap((child): readonly Item[] => {
    const { name } = child
    if (name === '' || passedOver.has(name)) return []
    if (name === 'w:t' || name === 'w:delText')
      return [{ kind: 'words', text: textOf(text, child), properties }]
    const character = characters[name]
    if (character) return [{ kind: 'words', text: character, properties }]
    return [
      {
        kind: 'single',
        node: child,
        type: types[name] ?? 'other',
        display: displayOf(child),
        properties,
        run,
      },
    ]
  })
}

/** Properties of a run; refused, a change of format leaves those from before it. */
function propertiesOf(text: string, run: Node, revisions: Revisions): string {
  const own = childOf(run, 'w:rPr')
  const change = own && revisions === 'refused' ? childOf(own, 'w:rPrChange') : undefined
  const shown = change ? childOf(change, 'w:rPr') : own
  return shown ? text.slice(shown.start, shown.end) : ''
}

/** What only says how the words were spelt or revised is no format. */
function tidied(properties: string): string {
  const kept = properties
    .replace(/<w:(?:lang|noProof|rsid\w*)\b[^>]*\/>/g, '')
    .replace(/<w:(?:rPrChange|ins|del)\b[^>]*?(?:\/>|>[^]*?<\/w:(?:rPrChange|ins|del)>)/g, '')
  return /^<w:rPr[^>]*>\s*<\/w:rPr>$|^<w:rPr[^>]*\/>$/.test(kept) ? '' : kept
}

/** Fields from their beginning to their end are one code; a hyperlink encloses its words. */
function joinFields(text: string, items: readonly Item[]): readonly Item[] {
  const joined: Item[] = []
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]
    if (!item) continue
    const end = fieldType(text, item) === 'begin' ? endOfField(text, items, at) : -1
    const field = end === -1 ? null : lockedField(text, items.slice(at, end + 1))
    joined.push(field ?? item)
    if (field) at = end
  }
  return joined
}

/** A field as one code; null where a change begins or ends in it, so that it is no whole piece of the file. */
function lockedField(text: string, items: readonly Item[]): Item | null {
  const [first] = items
  const last = items.at(-1)
  if (first?.kind !== 'single' || last?.kind !== 'single' || !first.run || !last.run) return null
  const { start } = first.run
  const { end } = last.run
  if (!isWhole(text.slice(start, end))) return null
  // Every part of the field is kept in its own run; only its words are shown.
  const alt = items.map((one) => (one.kind === 'words' ? one.text : '')).join('')
  return {
    kind: 'single',
    node: { start, end },
    type: 'other',
    display: alt.slice(0, 40) || 'field',
    properties: null,
    ...(alt ? { alt } : {}),
  }
}

function isWhole(raw: string): boolean {
  let depth = 0
  for (const [tag, slash] of raw.matchAll(/<(\/?)w:(?:ins|del|moveFrom|moveTo)(?:\s[^>]*)?>/g)) {
    if (tag.endsWith('/>')) continue
    depth += slash ? -1 : 1
    if (depth < 0) return false
  }
  return depth === 0
}

function fieldType(text: string, item: Item): string | null {
  if (item.kind !== 'single' || item.display !== 'fldChar') return null
  return /w:fldCharType\s*=\s*["'](\w+)/.exec(text.slice(item.node.start, item.node.end))?.[1] ?? null
}

function endOfField(text: string, items: readonly Item[], from: number): number {
  let depth = 0
  for (let at = from; at < items.length; at += 1) {
    const item = items[at]
    const type = item ? fieldType(text, item) : null
    if (type === 'begin') depth += 1
    if (type === 'end') depth -= 1
    if (depth === 0) return at
    if (item?.kind === 'open' || item?.kind === 'close') return -1
  }
  return -1
}

/** The format of most of the words. */
function commonest(words: readonly Extract<Item, { kind: 'words' }>[]): string {
  const lengths = new Map<string, number>()
  for (const { text, properties } of words)
    lengths.set(properties, (lengths.get(properties) ?? 0) + text.length)
  return [...lengths].toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? ''
}

function typeOf(properties: string): CodeType {
  const has = (name: string): boolean =>
    new RegExp(`<w:${name}(?:\\s*/|\\s+w:val="(?!0|false|none|off))`).test(properties)
  if (has('b')) return 'bold'
  if (has('i')) return 'italic'
  return has('u') ? 'underline' : 'other'
}

/** Style of a paragraph, as its properties name it. */
export function styleOf(text: string, paragraph: Node): { readonly style: string; readonly listed: boolean } {
  const properties = childOf(paragraph, 'w:pPr')
  const style = properties ? childOf(properties, 'w:pStyle') : undefined
  return {
    style: style ? (attributeOf(text, style, 'w:val')?.value ?? '') : '',
    listed: properties !== undefined && childOf(properties, 'w:numPr') !== undefined,
  }
}
