// Reads the blocks of a page, their roles and inline codes from the tokens of the file, in one pass.

import type { AuthorNote, BlockRole, SourceBlock, SourceDocument, SourceRemark } from '#domain/article.ts'
import { mark, plainText, withoutPrivateUse, type Code } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'

import { dateOfInstant, readDateLine } from '../date-line.ts'
import { positionOf, refusalAt, type DecodedText } from '../decode.ts'
import type { ReadOptions } from '../format.ts'
import { importLimits } from '../limits.ts'
import { safeAddress } from '../safe-address.ts'
import { shortcodesOf } from '../shortcodes.ts'
import { seenFirst, wordsOf, type Found, type Slot } from '../splice.ts'
import { nameOf } from '../text.ts'
import type { Edit, Range, Unit } from '../units.ts'
import * as elements from './elements.ts'
import { mostRemarks, type ItsRules } from './its-rules.ts'
import { commentNote, elementDemands, elementNote, notFollowed, translates, withinText } from './its.ts'
import {
  attributeLeaf,
  encodingPlace,
  hasWords,
  isJsonLd,
  languagePlaces,
  leafBlock,
  metaLanguages,
  metaRoles,
  readJsonLd,
  readLabels,
  translatesAttribute,
  type LanguagePlace,
} from './leaves.ts'
import { readTokens, type HtmlToken, type OpenToken } from './tokens.ts'
import { UnitBuilder } from './unit.ts'

/** A block element that is open. */
interface OpenBlock {
  readonly name: string
  readonly role: BlockRole | null
  readonly level: number | null
  readonly preserve: boolean
  readonly note: string | null
  /** What is demanded of the words right in it. */
  readonly demands: readonly AuthorNote[]
}

/** An element whose content is passed over, until its end tag. */
interface Passage {
  readonly name: string
  readonly start: number
  /** How many elements of the same name are open in it. */
  depth: number
  /** How many lists and tables are open in it. */
  scopes: number
  /** Words seen in it: shown on the chip of a locked code; null when it is left out altogether. */
  words: string | null
  readonly token: OpenToken
}

/** A locked passage that is left for an element in it whose words are translated after all. */
interface Suspended {
  readonly passage: Passage
  /** The element, and how many of its name are open in it. */
  readonly name: string
  depth: number
}

/** A locked element that is open, and how many of its name are open in it, itself included. */
export interface Lock {
  readonly name: string
  readonly depth: number
}

const chipLength = 40
const shownWordsLength = 2000
/** Notes of one block that are kept. */
const mostNotes = 10

/** Reads one page, token by token. */
export class PageReader {
  readonly #file: DecodedText
  readonly #options: ReadOptions
  readonly #range: Range
  /** The blocks with their places, sorted when all is read. */
  found: Found[] = []
  /** Where the page says what language it is in. */
  readonly languages: LanguagePlace[] = []
  /** The element that is locked and does not end in what was read. */
  lockLeft: Lock | null = null
  /** Where the page says what encoding it is in. */
  readonly encodings: Edit[] = []
  readonly #stack: OpenBlock[] = []
  readonly #meta = new Map<string, string>()
  #unit = new UnitBuilder()
  #passage: Passage | null = null
  readonly #suspended: Suspended[] = []
  /** Blocks by nature that say they are part of a sentence, with how many blocks were open around them. */
  readonly #inlined: { readonly name: string; readonly depth: number }[] = []
  /** What was said to translators since the last block. */
  #notes: string[] = []
  /** What is demanded of words of the block, by the code that encloses them. */
  #demands: { readonly id: number; readonly note: AuthorNote }[] = []
  /** What the file says about its translation that is not followed. */
  readonly remarks: SourceRemark[]
  readonly #rules: ItsRules | null
  readonly #shortcodes: ReturnType<typeof shortcodesOf>
  #title: string | null = null
  #inTitle = false
  #timed: string | null = null
  #dated: string | null = null
  #segments = 0
  /** Attributes of the block that is being read; they follow it. */
  #leaves: Found[] = []
  /** Alternative texts of the images of the block, by the id of their code. */
  #alternatives = new Map<number, Found>()

