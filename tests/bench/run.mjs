// Runs the benchmarks: `npm run bench` all of them, `npm run bench -- save page` those that are named.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const all = [
  'start',
  'save',
  'page',
  'editors',
  'crash',
  'xliff',
  'import',
  'documents',
  'checks',
  'glossary',
  'editor',
  'kills',
  'memory',
]
const names = process.argv.slice(2)
const unknown = names.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}\n`)
  process.exit(2)
}
process.stdout.write(`Benchmarks: ${all.join(', ')}\n`)
const vitest = join('node_modules', 'vitest', 'vitest.mjs')
if (!existsSync(vitest)) {
  process.stderr.write('The packages are not installed: run "npm ci" first.\n')
  process.exit(1)
}
for (const name of names.length > 0 ? names : all) {
  const args = [vitest, 'run', '--config', join('tests', 'bench', 'vitest.config.ts'), `${name}.bench.ts`]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
