// A file that left us comes home into the same edition. What changed there is taken, what changed here meanwhile is
// never overwritten, and the report says of every sentence what became of it.

import { apart } from '../formats/apart/apart.ts'
import { seenOf } from '../formats/xliff/returned-reader.ts'
import { getArticle } from '../store/articles.ts'
import { getEdition, lockRowsOfEdition, rowsOfEdition, type EditionRow } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { writeReturned } from '../store/returned.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import {
  countsOf,
  decisions,
  demandSameEdition,
  errorsOf,
  placed,
  type Decided,
  ordinalsOf,
  type HomecomingPlace,
  type ReportLine,
} from './homecoming.ts'
import { leftFiles, noteHome } from './left-files.ts'
import { demandWhole } from './whole.ts'

/** What became of a file. */
export interface HomecomingReport {
  readonly applied: boolean
  readonly counts: Readonly<Record<ReportLine['outcome'], number>>
  readonly lines: readonly ReportLine[]
}

export interface TakeHomeInput {
  readonly editionId: string
  readonly fileName: string
  readonly content: Uint8Array
  /** Only say what would be done. */
  readonly preview: boolean
}

/** Merges a file into the edition that it left. */
export async function takeHome(ctx: ActionContext, input: TakeHomeInput): Promise<HomecomingReport> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'translation.save', edition)
  demandWhole(edition.progress.total)
  const file = await apart('readHomecoming', input.content)
  demandSameEdition(file, edition)
  const { format } = demandFound(await getArticle(ctx.db, edition.articleId))
  // The file that the article was made of leaves with targets in it, under the ids of others.
  const isForeign = format === 'xliff' && !file.isOurs
  const units = isForeign ? file.foreign : file.units
  // NOTE: read before the transaction. Another request may be compiling it, and that one would wait for us.
  const index = await ctx.glossaries(ctx.db, edition)
  const left = isForeign ? await leftFiles(ctx.db, edition) : null
  await left?.compare(1, units.map(seenOf))
  const ordinalOfBlock = (block: number) => left?.ordinalOfBlock(block)
  const some = placed({ ordinalOfBlock }, units, new Set())
  const place: HomecomingPlace = {
    ...{ person: ctx.person, edition, errorsIn: errorsOf(edition, index), ordinalOfBlock },
    leftOf: left ? await left.basesOf(ordinalsOf(some)) : () => null,
  }
  const decide = (rows: readonly EditionRow[]): readonly Decided[] => [...decisions(place, some, rows)]
  if (input.preview) {
    const rows = await rowsOfEdition(ctx.db, edition.id, 0, edition.progress.total + 1)
    return reportOf(decide(rows), false)
  }
  const report = await transaction(ctx.db, async (tx) => {
    const decided = decide(await lockRowsOfEdition(tx, edition.id))
    const { articleId, projectId } = edition
    const at = { editionId: edition.id, articleId, projectId, personId: doer(ctx), now: ctx.now }
    await writeReturned(
      tx,
      at,
      decided.flatMap(({ write }) => (write ? [write] : [])),
    )
    const told = reportOf(decided, true)
    const after = { fileName: input.fileName, ...told.counts }
    await remember(tx, { ...at, deed: 'edition.returned', after })
    return told
  })
  if (left) await noteHome(ctx.db, edition, [input.content])
  return report
}

function reportOf(decided: readonly Decided[], applied: boolean): HomecomingReport {
  const lines = decided.map(({ line }) => line)
  return { applied, counts: countsOf(lines), lines }
}
