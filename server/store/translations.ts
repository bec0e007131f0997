// Writing a translation: one statement holds the change, its counters, its history line and its idempotency key.

import { sql, type Kysely } from 'kysely'

import type { Origin } from '#domain/origin.ts'
import type { Returned } from '#domain/review.ts'
import { isStillOutdated } from '#domain/source-update/outdated.ts'
import type { SubState, State } from '#domain/workflow.ts'

import { json } from './history.ts'
import { alsoUnit, type ApprovedUnit } from './memory.ts'
import type { Database } from './schema.ts'

/** How a translation stands after a write. */
export interface NewStanding {
  readonly target: string
  readonly state: State
  readonly subState: SubState | null
  readonly authorId: string | null
  readonly reviewerId: string | null
  readonly returnReason: string | null
  /** Absent: while the text stays returned, it stays as it was. */
  readonly returned?: Returned | null
  readonly errors: number
  /** Where its text was taken over from; absent: it was written. */
  readonly origin?: Origin | null
}

/** Everything that one write of a translation records. */
export interface TranslationWrite {
  readonly translationId: string
  readonly editionId: string
  readonly articleId: string
  readonly projectId: string
  /** Version that the write was based on. */
  readonly base: number
  readonly from: { readonly target: string; readonly state: State; readonly subState: SubState | null }
  readonly to: NewStanding
  readonly deed: string
  readonly reason: string | null
  readonly personId: string
  readonly now: Date
  readonly idempotency: { readonly key: string; readonly requestHash: string; readonly answer: unknown }
  /** What the memory keeps of it, when it is approved; taking that back is done by the database itself. */
  readonly unit?: ApprovedUnit | null
}

const counted = ['translated', 'reviewed', 'final'] as const

/**
 * Writes a translation if it still has the version the write was based on.
 * Tells whether it was written; a reused idempotency key raises a unique violation.
 */
export async function writeTranslation(db: Kysely<Database>, write: TranslationWrite): Promise<boolean> {
  const { from, to, idempotency } = write
  const change = (state: State) => Number(to.state === state) - Number(from.state === state)
  const changes = counted.map(change)
  const counters = changes.every((n) => n === 0)
    ? sql``
    : sql`, counted as (
        update edition set translated = translated + ${changes[0]}, reviewed = reviewed + ${changes[1]},
          final = final + ${changes[2]} from changed where edition.id = changed.edition_id)`
  const before = { target: from.target, state: from.state, subState: from.subState }
  const after = {
    ...{ target: to.target, state: to.state, subState: to.subState, version: write.base + 1 },
    ...(to.returned ? { returned: to.returned } : {}),
    ...(to.origin && to.target !== from.target ? { taken: to.origin } : {}),
  }

  const result = await sql`
    with changed as (
      update translation set target = ${to.target}, state = ${to.state}, sub_state = ${to.subState},
        version = version + 1, author_id = ${to.authorId}, reviewer_id = ${to.reviewerId},
        return_reason = ${to.returnReason}, errors = ${to.errors}, updated_at = ${write.now.toISOString()},
        outdated = ${isStillOutdated(to) ? sql.ref('outdated') : null}, returned = ${returnedOf(to)},
        taken = ${to.origin ? sql`${json({ text: to.target, ...to.origin })}::jsonb` : null}
      where id = ${write.translationId} and version = ${write.base}
      returning edition_id
    ) ${counters} ${alsoUnit(write.unit)}, remembered as (
      insert into idempotency (person_id, key, request_hash, answer)
      select ${write.personId}, ${idempotency.key}, ${idempotency.requestHash}, ${json(idempotency.answer)}::jsonb
      from changed
    ), line as (
      insert into history (at, person_id, project_id, article_id, edition_id, translation_id, deed, reason,
        before, after)
      select ${write.now.toISOString()}::timestamptz, ${write.personId}, ${write.projectId}, ${write.articleId},
        edition_id, ${write.translationId}, ${write.deed}, ${write.reason}, ${json(before)}::jsonb,
        ${json(after)}::jsonb
      from changed
    )
    select 1 from changed`.execute(db)
  return result.rows.length > 0
}

function returnedOf(to: NewStanding) {
  if (to.subState !== 'returned') return null
  return to.returned === undefined ? sql.ref('returned') : sql`${json(to.returned)}::jsonb`
}

/** What was answered to an earlier request with the same key. */
export interface RememberedAnswer {
  readonly requestHash: string
  readonly answer: unknown
}

/** Reads the answer to an earlier request, or null. */
export async function rememberedAnswer(
  db: Kysely<Database>,
  personId: string,
  key: string,
): Promise<RememberedAnswer | null> {
  const row = await db
    .selectFrom('idempotency')
    .select(['request_hash', 'answer'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { requestHash: row.request_hash, answer: row.answer } : null
}

/** Forgets answers that no client will ask for again. */
export async function forgetAnswersBefore(db: Kysely<Database>, instant: Date): Promise<void> {
  await db.deleteFrom('idempotency').where('created_at', '<', instant).execute()
}

/** Marks every translation of an edition as released. */
export async function releaseTranslations(db: Kysely<Database>, editionId: string, now: Date): Promise<void> {
  await sql`update translation set state = 'final', version = version + 1, updated_at = ${now.toISOString()}
    where edition_id = ${editionId} and state = 'reviewed'`.execute(db)
  await sql`update edition set translated = 0, reviewed = 0, final = total where id = ${editionId}`.execute(
    db,
  )
}

/** Sets a finding aside; the same dismissal again changes nothing. */
export async function insertDismissal(
  db: Kysely<Database>,
  dismissal: {
    readonly translationId: string
    readonly check: Database['dismissal']['check_id']
    readonly fingerprint: string
    readonly reason: string
    readonly personId: string
  },
): Promise<void> {
  await db
    .insertInto('dismissal')
    .values({
      translation_id: dismissal.translationId,
      check_id: dismissal.check,
      fingerprint: dismissal.fingerprint,
      reason: dismissal.reason,
      person_id: dismissal.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Records how many error-level findings of a translation are open, without making a new version of it. */
export async function setErrors(db: Kysely<Database>, translationId: string, errors: number): Promise<void> {
  await db.updateTable('translation').set({ errors }).where('id', '=', translationId).execute()
}
