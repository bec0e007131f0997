// An administrator adds a person, disables one or lets them in again.

import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { deleteSignInLinks, insertSignInLink } from '../store/identity/links.ts'
import { hashPassword } from '../store/identity/passwords.ts'
import { deleteOtherSessions } from '../store/identity/sessions.ts'
import { findPerson, insertPerson, savePassword, updatePerson, type PersonRecord } from '../store/people.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { signInLinkAge, signInPath } from './links.ts'
import { demandGoodPassword } from './own.ts'

export interface AddPersonInput {
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  /** Without a password the person gets a link that works once. */
  readonly password: string | null
}

/** Adds a person. @throws WorkError `already-exists`, `invalid` (password) */
export async function addPerson(
  ctx: ActionContext,
  input: AddPersonInput,
): Promise<{ readonly person: PersonRecord; readonly path: string | null }> {
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  if (input.password !== null) demandGoodPassword(input.password, input)
  const hash = input.password === null ? null : await hashPassword(input.password)
  return transaction(ctx.db, async (tx) => {
    const person = await insertPerson(tx, input)
    if (!person) throw new WorkError('already-exists', 'This address has an account already')
    if (hash !== null) await savePassword(tx, person.id, hash)
    const { id: personId, administrator } = person
    await remember(tx, { deed: 'person.added', personId: doer(ctx), after: { personId, administrator } })
    if (hash !== null) return { person, path: null }
    const secret = await insertSignInLink(tx, personId, ctx.now, new Date(ctx.now.getTime() + signInLinkAge))
    return { person, path: signInPath(secret) }
  })
}

/**
 * Shuts a person out at once, or lets them in again; what they did stays under their name.
 * @throws WorkError `forbidden` for one's own account: the last administrator would be locked out
 */
export async function setDisabled(
  ctx: ActionContext,
  input: { readonly personId: string; readonly disabled: boolean },
): Promise<PersonRecord> {
  const { personId, disabled } = input
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  if (disabled && personId === ctx.person.id) {
    throw new WorkError('forbidden', 'Nobody disables their own account', { reason: 'reason.own-account' })
  }
  const person = await transaction(ctx.db, async (tx) => {
    const changed = demandFound(await updatePerson(tx, personId, { disabled }))
    if (disabled) {
      await deleteOtherSessions(tx, personId, null)
      await deleteSignInLinks(tx, personId)
    }
    const deed = disabled ? 'person.disabled' : 'person.enabled'
    await remember(tx, { deed, personId: doer(ctx), after: { personId } })
    return changed
  })
  ctx.identity.forget(personId)
  return person
}

/** Finds a person by their address. @throws WorkError `not-found` */
export async function findPersonByEmail(ctx: ActionContext, email: string): Promise<PersonRecord> {
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  return demandFound(await findPerson(ctx.db, email))
}
