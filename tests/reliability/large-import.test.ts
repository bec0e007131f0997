import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { addProject } from '../../server/actions/projects.ts'
import { stagingProject } from '../../server/store/staging.ts'
import { hire, inPlace } from '../server/furnish.ts'
import { startServer, type Place } from '../server/process.ts'
import { onBothDatabases } from './both.ts'

const units = 600
const kills = 10

/** About two megabytes, so that it arrives and is read in several pieces. */
const file = [
  '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f">',
  ...Array.from(
    { length: units },
    (_, n) =>
      `<unit id="u${n}"><notes><note>${'n'.repeat(3000)}</note></notes><segment state="translated"><source>Sentence ${n} tells what happened.</source><target>Câu ${n} kể điều gì đã xảy ra.</target></segment></unit>`,
  ),
  '</file></xliff>',
].join('\n')

onBothDatabases('a server that is killed while it imports a large file', (placeNow) => {
  test('has each article whole or not at all, and goes on with those that had arrived', async () => {
    const place = placeNow()
    const { projectId, cookie } = await inPlace(place, async (workplace) => {
      const { id } = await addProject(workplace.asOperator(), { name: 'News' })
      return { projectId: id, cookie: (await hire(workplace, id, 1))[0] ?? '' }
    })
    const send = (url: string, name: string) =>
      fetch(`${url}/api/projects/${projectId}/articles/files?name=${name}&to=vi,km`, {
        method: 'POST',
        headers: { cookie, origin: url },
        body: file,
      })

    let running = await startServer(place)
    const begun = performance.now()
    expect((await send(running.url, 'first.xlf')).status).toBe(202)
    await allDone(running.url, projectId, cookie)
    const took = performance.now() - begun
    const outcomes = new Set<string>()
    const received = new Set(['first'])
    for (let count = 0; count < kills; count += 1) {
      const name = `kill-${count}`
      const sent = send(running.url, `${name}.xlf`).then(
        ({ status }) => status,
        () => 0,
      )
      // From the first byte to a little after the usual end; once as soon as the reading is seen, however fast it is.
      if (count === 0) await begins(running.url, projectId, cookie)
      else await sleep(took * 1.1 * ((count + Math.random()) / kills))
      running.signal('SIGKILL')
      await running.ended
      if ((await sent) === 202) received.add(name)
      const { articles, jobs } = await standing(place, projectId)
      for (const [title, article] of articles) expect([title, article]).toEqual([title, whole])
      for (const { state, title } of jobs) {
        expect(articles.has(title), `${title} is ${state}`).toBe(state === 'done')
        if (title === name) outcomes.add(state)
      }
      running = await startServer(place)
    }
    // Before anything else is sent, the server has cleared away what nobody goes on with.
    await allDone(running.url, projectId, cookie)
    running.signal('SIGTERM')
    await running.ended
    const { articles, jobs, staged } = await standing(place, projectId)
    expect(staged).toEqual({ articles: 0, uploadsOfJobs: 0 })
    expect(jobs.filter(({ state }) => state !== 'done')).toEqual([])
    // A killed server may have taken a file in without having said so.
    for (const title of received) expect(articles.get(title)).toEqual(whole)
    expect([...outcomes]).toContain('running')
  }, 600_000)
})

const whole = { segments: units, editions: 2, translations: units * 2, given: units, pieces: true }

/** What is in the database beside what nobody sees; what a killed process has promised has run out afterwards. */
function standing(place: Place, projectId: string) {
  return inPlace(place, async ({ tools: { db } }) => {
    const found = await db
      .selectFrom('article')
      .select((of) => [
        'article.file_name as name',
        of
          .selectFrom('segment')
          .whereRef('article_id', '=', 'article.id')
          .select(of.fn.countAll<number>().as('n'))
          .as('segments'),
        of
          .selectFrom('edition')
          .whereRef('article_id', '=', 'article.id')
          .select(of.fn.countAll<number>().as('n'))
          .as('editions'),
        of
          .selectFrom('translation')
          .innerJoin('edition', 'edition.id', 'edition_id')
          .whereRef('article_id', '=', 'article.id')
          .select(of.fn.countAll<number>().as('n'))
          .as('translations'),
        of
          .selectFrom('translation')
          .innerJoin('edition', 'edition.id', 'edition_id')
          .whereRef('article_id', '=', 'article.id')
          .where('target', '<>', '')
          .select(of.fn.countAll<number>().as('n'))
          .as('given'),
        of
          .selectFrom('article_piece')
          .whereRef('article_id', '=', 'article.id')
          .select(of.fn.countAll<number>().as('n'))
          .as('pieces'),
      ])
      .where('project_id', '=', projectId)
      .execute()
    const jobs = await db.selectFrom('job').select(['state', 'input']).execute()
    // It would by itself in a minute.
    await db
      .updateTable('job')
      .set({ claimed_until: new Date(0), attempts: 1 })
      .where('state', '=', 'running')
      .execute()
    const staged = await db
      .selectFrom('article')
      .select('id')
      .where('project_id', '=', stagingProject)
      .execute()
    const uploads = await db.selectFrom('upload').select('id').execute()
    const ofJobs = new Set(jobs.map(({ input }) => (input as { uploadId: string }).uploadId))
    return {
      articles: new Map(
        found.map(({ name, pieces, ...rest }) => [titleOf(name), { ...rest, pieces: (pieces ?? 0) > 1 }]),
      ),
      jobs: jobs.map(({ state, input }) => ({
        state,
        title: titleOf((input as { fileName: string }).fileName),
      })),
      staged: { articles: staged.length, uploadsOfJobs: uploads.filter(({ id }) => ofJobs.has(id)).length },
    }
  })
}

const titleOf = (name: string): string => name.replace('.xlf', '')

/** Waits until no import is open. */
async function allDone(url: string, projectId: string, cookie: string): Promise<void> {
  while ((await openImports(url, projectId, cookie)).length > 0) await sleep(100)
}

/** Waits until an import is being worked on. */
async function begins(url: string, projectId: string, cookie: string): Promise<void> {
  const working = ({ state }: { readonly state: string }) => state === 'running'
  while (!(await openImports(url, projectId, cookie)).some(working)) await sleep(5)
}

async function openImports(url: string, projectId: string, cookie: string) {
  const response = await fetch(`${url}/api/projects/${projectId}/articles`, { headers: { cookie } })
  const { imports } = (await response.json()) as { imports: readonly { readonly state: string }[] }
  return imports
}
