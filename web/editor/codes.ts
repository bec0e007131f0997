// How a translator handles inline codes: which are missing, where one goes, which may enter by paste.

import { compareCodes, marksOf, readMark } from '#domain/inline.ts'
import type { Code, CodedText, Mark, MarkPart } from '#domain/inline.ts'

/** A stretch of a coded text: words, or one mark. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string; readonly start: number }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly text: string; readonly start: number }

/** Splits a coded text at its marks. */
export function partsOf(text: CodedText): readonly TextPart[] {
  const parts: TextPart[] = []
  let start = 0
  for (const found of marksOf(text)) {
    if (found.at > start) parts.push({ kind: 'words', text: text.slice(start, found.at), start })
    parts.push({ kind: 'mark', mark: found, text: text.charAt(found.at), start: found.at })
    start = found.at + 1
  }
  if (start < text.length) parts.push({ kind: 'words', text: text.slice(start), start })
  return parts
}

/** What a chip shows: the side on which the enclosed words stand, the number, and the name where a code begins. */
export function chipLabel(part: MarkPart, id: number, code?: Pick<Code, 'display'>): string {
  const name = code?.display ? ` ${code.display}` : ''
  return { open: `▸${id}${name}`, close: `${id}◂`, single: `${id}${name}` }[part]
}

/** A code of the source that the target lacks, in whole or at one end. */
export interface MissingCode {
  readonly id: number
  /** The missing marks: open and close of a pair, or a single character. */
  readonly marks: readonly { readonly part: MarkPart; readonly text: string }[]
}

/** Lists the codes that the target still lacks, in the order of the source. */
export function missingCodes(source: CodedText, target: CodedText): readonly MissingCode[] {
  const missing: { id: number; marks: { part: MarkPart; text: string }[] }[] = []
  for (const { id, part, at } of [...compareCodes(source, target).missing].sort((a, b) => a.at - b.at)) {
    const pair =
      part === 'close' && missing.find((code) => code.id === id && code.marks.every((m) => m.part === 'open'))
    const found = { part, text: source.charAt(at) }
    if (pair) pair.marks.push(found)
    else missing.push({ id, marks: [found] })
  }
  return missing
}

/** Insertions that place a missing code, and the selection after them. */
export interface Placement {
  readonly insertions: readonly { readonly at: number; readonly text: string }[]
  readonly anchor: number
  readonly head: number
}

/** Places a missing code: a pair around the selected words, a lone mark at the end of the selection. */
export function placeCode(missing: MissingCode, from: number, to: number): Placement {
  const [first, second] = missing.marks
  if (!first) return { insertions: [], anchor: from, head: to }
  if (!second) return { insertions: [{ at: to, text: first.text }], anchor: to + 1, head: to + 1 }
  const insertions = [
    { at: from, text: first.text },
    { at: to, text: second.text },
  ]
  // Around words the caret goes behind the pair; an empty pair is waiting to be filled.
  const caret = from === to ? from + 1 : to + 2
  return { insertions, anchor: caret, head: caret }
}

/** Offsets in `after` of marks whose partner was deleted: a pair stays together or goes together. */
export function orphanedMarks(before: CodedText, after: CodedText): readonly number[] {
  const wasWhole = wholePairs(before)
  const isWhole = wholePairs(after)
  return marksOf(after)
    .filter((found) => found.part !== 'single' && wasWhole.has(found.id) && !isWhole.has(found.id))
    .map((found) => found.at)
}

function wholePairs(text: CodedText): ReadonlySet<number> {
  const marks = marksOf(text)
  const closed = new Set(marks.filter((found) => found.part === 'close').map((found) => found.id))
  return new Set(
    marks.filter((found) => found.part === 'open' && closed.has(found.id)).map((found) => found.id),
  )
}

/**
 * Keeps of a pasted text only the marks that the target lacks, so that no code comes in twice;
 * a pair enters with both its ends or not at all.
 */
export function admitMarks(pasted: CodedText, source: CodedText, target: CodedText): CodedText {
  const room = new Map(missingCodes(source, target).map((code) => [code.id, code]))
  const present = marksOf(pasted)
  const admitted = new Set(
    [...room.values()]
      .filter((code) =>
        code.marks.every((wanted) => present.some((m) => m.id === code.id && m.part === wanted.part)),
      )
      .map((code) => code.id),
  )
  const used = new Set<string>()
  return keepMarks(pasted, ({ id, part }, character) => {
    const fits =
      admitted.has(id) && room.get(id)?.marks.some((wanted) => wanted.part === part) && !used.has(character)
    used.add(character)
    return fits ? character : ''
  })
}

/** Renumbers the marks of another segment to codes of this one that mean the same; other marks are dropped. */
export function mapMarks(pasted: CodedText, theirs: readonly Code[], ours: readonly Code[]): CodedText {
  const renumbered = new Map<number, number>()
  for (const code of theirs) {
    const same = ours.find(
      (own) => own.kind === code.kind && own.raw === code.raw && ![...renumbered.values()].includes(own.id),
    )
    if (same) renumbered.set(code.id, same.id)
  }
  return keepMarks(pasted, ({ id }, character) => {
    const own = renumbered.get(id)
    return own === undefined ? '' : String.fromCharCode(character.charCodeAt(0) - id + own)
  })
}

/** Removes every private-use character that is not a mark chosen by `keep`. */
function keepMarks(text: string, keep: (mark: Mark, character: string) => string): string {
  return text.replace(/[\uE000-\uF8FF]/g, (character, at: number) => {
    const found = readMark(character, at)
    return found ? keep(found, character) : ''
  })
}
