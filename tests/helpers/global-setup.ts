// Runs once before all tests: makes the database in memory that every test file starts from.

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { openMemory } from '../../server/store/embedded/embedded-database.ts'
import { migrate } from '../../server/store/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: string
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('databaseTemplate', await databaseTemplate())
}

/** The file of a dump with all tables, made anew when a migration or the engine has changed. */
async function databaseTemplate(): Promise<string> {
  const folder = path.resolve('node_modules/.cache/setara')
  const file = path.join(folder, `database-${fingerprint()}.tar`)
  if (fs.existsSync(file)) return file
  fs.mkdirSync(folder, { recursive: true })
  for (const old of fs.readdirSync(folder)) {
    if (old.startsWith('database-')) fs.rmSync(path.join(folder, old), { force: true })
  }
  const database = await openMemory()
  try {
    await migrate(database.kysely)
    // Another run may be doing the same at this moment; a rename shows it a whole file or none.
    const draft = `${file}.${process.pid}`
    fs.writeFileSync(draft, await database.dump())
    fs.renameSync(draft, file)
  } finally {
    await database.close()
  }
  return file
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const migrations = 'server/store/migrations'
  const files = fs.readdirSync(migrations).map((name) => path.join(migrations, name))
  files.push('server/store/embedded/worker.js', 'node_modules/@electric-sql/pglite/package.json')
  for (const file of files.sort()) hash.update(fs.readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
