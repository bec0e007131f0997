// Translations keep their codes when the ids of their source change, as they do when a link is added before them.

import { mark, marksOf, readMark, type CodedText } from '../inline.ts'
import type { SourceUnit } from './compare.ts'

const anyMark = /[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF]/g

/** Which code of the new source stands for each code of the old one: the next of the same kind and type. */
export function codeMap(before: SourceUnit, after: SourceUnit): ReadonlyMap<number, number> {
  const waiting = new Map<string, number[]>()
  for (const { id, shape } of codesIn(after)) waiting.set(shape, [...(waiting.get(shape) ?? []), id])
  const map = new Map<number, number>()
  for (const { id, shape } of codesIn(before)) {
    const next = waiting.get(shape)?.shift()
    if (next !== undefined) map.set(id, next)
  }
  return map
}

/** Writes a text with other ids; codes that have no successor are left out. */
export function carryCodes(text: CodedText, map: ReadonlyMap<number, number>): CodedText {
  return text.replace(anyMark, (character) => {
    const found = readMark(character)
    const id = found ? map.get(found.id) : undefined
    return found && id !== undefined ? mark(id, found.part) : ''
  })
}

function codesIn({ text, codes }: SourceUnit): readonly { readonly id: number; readonly shape: string }[] {
  const types = new Map(codes.map((code) => [code.id, code.type]))
  const parts = new Map<number, string>()
  for (const { id, part } of marksOf(text)) parts.set(id, (parts.get(id) ?? '') + part)
  return Array.from(parts, ([id, seen]) => ({ id, shape: `${seen} ${types.get(id) ?? ''}` }))
}
