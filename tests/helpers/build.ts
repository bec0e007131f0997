// The product as it is shipped, built once for all tests that start it or show its pages.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
/** The program that builds what is missing first. */
export const starter = join(root, 'server', 'start.mjs')

/** Folder of the pages that `build('web')` makes. */
export const pagesFolder = join(root, 'dist', 'web')

/** Builds a part if it is missing or older than its sources. @throws Error with the words of the build */
export function build(part: 'server' | 'web'): void {
  const { NODE_ENV: _, ...environment } = process.env // of the tests: what is built would not be what is shipped
  const { status, stderr } = spawnSync(process.execPath, [starter, 'build', '--stale', part], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  })
  if (status !== 0) throw new Error(`The ${part} part could not be built:\n${stderr}`)
}
