// JSON resources, as i18next and its like have them: every string with words is a block.
// @see https://www.i18next.com/misc/json-format

import { mark, withoutPrivateUse, type Code } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'

import { cleanText } from './clean.ts'
import { decode, refusalAt } from './decode.ts'
import type { Format } from './format.ts'
import { readJsonStrings, writeJsonWords, type JsonString } from './json-strings.ts'
import * as elements from './html/elements.ts'
import { icuSyntax } from './icu-message.ts'
import { importLimits } from './limits.ts'
import { spliceText, type Found } from './splice.ts'
import { nameOf } from './text.ts'
import { copyWith, type Place, type Range, type Unit } from './units.ts'

/** JSON files of strings for people. */
export const jsonFormat: Format = {
  id: 'json',
  sniff(bytes, fileName) {
    if (/\.json$/i.test(fileName)) return 0.95
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
    return /^(?:\u00EF\u00BB\u00BF)?\s*\{\s*"/.test(head) ? 0.4 : 0
  },
  open(bytes, options) {
    const file = decode(bytes)
    const found: Found[] = []
    let count = 0
    for (const string of stringsOf(file.text)) {
      const syntax = icuSyntax(string.value)
      if (!isForPeople(without(string.value, syntax))) continue
      if (string.value.length > importLimits.blockCharacters) {
        const problem = `a string has more than ${importLimits.blockCharacters} characters`
        throw refusalAt('too-large', file.text, string.start, problem)
      }
      const unit = readUnit(file.text, string, syntax)
      // The choices of a message belong together, whatever sentences are in them.
      const segments =
        syntax.length > 0 ? [{ source: unit.text, after: '' }] : splitSentences(unit.text, options)
      count += segments.length
      if (count > importLimits.segments) {
        const problem = `the file has more than ${importLimits.segments} sentences`
        throw refusalAt('too-large', file.text, string.start, problem)
      }
      const block = { role: 'body', level: null, codes: unit.codes, segments } as const
      found.push({ start: unit.start, end: unit.end, slot: { unit }, block })
    }
    return {
      document: {
        format: 'json',
        title: nameOf(options.fileName),
        description: null,
        publishedOn: null,
        author: null,
        blocks: found.map(({ block, start, end }) => ({
          ...block,
          start: file.byteAt(start),
          end: file.byteAt(end),
        })),
      },
      merge(targets) {
        const escape = (words: string) => writeJsonWords(cleanText(words))
        const text = spliceText(file.text, found, targets, [], { escape })
        return text === null ? bytes : file.encode(text)
      },
    }
  },
}

function stringsOf(text: string): readonly JsonString[] {
  try {
    return readJsonStrings(text, importLimits.depth)
  } catch (error) {
    if (error instanceof RangeError) throw refusalAt('too-large', text, 0, error.message)
    // V8 names the position in most messages; where it does not, the file is refused as a whole.
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0)
    throw refusalAt('invalid', text, Math.min(at, text.length), 'the file is no JSON')
  }
}

