// A PostgreSQL server of the tests' own, which they may stop and kill.

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface PrivatePostgres {
  readonly url: string
  /** The folder of its files. */
  readonly data: string
  readonly start: () => void
  readonly stop: () => void
  /** Ends the server as a crash does; the next start recovers. */
  readonly kill: () => void
  readonly remove: () => void
}

const bin = findBinaries()

/** False where no PostgreSQL server is installed; tests that need one say so and are skipped. */
export const hasPostgres = bin !== undefined

/** Makes and starts a server in a temporary folder, on a free port of loopback; `from` has files of a stopped one to copy. */
export async function startPostgres(from: string | null = null): Promise<PrivatePostgres> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-postgres-'))
  // PostgreSQL refuses to run as root.
  if (isRoot) execFileSync('chown', ['postgres', folder])
  const data = path.join(folder, 'data')
  if (from) execFileSync('cp', ['-a', from, data])
  else
    run('initdb', ['-D', data, '-A', 'trust', '-U', 'setara', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const port = await freePort()
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c shared_buffers=16MB`
  const control = (...rest: string[]) => run('pg_ctl', ['-D', data, '-w', ...rest])
  const start = () => control('-l', path.join(folder, 'log'), '-o', options, 'start')
  const stop = () => control('-m', 'fast', 'stop')
  const kill = () => control('-m', 'immediate', 'stop')
  start()
  return {
    url: `postgres://setara@127.0.0.1:${port}/postgres`,
    data,
    start,
    stop,
    kill,
    remove: () => {
      try {
        kill()
      } catch {
        // It was stopped already.
      }
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isRoot = process.getuid?.() === 0

function run(program: string, args: readonly string[]): void {
  if (bin === undefined)
    throw new Error('No PostgreSQL server is installed: expected it in /usr/lib/postgresql')
  const command = path.join(bin, program)
  const [file, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
  execFileSync(file, all, { stdio: ['ignore', 'ignore', 'pipe'], cwd: os.tmpdir() })
}

function findBinaries(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = fs.existsSync(root) ? fs.readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => path.join(root, version, 'bin')),
    '/usr/local/bin',
    '/usr/bin',
  ]
  return folders.find((folder) =>
    ['initdb', 'pg_ctl'].every((name) => fs.existsSync(path.join(folder, name))),
  )
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('Expected an address with a port')
  return address.port
}
