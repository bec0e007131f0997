// A folder on disk for PGlite that keeps what it says it kept.
// Plain JavaScript because the worker thread loads it without a build; types in durable-fs.d.ts.

import fs from 'node:fs'
import path from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

// NOTE: PGlite's own folder never calls fsync: it starts PostgreSQL with `-F`, and Emscripten's NODEFS has no
// fsync callback, so even `fsync=on` would change nothing. Emscripten answers "success" to fdatasync without
// doing it, therefore `wal_sync_method=fsync` is as necessary as the hook below.
// @see https://github.com/electric-sql/pglite/issues/1107

/** The start parameters that make PostgreSQL ask for every commit to reach the disk. */
export const durableStartParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '--fsync=on',
  '--wal_sync_method=fsync',
  '--full_page_writes=on',
  '--synchronous_commit=on',
  // Filling a new file of the log with zeros keeps everybody waiting for as long as the disk takes for 16 MB.
  '--wal_init_zero=off',
]

export class DurableNodeFS extends NodeFS {
  /** How many times the engine was made to wait for the disk. */
  syncs = 0

  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options)
    const hook = (module) => this.#addHooks(module)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [hook, ...emscriptenOpts.preRun] } }
  }

  #addHooks({ NODEFS, FS }) {
    if (!NODEFS?.stream_ops || !NODEFS.node_ops?.rename) {
      throw new Error(
        'The database engine changed its file system: expected NODEFS with stream_ops and node_ops',
      )
    }
    NODEFS.stream_ops.fsync = (stream) => {
      this.syncs += 1
      try {
        if (stream.nfd === undefined) syncFolder(NODEFS.realPath(stream.node))
        else fs.fsyncSync(stream.nfd)
        return 0
      } catch (error) {
        throw new FS.ErrnoError(NODEFS.convertNodeCode(error))
      }
    }
    const rename = NODEFS.node_ops.rename
    NODEFS.node_ops.rename = (node, newParent, newName) => {
      const oldFolder = NODEFS.realPath(node.parent)
      rename(node, newParent, newName)
      const newFolder = NODEFS.realPath(newParent)
      for (const folder of new Set([oldFolder, newFolder])) syncFolder(folder)
    }
  }
}

/** Makes the names in a folder durable; the files themselves are synced one by one. */
export function syncFolder(folder) {
  // Windows cannot open a folder, and its file systems journal names themselves.
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Makes everything below a folder durable, names and contents. */
export function syncTree(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) syncTree(at)
    else if (entry.isFile()) syncFile(at)
  }
  syncFolder(folder)
}

function syncFile(file) {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
