import { afterAll, beforeAll, expect, test } from 'vitest'

import { bringHome } from '../../server/actions/bring-home.ts'
import { createGlossaries } from '../../server/actions/glossaries.ts'
import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { claimJob, endPromises } from '../../server/store/jobs.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
})
afterAll(() => room.close())

interface Unit {
  readonly source?: string
  readonly target?: string
  readonly state?: string
}
const unit = (n: number, { source, target, state }: Unit = {}) =>
  `<unit id="u"><segment${state ? ` state="${state}"` : ''}><source>${source ?? `Sentence ${n} of the <pc id="1">centre</pc>.`}</source>${
    target === undefined ? '' : `<target>${target}</target>`
  }</segment></unit>\n`
const file = (units: readonly string[], trgLang = 'vi') =>
  `<?xml version="1.0"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="${trgLang}"><file id="f">${units.join('')}</file></xliff>`
const units = (count: number, of: (n: number) => Unit = () => ({})) =>
  Array.from({ length: count }, (_, n) => unit(n + 1, of(n + 1)))
const words = (n: number) => `Câu ${n} của <pc id="1">trung tâm</pc>.`

/** An edition of a file of somebody else. */
async function foreign(xml: string): Promise<string> {
  const manager = await room.colleague('manager')
  const response = await room.app.request(
    `/api/projects/${room.projectId}/articles/files?name=manual.xlf&to=vi`,
    { method: 'POST', body: xml, headers: headersOf(manager) },
  )
  await workedOn()
  const job = await jobOf((await response.json()).job.id, manager)
  expect(job.state, JSON.stringify(job.result)).toBe('done')
  return job.result.editions[0].id
}

const headersOf = ({ page }: Colleague) => ({
  cookie: page.cookie,
  origin: 'http://localhost',
  host: 'localhost',
})

const jobOf = async (id: string, who = translator) => (await who.page.send('GET', `/api/jobs/${id}`)).json

async function workedOn() {
  const errors: unknown[] = []
  const worker = await workOnJobs({ db: room.db }, room.database.listen, (error) => errors.push(error))
  await worker.look()
  await worker.stop()
  return errors
}

async function sent(editionId: string, xml: string, who = translator, preview = false): Promise<string> {
  const path = `/api/editions/${editionId}/xliff/files?name=home.xlf&preview=${preview}`
  const response = await room.app.request(path, { method: 'POST', body: xml, headers: headersOf(who) })
  expect(response.status).toBe(202)
  return (await response.json()).job.id
}

/** Brings a file home and gives the job when it has ended. */
async function home(editionId: string, xml: string, who = translator, preview = false) {
  const id = await sent(editionId, xml, who, preview)
  await workedOn()
  return jobOf(id)
}

const standing = async (editionId: string) =>
  (
    await room.db
      .selectFrom('translation')
      .select(['target', 'state', 'version'])
      .where('edition_id', '=', editionId)
      .orderBy('ordinal')
      .execute()
  ).map(({ target, state, version }) => [target.replace(/[\uE000-\uF8FF]/g, '|'), state, version] as const)

const progressOf = async (editionId: string) =>
  (await translator.page.send('GET', `/api/editions/${editionId}`)).json.progress

const linesOf = async (editionId: string, deed: string) =>
  (
    await room.db
      .selectFrom('history')
      .select('id')
      .where('edition_id', '=', editionId)
      .where('deed', '=', deed)
      .execute()
  ).length