  /**
   * @param range part of the file to read, where not all of it is HTML
   * @param rules what the page says about its own translation
   */
  constructor(
    file: DecodedText,
    options: ReadOptions,
    range: Range = { start: 0, end: file.text.length },
    rules: ItsRules | null = null,
  ) {
    this.#file = file
    this.#options = options
    this.#range = range
    this.#rules = rules
    this.#shortcodes = shortcodesOf(file.text)
    this.remarks = [...(rules?.remarks ?? [])]
  }

  /** Finds the blocks, without what they say about the page as a whole. */
  readBlocks(): void {
    readTokens(this.#file.text, (token) => this.#take(token), this.#range)
    const left = this.#passage
    if (left) this.#endPassage(this.#range.end)
    this.lockLeft = left && left.words !== null ? { name: left.name, depth: left.depth } : null
    this.#flush()
    this.found.push(...this.#leaves)
    this.found = seenFirst(this.found)
  }

  read(): SourceDocument {
    this.readBlocks()
    const firstOf = (role: BlockRole): string | null => {
      const found = this.found.find(({ block }) => block.role === role)
      const words = plainText(found ? wordsOf(found.block) : '')
      return words.replace(/\s+/g, ' ').trim() || null
    }
    const meta = (...names: readonly string[]): string | null =>
      names.map((name) => this.#meta.get(name)).find((value) => value) ?? null
    const published = meta('article:published_time', 'datepublished', 'dc.date', 'dcterms.created', 'date')
    return {
      format: 'html',
      title:
        firstOf('headline') ?? meta('og:title') ?? (this.#title?.trim() || nameOf(this.#options.fileName)),
      description: meta('description', 'og:description'),
      publishedOn:
        (published ? (dateOfInstant(published) ?? readDateLine(published)) : null) ??
        this.#timed ??
        this.#dated,
      author:
        meta('author', 'article:author', 'dc.creator') ?? firstOf('byline')?.replace(/^by\s+/i, '') ?? null,
      blocks: this.found.map(({ block, start, end }): SourceBlock => ({
        ...block,
        start: this.#file.byteAt(start),
        end: this.#file.byteAt(end),
      })),
      ...(this.remarks.length > 0 ? { remarks: this.remarks } : {}),
    }
  }

  /** What was said to translators behind the last block. */
  get notesLeft(): readonly string[] {
    return this.#notes
  }

  #take(read: HtmlToken): void {
    const token = this.#rules ? this.#rules.follow(read) : read
    if (this.#passage && this.#pass(token, this.#passage)) return this.#watchSuspended(token)
    if (token.kind === 'text') this.#text(token.value, token.start, token.end)
    else if (token.kind === 'open') this.#open(token)
    else if (token.kind === 'close') this.#close(token.name, token.start, token.end)
    else if (token.kind === 'comment') this.#note(commentNote(token.value))
    this.#watchSuspended(token)
  }

  #note(note: string | null): void {
    if (note !== null && this.#notes.length < mostNotes) this.#notes.push(note)
  }

  #remark(found: string | null, at: number): void {
    if (found === null || this.remarks.length >= mostRemarks) return
    this.remarks.push({ kind: 'its', ...positionOf(this.#file.text, at), found: found.slice(0, 200) })
  }

  #text(value: string, start: number, end: number): void {
    if (this.#inTitle) {
      this.#readTitle(value, start, end)
      return
    }
    const preserve = this.#preserves()
    if (value.includes('[')) this.#wordsAndShortcodes(value, start, end, preserve)
    else this.#unit.addText(value, start, end, preserve)
    if (this.#unit.length <= importLimits.blockCharacters) return
    // Logs, listings and licences are long and nobody translates them; a paragraph of such a length is an error.
    if (preserve) return this.#unit.leaveOut()
    const problem = `a block has more than ${importLimits.blockCharacters} characters`
    throw refusalAt('too-large', this.#file.text, start, problem)
  }

  #wordsAndShortcodes(value: string, start: number, end: number, preserve: boolean): void {
    const codes = this.#shortcodes(start, end)
    const plain = this.#raw(start, end) === value
    const add = (from: number, to: number) => {
      if (from === to) return
      if (plain) this.#unit.addText(value.slice(from - start, to - start), from, to, preserve)
      else readTokens(this.#file.text, (token) => this.#addToken(token, preserve), { start: from, end: to })
    }
    if (codes.length === 0) return this.#unit.addText(value, start, end, preserve)
    let last = start
    for (const code of codes) {
      add(last, code.start)
      const raw = this.#raw(code.start, code.end)
      this.#unit.single({ type: 'other', raw, display: code.name, deletable: false }, code.start, code.end)
      last = code.end
    }
    add(last, end)
  }

  #addToken(token: HtmlToken, preserve: boolean): void {
    if (token.kind === 'text') this.#unit.addText(token.value, token.start, token.end, preserve)
  }

  #preserves(): boolean {
    return this.#stack.some(({ preserve }) => preserve)
  }

  #open(token: OpenToken): void {
    const { name, attributes, start, end } = token
    this.#remark(notFollowed(token), start)
    if (name === 'title') this.#inTitle = true
    else if (name === 'meta') this.#readMeta(token)
    else if (this.#isLeftOut(token)) this.#startPassage(token, null)
    else if (name === 'img') this.#image(token)
    else if (name === 'br') this.#single(token, 'break', { deletable: true })
    else if (elements.voidElements.has(name)) {
      if (name === 'hr') this.#flush()
    } else if (isLocked(token)) {
      if (!isInline(token)) this.#openBlock(token)
      else this.#note(elementNote(token))
      this.#startPassage(token, '')
    } else if (isInline(token)) {
      this.#note(elementNote(token))
      if (elements.isBlock(name)) this.#inline(name)
      this.#openInline(token)
    } else {
      this.#openBlock(token)
    }
    if (!this.#passage || this.#passage.token !== token) this.#readAttributes(token)
    if (name === 'time') this.#timed ??= dateOfInstant(attributes.get('datetime') ?? '')
    if (this.#unit.full && this.#preserves()) this.#unit.leaveOut()
    else if (this.#unit.full)
      throw refusalAt('too-large', this.#file.text, start, 'a block has more than 2,046 inline codes')
    if (this.#unit.depth + this.#stack.length > importLimits.depth) {
      throw refusalAt(
        'too-large',
        this.#file.text,
        end,
        `elements are nested more than ${importLimits.depth} deep`,
      )
    }
  }

  #openInline(token: OpenToken): void {
    const { name, attributes, start, end } = token
    const href = name === 'a' ? safeAddress(attributes.get('href')) : null
    const type = elements.inlineTypes.get(name) ?? 'other'
    const id = this.#unit.open(
      name,
      {
        type: type === 'link' && !attributes.has('href') ? 'other' : type,
        raw: this.#raw(start, end),
        display: name,
        deletable: type !== 'link',
        ...(href ? { href } : {}),
      },
      start,
      end,
    )
    for (const note of elementDemands(token)) this.#demands.push({ id, note })
  }

  #openBlock(token: OpenToken): void {
    const { name, attributes } = token
    this.#flush()
    this.#closeOmitted(name)
    const named = attributes.size === 0 ? null : namedRole(attributes)
    const own = elements.elementRoles.get(name)
    // A line below the headline is often set as a small heading.
    const role =
      own?.role === 'heading' && (named === 'lead' || named === 'byline') ? named : (own?.role ?? named)
    this.#stack.push({
      name,
      role,
      level: role === 'heading' || role === 'headline' ? (own?.level ?? 1) : null,
      preserve: name === 'pre' || name === 'listing' || attributes.get('xml:space') === 'preserve',
      note: elementNote(token),
      demands: elementDemands(token),
    })
  }

  /** Ends what has no end tag of its own here: a paragraph before any block, an item before the next. */
  #closeOmitted(name: string): void {
    if (this.#stack.at(-1)?.name === 'p') this.#stack.pop()
    const closes = elements.closedBy.get(name)
    if (!closes) return
    for (let at = this.#stack.length - 1; at >= 0; at -= 1) {
      const open = this.#stack[at]?.name ?? ''
      if (closes.includes(open)) this.#stack.length = at
      else if (elements.scopeBorders.has(open)) return
    }
  }

  #close(name: string, start: number, end: number): void {
    if (name === 'title') this.#inTitle = false
    else if (this.#closesInline(name)) this.#unit.close(name, this.#raw(start, end), start, end)
    else if (!elements.voidElements.has(name)) {
      this.#flush()
      const index = this.#stack.findLastIndex((open) => open.name === name)
      if (index !== -1) this.#stack.length = index
    }
  }

  #inline(name: string): void {
    this.#inlined.push({ name, depth: this.#stack.length })
    if (this.#inlined.length > importLimits.depth) this.#inlined.shift()
  }

  /** Whether an end tag ends a part of a sentence; elements may say that they are what they are not by nature. */
  #closesInline(name: string): boolean {
    const inlined = this.#inlined.findLastIndex((one) => one.name === name)
    if (inlined !== -1 && this.#inlined[inlined]?.depth === this.#stack.length) {
      this.#inlined.splice(inlined, 1)
      return true
    }
    if (!elements.inlineTypes.has(name) && !elements.lockedElements.has(name)) return false
    return this.#unit.isOpen(name) || !this.#stack.some((open) => open.name === name)
  }

  #image(token: OpenToken): void {
    const href = safeAddress(token.attributes.get('src'))
    const alt = withoutPrivateUse(token.attributes.get('alt') ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    const id = this.#single(token, 'image', { deletable: false, alt, ...(href ? { href } : {}) })
    const leaf = translatesAttribute(token, 'alt') ? attributeLeaf(this.#file.text, token, 'alt') : null
    if (leaf && alt !== '') this.#alternatives.set(id, leafBlock(leaf, 'alt-text', alt))
  }

  #single(token: OpenToken, type: Code['type'], more: Pick<Code, 'deletable'> & Partial<Code>): number {
    const { name, start, end } = token
    return this.#unit.single({ type, raw: this.#raw(start, end), display: name, ...more }, start, end)
  }

  /** Words in attributes, and the language that the element says it is in. */
  #readAttributes(token: OpenToken): void {
    for (const place of languagePlaces(this.#file.text, token)) this.languages.push(place)
    this.#leaves.push(...readLabels(this.#file.text, token))
  }

  #readTitle(value: string, start: number, end: number): void {
    const words = withoutPrivateUse(value).replace(/\s+/g, ' ').trim()
    if (this.#title !== null) return
    this.#title = words
    if (!hasWords(words) || words.length > importLimits.blockCharacters) return
    const range = { start, end }
    const unit: Unit = { ...range, text: words, codes: [], places: [], words: [range] }
    const segments = [{ source: words, after: '' }]
    this.found.push({
      ...range,
      block: { role: 'seo-title', level: null, codes: [], segments },
      slot: { unit },
    })
  }

  #startPassage(token: OpenToken, words: string | null): void {
    const { name, start } = token
    if (token.closed || elements.voidElements.has(name)) return
    this.#passage = { name, start, depth: 1, scopes: 0, words, token }
  }

  /** Passes over a token; false when the passage ended before it. */
  #pass(token: HtmlToken, passage: Passage): boolean {
    if ((token.kind === 'open' && token.breaksOut) || endsUnsaid(passage, token)) {
      this.#endPassage(token.start)
      return false
    }
    if (token.kind === 'open' && passage.words !== null && translates(token) && !token.closed) {
      if (!elements.voidElements.has(token.name)) {
        this.#passage = null
        this.#lock(passage, token.start)
        this.#suspended.push({ passage, name: token.name, depth: 0 })
        return false
      }
    }
    if (token.kind === 'text' && isJsonLd(passage.token)) this.#readJsonLd(token.start, token.end)
    if (token.kind === 'text' && passage.words !== null && passage.words.length < shownWordsLength) {
      passage.words += token.value
    }
    if (token.kind === 'open' && elements.scopeBorders.has(token.name)) passage.scopes += 1
    if (token.kind === 'close' && elements.scopeBorders.has(token.name)) passage.scopes -= 1
    if (token.kind === 'open' && token.name === passage.name && !token.closed) passage.depth += 1
    if (token.kind === 'close' && token.name === passage.name) {
      passage.depth -= 1
      if (passage.depth === 0) this.#endPassage(token.end)
    }
    return true
  }

  #endPassage(end: number): void {
    const passage = this.#passage
    this.#passage = null
    if (!passage || passage.words === null) return
    this.#lock(passage, end)
    if (!isInline(passage.token)) this.#close(passage.name, end, end)
  }

  /** Makes a chip of the words of a locked passage, up to a place. */
  #lock(passage: Passage, end: number): void {
    const { token, start } = passage
    if (passage.words === null) return
    const words = withoutPrivateUse(passage.words).replace(/\s+/g, ' ').trim().slice(0, shownWordsLength)
    const locked = elements.lockedElements.has(token.name)
    if (words !== '') {
      const code = { raw: this.#raw(start, end), display: shorten(words), deletable: false, alt: words }
      this.#unit.single({ type: locked ? 'code' : 'other', ...code }, start, end)
    }
  }

  /** Goes back into a locked passage behind the element that is translated after all. */
  #watchSuspended(token: HtmlToken): void {
    const last = this.#suspended.at(-1)
    if (!last || (token.kind !== 'open' && token.kind !== 'close')) return
    if (elements.voidElements.has(token.name) || (token.kind === 'open' && token.closed)) return
    const step = token.kind === 'open' ? 1 : -1
    if (token.name === last.passage.name) last.passage.depth += step
    if (token.name === last.name) last.depth += step
    if (last.passage.depth <= 0) this.#suspended.pop()
    else if (last.depth <= 0) {
      this.#suspended.pop()
      this.#passage = { ...last.passage, start: token.end, words: '' }
    }
  }

