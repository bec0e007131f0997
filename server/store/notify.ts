// Short messages between everything that is connected to the same database. They arrive after the commit.

import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { z } from 'zod'

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

/**
 * Reads a message that has this shape; null for any other. Everybody who may connect to the database can speak on a
 * channel, as a server of another version does during an update: what they say ends nobody.
 */
export function readPayload<T>(payload: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}

/** Writes a name so that SQL takes it as it is. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63) {
    throw new RangeError(`Expected a name of 1 to 63 bytes, not ${JSON.stringify(name)}`)
  }
  return `"${name.replaceAll('"', '""')}"`
}
