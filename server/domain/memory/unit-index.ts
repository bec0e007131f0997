// The units of the memory for search: their texts by language, and which unit has which text on which side.
// It proposes; whether a unit is still there is for the table to say.

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

import { plainText } from '../inline.ts'
import { Column } from './column.ts'
import { TextIndex, type Effort, type FrozenTextIndex } from './text-index.ts'
import { sourceKey } from './unit.ts'

/** A unit as the index takes it. */
export interface IndexedUnit {
  readonly id: number
  readonly projectId: string
  readonly sourceLocale: string
  readonly targetLocale: string
  /** Id of the file it was read from, or an empty string. */
  readonly originId: string
  readonly source: string
  readonly target: string
  /** A number of 32 bits that the table makes of all of this: with another one it is another unit. */
  readonly print: number
}

/** Units with the same source. */
export interface SimilarUnits {
  readonly similarity: number
  /** Newest first. */
  readonly ids: readonly number[]
}

export interface SimilarQuestion {
  readonly projectId: string
  readonly sourceLocale: string
  readonly targetLocales: readonly string[]
  readonly source: string
  /** Least similarity, from 0 to 1. */
  readonly least: number
  /** Most different sources. */
  readonly limit: number
  readonly effort?: Effort
}

export interface HoldingQuestion {
  readonly projectId: string
  readonly side: 'source' | 'target'
  readonly sourceLocale: string
  readonly targetLocale: string
  readonly words: readonly string[]
  readonly limit: number
}

/** How much is in the index. */
export interface IndexReport {
  readonly units: number
  readonly texts: number
  readonly bytes: number
}

/** What stands in a run of ids, so short that it can be compared without reading it. */
export interface BlockSum {
  /** The first id ÷ {@link blockSize}. */
  readonly block: number
  readonly units: number
  /** Their prints together. */
  readonly sum: number
}

/** How many ids are summed up together. */
export const blockSize = 256

/** All units as plain values and arrays, as they were at one moment. */
export interface FrozenUnits {
  readonly languages: readonly {
    readonly locale: string
    readonly index: FrozenTextIndex
    readonly bySource: Int32Array
    readonly byTarget: Int32Array
  }[]
  readonly scopes: readonly Scope[]
  readonly ids: Float64Array
  readonly prints: Uint32Array
  readonly scopeOf: Uint16Array
  readonly nextSource: Int32Array
  readonly nextTarget: Int32Array
  readonly table: Int32Array
  readonly forgotten: number
}

interface Scope {
  readonly projectId: string
  readonly source: string
  readonly target: string
  readonly originId: string
}

/** Most units with the same source that are named, of each target language. */
const mostTwins = 8
/** A chain may be long: the end of every article says the same. */
const mostLooks = 1000
const mostScopes = 0xfffe
const gone = 0xffff

/** One language with the first unit of each of its texts on either side. */
class Language {
  readonly index: TextIndex
  readonly bySource: Column<Int32Array>
  readonly byTarget: Column<Int32Array>

  constructor(
    index = new TextIndex(),
    bySource: Column<Int32Array> = new Column(Int32Array),
    byTarget: Column<Int32Array> = new Column(Int32Array),
  ) {
    this.index = index
    this.bySource = bySource
    this.byTarget = byTarget
  }

  numberOf(key: string): number {
    const number = this.index.add(key)
    while (this.bySource.length <= number) {
      this.bySource.push(-1)
      this.byTarget.push(-1)
    }
    return number
  }
}

/** All units. */
export class UnitIndex {
  readonly #languages = new Map<string, Language>()
  readonly #scopes = new Map<string, number>()
  readonly #scopeParts: Scope[] = []
  #ids: Column<Float64Array> = new Column(Float64Array)
  #prints: Column<Uint32Array> = new Column(Uint32Array)
  #scopeOf: Column<Uint16Array> = new Column(Uint16Array)
  /** The next unit with the same source, or target. */
  #nextSource: Column<Int32Array> = new Column(Int32Array)
  #nextTarget: Column<Int32Array> = new Column(Int32Array)
  #table: Int32Array = new Int32Array(1 << 10)
  #forgotten = 0
  /** How many units it was thawed with: what came since is newer than what anybody has read before. */
  #thawed = 0

  /** Makes an index of a frozen one, whose arrays it takes over. */
  static thaw(frozen: FrozenUnits): UnitIndex {
    const units = new UnitIndex()
    for (const { locale, index, bySource, byTarget } of frozen.languages) {
      const heads = Column.holding(Int32Array, bySource)
      const others = Column.holding(Int32Array, byTarget)
      units.#languages.set(locale, new Language(TextIndex.thaw(index), heads, others))
    }
    for (const scope of frozen.scopes) units.#nameScope(scope)
    units.#ids = Column.holding(Float64Array, frozen.ids)
    units.#prints = Column.holding(Uint32Array, frozen.prints)
    units.#scopeOf = Column.holding(Uint16Array, frozen.scopeOf)
    units.#nextSource = Column.holding(Int32Array, frozen.nextSource)
    units.#nextTarget = Column.holding(Int32Array, frozen.nextTarget)
    units.#table = frozen.table
    units.#forgotten = frozen.forgotten
    units.#thawed = frozen.ids.length
    return units
  }

