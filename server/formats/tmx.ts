// Translation memories in TMX: reads 1.1 to 1.4b, writes 1.4b. A document type without definitions of its own is let
// pass unread, because most files have one.
// @see https://www.gala-global.org/tmx-14b

import type { Code, CodedText } from '#domain/inline.ts'
import { XmlError, type XmlErrorCode } from '#glossary/xml/error.ts'
import { XmlPieces } from '#glossary/xml/pieces.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import type { XmlText } from '#glossary/xml/text.ts'

import { rawCodes, readInline, UnitCodes, writeInline, type RawCodes } from './xliff/inline.ts'
import { escapeText, escapeValue } from './xliff/markup.ts'

type Attributes = Readonly<Record<string, string>>

/** A note or property. */
export interface TmxNote {
  readonly kind: 'note' | 'prop'
  readonly attributes: Attributes
  readonly text: string
}

/** The words of a unit in one language. */
export interface TmxVariant {
  readonly language: string
  /** Without the language. */
  readonly attributes: Attributes
  readonly notes: readonly TmxNote[]
  readonly text: CodedText
  /** The mark-up of each mark in the text. */
  readonly raw: RawCodes
}

/** A translation unit: the same words in several languages. */
export interface TmxUnit {
  readonly attributes: Attributes
  readonly notes: readonly TmxNote[]
  /** Codes of all its variants, numbered together. */
  readonly codes: readonly Code[]
  readonly variants: readonly TmxVariant[]
}

/** A translation memory. */
export interface Tmx {
  readonly version: string
  readonly header: { readonly attributes: Attributes; readonly notes: readonly TmxNote[] }
  readonly units: readonly TmxUnit[]
}

/** Reads a translation memory. @throws XmlError */
export function readTmx(bytes: Uint8Array): Tmx {
  const stream = new TmxStream()
  const units = [...stream.units([bytes])]
  return { version: stream.version, header: stream.header, units }
}

/** Longest way from one unit to the next in a file that arrives; the text between them is held in memory. */
export const longestUnit = 8 * 1024 * 1024

/**
 * Reads a translation memory of any size piece by piece; only one unit of it is in memory at a time.
 * The first piece has at least 400 bytes, or is the only one.
 * `for (const unit of new TmxStream().units(pieces)) …`
 */
export class TmxStream {
  readonly #file = new XmlPieces()
  readonly #reader = new Reader(this.#file.window);

  /** @throws XmlError at the first fault; the units before it were handed out already */
  *units(bytes: Iterable<Uint8Array>): Generator<TmxUnit> {
    const needed = () => this.#reader.unitStart
    for (const _ of this.#file.scan(bytes, this.#reader, { doctype: 'ignored', needed })) {
      yield* this.#reader.takeUnits()
    }
    this.#reader.end()
  }

  /**
   * The same for a file that is still on its way.
   * @throws XmlError at the first fault, and `LIMIT` where one unit has more than {@link longestUnit} bytes
   */
  async *arriving(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly TmxUnit[]> {
    const needed = () => this.#reader.unitStart
    const scan = this.#file.open(this.#reader, { doctype: 'ignored', needed })
    let begun = 0
    for await (const piece of bytes) {
      scan.write(piece)
      const units = this.#reader.takeUnits()
      begun = units.length > 0 ? 0 : begun + piece.length
      if (begun > longestUnit) throw this.#reader.tooLong()
      if (units.length > 0) yield units
    }
    scan.end()
    yield this.#reader.takeUnits()
    this.#reader.end()
  }

  /** Known when the first unit has come. */
  get version(): string {
    return this.#reader.version
  }

  /** Known when the first unit has come. */
  get header(): Tmx['header'] {
    return this.#reader.header
  }
}

/** Attributes that the header needs, with what stands where a file has none. */
const headerDefaults: Attributes = {
  creationtool: 'Setara',
  creationtoolversion: '1',
  segtype: 'sentence',
  'o-tmf': 'setara',
  adminlang: 'en',
  srclang: '*all*',
  datatype: 'unknown',
}

interface OpenNote {
  readonly kind: 'note' | 'prop'
  readonly attributes: Attributes
  text: string
}

interface OpenVariant {
  readonly language: string
  readonly attributes: Attributes
  readonly notes: TmxNote[]
  content: string | null
}

class Reader {
  readonly #text: XmlText
  readonly #path: string[] = []
  version = ''
  #header: { attributes: Attributes; notes: TmxNote[] } | null = null
  #units: TmxUnit[] = []
  /** Where the text begins that is still needed. */
  unitStart = Infinity
  #unit: { attributes: Attributes; notes: TmxNote[]; variants: OpenVariant[] } | null = null
  #variant: OpenVariant | null = null
  #note: OpenNote | null = null
  #segmentStart = 0

  constructor(text: XmlText) {
    this.#text = text
  }

  get header(): Tmx['header'] {
    return this.#header ?? { attributes: {}, notes: [] }
  }

  /** The units that were read since the last time. */
  takeUnits(): readonly TmxUnit[] {
    const units = this.#units
    this.#units = []
    return units
  }

