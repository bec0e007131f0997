// What people change in a source without touching its file is kept in layers; each names the words around it.

import { plainText, type CodedText } from '../inline.ts'

/**
 * A border that is set (`split`) or taken away (`join`) between two stretches of letters, a corrected sentence, or a
 * sentence that is put back (`insert`) between two stretches of letters although the file no longer has it.
 */
export interface SourceLayer {
  readonly kind: 'split' | 'join' | 'correction' | 'insert'
  readonly before: CodedText
  readonly after: CodedText
  /** The sentence that is put back; null for every other kind. */
  readonly inserted?: CodedText | null
}

/** How many letters on either side tell where a border is. */
const reach = 40

/** Describes the border between two stretches of a block, in the words of the file, so that it can be found again. */
export function borderBetween(before: CodedText, after: CodedText): Pick<SourceLayer, 'before' | 'after'> {
  return { before: visible(before).slice(-reach), after: visible(after).slice(0, reach) }
}

/** What can be seen of a text, with the offsets of its own letters: nothing is normalised. */
export const visible = (text: CodedText): string => plainText(text).replace(/\s+/g, '')
