// A newsroom of realistic size, and a server on it, on either database.

import { sql } from 'kysely'

import { seedTerms } from '#glossary/seeds/seeds.ts'

import { importArticle } from '../../server/actions/import-article.ts'
import { addProject } from '../../server/actions/projects.ts'
import { addTerms } from '../../server/actions/terms.ts'
import { build } from '../helpers/build.ts'
import { hasPostgres, startPostgres } from '../helpers/postgres.ts'
import { Client } from '../server/client.ts'
import { hire, inPlace, longText } from '../server/furnish.ts'
import { newPlace, startServer, type Place, type ServerProcess } from '../server/process.ts'

export type Kind = 'embedded' | 'postgresql'

/** The databases that can be measured here. */
export const kinds: readonly Kind[] =
  hasPostgres || process.env['DATABASE_URL'] ? ['embedded', 'postgresql'] : ['embedded']

/** Makes a place on one kind of database; PostgreSQL is DATABASE_URL, or a private server. */
export async function placeOn(kind: Kind): Promise<Place> {
  build('server')
  if (kind === 'embedded') return newPlace(null)
  const given = process.env['DATABASE_URL']
  if (given) return newPlace(given)
  const server = await startPostgres()
  const place = await newPlace(server.url)
  return {
    ...place,
    remove: async () => {
      await place.remove()
      server.remove()
    },
  }
}

export interface Stage {
  readonly place: Place
  readonly server: ServerProcess
  readonly projectId: string
  /** Editions with their translations in article order. */
  readonly editions: readonly { readonly id: string; readonly translationIds: readonly string[] }[]
  readonly clients: readonly Client[]
  close(): Promise<void>
}

/** Fills a place with articles whose translations are begun, and starts the server. */
export async function openStage(
  kind: Kind,
  size: { readonly articles: number; readonly sentences: number; readonly people: number },
): Promise<Stage> {
  const place = await placeOn(kind)
  const furnished = await inPlace(place, async (workplace) => {
    const ctx = workplace.asOperator()
    const { db } = workplace.tools
    const projectId = (await addProject(ctx, { name: 'News' })).id
    await addTerms(ctx, { projectId, drafts: seedTerms })
    const cookies = await hire(workplace, projectId, size.people)
    const editions: { id: string; translationIds: string[] }[] = []
    for (let number = 1; number <= size.articles; number += 1) {
      const content = new TextEncoder().encode(longText(size.sentences - 1, `Report ${number}`))
      const { editions: opened } = await importArticle(ctx, {
        ...{ projectId, content, fileName: `report-${number}.txt` },
        ...{ locales: ['km'], treatments: {} },
      })
      const id = opened[0]?.id ?? ''
      // Begun texts, so that the checks have something to look at.
      await sql`update translation set target = 'សាកលវិទ្យាល័យ ' || segment.source, sub_state = 'draft', version = 1
        from segment where segment.id = translation.segment_id and edition_id = ${id}`.execute(db)
      const rows = await db
        .selectFrom('translation')
        .select('id')
        .where('edition_id', '=', id)
        .orderBy('ordinal')
        .execute()
      editions.push({ id, translationIds: rows.map((row) => row.id) })
    }
    if (kind === 'postgresql') await sql`analyze`.execute(db)
    return { projectId, cookies, editions }
  })
  const server = await startServer(place, { SETARA_LOG: 'info' })
  const clients = furnished.cookies.map((cookie) => new Client(server.url, cookie))
  return {
    ...{ place, server, clients },
    ...{ projectId: furnished.projectId, editions: furnished.editions },
    close: async () => {
      for (const client of clients) client.close()
      server.signal('SIGTERM')
      await server.ended
      await place.remove()
    },
  }
}

/** Any element of a list. */
export function any<T>(list: readonly T[]): T {
  const found = list[Math.floor(Math.random() * list.length)]
  if (found === undefined) throw new Error('The list is empty')
  return found
}
