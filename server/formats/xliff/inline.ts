// The content of sources and targets as coded text and back. A code is everything that a translator moves but does not
// edit: inline elements, words of protected annotations, and characters that coded text itself uses as marks.

import { unescapeXml } from '#glossary/xml/characters.ts'
import { highestCodeId, mark, type Code, type CodedText, type MarkPart } from '#domain/inline.ts'

import {
  codeType,
  displayOf,
  inlineKind,
  isProtected,
  type Attributes,
  type InlineDialect,
  type InlineKind,
} from './inline-codes.ts'
import {
  endOfElement,
  endOfMarkup,
  escapeText,
  markupAt,
  nameIn,
  piecesOf,
  valueIn,
  wordsOfSection,
  type Piece,
} from './markup.ts'

/** A piece of content in our terms; `key` says which codes of source and target are the same. */
export type InlineToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'code'
      readonly key: string
      readonly part: MarkPart
      readonly raw: string
      /** Describes it for people; most readers never ask. */
      readonly describe: () => CodeDescription
    }

type CodeDescription = Omit<Code, 'id' | 'kind' | 'raw' | 'rawClose'>

interface OpenPair {
  readonly key: string
  readonly describe: () => CodeDescription
}

const privateUse = /[\uE000-\uF8FF]+/g
const anyMark = /[\uE000-\uF8FF]/

/** Reads the content of a source or target. `prefix` is that of the core namespace where it stands, with its colon. */
export function readInline(content: string, dialect: InlineDialect, prefix: string): readonly InlineToken[] {
  return new InlineReader(content, dialect, prefix).read()
}

/** The attributes of a tag by name; few are asked for, and of most tags none but one. */
class TagAttributes implements Attributes {
  readonly #tag: string

  constructor(tag: string) {
    this.#tag = tag
  }

  get(name: string): string | undefined {
    return valueIn(this.#tag, name)
  }
}

/** What the start tag of an inline element says. */
interface TagFacts extends OpenPair {
  /** Name without the prefix of the core; empty for elements of others. */
  readonly local: string
  readonly kind: InlineKind | null
  readonly attributes: Attributes
  readonly isProtected: boolean
}

/** Tags that were read before: the same few stand in unit after unit. */
class KnownTags {
  readonly #dialect: InlineDialect
  readonly #prefix: string
  readonly #facts = new Map<string, TagFacts>()

  constructor(dialect: InlineDialect, prefix: string) {
    this.#dialect = dialect
    this.#prefix = prefix
  }

