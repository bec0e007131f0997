// Somebody signs in with a password.

import { remember } from '../store/history.ts'
import type { Device } from '../store/identity.ts'
import { deleteSessionOf } from '../store/identity/sessions.ts'
import { meBehind, type Me } from './me.ts'
import { refusalOf, type Visit } from './own.ts'

export interface SignInInput {
  readonly email: string
  readonly password: string
  readonly device: Device
  /** The session that the browser had until now: it ends, so that nobody can have planted it. */
  readonly previous: string | null
}

/** A session that has begun; the secret goes into the cookie and nowhere else. */
export interface SignedIn {
  readonly person: Me
  readonly secret: string
}

/**
 * Signs in. An unknown address, a wrong password and a disabled person get the same answer in the same time.
 * @throws WorkError `sign-in-failed`, `too-many-attempts`
 */
export async function signIn(ctx: Visit, input: SignInInput): Promise<SignedIn> {
  const tried = await ctx.identity.signIn(input)
  if (tried.outcome !== 'signed-in') throw refusalOf(tried)
  const { secret, personId } = tried
  if (input.previous) await deleteSessionOf(ctx.db, input.previous)
  await remember(ctx.db, { deed: 'session.started', personId })
  return { secret, person: await meBehind(ctx, secret) }
}
