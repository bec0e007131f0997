// The server as a process of its own, started from the build as people start it.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { inject } from 'vitest'

import { databaseFolder } from '../../server/workplace.ts'
import { root } from '../helpers/build.ts'
import { createDatabase } from '../helpers/database.ts'

export const program = (name: 'main' | 'cli') => path.join(root, 'dist', 'server', `${name}.js`)

/** Where a server keeps everything: an empty folder, and an empty database where DATABASE_URL names a server. */
export interface Place {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** Makes a place for a server; `databaseServer` defaults to DATABASE_URL, null uses the embedded database. */
export async function newPlace(
  databaseServer: string | null = process.env['DATABASE_URL'] || null,
): Promise<Place> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-place-'))
  const own = databaseServer ? await createDatabase(databaseServer) : null
  return {
    folder,
    environment: {
      SETARA_DATA: folder,
      SETARA_LOG: 'error',
      SETARA_BACKUP_HOURS: '0',
      PORT: '0',
      ...(own ? { DATABASE_URL: own.url } : {}),
    },
    remove: async () => {
      await own?.drop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that answers, in a process of its own. */
export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Path of a one-time sign-in link of each demonstration account, by the name of the account. */
  readonly links: ReadonlyMap<string, string>
  /** What it has written so far. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** Starts a server and waits until it answers. @throws Error with its words when it ends instead */
export async function startServer(
  place: Place,
  changes: Readonly<Record<string, string>> = {},
  file = program('main'),
): Promise<ServerProcess> {
  const { child, output, ended } = launch([file], { ...place.environment, ...changes })
  const url = await said(output, ended, /^Setara answers at (\S+)$/m)
  if (!url) throw new Error(`The server ended with ${await ended}:\n${output()}`)
  const links = new Map<string, string>()
  for (const [, name = '', link = ''] of output().matchAll(/^ {2}(\S.*?) +(http\S+)$/gm)) {
    links.set(name, new URL(link).pathname)
  }
  return { url, pid: child.pid ?? 0, links, output, ended, signal: (name) => void child.kill(name) }
}

/** Starts a server that is expected to end by itself, and answers its exit code and words. */
export async function startAndEnd(environment: Readonly<Record<string, string>>) {
  const { output, ended } = launch([program('main')], environment)
  const code = await ended
  return { code, output: output() }
}

/** Runs a command of the command line. */
export function runCommand(place: Pick<Place, 'environment'>, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program('cli'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: ownEnvironment(place.environment),
  })
  return { code: status, out: stdout, errors: stderr }
}

/** Makes a place whose embedded database was made already, with all tables or without any: making one takes long. */
export async function preparedPlace(tables: 'with-tables' | 'without-tables'): Promise<Place> {
  const place = await newPlace()
  if ('DATABASE_URL' in place.environment) return place
  const folder = path.join(databaseFolder({ dataFolder: place.folder }), 'postgres')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const template = inject(tables === 'with-tables' ? 'databaseTemplate' : 'emptyTemplate')
  const { status, stderr } = spawnSync('tar', ['-xf', template, '-C', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The template could not be unpacked: ${stderr}`)
  return place
}

/** The environment without the settings of whoever runs the tests. */
function ownEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, HOST: __, PORT: ___, ...inherited } = process.env
  const kept = Object.entries(inherited).filter(([name]) => !name.startsWith('SETARA_'))
  return { ...Object.fromEntries(kept), ...changes }
}

function launch(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: ownEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words += chunk.toString()
    })
  }
  // `close` comes after the last words, `exit` may come before them.
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code ?? -1))
  })
  alive.add(child)
  void ended.then(() => alive.delete(child))
  return { child, output: () => words, ended }
}

/** Waits for words that match, and answers their first group; null when the process ended without them. */
async function said(output: () => string, ended: Promise<unknown>, pattern: RegExp): Promise<string | null> {
  let over = false
  void ended.then(() => (over = true))
  for (;;) {
    const found = pattern.exec(output())?.[1]
    if (found) return found
    if (over) return null
    await sleep(10)
  }
}

// A test that fails half way must not leave servers behind.
const alive = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})
