// Term bases in TBX: reads version 2 (martif) and version 3 in both styles (DCA: categories as attributes, DCT: as
// elements) into one model, and refuses what its dialect does not allow. Writes are in tbx-write.ts.
// @see https://www.tbxinfo.net/

import { decodeXml } from './xml/decode.ts'
import { placeOf, XmlError } from './xml/error.ts'
import type { ScannedElement } from './xml/element.ts'
import { scanXml } from './xml/scan.ts'
import { categoryOfElement, checkEntry, dataKinds, type DataKind } from './tbx-dialects.ts'

/** A statement about a concept, a language or a term. */
export interface TbxDatum {
  readonly kind: DataKind
  /** Data category, for example `partOfSpeech`; null for notes and dates. */
  readonly category: string | null
  readonly text: string
  /** What it points to, or null. */
  readonly target: string | null
  /** What belongs to it: the source of a definition, the date and person of a transaction. */
  readonly details: readonly TbxDatum[]
  /** Offset in the file it was read from. */
  readonly start: number
}

/** A term in one language. */
export interface TbxTerm {
  readonly text: string
  readonly data: readonly TbxDatum[]
}

/** The terms of a concept in one language. */
export interface TbxLanguage {
  readonly language: string
  readonly data: readonly TbxDatum[]
  readonly terms: readonly TbxTerm[]
}

/** A concept with what it is called. */
export interface TbxConcept {
  readonly id: string | null
  readonly data: readonly TbxDatum[]
  readonly languages: readonly TbxLanguage[]
}

/** A term base. */
export interface Tbx {
  readonly version: 2 | 3
  readonly style: 'dca' | 'dct'
  /** For example `TBX-Basic`. */
  readonly dialect: string
  readonly language: string
  /** Where it comes from, in words. */
  readonly source: readonly string[]
  readonly concepts: readonly TbxConcept[]
}

/** Reads a term base. @throws XmlError with the place of what its dialect does not allow */
export function readTbx(bytes: Uint8Array): Tbx {
  const { text } = decodeXml(bytes)
  const reader = new Reader(text)
  scanXml(text, reader, { doctype: 'ignored' })
  return reader.result()
}

interface Node {
  readonly local: string
  readonly uri: string
  readonly attributes: Readonly<Record<string, string>>
  readonly start: number
  readonly children: Node[]
  text: string
}

/** Names of version 2 in those of version 3. */
const versionThree: Readonly<Record<string, string>> = {
  martif: 'tbx',
  martifHeader: 'tbxHeader',
  termEntry: 'conceptEntry',
  langSet: 'langSec',
  tig: 'termSec',
  ntig: 'termSec',
}
const highlighting = new Set(['hi', 'foreign', 'sc', 'ec', 'bpt', 'ept', 'it', 'ph', 'ut'])
const groups = new Set(['descripGrp', 'adminGrp', 'transacGrp', 'termNoteGrp'])
/** Children of the root and of what encloses the concepts. */
const outer: Readonly<Record<string, readonly string[]>> = {
  tbx: ['tbxHeader', 'text'],
  text: ['front', 'body', 'back'],
  body: ['conceptEntry'],
}

class Reader {
  readonly #text: string
  readonly #path: string[] = []
  readonly #open: Node[] = []
  #version: 2 | 3 = 3
  #style: 'dca' | 'dct' = 'dca'
  #dialect = ''
  #language = ''
  readonly #source: string[] = []
  readonly #concepts: TbxConcept[] = []

  constructor(text: string) {
    this.#text = text
  }

  result(): Tbx {
    return {
      version: this.#version,
      style: this.#style,
      dialect: this.#dialect,
      language: this.#language,
      source: this.#source,
      concepts: this.#concepts,
    }
  }

  open(element: ScannedElement): void {
    const local = versionThree[element.local] ?? element.local
    const parent = this.#path.at(-1)
    this.#path.push(local)
    if (parent === undefined) return this.#root(element, local)
    const allowed = outer[parent]
    if (allowed && !allowed.includes(local))
      throw this.#refuse(`<${element.name}> may not stand in <${parent}>`, element.start)
    if (
      local !== 'conceptEntry' &&
      this.#open.length === 0 &&
      !(local === 'sourceDesc' || parent === 'sourceDesc')
    )
      return
    const { uri, attributes, start } = element
    const node: Node = { local, uri, attributes, start, children: [], text: '' }
    if (!highlighting.has(local)) this.#open.at(-1)?.children.push(node)
    this.#open.push(node)
  }

