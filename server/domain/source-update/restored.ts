// Sentences that a file no longer has and that people put back. They stand in the source as sentences of their own,
// between the words that stood around them; the file stays as it is.

import type { SourceBlock, SourceSegment } from '../article.ts'
import { marksOf, type CodedText } from '../inline.ts'
import { lettersOf } from './compare.ts'
import { borderBetween, visible, type SourceLayer } from './source-layer.ts'

type Placed = Pick<SourceSegment, 'source' | 'after' | 'uncorrected'>

/** Whether a sentence was put back: of what the file does not have, it has no words. */
export const isRestored = ({ uncorrected }: Pick<SourceSegment, 'uncorrected'>): boolean => uncorrected === ''

/** A sentence in the words of the file. */
export const inFile = ({ source, uncorrected }: Pick<Placed, 'source' | 'uncorrected'>): CodedText =>
  uncorrected ?? source

/** Gives the sentences of a block without those that were put back, with the white space that the file has. */
export function withoutRestored<T extends Placed>(segments: readonly T[]): readonly T[] {
  const kept: T[] = []
  for (const one of segments) {
    if (!isRestored(one)) {
      kept.push(one)
      continue
    }
    const previous = kept.pop()
    if (previous) kept.push({ ...previous, after: one.after })
  }
  return kept
}

/**
 * Puts sentences back. Each goes between the words that it names; where only those on one side are left, beside them.
 * It is left out where none of them are, where that would be in several places, and where its paragraph has it.
 */
export function insertSentences(
  blocks: readonly SourceBlock[],
  layers: readonly SourceLayer[],
): readonly SourceBlock[] {
  if (layers.length === 0) return blocks
  const grounds = blocks.map(groundOf)
  for (const layer of layers) {
    const place = placeOf(grounds, layer)
    if (place && layer.inserted) insertAt(place.ground.segments, place.border, layer.inserted)
  }
  return blocks.map((block, index) => {
    const { segments } = grounds[index] ?? block
    return segments.length === block.segments.length ? block : { ...block, segments }
  })
}

/** A block in which places are looked for. */
interface Ground {
  /** The letters that the file has. */
  readonly letters: string
  /** How many of them stand before each sentence, and at the end. */
  readonly borders: readonly number[]
  readonly segments: SourceSegment[]
}

function groundOf({ segments }: SourceBlock): Ground {
  const borders = [0]
  let letters = ''
  for (const one of segments) borders.push((letters += visible(inFile(one))).length)
  return { letters, borders: [...new Set(borders)], segments: [...segments] }
}

interface Place {
  readonly ground: Ground
  /** Letters of the file that stand before it. */
  readonly border: number
}

function placeOf(grounds: readonly Ground[], { before, after, inserted }: SourceLayer): Place | null {
  if (!inserted || before + after === '') return null
  const letters = lettersOf(inserted)
  const open = ({ ground }: Place) => !ground.segments.some((one) => hasWords(one, letters))
  // No words on one side: it began or ended its paragraph.
  const stoodBefore = (ground: Ground, at: number) =>
    before === '' ? at === 0 : ground.letters.endsWith(before, at)
  const stoodAfter = (ground: Ground, at: number) =>
    after === '' ? at === ground.letters.length : ground.letters.startsWith(after, at)
  const between = placesWhere(grounds, (...at) => stoodBefore(...at) && stoodAfter(...at)).find(open)
  if (between) return between
  for (const holds of [before === '' ? null : stoodBefore, after === '' ? null : stoodAfter]) {
    const [only, second] = holds ? placesWhere(grounds, holds) : []
    if (only && !second) return open(only) ? only : null
  }
  return null
}

function placesWhere(
  grounds: readonly Ground[],
  holds: (ground: Ground, border: number) => boolean,
): readonly Place[] {
  const places: Place[] = []
  for (const ground of grounds) {
    for (const border of ground.borders) if (holds(ground, border)) places.push({ ground, border })
  }
  return places
}

/** Whether a sentence is made of some letters or has them in it, as one that was joined with another has. */
const hasWords = (one: Pick<Placed, 'source' | 'uncorrected'>, letters: string): boolean =>
  lettersOf(one.source).includes(letters) || lettersOf(inFile(one)).includes(letters)

