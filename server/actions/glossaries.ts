// Compiled glossaries, kept per project until its glossary revision changes.

import type { Kysely } from 'kysely'

import { compileGlossary, type GlossaryIndex } from '#glossary/matcher.ts'

import type { Database } from '../store/schema.ts'
import { termsOf } from '../store/terms.ts'

/** Gives the compiled glossary of a project at a revision. */
export type Glossaries = (
  db: Kysely<Database>,
  project: { readonly projectId: string; readonly glossaryRevision: number },
) => Promise<GlossaryIndex>

const kept = 32

/** Makes a cache of compiled glossaries; it holds at most 32 projects. */
export function createGlossaries(): Glossaries {
  const cache = new Map<string, { readonly revision: number; readonly index: Promise<GlossaryIndex> }>()

  return (db, { projectId, glossaryRevision }) => {
    const known = cache.get(projectId)
    if (known && known.revision === glossaryRevision) return known.index
    const index = termsOf(db, projectId).then(compileGlossary)
    cache.delete(projectId)
    cache.set(projectId, { revision: glossaryRevision, index })
    if (cache.size > kept) cache.delete(cache.keys().next().value ?? projectId)
    // A glossary that could not be read must not be remembered as read.
    index.catch(() => cache.delete(projectId))
    return index
  }
}
