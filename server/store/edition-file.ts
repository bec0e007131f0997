// The targets of an edition in the order of its file, some at a time.

import type { Kysely } from 'kysely'

import type { CodedText } from '#domain/inline.ts'

import type { Database } from './schema.ts'

/** A block with what takes the place of its words; null where a sentence of it has no translation, or none is wanted. */
export interface BlockTargetRow {
  readonly block: number
  /** First byte of its words in the file. */
  readonly start: number
  readonly target: CodedText | null
}

const together = 1000

/** Whether an edition has a translation. */
export async function hasTargets(db: Kysely<Database>, editionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('translation')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('target', '<>', '')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Reads the blocks of an edition in order. */
export async function* blockTargets(
  db: Kysely<Database>,
  edition: { readonly id: string; readonly articleId: string },
): AsyncGenerator<BlockTargetRow> {
  let open = null as BlockTargetRow | null
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('segment')
      .innerJoin('block', (join) =>
        join
          .onRef('block.article_id', '=', 'segment.article_id')
          .onRef('block.ordinal', '=', 'segment.block'),
      )
      .leftJoin('translation', (join) =>
        join.onRef('segment_id', '=', 'segment.id').on('edition_id', '=', edition.id),
      )
      .select(['segment.ordinal', 'segment.block', 'segment.after', 'start_byte', 'treatment', 'target'])
      .where('segment.article_id', '=', edition.articleId)
      .where('segment.ordinal', '>', after)
      .orderBy('segment.ordinal')
      .limit(together)
      .execute()
    for (const { block, start_byte: start, treatment, target, after: space } of rows) {
      const text = treatment === 'translate' && target ? target + space : null
      if (open?.block === block) {
        const before: CodedText | null = open.target
        open = { block, start, target: before === null || text === null ? null : before + text }
        continue
      }
      if (open) yield open
      open = { block, start, target: text }
    }
    const last = rows.at(-1)
    if (!last) break
    after = last.ordinal
  }
  if (open) yield open
}
