// A release in the format of its source: the original file with the translated words in it.

import { unseenRoles } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'

import type { OpenDocument } from './format.ts'
import { openDocument } from './formats.ts'
import { joinedText } from './inline-nodes.ts'
import type { Publication, PublishedBlock } from './publication.ts'
import { wordsOf } from './splice.ts'
import type { BlockTarget } from './units.ts'

/** What becomes of sentences without a translation: the export is refused, or they stay and say their language. */
export type Missing = 'refuse' | 'source'

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ...Object.fromEntries(
    ['xlf', 'xliff', 'sdlxliff', 'mxliff', 'mqxliff'].map((name) => [name, 'application/xliff+xml']),
  ),
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Extension and type of the file of an article, told from its name. */
export function originalType(fileName: string): { readonly extension: string; readonly contentType: string } {
  const extension = /\.([a-z\d]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? 'txt'
  return { extension, contentType: contentTypes[extension] ?? 'application/octet-stream' }
}

/**
 * Writes a publication into the file that the article came from.
 * @throws WorkError `not-publishable` when translations are missing and that is to be refused
 */
export function writeOriginal(publication: Publication, original: Uint8Array, missing: Missing): Uint8Array {
  const { fileName, revisions = 'accepted' } = publication
  const opened = openDocument(original, fileName, { revisions })
  if (missing === 'refuse') demandComplete(publication)
  return opened.merge(targetsFor(publication, opened), { locale: publication.locale })
}

function demandComplete({ blocks }: Publication): void {
  const empty = blocks
    .filter(({ treatment }) => treatment === 'translate')
    .flatMap(({ segments }) => segments.filter(({ source, target }) => target.trim() === '' && source !== ''))
  if (empty.length === 0) return
  const reasons = empty.map(({ ordinal }) => ({ code: 'empty', ordinal }))
  throw new WorkError('not-publishable', `${empty.length} sentences have no translation`, { reasons })
}

function targetsFor(publication: Publication, { document }: OpenDocument): ReadonlyMap<number, BlockTarget> {
  const published = new Map(publication.blocks.map((block) => [block.ordinal, block]))
  const targets = new Map<number, BlockTarget>()
  for (const [index, found] of document.blocks.entries()) {
    const block = published.get(index + 1)
    if (!block) {
      // Metadata may be unknown to articles that were imported before it was read; other blocks were left out on purpose.
      if (!unseenRoles.has(found.role)) targets.set(index, { text: '', dropped: true })
      continue
    }
    if (block.segments.length === 0) continue
    if (wordsOf(found) !== wordsOf(asInFile(block))) {
      const problem = `Block ${block.ordinal} is not what stands in ${publication.fileName}`
      throw new WorkError('invalid', problem, { block: block.ordinal })
    }
    const { text, foreign } = joinedText(block)
    targets.set(index, { text, foreign })
  }
  return targets
}

/** The block before anybody corrected its words. */
function asInFile(block: PublishedBlock): PublishedBlock {
  const segments = block.segments.map((one) => ({ ...one, source: one.uncorrected ?? one.source }))
  return { ...block, segments }
}
