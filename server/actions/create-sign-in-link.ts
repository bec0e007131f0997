// An administrator makes a link that signs somebody in once: for the first time, or after a lost password.

import { remember } from '../store/history.ts'
import { insertSignInLink } from '../store/identity/links.ts'
import { getPerson } from '../store/people.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { signInLinkAge, signInPath } from './links.ts'

/** Makes the link; the answer is its path, shown once. */
export async function createSignInLink(
  ctx: ActionContext,
  input: { readonly personId: string },
): Promise<{ readonly path: string; readonly expiresAt: string }> {
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  const expiresAt = new Date(ctx.now.getTime() + signInLinkAge)
  return transaction(ctx.db, async (tx) => {
    const person = demandFound(await getPerson(tx, input.personId))
    const secret = await insertSignInLink(tx, person.id, ctx.now, expiresAt)
    await remember(tx, { deed: 'link.created', personId: doer(ctx), after: { personId: person.id } })
    return { path: signInPath(secret), expiresAt: expiresAt.toISOString() }
  })
}
