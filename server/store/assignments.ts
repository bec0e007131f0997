// Who was given an edition, and by when.

import type { Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { AssignedRole } from '#domain/together.ts'

import type { Database } from './schema.ts'

/** A role in an edition that was given to somebody, or has a day by which it should be done. */
export interface Assignment {
  readonly editionId: string
  readonly role: AssignedRole
  readonly person: Named | null
  /** ISO date, `2026-03-02`. */
  readonly dueOn: string | null
}

/** Lists the assignments of some editions. */
export async function assignmentsOf(
  db: Kysely<Database>,
  editionIds: readonly string[],
): Promise<readonly Assignment[]> {
  if (editionIds.length === 0) return []
  const rows = await db
    .selectFrom('assignment')
    .leftJoin('person', 'person.id', 'assignment.person_id')
    .selectAll('assignment')
    .select('person.name')
    .where('edition_id', 'in', [...editionIds])
    .execute()
  return rows.map((row) => ({
    editionId: row.edition_id,
    role: row.role,
    person: row.person_id ? { id: row.person_id, name: row.name ?? '' } : null,
    dueOn: row.due_on,
  }))
}

/** Stores an assignment, or takes it away when it says nothing. */
export async function saveAssignment(
  db: Kysely<Database>,
  given: {
    readonly editionId: string
    readonly role: AssignedRole
    readonly personId: string | null
    readonly dueOn: string | null
  },
): Promise<void> {
  const { editionId, role, personId, dueOn } = given
  if (personId === null && dueOn === null) {
    await db.deleteFrom('assignment').where('edition_id', '=', editionId).where('role', '=', role).execute()
    return
  }
  const values = { person_id: personId, due_on: dueOn }
  await db
    .insertInto('assignment')
    .values({ edition_id: editionId, role, ...values })
    .onConflict((conflict) => conflict.columns(['edition_id', 'role']).doUpdateSet(values))
    .execute()
}
