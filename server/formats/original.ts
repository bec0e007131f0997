// A release in the format of its source: the original file with the translated words in it.

import { unseenRoles, type SourceBlock } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { mark } from '#domain/inline.ts'
import { align } from '#domain/source-update/align.ts'
import { carryCodes, codeMap } from '#domain/source-update/carry-codes.ts'
import type { SourceUnit } from '#domain/source-update/compare.ts'
import { inFile, withoutRestored } from '#domain/source-update/restored.ts'

import type { OpenDocument } from './format.ts'
import { openDocument } from './formats.ts'
import { joinedText } from './inline-nodes.ts'
import type { Publication, PublishedBlock } from './publication.ts'
import { shortcodesOf } from './shortcodes.ts'
import { wordsOf } from './splice.ts'
import type { BlockTarget } from './units.ts'

/** What becomes of sentences without a translation: the export is refused, or they stay and say their language. */
export type Missing = 'refuse' | 'source'

/** The type of XLIFF files. */
export const xliffType = 'application/xliff+xml'

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ...Object.fromEntries(['xlf', 'xliff', 'sdlxliff', 'mxliff', 'mqxliff'].map((name) => [name, xliffType])),
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Extension and type of the file of an article, told from its name. */
export function originalType(fileName: string): { readonly extension: string; readonly contentType: string } {
  const extension = /\.([a-z\d]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? 'txt'
  return { extension, contentType: contentTypes[extension] ?? 'application/octet-stream' }
}

/**
 * Writes a publication into the file that the article came from. Words that the file has and the article does not know,
 * because it was imported before they were read, are missing words.
 * @throws WorkError `not-publishable` when translations are missing and that is to be refused
 */
export function writeOriginal(publication: Publication, original: Uint8Array, missing: Missing): Uint8Array {
  const { fileName, revisions = 'accepted' } = publication
  const opened = openDocument(original, fileName, { revisions })
  if (missing === 'refuse') demandComplete(publication)
  return opened.merge(targetsFor(publication, opened, missing), { locale: publication.locale })
}

function demandComplete({ blocks }: Publication): void {
  const empty = blocks
    .filter(({ treatment }) => treatment === 'translate')
    .flatMap(({ segments }) => segments.filter(({ source, target }) => target.trim() === '' && source !== ''))
  if (empty.length === 0) return
  const reasons = empty.map(({ ordinal }) => ({ code: 'empty', ordinal }))
  throw new WorkError('not-publishable', `${empty.length} sentences have no translation`, { reasons })
}

function targetsFor(
  publication: Publication,
  { document }: OpenDocument,
  missing: Missing,
): ReadonlyMap<number, BlockTarget> {
  const { fileName } = publication
  const blocks = asReadToday(publication.blocks, document.blocks)
  const places = placesOf(blocks, document.blocks)
  if (typeof places === 'number') {
    const problem = `Block ${places} is not what stands in ${fileName}`
    throw new WorkError('invalid', problem, { block: places })
  }
  const targets = new Map<number, BlockTarget>()
  for (const [index, found] of document.blocks.entries()) {
    const place = places[index] ?? 'unknown'
    if (place === 'dropped') targets.set(index, { text: '', dropped: true })
    else if (place === 'unknown') {
      if (unseenRoles.has(found.role) || found.segments.length === 0) continue
      if (missing === 'refuse') {
        const problem = `Block ${index + 1} of ${fileName} is unknown to the article, which was imported before such words were read; expected an update of its source, or words in the source language`
        throw new WorkError('invalid', problem, { block: index + 1 })
      }
      const text = wordsOf(found)
      targets.set(index, { text, foreign: [{ start: 0, end: text.length }] })
    } else if (place.segments.length > 0) targets.set(index, joinedText(withCodesOf(found, place)))
  }
  return targets
}

/**
 * What goes to a block of the file: a block of the article, nothing because it was left out on purpose, or what is not
 * known, because the article was imported when files were read by other rules.
 */
type PlaceOf = PublishedBlock | 'dropped' | 'unknown'

/** Lays the blocks of an article on those of its file; gives the ordinal of a block that shows that the file is another one. */
function placesOf(
  blocks: readonly PublishedBlock[],
  read: readonly SourceBlock[],
): readonly PlaceOf[] | number {
  const published = new Map(blocks.map((block) => [block.ordinal, block]))
  const worded = blocks.filter(({ segments }) => segments.length > 0)
  const strange = worded.find((block) => {
    const found = read[block.ordinal - 1]
    return !found || wordsOf(found) !== wordsOf(asInFile(block))
  })
  if (!strange) {
    // Metadata may be unknown to articles that were imported before it was read; other blocks were left out on purpose.
    return read.map(
      ({ role }, index) => published.get(index + 1) ?? (unseenRoles.has(role) ? 'unknown' : 'dropped'),
    )
  }
  const { origins } = align(
    worded.map((block) => unitOf(asInFile(block))),
    read.map(unitOf),
  )
  const same = origins.map(({ kind, from }): PublishedBlock | null =>
    kind === 'identical' || kind === 'context' || kind === 'moved' || kind === 'minor'
      ? (worded[from[0] ?? -1] ?? null)
      : null,
  )
  if (same.filter((one) => one !== null).length * 2 < worded.length) return strange.ordinal
  return same.map((block, index) => block ?? (isDropped(same, published, index) ? 'dropped' : 'unknown'))
}

/** Whether all blocks between two that are known were left out: the article numbers as many there and holds none. */
function isDropped(
  same: readonly (PublishedBlock | null)[],
  published: ReadonlyMap<number, PublishedBlock>,
  index: number,
): boolean {
  let [first, last] = [index, index]
  while (first > 0 && same[first - 1] === null) first -= 1
  while (last + 1 < same.length && same[last + 1] === null) last += 1
  const from = same[first - 1]?.ordinal ?? 0
  const to = same[last + 1]?.ordinal
  if (to === undefined || to - from - 1 !== last - first + 1) return false
  for (let ordinal = from + 1; ordinal < to; ordinal += 1) if (published.has(ordinal)) return false
  return true
}

/** Gives blocks whose shortcodes were words when the article was imported the codes that they are today. */
function asReadToday(
  blocks: readonly PublishedBlock[],
  read: readonly SourceBlock[],
): readonly PublishedBlock[] {
  const words = blocks.map((block) => wordsOf(asInFile(block)))
  if (!words.some((text) => text.includes('['))) return blocks
  const known = new Set(read.map(wordsOf))
  const all = words.join('\n')
  const shortcodes = shortcodesOf(all)
  let start = 0
  return blocks.map((block, index) => {
    const text = words[index] ?? ''
    const found = known.has(text) ? [] : shortcodes(start, start + text.length)
    start += text.length + 1
    return found.reduce(
      (one, code) => withShortcode(one, { ...code, raw: all.slice(code.start, code.end) }),
      block,
    )
  })
}

function withShortcode(block: PublishedBlock, { name, raw }: { name: string; raw: string }): PublishedBlock {
  const at = block.segments.findIndex((one) => inFile(one).includes(raw))
  const id = Math.max(0, ...block.codes.map((code) => code.id)) + 1
  const put = (text: string): string => text.replace(raw, () => mark(id, 'single'))
  const segments = block.segments.map((one, index) => {
    if (index !== at) return one
    const { source, target, uncorrected } = one
    return { ...one, source: put(source), target: put(target), uncorrected: uncorrected && put(uncorrected) }
  })
  const code = { id, kind: 'single', type: 'other', raw, display: name, deletable: false } as const
  return at === -1 ? block : { ...block, segments, codes: [...block.codes, code] }
}

const unitOf = (block: Pick<SourceBlock, 'segments' | 'codes'>): SourceUnit => ({
  text: wordsOf(block),
  codes: block.codes,
})

/** The block with the codes that its words have in the file today. */
function withCodesOf(found: SourceBlock, block: PublishedBlock): PublishedBlock {
  const before = asInFile(block)
  if (wordsOf(found) === wordsOf(before)) return block
  const map = codeMap(unitOf(before), unitOf(found))
  const segments = block.segments.map((one) => ({
    ...one,
    source: carryCodes(one.source, map),
    target: carryCodes(one.target, map),
  }))
  return { ...block, segments }
}

/** The block before anybody corrected its words or put a sentence back. */
function asInFile(block: PublishedBlock): PublishedBlock {
  const segments = withoutRestored(block.segments).map((one) => ({ ...one, source: inFile(one) }))
  return { ...block, segments }
}
