// Lets one process at a time use a database folder. Two engines in one folder destroy each other's rows.
//
// The lock is the file `lock-<n>` with the highest number, and says who holds it. It is taken by creating
// the next number, which the file system allows one process only, so a lock is never removed to be taken:
// two processes that see the same dead holder cannot both win. A living holder is never displaced, however
// old its lock is.

import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

import { WorkError } from '#domain/errors.ts'

export interface FolderLock {
  readonly release: () => Promise<void>
}

interface Holder {
  readonly id: string
  readonly pid: number
  /** When the process started, in ticks since the machine did; null where the system does not tell. */
  readonly started: string | null
  readonly host: string
  /** Differs after every start of the machine; shared by its containers. */
  readonly boot: string | null
  /** Process numbers mean something only inside their own space, as in a container. */
  readonly space: string | null
  readonly since: string
  readonly released: boolean
}

/** Takes the folder for this process, or refuses and says who has it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const holder = {
    id: randomUUID(),
    ...describeProcess(process.pid),
    since: new Date().toISOString(),
    released: false,
  }
  const beacon = await lightBeacon(folder, holder.id)
  try {
    const number = await take(folder, holder)
    return { release: () => release(folder, number, holder, beacon) }
  } catch (error) {
    beacon?.close()
    throw error
  }
}

async function take(folder: string, holder: Holder): Promise<number> {
  for (;;) {
    const last = Math.max(0, ...lockNumbers(folder))
    if (last > 0) {
      const file = lockFile(folder, last)
      const current = await readHolder(file)
      if (current === 'gone') continue
      if (current === 'unreadable' || (await isAlive(folder, current))) throw refusal(folder, file, current)
    }
    const number = last + 1
    if (!createWhole(lockFile(folder, number), JSON.stringify(holder))) continue
    // Somebody slower may have removed the numbers below a higher one meanwhile.
    if (Math.max(...lockNumbers(folder)) > number) {
      fs.rmSync(lockFile(folder, number), { force: true })
      continue
    }
    for (const older of lockNumbers(folder)) {
      if (older < number) fs.rmSync(lockFile(folder, older), { force: true })
    }
    removeDeadBeacons(folder, holder.id)
    return number
  }
}

// The file stays, so that its number is never given out twice; only its words change.
async function release(
  folder: string,
  number: number,
  holder: Holder,
  beacon: net.Server | null,
): Promise<void> {
  const released: Holder = { ...holder, released: true }
  const draft = path.join(folder, `.lock-${holder.id}`)
  fs.writeFileSync(draft, JSON.stringify(released), { mode: 0o600 })
  fs.renameSync(draft, lockFile(folder, number))
  if (beacon) await new Promise((resolve) => beacon.close(resolve))
}

const lockName = /^lock-(\d+)$/

function lockNumbers(folder: string): number[] {
  return fs.readdirSync(folder).flatMap((name) => {
    const number = lockName.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `lock-${number}`)
}

/** Creates a file with all its content at once; false if the name is taken. */
function createWhole(file: string, content: string): boolean {
  const draft = path.join(path.dirname(file), `.lock-${randomUUID()}`)
  fs.writeFileSync(draft, content, { flag: 'wx', mode: 0o600 })
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // A file system without links: a reader may see the file before its words, and then refuses.
    return createExclusive(file, content)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

function createExclusive(file: string, content: string): boolean {
  try {
    fs.writeFileSync(file, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function readHolder(file: string): Promise<Holder | 'gone' | 'unreadable'> {
  for (let attempt = 0; attempt < readAttempts; attempt += 1) {
    try {
      const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
      if (isHolder(value)) return value
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'gone'
      if (!(error instanceof SyntaxError)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return 'unreadable'
}
const readAttempts = 25

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false
  return (
    'id' in value && 'pid' in value && typeof value.pid === 'number' && 'host' in value && 'released' in value
  )
}

/** Tells whether the holder may still be using the folder; in doubt it may. */
async function isAlive(folder: string, holder: Holder): Promise<boolean> {
  if (holder.released) return false
  const here = describeProcess(process.pid)
  if (holder.boot === null || here.boot === null) {
    return holder.host !== here.host || processExists(holder.pid)
  }
  // The machine was started anew since; another machine with a shared folder has another name.
  if (holder.boot !== here.boot) return holder.host !== here.host
  if (holder.space === here.space) {
    return processExists(holder.pid) && describeProcess(holder.pid).started === holder.started
  }
  // Another container on this machine: its process number says nothing here, its beacon does.
  return (await seesBeacon(folder, holder.id)) !== 'dark'
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

function describeProcess(pid: number): Pick<Holder, 'pid' | 'started' | 'host' | 'boot' | 'space'> {
  const stat = readOrNull(`/proc/${pid}/stat`)
  // The name of the program, in parentheses, may contain anything; the start time is the 20th field after it.
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null
  return { pid, started, host: os.hostname(), boot, space: linkOrNull('/proc/self/ns/pid') }
}

function readOrNull(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function linkOrNull(file: string): string | null {
  try {
    return fs.readlinkSync(file)
  } catch {
    return null
  }
}

// A beacon is a local socket in the folder: it answers exactly as long as its process lives, also to
// processes in other containers of the same machine. Where sockets are not possible there is none.

async function lightBeacon(folder: string, id: string): Promise<net.Server | null> {
  const server = net.createServer((socket) => socket.destroy())
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    withShortPath(folder, (short) => {
      server.listen(path.join(short, beaconName(id)), () => {
        server.unref()
        resolve(server)
      })
    })
  })
}

async function seesBeacon(folder: string, id: string): Promise<'lit' | 'dark' | 'unknown'> {
  if (!fs.existsSync(path.join(folder, beaconName(id)))) return 'unknown'
  return new Promise((resolve) => {
    withShortPath(folder, (short) => {
      const socket = net.connect(path.join(short, beaconName(id)))
      socket.once('connect', () => {
        socket.destroy()
        resolve('lit')
      })
      socket.once('error', (error) => resolve(codeOf(error) === 'ECONNREFUSED' ? 'dark' : 'unknown'))
    })
  })
}

function beaconName(id: string): string {
  return `beacon-${id.slice(0, 8)}`
}

// The path of a socket may have about 100 bytes; Linux lets an open folder be named shortly.
function withShortPath(folder: string, use: (short: string) => void): void {
  if (process.platform !== 'linux' || folder.length < 80) return use(folder)
  const handle = fs.openSync(folder, 'r')
  try {
    use(`/proc/self/fd/${handle}`)
  } finally {
    fs.closeSync(handle)
  }
}

function removeDeadBeacons(folder: string, ownId: string): void {
  for (const name of fs.readdirSync(folder)) {
    const stale = name.startsWith('beacon-') && name !== beaconName(ownId)
    if (stale || name.startsWith('.lock-')) fs.rmSync(path.join(folder, name), { force: true })
  }
}

function refusal(folder: string, file: string, holder: Holder | 'unreadable'): WorkError {
  const details = { folder, file, ...(holder === 'unreadable' ? {} : holder) }
  const who =
    holder === 'unreadable'
      ? 'an unknown process'
      : `process ${holder.pid} on ${holder.host}, since ${holder.since}`
  return new WorkError(
    'storage-unavailable',
    `The database folder ${folder} is in use by ${who}. Stop that process first; ` +
      `remove ${file} only if you are certain that it has ended.`,
    { reason: 'locked', ...details },
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
