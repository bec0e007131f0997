// Files of the command line: read whole, written beside and renamed.

import { open, readFile, rename, rm, stat } from 'node:fs/promises'

import { WorkError } from '#domain/errors.ts'
import type { XmlError } from '#glossary/xml/error.ts'

/** Reads a file. @throws WorkError when it cannot be read */
export async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new WorkError('not-found', `${file} cannot be read: ${error instanceof Error ? error.message : ''}`)
  }
}

/**
 * Writes a file in pieces, beside its place and then renamed, so that a full disk or a crash leaves no half of it.
 * A device such as /dev/stdout is written to, never replaced.
 */
export async function writeStreamed(file: string, pieces: Iterable<Uint8Array | string>): Promise<void> {
  const present = await stat(file).catch(() => null)
  const inPlace = present !== null && !present.isFile()
  const aside = inPlace ? file : `${file}.${process.pid}.part`
  const handle = await open(aside, 'w')
  try {
    for (const piece of pieces) await handle.writeFile(piece)
    if (!inPlace) await handle.sync()
    await handle.close()
    if (!inPlace) await rename(aside, file)
  } catch (error) {
    await handle.close()
    if (!inPlace) await rm(aside, { force: true })
    throw error
  }
}

/** A refusal as the lines of JSON have it. */
export function shownError<Code extends string>({ code, line, column, message }: XmlError<Code>) {
  return { code, line, column, message }
}
