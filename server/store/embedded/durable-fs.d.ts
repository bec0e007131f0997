import type { NodeFS } from '@electric-sql/pglite/nodefs'

/** The start parameters that make PostgreSQL ask for every commit to reach the disk. */
export const durableStartParams: readonly string[]

/** A folder on disk for PGlite that keeps what it says it kept. */
export class DurableNodeFS extends NodeFS {
  /** How many times the engine was made to wait for the disk. */
  syncs: number
}

/** Makes the names in a folder durable; the files themselves are synced one by one. */
export function syncFolder(folder: string): void

/** Makes everything below a folder durable, names and contents. */
export function syncTree(folder: string): void
