// The append-only record of who did what, and the bell that tells every server process of a new line.

import { sql, type Kysely } from 'kysely'
import { z } from 'zod'

import type { Named } from '#domain/article.ts'

import { notify, readPayload } from './notify.ts'
import type { Database } from './schema.ts'

/** Channel on which the database announces each new history line when its transaction commits. */
export const changeChannel = 'setara_change'

// As the trigger of the history writes it: who did what where, never the texts.
const announcedLine = z.object({
  id: z.number(),
  at: z.string().transform((at, check) => {
    const instant = new Date(at)
    if (!Number.isNaN(instant.getTime())) return instant.toISOString()
    check.addIssue('expected an instant')
    return z.NEVER
  }),
  personId: z.string().nullable(),
  projectId: z.string(),
  articleId: z.string().nullable(),
  editionId: z.string().nullable(),
  translationId: z.string().nullable(),
  deed: z.string(),
  /** How the translation stands after it; null where the line is about something else. */
  after: z
    .object({
      version: z.number().nullable(),
      state: z.string().nullable(),
      subState: z.string().nullable(),
    })
    .nullable(),
})

/** A history line as it is announced. */
export type AnnouncedLine = z.output<typeof announcedLine>

/** Reads what was said on the channel of changes; null for what no trigger of ours said. */
export function readAnnouncement(payload: string): AnnouncedLine | null {
  return readPayload(payload, announcedLine)
}

/**
 * Tells everybody, in every project, that the glossary they share changed: there is no project whose line could say it,
 * so they read again what they show. Many changes in one transaction are said once.
 */
export function announceShared(db: Kysely<Database>): Promise<void> {
  return notify(db, changeChannel, JSON.stringify({ shared: 'glossary' }))
}

/** A line to be added to the history. */
export interface HistoryLine {
  readonly deed: string
  readonly personId: string | null
  readonly projectId?: string | null
  readonly articleId?: string | null
  readonly editionId?: string | null
  readonly translationId?: string | null
  readonly termId?: string | null
  readonly reason?: string | null
  readonly before?: unknown
  readonly after?: unknown
}

/** A line of the history as it is read back. */
export interface HistoryEntry {
  readonly id: number
  readonly at: string
  readonly person: Named | null
  readonly projectId: string | null
  readonly articleId: string | null
  readonly editionId: string | null
  readonly translationId: string | null
  readonly deed: string
  readonly reason: string | null
  readonly before: unknown
  readonly after: unknown
}

/** Adds a line; the database announces it when the surrounding transaction commits. */
export async function remember(db: Kysely<Database>, line: HistoryLine): Promise<void> {
  await db
    .insertInto('history')
    .values({
      person_id: line.personId,
      project_id: line.projectId ?? null,
      article_id: line.articleId ?? null,
      edition_id: line.editionId ?? null,
      translation_id: line.translationId ?? null,
      term_id: line.termId ?? null,
      deed: line.deed,
      reason: line.reason ?? null,
      before: json(line.before),
      after: json(line.after),
    })
    .execute()
}

/**
 * Adds the lines of single terms that one larger deed changed, without ringing the bell for each: the line of the
 * deed itself rings. They name no project, so that nobody who was away is sent thousands of them.
 */
export async function rememberOfTerms(
  db: Kysely<Database>,
  lines: readonly (Pick<HistoryLine, 'deed' | 'personId' | 'before' | 'after'> & {
    readonly termId: string
  })[],
): Promise<void> {
  const rows = lines.map(({ termId, deed, personId, before, after }) => ({
    term_id: termId,
    deed,
    person_id: personId,
    before: json(before),
    after: json(after),
  }))
  for (let at = 0; at < rows.length; at += chunk) {
    await db
      .insertInto('history')
      .values(rows.slice(at, at + chunk))
      .execute()
  }
}

const chunk = 500

/** Writes a value for a JSON column; undefined becomes SQL null. */
export function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

function entries(db: Kysely<Database>) {
  return db
    .selectFrom('history')
    .leftJoin('person', 'person.id', 'history.person_id')
    .selectAll('history')
    .select('person.name as person_name')
}

type HistoryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

function toEntry(row: HistoryRow): HistoryEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
    projectId: row.project_id,
    articleId: row.article_id,
    editionId: row.edition_id,
    translationId: row.translation_id,
    deed: row.deed,
    reason: row.reason,
    before: row.before,
    after: row.after,
  }
}

/** Lists the lines of one translation, newest first, below the id `before`. */
export async function historyOfTranslation(
  db: Kysely<Database>,
  translationId: string,
  before: number | null,
  limit: number,
): Promise<readonly HistoryEntry[]> {
  let query = entries(db)
    .where('translation_id', '=', translationId)
    .orderBy('history.id', 'desc')
    .limit(limit)
  if (before !== null) query = query.where('history.id', '<', before)
  return (await query.execute()).map(toEntry)
}

const landmarks: Readonly<Record<'confirmed' | 'approved', readonly string[]>> = {
  confirmed: ['translation.confirmed'],
  approved: ['translation.approved', 'translation.approved-with-waiver'],
}

/** The newest texts of a translation that its translator confirmed and that a reviewer approved. */
export interface Landmarks {
  readonly confirmed: HistoryEntry | null
  readonly approved: HistoryEntry | null
}

/** Reads what later versions of a translation are compared with. */
export async function landmarksOf(db: Kysely<Database>, translationId: string): Promise<Landmarks> {
  const newest = async (deeds: readonly string[]) => {
    const row = await entries(db)
      .where('translation_id', '=', translationId)
      .where('deed', 'in', [...deeds])
      .orderBy('history.id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ? toEntry(row) : null
  }
  const [confirmed, approved] = await Promise.all([newest(landmarks.confirmed), newest(landmarks.approved)])
  return { confirmed, approved }
}

/** Lists the lines of one term, newest first. */
export async function historyOfTerm(
  db: Kysely<Database>,
  termId: string,
  limit: number,
): Promise<readonly HistoryEntry[]> {
  const rows = await entries(db)
    .where('term_id', '=', termId)
    .orderBy('history.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/**
 * Lists the lines of a project after an id, oldest first, for a reader who was away.
 * Ids are given before commit, so a lower id can appear later: lines of the last seconds before the
 * given one are listed again. Readers drop what they know by its version.
 */
export async function historySince(
  db: Kysely<Database>,
  projectId: string,
  after: number,
  limit: number,
): Promise<readonly AnnouncedLine[]> {
  const rows = await linesSince(db, after)
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('history.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    personId: row.person_id,
    projectId,
    articleId: row.article_id,
    editionId: row.edition_id,
    translationId: row.translation_id,
    deed: row.deed,
    // Lines about a translation are written with how it stands.
    after: row.translation_id === null ? null : (row.after as AnnouncedLine['after']),
  }))
}

/** Tells whether the glossary that all projects share was changed after an id: a line of no project says so. */
export async function sharedTermsSince(db: Kysely<Database>, after: number): Promise<boolean> {
  const line = await linesSince(db, after)
    .select('history.id')
    .where('project_id', 'is', null)
    .where('deed', 'like', 'term.%')
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

const overlapLines = 200

function linesSince(db: Kysely<Database>, after: number) {
  return db
    .selectFrom('history')
    .where((where) =>
      where.or([
        where('history.id', '>', after),
        where.and([
          where('history.id', '>', after - overlapLines),
          where(
            'history.at',
            '>',
            sql<Date>`(select at from history where id = ${after}) - interval '10 seconds'`,
          ),
        ]),
      ]),
    )
    .where('history.id', '!=', after)
}
