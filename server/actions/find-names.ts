// Finding the names of an article: part of every deed that brings a source in.

import type { Kysely } from 'kysely'

import type { Segment } from '#domain/article.ts'
import { namesOf } from '#domain/names/article-names.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import { segmentsOf } from '../store/articles.ts'
import { type FoundName, keepNames } from '../store/article-names.ts'
import { getProject } from '../store/projects.ts'
import type { Database } from '../store/schema.ts'
import type { ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Finds the names in the segments of an article and keeps them beside it. */
export async function findNames(
  tx: Kysely<Database>,
  ctx: ActionContext,
  article: { readonly id: string; readonly projectId: string },
): Promise<readonly FoundName[]> {
  const segments = await segmentsOf(tx, article.id)
  const names = foundIn(segments, await glossaryOf(tx, ctx, article.projectId))
  await keepNames(tx, article.id, segments, names, ctx.now)
  return names
}

/** Finds the names in segments; what is agreed about them is looked up when they are shown. */
export function foundIn(segments: readonly Segment[], glossary: GlossaryIndex): readonly FoundName[] {
  const texts = segments.map(({ source }) => source)
  return namesOf(texts, glossary).map(({ kind, name, detail, mentions }) => ({
    kind,
    name,
    detail,
    mentions,
  }))
}

/** The compiled glossary of a project. */
export async function glossaryOf(
  db: Kysely<Database>,
  ctx: ActionContext,
  projectId: string,
): Promise<GlossaryIndex> {
  const { glossaryRevision } = demandFound(await getProject(db, projectId))
  return ctx.glossaries(db, { projectId, glossaryRevision })
}
