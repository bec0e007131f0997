import { afterAll, beforeAll, expect, test } from 'vitest'

import { cancelImport, receiveArticle } from '../../server/actions/import-file.ts'
import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { originalOf } from '../../server/store/articles.ts'
import { claimJob, getJob } from '../../server/store/jobs.ts'
import { stageArticle, stageRows, stagingProject } from '../../server/store/staging.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague
beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

const unit = (n: number) =>
  `<unit id="u${n}"><segment><source>Sentence ${n} of the <pc id="1">centre</pc> &amp; more.</source>${
    n % 3 === 0 ? `<target>Câu ${n} của <pc id="1">trung tâm</pc>.</target>` : ''
  }</segment></unit>\n`
const file = (units: number, trgLang = 'vi') =>
  `<?xml version="1.0"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="${trgLang}"><file id="f" original="docs/manual.html">\n` +
  `<unit id="locked" translate="no"><segment><source>Locked</source></segment></unit>${Array.from({ length: units }, (_, n) => unit(n + 1)).join('')}</file></xliff>`

/** Sends a file as the browser does. */
async function send(xml: string, to = 'vi,km', who = manager) {
  const path = `/api/projects/${room.projectId}/articles/files?name=manual.xlf&to=${to}`
  const response = await room.app.request(path, {
    method: 'POST',
    body: xml,
    headers: { cookie: who.page.cookie, origin: 'http://localhost', host: 'localhost' },
  })
  return { status: response.status, json: await response.json() }
}

async function workedOn(alone = false) {
  const errors: unknown[] = []
  const worker = await workOnJobs({ db: room.db, alone }, room.database.listen, (error) => errors.push(error))
  await worker.look()
  await worker.stop()
  return errors
}

const articles = async () =>
  (await manager.page.send('GET', `/api/projects/${room.projectId}/articles`)).json.items

const leftovers = async () => ({
  articles: await room.db
    .selectFrom('article')
    .select('id')
    .where('project_id', '=', stagingProject)
    .execute(),
  uploads: await room.db.selectFrom('upload').select('id').execute(),
})

test('a file becomes an article with its editions, its targets as drafts, and its own bytes', async () => {
  const xml = file(700)
  const { status, json } = await send(xml)
  expect(status).toBe(202)
  expect(await articles()).toEqual([])
  expect(await workedOn()).toEqual([])
  const job = (await manager.page.send('GET', `/api/jobs/${json.job.id}`)).json
  expect(job).toMatchObject({ state: 'done', result: { title: 'manual.html', segments: 700 } })
  const [article] = await articles()
  expect(article).toMatchObject({
    id: job.result.articleId,
    title: 'manual.html',
    segments: 700,
    format: 'xliff',
  })
  const [vi, km] = job.result.editions
  const rows = await manager.rows(vi.id)
  expect(
    rows
      .slice(0, 3)
      .map(({ segment, translation }: never) => [
        (segment as { source: string }).source,
        (translation as { target: string }).target,
        (translation as { subState: string }).subState,
      ]),
  ).toEqual([
    ['Sentence 1 of the \uE001centre\uE801 & more.', '', 'new'],
    ['Sentence 2 of the \uE001centre\uE801 & more.', '', 'new'],
    ['Sentence 3 of the \uE001centre\uE801 & more.', 'Câu 3 của \uE001trung tâm\uE801.', 'draft'],
  ])
  expect((await manager.rows(km.id))[2].translation).toMatchObject({ target: '', subState: 'new' })
  expect(Buffer.from((await originalOf(room.db, article.id)) ?? []).toString()).toBe(xml)
  const blocks = await room.db
    .selectFrom('block')
    .select(['start_byte', 'end_byte'])
    .where('article_id', '=', article.id)
    .where('ordinal', 'in', [1, 700])
    .orderBy('ordinal')
    .execute()
  expect(
    blocks.map(({ start_byte: from, end_byte: to }) => Buffer.from(xml).subarray(from, to).toString()),
  ).toEqual([1, 700].map((n) => `Sentence ${n} of the <pc id="1">centre</pc> &amp; more.`))
  expect(await leftovers()).toEqual({ articles: [], uploads: [] })
})

