// What belongs to one person alone: sessions, tokens, the password.

import { WorkError } from '#domain/errors.ts'
import { passwordWeakness, type PasswordOwner } from '#domain/password.ts'

import type { PasswordRefused } from '../store/identity.ts'
import type { ActionContext } from './context.ts'

/** What an action for somebody who has not signed in yet is given. */
export type Visit = Pick<ActionContext, 'db' | 'identity' | 'now'>

/** Demands somebody who signed in: a token must not be able to make itself more tokens or a password. */
export function demandInPerson(ctx: ActionContext): void {
  if (ctx.person.scopes !== null) {
    throw new WorkError('forbidden', 'An API token cannot do this; sign in', { reason: 'reason.token' })
  }
}

/** Demands a password that can be used. @throws WorkError `invalid` with the reason */
export function demandGoodPassword(password: string, owner: PasswordOwner): void {
  const weakness = passwordWeakness(password, owner)
  if (!weakness) return
  throw new WorkError('invalid', `This password is not accepted: ${weakness}`, {
    field: 'password',
    reason: `reason.${weakness}`,
  })
}

/** The refusal to throw when a password did not open the door. */
export function refusalOf(tried: PasswordRefused): WorkError {
  if (tried.outcome === 'refused') return new WorkError('sign-in-failed', 'Address and password do not fit')
  const { retryAfter } = tried
  return new WorkError('too-many-attempts', `Too many attempts; try again in ${retryAfter} seconds`, {
    retryAfter,
    minutes: Math.ceil(retryAfter / 60),
  })
}
