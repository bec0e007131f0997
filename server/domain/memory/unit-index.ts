// The units of the memory for search: their texts by language, and which unit has which text on which side.
// It proposes; whether a unit is still there is for the table to say.

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

import { plainText } from '../inline.ts'
import { Column } from './column.ts'
import { TextIndex, type Effort } from './text-index.ts'
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
  readonly index = new TextIndex()
  readonly bySource = new Column(Int32Array)
  readonly byTarget = new Column(Int32Array)

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
  readonly #ids = new Column(Float64Array)
  readonly #scopeOf = new Column(Uint16Array)
  /** The next unit with the same source, or target. */
  readonly #nextSource = new Column(Int32Array)
  readonly #nextTarget = new Column(Int32Array)
  #table = new Int32Array(1 << 10)
  #forgotten = 0

  /** Adds a unit; one that is there already is left as it is. */
  add(unit: IndexedUnit): void {
    if (this.#numberOf(unit.id) >= 0) return
    const scope = this.#scope(unit)
    if (scope < 0) return
    const source = this.#language(unit.sourceLocale)
    const target = this.#language(unit.targetLocale)
    const sourceText = source.numberOf(sourceKey(unit.source))
    const targetText = target.numberOf(sourceKey(unit.target))
    const number = this.#ids.push(unit.id)
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
    for (const column of [this.#ids, this.#scopeOf, this.#nextSource, this.#nextTarget]) bytes += column.bytes
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
    const name = `${projectId} ${source} ${target} ${originId}`
    const known = this.#scopes.get(name)
    if (known !== undefined) return known
    if (this.#scopeParts.length >= mostScopes) return -1
    const scope = this.#scopeParts.push({ projectId, source, target, originId }) - 1
    this.#scopes.set(name, scope)
    return scope
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

  #place(number: number): void {
    const mask = this.#table.length - 1
    let at = placeOf(this.#ids.values[number]!) & mask
    while (this.#table[at] !== 0) at = (at + 1) & mask
    this.#table[at] = number + 1
  }
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