  #isLeftOut({ name, attributes }: OpenToken): boolean {
    if (elements.voidElements.has(name) || name === 'html' || name === 'body') return false
    if (attributes.size === 0 && name !== 'footer')
      return elements.opaqueElements.has(name) || name === 'its:rules'
    if (elements.opaqueElements.has(name) || name === 'its:rules') return true
    if (elements.opaqueRoles.has(attributes.get('role')?.toLowerCase() ?? '')) return true
    if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true
    if (/(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.get('style') ?? '')) return true
    // The footer of the page, not that of the article.
    return name === 'footer' && !this.#stack.some((open) => open.name === 'article' || open.name === 'main')
  }

  #readJsonLd(start: number, end: number): void {
    const { leaves, languages } = readJsonLd(this.#file.text, start, end)
    this.#leaves.push(...leaves)
    this.languages.push(...languages)
  }

  #readMeta(token: OpenToken): void {
    const { attributes } = token
    const encoding = encodingPlace(this.#file.text, token)
    if (encoding) this.encodings.push(encoding)
    this.languages.push(...metaLanguages(this.#file.text, token))
    const name = (
      attributes.get('property') ??
      attributes.get('name') ??
      attributes.get('itemprop')
    )?.toLowerCase()
    const content = withoutPrivateUse(attributes.get('content') ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    if (!name || content === '') return
    if (!this.#meta.has(name)) this.#meta.set(name, content.slice(0, 1000))
    const role = metaRoles.get(name)
    const leaf = role ? attributeLeaf(this.#file.text, token, 'content') : null
    if (role && leaf && hasWords(content)) this.#leaves.push(leafBlock(leaf, role, content))
  }

  #raw(start: number, end: number): string {
    return this.#file.text.slice(start, end)
  }

  #flush(): void {
    if (this.#unit.untouched) return
    const unit = this.#unit.finish()
    this.#unit = new UnitBuilder()
    const alternatives = this.#alternatives
    const demands = this.#demands
    this.#alternatives = new Map()
    this.#demands = []
    if (!unit) return
    const words = plainText(unit.text)
    if (hasWords(words)) {
      this.#addWords(
        unit,
        words,
        demands.flatMap(({ id, note }) => demandOf(unit, id, note)),
      )
      this.#leaves.push(...[...alternatives.values()].filter(({ block }) => hasWords(wordsOf(block))))
    } else this.#addWordless(unit, alternatives)
    this.found.push(...this.#leaves.splice(0))
    if (this.#segments > importLimits.segments) {
      throw refusalAt(
        'too-large',
        this.#file.text,
        unit.start,
        `the page has more than ${importLimits.segments} sentences`,
      )
    }
  }

  #addWords(unit: Unit, words: string, demands: readonly AuthorNote[]): void {
    const date = readDateLine(words)
    this.#dated ??= date
    const segments = splitSentences(unit.text, this.#options)
    const holder = this.#stack.findLast(({ role }) => role !== null)
    const found = holder?.role ?? 'body'
    // One article has one headline; a further h1 heads a part.
    const again = found === 'headline' && this.found.some(({ block }) => block.role === 'headline')
    const role: BlockRole = date && found === 'body' ? 'date' : again ? 'heading' : found
    const level = role === 'date' ? null : (holder?.level ?? null)
    this.#add(unit, { role, level, codes: unit.codes, segments }, { unit }, demands)
  }

  /** Images and words under lock are kept as blocks of their own; the words of an image are its alternative text. */
  #addWordless(unit: Unit, alternatives: ReadonlyMap<number, Found>): void {
    const images = unit.codes.filter(({ type }) => type === 'image')
    for (const image of images) {
      const segments = image.alt ? [{ source: image.alt, after: '' }] : []
      const slot = alternatives.get(image.id)?.slot ?? null
      this.#add(unit, { role: 'image', level: null, codes: [image], segments }, slot)
    }
    const locked = unit.codes.filter(({ kind, type, alt }) => kind === 'single' && type !== 'image' && alt)
    if (images.length === 0 && locked.length > 0)
      this.#add(unit, { role: 'body', level: null, codes: locked, segments: [] }, null)
  }

  #add({ start, end }: Unit, block: Found['block'], slot: Slot, demands: readonly AuthorNote[] = []): void {
    // A block without words counts as well, so that a page of images has a limit.
    this.#segments += Math.max(block.segments.length, 1)
    const notes = this.#notesFor(demands)
    this.found.push({ block: notes.length === 0 ? block : { ...block, notes }, slot, start, end })
  }

  /** What is said of the block, from the outermost element to its own words; most say nothing. */
  #notesFor(demands: readonly AuthorNote[]): readonly AuthorNote[] {
    const own = this.#stack.at(-1)?.demands ?? demands
    const silent = demands.length === 0 && own.length === 0 && this.#notes.length === 0
    if (silent && !this.#stack.some(({ note }) => note !== null)) return demands
    const said = [...this.#stack.flatMap(({ note }) => note ?? []), ...this.#notes]
    this.#notes = []
    return [...said, ...(this.#stack.at(-1)?.demands ?? []), ...demands].slice(0, mostNotes)
  }
}

/** The role that an element gives its words by what it is called. */
function namedRole(attributes: OpenToken['attributes']): BlockRole | null {
  const property = attributes.get('itemprop')?.toLowerCase() ?? ''
  const classes = attributes.get('class')?.toLowerCase().split(/\s+/) ?? []
  return (
    elements.propertyRoles.get(property) ??
    classes.map((one) => elements.classRoles.get(one)).find((role) => role !== undefined) ??
    null
  )
}

/** What is demanded of the words of a code; a code without words demands nothing. */
function demandOf({ text }: Unit, id: number, note: AuthorNote): readonly AuthorNote[] {
  const from = text.indexOf(mark(id, 'open'))
  const to = text.indexOf(mark(id, 'close'))
  const words =
    from === -1 || to === -1
      ? ''
      : plainText(text.slice(from, to))
          .trim()
          .slice(0, chipLength * 5)
  return words === '' || typeof note === 'string' ? [] : [{ ...note, words }]
}

/** Whether a token ends a passage whose end tag was left out, as a paragraph does before the next block. */
function endsUnsaid({ name, scopes }: Passage, token: HtmlToken): boolean {
  if (token.kind !== 'open' && token.kind !== 'close') return false
  if (name === 'p') return elements.isBlock(token.name) && !(token.kind === 'close' && token.name === 'p')
  if (!elements.closedBy.has(name) || scopes > 0) return false
  return token.kind === 'open'
    ? (elements.closedBy.get(token.name)?.includes(name) ?? false)
    : elements.scopeBorders.has(token.name)
}

function isLocked(token: OpenToken): boolean {
  const { name } = token
  if (name === 'html' || name === 'body') return false
  return !(translates(token) ?? !elements.lockedElements.has(name))
}

/** Whether an element is a part of a sentence: by nature, unless it says otherwise. */
function isInline(token: OpenToken): boolean {
  if (token.name === 'html' || token.name === 'body') return false
  return (
    withinText(token) ?? (elements.inlineTypes.has(token.name) || elements.lockedElements.has(token.name))
  )
}

const shorten = (words: string): string =>
  words.length > chipLength ? `${words.slice(0, chipLength - 1).replace(/\p{Cs}$/u, '')}…` : words
