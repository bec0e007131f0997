// What the command for term bases does.

import { WorkError } from '#domain/errors.ts'
import { readTbx } from '#glossary/tbx.ts'
import { writeTbx } from '#glossary/tbx-write.ts'

import { bytesOf, shownError, writeStreamed } from './files.ts'
import { encoded } from './tmx.ts'

/** Reads a term base and writes it as TBX-Basic; prints how much was in it. */
export async function convertTbx(
  from: string,
  to: string,
  version: '2' | '3',
  print: (text: string) => void,
): Promise<void> {
  try {
    const tbx = readTbx(await bytesOf(from))
    await writeStreamed(to, encoded(writeTbx(tbx, version)))
    const languages = tbx.concepts.flatMap((concept) => concept.languages)
    const terms = languages.reduce((count, language) => count + language.terms.length, 0)
    const { dialect, style } = tbx
    print(
      JSON.stringify({
        file: from,
        out: to,
        version: tbx.version,
        dialect,
        style,
        concepts: tbx.concepts.length,
        terms,
        error: null,
      }),
    )
  } catch (error) {
    const shown = shownError(error)
    print(JSON.stringify({ file: from, out: null, error: shown }))
    throw new WorkError('unsupported-file', shown.message)
  }
}