test('a file of somebody else brings its targets home, each with its line in the history', async () => {
  const editionId = await foreign(file(units(1200)))
  const back = file(units(1200, (n) => ({ target: words(n), state: 'translated' })))
  const job = await home(editionId, back)

  expect(job).toMatchObject({
    state: 'done',
    result: {
      ...{ applied: true, noted: 0, lines: [] },
      counts: { taken: 1200, unchanged: 0, conflicting: 0, refused: 0 },
    },
  })
  const rows = await standing(editionId)
  expect(rows[1199]).toEqual(['Câu 1200 của |trung tâm|.', 'translated', 1])
  expect(rows.filter(([, state]) => state === 'translated')).toHaveLength(1200)
  expect(await progressOf(editionId)).toMatchObject({ total: 1200, translated: 1200 })
  expect(await linesOf(editionId, 'translation.returned-home')).toBe(1200)
  expect(await linesOf(editionId, 'edition.returned')).toBe(1)
  expect((await home(editionId, back)).result.counts).toMatchObject({ taken: 0, unchanged: 1200 })
})

test('an edition that left as ours comes home by its names, whatever their order', async () => {
  const { editions } = await room.article('<p>It rained.</p><p>It snowed.</p>', ['vi'], 'news.html')
  const editionId = editions[0]?.id ?? ''
  const xml = (await translator.page.send('GET', `/api/editions/${editionId}/xliff/2.0`)).text
  const [first = '', second = ''] = xml.match(/<unit\b[^]*?<\/unit>/g) ?? []
  const withTarget = (text: string, target: string) =>
    text.replace('</source>', `</source><target>${target}</target>`).replace('state="initial"', '')
  const job = await home(
    editionId,
    xml
      .replace(first, '<unit id="~"/>')
      .replace(second, withTarget(first, 'Trời mưa.'))
      .replace('<unit id="~"/>', withTarget(second, 'Trời có tuyết.')),
  )
  expect(job.result.counts).toEqual({ taken: 2, unchanged: 0, conflicting: 0, refused: 0 })
  expect((await standing(editionId)).map(([target]) => target)).toEqual(['Trời mưa.', 'Trời có tuyết.'])
})

test('a preview writes nothing, and is taken over without sending the file again', async () => {
  const editionId = await foreign(file(units(3)))
  const back = file(units(3, (n) => ({ target: words(n) })))
  const job = await home(editionId, back, translator, true)
  expect(job.result).toMatchObject({ applied: false, counts: { taken: 3 } })
  expect((await standing(editionId)).map(([target]) => target)).toEqual(['', '', ''])

  const newest = await translator.page.send('GET', `/api/editions/${editionId}/homecoming`)
  expect(newest.json.job).toMatchObject({ id: job.id, state: 'done' })
  const asked = await translator.page.send('POST', `/api/jobs/${job.id}/apply`, {})
  expect(asked.status).toBe(202)
  await workedOn()
  expect((await jobOf(asked.json.job.id)).result).toMatchObject({ applied: true, counts: { taken: 3 } })
  expect((await standing(editionId)).every(([, state]) => state === 'translated')).toBe(true)
})

test('conflicts, refusals and states that were not given are told by name; the list has all of them', async () => {
  const editionId = await foreign(file(units(1100)))
  const rows = await translator.rows(editionId)
  await translator.save(rows[1].translation.id, '=Hai', 0)
  const back = file([
    ...units(1100, (n) =>
      n === 2
        ? { target: words(n) }
        : n === 3
          ? { target: 'Mất mã' }
          : n === 4
            ? { source: 'Other words.', target: 'Khác.' }
            : n === 5
              ? { target: words(n), state: 'final' }
              : {},
    ),
    unit(1101, { target: words(1101) }),
  ])
  const { result, id } = await home(editionId, back)

  expect(result.counts).toEqual({ taken: 1, unchanged: 1096, conflicting: 1, refused: 3 })
  expect(result.noted).toBe(5)
  expect(result.lines).toMatchObject([
    { ordinal: 2, line: 3, outcome: 'conflicting', reason: 'changed-here', here: '=Hai' },
    { ordinal: 3, outcome: 'refused', reason: 'codes' },
    { ordinal: 4, outcome: 'refused', reason: 'other-source' },
    { ordinal: 5, outcome: 'taken', state: 'translated', asked: 'final', capped: 'role-needed' },
    { ordinal: null, line: 1102, outcome: 'refused', reason: 'unknown-segment' },
  ])
  const table = await room.app.request(`/api/jobs/${id}/file`, { headers: headersOf(translator) })
  expect(table.headers.get('content-disposition')).toBe('attachment; filename="home.csv"')
  const lines = (await table.text()).trim().split('\r\n')
  expect(lines).toHaveLength(6)
  // No spreadsheet runs a text.
  expect(lines[1]).toContain(`'=Hai`)
})