  close(): void {
    this.#path.pop()
    const node = this.#open.pop()
    if (!node || this.#open.length > 0) return
    if (node.local === 'conceptEntry') this.#concepts.push(this.#concept(node))
    else if (node.local === 'sourceDesc') {
      if (node.text.trim() !== '') throw this.#refuse('The words of <sourceDesc> stand in no <p>', node.start)
      this.#source.push(...node.children.map(squeezed))
    }
  }

  text(text: string): void {
    // Highlighting stands among the words, and they belong to what it is in.
    const node = this.#open.findLast(({ local }) => !highlighting.has(local))
    if (node) node.text += text
  }

  #root({ name, attributes, start }: ScannedElement, local: string): void {
    if (local !== 'tbx')
      throw this.#refuse(`The root element is ${name.slice(0, 60)}, neither tbx nor martif`, start)
    this.#version = name.endsWith('martif') ? 2 : 3
    this.#style = attributes['style'] === 'dct' ? 'dct' : 'dca'
    this.#dialect = attributes['type'] ?? ''
    this.#language = attributes['xml:lang'] ?? ''
  }

  #concept(node: Node): TbxConcept {
    const concept: TbxConcept = {
      id: node.attributes['id'] ?? null,
      data: this.#data(node, ['langSec']),
      languages: node.children
        .filter(({ local }) => local === 'langSec')
        .map((child) => this.#languageOf(child)),
    }
    const problem = this.#version === 3 ? checkEntry(this.#dialect, concept) : null
    if (problem) throw this.#refuse(problem.message, problem.start)
    return concept
  }

  #languageOf(node: Node): TbxLanguage {
    const language = node.attributes['xml:lang']
    if (!language) throw this.#refuse('A language section names no language', node.start)
    const sections = node.children.filter(({ local }) => local === 'termSec')
    if (sections.length === 0) throw this.#refuse(`The language ${language} has no term`, node.start)
    return {
      language,
      data: this.#data(node, ['termSec']),
      terms: sections.map((section) => this.#term(section)),
    }
  }

  #term(section: Node): TbxTerm {
    // `ntig` of version 2 has the term and its notes in a group.
    const group = section.children.find(({ local }) => local === 'termGrp')
    const children = group
      ? [...group.children, ...section.children.filter((child) => child !== group)]
      : section.children
    const terms = children.filter(({ local }) => local === 'term')
    const [term] = terms
    if (!term) throw this.#refuse('A term section has no term', section.start)
    if (terms[1]) throw this.#refuse('A term section has two terms', terms[1].start)
    if (children[0] !== term) throw this.#refuse('The term does not stand first in its section', term.start)
    return { text: squeezed(term), data: this.#data({ ...section, children }, ['term']) }
  }

  #data(node: Node, without: readonly string[]): readonly TbxDatum[] {
    return node.children.filter(({ local }) => !without.includes(local)).map((child) => this.#datum(child))
  }

  #datum(node: Node): TbxDatum {
    if (groups.has(node.local)) return this.#group(node)
    const category = this.#style === 'dct' ? categoryOfElement(node.uri, node.local) : null
    const kind = category?.kind ?? dataKinds.find((known) => known === node.local)
    if (!kind) throw this.#refuse(`<${node.local}> is not known here`, node.start)
    const named = category?.category ?? node.attributes['type'] ?? null
    if (named === null && kind !== 'note' && kind !== 'date') {
      throw this.#refuse(`<${node.local}> names no type`, node.start)
    }
    const target = node.attributes['target'] ?? null
    return { kind, category: named, text: squeezed(node), target, details: [], start: node.start }
  }

  #group(node: Node): TbxDatum {
    const main = node.local.slice(0, -3)
    const data = node.children.map((child) => this.#datum(child))
    const heads = data.filter(({ kind }) => kind === main)
    const [head] = heads
    if (!head) throw this.#refuse(`<${node.local}> has no ${main}`, node.start)
    if (heads[1]) throw this.#refuse(`<${node.local}> has two of ${main}`, heads[1].start)
    return { ...head, details: data.filter((datum) => datum !== head) }
  }

  #refuse(message: string, offset: number): XmlError {
    return new XmlError('FORMAT', message, placeOf(this.#text, offset))
  }
}

/** The words of an element with single spaces between them. */
function squeezed({ text }: Node): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim()
}