  of(raw: string): TagFacts {
    const known = this.#facts.get(raw)
    if (known) return known
    const facts = this.#read(raw, nameIn(raw))
    if (this.#facts.size >= mostKnownTags) this.#facts.clear()
    if (raw.length <= longestKnownTag) this.#facts.set(detached(raw), facts)
    return facts
  }

  #read(raw: string, name: string): TagFacts {
    const attributes = new TagAttributes(detached(raw))
    const local = name.startsWith(this.#prefix) ? detached(name.slice(this.#prefix.length)) : ''
    const kind = attributes.get('xmlns') === undefined ? inlineKind(this.#dialect, local) : null
    return {
      local,
      kind,
      attributes,
      key: kind ? detached(keyOf(kind, attributes)) : '',
      isProtected: kind !== null && isProtected(this.#dialect, local, attributes),
      describe: () => ({
        type: codeType(attributes),
        display: displayOf(local, attributes, ''),
        deletable: kind?.annotation === true || attributes.get('canDelete') === 'yes',
      }),
    }
  }
}

const mostKnownTags = 2000
const longestKnownTag = 200
const known = new Map<string, KnownTags>()

function knownTags(dialect: InlineDialect, prefix: string): KnownTags {
  const name = prefix === '' ? dialect : `${dialect} ${prefix}`
  let tags = known.get(name)
  if (!tags) {
    if (known.size >= 20) known.clear()
    known.set(name, (tags = new KnownTags(dialect, detached(prefix))))
  }
  return tags
}

/** A copy of a part of a file that does not keep the file in memory, as a slice would. */
function detached(part: string): string {
  return `${part} `.slice(0, -1)
}

/** Reads content from its first character to its last; what holds no codes of ours is not taken apart further. */
class InlineReader {
  readonly #content: string
  readonly #dialect: InlineDialect
  readonly #prefix: string
  readonly #known: KnownTags
  readonly #tokens: InlineToken[] = []
  readonly #open: OpenPair[] = []

  constructor(content: string, dialect: InlineDialect, prefix: string) {
    this.#content = content
    this.#dialect = dialect
    this.#prefix = prefix
    this.#known = knownTags(dialect, prefix)
  }

  read(): readonly InlineToken[] {
    const content = this.#content
    let at = 0
    while (at < content.length) {
      const next = content.indexOf('<', at)
      const end = next === -1 ? content.length : next
      if (end > at) pushText(this.#tokens, unescapeXml(content.slice(at, end)))
      at = next === -1 ? end : this.#markup(next)
    }
    return this.#tokens
  }

  /** Takes what begins at a `<`; answers where it ends. */
  #markup(start: number): number {
    const kind = markupAt(this.#content, start)
    const end = endOfMarkup(this.#content, start, kind)
    const raw = this.#content.slice(start, end)
    if (kind === 'open') return this.#element(raw, start, end)
    if (kind === 'close') this.#close(raw)
    else if (kind === 'section') pushText(this.#tokens, wordsOfSection(raw))
    else if (kind === 'instruction') this.#single(`pi:${raw}`, raw, '?', true)
    return end
  }

  /** Takes a start tag, and all of its element when that is no words. */
  #element(tag: string, start: number, tagEnd: number): number {
    const facts = this.#known.of(tag)
    const { kind, key, isProtected, describe } = facts
    const isEmpty = tag.charCodeAt(tag.length - 2) === 0x2f
    if (kind?.shape === 'pair' && !isEmpty && !isProtected) {
      this.#push(key, 'open', tag, describe)
      this.#open.push(facts)
      return tagEnd
    }
    const end = isEmpty ? tagEnd : endOfElement(this.#content, start)
    const raw = isEmpty ? tag : this.#content.slice(start, end)
    if (!kind) this.#single(`foreign:${raw}`, raw, wordsIn(piecesOf(raw)) || nameIn(tag), false)
    // `<g id="1"/>` encloses nothing, and words must not get into it unseen.
    else if (kind.shape === 'pair' && isEmpty) this.#push(key, 'single', raw, describe)
    else if (kind.shape === 'pair') this.#single(`protected:${raw}`, raw, wordsIn(piecesOf(raw)), false)
    else if (kind.shape !== 'native') this.#push(key, kind.part ?? kind.shape, raw, describe)
    else this.#native(raw, facts)
    return end
  }

  #native(raw: string, facts: TagFacts): void {
    const { local, key, kind, attributes, describe } = facts
    const pieces = piecesOf(raw)
    const words = () => ({ ...describe(), display: displayOf(local, attributes, wordsIn(pieces)) })
    const flows = flowsIn(pieces, `${this.#prefix}sub`)
    if (flows.length > 0) this.#nativeWithWords(key, raw, flows, words)
    else this.#push(key, kind?.part ?? 'single', raw, words)
  }

  #close(raw: string): void {
    const opened = this.#open.pop()
    if (opened) this.#push(opened.key, 'close', raw, opened.describe)
  }

  /** `<ph>[img alt="<sub>words</sub>"]</ph>`: the words are text, what stands around them is code. */
  #nativeWithWords(
    key: string,
    element: string,
    flows: readonly (readonly [number, number])[],
    code: OpenPair['describe'],
  ): void {
    let from = 0
    flows.forEach(([start, end], flow) => {
      this.#push(`${key}/sub${flow}`, flow === 0 ? 'open' : 'single', element.slice(from, start), code)
      for (const token of readInline(element.slice(start, end), this.#dialect, this.#prefix)) {
        this.#tokens.push(token.kind === 'text' ? token : { ...token, key: `${key}/sub${flow}/${token.key}` })
      }
      from = end
    })
    this.#push(`${key}/sub0`, 'close', element.slice(from), code)
  }

  #single(key: string, raw: string, display: string, deletable: boolean): void {
    const description = { type: 'other', display: displayOf('?', new Map(), display), deletable } as const
    this.#push(key, 'single', raw, () => description)
  }

  #push(key: string, part: MarkPart, raw: string, describe: OpenPair['describe']): void {
    this.#tokens.push({ kind: 'code', key, part, raw, describe })
  }
}

function keyOf(kind: InlineKind, attributes: Attributes): string {
  for (const name of kind.identity) {
    const value = attributes.get(name)
    if (value !== undefined) return `${kind.family}:${value}`
  }
  return `${kind.family}:`
}

/** Where the words of each `<sub>` directly in a native code begin and end, of those that can have any. */
function flowsIn(pieces: readonly Piece[], name: string): readonly (readonly [number, number])[] {
  const flows: (readonly [number, number])[] = []
  let depth = 0
  let flow: { readonly start: number; readonly depth: number } | null = null
  for (const piece of pieces) {
    if (piece.kind === 'open' && !piece.empty) {
      if (!flow && depth > 0 && nameIn(piece.raw) === name) flow = { start: piece.end, depth }
      depth += 1
    } else if (piece.kind === 'close') {
      depth -= 1
      if (flow?.depth !== depth) continue
      flows.push([flow.start, piece.start])
      flow = null
    }
  }
  return flows
}

function wordsIn(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
}

/** Characters of private use are words in the file and marks in coded text, so they travel as codes. */
function pushText(tokens: InlineToken[], text: string): void {
  if (!anyMark.test(text)) {
    tokens.push({ kind: 'text', text })
    return
  }
  let from = 0
  for (const { 0: run, index } of text.matchAll(privateUse)) {
    if (index > from) tokens.push({ kind: 'text', text: text.slice(from, index) })
    const display = `U+${run.charCodeAt(0).toString(16).toUpperCase()}`
    const description = { type: 'other', display, deletable: true } as const
    tokens.push({ kind: 'code', key: `char:${run}`, part: 'single', raw: run, describe: () => description })
    from = index + run.length
  }
  if (from < text.length) tokens.push({ kind: 'text', text: text.slice(from) })
}

type CodeToken = Extract<InlineToken, { kind: 'code' }>

/** The codes of a unit, numbered from 1 in the order in which its sources and then its targets have them. */
export class UnitCodes {
  /** Number by key, once there are many. */
  #byKey: Map<string, number> | null = null
  /** The first token of each code, and its first end. */
  readonly #tokens: CodeToken[] = []
  readonly #ends: string[] = []

  /** All codes by number. */
  get codes(): readonly Code[] {
    return this.#tokens.map((token, index): Code => {
      const rawClose = this.#ends[index + 1]
      return {
        id: index + 1,
        kind: token.part === 'single' ? 'single' : 'pair',
        raw: token.raw,
        ...(rawClose === undefined ? {} : { rawClose }),
        ...token.describe(),
      }
    })
  }

