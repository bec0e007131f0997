// Pseudo-translation and round trips: how a format is tried out on a file before anybody translates it.

import type { SourceBlock, SourceSegment } from '#domain/article.ts'
import { readMark, type CodedText } from '#domain/inline.ts'

import type { OpenDocument } from './format.ts'
import type { BlockTarget } from './units.ts'

const plain = 'AEIOUYaeiouyncsNCS'
const accented = 'ÂÉÎÖÛÝâéîöûýñçšÑÇŠ'
const accents = new Map(Array.from(plain, (letter, index) => [letter, accented.charAt(index)]))

/** Writes words with accents and a third longer, with the characters in them that mark-up is made of. */
export function pseudoText(text: CodedText): CodedText {
  let written = ''
  let words = 0
  for (const character of text) {
    written += accents.get(character) ?? character
    if (!readMark(character)) words += 1
  }
  // Before the codes at the end: behind a tag that was left out there is no outside.
  return written.replace(/[\s\uE001-\uF7FF]*$/, (end) => ` <&"> ${'ø'.repeat(Math.ceil(words / 3))}${end}`)
}

/** Targets for every block, made from its sentences. */
export function targetsOf(
  blocks: readonly SourceBlock[],
  write: (segment: SourceSegment) => CodedText,
): ReadonlyMap<number, BlockTarget> {
  return new Map(
    blocks.flatMap(({ segments }, index) =>
      segments.length === 0
        ? []
        : [[index, { text: segments.map((segment) => write(segment) + segment.after).join('') }] as const],
    ),
  )
}

/** What a round trip without a change shows. */
export interface RoundTrip {
  readonly identical: boolean
  readonly units: number
  readonly segments: number
}

/** Merges a file with nothing, and with its own words, and compares the bytes. */
export function roundTrip(bytes: Uint8Array, opened: OpenDocument): RoundTrip {
  const { blocks } = opened.document
  const untouched = opened.merge(new Map(), { locale: null })
  const same = opened.merge(
    targetsOf(blocks, ({ source }) => source),
    { locale: null },
  )
  return {
    identical: Buffer.compare(bytes, untouched) === 0 && Buffer.compare(bytes, same) === 0,
    units: blocks.length,
    segments: blocks.reduce((sum, { segments }) => sum + segments.length, 0),
  }
}
