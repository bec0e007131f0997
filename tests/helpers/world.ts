// A whole newsroom on a real database: the real application, two projects, people in every role.

import { pino } from 'pino'

import type { Role } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { createChangeHub } from '../../server/actions/follow-changes.ts'
import { importArticle, type Imported } from '../../server/actions/import-article.ts'
import { addProject } from '../../server/actions/projects.ts'
import { createApp, type AppOptions } from '../../server/app.ts'
import { createMetrics } from '../../server/metrics.ts'
import { identityChannel } from '../../server/store/identity.ts'
import { insertPerson, insertRole } from '../../server/store/people.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { testDatabase } from './database.ts'
import { browser, laptop } from './people.ts'

export type Newsroom = Awaited<ReturnType<typeof newsroom>>
/** Someone at a browser of their own. */
export type Colleague = Awaited<ReturnType<Newsroom['colleague']>>

/** Opens a newsroom; `close` it after the tests. */
export async function newsroom(options: Partial<AppOptions> = {}) {
  const database = await testDatabase()
  const workplace = workplaceOn(database)
  const { db, identity } = workplace.tools
  const changes = await createChangeHub(db, database.listen)
  const unlisten = await database.listen(
    identityChannel,
    (personId) => identity.forget(personId),
    () => identity.forget(null),
  )
  const app = createApp({
    ...workplace.tools,
    changes,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(() => changes.followers),
    metricsToken: null,
    now: () => new Date(),
    baseUrl: null,
    publicUrl: null,
    secure: false,
    ready: async () => true,
    webFolder: null,
    version: 'test',
    ...options,
  })
  const ctx = () => workplace.asOperator()
  const { id: projectId } = await addProject(ctx(), { name: 'News' })
  const { id: foreignProjectId } = await addProject(ctx(), { name: 'News of others' })
  let counter = 0

  /** Adds someone with roles in a project (in every language unless one is named) and signs them in. */
  async function colleague(
    roles: Role | readonly Role[],
    at: {
      readonly projectId?: string
      readonly locale?: TargetLocale | null
      readonly administrator?: boolean
    } = {},
  ) {
    counter += 1
    const name = `Person ${counter}`
    const person = await insertPerson(db, {
      name,
      email: `person${counter}@example.org`,
      administrator: at.administrator ?? false,
    })
    if (!person) throw new Error(`${name} is there already`)
    for (const role of [roles].flat()) {
      await insertRole(db, person.id, {
        projectId: at.projectId ?? projectId,
        role,
        locale: at.locale ?? null,
      })
    }
    const secret = await identity.startSession(person.id, laptop)
    const page = browser(app)
    page.cookie = `setara=${secret}`
    return { id: person.id, name, email: person.email, page, ...writing(page) }
  }

  /** Imports an article from text; its editions are open. */
  function article(
    text: string,
    locales: readonly TargetLocale[] = ['km'],
    fileName = 'news.txt',
  ): Promise<Imported> {
    return importArticle(ctx(), {
      projectId,
      fileName,
      content: new TextEncoder().encode(text),
      locales,
      treatments: {},
    })
  }

  return {
    ...{ app, database, db, identity, changes, projectId, foreignProjectId, colleague, article, ctx },
    memory: workplace.tools.memory,
    close: async () => {
      await changes.stop()
      await unlisten()
      await database.close()
    },
  }
}

/** The deeds of the editor, as the browser sends them. */
function writing(page: ReturnType<typeof browser>) {
  const headers = (base: number, key: string = crypto.randomUUID()) => ({
    'if-match': `"${base}"`,
    'idempotency-key': key,
  })
  return {
    rows: async (editionId: string) =>
      (await page.send('GET', `/api/editions/${editionId}/segments?limit=200`)).json.items,
    save: (translationId: string, target: string, base: number, key?: string) =>
      page.send('PUT', `/api/translations/${translationId}`, { target }, headers(base, key)),
    confirm: (translationId: string, base: number, key?: string) =>
      page.send('POST', `/api/translations/${translationId}/confirm`, {}, headers(base, key)),
    review: (translationId: string, body: object, base: number, key?: string) =>
      page.send('POST', `/api/translations/${translationId}/review`, body, headers(base, key)),
  }
}
