// Rules of ITS 2.0 that a page brings with it: what is said of elements somewhere else than at them.
// @see https://www.w3.org/TR/its20/#html5-global-rules

import { SaxesParser, type SaxesTagNS } from 'saxes'

import type { SourceRemark } from '#domain/article.ts'

import { positionOf } from '../decode.ts'
import * as elements from './elements.ts'
import { atRoot, reach, readCss, readXPath, selects, type Reached, type Selector } from './its-selector.ts'
import { readTokens, type HtmlToken, type OpenToken } from './tokens.ts'

/** What rules say of an element; what it says itself comes before. Names are those of the attributes of ITS in HTML. */
export type Said = ReadonlyMap<string, string>

const its = 'http://www.w3.org/2005/11/its'
const html = 'http://www.w3.org/1999/xhtml'
const mostRules = 200
/** Remarks of one file that are kept. */
export const mostRemarks = 50

/** Rules that are understood: attributes of theirs that say something, by the attribute of HTML that says the same. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  translateRule: { translate: 'translate' },
  withinTextRule: { withinText: 'its-within-text' },
  locNoteRule: { locNote: 'its-loc-note', locNoteRef: 'its-loc-note-ref' },
  termRule: { term: 'its-term' },
  allowedCharactersRule: { allowedCharacters: 'its-allowed-characters' },
  storageSizeRule: {
    storageSize: 'its-storage-size',
    storageEncoding: 'its-storage-encoding',
  },
}

interface Rule {
  readonly selectors: readonly Selector[]
  readonly says: Said
  /** What is said is the value of an attribute of the element, by the name of what is said. */
  readonly pointers: ReadonlyMap<string, string>
}

/** The rules of a page, and what they say of the element that begins. */
export class ItsRules {
  readonly remarks: readonly SourceRemark[]
  readonly #rules: readonly Rule[]
  readonly #selectors: readonly Selector[]
  readonly #open: { readonly name: string; readonly reached: readonly Reached[] }[] = []

  constructor(rules: readonly Rule[], remarks: readonly SourceRemark[]) {
    this.#rules = rules
    this.#selectors = rules.flatMap(({ selectors }) => selectors)
    this.remarks = remarks
  }

  /** Follows the page tag by tag, and gives each element with what is said of it. */
  follow(token: HtmlToken): HtmlToken {
    if (token.kind === 'close') this.#leave(token.name)
    return token.kind === 'open' ? this.#enter(token) : token
  }

  #leave(name: string): void {
    const index = this.#open.findLastIndex((open) => open.name === name)
    if (index !== -1) this.#open.length = index
  }

  #enter(token: OpenToken): OpenToken {
    const { name } = token
    // Pages may leave out the tags of these two, and have them all the same.
    if (this.#open.length === 0 && name !== 'html') this.#push('html', none)
    if (this.#open.length === 1 && !outsideBody.has(name)) this.#push('body', none)
    for (let last = this.#open.at(-1); last && elements.endsBefore(last.name, name); last = this.#open.at(-1))
      this.#open.pop()
    const reached = this.#push(name, token.attributes)
    if (token.closed || elements.voidElements.has(name)) this.#open.pop()
    return this.#withSaid(token, reached)
  }

  #push(name: string, attributes: OpenToken['attributes']): readonly Reached[] {
    const parent = this.#open.at(-1)?.reached
    const reached = this.#selectors.map((selector, index) =>
      reach(selector, parent?.[index] ?? atRoot, { name, attributes }),
    )
    this.#open.push({ name, reached })
    return reached
  }

  /** A later rule counts for more than an earlier one. */
  #withSaid(token: OpenToken, reached: readonly Reached[]): OpenToken {
    const said = new Map<string, string>()
    const saidOf = new Map<string, string>()
    let index = 0
    for (const { selectors, says, pointers } of this.#rules) {
      for (const selector of selectors) {
        const at = reached[index]
        index += 1
        if (!at || !selects(selector, at)) continue
        if (selector.attribute !== null) {
          const translate = says.get('translate')
          if (translate) saidOf.set(selector.attribute, translate)
          continue
        }
        for (const [name, value] of says) said.set(name, value)
        for (const [name, pointer] of pointers) {
          const value = token.attributes.get(pointer)
          if (value !== undefined) said.set(name, value)
        }
      }
    }
    return said.size + saidOf.size === 0 ? token : { ...token, said, saidOf }
  }
}

const none: ReadonlyMap<string, string> = new Map()
const outsideBody = new Set('html head body title meta link script style base noscript template'.split(' '))

