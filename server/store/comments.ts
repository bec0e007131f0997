// Comments on the segments of an edition.

import type { Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { CodedText } from '#domain/inline.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** A comment as it is read. */
export interface Comment {
  readonly id: string
  readonly projectId: string
  readonly articleId: string
  readonly segmentId: string
  readonly editionId: string
  readonly person: Named | null
  readonly words: string
  /** Another text for the segment, if that is what it says. */
  readonly suggestion: CodedText | null
  readonly at: string
  readonly resolvedAt: string | null
  readonly resolvedBy: Named | null
}

function comments(db: Kysely<Database>) {
  return db
    .selectFrom('comment')
    .leftJoin('person as writer', 'writer.id', 'comment.person_id')
    .leftJoin('person as resolver', 'resolver.id', 'comment.resolved_by')
    .selectAll('comment')
    .select(['writer.name as writer_name', 'resolver.name as resolver_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof comments>['execute']>>[number]

function toComment(row: Row): Comment {
  return {
    id: row.id,
    projectId: row.project_id,
    articleId: row.article_id,
    segmentId: row.segment_id,
    editionId: row.edition_id,
    person: row.person_id ? { id: row.person_id, name: row.writer_name ?? '' } : null,
    words: row.words,
    suggestion: row.suggestion,
    at: row.at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by ? { id: row.resolved_by, name: row.resolver_name ?? '' } : null,
  }
}

/** Adds a comment. */
export async function insertComment(
  db: Kysely<Database>,
  comment: {
    readonly projectId: string
    readonly articleId: string
    readonly segmentId: string
    readonly editionId: string
    readonly personId: string | null
    readonly words: string
    readonly suggestion: CodedText | null
    readonly now: Date
  },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('comment')
    .values({
      id,
      project_id: comment.projectId,
      article_id: comment.articleId,
      segment_id: comment.segmentId,
      edition_id: comment.editionId,
      person_id: comment.personId,
      words: comment.words,
      suggestion: comment.suggestion,
      at: comment.now,
    })
    .execute()
  return id
}

/** Reads a comment, or null. */
export async function getComment(db: Kysely<Database>, id: string): Promise<Comment | null> {
  const row = await comments(db).where('comment.id', '=', id).executeTakeFirst()
  return row ? toComment(row) : null
}

/** Lists the newest comments on a segment in an edition, oldest first. */
export async function commentsOfSegment(
  db: Kysely<Database>,
  segmentId: string,
  editionId: string,
  limit: number,
): Promise<readonly Comment[]> {
  const rows = await comments(db)
    .where('comment.segment_id', '=', segmentId)
    .where('edition_id', '=', editionId)
    .orderBy('comment.at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toComment).reverse()
}

/** Counts the open comments of an edition, by segment. */
export async function openCommentCounts(
  db: Kysely<Database>,
  editionId: string,
): Promise<readonly { readonly segmentId: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('comment')
    .select(['segment_id as segmentId', (the) => the.fn.countAll().as('count')])
    .where('edition_id', '=', editionId)
    .where('resolved_at', 'is', null)
    .groupBy('segment_id')
    .execute()
  return rows.map(({ segmentId, count }) => ({ segmentId, count: Number(count) }))
}

/** Marks a comment as settled, or opens it again. */
export async function setResolved(
  db: Kysely<Database>,
  id: string,
  resolved: { readonly at: Date; readonly by: string | null } | null,
): Promise<void> {
  await db
    .updateTable('comment')
    .set({ resolved_at: resolved?.at ?? null, resolved_by: resolved?.by ?? null })
    .where('id', '=', id)
    .execute()
}

/** Lists everybody who has spoken about a segment in an edition. */
export async function speakersOf(
  db: Kysely<Database>,
  segmentId: string,
  editionId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('comment')
    .select('person_id')
    .distinct()
    .where('segment_id', '=', segmentId)
    .where('edition_id', '=', editionId)
    .execute()
  return rows.flatMap(({ person_id: id }) => id ?? [])
}