test.each([
  ['cut off', file(600).slice(0, -30), 'invalid'],
  ['of another kind', '<html>no</html>', 'invalid'],
  ['without a word', file(0), 'invalid'],
  ['without a byte', '', 'invalid'],
])('a file that is %s leaves nothing behind and says why', async (_, xml, reason) => {
  const before = (await articles()).length
  const { json } = await send(xml)
  expect(await workedOn()).toHaveLength(1)
  const job = (await manager.page.send('GET', `/api/jobs/${json.job.id}`)).json
  expect(job).toMatchObject({ state: 'failed', result: { reason } })
  expect(await articles()).toHaveLength(before)
  expect(await leftovers()).toEqual({ articles: [], uploads: [] })
})

test('what a process that died has written is removed, seen by nobody, and the import is done again', async () => {
  const { json } = await send(file(300), 'vi')
  const claimed = await claimJob(room.db, 'article-import')
  expect(claimed?.id).toBe(json.job.id)
  const { uploadId: id } = (claimed ?? expect.fail()).input as { uploadId: string }
  await stageArticle(room.db, { id, fileName: 'manual.xlf', personId: null })
  await stageRows(room.db, id, [], '[{"o":1,"s":"Half","c":[],"b":0,"e":4,"t":null}]')
  const administrator = await room.colleague([], { administrator: true })
  expect((await administrator.page.send('GET', `/api/articles/${id}`)).status).toBe(404)
  expect((await administrator.page.send('GET', `/api/projects/${stagingProject}/articles`)).status).toBe(404)
  expect((await administrator.page.send('GET', '/api/projects')).text).not.toContain(stagingProject)
  // The promise of the process that died runs out.
  await room.db
    .updateTable('job')
    .set({ claimed_until: new Date(0) })
    .where('id', '=', json.job.id)
    .execute()
  expect(await workedOn()).toEqual([])
  expect(await getJob(room.db, json.job.id)).toMatchObject({ state: 'done', result: { segments: 300 } })
  expect(await leftovers()).toEqual({ articles: [], uploads: [] })
})

test('what a process that died has begun waits for its promise, and not where nobody else has the database', async () => {
  const { json } = await send(file(3), '')
  const state = async () => (await getJob(room.db, json.job.id))?.state
  const attempts = async () =>
    (await room.db.selectFrom('job').select('attempts').where('id', '=', json.job.id).executeTakeFirst())
      ?.attempts
  await claimJob(room.db, 'article-import')

  expect(await workedOn()).toEqual([])
  expect(await state()).toBe('running')
  expect(await workedOn(true)).toEqual([])
  expect(await state()).toBe('done')
  // A job that kills its process every time is given up all the same.
  expect(await attempts()).toBe(2)
})

test('an import that is given up stops and leaves nothing behind', async () => {
  const ctx = { ...room.ctx() }
  const content = new Blob([file(300)]).stream()
  const { job } = await receiveArticle(ctx, {
    projectId: room.projectId,
    fileName: 'a.xlf',
    locales: [],
    content,
  })
  await claimJob(room.db, 'article-import')
  expect(await cancelImport(ctx, job.id)).toMatchObject({ state: 'failed', result: { reason: 'cancelled' } })
  // Whoever works on it notices at its next piece; here it is as after a crash.
  expect(await workedOn()).toEqual([])
  const next = await send(file(3), '')
  expect(await workedOn()).toEqual([])
  expect(await getJob(room.db, next.json.job.id)).toMatchObject({ state: 'done' })
  expect((await leftovers()).articles).toEqual([])
  expect(await getJob(room.db, job.id)).toMatchObject({ state: 'failed' })
})