/** Reads the rules that a page holds, wherever they stand; null where it holds none. */
export function readRules(text: string): ItsRules | null {
  if (!/application\/its\+xml|its:rules/i.test(text)) return null
  const rules: Rule[] = []
  const remarks: SourceRemark[] = []
  let start: number | null = null
  readTokens(text, (token) => {
    if (token.kind === 'open' && start === null && (isScript(token) || token.name === 'its:rules'))
      start = token.name === 'script' ? token.end : token.start
    else if (
      token.kind === 'close' &&
      start !== null &&
      (token.name === 'script' || token.name === 'its:rules')
    ) {
      readXml(text, start, token.name === 'script' ? token.start : token.end, rules, remarks)
      start = null
    }
  })
  return new ItsRules(rules, remarks)
}

const isScript = ({ name, attributes }: OpenToken): boolean =>
  name === 'script' && attributes.get('type')?.trim().toLowerCase() === 'application/its+xml'

/** In a page, the prefixes of rules are often declared far above them. */
const head = `<all xmlns:its="${its}" xmlns:h="${html}" xmlns:xlink="http://www.w3.org/1999/xlink">`

function readXml(text: string, start: number, end: number, rules: Rule[], remarks: SourceRemark[]): void {
  const parser = new SaxesParser({ xmlns: true, position: true })
  let broken = false
  let css = false
  let open: OpenRule | null = null
  let inNote = false
  const remark = (at: number, found: string) => {
    if (remarks.length < mostRemarks)
      remarks.push({ kind: 'its', ...positionOf(text, at), found: found.slice(0, 200) })
  }
  const here = () => Math.max(start, Math.min(end, start + parser.position - head.length))
  parser.on('error', (error) => {
    if (!broken) remark(here(), error.message)
    broken = true
  })
  parser.on('opentag', (tag) => {
    if (broken || tag.uri !== its) return
    if (tag.local === 'rules') {
      css = attributeOf(tag, 'queryLanguage')?.toLowerCase() === 'css'
      const far = tag.attributes['xlink:href']?.value
      if (far) remark(here(), far)
    } else if (tag.local === 'locNote' && open) inNote = true
    else if (tag.local.endsWith('Rule')) {
      const isHtml = (prefix: string): boolean => prefix !== '' && parser.resolve(prefix) === html
      const selector = attributeOf(tag, 'selector') ?? ''
      const selectors = css ? readCss(selector) : readXPath(selector, isHtml)
      open = { tag, at: text.lastIndexOf('<', here() - 1), selectors, note: '' }
    } else remark(here(), tag.name)
  })
  parser.on('text', (words) => {
    if (inNote && open) open.note += words
  })
  parser.on('closetag', (tag) => {
    if (tag.uri === its && tag.local === 'locNote') inNote = false
    if (broken || !open || open.tag !== tag) return
    const rule = rules.length < mostRules ? ruleOf(open) : null
    if (rule) rules.push(rule)
    else remark(open.at, startTagAt(text, open.at))
    open = null
  })
  parser.write(`${head}${text.slice(start, end)}</all>`).close()
}

/** A start tag as it stands in the file, as far as a remark shows it. */
const startTagAt = (text: string, at: number): string =>
  (/^[^>]*>?/.exec(text.slice(at, at + 400))?.[0] ?? '').replace(/\s+/g, ' ')

const attributeOf = (tag: SaxesTagNS, name: string): string | undefined => tag.attributes[name]?.value

interface OpenRule {
  readonly tag: SaxesTagNS
  readonly at: number
  readonly selectors: readonly Selector[] | null
  note: string
}

/** Reads a rule whole, or gives null where a part of it is not understood. */
function ruleOf({ tag, note, selectors }: OpenRule): Rule | null {
  const names = known[tag.local]
  if (!names || !selectors) return null
  const says = new Map<string, string>()
  const pointers = new Map<string, string>()
  for (const [name, said] of Object.entries(names)) {
    const value = name === 'locNote' && note.trim() !== '' ? note : attributeOf(tag, name)
    const pointer = attributeOf(tag, `${name}Pointer`)
    if (value !== undefined) says.set(said, value)
    if (pointer === undefined) continue
    const attribute = /^\s*@([\w:.-]{1,60})\s*$/.exec(pointer)?.[1]
    if (attribute === undefined) return null
    pointers.set(said, attribute)
  }
  const ofAttribute = selectors.some(({ attribute }) => attribute !== null)
  if (says.size + pointers.size === 0 || (ofAttribute && tag.local !== 'translateRule')) return null
  return { selectors, says, pointers }
}
