// What every action is given: the database, who asks, and when.

import type { Kysely, Transaction } from 'kysely'

import { demandPermission, type Permission, type Person, type Place } from '#domain/people.ts'

import type { Identity } from '../store/identity.ts'
import type { MemoryIndex } from '../store/memory/unit-feed.ts'
import type { Database } from '../store/schema.ts'
import type { Glossaries } from './glossaries.ts'

/** Everything an action needs; it never looks for more. */
export interface ActionContext {
  readonly db: Kysely<Database>
  readonly person: Person
  readonly now: Date
  readonly glossaries: Glossaries
  readonly identity: Identity
  readonly memory: MemoryIndex
}

/** Runs work in one transaction: all of it is stored, or nothing. */
export function transaction<T>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(work)
}

/** Demands that the person of the context may do something at a place. */
export function demandMay(ctx: ActionContext, permission: Permission, place: Place): void {
  demandPermission(ctx.person, permission, place)
}

/** The id to record as the doer, or null for the operator at the command line. */
export function doer(ctx: Pick<ActionContext, 'person'>): string | null {
  return ctx.person.id === operator.id ? null : ctx.person.id
}

/** Whoever can run commands on the machine: may do everything. */
export const operator: Person = {
  id: 'operator',
  name: 'Operator',
  email: '',
  administrator: true,
  memberships: [],
  scopes: null,
}
