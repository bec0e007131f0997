// A disk that can lose its power: it remembers what would still be there, page by page.
//
// Written pages are safe only after an fsync of their file; until then each of them may or may not reach the
// disk, in any order. Names, sizes and removals count as safe at once, as with a journaling file system.

import { createRequire } from 'node:module'
import path from 'node:path'

// The engine calls the functions of this very object; an imported namespace could not be changed.
const fs = createRequire(import.meta.url)('node:fs') as typeof import('node:fs')

const pageSize = 4096

export interface Disk {
  /** How many times a file was synced. */
  readonly syncs: () => number
  /** Calls back before every write, where power may fail. */
  onWrite: () => void
  /** Copies the folder as it would be found after a power cut now. */
  readonly cutInto: (target: string) => void
  readonly unplug: () => void
}

/** Watches what is written below a folder. */
export function watchDisk(folder: string): Disk {
  const original = { ...fs }
  const files = new Map<number, string>() // open handles → file
  const unsafe = new Map<string, Map<number, Buffer | null>>() // file → page → what is safe in its place
  let syncs = 0

  const inside = (file: unknown): file is string =>
    typeof file === 'string' && file.startsWith(folder + path.sep)

  const beforeChange = (file: string, from: number, to: number): void => {
    const pages = unsafe.get(file) ?? new Map<number, Buffer | null>()
    unsafe.set(file, pages)
    for (let page = Math.floor(from / pageSize); page * pageSize < to; page += 1) {
      if (!pages.has(page)) pages.set(page, readPage(file, page))
    }
  }
  const readPage = (file: string, page: number): Buffer | null => {
    const handle = original.openSync(file, 'r')
    try {
      const buffer = Buffer.alloc(pageSize)
      const read = original.readSync(handle, buffer, 0, pageSize, page * pageSize)
      return read === 0 ? null : buffer.subarray(0, read)
    } finally {
      original.closeSync(handle)
    }
  }
  const forgetAfter = (file: string, length: number): void => {
    const pages = unsafe.get(file)
    for (const page of pages?.keys() ?? []) if (page * pageSize >= length) pages?.delete(page)
  }

  const disk: Disk = {
    syncs: () => syncs,
    onWrite: () => {},
    cutInto: (target) => {
      original.cpSync(folder, target, { recursive: true })
      for (const [file, pages] of unsafe) {
        const copy = path.join(target, path.relative(folder, file))
        if (original.existsSync(copy)) losePages(copy, pages)
      }
    },
    unplug: () => {
      for (const name of Object.keys(changes))
        Object.assign(fs, { [name]: original[name as keyof typeof fs] })
    },
  }
  const losePages = (copy: string, pages: ReadonlyMap<number, Buffer | null>): void => {
    const handle = original.openSync(copy, 'r+')
    const { size } = original.fstatSync(handle)
    for (const [page, safe] of pages) {
      const at = page * pageSize
      if (Math.random() < 0.5 || at >= size) continue
      const content = Buffer.alloc(Math.min(pageSize, size - at))
      safe?.copy(content)
      original.writeSync(handle, content, 0, content.length, at)
    }
    original.closeSync(handle)
  }

  const changes: Readonly<Record<string, (...args: never[]) => unknown>> = {
    openSync: (file: string, ...rest: [number | string, number?]) => {
      const handle = original.openSync(file, ...rest)
      if (inside(file)) files.set(handle, file)
      return handle
    },
    closeSync: (handle: number) => {
      files.delete(handle)
      original.closeSync(handle)
    },
    writeSync: (handle: number, bytes: Uint8Array, offset: number, length: number, position?: number) => {
      const file = files.get(handle)
      if (file) {
        if (typeof position !== 'number') throw new Error('Expected every write to say its place')
        disk.onWrite()
        beforeChange(file, position, position + length)
      }
      return original.writeSync(handle, bytes, offset, length, position)
    },
    fsyncSync: (handle: number) => {
      const file = files.get(handle)
      if (file && original.fstatSync(handle).isFile()) {
        syncs += 1
        unsafe.delete(file)
      }
      original.fsyncSync(handle)
    },
    truncateSync: (file: string, length: number) => {
      original.truncateSync(file, length)
      if (inside(file)) forgetAfter(file, length)
    },
    ftruncateSync: (handle: number, length: number) => {
      original.ftruncateSync(handle, length)
      forgetAfter(files.get(handle) ?? '', length)
    },
    renameSync: (from: string, to: string) => {
      original.renameSync(from, to)
      const pages = unsafe.get(from)
      unsafe.delete(from)
      unsafe.delete(to)
      if (pages) unsafe.set(to, pages)
      for (const [handle, file] of files) if (file === from) files.set(handle, to)
    },
    unlinkSync: (file: string) => {
      original.unlinkSync(file)
      unsafe.delete(file)
      for (const [handle, open] of files) if (open === file) files.delete(handle)
    },
  }
  Object.assign(fs, changes)
  return disk
}
