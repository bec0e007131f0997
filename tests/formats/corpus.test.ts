import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { WorkError } from '#domain/errors.ts'

import type { OpenDocument } from '../../server/formats/format.ts'
import { openDocument } from '../../server/formats/formats.ts'
import { importLimits } from '../../server/formats/limits.ts'
import { pseudoText, roundTrip, targetsOf } from '../../server/formats/pseudo.ts'
import { wordsOf } from '../../server/formats/splice.ts'
import { installedFiles } from '../helpers/corpus.ts'
import { tagsOf } from '../helpers/tags.ts'

/** How many files there must be, how many of them may be refused, and how many may read otherwise after new words. */
const corpora = [
  { name: 'HTML', endings: ['.html', '.htm'], least: 1000, refused: 0.02, lost: 0 },
  { name: 'Markdown', endings: ['.md', '.markdown'], least: 400, refused: 0.02, lost: 0.005 },
  { name: 'JSON', endings: ['.json'], least: 400, refused: 0.05, lost: 0 },
] as const

const share = Number(process.env['CORPUS_SHARE'] ?? 1)

const largest = 64 * 1024

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe.each(corpora)('installed $name files', ({ name, endings, least, refused, lost }) => {
  // CORPUS_SHARE=10 takes every tenth file, for a quick look.
  const files = installedFiles(...endings).filter((_, index) => index % share === 0)

  test.skipIf(files.length === 0)(
    `come back byte by byte, and read as translated after a pseudo-translation (${files.length} files)`,
    { timeout: 900_000 },
    () => {
      const changed: string[] = []
      const otherwise: string[] = []
      const unread: string[] = []
      for (const file of files) {
        const bytes = readFileSync(file)
        const opened = tryOpen(bytes, file)
        if (!opened) unread.push(file)
        else {
          if (!roundTrip(bytes, opened).identical) changed.push(file)
          // Large files take long to read twice and hold nothing that the many small ones do not.
          if (bytes.length <= largest && !readsAsTranslated(bytes, opened, file)) otherwise.push(file)
        }
      }
      process.stderr.write(
        `${name}: ${files.length} files, ${unread.length} refused, ${changed.length} changed, ${otherwise.length} read otherwise\n`,
      )
      if (files.length * share < least)
        process.stderr.write(`${name}: fewer than ${least} files are installed here\n`)
      // .ci/run installs enough of them; elsewhere what there is has to do.
      if (process.env['CI']) expect(files.length * share).toBeGreaterThanOrEqual(least)
      expect(changed).toEqual([])
      expect(otherwise.length, otherwise.join('\n')).toBeLessThanOrEqual(files.length * lost)
      expect(unread.length, unread.join('\n')).toBeLessThanOrEqual(Math.ceil(files.length * refused))
    },
  )
})

/** Opens a file, or gives null for what is no file of ours: too large, in another encoding, or broken. */
function tryOpen(bytes: Uint8Array, file: string): OpenDocument | null {
  try {
    return openDocument(bytes, file)
  } catch (error) {
    expect(error, file).toBeInstanceOf(WorkError)
    return null
  }
}

function readsAsTranslated(bytes: Uint8Array, opened: OpenDocument, file: string): boolean {
  const { blocks, format } = opened.document
  // Longer words may pass a limit that the source did not: such a block would be read as a listing, and is left as it is.
  const targets = new Map(
    [...targetsOf(blocks, ({ source }) => pseudoText(source))].filter(
      ([, { text }]) => text.length <= importLimits.blockCharacters,
    ),
  )
  const after = opened.merge(targets, { locale: null })
  const again = tryOpen(after, file)
  // The same of the file as a whole.
  if (!again) return true
  const wanted = blocks.map((block, index) => spaced(targets.get(index)?.text ?? wordsOf(block)))
  const same =
    JSON.stringify(again.document.blocks.map((block) => spaced(wordsOf(block)))) === JSON.stringify(wanted)
  return (
    same &&
    (format !== 'html' || JSON.stringify(tagsOf(textOf(after))) === JSON.stringify(tagsOf(textOf(bytes))))
  )
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
