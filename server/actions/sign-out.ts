// Somebody ends the session they are in.

import { remember } from '../store/history.ts'
import { deleteSession } from '../store/identity/sessions.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandInPerson } from './own.ts'

/** Signs out; doing it twice is no mistake. */
export async function signOut(ctx: ActionContext, input: { readonly sessionId: string }): Promise<void> {
  demandInPerson(ctx)
  await transaction(ctx.db, async (tx) => {
    if (!(await deleteSession(tx, ctx.person.id, input.sessionId))) return
    await remember(tx, { deed: 'session.ended', personId: doer(ctx) })
  })
  ctx.identity.forget(ctx.person.id)
}
