// Somebody looks at where they are signed in, and ends what they do not know.

import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { deleteSession, listSessions, type Session } from '../store/identity/sessions.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandInPerson } from './own.ts'

/** A session of one's own; `current` is the one that asks. */
export interface OwnSession extends Session {
  readonly current: boolean
}

/** Lists the sessions of the person. */
export async function readSessions(
  ctx: ActionContext,
  input: { readonly currentId: string },
): Promise<{ readonly items: readonly OwnSession[] }> {
  demandInPerson(ctx)
  const sessions = await listSessions(ctx.db, ctx.person.id, ctx.now)
  return { items: sessions.map((session) => ({ ...session, current: session.id === input.currentId })) }
}

/** Ends a session of the person. @throws WorkError `not-found`, also for sessions of others */
export async function endSession(ctx: ActionContext, input: { readonly sessionId: string }): Promise<void> {
  demandInPerson(ctx)
  await transaction(ctx.db, async (tx) => {
    const ended = await deleteSession(tx, ctx.person.id, input.sessionId)
    if (!ended) throw new WorkError('not-found', 'Nothing with this id exists here')
    await remember(tx, { deed: 'session.ended', personId: doer(ctx), after: { sessionId: input.sessionId } })
  })
  ctx.identity.forget(ctx.person.id)
}