/** Behind the letters of the file and whatever was put back there before. */
function insertAt(segments: SourceSegment[], border: number, source: CodedText): void {
  let index = 0
  for (let letters = 0; index < segments.length; index += 1) {
    const one = segments[index]
    letters += one ? visible(inFile(one)).length : 0
    if (letters > border) break
  }
  const previous = segments[index - 1]
  if (previous) segments[index - 1] = { ...previous, after: previous.after || ' ' }
  segments.splice(index, 0, { source, after: previous ? previous.after : ' ', uncorrected: '' })
}

/** A sentence that stands near the place of one that was removed. */
export interface Neighbour extends Pick<Placed, 'source' | 'uncorrected'> {
  readonly id: string
  /** Ordinal of its block. */
  readonly block: number
  readonly isTranslated: boolean
}

/** What keeps a removed sentence from being put back by itself; the earlier file can still be taken as the source again. */
export type NoPlace =
  | 'reason.paragraph-gone'
  | 'reason.sentence-has-codes'
  | 'reason.block-not-translated'
  | 'reason.stands-there'

/**
 * Finds the sentence beside which a removed one goes: the nearest one that is left of those around it.
 * A sentence with codes is refused, because the file has them no more and its translations would lose theirs.
 * @param neighbours ids of the sentences that stood around it in its block, in order, with its own
 * @param left those sentences that the source has
 */
export function homeOf(
  removed: { readonly id: string; readonly source: CodedText; readonly neighbours: readonly string[] },
  left: ReadonlyMap<string, Neighbour>,
): { readonly beside: Neighbour; readonly side: 'behind' | 'before' } | NoPlace {
  // It is in the source all the same when nobody translates its block.
  if (left.has(removed.id)) return 'reason.block-not-translated'
  if (marksOf(removed.source).length > 0) return 'reason.sentence-has-codes'
  const found = nearest(removed, left)
  if (!found) return 'reason.paragraph-gone'
  if (!found.beside.isTranslated) return 'reason.block-not-translated'
  const letters = lettersOf(removed.source)
  const sameBlock = removed.neighbours.flatMap((id) => left.get(id) ?? [])
  const stands = sameBlock.some((one) => one.block === found.beside.block && hasWords(one, letters))
  return stands ? 'reason.stands-there' : found
}

function nearest(
  { id, neighbours }: { readonly id: string; readonly neighbours: readonly string[] },
  left: ReadonlyMap<string, Neighbour>,
) {
  const own = neighbours.indexOf(id)
  for (let distance = 1; distance < neighbours.length; distance += 1) {
    const previous = left.get(neighbours[own - distance] ?? '')
    if (previous) return { beside: previous, side: 'behind' as const }
    const next = left.get(neighbours[own + distance] ?? '')
    if (next) return { beside: next, side: 'before' as const }
  }
  return null
}

/**
 * Adds the layer that puts a sentence back at a place of its block.
 * Sentences that stand between the same words of the file stand there in the order of their layers.
 */
export function layersWith(
  layers: readonly SourceLayer[],
  inserted: CodedText,
  block: readonly (Placed & { readonly id: string })[],
  index: number,
): readonly SourceLayer[] {
  const layer: SourceLayer = { kind: 'insert', ...borderAt(block, index), inserted }
  const next = block[index]
  const behind = next && restoringLayers(layers, block).get(next.id)
  const at = behind ? layers.indexOf(behind) : layers.length
  return [...layers.slice(0, at), layer, ...layers.slice(at)]
}

/** Tells which layer each sentence of a block that was put back comes from, by its id. */
export function restoringLayers(
  layers: readonly SourceLayer[],
  block: readonly (Placed & { readonly id: string })[],
): ReadonlyMap<string, SourceLayer> {
  const found = new Map<string, SourceLayer>()
  for (const [index, one] of block.entries()) {
    if (!isRestored(one)) continue
    const { before, after } = borderAt(block, index)
    const same = layers.filter(({ kind, inserted }) => kind === 'insert' && inserted === one.source)
    const layer =
      same.find((other) => other.before === before && other.after === after) ??
      same.find((other) => other.before === before || other.after === after) ??
      same[0]
    if (layer) found.set(one.id, layer)
  }
  return found
}

function borderAt(block: readonly Placed[], index: number) {
  const text = (some: readonly Placed[]) => some.map(inFile).join(' ')
  return borderBetween(text(block.slice(0, index)), text(block.slice(index)))
}
