// Files of the command line: read whole, written beside and renamed.

import { open, readFile, rename, rm } from 'node:fs/promises'

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

/** Writes pieces beside and renames, so that a full disk or a crash leaves no half of a file. */
export async function writeStreamed(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const aside = `${file}.${process.pid}.part`
  const handle = await open(aside, 'w')
  try {
    for (const piece of pieces) await handle.writeFile(piece)
    await handle.sync()
    await handle.close()
    await rename(aside, file)
  } catch (error) {
    await handle.close()
    await rm(aside, { force: true })
    throw error
  }
}

/** A refusal as the lines of JSON have it. */
export function shownError<Code extends string>({ code, line, column, message }: XmlError<Code>) {
  return { code, line, column, message }
}