  end(): void {
    if (!this.#header) throw this.#refuse('The file has no header', 0)
  }

  tooLong(): XmlError {
    return this.#refuse(`No unit ends within ${longestUnit} bytes`, this.unitStart, 'LIMIT')
  }

  open(element: ScannedElement): void {
    const { name, attributes, start, end } = element
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (parent === undefined) this.#root(element)
    else if (this.#path.includes('seg') && name !== 'seg') return
    else if (name === 'header' && parent === 'tmx') this.#header = { attributes, notes: [] }
    else if (name === 'tu') {
      this.#unit = { attributes, notes: [], variants: [] }
      this.unitStart = start
    } else if (name === 'tuv') this.#openVariant(attributes, start)
    else if (name === 'note' || name === 'prop') this.#note = { kind: name, attributes, text: '' }
    else if (name === 'seg') {
      if (!this.#variant) throw this.#refuse('<seg> stands outside of a <tuv>', start)
      if (this.#variant.content !== null) throw this.#refuse('A variant has two segments', start)
      this.#segmentStart = end
      this.#variant.content = ''
    }
  }

  close(start: number, end: number): void {
    const name = this.#path.pop()
    if (this.#path.includes('seg')) return
    if (name === 'seg' && this.#variant) {
      // The end tag of `<seg/>` is its start tag.
      this.#variant.content = this.#text.slice(this.#segmentStart, Math.max(start, this.#segmentStart))
    } else if (name === 'note' || name === 'prop') this.#closeNote()
    else if (name === 'tuv') this.#closeVariant(end)
    else if (name === 'tu') this.#closeUnit(start)
  }

  text(text: string): void {
    if (this.#note) this.#note.text += text
  }

  #root({ name, attributes, start }: ScannedElement): void {
    if (name !== 'tmx') throw this.#refuse(`The root element is ${name.slice(0, 60)}, not tmx`, start)
    this.version = attributes['version'] ?? ''
    if (!/^1\.[1-4]b?$/.test(this.version)) {
      throw this.#refuse(`TMX version "${this.version.slice(0, 20)}" is not read; expected 1.1 to 1.4`, start)
    }
  }

  #openVariant(attributes: Attributes, start: number): void {
    // `lang` is the attribute of 1.1.
    const { 'xml:lang': language = attributes['lang'], lang: _, ...rest } = attributes
    if (!this.#unit) throw this.#refuse('<tuv> stands outside of a <tu>', start)
    if (!language) throw this.#refuse('A variant names no language', start)
    delete (rest as Record<string, string>)['xml:lang']
    this.#variant = { language, attributes: rest, notes: [], content: null }
  }

  #closeNote(): void {
    const owner = this.#variant ?? this.#unit ?? this.#header
    if (this.#note && owner) owner.notes.push(this.#note)
    this.#note = null
  }

  #closeVariant(end: number): void {
    if (!this.#variant || !this.#unit) return
    if (this.#variant.content === null) throw this.#refuse('A variant has no segment', end)
    this.#unit.variants.push(this.#variant)
    this.#variant = null
  }

  #closeUnit(start: number): void {
    if (!this.#unit) return
    const { attributes, notes, variants } = this.#unit
    if (variants.length === 0) throw this.#refuse('A unit has no variant', start)
    const codes = new UnitCodes()
    const read = variants.map(({ content, ...variant }): TmxVariant => {
      const tokens = readInline(content ?? '', 'tmx', '')
      const text = codes.encode(tokens)
      if (text === null) throw this.#refuse('A unit has more inline codes than we can number', start, 'LIMIT')
      return { ...variant, text, raw: rawCodes(text, tokens) }
    })
    this.#units.push({ attributes, notes, codes: codes.codes, variants: read })
    this.#unit = null
    this.unitStart = Infinity
  }

  #refuse(message: string, offset: number, code: XmlErrorCode = 'FORMAT'): XmlError {
    return new XmlError(code, message, this.#text.placeOf(offset))
  }
}

/** Writes a translation memory as TMX 1.4b, piece by piece. */
export function* writeTmx({ header, units }: Pick<Tmx, 'header' | 'units'>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
  yield `  <header${shown({ ...headerDefaults, ...header.attributes })}${notesIn(header.notes, '    ', '  </header>')}\n  <body>\n`
  for (const unit of units) yield unitOf(unit)
  yield '  </body>\n</tmx>\n'
}

function notesIn(notes: readonly TmxNote[], indent: string, end: string): string {
  if (notes.length === 0) return '/>'
  return `>\n${notes.map((note) => `${indent}${noteOf(note)}\n`).join('')}${end}`
}

function noteOf({ kind, attributes, text }: TmxNote): string {
  return `<${kind}${shown(attributes)}>${escapeText(text)}</${kind}>`
}

function unitOf({ attributes, notes, variants }: TmxUnit): string {
  const lines = variants.map(({ language, attributes: own, notes: ownNotes, text, raw }) => {
    const content = writeInline(text, (mark) => raw.get(mark)) ?? ''
    const inside = ownNotes.map((note) => `        ${noteOf(note)}\n`).join('')
    return `      <tuv${shown({ 'xml:lang': language, ...own })}>\n${inside}        <seg>${content}</seg>\n      </tuv>\n`
  })
  const inside = notes.map((note) => `      ${noteOf(note)}\n`).join('')
  return `    <tu${shown(attributes)}>\n${inside}${lines.join('')}    </tu>\n`
}

function shown(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]) => ` ${name === 'lang' ? 'xml:lang' : name}="${escapeValue(value)}"`)
    .join('')
}
