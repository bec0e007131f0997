// People speak about a segment of their edition. What all languages ask about the source is in ask-question.ts.

import type { Segment } from '#domain/article.ts'
import { mentionsIn } from '#domain/together.ts'

import {
  commentsOfSegment,
  getComment,
  insertComment,
  openCommentCounts,
  setResolved,
  speakersOf,
  type Comment,
} from '../store/comments.ts'
import type { TranslationInPlace } from '../store/editions.ts'
import { getEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { insertNotifications } from '../store/notifications.ts'
import { listMembers } from '../store/people.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { demandTarget, loadTranslation } from './writing.ts'

const mostShown = 200

/** Lists what was said about a translation. */
export async function readComments(
  ctx: ActionContext,
  input: { readonly translationId: string },
): Promise<{ readonly items: readonly Comment[] }> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'article.read', { projectId: place.projectId, locale: null })
  const { segment, translation } = place
  return { items: await commentsOfSegment(ctx.db, segment.id, translation.editionId, mostShown) }
}

/** Tells how many comments are open in an edition, by segment. */
export async function readOpenComments(
  ctx: ActionContext,
  input: { readonly editionId: string },
): Promise<{ readonly items: readonly { readonly segmentId: Segment['id']; readonly count: number }[] }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  return { items: await openCommentCounts(ctx.db, edition.id) }
}

export interface CommentInput {
  readonly translationId: string
  /** May be empty beside a suggestion. */
  readonly words: string
  /** Another text for the segment; the one that stands there stays. */
  readonly suggestion: string | null
}

/** Says something about a segment, or suggests another text for it; whoever is named with `@`, and whoever spoke before, is told. */
export async function addComment(ctx: ActionContext, input: CommentInput): Promise<Comment> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'project.take-part', { projectId: place.projectId, locale: null })
  const suggestion = input.suggestion === null ? null : demandTarget(input.suggestion, place)
  return transaction(ctx.db, async (tx) => {
    const id = await insertComment(tx, {
      projectId: place.projectId,
      articleId: place.articleId,
      segmentId: place.segment.id,
      editionId: place.translation.editionId,
      personId: doer(ctx),
      words: input.words,
      suggestion,
      now: ctx.now,
    })
    await tell({ ...ctx, db: tx }, place, input)
    await remember(tx, {
      deed: 'comment.added',
      personId: doer(ctx),
      projectId: place.projectId,
      articleId: place.articleId,
      editionId: place.translation.editionId,
      translationId: input.translationId,
      ...(suggestion === null ? {} : { after: { suggestion } }),
    })
    return demandFound(await getComment(tx, id))
  })
}

/** Whoever is named hears that; everybody else who has spoken hears of an answer. */
async function tell(ctx: ActionContext, place: TranslationInPlace, input: CommentInput): Promise<void> {
  const { segment, translation, projectId } = place
  const members = await listMembers(ctx.db, projectId)
  const known = new Set(members.map(({ personId }) => personId))
  const named = mentionsIn(
    input.words,
    members.map(({ personId, name }) => ({ id: personId, name })),
  ).map(({ id }) => id)
  const told = {
    projectId,
    editionId: translation.editionId,
    ordinal: segment.ordinal,
    actorId: doer(ctx),
    words: input.words,
    now: ctx.now,
  }
  const others = (ids: readonly string[]) => ids.filter((id) => id !== ctx.person.id)
  await insertNotifications(ctx.db, others(named), { ...told, kind: 'mention' })
  const spoke = await speakersOf(ctx.db, segment.id, translation.editionId)
  const answered = spoke.filter((id) => known.has(id) && !named.includes(id))
  // Whose text it is hears of another one, whether they spoke or not.
  const owners = [translation.author, translation.reviewer].flatMap((person) => person?.id ?? [])
  const suggested =
    input.suggestion === null ? [] : owners.filter((id) => known.has(id) && !named.includes(id))
  const listening = answered.filter((id) => !suggested.includes(id))
  await insertNotifications(ctx.db, others(listening), { ...told, kind: 'answer' })
  await insertNotifications(ctx.db, others([...new Set(suggested)]), { ...told, kind: 'suggestion' })
}

/** Settles what was asked, or opens it again. */
export async function resolveComment(
  ctx: ActionContext,
  input: { readonly commentId: string; readonly resolved: boolean },
): Promise<Comment> {
  const comment = demandFound(await getComment(ctx.db, input.commentId))
  demandMay(ctx, 'project.take-part', { projectId: comment.projectId, locale: null })
  if ((comment.resolvedAt !== null) === input.resolved) return comment
  return transaction(ctx.db, async (tx) => {
    await setResolved(tx, comment.id, input.resolved ? { at: ctx.now, by: doer(ctx) } : null)
    await remember(tx, {
      deed: input.resolved ? 'comment.resolved' : 'comment.reopened',
      personId: doer(ctx),
      projectId: comment.projectId,
      articleId: comment.articleId,
      editionId: comment.editionId,
      after: { segmentId: comment.segmentId },
    })
    return demandFound(await getComment(tx, comment.id))
  })
}
