// Where a sentence can be cut: between two words, with words on either side.

import type { CodedText } from '#domain/inline.ts'

import { piecesOf } from './words.ts'

/** Lists the offsets at which a source can be cut, in order. */
export function bordersOf(source: CodedText, locale: string): readonly number[] {
  const pieces = piecesOf(source, locale)
  const words = pieces.filter(({ kind }) => kind === 'word')
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return []
  return pieces
    .filter(({ kind, start }, n) => {
      const before = pieces[n - 1]
      // A sign belongs to the word before it, a space to nobody, and the mark of a code to what follows the space.
      return kind !== 'space' && before?.kind === 'space' && start > first.start && start <= last.start
    })
    .map(({ start }) => start)
}

/** The border that is offered first: at the end of what was selected, after a sign that ends a clause, or in the middle. */
export function likelyBorder(source: CodedText, borders: readonly number[], selected: string): number {
  const chosen = selected.trim() === '' ? -1 : source.indexOf(selected.trim())
  const wanted = chosen < 0 ? source.length / 2 : chosen + selected.trim().length
  const clauses = borders.filter((border) => /[.!?;:—–]["”’)]*\s*$/u.test(source.slice(0, border)))
  const offered = chosen < 0 && clauses.length > 0 ? clauses : borders
  return offered.reduce(
    (best, border) => (Math.abs(border - wanted) < Math.abs(best - wanted) ? border : best),
    offered[0] ?? 0,
  )
}
