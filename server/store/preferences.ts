// Settings of one person that follow them to every device.

import type { Kysely } from 'kysely'

import type { Database } from './schema.ts'

/** Reads somebody's settings as they were stored, or null. */
export async function getPreferences(db: Kysely<Database>, personId: string): Promise<unknown> {
  const row = await db
    .selectFrom('preference')
    .select('settings')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.settings ?? null
}

/** Stores somebody's settings. */
export async function savePreferences(
  db: Kysely<Database>,
  personId: string,
  settings: object,
): Promise<void> {
  const text = JSON.stringify(settings)
  await db
    .insertInto('preference')
    .values({ person_id: personId, settings: text })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ settings: text }))
    .execute()
}
