// Writes many translations of one edition at once, as an import does: each with its history line, in few statements.

import { sql, type Kysely } from 'kysely'

import type { State, SubState } from '#domain/workflow.ts'

import { unitsOfChanged, unitRow, type ApprovedUnit } from './memory.ts'
import type { Database } from './schema.ts'
import type { NewStanding } from './translations.ts'

/** One translation to be written. Its row is locked, so that its version is still the one that was read. */
export interface ReturnedWrite {
  readonly translationId: string
  readonly base: number
  readonly from: { readonly target: string; readonly state: State; readonly subState: SubState | null }
  readonly to: NewStanding
  readonly deed: string
  /** What an approval adds to the memory. */
  readonly unit?: ApprovedUnit | null
}

/** Where and by whom. */
export interface ReturnedPlace {
  readonly editionId: string
  readonly articleId: string
  readonly projectId: string
  readonly personId: string | null
  readonly now: Date
}

const chunk = 500

/** Writes translations in the caller's transaction, and moves the counts of the edition. */
export async function writeReturned(
  db: Kysely<Database>,
  place: ReturnedPlace,
  writes: readonly ReturnedWrite[],
): Promise<void> {
  for (let at = 0; at < writes.length; at += chunk) {
    await writeSome(db, place, writes.slice(at, at + chunk))
  }
}

/** How many more translations of a chunk are in a state than before. */
const more = (state: State) =>
  sql`sum((given.state = ${state})::int - (given.before ->> 'state' = ${state})::int)`

async function writeSome(
  db: Kysely<Database>,
  { editionId, articleId, projectId, personId, now }: ReturnedPlace,
  writes: readonly ReturnedWrite[],
): Promise<void> {
  const rows = writes.map(({ translationId, base, from, to, deed, unit }) => ({
    id: translationId,
    base,
    ...{ target: to.target, state: to.state, sub_state: to.subState, errors: to.errors },
    ...{ author_id: to.authorId, reviewer_id: to.reviewerId, return_reason: to.returnReason },
    deed,
    unit: unit ? unitRow(unit) : null,
    before: from,
    after: { target: to.target, state: to.state, subState: to.subState, version: base + 1 },
  }))
  const instant = now.toISOString()
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as t(id text, base integer, target text,
        state text, sub_state text, errors integer, author_id text, reviewer_id text, return_reason text,
        deed text, unit jsonb, before jsonb, after jsonb)
    ), changed as (
      update translation set target = given.target, state = given.state, sub_state = given.sub_state,
        version = translation.version + 1, author_id = given.author_id, reviewer_id = given.reviewer_id,
        return_reason = given.return_reason, errors = given.errors, updated_at = ${instant}::timestamptz
      from given where translation.id = given.id and translation.version = given.base
      returning translation.id
    ), ${unitsOfChanged} line as (
      insert into history (at, person_id, project_id, article_id, edition_id, translation_id, deed, before, after)
      select ${instant}::timestamptz, ${personId}, ${projectId}, ${articleId}, ${editionId}, given.id, given.deed,
        given.before, given.after
      from given join changed on changed.id = given.id
    )
    update edition set translated = edition.translated + moved.translated,
      reviewed = edition.reviewed + moved.reviewed, final = edition.final + moved.final
    from (select ${more('translated')} as translated, ${more('reviewed')} as reviewed, ${more('final')} as final
      from given join changed on changed.id = given.id having count(*) > 0) moved
    where edition.id = ${editionId}`.execute(db)
}