test('a file that is damaged at its end, of another language or of another edition changes nothing', async () => {
  const editionId = await foreign(file(units(600)))
  const back = file(units(600, (n) => ({ target: words(n) })))
  expect(await home(editionId, back.slice(0, -20))).toMatchObject({
    state: 'failed',
    result: { reason: 'unsupported-file', details: { line: 601 } },
  })
  expect(await home(editionId, back.replace('trgLang="vi"', 'trgLang="km"'))).toMatchObject({
    state: 'failed',
    result: { reason: 'invalid', details: { found: 'km', expected: 'vi' } },
  })
  const { editions } = await room.article('It rained.', ['vi'])
  const other = (await translator.page.send('GET', `/api/editions/${editions[0]?.id}/xliff/2.1`)).text
  expect(await home(editionId, other)).toMatchObject({ state: 'failed', result: { reason: 'invalid' } })
  expect((await standing(editionId)).every(([target]) => target === '')).toBe(true)
})

test('work that breaks off is taken up where it ended, and the report is of all of it', async () => {
  const editionId = await foreign(file(units(1300)))
  const id = await sent(editionId, file(units(1300, (n) => ({ target: words(n) }))))
  const job = await claimJob(room.db, 'homecoming')
  if (!job) throw new Error('There is no work')
  // Two of three parts, and then the process dies.
  let parts = 0
  const lull = async (): Promise<void> => {
    parts += 1
    if (parts > 2) throw new Error('killed')
  }
  const tools = { db: room.db, glossaries: createGlossaries(), now: new Date(), lull }
  await expect(bringHome(tools, job)).rejects.toThrow('killed')
  const written = (await standing(editionId)).filter(([target]) => target !== '')
  expect(written).toHaveLength(1000)
  // Somebody works on with what was brought meanwhile.
  const rows = await translator.rows(editionId)
  await translator.save(rows[0].translation.id, rows[0].translation.target.replace('Câu', 'Câu số'), 1)

  await endPromises(room.db)
  expect(await workedOn()).toEqual([])
  expect((await jobOf(id)).result.counts).toEqual({ taken: 1300, unchanged: 0, conflicting: 0, refused: 0 })
  const after = await standing(editionId)
  expect(after[0]).toEqual(['Câu số 1 của |trung tâm|.', 'translated', 2])
  expect(after.slice(1).every(([, , version]) => version === 1)).toBe(true)
  expect(await linesOf(editionId, 'translation.returned-home')).toBe(1300)
  expect(await room.db.selectFrom('homecoming_piece').select('ordinal').execute()).toEqual([])
})

test('a role that was taken away meanwhile counts', async () => {
  const editionId = await foreign(file(units(1)))
  const leaver = await room.colleague('translator')
  const id = await sent(editionId, file(units(1, (n) => ({ target: words(n) }))), leaver)
  await room.db.deleteFrom('membership').where('person_id', '=', leaver.id).execute()
  await workedOn()
  expect(await jobOf(id)).toMatchObject({ state: 'failed', result: { reason: 'not-found' } })
})

