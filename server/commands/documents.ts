// Commands that try the formats on files; none of them needs a database.

import { basename } from 'node:path'

import type { SourceSegment } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { plainText, readMark, type Code, type CodedText } from '#domain/inline.ts'
import { explainSentences, type SplitOptions } from '#domain/segmentation.ts'

import { openDocument } from '../formats/formats.ts'
import { pseudoText, roundTrip, targetsOf } from '../formats/pseudo.ts'
import { writeSrx } from '../formats/srx.ts'
import { bytesOf, writeStreamed } from './files.ts'

type Print = (text: string) => void

/** Prints the segments of a file, one line of JSON each; when asked, with the rule that ended each of them. */
export async function printSegments(
  file: string,
  { language, explain }: { readonly language: string | null; readonly explain: boolean },
  print: Print,
): Promise<void> {
  const options = language ? { language } : {}
  const { document } = openDocument(await bytesOf(file), basename(file), options)
  for (const [index, { role, codes, segments }] of document.blocks.entries()) {
    const rules = explain ? rulesOf(segments, options) : []
    for (const [at, { source }] of segments.entries()) {
      const line = { block: index + 1, role, text: shownText(source, codes) }
      print(JSON.stringify(explain ? { ...line, rule: rules[at] ?? null } : line))
    }
  }
}

/** The rule that ended each sentence of a block; null at its end. */
function rulesOf(segments: readonly SourceSegment[], options: SplitOptions): readonly (string | null)[] {
  const text = segments.map(({ source, after }) => source + after).join('')
  return explainSentences(text, options).map(({ rule }) => rule)
}

/** Prints the sentence rules for other tools. */
export function printRules(print: Print): void {
  print(writeSrx().trimEnd())
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

/** The words of a sentence as its reader sees them: with those under lock, and a space for a line break between words. */
function shownText(text: CodedText, codes: readonly Code[]): string {
  const shown = text.replace(/\s*([\uF001-\uF7FF])\s*/g, (whole, character: string) => {
    const code = codes.find(({ id }) => id === readMark(character)?.id)
    if (code?.type === 'break') return ' '
    return whole.replace(character, () => (code?.type === 'image' ? '' : (code?.alt ?? '')))
  })
  return plainText(shown).trim()
}
