// PostgreSQL makes its checkpoints in a process of its own, which the embedded database does not have: without these, its
// log would grow for as long as the server runs, and all of it would be read again after a crash.

import fs from 'node:fs/promises'
import path from 'node:path'

import type { PGlite } from 'kysely'

/** Bytes of log after which a checkpoint is due. */
export const dueAfter = 128 * 1024 * 1024
const lookEvery = 10_000

/** Makes checkpoints when they are due, until the answered function is called. */
export function keepCheckpoints(
  session: PGlite,
  folder: string,
  report: (error: Error) => void = () => {},
): () => void {
  let working = false
  const look = async (): Promise<void> => {
    if (working) return
    working = true
    try {
      await checkpointWhenDue(session, folder)
    } catch (error) {
      report(error instanceof Error ? error : new Error(String(error)))
    } finally {
      working = false
    }
  }
  const timer = setInterval(() => void look(), lookEvery)
  timer.unref()
  return () => clearInterval(timer)
}

/** Makes a checkpoint when the log has grown long; answers whether it did. */
export async function checkpointWhenDue(session: PGlite, folder: string, after = dueAfter): Promise<boolean> {
  const { rows } = await session.query<{ length: number; since: Date }>(
    `select (pg_current_wal_lsn() - redo_lsn)::float8 as length, checkpoint_time as since from pg_control_checkpoint()`,
  )
  const [log] = rows
  if (!log || log.length < after) return false
  await syncChanged(path.join(folder, 'base'), log.since)
  await session.query('checkpoint')
  return true
}

/** A checkpoint waits for the disk while nobody else is answered, so most is written beforehand, beside it. */
async function syncChanged(folder: string, since: Date): Promise<void> {
  for (const entry of await fs.readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const name = path.join(entry.parentPath, entry.name)
    try {
      const file = await fs.open(name, 'r+')
      try {
        if ((await file.stat()).mtime >= since) await file.datasync()
      } finally {
        await file.close()
      }
    } catch (error) {
      // A table that is dropped meanwhile has no file any more.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