test('a token gives no state that it may not give', async () => {
  const editionId = await foreign(file(units(1, (n) => ({ target: words(n) }))))
  const [{ translation }] = await translator.rows(editionId)
  await translator.confirm(translation.id, translation.version)
  const made = await reviewer.page.send('POST', '/api/me/tokens', {
    ...{ name: 'Program', scopes: ['read', 'translate'], expiresInDays: 1 },
  })
  expect(made.status, made.text).toBe(201)
  const xml = file(units(1, (n) => ({ target: words(n), state: 'reviewed' })))
  const response = await room.app.request(
    `/api/editions/${editionId}/xliff/files?name=home.xlf&preview=false`,
    { method: 'POST', body: xml, headers: { authorization: `Bearer ${made.json.token}`, host: 'localhost' } },
  )
  expect(response.status).toBe(202)
  await workedOn()
  const { result } = await jobOf((await response.json()).job.id)
  expect(result.counts).toMatchObject({ taken: 0, unchanged: 1 })
})

test('what changed only there is taken, what changed only here is kept, both is a conflict', async () => {
  const given = (n: number) => ({ target: words(n), state: 'translated' })
  const editionId = await foreign(file(units(4, given)))
  const rows = await translator.rows(editionId)
  const other = (n: number) => words(n).replace('Câu', 'Câu số')
  for (const n of [2, 3]) {
    const { translation } = rows[n - 1]
    await translator.save(translation.id, translation.target.replace('Câu', 'Mục'), translation.version)
  }
  const there = file(units(4, (n) => ({ ...given(n), ...(n === 1 || n === 3 ? { target: other(n) } : {}) })))
  const { result } = await home(editionId, there)
  expect(result.counts).toEqual({ taken: 1, unchanged: 2, conflicting: 1, refused: 0 })
  expect(result.lines).toMatchObject([{ ordinal: 3, reason: 'changed-here' }])
  expect((await standing(editionId)).map(([target]) => target.split(' của')[0])).toEqual([
    'Câu số 1',
    'Mục 2',
    'Mục 3',
    'Câu 4',
  ])
})

test('of files that come home one after the other, each is what became of the one before', async () => {
  const editionId = await foreign(file(units(6)))
  const first = file(units(6, (n) => (n < 5 ? { target: words(n) } : {})))
  expect((await home(editionId, first)).result.counts).toMatchObject({ taken: 4 })
  const [, second] = await translator.rows(editionId)
  await translator.save(second.translation.id, second.translation.target.replace('Câu', 'Mục'), 1)
  // They go on, and mend some of what they had written.
  const mended = (n: number) => words(n).replace('Câu', 'Câu số')
  const next = file(units(6, (n) => ({ target: n < 3 ? mended(n) : words(n) })))
  expect((await home(editionId, next)).result.counts).toEqual({
    ...{ taken: 3, unchanged: 2, conflicting: 1, refused: 0 },
  })
  // A conflict stays one until somebody has decided.
  expect((await home(editionId, next)).result.counts).toMatchObject({ unchanged: 5, conflicting: 1 })
})

test('a file is compared with the one that left with most of its texts', async () => {
  const editionId = await foreign(file(units(6)))
  const save = async (n: number, said: string) => {
    const { segment, translation } = (await translator.rows(editionId))[n - 1]
    await translator.save(translation.id, segment.source.replace('Sentence', said), translation.version)
  }
  const leave = async () => {
    const asked = await translator.page.send('POST', `/api/editions/${editionId}/file`, {})
    await workedOn()
    const path = `/api/jobs/${asked.json.job.id}/file`
    return (await room.app.request(path, { headers: headersOf(translator) })).text()
  }
  for (const n of [1, 2, 3, 4]) await save(n, 'Một')
  const first = await leave()
  for (const n of [1, 2]) await save(n, 'Hai')
  await leave()
  // It is the first that comes home: nobody there has seen what was written here since.
  const back = first.replace(/Một 1/, 'Ba 1').replace(/Một 3/, 'Ba 3')
  const { result } = await home(editionId, back)
  expect(result.counts).toEqual({ taken: 1, unchanged: 4, conflicting: 1, refused: 0 })
  expect(result.lines[0]).toMatchObject({ ordinal: 1, reason: 'changed-here' })
  expect((await standing(editionId)).map(([target]) => target.split(' ')[0])).toEqual([
    ...['Hai', 'Hai', 'Ba', 'Một', '', ''],
  ])
})
