// A manager sees who is in a project, and sets their roles.

import { WorkError } from '#domain/errors.ts'
import { mayGive } from '#domain/members.ts'

import { remember } from '../store/history.ts'
import { listInvitations, type Invitation } from '../store/identity/links.ts'
import {
  deleteRole,
  getPerson,
  insertRole,
  listMembers,
  lockRoles,
  type HeldRole,
  type Member,
} from '../store/people.ts'
import { getProject } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Everybody in a project and everybody invited. */
export interface Members {
  readonly items: readonly Member[]
  readonly invitations: readonly Invitation[]
  readonly can: { readonly manage: Ability }
}

/** Lists the members of a project and its open invitations. */
export async function readMembers(
  ctx: ActionContext,
  input: { readonly projectId: string },
): Promise<Members> {
  const place = { projectId: input.projectId, locale: null }
  demandMay(ctx, 'member.read', place)
  demandFound(await getProject(ctx.db, input.projectId))
  return {
    items: await listMembers(ctx.db, input.projectId),
    invitations: await listInvitations(ctx.db, input.projectId, ctx.now),
    can: { manage: ability(ctx, 'member.manage', place) },
  }
}

/** Somebody who works in a project, as everybody there may know them. */
export type Colleague = Pick<Member, 'personId' | 'name' | 'roles'>

/** Lists who works in a project, without their addresses. */
export async function readColleagues(
  ctx: ActionContext,
  input: { readonly projectId: string },
): Promise<{ readonly items: readonly Colleague[] }> {
  demandMay(ctx, 'project.read', { projectId: input.projectId, locale: null })
  demandFound(await getProject(ctx.db, input.projectId))
  const members = await listMembers(ctx.db, input.projectId)
  return { items: members.map(({ personId, name, roles }) => ({ personId, name, roles })) }
}

export interface SetRolesInput {
  readonly projectId: string
  readonly personId: string
  readonly roles: readonly HeldRole[]
}

/**
 * Sets the roles of a member; none removes them from the project. Only administrators bring in somebody
 * who is no member: everybody else invites, so that nobody is in a project without having agreed.
 */
export async function setRoles(ctx: ActionContext, input: SetRolesInput): Promise<Member> {
  const { projectId, personId } = input
  demandMay(ctx, 'member.manage', { projectId, locale: null })
  const member = await transaction(ctx.db, async (tx) => {
    demandFound(await getProject(tx, projectId))
    const before = await lockRoles(tx, projectId, personId)
    if (before.length === 0 && !ctx.person.administrator) demandFound(null)
    const { name, email } = demandFound(await getPerson(tx, personId))
    const given = input.roles.filter((role) => !holds(before, role))
    const taken = before.filter((role) => !holds(input.roles, role))
    for (const role of [...given, ...taken]) demandMayGive(ctx, projectId, role)
    for (const role of given) await insertRole(tx, personId, { projectId, ...role })
    for (const role of taken) await deleteRole(tx, personId, { projectId, ...role })
    const after = await lockRoles(tx, projectId, personId)
    if (given.length + taken.length > 0) {
      const change = { before: { personId, roles: before }, after: { personId, roles: after } }
      await remember(tx, { deed: 'role.changed', personId: doer(ctx), projectId, ...change })
    }
    return { personId, name, email, roles: after }
  })
  ctx.identity.forget(personId)
  return member
}

function holds(roles: readonly HeldRole[], wanted: HeldRole): boolean {
  return roles.some((held) => held.role === wanted.role && held.locale === wanted.locale)
}

function demandMayGive(ctx: ActionContext, projectId: string, role: HeldRole): void {
  if (mayGive(ctx.person, { projectId, ...role })) return
  throw new WorkError('forbidden', 'This role reaches further than your own', { permission: 'member.manage' })
}
