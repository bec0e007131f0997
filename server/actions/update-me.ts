// Somebody changes their name, their language or their password.

import type { Locale } from '#locales/locale.ts'

import { remember } from '../store/history.ts'
import { deleteSignInLinks } from '../store/identity/links.ts'
import { hashPassword } from '../store/identity/passwords.ts'
import { deleteOtherSessions } from '../store/identity/sessions.ts'
import { hasPassword, savePassword, updatePerson } from '../store/people.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { meOf, type Me } from './me.ts'
import { demandGoodPassword, demandInPerson, refusalOf } from './own.ts'

export interface UpdateMeInput {
  readonly name?: string
  readonly uiLocale?: Locale | null
  /** `current` is null for who has no password yet. */
  readonly password?: { readonly current: string | null; readonly next: string }
  /** The session that goes on; a new password ends all others. */
  readonly currentId: string
}

/** Changes what is given. @throws WorkError `sign-in-failed` when the current password is wrong */
export async function updateMe(ctx: ActionContext, input: UpdateMeInput): Promise<Me> {
  demandInPerson(ctx)
  const { name, uiLocale, password } = input
  const hash = password ? await newPasswordHash(ctx, password) : null
  await transaction(ctx.db, async (tx) => {
    const { email } = demandFound(await updatePerson(tx, ctx.person.id, { name, uiLocale }))
    if (name !== undefined && name !== ctx.person.name) {
      await remember(tx, {
        deed: 'person.renamed',
        personId: doer(ctx),
        before: ctx.person.name,
        after: name,
      })
    }
    if (hash === null) return
    await savePassword(tx, ctx.person.id, hash)
    await deleteOtherSessions(tx, ctx.person.id, input.currentId)
    // A link that lies in a mailbox must not outlive the password it was sent for.
    await deleteSignInLinks(tx, ctx.person.id)
    await remember(tx, { deed: 'password.changed', personId: doer(ctx), after: { email } })
  })
  ctx.identity.forget(ctx.person.id)
  return meOf(ctx, ctx.person)
}

async function newPasswordHash(
  ctx: ActionContext,
  { current, next }: { readonly current: string | null; readonly next: string },
): Promise<string> {
  demandGoodPassword(next, ctx.person)
  if (await hasPassword(ctx.db, ctx.person.id)) {
    const tried = await ctx.identity.confirmPassword(ctx.person.id, current ?? '')
    if (tried.outcome !== 'right') throw refusalOf(tried)
  }
  return hashPassword(next)
}
