// What the command for translation memories does.

import { WorkError } from '#domain/errors.ts'

import { readTmx, writeTmx } from '../formats/tmx.ts'
import { bytesOf, shownError, writeStreamed } from './files.ts'

/** Reads a translation memory and writes it as TMX 1.4b; prints how much was in it. */
export async function convertTmx(from: string, to: string, print: (text: string) => void): Promise<void> {
  try {
    const tmx = readTmx(await bytesOf(from))
    await writeStreamed(to, encoded(writeTmx(tmx)))
    const segments = tmx.units.reduce((count, { variants }) => count + variants.length, 0)
    const languages = [
      ...new Set(tmx.units.flatMap(({ variants }) => variants.map(({ language }) => language))),
    ]
    print(
      JSON.stringify({
        file: from,
        out: to,
        version: tmx.version,
        units: tmx.units.length,
        segments,
        languages,
        error: null,
      }),
    )
  } catch (error) {
    const shown = shownError(error)
    print(JSON.stringify({ file: from, out: null, error: shown }))
    throw new WorkError('unsupported-file', shown.message)
  }
}

/** Text as UTF-8. */
export function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}
