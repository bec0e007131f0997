// Opens the database, wherever it is: in a folder, on a PostgreSQL server, or in memory.

import type { Kysely } from 'kysely'

import { openFolder, openMemory } from './embedded/embedded-database.ts'
import type { Database } from './schema.ts'
import { openServer } from './server-database.ts'

export type DatabaseOptions =
  /** A PostgreSQL server: `postgres://…`. */
  | { readonly url: string; readonly connections?: number }
  /** A folder of this server's own; nobody else may use it at the same time. */
  | {
      readonly folder: string
      /** Told when the database thread was lost; another one takes over by itself. */
      readonly report?: (error: Error) => void
    }
  /** Gone when it is closed; `template` is the file of a dump to start from. */
  | { readonly memory: true; readonly template?: string }

export interface OpenDatabase {
  /**
   * NOTE: inside a transaction use only the transaction: the embedded database has one session, so a query beside it
   * waits for the transaction to end, for ever if the transaction waits for the query.
   */
  readonly kysely: Kysely<Database>
  readonly kind: 'embedded' | 'postgresql'
  /** Resolves when the database is lost for good and the process should end: only one that is in memory can be. */
  readonly failed: Promise<Error>
  /**
   * Calls the listener for every message on the channel until the answered function is called. `missed` is called
   * when messages may have been lost (the connection was down): read again from what you know.
   */
  readonly listen: (
    channel: string,
    listener: (payload: string) => void,
    missed?: () => void,
  ) => Promise<() => Promise<void>>
  /** Resolves when nobody else waits for the database, at the latest after a moment: for work that has time. */
  readonly lull: () => Promise<void>
  /** Throws `storage-unavailable` when the database does not answer. */
  readonly health: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens a database; throws `storage-unavailable` with the reason when that is not possible. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if ('url' in options) return openServer(options.url, options.connections)
  if ('folder' in options) return openFolder(options.folder, options.report)
  return openMemory(options.template)
}
