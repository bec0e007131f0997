// Runs once before all tests: makes the databases that test files start from, with tables and without.

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { openMemory } from '../../server/store/embedded/embedded-database.ts'
import { migrate } from '../../server/store/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: string
    emptyTemplate: string
  }
}

export default async function setup(project: TestProject): Promise<void> {
  const { tables, empty } = await templates()
  project.provide('databaseTemplate', tables)
  project.provide('emptyTemplate', empty)
}

/** The files of a dump with all tables and of one before the first, made anew when a migration or the engine has changed. */
async function templates(): Promise<{ readonly tables: string; readonly empty: string }> {
  const folder = path.resolve('node_modules/.cache/setara')
  const print = fingerprint()
  const tables = path.join(folder, `database-${print}.tar`)
  const empty = path.join(folder, `database-${print}-empty.tar`)
  if (fs.existsSync(tables) && fs.existsSync(empty)) return { tables, empty }
  fs.mkdirSync(folder, { recursive: true })
  for (const old of fs.readdirSync(folder)) {
    if (old.startsWith('database-')) fs.rmSync(path.join(folder, old), { force: true })
  }
  const database = await openMemory()
  try {
    write(empty, await database.dump())
    await migrate(database.kysely)
    write(tables, await database.dump())
  } finally {
    await database.close()
  }
  return { tables, empty }
}

// Another run may be doing the same at this moment; a rename shows it a whole file or none.
function write(file: string, dump: Uint8Array): void {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, dump)
  fs.renameSync(draft, file)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const migrations = 'server/store/migrations'
  const files = fs.readdirSync(migrations).map((name) => path.join(migrations, name))
  files.push('server/store/embedded/worker.js', 'node_modules/@electric-sql/pglite/package.json')
  for (const file of files.sort()) hash.update(fs.readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
