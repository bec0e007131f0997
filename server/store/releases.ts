// Releases: frozen copies of editions. They are added, never changed.

import type { Kysely } from 'kysely'

import type { Release } from '#domain/article.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** Adds the next release of an edition. */
export async function insertRelease(
  db: Kysely<Database>,
  release: {
    readonly editionId: string
    readonly publication: unknown
    readonly sha256: string
    readonly personId: string
    readonly now: Date
    readonly number: number
    readonly sourceVersion: number
  },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('release')
    .values({
      id,
      edition_id: release.editionId,
      number: release.number,
      source_version: release.sourceVersion,
      publication: JSON.stringify(release.publication),
      sha256: release.sha256,
      published_at: release.now,
      published_by: release.personId,
    })
    .execute()
  return id
}

/** Lists the releases of an edition, newest first. */
export async function releasesOf(db: Kysely<Database>, editionId: string): Promise<readonly Release[]> {
  const rows = await releases(db).where('edition_id', '=', editionId).orderBy('number', 'desc').execute()
  return rows.map(toRelease)
}

/** Reads a release with its frozen publication, or null. */
export async function getRelease(
  db: Kysely<Database>,
  id: string,
): Promise<(Release & { readonly publication: unknown }) | null> {
  const row = await releases(db).select('release.publication').where('release.id', '=', id).executeTakeFirst()
  return row ? { ...toRelease(row), publication: row.publication } : null
}

function releases(db: Kysely<Database>) {
  return db
    .selectFrom('release')
    .leftJoin('person', 'person.id', 'release.published_by')
    .select([
      'release.id',
      'release.edition_id',
      'release.number',
      'release.source_version',
      'release.sha256',
      'release.published_at',
      'release.published_by',
      'person.name as publisher_name',
    ])
}

type ReleaseRow = Awaited<ReturnType<ReturnType<typeof releases>['execute']>>[number]

function toRelease(row: ReleaseRow): Release {
  return {
    id: row.id,
    editionId: row.edition_id,
    number: row.number,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by ? { id: row.published_by, name: row.publisher_name ?? '' } : null,
    sourceVersion: row.source_version,
    sha256: row.sha256,
  }
}