/** Addresses, versions, digests and paths are strings too, but nobody translates them. */
function isForPeople(value: string): boolean {
  if (!/\p{L}/u.test(value.replace(variable, ''))) return false
  return !/^(?:[a-z][a-z\d+.-]*:\S+|\S*[/\\@#=<>~^*]\S*|[\da-f]{16,}|v?\d+(?:\.\d+)+\S*)$/iu.test(
    value.trim(),
  )
}

/** Variables, nested keys, and tags: those of the Trans component, and of HTML with their attributes. */
const variable = /\{\{[^{}]{0,200}\}\}|\{[\w.]{1,60}\}|\$t\([^()]{0,200}\)|%(?:\d\$)?[sd]\b/g
const attributes = `(?:\\s{1,9}[a-z_:][\\w:.-]{0,40}(?:=(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\\s"'<>=]{1,200}))?){0,10}`
const code = new RegExp(
  `${variable.source}|<(/?)(\\d{1,3}|[a-z][a-z\\d-]{0,20})${attributes}(\\s{0,3}/)?>`,
  'gi',
)

function without(value: string, gone: readonly Range[]): string {
  return copyWith(
    value,
    gone.map((range) => ({ ...range, text: '' })),
  )(0, value.length)
}

/** A stretch that is a code, with the parts of a tag where it is one. */
interface FoundCode {
  readonly index: number
  readonly raw: string
  readonly slash?: string | undefined
  readonly name?: string | undefined
  readonly closed?: string | undefined
}

/** Lists variables, tags and the syntax of messages in order; none lies in another. */
function codesIn(value: string, syntax: readonly Range[]): readonly FoundCode[] {
  const found = Array.from(
    value.matchAll(code),
    ({ 0: raw, 1: slash, 2: name, 3: closed, index }): FoundCode => ({ index, raw, slash, name, closed }),
  )
  if (syntax.length === 0) return found
  const apart = found.filter(
    ({ index, raw }) => !syntax.some(({ start, end }) => index < end && index + raw.length > start),
  )
  const own = syntax.map(({ start, end }): FoundCode => ({ index: start, raw: value.slice(start, end) }))
  return [...apart, ...own].sort((left, right) => left.index - right.index)
}

function readUnit(text: string, { value, start }: JsonString, syntax: readonly Range[]): Unit {
  // Every unit of the value is one character or one escape of the file.
  const at: number[] = []
  const pieces = /\\(?:u[\da-f]{4}|.)|[^\\]/giy
  pieces.lastIndex = start
  for (let index = 0; index <= value.length; index += 1) {
    at.push(pieces.lastIndex)
    if (index < value.length) pieces.test(text)
  }
  const from = value.length - value.trimStart().length
  const until = value.trimEnd().length
  const place = (index: number): number => at[index] ?? start
  const codes: Code[] = []
  const places: Place[] = []
  const words: Range[] = []
  const ids = new Map<number, number>()
  let coded = ''
  let last = from
  const addWords = (end: number) => {
    coded += withoutPrivateUse(value.slice(last, end))
    if (end > last) words.push({ start: place(last), end: place(end) })
  }
  const addMark = (character: string, index: number, raw: string) => {
    addWords(index)
    coded += character
    last = index + raw.length
    places.push({ mark: character, start: place(index), end: place(last) })
  }
  const found = codesIn(value.slice(0, until), syntax)
    .filter(({ index }) => index >= from)
    .slice(0, 1000)
  const partners = pairsIn(found)
  for (const [order, { index, raw, name, closed }] of found.entries()) {
    const opener = partners.opener.get(order)
    if (name === undefined || closed !== undefined || isVoid(name)) {
      const id = codes.length + 1
      const type = name === undefined ? 'code' : name.toLowerCase() === 'br' ? 'break' : 'other'
      codes.push({ id, kind: 'single', type, raw, display: raw.slice(0, 40), deletable: false, alt: raw })
      addMark(mark(id, 'single'), index, raw)
    } else if (opener !== undefined) {
      addMark(mark(ids.get(opener) ?? 0, 'close'), index, raw)
    } else if (partners.opened.has(order)) {
      const id = codes.length + 1
      ids.set(order, id)
      const pair = { raw, rawClose: `</${name}>`, display: name, deletable: false } as const
      const type = elements.inlineTypes.get(name.toLowerCase()) ?? 'other'
      codes.push({ id, kind: 'pair', type, ...pair })
      addMark(mark(id, 'open'), index, raw)
    }
  }
  addWords(until)
  return { text: coded, codes, places, words, start: place(from), end: place(until) }
}

const isVoid = (name: string): boolean => elements.voidElements.has(name.toLowerCase())

/** Which tags belong together: the opening one by the number of its closing one; the rest are words. */
function pairsIn(found: readonly FoundCode[]): { opener: Map<number, number>; opened: Set<number> } {
  const opener = new Map<number, number>()
  const open: { readonly order: number; readonly name: string }[] = []
  for (const [order, { slash, name, closed }] of found.entries()) {
    if (name === undefined || closed !== undefined || isVoid(name)) continue
    if (slash === '') open.push({ order, name })
    else if (open.some((one) => one.name === name)) {
      let inner = open.pop()
      while (inner && inner.name !== name) inner = open.pop()
      if (inner) opener.set(order, inner.order)
    }
  }
  return { opener, opened: new Set(opener.values()) }
}
