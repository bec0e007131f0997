// Test data beside the repository, which its licences keep out of it.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Path of a file in the shared data, or null where the folder is absent: then the test is skipped. */
export function sharedData(...parts: readonly string[]): string | null {
  const path = fileURLToPath(new URL(['../../../shared/data', ...parts].join('/'), import.meta.url))
  return existsSync(path) ? path : null
}

/** Text of a file in the shared data; only inside a test that was not skipped. */
export function readSharedData(...parts: readonly string[]): string {
  const path = sharedData(...parts)
  if (!path) throw new Error(`${parts.join('/')} is not in the shared data beside the repository`)
  return readFileSync(path, 'utf8')
}
