// Starts the server (`main`) or a command (`cli …`), building first what is missing or not of these sources.
// `build` makes both parts anew; `build --stale [server|web]` only what is missing or not of these sources.
// Plain JavaScript, because it runs before anything is built and Node 20 reads no TypeScript.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/** The parts of the build: what they are made from and how. */
const parts = {
  server: {
    sources: ['server', 'locales', 'glossary', 'package-lock.json', 'vite.server.config.ts'],
    config: 'vite.server.config.ts',
  },
  web: {
    sources: ['web', 'locales', 'glossary', 'server', 'package-lock.json', 'vite.config.ts'],
    config: 'vite.config.ts',
  },
}

/** Names the state of the sources of a part: changes when a file is changed, added, moved or taken away. */
function stateOf(name) {
  const hash = createHash('sha256')
  for (const source of parts[name].sources) addState(hash, join(root, source))
  return hash.digest('hex')
}

function addState(hash, path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (found.isDirectory()) for (const entry of readdirSync(path).sort()) addState(hash, join(path, entry))
  else hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`)
}

function isFresh(name) {
  const stamp = join(dist, name, 'built.json')
  return existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).state === stateOf(name)
}

/** Builds aside and swaps by renaming, so that nobody ever runs half a build. */
function build(name) {
  process.stderr.write(`Building the ${name} part …\n`)
  // Read before the build: what is changed while it runs is built the next time.
  const state = stateOf(name)
  const aside = join(dist, `.${name}-${process.pid}`)
  mkdirSync(dist, { recursive: true })
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!existsSync(vite)) {
    process.stderr.write('The packages are not installed: run "npm ci" first.\n')
    process.exit(1)
  }
  const args = [
    vite,
    'build',
    '--config',
    parts[name].config,
    '--outDir',
    aside,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true })
    process.stderr.write(`The ${name} part could not be built.\n`)
    process.exit(1)
  }
  writeFileSync(join(aside, 'built.json'), JSON.stringify({ state }))
  swap(aside, name)
}

/** Puts a build in its place; another process may be doing the same, and either build is as good. */
function swap(aside, name) {
  const target = join(dist, name)
  const old = join(dist, `.${name}-old-${process.pid}`)
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(target)) renameSync(target, old)
      renameSync(aside, target)
      break
    } catch (error) {
      if (attempt === 10) throw error
    } finally {
      rmSync(old, { recursive: true, force: true })
    }
  }
}

const [entry = 'main', ...rest] = process.argv.slice(2)
if (entry === 'build') {
  const [first, only] = rest
  const names = only ? [only] : Object.keys(parts)
  for (const name of names) if (first !== '--stale' || !isFresh(name)) build(name)
} else {
  // A container or a package ships the build without the sources: nothing to compare, nothing to build.
  const sources = existsSync(join(root, 'vite.config.ts'))
  const needed = entry === 'main' ? ['server', 'web'] : ['server']
  if (sources) for (const name of needed) if (!isFresh(name)) build(name)
  process.argv = [process.argv[0], process.argv[1], ...rest]
  await import(pathToFileURL(join(dist, 'server', `${entry}.js`)).href)
}
