// Somebody signs in with a link that works once.

import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import type { Device } from '../store/identity.ts'
import { useSignInLink } from '../store/identity/links.ts'
import { deleteSessionOf } from '../store/identity/sessions.ts'
import { transaction } from './context.ts'
import { meBehind } from './me.ts'
import type { Visit } from './own.ts'
import type { SignedIn } from './sign-in.ts'

export interface SignInByLinkInput {
  readonly link: string
  readonly device: Device
  readonly previous: string | null
}

/** Signs in. @throws WorkError `link-expired` when the link was used, is over or never was */
export async function signInByLink(ctx: Visit, input: SignInByLinkInput): Promise<SignedIn> {
  const personId = await transaction(ctx.db, async (tx) => {
    const owner = await useSignInLink(tx, input.link, ctx.now)
    if (!owner) throw expired()
    await remember(tx, { deed: 'session.started', personId: owner, after: { by: 'link' } })
    return owner
  })
  const secret = await ctx.identity.startSession(personId, input.device)
  if (!secret) throw expired()
  if (input.previous) await deleteSessionOf(ctx.db, input.previous)
  return { secret, person: await meBehind(ctx, secret) }
}

function expired(): WorkError {
  return new WorkError('link-expired', 'This link was used already, or it is too old')
}
