// Translations that a file brought with it are stored with the edition they are of. Nobody here has confirmed them, so
// they are never more than translated, and only a draft where a check finds an error.

import type { Kysely } from 'kysely'

import type { Article, SourceDocument } from '#domain/article.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import { getEdition, rowsOfEdition } from '../store/editions.ts'
import { writeReturned, type ReturnedWrite } from '../store/returned.ts'
import type { Database } from '../store/schema.ts'
import { doer, type ActionContext } from './context.ts'
import { judge, judgedRow, openErrors, termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { longestTarget } from './writing.ts'

/** Stores the targets of a document in an edition that was opened just now. */
export async function storeGiven(
  tx: Kysely<Database>,
  ctx: ActionContext,
  input: {
    readonly article: Article
    readonly editionId: string
    readonly given: NonNullable<SourceDocument['given']>
    readonly index: GlossaryIndex
  },
): Promise<void> {
  const edition = demandFound(await getEdition(tx, input.editionId))
  const rows = await rowsOfEdition(tx, edition.id, 0, edition.progress.total + 1)
  const writes = rows.flatMap((row): readonly ReturnedWrite[] => {
    const given = input.given.targets[row.segment.block - 1]
    if (!given || given.target.length > longestTarget) return []
    const { translation, segment } = row
    const judged = { ...judgedRow(edition, row), target: given.target, subState: null }
    const errors = openErrors(judge(judged, termsIn(input.index, segment.source)))
    const isDraft = given.isDraft || errors > 0
    return [
      {
        translationId: translation.id,
        base: translation.version,
        from: { target: translation.target, state: translation.state, subState: translation.subState },
        to: {
          target: given.target,
          state: isDraft ? 'initial' : 'translated',
          subState: isDraft ? 'draft' : null,
          authorId: doer(ctx),
          reviewerId: null,
          returnReason: null,
          errors,
        },
        deed: 'translation.returned-home',
      },
    ]
  })
  const { articleId, projectId } = edition
  await writeReturned(
    tx,
    { editionId: edition.id, articleId, projectId, personId: doer(ctx), now: ctx.now },
    writes,
  )
}
