// The ZIP package of a Word file: unpacked within limits, packed again with only some parts changed.

import { unzipSync, zipSync } from 'fflate'

import { WorkError } from '#domain/errors.ts'

const limits = { entries: 2000, unpacked: 100 * 1024 * 1024, ratio: 100, slack: 1024 * 1024 } as const

/** Parts of a package by their name, in the order of the file. */
export type Parts = ReadonlyMap<string, Uint8Array>

/** Unpacks a file; names of parts are keys and never paths. */
export function unpack(bytes: Uint8Array): Parts {
  let entries = 0
  let unpacked = 0
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        entries += 1
        unpacked += originalSize
        if (entries > limits.entries) throw tooLarge(`more than ${limits.entries} parts`)
        if (unpacked > limits.unpacked) throw tooLarge(`more than ${limits.unpacked} bytes unpacked`)
        if (originalSize > size * limits.ratio + limits.slack)
          throw tooLarge(`a part (${name}) packed too tightly`)
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch (error) {
    if (error instanceof WorkError) throw error
    throw new WorkError('invalid', `The file is a damaged ZIP file; expected a Word file`, {
      expected: 'docx',
    })
  }
}

/** Packs the parts; the same parts always give the same bytes. */
export function pack(parts: Parts): Uint8Array {
  const mtime = new Date(1980, 0, 1)
  return zipSync(Object.fromEntries(parts), { level: 6, mtime })
}

function tooLarge(found: string): WorkError {
  return new WorkError('too-large', `The file has ${found}`, { limit: limits.unpacked })
}
