// Documents that other people wrote: what the packages and the system have installed.

import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const roots = [
  fileURLToPath(new URL('../../node_modules', import.meta.url)),
  '/usr/share/doc',
  '/usr/share/javascript',
]

/** Paths of all installed files with one of the endings, sorted; links are not followed. */
export function installedFiles(...endings: readonly string[]): readonly string[] {
  const found: string[] = []
  const folders = roots.filter((root) => existsSync(root)).map((root) => realpathSync(root))
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if (entry.isFile() && endings.some((ending) => entry.name.toLowerCase().endsWith(ending)))
        found.push(path)
    }
  }
  return found.sort()
}
