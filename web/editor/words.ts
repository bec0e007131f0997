// Words in any script: where they begin and end, and how two texts differ by words.
// Thai, Lao and Khmer put no space between words, so every boundary comes from the dictionary of Intl.Segmenter.

import { partsOf } from './codes.ts'

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale)
  if (known) return known
  const made = new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, made)
  return made
}

/** A piece of a text: a word, the spaces and signs between words, or the mark of a code. */
export interface Piece {
  readonly kind: 'word' | 'space' | 'sign' | 'mark'
  readonly start: number
  readonly end: number
}

/** Cuts a coded text into words, spaces, signs and marks. */
export function piecesOf(text: string, locale: string): readonly Piece[] {
  return partsOf(text).flatMap((part): readonly Piece[] => {
    if (part.kind === 'mark') return [{ kind: 'mark', start: part.start, end: part.start + 1 }]
    return Array.from(segmenterOf(locale).segment(part.text), ({ segment, index, isWordLike }) => ({
      kind: isWordLike ? 'word' : segment.trim() === '' ? 'space' : 'sign',
      start: part.start + index,
      end: part.start + index + segment.length,
    }))
  })
}

/** Finds where a caret lands that moves by one word; a mark is a stop of its own. */
export function wordBoundary(text: string, position: number, direction: -1 | 1, locale: string): number {
  const pieces = piecesOf(text, locale)
  const ahead =
    direction > 0
      ? pieces.filter((p) => p.end > position)
      : pieces.filter((p) => p.start < position).reverse()
  let reached = position
  for (const piece of ahead) {
    if (piece.kind === 'mark' && reached !== position) return reached
    reached = direction > 0 ? piece.end : piece.start
    if (piece.kind !== 'space') return reached
  }
  return reached
}

/** Finds the word, space or sign at a position, as a double click selects it. */
export function wordAround(
  text: string,
  position: number,
  locale: string,
): { readonly from: number; readonly to: number } {
  const pieces = piecesOf(text, locale)
  const touching = pieces.filter((piece) => piece.start <= position && piece.end >= position)
  const found =
    touching.find((piece) => piece.kind === 'word') ??
    touching.find((p) => p.end > position) ??
    touching.at(-1)
  return found ? { from: found.start, to: found.end } : { from: position, to: position }
}

/** A stretch that two texts share, or that only one of them has. */
export interface Difference {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

const largestTable = 400_000

/** Compares two texts word by word, for example to show what a reviewer changed. */
export function wordDifferences(before: string, after: string, locale: string): readonly Difference[] {
  const left = piecesOf(before, locale).map((piece) => before.slice(piece.start, piece.end))
  const right = piecesOf(after, locale).map((piece) => after.slice(piece.start, piece.end))
  const head = commonLength(left, right)
  const tail = commonLength(left.slice(head).reverse(), right.slice(head).reverse())
  const found: Difference[] = [
    { kind: 'same', text: left.slice(0, head).join('') },
    ...middleDifferences(left.slice(head, left.length - tail), right.slice(head, right.length - tail)),
    { kind: 'same', text: tail ? left.slice(-tail).join('') : '' },
  ]
  return joinRuns(found)
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  let length = 0
  while (length < left.length && length < right.length && left[length] === right[length]) length++
  return length
}

/** Longest common subsequence; texts too long for a table are shown as replaced whole. */
function middleDifferences(left: readonly string[], right: readonly string[]): readonly Difference[] {
  if (left.length * right.length > largestTable) {
    return [
      { kind: 'removed', text: left.join('') },
      { kind: 'added', text: right.join('') },
    ]
  }
  const width = right.length + 1
  const table = new Uint32Array((left.length + 1) * width)
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      table[row * width + column] =
        left[row] === right[column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1))
    }
  }
  const found: Difference[] = []
  let row = 0
  let column = 0
  while (row < left.length || column < right.length) {
    const [old, fresh] = [left[row], right[column]]
    if (old !== undefined && old === fresh) {
      found.push({ kind: 'same', text: old })
      row++
      column++
    } else if (fresh === undefined || (old !== undefined && cell(row + 1, column) >= cell(row, column + 1))) {
      found.push({ kind: 'removed', text: old ?? '' })
      row++
    } else {
      found.push({ kind: 'added', text: fresh })
      column++
    }
  }
  return found
}

function joinRuns(differences: readonly Difference[]): readonly Difference[] {
  const joined: Difference[] = []
  for (const difference of differences) {
    const last = joined.at(-1)
    if (difference.text === '') continue
    if (last?.kind === difference.kind)
      joined[joined.length - 1] = { ...last, text: last.text + difference.text }
    else joined.push(difference)
  }
  return joined
}
