// A unit of the memory: a source that was translated and approved, with what stood around it and where it is from.

import type { Named } from '../article.ts'
import { marksOf, mark, plainText, readMark, type Code, type CodedText } from '../inline.ts'
import { mappedKey, matchKey, type MappedKey } from '#glossary/matchkey.ts'
import { datesIn } from '../names/dates.ts'

/** Where a unit is from: an article of the project, or a file that was read. */
export interface UnitOrigin {
  readonly kind: 'article' | 'file'
  readonly id: string
  readonly name: string
}

/** An approved pair. */
export interface Unit {
  readonly id: number
  /** The translation that was approved; null for what was read from a file. */
  readonly translationId: string | null
  readonly sourceLocale: string
  readonly targetLocale: string
  readonly source: CodedText
  readonly target: CodedText
  /** Codes of the source, numbered from 1 in the order in which they begin. */
  readonly codes: readonly Code[]
  /** What stood before and after it; null where nothing did, or nobody knows. */
  readonly previous: string | null
  readonly next: string | null
  readonly origin: UnitOrigin
  readonly author: Named | null
  readonly approver: Named | null
  readonly createdAt: string
}

/** The key under which sources are the same: without codes, spellings that read the same, one space for many. */
export function sourceKey(text: CodedText): string {
  const key = matchKey(plainText(text))
  // Most texts have single spaces already; looking is much cheaper than writing them anew.
  return hasOtherSpaces(key) ? key.replace(/\s+/g, ' ').trim() : key
}

/** Makes the key of a text without codes together with the way back to its places. */
export function mappedSourceKey(plain: string): MappedKey {
  const { key: whole, offsets: from } = mappedKey(plain)
  if (!hasOtherSpaces(whole)) return { key: whole, offsets: from }
  let key = ''
  const offsets: number[] = []
  for (const { 0: part, index } of whole.matchAll(/\s+|\S+/g)) {
    const isSpace = /^\s/.test(part)
    if (isSpace && (index === 0 || index + part.length === whole.length)) continue
    key += isSpace ? ' ' : part
    offsets.push(...from.slice(index, index + (isSpace ? 1 : part.length)))
  }
  offsets.push(from[whole.trimEnd().length] ?? plain.length)
  return { key, offsets }
}

/** Whether a space stands at an end or beside another, or one is no plain space. */
function hasOtherSpaces(key: string): boolean {
  let before = space
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i)
    if (code === space ? before === space : isOtherSpace(code)) return true
    before = code
  }
  return before === space && key !== ''
}

const space = 0x20

function isOtherSpace(code: number): boolean {
  if (code < 0xa0) return code >= 0x09 && code <= 0x0d
  return code === 0xa0 || code === 0x1680 || (code >= 0x2000 && /\s/.test(String.fromCharCode(code)))
}

const figures = /\d+(?:[.,]\d+)*/g

/** The key of a source whose numbers and dates are left open. */
export function shapeKey(text: CodedText): string {
  const plain = plainText(text)
  let open = ''
  let at = 0
  for (const { start, end } of datesIn(plain)) {
    if (start < at) continue
    open += `${plain.slice(at, start)}\u0001`
    at = end
  }
  return sourceKey(open + plain.slice(at)).replace(figures, '\u0002')
}

/** A number of 53 bits for a key, the same everywhere. */
export function keyHash(key: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < key.length; i++) {
    const character = key.charCodeAt(i)
    high = Math.imul(high ^ character, 2_654_435_761)
    low = Math.imul(low ^ character, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0)
}

/** A pair whose codes are numbered from 1, so that the same words of another block have the same numbers. */
export interface Renumbered {
  readonly source: CodedText
  readonly target: CodedText
  readonly codes: readonly Code[]
}

/** Numbers the codes of a pair in the order in which they begin in the source. */
export function renumbered(source: CodedText, target: CodedText, codes: readonly Code[]): Renumbered {
  const ids = [...new Set(marksOf(source).map(({ id }) => id))]
  const numbers = new Map(ids.map((id, index) => [id, index + 1]))
  const own = ids.flatMap((id, index) => {
    const code = codes.find((candidate) => candidate.id === id)
    return code ? [{ ...code, id: index + 1 }] : []
  })
  return { source: withIds(source, numbers), target: withIds(target, numbers), codes: own }
}

/**
 * Writes the target of a unit with the codes of another source that has them in the same order; codes that it
 * lacks are left out.
 */
export function withCodesOf(source: CodedText, target: CodedText): CodedText {
  const ids = [...new Set(marksOf(source).map(({ id }) => id))]
  return withIds(target, new Map(ids.map((id, index) => [index + 1, id])))
}

function withIds(text: CodedText, numbers: ReadonlyMap<number, number>): CodedText {
  return text.replace(/[\uE000-\uF8FF]/g, (character) => {
    const found = readMark(character)
    const number = found && numbers.get(found.id)
    return found && number ? mark(number, found.part) : ''
  })
}
