// A manager invites somebody into a project, and takes an invitation back.

import { WorkError } from '#domain/errors.ts'
import { mayGive } from '#domain/members.ts'
import type { Membership, Role } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { remember } from '../store/history.ts'
import { deleteInvitation, insertInvitation, type Invitation } from '../store/identity/links.ts'
import { listMembers, plainEmail } from '../store/people.ts'
import { getProject } from '../store/projects.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { invitationAge, invitationPath } from './links.ts'

export interface InvitePersonInput {
  readonly projectId: string
  readonly email: string
  readonly role: Role
  readonly locale: TargetLocale | null
}

/** Invites an address into a role; the path of the link is answered once and not kept. */
export async function invitePerson(
  ctx: ActionContext,
  input: InvitePersonInput,
): Promise<{ readonly invitation: Invitation; readonly path: string }> {
  const { projectId, role, locale } = input
  demandMay(ctx, 'member.manage', { projectId, locale })
  demandMayGive(ctx, { projectId, role, locale })
  const email = plainEmail(input.email)
  return transaction(ctx.db, async (tx) => {
    demandFound(await getProject(tx, projectId))
    const member = (await listMembers(tx, projectId)).find((known) => known.email === email)
    if (member?.roles.some((held) => held.role === role && held.locale === locale)) {
      throw new WorkError('already-exists', 'This person holds this role already')
    }
    const { secret, invitation } = await insertInvitation(tx, {
      ...{ projectId, role, locale, email, now: ctx.now },
      invitedBy: ctx.person.id,
      expiresAt: new Date(ctx.now.getTime() + invitationAge),
    })
    await remember(tx, { deed: 'person.invited', personId: doer(ctx), projectId, after: told(invitation) })
    return { invitation, path: invitationPath(secret) }
  })
}

/** Withdraws an invitation that nobody used yet. @throws WorkError `not-found` */
export async function withdrawInvitation(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly invitationId: string },
): Promise<void> {
  const { projectId, invitationId } = input
  demandMay(ctx, 'member.manage', { projectId, locale: null })
  await transaction(ctx.db, async (tx) => {
    const invitation = demandFound(await deleteInvitation(tx, projectId, invitationId))
    demandMayGive(ctx, { projectId, role: invitation.role, locale: invitation.locale })
    await remember(tx, {
      deed: 'invitation.withdrawn',
      personId: doer(ctx),
      projectId,
      before: told(invitation),
    })
  })
}

// Everybody in the project can follow its changes, so the address stays out of them.
function told({ id, role, locale }: Invitation) {
  return { invitationId: id, role, locale }
}

function demandMayGive(ctx: ActionContext, held: Membership): void {
  if (mayGive(ctx.person, held)) return
  throw new WorkError('forbidden', 'This role reaches further than your own', { permission: 'member.manage' })
}
