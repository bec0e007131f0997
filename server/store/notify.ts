// Short messages between everything that is connected to the same database. They arrive after the commit.

import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** PostgreSQL takes less than 8000 bytes; a message says where to look, not what is there. */
export const longestPayload = 7999

/** Sends a message to all who listen on the channel when the transaction commits, and never if it does not. */
export async function notify<T>(db: Kysely<T>, channel: string, payload: string): Promise<void> {
  const bytes = Buffer.byteLength(payload)
  if (bytes > longestPayload) {
    throw new RangeError(`A message on "${channel}" has ${bytes} bytes: expected at most ${longestPayload}`)
  }
  await sql`select pg_notify(${channel}, ${payload})`.execute(db)
}

/** Writes a name so that SQL takes it as it is. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63) {
    throw new RangeError(`Expected a name of 1 to 63 bytes, not ${JSON.stringify(name)}`)
  }
  return `"${name.replaceAll('"', '""')}"`
}
