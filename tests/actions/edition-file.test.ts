import { afterAll, beforeAll, expect, test } from 'vitest'

import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague
beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague(['manager', 'translator'])
})
afterAll(() => room.close())

const unit = (n: number, target = '') =>
  `<unit id="u${n}"><segment><source>Sentence ${n} of the <pc id="1">centre</pc> &amp; more.</source>${target}</segment></unit>\n`
/** More than two pieces of a megabyte; the note is not translated. */
const file = (units: string, head = 'trgLang="vi"') =>
  `\uFEFF<?xml version="1.0"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" ${head}><file id="f">` +
  `<notes><note>${'ข'.repeat(800_000)}</note></notes>${units}</file></xliff>`
const units = (count: number, target?: string) =>
  Array.from({ length: count }, (_, n) => unit(n + 1, target)).join('')

async function work() {
  const errors: unknown[] = []
  const worker = await workOnJobs({ db: room.db }, room.database.listen, (error) => errors.push(error))
  await worker.look()
  await worker.stop()
  expect(errors).toEqual([])
}

const jobOf = async (id: string) => (await manager.page.send('GET', `/api/jobs/${id}`)).json

const uploads = async () => (await room.db.selectFrom('upload').select('id').execute()).length

async function imported(xml: string, to = 'vi') {
  const response = await room.app.request(
    `/api/projects/${room.projectId}/articles/files?name=manual.xlf&to=${to}`,
    {
      method: 'POST',
      body: xml,
      headers: { cookie: manager.page.cookie, origin: 'http://localhost', host: 'localhost' },
    },
  )
  await work()
  const { result } = await jobOf((await response.json()).job.id)
  return result.editions[0].id as string
}

async function written(editionId: string) {
  const asked = await manager.page.send('POST', `/api/editions/${editionId}/file`, {})
  expect(asked.status, asked.text).toBe(202)
  await work()
  const job = await jobOf(asked.json.job.id)
  const response = await room.app.request(`/api/jobs/${job.id}/file`, {
    headers: { cookie: manager.page.cookie, host: 'localhost' },
  })
  return { job, response, text: Buffer.from(await response.arrayBuffer()).toString() }
}

test('a large file comes out as it came in, and then with what was translated', async () => {
  const xml = file(units(900))
  const editionId = await imported(xml)
  const before = await written(editionId)
  expect(before.text === xml).toBe(true)
  expect(before.job).toMatchObject({ state: 'done', done: 900, total: 900, result: { changed: 0, left: 0 } })
  expect(before.response.headers.get('content-disposition')).toBe('attachment; filename="manual.vi.xlf"')

  const rows = await manager.rows(editionId)
  for (const n of [0, 150]) {
    const { translation, segment } = rows[n]
    await manager.save(
      translation.id,
      segment.source.replace('Sentence', 'Câu <ข>').replace('centre', 'trung tâm'),
      0,
    )
  }
  const after = await written(editionId)
  const withTarget = (n: number) =>
    unit(n, `<target>Câu &lt;ข&gt; ${n} of the <pc id="1">trung tâm</pc> &amp; more.</target>`).replace(
      '<segment>',
      '<segment state="translated">',
    )
  expect(after.text === xml.replace(unit(1), withTarget(1)).replace(unit(151), withTarget(151))).toBe(true)
  expect(after.job.result).toMatchObject({
    changed: 2,
    left: 0,
    unwritten: [],
    bytes: Buffer.byteLength(after.text),
  })
})

test('a target whose codes are lost is told with its line, and the file keeps what stood there', async () => {
  const xml = file(units(3, '<target>Cũ <pc id="1">x</pc></target>'))
  const editionId = await imported(xml)
  const [first, second] = await manager.rows(editionId)
  await manager.save(first.translation.id, 'Không có mã', first.translation.version)
  await manager.save(
    second.translation.id,
    second.translation.target.replace('Cũ', 'Mới'),
    second.translation.version,
  )
  const { text, job } = await written(editionId)
  expect(job.result).toMatchObject({ changed: 1, left: 1, unwritten: [{ code: 'TAGS_MISMATCH', line: 2 }] })
  expect(text.includes('Không')).toBe(false)
  expect(text.match(/Cũ/g)).toHaveLength(2)
  expect(text.match(/Mới <pc id="1">x<\/pc>/g)).toHaveLength(1)
})

test('a file without a target language gets it with its first target', async () => {
  const xml = file(units(2), '')
  const editionId = await imported(xml, 'km')
  expect((await written(editionId)).text === xml).toBe(true)
  const [, second] = await manager.rows(editionId)
  await manager.save(second.translation.id, second.segment.source, 0)
  const { text } = await written(editionId)
  expect(text.slice(0, 300)).toContain('srcLang="en" trgLang="km"')
  expect(text.match(/<target>/g)).toHaveLength(1)
})

test('a file of another language, an article of another format and a job of another kind are refused', async () => {
  const editionId = await imported(file(units(2)), 'km')
  const [first] = await manager.rows(editionId)
  await manager.save(first.translation.id, first.segment.source, 0)
  const before = await uploads()
  const asked = await manager.page.send('POST', `/api/editions/${editionId}/file`, {})
  const worker = await workOnJobs({ db: room.db }, room.database.listen, () => {})
  await worker.look()
  await worker.stop()
  expect(await jobOf(asked.json.job.id)).toMatchObject({
    state: 'failed',
    result: { reason: 'invalid', details: { found: 'vi', expected: 'km' } },
  })
  expect((await manager.page.send('GET', `/api/jobs/${asked.json.job.id}/file`)).status).toBe(404)
  // Nothing is kept of a file that was not written to its end.
  expect(await uploads()).toBe(before)

  const { editions } = await room.article('It rained.')
  const refused = await manager.page.send('POST', `/api/editions/${editions[0]?.id}/file`, {})
  expect(refused).toMatchObject({ status: 422, json: { code: 'unsupported-file' } })
})
