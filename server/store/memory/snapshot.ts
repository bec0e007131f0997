// The index of the memory in a file, so that a server that starts need not make it of the table again: what an index is
// made of as it lies in memory, behind a head that says where each array belongs, before a checksum of all of it.

import { createHash, randomUUID } from 'node:crypto'
import fs, { type FileHandle } from 'node:fs/promises'
import path from 'node:path'

import type { Numbers } from '#domain/memory/column.ts'
import type { FrozenUnits } from '#domain/memory/unit-index.ts'

const magic = Buffer.from('SETARAMX')
/** Summing up half a gigabyte is felt: processors have this one built in. */
const checksum = () => createHash('sha256')
const checksumSize = 32
/** Magic, size of the head in bytes, checksum of the head. */
const startSize = magic.length + 4 + checksumSize
/** Bytes that are read, written and summed up in one go; then others who ask the index have a turn. */
const sliceBytes = 4 << 20
/** What was begun so long ago, in milliseconds, nobody finishes any more. */
const longestWriting = 3_600_000

const kinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const

/** Stands in the head for an array. */
interface Place {
  readonly kind: keyof typeof kinds
  readonly length: number
  /** Its number in the order in which the arrays follow the head. */
  readonly array: number
}

interface Head {
  readonly version: string
  readonly units: unknown
}

/** Writes an index to a file, which has the old or the new one at any time. `version` is asked for when it is read. */
export async function writeSnapshot(file: string, version: string, units: FrozenUnits): Promise<void> {
  const folder = path.dirname(file)
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftovers(file)
  const draft = `${file}.${randomUUID()}.part`
  try {
    const handle = await fs.open(draft, 'wx', 0o600)
    try {
      await writeAll(handle, version, units)
    } finally {
      await handle.close()
    }
    await fs.rename(draft, file)
  } finally {
    await fs.rm(draft, { force: true })
  }
}

async function removeLeftovers(file: string): Promise<void> {
  const folder = path.dirname(file)
  for (const name of await fs.readdir(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`) || !name.endsWith('.part')) continue
    const leftover = path.join(folder, name)
    const stat = await fs.stat(leftover).catch(() => null)
    if (stat && Date.now() - stat.mtimeMs > longestWriting) await fs.rm(leftover, { force: true })
  }
}

async function writeAll(handle: FileHandle, version: string, units: FrozenUnits): Promise<void> {
  const arrays: Numbers[] = []
  const head = Buffer.from(
    JSON.stringify({ version, units } satisfies Head, (_, value: unknown) => {
      if (!ArrayBuffer.isView(value)) return value
      const array = value as Numbers // a frozen index has no other views
      const kind = array.constructor.name as Place['kind']
      return { kind, length: array.length, array: arrays.push(array) - 1 } satisfies Place
    }),
  )
  const size = Buffer.alloc(4)
  size.writeUInt32LE(head.length)
  await handle.writeFile(Buffer.concat([magic, size, checksum().update(head).digest(), head]))
  const sum = checksum()
  for (const slice of slicesOf(arrays)) {
    sum.update(slice)
    await handle.writeFile(slice)
  }
  await handle.writeFile(sum.digest())
}

function* slicesOf(arrays: readonly Numbers[]): Generator<Uint8Array> {
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (let at = 0; at < byteLength; at += sliceBytes)
      yield new Uint8Array(buffer, byteOffset + at, Math.min(sliceBytes, byteLength - at))
  }
}

/** Reads an index from a file; null when there is none, or it is torn or of another version. */
export async function readSnapshot(file: string, version: string): Promise<FrozenUnits | null> {
  const handle = await fs.open(file, 'r').catch(() => null)
  if (!handle) return null
  try {
    return await readAll(handle, version)
  } catch {
    // What the disk does not give, or the memory has no room for, is made anew.
    return null
  } finally {
    await handle.close()
  }
}

async function readAll(handle: FileHandle, version: string): Promise<FrozenUnits | null> {
  const { size } = await handle.stat()
  const start = Buffer.alloc(startSize)
  if (size < startSize || !(await fill(handle, start)) || !start.subarray(0, magic.length).equals(magic))
    return null
  const headSize = start.readUInt32LE(magic.length)
  const head = Buffer.alloc(Math.min(headSize, size - startSize))
  if (!(await fill(handle, head))) return null
  if (
    !checksum()
      .update(head)
      .digest()
      .equals(start.subarray(magic.length + 4))
  )
    return null
  const arrays: Numbers[] = []
  // The checksum says that it is what `writeAll` wrote.
  const { version: own, units } = JSON.parse(head.toString(), (_, value: unknown) => {
    if (!isPlace(value)) return value
    const array = new kinds[value.kind](value.length)
    arrays[value.array] = array
    return array
  }) as Head
  const bytes = arrays.reduce((total, { byteLength }) => total + byteLength, 0)
  if (own !== version || size !== startSize + headSize + bytes + checksumSize) return null
  const sum = checksum()
  for (const slice of slicesOf(arrays)) {
    if (!(await fill(handle, slice))) return null
    sum.update(slice)
  }
  const end = Buffer.alloc(checksumSize)
  return (await fill(handle, end)) && end.equals(sum.digest()) ? (units as FrozenUnits) : null
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'array' in value && 'kind' in value
}

/** Reads as many bytes as there is room for; false where the file ends before. */
async function fill(handle: FileHandle, into: Uint8Array): Promise<boolean> {
  for (let at = 0; at < into.length;) {
    const { bytesRead } = await handle.read(into, at, into.length - at)
    if (bytesRead === 0) return false
    at += bytesRead
  }
  return true
}
