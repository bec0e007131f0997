// Where a term may stand: segments that hold its words, and what their editions say.

import { sql, type Kysely } from 'kysely'

import type { State } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { Database } from './schema.ts'

/** A segment that may name a term. */
export interface CandidateSegment {
  readonly segmentId: string
  readonly ordinal: number
  readonly source: string
  readonly articleId: string
  readonly articleTitle: string
}

/** Lists segments of a project whose source holds one of some words, the newest article first. */
export async function segmentsWith(
  db: Kysely<Database>,
  projectId: string,
  words: readonly string[],
  limit: number,
): Promise<readonly CandidateSegment[]> {
  const likes = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  if (likes.length === 0) return []
  return db
    .selectFrom('segment')
    .innerJoin('article', 'article.id', 'segment.article_id')
    .select([
      'segment.id as segmentId',
      'segment.ordinal',
      'segment.source',
      'article.id as articleId',
      'article.title as articleTitle',
    ])
    .where('article.project_id', '=', projectId)
    .where((where) => where.or(likes.map((like) => sql<boolean>`segment.source ilike ${like}`)))
    .orderBy('article.created_at', 'desc')
    .orderBy('article.id')
    .orderBy('segment.ordinal')
    .limit(limit)
    .execute()
}

/** What one edition says for one segment. */
export interface CandidateTarget {
  readonly segmentId: string
  readonly editionId: string
  readonly translationId: string
  readonly locale: TargetLocale
  readonly target: string
  readonly state: State
}

/** Lists the translations of some segments. */
export async function targetsOf(
  db: Kysely<Database>,
  segmentIds: readonly string[],
): Promise<readonly CandidateTarget[]> {
  if (segmentIds.length === 0) return []
  return db
    .selectFrom('translation')
    .innerJoin('edition', 'edition.id', 'translation.edition_id')
    .select([
      'translation.segment_id as segmentId',
      'translation.id as translationId',
      'edition.id as editionId',
      'edition.locale',
      'translation.target',
      'translation.state',
    ])
    .where('translation.segment_id', 'in', segmentIds)
    .orderBy('edition.locale')
    .execute()
}
