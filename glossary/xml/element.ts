// A start tag while it is handed out: where it stands, and its attributes as they are asked for.

import { unescapeValue } from './characters.ts'
import type { ExpandedName } from './names.ts'

/** Per attribute: where its name begins and ends, and its value. */
const offsets = 4

/**
 * A start tag with its place: `start` is the offset of `<`, `end` the one behind `>`.
 * NOTE: one object is every tag of a file in turn, so that reading makes nothing that nobody wants; what is to be kept of it
 * is copied before the next tag comes. (`attributes` is a copy.)
 */
export class ScannedElement {
  name = ''
  uri = ''
  local = ''
  /** Names of the attributes that have a prefix, namespace declarations not among them. */
  prefixed: readonly string[] = []
  start = 0
  end = 0
  /** How many attributes there are. */
  count = 0
  #text = ''
  readonly #places: number[] = []

  /** The value of an attribute by its name as it is written. */
  attribute(name: string): string | undefined {
    for (let index = 0; index < this.count; index += 1) if (this.#is(index, name)) return this.valueAt(index)
    return undefined
  }

  /** All attributes, in a table without a prototype, because an attribute may be called __proto__. */
  get attributes(): Readonly<Record<string, string>> {
    const table = Object.create(null) as Record<string, string>
    for (let index = 0; index < this.count; index += 1) table[this.nameAt(index)] = this.valueAt(index)
    return table
  }

  nameAt(index: number): string {
    const at = index * offsets
    return this.#text.slice(this.#places[at], this.#places[at + 1])
  }

  valueAt(index: number): string {
    const at = index * offsets
    return unescapeValue(this.#text.slice(this.#places[at + 2], this.#places[at + 3]))
  }

  /** Whether the name of an attribute has a prefix or is `xmlns`: most have not. */
  isQualified(index: number): boolean {
    const at = index * offsets
    const start = this.#places[at] ?? 0
    const end = this.#places[at + 1] ?? 0
    for (let place = start; place < end; place += 1) if (this.#text.charCodeAt(place) === 0x3a) return true
    return end - start === 5 && this.#text.startsWith('xmlns', start)
  }

  /** An attribute that stands twice, or null. */
  get repeated(): string | null {
    if (this.count > few) {
      const seen = new Set<string>()
      for (let index = 0; index < this.count; index += 1) {
        const name = this.nameAt(index)
        if (seen.has(name)) return name
        seen.add(name)
      }
      return null
    }
    for (let one = 1; one < this.count; one += 1) {
      for (let other = 0; other < one; other += 1) if (this.#same(one, other)) return this.nameAt(one)
    }
    return null
  }

  /** Begins the next tag in a text; what follows are its attributes. */
  begin(text: string, name: string): void {
    this.#text = text
    this.name = name
    this.count = 0
  }

  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const at = this.count * offsets
    this.#places[at] = nameStart
    this.#places[at + 1] = nameEnd
    this.#places[at + 2] = valueStart
    this.#places[at + 3] = valueEnd
    this.count += 1
  }

  place(start: number, end: number): void {
    this.start = start
    this.end = end
  }

  called({ uri, local }: ExpandedName, prefixed: readonly string[]): void {
    this.uri = uri
    this.local = local
    this.prefixed = prefixed
  }

  #is(index: number, name: string): boolean {
    const at = index * offsets
    const start = this.#places[at] ?? 0
    return (this.#places[at + 1] ?? 0) - start === name.length && this.#text.startsWith(name, start)
  }

  #same(one: number, other: number): boolean {
    const first = one * offsets
    const second = other * offsets
    const start = this.#places[first] ?? 0
    const length = (this.#places[first + 1] ?? 0) - start
    const from = this.#places[second] ?? 0
    if ((this.#places[second + 1] ?? 0) - from !== length) return false
    for (let at = 0; at < length; at += 1) {
      if (this.#text.charCodeAt(start + at) !== this.#text.charCodeAt(from + at)) return false
    }
    return true
  }
}

/** So many attributes are compared one by one. */
const few = 12
