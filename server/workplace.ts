// What both doors of the program need, the server and the command line: an open, migrated database and who works on it.

import { createHash } from 'node:crypto'
import { join } from 'node:path'

import { operator, type ActionContext } from './actions/context.ts'
import { createGlossaries } from './actions/glossaries.ts'
import type { Config } from './config.ts'
import { openDatabase, type OpenDatabase } from './store/database.ts'
import { createIdentity } from './store/identity.ts'
import { createMemoryIndex, type FeedOptions } from './store/memory/unit-feed.ts'
import { migrate } from './store/migrate.ts'

/** An open database with what actions need. */
export interface Workplace {
  readonly database: OpenDatabase
  readonly tools: Omit<ActionContext, 'person' | 'now'>
  /** The context of an action that the operator of the machine asks for. */
  asOperator(): ActionContext
}

/** Where the embedded database of a configuration lives. */
export function databaseFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'database')
}

/** Where the search index of the memory is kept; each database that is used with the folder has its own. */
export function memoryFile({ dataFolder, databaseUrl }: Pick<Config, 'dataFolder' | 'databaseUrl'>): string {
  if (!databaseUrl) return join(dataFolder, 'cache', 'memory-embedded')
  const { host, pathname } = new URL(databaseUrl)
  const name = createHash('sha256')
    .update(host + pathname)
    .digest('hex')
    .slice(0, 16)
  return join(dataFolder, 'cache', `memory-${name}`)
}

/** Opens the database of a configuration as it is; `report` hears of a database thread that had to be replaced. */
export function openConfigured(config: Config, report?: (error: Error) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) return openDatabase({ url: config.databaseUrl })
  return openDatabase({ folder: databaseFolder(config), ...(report && { report }) })
}

/** Opens the database of a configuration and brings its tables up to date. */
export async function openWorkplace(config: Config, report?: (error: Error) => void): Promise<Workplace> {
  const database = await openConfigured(config, report)
  try {
    await migrate(database.kysely)
  } catch (error) {
    await database.close()
    throw error
  }
  return workplaceOn(database, {
    memory: { boundMegabytes: config.memoryMegabytes, kept: { file: memoryFile(config) } },
  })
}

/** Makes a workplace of a database that is open and migrated already. */
export function workplaceOn(
  database: OpenDatabase,
  { clock, memory: options }: { readonly clock?: () => Date; readonly memory?: FeedOptions } = {},
): Workplace {
  const db = database.kysely
  const now = clock ?? (() => new Date())
  const memory = createMemoryIndex(database, options)
  const tools = { db, glossaries: createGlossaries(), identity: createIdentity({ db, clock: now }), memory }
  return { database, tools, asOperator: () => ({ ...tools, person: operator, now: now() }) }
}
