// Commands that try the formats on files; none of them needs a database.

import { basename } from 'node:path'

import { WorkError } from '#domain/errors.ts'
import { plainText, readMark, type Code, type CodedText } from '#domain/inline.ts'

import { openDocument } from '../formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../formats/pseudo.ts'
import { bytesOf, writeStreamed } from './files.ts'

type Print = (text: string) => void

/** Prints the segments of a file, one line of JSON each. */
export async function printSegments(file: string, language: string | null, print: Print): Promise<void> {
  const { document } = openDocument(await bytesOf(file), basename(file), language ? { language } : {})
  for (const [index, { role, codes, segments }] of document.blocks.entries()) {
    for (const { source } of segments) {
      print(JSON.stringify({ block: index + 1, role, text: shownText(source, codes) }))
    }
  }
}

/** Merges files with nothing and with their own words, and prints for each whether its bytes are the same. */
export async function printRoundTrips(files: readonly string[], print: Print): Promise<void> {
  let changed = 0
  for (const file of files) {
    const bytes = await bytesOf(file)
    try {
      const opened = openDocument(bytes, basename(file))
      const result = roundTrip(bytes, opened)
      if (!result.identical) changed += 1
      print(JSON.stringify({ file, format: opened.document.format, ...result }))
    } catch (error) {
      // One file that is refused does not keep the others from being tried.
      if (!(error instanceof WorkError)) throw error
      changed += 1
      print(JSON.stringify({ file, refused: error.code, problem: error.message }))
    }
  }
  if (changed > 0)
    throw new WorkError('invalid', `${changed} of ${files.length} files were refused or came back changed`)
}

/** Writes a file with accented, longer words in the place of its own. */
export async function writePseudo(file: string, out: string): Promise<void> {
  const opened = openDocument(await bytesOf(file), basename(file))
  const targets = targetsOf(opened.document.blocks, ({ source }) => pseudoText(source))
  await writeStreamed(out, [opened.merge(targets, { locale: null })])
}

/** The words of a sentence as its reader sees them: with those under lock, and a space for a line break. */
function shownText(text: CodedText, codes: readonly Code[]): string {
  const shown = text.replace(/[\uF001-\uF7FF]/g, (character) => {
    const code = codes.find(({ id }) => id === readMark(character)?.id)
    return code?.type === 'break' ? ' ' : code?.type === 'image' ? '' : (code?.alt ?? '')
  })
  return plainText(shown)
}
