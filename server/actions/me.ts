// A person as they see themselves.

import { WorkError } from '#domain/errors.ts'
import type { Membership, Person } from '#domain/people.ts'
import type { Locale } from '#locales/locale.ts'

import { getPerson, hasPeople } from '../store/people.ts'
import { listProjects } from '../store/projects.ts'
import type { Visit } from './own.ts'

/** What the browser knows of whoever is signed in. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  readonly uiLocale: Locale | null
  readonly memberships: readonly Membership[]
  readonly projects: readonly { readonly id: string; readonly name: string }[]
}

/** Reads who is signed in; `setup` when nobody is known yet. */
export async function readSession(
  ctx: Visit,
  person: Person | null,
): Promise<{ readonly person: Me | null; readonly setup: boolean }> {
  if (!person) return { person: null, setup: !(await hasPeople(ctx.db)) }
  return { person: await meOf(ctx, person), setup: false }
}

/** Describes a person to themselves. */
export async function meOf(ctx: Pick<Visit, 'db'>, person: Person): Promise<Me> {
  const { id, administrator, memberships } = person
  const ids = [...new Set(memberships.map((held) => held.projectId))]
  const stored = await getPerson(ctx.db, id)
  const projects = await listProjects(ctx.db, administrator ? null : ids)
  return {
    id,
    name: stored?.name ?? person.name,
    email: person.email,
    administrator,
    uiLocale: stored?.uiLocale ?? null,
    memberships,
    projects: projects.map((project) => ({ id: project.id, name: project.name })),
  }
}

/** Describes the person a new session belongs to. @throws WorkError `sign-in-failed` when it ended already */
export async function meBehind(ctx: Visit, secret: string): Promise<Me> {
  const found = await ctx.identity.recognise({ kind: 'session', secret })
  if (!found) throw new WorkError('sign-in-failed', 'This session has ended')
  return meOf(ctx, found.person)
}
