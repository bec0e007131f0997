// What people are told: read in the page, and mailed together when nobody has read it for a while.

import { sql, type Kysely } from 'kysely'

import type { Named } from '#domain/article.ts'
import type { ReturnCategory } from '#domain/review.ts'
import type { NotificationKind } from '#domain/together.ts'
import { isLocale, type Locale, type TargetLocale } from '#locales/locale.ts'

import type { Database } from './schema.ts'

/** Something that somebody is told. */
export interface Notification {
  readonly id: number
  readonly kind: NotificationKind
  readonly edition: { readonly id: string; readonly locale: TargetLocale } | null
  readonly articleTitle: string | null
  /** The sentence it is about. */
  readonly ordinal: number | null
  readonly actor: Named | null
  readonly words: string
  /** What is wrong with a text that came back. */
  readonly category: ReturnCategory | null
  readonly at: string
  readonly read: boolean
}

function notifications(db: Kysely<Database>) {
  return db
    .selectFrom('notification')
    .leftJoin('edition', 'edition.id', 'notification.edition_id')
    .leftJoin('article', 'article.id', 'edition.article_id')
    .leftJoin('person as actor', 'actor.id', 'notification.actor_id')
    .selectAll('notification')
    .select(['edition.locale', 'article.title', 'actor.name as actor_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof notifications>['execute']>>[number]

function toNotification(row: Row): Notification {
  return {
    id: row.id,
    kind: row.kind,
    edition: row.edition_id && row.locale ? { id: row.edition_id, locale: row.locale } : null,
    articleTitle: row.title,
    ordinal: row.ordinal,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor_name ?? '' } : null,
    words: row.words,
    category: row.category,
    at: row.at.toISOString(),
    read: row.read_at !== null,
  }
}

/** Tells several people the same. */
export async function insertNotifications(
  db: Kysely<Database>,
  personIds: readonly string[],
  told: {
    readonly kind: NotificationKind
    readonly projectId: string
    readonly editionId: string | null
    readonly ordinal: number | null
    readonly actorId: string | null
    readonly words: string
    readonly now: Date
  },
): Promise<void> {
  if (personIds.length === 0) return
  await db
    .insertInto('notification')
    .values(
      personIds.map((personId) => ({
        person_id: personId,
        kind: told.kind,
        project_id: told.projectId,
        edition_id: told.editionId,
        ordinal: told.ordinal,
        actor_id: told.actorId,
        words: told.words.slice(0, longestExcerpt),
        at: told.now,
      })),
    )
    .execute()
}

const longestExcerpt = 300

/** Lists what somebody was told in the projects they are still in, newest first. */
export async function notificationsOf(
  db: Kysely<Database>,
  personId: string,
  projectIds: readonly string[] | null,
  limit: number,
): Promise<readonly Notification[]> {
  if (projectIds?.length === 0) return []
  let query = notifications(db)
    .where('notification.person_id', '=', personId)
    .orderBy('notification.id', 'desc')
    .limit(limit)
  if (projectIds) query = query.where('notification.project_id', 'in', [...projectIds])
  return (await query.execute()).map(toNotification)
}

/** Marks everything up to an id as read. */
export async function markRead(
  db: Kysely<Database>,
  personId: string,
  upTo: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable('notification')
    .set({ read_at: now })
    .where('person_id', '=', personId)
    .where('id', '<=', upTo)
    .where('read_at', 'is', null)
    .execute()
}

/** What one person has not read, ready to be mailed. */
export interface Digest {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly uiLocale: Locale | null
  }
  readonly items: readonly Notification[]
}

/**
 * Takes the people who have something unread that is older than `before` and was never mailed, each with all of it.
 * The rows stay locked until the transaction ends, so that no other server mails them too.
 */
export async function takeDigests(
  tx: Kysely<Database>,
  before: Date,
  people: number,
): Promise<readonly Digest[]> {
  const due = await sql<{ id: string; name: string; email: string; ui_locale: string | null }>`
    select id, name, email, ui_locale from person
    where not disabled
      and exists (select from notification where person_id = person.id and read_at is null and mailed_at is null
        and at < ${before.toISOString()}::timestamptz)
      and coalesce((select settings ->> 'mail' from preference where person_id = person.id), 'digest') = 'digest'
    order by id limit ${people} for update skip locked`.execute(tx)
  const digests: Digest[] = []
  for (const person of due.rows) {
    const items = await notifications(tx)
      .where('notification.person_id', '=', person.id)
      .where('read_at', 'is', null)
      .where('mailed_at', 'is', null)
      // Whoever has left a project hears nothing of it any more.
      .where((where) =>
        where.exists(
          where
            .selectFrom('membership')
            .select('project_id')
            .whereRef('membership.person_id', '=', 'notification.person_id')
            .whereRef('membership.project_id', '=', 'notification.project_id'),
        ),
      )
      .orderBy('notification.id')
      .limit(mostInOneMail)
      .execute()
    const uiLocale = person.ui_locale !== null && isLocale(person.ui_locale) ? person.ui_locale : null
    digests.push({
      person: { id: person.id, name: person.name, email: person.email, uiLocale },
      items: items.map(toNotification),
    })
  }
  return digests
}

const mostInOneMail = 50

/** Notes that everything of a person up to now was mailed. */
export async function markMailed(tx: Kysely<Database>, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('notification')
    .set({ mailed_at: now })
    .where('person_id', '=', personId)
    .where('mailed_at', 'is', null)
    .execute()
}