  /** How many there are. */
  get size(): number {
    return this.#tokens.length
  }

  /** Writes tokens as coded text, or gives null when a unit has more codes than there are marks. */
  encode(tokens: readonly InlineToken[]): CodedText | null {
    let text = ''
    for (const token of tokens) {
      if (token.kind === 'text') text += token.text
      else {
        const id = this.#idOf(token)
        if (id > highestCodeId) return null
        text += mark(id, token.part)
      }
    }
    return text
  }

  #idOf(token: CodeToken): number {
    const known = this.#find(token)
    if (known === 0) {
      const id = this.#tokens.push(token)
      this.#byKey?.set(keyed(token), id)
      return id
    }
    if (token.part === 'close') this.#ends[known] ??= token.raw
    return known
  }

  /** The number of a code, or 0. Both ends of a pair are one code, and a single is another, also under the same key. */
  #find(token: CodeToken): number {
    const tokens = this.#tokens
    if (tokens.length > few) {
      this.#byKey ??= new Map(tokens.map((one, index) => [keyed(one), index + 1]))
      return this.#byKey.get(keyed(token)) ?? 0
    }
    const isSingle = token.part === 'single'
    for (let index = 0; index < tokens.length; index += 1) {
      const one = tokens[index]
      if (one?.key === token.key && (one.part === 'single') === isSingle) return index + 1
    }
    return 0
  }
}

/** So many codes are compared one by one. */
const few = 12

function keyed({ key, part }: CodeToken): string {
  return part === 'single' ? `single ${key}` : `pair ${key}`
}

/** Gives the mark-up of the marks of a text in order, one each time it is asked. */
export function rawInOrder(tokens: readonly InlineToken[]): () => string | undefined {
  let next = 0
  return () => {
    while (next < tokens.length) {
      const token = tokens[next]
      next += 1
      if (token?.kind === 'code') return token.raw
    }
    return undefined
  }
}

/** Whether two texts have the same marks in the same order. */
export function sameMarks(one: CodedText, other: CodedText): boolean {
  let second = 0
  for (let first = 0; first < one.length; first += 1) {
    const code = one.charCodeAt(first)
    if (code < 0xe000 || code > 0xf8ff) continue
    second = nextMark(other, second)
    if (second === other.length || other.charCodeAt(second) !== code) return false
    second += 1
  }
  return nextMark(other, second) === other.length
}

function nextMark(text: CodedText, from: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0xe000 && code <= 0xf8ff) break
  }
  return at
}

/** The mark-up of the codes in one text, to write another text with the same codes. */
export type RawCodes = ReadonlyMap<string, string>

/** Lists the mark-up of each mark of a text; of repeated ones the first. */
export function rawCodes(text: CodedText, tokens: readonly InlineToken[]): RawCodes {
  const raws = new Map<string, string>()
  const marks = marksIn(text)
  let at = 0
  for (const token of tokens) {
    if (token.kind !== 'code') continue
    const character = marks[at] ?? ''
    at += 1
    if (!raws.has(character)) raws.set(character, token.raw)
  }
  return raws
}

/** The marks of a text alone, in order. */
function marksIn(text: CodedText): string {
  let marks = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0xe000 && code <= 0xf8ff) marks += text[at]
  }
  return marks
}

/** Writes coded text as content; a mark without mark-up is answered as null. */
export function writeInline(text: CodedText, raw: (mark: string) => string | undefined): string | null {
  if (!anyMark.test(text)) return escapeText(text)
  let written = ''
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0xe000 || code > 0xf8ff) continue
    const markup = raw(text.charAt(at))
    if (markup === undefined) return null
    written += escapeText(text.slice(from, at)) + markup
    from = at + 1
  }
  return written + escapeText(text.slice(from))
}
