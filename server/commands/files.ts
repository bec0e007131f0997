// Files of the command line: read whole, written beside and renamed.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'

import { WorkError } from '#domain/errors.ts'
import { XmlError } from '#glossary/xml/error.ts'

/** Reads a file. @throws WorkError when it cannot be read */
export async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new Unreadable(file, error)
  }
}

/** Tells how large a file is. @throws WorkError when it cannot be read */
export async function bytesIn(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    throw new Unreadable(file, error)
  }
}

/** A file is not there, is a folder, or may not be read. */
export class Unreadable extends WorkError {
  constructor(file: string, error: unknown) {
    super('not-found', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** So small that a piece and what is made of it stay in the cache of a processor. */
const pieceBytes = 64 * 1024

/** Reads a file piece by piece. @throws WorkError when it cannot be read */
export function* piecesOf(file: string): Generator<Uint8Array> {
  const handle = opened(file)
  try {
    for (;;) {
      const piece = new Uint8Array(pieceBytes)
      const length = readSync(handle, piece)
      if (length === 0) return
      yield length === pieceBytes ? piece : piece.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

function opened(file: string): number {
  try {
    const handle = openSync(file, 'r')
    if (fstatSync(handle).isDirectory()) throw new Error('it is a folder')
    return handle
  } catch (error) {
    throw new Unreadable(file, error)
  }
}

/**
 * Writes a file in pieces, beside its place and then renamed, so that a full disk or a crash leaves no half of it.
 * A device such as /dev/stdout is written to, never replaced; it gets nothing before all pieces are there.
 */
export async function writeStreamed(file: string, pieces: Iterable<Uint8Array | string>): Promise<void> {
  const present = await stat(file).catch(() => null)
  const inPlace = present !== null && !present.isFile()
  const aside = inPlace ? file : `${file}.${process.pid}.part`
  const written = inPlace ? [...pieces] : pieces
  const handle = await open(aside, 'w')
  try {
    for (const piece of written) await handle.writeFile(piece)
    if (!inPlace) await handle.sync()
    await handle.close()
    if (!inPlace) await rename(aside, file)
  } catch (error) {
    await handle.close()
    if (!inPlace) await rm(aside, { force: true })
    throw error
  }
}

/** A refusal of a file as the lines of JSON have it. @throws the error, when it is none */
export function shownError(error: unknown) {
  if (error instanceof Unreadable) return { code: 'UNREADABLE', line: 1, column: 1, message: error.message }
  if (!(error instanceof XmlError)) throw error
  const { code, line, column, message } = error as XmlError<string>
  return { code, line, column, message }
}
