// The words of one block while it is being read: text with marks, codes, and the place in the file.

import {
  highestCodeId,
  mark,
  readMark,
  withoutPrivateUse,
  type Code,
  type CodedText,
} from '#domain/inline.ts'

import type { Place, Range, Unit } from '../units.ts'

type Draft = Omit<Code, 'id' | 'kind'>

interface OpenCode {
  readonly id: number
  readonly name: string
  /** Length of the text when the pair was opened, to notice that it encloses nothing. */
  readonly length: number
}

/** Collects one block; made anew for each. */
export class UnitBuilder {
  #text = ''
  #codes = new Map<number, Code>()
  #open: OpenCode[] = []
  #places: Place[] = []
  #words: Range[] = []
  #start: number | null = null
  #end = 0
  #lastId = 0
  #leftOut = false

  /** Leaves the block in the file as it is, whatever still comes. */
  leaveOut(): void {
    this.#leftOut = true
    this.#text = ''
  }

  /** Whether nothing was added that would have to be forgotten; white space before a block counts for nothing. */
  get untouched(): boolean {
    return this.#text === '' && this.#start === null && this.#lastId === 0 && !this.#leftOut
  }

  /** How many pairs are open. */
  get depth(): number {
    return this.#open.length
  }

  /** Whether a pair of this name is open. */
  isOpen(name: string): boolean {
    return this.#open.some((open) => open.name === name)
  }

  /** Length of the text so far, marks included. */
  get length(): number {
    return this.#text.length
  }

  /** Whether there are more codes than marks. */
  get full(): boolean {
    return this.#lastId >= highestCodeId
  }

  addText(value: string, start: number, end: number, preserve: boolean): void {
    if (this.#leftOut) return
    let words = withoutPrivateUse(value)
    if (!preserve) {
      if (/[\t\n\r\f]|  /.test(words)) words = words.replace(/[ \t\n\r\f]+/g, ' ')
      // Browsers show one space where white space meets across tags, and none at the start of a block.
      if (words.startsWith(' ') && this.#endsOpen()) words = words.slice(1)
    }
    if (words === '' && this.untouched) return
    this.#words.push({ start, end })
    if (words === '') return
    this.#text += words
    if (/\S/.test(words)) this.#cover(start, end)
  }

  /** Opens a pair and gives its id. */
  open(name: string, code: Draft, start: number, end: number): number {
    const id = this.#nextId()
    this.#codes.set(id, { id, kind: 'pair', ...code })
    this.#open.push({ id, name, length: this.#text.length })
    this.#text += mark(id, 'open')
    this.#places.push({ mark: mark(id, 'open'), start, end })
    this.#cover(start, end)
    return id
  }

  /** Closes the innermost open pair of this name, and what was opened inside it and forgotten. */
  close(name: string, raw: string, start: number, end: number): void {
    const index = this.#open.findLastIndex((open) => open.name === name)
    if (index === -1) return
    for (const open of this.#open.splice(index).reverse()) {
      const own = open.name === name
      this.#finishPair(open, own ? raw : '', start, own ? end : start)
    }
    this.#end = Math.max(this.#end, end)
  }

  /** Adds a code that stands alone and gives its id. */
  single(code: Draft, start: number, end: number): number {
    const id = this.#nextId()
    this.#codes.set(id, { id, kind: 'single', ...code })
    this.#text += mark(id, 'single')
    this.#places.push({ mark: mark(id, 'single'), start, end })
    this.#cover(start, end)
    return id
  }

  /** Gives the block, or null when there is nothing in it. */
  finish(): Unit | null {
    for (const open of this.#open.splice(0).reverse()) this.#finishPair(open, '', this.#end, this.#end)
    const text = trimEnd(this.#text)
    if (this.#leftOut || text === '' || this.#start === null) return null
    const [start, end] = [this.#start, this.#end]
    const words = this.#words.filter((range) => range.start >= start && range.end <= end)
    return { text, codes: [...this.#codes.values()], start, end, places: this.#places, words }
  }

  #nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #finishPair({ id, length }: OpenCode, rawClose: string, start: number, end: number): void {
    const code = this.#codes.get(id)
    if (!code) return
    const inside = this.#text.slice(length + 1)
    if (inside.trim() === '') {
      this.#text = this.#text.slice(0, length) + inside
      this.#codes.delete(id)
      this.#places = this.#places.filter((place) => place.mark !== mark(id, 'open'))
      if (id === this.#lastId) this.#lastId -= 1
      return
    }
    this.#codes.set(id, { ...code, rawClose })
    this.#text += mark(id, 'close')
    this.#places.push({ mark: mark(id, 'close'), start, end })
  }

  #cover(start: number, end: number): void {
    this.#start ??= start
    this.#end = Math.max(this.#end, end)
  }

  #endsOpen(): boolean {
    for (let at = this.#text.length - 1; at >= 0; at -= 1) {
      const character = this.#text.charAt(at)
      const found = readMark(character)
      if (!found) return character === ' ' || character === '\n'
      if (found.part === 'single') return this.#codes.get(found.id)?.type === 'break'
    }
    return true
  }
}

/** Removes white space at the end, also when closing marks stand behind it. */
function trimEnd(text: CodedText): CodedText {
  let at = text.length
  let marks = ''
  while (at > 0) {
    const character = text.charAt(at - 1)
    if (readMark(character)?.part === 'close') marks = character + marks
    else if (!/[ \t\n\r\f]/.test(character)) break
    at -= 1
  }
  return text.slice(0, at) + marks
}
