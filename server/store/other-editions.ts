// The same segment in the other languages of its article.

import type { Kysely } from 'kysely'

import type { State, SubState } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { Database } from './schema.ts'

/** A segment as another edition has it. */
export interface OtherVersion {
  readonly translationId: string
  readonly editionId: string
  readonly locale: TargetLocale
  readonly target: string
  readonly state: State
  readonly subState: SubState | null
}

/** Lists what other editions have for a segment, where they have anything. */
export async function otherVersions(
  db: Kysely<Database>,
  segmentId: string,
  exceptEditionId: string,
): Promise<readonly OtherVersion[]> {
  return db
    .selectFrom('translation')
    .innerJoin('edition', 'edition.id', 'translation.edition_id')
    .select([
      'translation.id as translationId',
      'translation.edition_id as editionId',
      'edition.locale',
      'translation.target',
      'translation.state',
      'translation.sub_state as subState',
    ])
    .where('translation.segment_id', '=', segmentId)
    .where('translation.edition_id', '!=', exceptEditionId)
    .where('translation.target', '!=', '')
    .execute()
}
