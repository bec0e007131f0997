// Puts the words of blocks back into a text file; shared by the formats whose files are text.

import { unseenRoles, type SourceBlock } from '#domain/article.ts'

import {
  copyWith,
  inOrder,
  renderUnit,
  type BlockTarget,
  type Edit,
  type Pen,
  type Range,
  type Unit,
} from './units.ts'

/** A string without codes that is replaced as a whole: the value of an attribute or of a key. */
export interface Leaf extends Range {
  /** Writes other words, with whatever must stand around them. */
  readonly write: (words: string) => string
}

/** Where a block stands in its file: as a unit, as a leaf, or nowhere that words can go. */
export type Slot =
  | {
      readonly unit: Unit
      /** Writes its words, where the file is of more than one kind. */
      readonly escape?: Pen['escape']
    }
  | { readonly leaf: Leaf }
  | null

/** A block with its slot; byte ranges are added when all are known. */
export interface Found extends Range {
  readonly block: Omit<SourceBlock, 'start' | 'end'>
  readonly slot: Slot
}

interface PlacedUnit extends Range {
  readonly unit: Unit
  readonly target: BlockTarget
  readonly escape: Pen['escape']
}

const piecesAtOnce = 400

/**
 * Gives the text of a file with the words of some blocks replaced, or null when nothing changes.
 * @param fixed edits besides those of the blocks, such as the language of the file
 */
export function spliceText(
  text: string,
  found: readonly Found[],
  targets: ReadonlyMap<number, BlockTarget>,
  fixed: readonly Edit[],
  pen: Pick<Pen, 'escape'> & Partial<Pick<Pen, 'foreign'>>,
): string | null {
  const leaves: Edit[] = [...fixed]
  for (const [index, target] of targets) {
    const one = found[index]
    if (!one?.slot || !('leaf' in one.slot) || target.dropped || target.text === wordsOf(one.block)) continue
    const { start, end, write } = one.slot.leaf
    leaves.push({ start, end, text: write(target.text) })
  }
  const edits = inOrder(leaves)
  const units: PlacedUnit[] = []
  for (const [index, target] of targets) {
    const slot = found[index]?.slot
    if (!slot || !('unit' in slot)) continue
    const { start, end } = slot.unit
    units.push({ start, end, unit: slot.unit, target, escape: slot.escape ?? pen.escape })
  }
  const written = writeUnits(text, inOrder(units), copyWith(text, edits), pen.foreign)
  return written === text ? null : written
}

function writeUnits(
  text: string,
  units: readonly PlacedUnit[],
  copy: Pen['copy'],
  foreign: Pen['foreign'],
): string {
  let written = ''
  let pieces: string[] = []
  let at = 0
  for (const { start, end, unit, target, escape } of units) {
    pieces.push(copy(at, start), renderUnit(unit, target, { copy, escape, foreign }))
    at = end
    // NOTE: pieces that are joined early die young; a whole page of them costs half as much again.
    if (pieces.length < piecesAtOnce) continue
    written += pieces.join('')
    pieces = []
  }
  return written + pieces.join('') + copy(at, text.length)
}

/** The words of a block as one coded text. */
export function wordsOf({ segments }: Pick<SourceBlock, 'segments'>): string {
  return segments.map(({ source, after }) => source + after).join('')
}

/** Puts words that readers do not see in the text behind those that they do: translators begin with the article. */
export function seenFirst(found: readonly Found[]): Found[] {
  const unseen = (one: Found): boolean => unseenRoles.has(one.block.role)
  const behind = found.filter(unseen).toSorted((left, right) => left.start - right.start)
  return [...found.filter((one) => !unseen(one)), ...behind]
}
