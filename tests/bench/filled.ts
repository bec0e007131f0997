// A database with the memory of a benchmark in it. Where BENCH_CACHE names a folder it is filled once and kept there, and
// every run works on a copy; without it each run fills its own. What a PostgreSQL server of DATABASE_URL has is never kept.

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { sql } from 'kysely'

import { addProject } from '../../server/actions/projects.ts'
import { openDatabase, type OpenDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { createDatabase } from '../helpers/database.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { cache } from './cache.ts'
import type { Kind } from './stage.ts'
import { timed } from './table.ts'

/** A database of this run alone. */
export interface Filled {
  readonly database: OpenDatabase
  readonly projectId: string
  /** A folder for files of whoever uses it. */
  readonly folder: string
  /** What was done to fill it. */
  readonly how: string
  close(): Promise<void>
}

/** Where files of a database are, and how it is started from them. */
interface Engine {
  open(): Promise<OpenDatabase>
  /** The folder that may be copied while nothing runs on it. */
  readonly files: string | null
  stop(): void
  remove(): Promise<void>
}

/** Makes a database of which `fill` is what is in it; `name` says what that is. */
export async function filled(
  kind: Kind,
  name: string,
  fill: (database: OpenDatabase, projectId: string) => Promise<void>,
): Promise<Filled> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-bench-'))
  const kept = cache ? path.join(cache, `${kind}-${name}`) : null
  const isKept = kept !== null && fs.existsSync(kept)
  let engine = await engineOf(kind, folder, isKept ? kept : null)
  let database = await engine.open()
  await migrate(database.kysely)
  let how = 'filled before'
  if (!isKept) {
    const { id } = await addProject(workplaceOn(database).asOperator(), { name: 'Memory' })
    const { ms } = await timed(() => fill(database, id))
    how = `filled in ${(ms / 1000).toFixed(0)} s`
    if (kept && engine.files) {
      await database.close()
      engine.stop()
      fs.mkdirSync(path.dirname(kept), { recursive: true })
      copy(engine.files, `${kept}.${process.pid}`)
      fs.renameSync(`${kept}.${process.pid}`, kept)
      await engine.remove()
      engine = await engineOf(kind, folder, kept)
      database = await engine.open()
    }
  }
  if (kind === 'postgresql') await sql`analyze`.execute(database.kysely)
  const project = await database.kysely.selectFrom('project').select('id').executeTakeFirstOrThrow()
  return {
    ...{ database, folder, how, projectId: project.id },
    close: async () => {
      await database.close()
      await engine.remove()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function engineOf(kind: Kind, folder: string, from: string | null): Promise<Engine> {
  const given = process.env['DATABASE_URL']
  if (kind === 'embedded') return embedded(path.join(folder, 'database'), from)
  return given ? serverOf(given) : privateServer(from)
}

function embedded(files: string, from: string | null): Engine {
  if (from) copy(from, files)
  return {
    files,
    open: () => openDatabase({ folder: files }),
    stop: () => {},
    remove: async () => fs.rmSync(files, { recursive: true, force: true }),
  }
}

async function privateServer(from: string | null): Promise<Engine> {
  const server = await startPostgres(from)
  return {
    files: server.data,
    open: () => openDatabase({ url: server.url }),
    stop: server.stop,
    remove: async () => server.remove(),
  }
}

async function serverOf(given: string): Promise<Engine> {
  const own = await createDatabase(given)
  return { files: null, open: () => openDatabase({ url: own.url }), stop: () => {}, remove: own.drop }
}

/** Copies a folder with owners and rights; PostgreSQL looks at both. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to])
}