  /** The index as it is now; it may go on while somebody writes the arrays down. */
  freeze(): FrozenUnits {
    return {
      languages: Array.from(this.#languages, ([locale, { index, bySource, byTarget }]) => ({
        ...{ locale, index: index.freeze() },
        ...{ bySource: bySource.written.slice(), byTarget: byTarget.written.slice() },
      })),
      scopes: [...this.#scopeParts],
      ...{ ids: this.#ids.written, prints: this.#prints.written, scopeOf: this.#scopeOf.written.slice() },
      ...{ nextSource: this.#nextSource.written, nextTarget: this.#nextTarget.written },
      ...{ table: this.#table.slice(), forgotten: this.#forgotten },
    }
  }

  /** Sums up all units, block by block, in no order. */
  sums(): readonly BlockSum[] {
    const sums = new Map<number, { block: number; units: number; sum: number }>()
    for (let number = 0; number < this.#ids.length; number++) {
      if (this.#scopeOf.values[number] === gone) continue
      const block = Math.floor(this.#ids.values[number]! / blockSize)
      const known = sums.get(block) ?? { block, units: 0, sum: 0 }
      sums.set(block, known)
      known.units += 1
      known.sum += this.#prints.values[number]!
    }
    return [...sums.values()]
  }

  /** Makes a run of ids say what the table says: `units` is all that stands there. */
  settle(from: number, to: number, units: readonly IndexedUnit[]): void {
    const prints = new Map(units.map(({ id, print }) => [id, print]))
    for (let id = from; id < to; id++) {
      const number = this.#numberOf(id)
      // What came after the index was thawed may be younger than what was read.
      if (number >= 0 && number < this.#thawed && prints.get(id) !== this.#prints.values[number])
        this.forget([id])
    }
    for (const unit of units) this.add(unit)
  }

  /** Adds a unit; one that is there already is left as it is. */
  add(unit: IndexedUnit): void {
    const known = this.#numberOf(unit.id)
    if (known >= 0 && this.#scopeOf.values[known] !== gone) return
    const scope = this.#scope(unit)
    if (scope < 0) return
    const source = this.#language(unit.sourceLocale)
    const target = this.#language(unit.targetLocale)
    const sourceText = source.numberOf(sourceKey(unit.source))
    const targetText = target.numberOf(sourceKey(unit.target))
    const number = this.#ids.push(unit.id)
    this.#prints.push(unit.print)
    this.#scopeOf.push(scope)
    this.#nextSource.push(source.bySource.values[sourceText] ?? -1)
    this.#nextTarget.push(target.byTarget.values[targetText] ?? -1)
    source.bySource.values[sourceText] = number
    target.byTarget.values[targetText] = number
    this.#remember(number)
  }

  /** Makes the texts that came last quick to search. */
  tidy(): void {
    for (const { index } of this.#languages.values()) index.tidy()
  }

  /** Leaves out units that are no longer in the table. */
  forget(ids: readonly number[]): void {
    for (const id of ids) {
      const number = this.#numberOf(id)
      if (number < 0 || this.#scopeOf.values[number] === gone) continue
      this.#scopeOf.values[number] = gone
      this.#forgotten++
    }
  }

  /** Leaves out everything that was read from a file. */
  forgetOrigin(originId: string): void {
    for (const [scope, parts] of this.#scopeParts.entries()) {
      if (parts.originId !== originId) continue
      for (let number = 0; number < this.#ids.length; number++) {
        if (this.#scopeOf.values[number] !== scope) continue
        this.#scopeOf.values[number] = gone
        this.#forgotten++
      }
    }
  }

  /** Lists the units whose source is most similar, best first. */
  similar(question: SimilarQuestion): readonly SimilarUnits[] {
    const language = this.#languages.get(question.sourceLocale)
    if (!language) return []
    const { projectId, sourceLocale, targetLocales, least, limit, effort } = question
    const flags = this.#flags(
      (scope) =>
        scope.projectId === projectId &&
        scope.source === sourceLocale &&
        targetLocales.includes(scope.target),
    )
    const { bySource, index } = language
    const wanted = (text: number): boolean =>
      this.#first(bySource.values[text]!, this.#nextSource, flags) >= 0
    const found = index.similar(sourceKey(question.source), {
      ...{ least, limit, wanted },
      ...(effort && { effort }),
    })
    return found.map(({ number, similarity }) => ({
      similarity,
      ids: this.#idsFrom(bySource.values[number]!, this.#nextSource, flags),
    }))
  }

  /** Lists units that hold the words on one side, the newest texts first. */
  holding(question: HoldingQuestion): readonly number[] {
    const { projectId, side, sourceLocale, targetLocale, words, limit } = question
    const language = this.#languages.get(side === 'source' ? sourceLocale : targetLocale)
    if (!language) return []
    const flags = this.#flags(
      (scope) =>
        scope.projectId === projectId && scope.source === sourceLocale && scope.target === targetLocale,
    )
    const heads = side === 'source' ? language.bySource : language.byTarget
    const next = side === 'source' ? this.#nextSource : this.#nextTarget
    const wanted = (text: number): boolean => this.#first(heads.values[text]!, next, flags) >= 0
    const texts = language.index.holding(words, limit, wanted)
    const { lengths } = language.index.texts
    // Short texts first: there the words are a larger part of what was said.
    const ranked = texts.toSorted((one, other) => lengths[one]! - lengths[other]!)
    return ranked.flatMap((text) => this.#idsFrom(heads.values[text]!, next, flags).slice(0, 3))
  }

  /** Tells how much is in the index. */
  report(): IndexReport {
    let bytes = this.#table.byteLength
    for (const column of [this.#ids, this.#prints, this.#scopeOf, this.#nextSource, this.#nextTarget])
      bytes += column.bytes
    let texts = 0
    for (const { index, bySource, byTarget } of this.#languages.values()) {
      bytes += index.bytes + bySource.bytes + byTarget.bytes
      texts += index.texts.count
    }
    return { units: this.#ids.length - this.#forgotten, texts, bytes }
  }

  #language(locale: string): Language {
    const known = this.#languages.get(locale) ?? new Language()
    this.#languages.set(locale, known)
    return known
  }

  #scope({ projectId, sourceLocale: source, targetLocale: target, originId }: IndexedUnit): number {
    const scope = { projectId, source, target, originId }
    const known = this.#scopes.get(nameOf(scope))
    if (known !== undefined) return known
    return this.#scopeParts.length < mostScopes ? this.#nameScope(scope) : -1
  }

  #nameScope(scope: Scope): number {
    const number = this.#scopeParts.push(scope) - 1
    this.#scopes.set(nameOf(scope), number)
    return number
  }

  #flags(fits: (scope: Scope) => boolean): Uint8Array {
    const flags = new Uint8Array(gone + 1)
    for (const [scope, parts] of this.#scopeParts.entries()) if (fits(parts)) flags[scope] = 1
    return flags
  }

  #first(head: number, next: Column<Int32Array>, flags: Uint8Array): number {
    let number = head
    while (number >= 0 && flags[this.#scopeOf.values[number]!] === 0) number = next.values[number]!
    return number
  }

  /** The newest units of a chain, so many of each target language. */
  #idsFrom(head: number, next: Column<Int32Array>, flags: Uint8Array): readonly number[] {
    const byTarget = new Map<string, number[]>()
    let number = this.#first(head, next, flags)
    for (let looks = 0; number >= 0 && looks < mostLooks; looks++) {
      const { target } = this.#scopeParts[this.#scopeOf.values[number]!]!
      const ids = byTarget.get(target) ?? []
      byTarget.set(target, ids)
      ids.push(this.#ids.values[number]!)
      number = this.#first(next.values[number]!, next, flags)
    }
    const newest = [...byTarget.values()].flatMap((ids) =>
      ids.sort((one, other) => other - one).slice(0, mostTwins),
    )
    return newest.sort((one, other) => other - one)
  }

  #numberOf(id: number): number {
    const mask = this.#table.length - 1
    for (let at = placeOf(id) & mask; ; at = (at + 1) & mask) {
      const known = this.#table[at]!
      if (known === 0) return -1
      if (this.#ids.values[known - 1] === id) return known - 1
    }
  }

  #remember(number: number): void {
    if ((this.#ids.length + 1) * 2 > this.#table.length) {
      this.#table = new Int32Array(this.#table.length * 2)
      for (let other = 0; other < number; other++) this.#place(other)
    }
    this.#place(number)
  }

  /** A unit that came again after it was gone stands where it stood. */
  #place(number: number): void {
    const mask = this.#table.length - 1
    const id = this.#ids.values[number]!
    let at = placeOf(id) & mask
    for (let known = this.#table[at]!; known !== 0; known = this.#table[at]!) {
      if (this.#ids.values[known - 1] === id) break
      at = (at + 1) & mask
    }
    this.#table[at] = number + 1
  }
}

function nameOf({ projectId, source, target, originId }: Scope): string {
  return `${projectId} ${source} ${target} ${originId}`
}

function placeOf(id: number): number {
  return Math.imul((id % 4_294_967_296) | 0, 0x9e3779b1) >>> 8
}

/** The words of a concordance question, as keys; words in quotation marks stay together. */
export function wordsOf(text: string): readonly string[] {
  const parts = Array.from(plainText(text).matchAll(/"([^"]+)"|“([^”]+)”|([^\s"“”]+)/gu), (match) =>
    sourceKey(match[1] ?? match[2] ?? match[3] ?? ''),
  )
  return [...new Set(parts.filter((part) => part !== ''))]
}
