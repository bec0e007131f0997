// The discussion of a term.

import { couldEver } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { remember } from '../store/history.ts'
import { commentsOf, insertComment, type TermComment } from '../store/term-talk.ts'
import { getTerm } from '../store/terms.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Says something about a term or one of its forms, and gives the whole discussion. */
export async function commentOnTerm(
  ctx: ActionContext,
  input: {
    readonly termId: string
    readonly locale: TargetLocale | null
    readonly form: string | null
    readonly body: string
  },
): Promise<{ readonly comments: readonly TermComment[] }> {
  const { termId, locale, form, body } = input
  const { projectId } = demandFound(await getTerm(ctx.db, termId))
  // What is shared is talked about by everybody who works with any glossary.
  if (projectId !== null || !couldEver(ctx.person, 'term.propose')) {
    demandMay(ctx, 'term.propose', { projectId, locale: null })
  }
  return transaction(ctx.db, async (tx) => {
    await insertComment(tx, { termId, locale, form, body, personId: doer(ctx), now: ctx.now })
    const at = { personId: doer(ctx), projectId, termId }
    await remember(tx, { ...at, deed: 'term.commented', after: { locale, form, body } })
    return { comments: await commentsOf(tx, termId) }
  })
}
