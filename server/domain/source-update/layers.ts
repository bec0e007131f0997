// What people change in a source without touching its file: where sentences end, slips in their words,
// and sentences that it no longer has. Each change names the words around it, so it is found again when the file is read
// again or has become another one.

import type { SourceBlock, SourceSegment } from '../article.ts'
import { readMark, type Code, type CodedText } from '../inline.ts'
import { carryCodes, codeMap } from './carry-codes.ts'
import { lettersOf } from './compare.ts'
import { insertSentences } from './restored.ts'
import { visible, type SourceLayer } from './source-layer.ts'

/** Applies layers to the blocks of a file; what they do not find they leave alone. */
export function applyLayers(
  blocks: readonly SourceBlock[],
  layers: readonly SourceLayer[],
): readonly SourceBlock[] {
  if (layers.length === 0) return blocks
  const borders = layers.filter(({ kind }) => kind === 'split' || kind === 'join')
  const corrections = new Map(
    layers
      .filter(({ kind }) => kind === 'correction')
      .map((layer) => [lettersOf(layer.before), layer] as const),
  )
  const read = blocks.map((block) => {
    const cut = borders.length > 0 ? recut(block.segments, borders) : block.segments
    const segments = corrections.size > 0 ? cut.map((one) => corrected(one, block.codes, corrections)) : cut
    return segments === block.segments ? block : { ...block, segments }
  })
  // Where a sentence is put back is told by the words of the file, cut as people want them.
  return insertSentences(
    read,
    layers.filter(({ kind }) => kind === 'insert'),
  )
}

function corrected(
  segment: SourceSegment,
  codes: readonly Code[],
  corrections: ReadonlyMap<string, SourceLayer>,
): SourceSegment {
  const layer = corrections.get(lettersOf(segment.source))
  if (!layer) return segment
  const [before, now] = [layer.before, segment.source].map((text) => ({ text, codes }))
  // Ids of codes count from the start of the block, so they may have changed.
  const source = before && now ? carryCodes(layer.after, codeMap(before, now)) : segment.source
  return { source, after: segment.after, uncorrected: segment.source }
}

/** Sets and takes away borders between the sentences of a block. */
function recut(segments: readonly SourceSegment[], layers: readonly SourceLayer[]): readonly SourceSegment[] {
  const text = segments.map(({ source, after }) => source + after).join('')
  const letters = visible(text)
  const borders = new Set<number>()
  let done = 0
  for (const { source } of segments) borders.add((done += visible(source).length))
  borders.delete(done)
  let changed = false
  for (const { kind, before, after } of layers) {
    for (let at = letters.indexOf(before + after); at >= 0; at = letters.indexOf(before + after, at + 1)) {
      const border = at + before.length
      if (border <= 0 || border >= letters.length || borders.has(border) === (kind === 'split')) continue
      changed = true
      if (kind === 'split') borders.add(border)
      else borders.delete(border)
    }
  }
  return changed ? cutAt(text, borders) : segments
}

/** Cuts a text after some of its letters; closing codes stay with the words they enclose. */
function cutAt(text: CodedText, borders: ReadonlySet<number>): readonly SourceSegment[] {
  const segments: SourceSegment[] = []
  let letters = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (readMark(text.charAt(at)) !== null || /\s/.test(text.charAt(at))) continue
    letters += 1
    if (!borders.has(letters)) continue
    let end = at + 1
    while (readMark(text.charAt(end))?.part === 'close') end += 1
    let next = end
    while (/\s/.test(text.charAt(next))) next += 1
    segments.push({ source: text.slice(start, end), after: text.slice(end, next) })
    start = next
    at = next - 1
  }
  const source = text.slice(start).trimEnd()
  return [...segments, { source, after: text.slice(start + source.length) }]
}
