// Somebody accepts an invitation into a project.

import { WorkError } from '#domain/errors.ts'
import type { Person } from '#domain/people.ts'

import { remember } from '../store/history.ts'
import type { Device } from '../store/identity.ts'
import { findInvitation, useInvitation, type Invited } from '../store/identity/links.ts'
import { hashPassword } from '../store/identity/passwords.ts'
import { deleteSessionOf } from '../store/identity/sessions.ts'
import { findPerson, insertPerson, insertRole, savePassword } from '../store/people.ts'
import { transaction } from './context.ts'
import { meBehind, type Me } from './me.ts'
import { demandGoodPassword, refusalOf, type Visit } from './own.ts'

/** An invitation as it is shown before it is accepted; `known` when the address has an account already. */
export interface InvitationOffer {
  readonly email: string
  readonly projectName: string
  readonly role: Invited['role']
  readonly locale: Invited['locale']
  readonly invitedBy: string | null
  readonly known: boolean
}

/** Reads what an invitation is for. @throws WorkError `link-expired` */
export async function readInvitation(ctx: Visit, input: { readonly link: string }): Promise<InvitationOffer> {
  const invited = demandInvited(await findInvitation(ctx.db, input.link, ctx.now))
  const { email, projectName, role, locale, invitedBy } = invited
  return { email, projectName, role, locale, invitedBy, known: (await findPerson(ctx.db, email)) !== null }
}

export interface AcceptInvitationInput {
  readonly link: string
  readonly name: string
  /** A new password, or the one the account has. */
  readonly password: string
  readonly device: Device
  /** Who is signed in, and with which secret. */
  readonly person: Person | null
  readonly previous: string | null
}

/** Who joined; `secret` is null when they go on in the session they are in. */
export interface Joined {
  readonly person: Me
  readonly secret: string | null
}

/**
 * Accepts an invitation. It belongs to the invited address: nobody else can use it, and it never opens an
 * account that exists, because whoever invited has seen the link too.
 * @throws WorkError `link-expired`, `forbidden` (another address), `sign-in-failed`, `invalid` (password)
 */
export async function acceptInvitation(ctx: Visit, input: AcceptInvitationInput): Promise<Joined> {
  const invited = demandInvited(await findInvitation(ctx.db, input.link, ctx.now))
  if (input.person) return joinAsSelf(ctx, invited, input.person, input.previous)
  const account = await findPerson(ctx.db, invited.email)
  return account ? joinWithPassword(ctx, invited, input) : joinAsNew(ctx, invited, input)
}

async function joinAsSelf(
  ctx: Visit,
  invited: Invited,
  person: Person,
  session: string | null,
): Promise<Joined> {
  if (person.scopes !== null || session === null || person.email !== invited.email) {
    throw new WorkError('forbidden', 'This invitation is for another address; sign out first', {
      reason: 'reason.other-address',
    })
  }
  await join(ctx, invited, person.id)
  return { secret: null, person: await meBehind(ctx, session) }
}

async function joinWithPassword(ctx: Visit, invited: Invited, input: AcceptInvitationInput): Promise<Joined> {
  const tried = await ctx.identity.signIn({ ...input, email: invited.email })
  if (tried.outcome !== 'signed-in') throw refusalOf(tried)
  try {
    await join(ctx, invited, tried.personId)
  } catch (error) {
    await deleteSessionOf(ctx.db, tried.secret)
    throw error
  }
  return { secret: tried.secret, person: await meBehind(ctx, tried.secret) }
}

async function joinAsNew(ctx: Visit, invited: Invited, input: AcceptInvitationInput): Promise<Joined> {
  const owner = { name: input.name, email: invited.email }
  demandGoodPassword(input.password, owner)
  const hash = await hashPassword(input.password)
  const personId = await transaction(ctx.db, async (tx) => {
    if (!(await useInvitation(tx, invited.id, ctx.now))) throw expired()
    const person = await insertPerson(tx, owner)
    if (!person)
      throw new WorkError('already-exists', 'This address has an account by now; sign in to accept')
    await savePassword(tx, person.id, hash)
    await insertRole(tx, person.id, invited)
    await remember(tx, joined(invited, person.id))
    return person.id
  })
  const secret = await ctx.identity.startSession(personId, input.device)
  if (!secret) throw expired()
  return { secret, person: await meBehind(ctx, secret) }
}

/** Uses the invitation up and gives the role, both or neither. */
async function join(ctx: Visit, invited: Invited, personId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if (!(await useInvitation(tx, invited.id, ctx.now))) throw expired()
    await insertRole(tx, personId, invited)
    await remember(tx, joined(invited, personId))
  })
  ctx.identity.forget(personId)
}

function joined({ projectId, role, locale }: Invited, personId: string) {
  return { deed: 'person.joined', personId, projectId, after: { role, locale } }
}

function demandInvited(invited: Invited | null): Invited {
  if (!invited) throw expired()
  return invited
}

function expired(): WorkError {
  return new WorkError('link-expired', 'This invitation was used or withdrawn, or it is too old')
}
