import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let terminologist: Colleague
let manager: Colleague
const address = () => `/api/projects/${room.projectId}/terms`

beforeAll(async () => {
  room = await newsroom()
  terminologist = await room.colleague('terminologist')
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

const form = (text: string, status = 'approved') => ({ text, status, confidence: 'A', evidence: null })

test('a term is added, found in any script, changed under its version and removed', async () => {
  const added = await terminologist.page.send('POST', address(), {
    source: 'Mekong River Commission',
    acronym: 'MRC',
    termClass: 'organisation',
    forms: { km: [form('គណៈកម្មការទន្លេមេគង្គ')] },
  })
  expect(added.status).toBe(201)
  for (const words of ['mekong', 'MRC', 'មេគង្គ']) {
    const found = await terminologist.page.send('GET', `${address()}?q=${encodeURIComponent(words)}`)
    expect(found.json.items.map((term: { source: string }) => term.source)).toContain(
      'Mekong River Commission',
    )
  }
  const id = added.json.id
  const draft = { ...added.json, note: 'Based in Vientiane' }
  const changed = await terminologist.page.send('PUT', `/api/terms/${id}`, draft, { 'if-match': '"1"' })
  expect(changed.json).toMatchObject({ outcome: 'saved', term: { version: 2, note: 'Based in Vientiane' } })
  const stale = await terminologist.page.send('PUT', `/api/terms/${id}`, draft, { 'if-match': '"1"' })
  expect(stale).toMatchObject({ status: 412, json: { outcome: 'conflict', current: { version: 2 } } })
  expect((await terminologist.page.send('DELETE', `/api/terms/${id}`)).status).toBe(204)
})

test('a manager proposes forms but does not decide about them', async () => {
  const proposed = {
    source: 'Mekong Institute',
    termClass: 'organisation',
    forms: { th: [form('สถาบันแม่โขง', 'proposed')] },
  }
  expect((await manager.page.send('POST', address(), proposed)).status).toBe(201)
  const decided = { source: 'Mekong-U.S.', termClass: 'programme', forms: { th: [form('แม่โขง', 'locked')] } }
  expect(await manager.page.send('POST', address(), decided)).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  })
})

test('a new term shows in the editor at once', async () => {
  const translator = await room.colleague('translator')
  const { editions } = await room.article('The Nordic Council met.', ['km'])
  const before = await translator.rows(editions[0]?.id ?? '')
  expect(before[0].terms).toEqual([])
  await terminologist.page.send('POST', address(), {
    source: 'Nordic Council',
    termClass: 'organisation',
    forms: { km: [form('ក្រុមប្រឹក្សាណ័រឌិក', 'locked')] },
  })
  const [row] = await translator.rows(editions[0]?.id ?? '')
  expect(row.terms).toMatchObject([{ term: { source: 'Nordic Council' }, forms: [{ status: 'locked' }] }])
  const saved = await translator.save(row.translation.id, 'គេបានជួបប្រជុំ។', 0)
  expect(saved.json.findings).toMatchObject([{ check: 'terms', severity: 'error' }])
  expect(await translator.confirm(row.translation.id, 1)).toMatchObject({
    status: 422,
    json: { code: 'findings-open' },
  })

  const dismissed = await translator.page.send('POST', `/api/translations/${row.translation.id}/dismissals`, {
    check: 'terms',
    reason: 'The heading names it already',
  })
  expect(dismissed.json.findings).toMatchObject([{ dismissed: 'The heading names it already' }])
  expect((await translator.confirm(row.translation.id, 1)).status).toBe(200)

  const edited = await translator.save(row.translation.id, 'គេបានជួបប្រជុំគ្នា។', 2)
  expect(edited.json.findings).toMatchObject([{ check: 'terms', dismissed: null }])
})

const csvLine = (source: string, form: string, status = 'approved') =>
  `source,class,locale,form,status\n${source},organisation,th,${form},${status}\n`

/** A file of the glossary, which is no JSON. */
async function download(path: string): Promise<Response> {
  return room.app.request(`http://localhost${path}`, { headers: { cookie: terminologist.page.cookie } })
}

const importing = (body: object, who: Colleague = terminologist) =>
  who.page.send('POST', `${address()}/import`, body)

test('CSV shows what would change before anything does, and comes back as it went', async () => {
  const response = await download(`${address()}.csv`)
  expect(response.headers.get('content-type')).toContain('text/csv')
  const content = await response.text()
  const preview = await importing({ content })
  expect(preview.json).toMatchObject({ applied: false, added: [], changed: [], problems: [] })
  expect(preview.json.unchanged).toBeGreaterThan(1)
})

test('a workbook comes back as it went', async () => {
  const response = await download(`${address()}.xlsx`)
  expect(response.headers.get('content-disposition')).toContain('glossary.xlsx')
  const content = Buffer.from(await response.arrayBuffer()).toString('base64')
  expect((await importing({ format: 'xlsx', content })).json).toMatchObject({
    applied: false,
    ...{ added: [], changed: [], problems: [] },
  })
})

test('a term base comes back as it went, and what is locked stays locked', async () => {
  await terminologist.page.send('POST', address(), {
    ...{ source: 'Locked Forum', termClass: 'organisation' },
    forms: { vi: [form('Diễn đàn khóa', 'locked')] },
  })
  const response = await download(`${address()}.tbx`)
  const content = Buffer.from(await response.arrayBuffer()).toString('base64')
  expect((await importing({ format: 'tbx', content })).json).toMatchObject({
    ...{ added: [], changed: [], problems: [] },
  })
  const broken = Buffer.from('<tbx>').toString('base64')
  expect((await importing({ format: 'tbx', content: broken, apply: true })).json).toMatchObject({
    applied: false,
    problems: [{ key: 'glossary.csv.tbx-damaged' }],
  })
})

test('a workbook that is none is refused with a reason', async () => {
  expect(await importing({ format: 'xlsx', content: 'AAAA' })).toMatchObject({
    json: { code: 'unsupported-file' },
  })
})

test('an import says field by field what changes, and keeps what the file does not name', async () => {
  await importing({ content: csvLine('Rice Institute', 'สถาบันข้าว'), apply: true })
  const content =
    'source,class,note,locale,form,status\nRice Institute,organisation,In Bangkok,lo,ສະຖາບັນເຂົ້າ,proposed\n'
  const preview = await importing({ content })
  expect(preview.json.changed).toEqual([
    {
      source: 'Rice Institute',
      changes: [
        { field: 'note', locale: null, from: '', to: 'In Bangkok' },
        { field: 'form', locale: 'lo', from: '', to: 'ສະຖາບັນເຂົ້າ · proposed' },
      ],
    },
  ])
  await importing({ content, apply: true })
  const found = await terminologist.page.send('GET', `${address()}?q=rice`)
  expect(Object.keys(found.json.items[0].forms).sort()).toEqual(['lo', 'th'])
})

test('a file with one wrong line stores nothing', async () => {
  const content = `${csvLine('Fern Institute', 'เฟิร์น')}Moss Institute,town,th,มอส,approved\n`
  const answer = await importing({ content, apply: true })
  expect(answer.json).toMatchObject({ applied: false, problems: [{ line: 3 }] })
  expect((await terminologist.page.send('GET', `${address()}?q=fern`)).json.total).toBe(0)
})

test('an entry of the project stands in front of the shared one, and the shared one comes back without it', async () => {
  const administrator = await room.colleague('manager', { administrator: true })
  const draft = {
    source: 'Delta Forum',
    termClass: 'organisation',
    forms: { vi: [form('Diễn đàn Delta'), form('Diễn đàn', 'admitted')] },
  }
  const shared = await administrator.page.send('POST', address(), { ...draft, shared: true })
  expect(shared.json.projectId).toBeNull()
  const listed = async (query = '') =>
    (await terminologist.page.send('GET', `${address()}?q=delta%20forum${query}`)).json.items
  expect(await listed()).toMatchObject([{ projectId: null, overridesShared: false }])

  // A manager may take it over as it is, but not decide otherwise.
  expect((await manager.page.send('POST', address(), { ...draft, forms: {} })).status).toBe(403)
  const own = await manager.page.send('POST', address(), { ...draft, note: 'Ours' })
  expect(own.status).toBe(201)
  expect(await listed()).toMatchObject([{ id: own.json.id, overridesShared: true }])
  expect(await listed('&layer=shared')).toMatchObject([{ id: shared.json.id }])

  // The matcher sees one of them only.
  const translator = await room.colleague('translator')
  const { editions } = await room.article('The Delta Forum met.', ['vi'])
  const [row] = await translator.rows(editions[0]?.id ?? '')
  expect(row.terms.map((hit: { term: { id: string } }) => hit.term.id)).toEqual([own.json.id])

  await terminologist.page.send('DELETE', `/api/terms/${own.json.id}`)
  expect(await listed()).toMatchObject([{ id: shared.json.id }])
})

test('what others share is not changed from a project', async () => {
  const administrator = await room.colleague('manager', { administrator: true })
  const draft = { source: 'Shoal Council', termClass: 'organisation', forms: {} }
  const shared = await administrator.page.send('POST', address(), { ...draft, shared: true })
  const put = (who: Colleague) =>
    who.page.send('PUT', `/api/terms/${shared.json.id}`, draft, { 'if-match': '"1"' })
  expect((await put(terminologist)).status).toBe(403)
  expect((await put(administrator)).status).toBe(200)
})

test('a term that was removed comes back with its id, its history and its discussion', async () => {
  const draft = { source: 'Kelp Council', termClass: 'organisation', forms: { th: [form('สภาเคลป์')] } }
  const { json: term } = await terminologist.page.send('POST', address(), draft)
  const translator = await room.colleague('translator')
  const said = await translator.page.send('POST', `/api/terms/${term.id}/comments`, {
    body: 'The ministry writes สภาสาหร่าย',
    ...{ locale: 'th', form: 'สภาเคลป์' },
  })
  expect(said.json.comments).toMatchObject([{ person: { name: translator.name }, locale: 'th' }])
  await terminologist.page.send('DELETE', `/api/terms/${term.id}`)
  expect((await terminologist.page.send('GET', `/api/terms/${term.id}`)).status).toBe(404)

  const restored = await terminologist.page.send('POST', `/api/terms/${term.id}/restore`)
  expect(restored.json).toMatchObject({ id: term.id, version: 2, forms: term.forms })
  const whole = await terminologist.page.send('GET', `/api/terms/${term.id}`)
  expect(whole.json.history.map((line: { deed: string }) => line.deed)).toEqual([
    'term.restored',
    'term.removed',
    'term.commented',
    'term.added',
  ])
  expect(whole.json.comments).toHaveLength(1)
  expect((await terminologist.page.send('POST', `/api/terms/${term.id}/restore`)).status).toBe(409)
})

describe('a decision about forms', () => {
  const draft = {
    source: 'Tide Council',
    termClass: 'organisation',
    forms: {
      th: [form('สภาน้ำขึ้น', 'proposed')],
      id: [{ ...form('Dewan Pasang', 'proposed'), confidence: 'C' }],
    },
  }

  test('names who decided and when, and refuses what cannot be decided one by one', async () => {
    const { json: term } = await manager.page.send('POST', address(), draft)
    const name = (locale: string, text: string) => ({ termId: term.id, locale, text })
    const answer = await terminologist.page.send('POST', `${address()}/decide`, {
      status: 'approved',
      forms: [name('th', 'สภาน้ำขึ้น'), name('id', 'Dewan Pasang'), name('vi', 'Không có')],
    })
    expect(answer.json).toMatchObject({
      ...{ decided: 1, unchanged: 0 },
      refused: [
        { locale: 'id', reason: 'constructed' },
        { locale: 'vi', reason: 'absent' },
      ],
    })
    const whole = await terminologist.page.send('GET', `/api/terms/${term.id}`)
    expect(whole.json.term.forms.th).toMatchObject([{ decided: { by: terminologist.id } }])
    expect(whole.json.people).toEqual([{ id: terminologist.id, name: terminologist.name }])
    expect(whole.json.history[0]).toMatchObject({ deed: 'term.decided' })

    // Who changes the note later does not become the one who decided, and nobody can claim it.
    const claimed = {
      ...whole.json.term,
      note: 'Later',
      forms: { th: [{ ...whole.json.term.forms.th[0], decided: { by: manager.id, at: '' } }] },
    }
    const later = await manager.page.send('PUT', `/api/terms/${term.id}`, claimed, { 'if-match': '"2"' })
    expect(later.json.term.forms.th).toMatchObject([{ decided: { by: terminologist.id } }])
  })

  test('is never that a constructed form is mandatory', async () => {
    const forms = { th: [{ ...form('สภา', 'locked'), confidence: 'C' }] }
    const answer = await terminologist.page.send('POST', address(), { ...draft, source: 'C', forms })
    expect(answer).toMatchObject({ status: 422, json: { code: 'invalid' } })
  })
})

test('where a term is used: every segment that names it, and how each edition writes it', async () => {
  const { json: term } = await terminologist.page.send('POST', address(), {
    source: 'Harbour Councils',
    termClass: 'organisation',
    forms: { vi: [form('Hội đồng Cảng'), form('Ban Cảng', 'forbidden')] },
  })
  await terminologist.page.send('POST', address(), {
    source: 'Harbour Councils of Asia',
    termClass: 'organisation',
  })
  const translator = await room.colleague('translator')
  const { editions } = await room.article(
    'The Harbour Councils met. The Harbour Councils of Asia did not. One Harbour Council spoke. Another Harbour Council left. Nothing else.',
    ['vi'],
  )
  const rows = await translator.rows(editions[0]?.id ?? '')
  await translator.save(rows[0].translation.id, 'Hội đồng Cảng đã họp.', 0)
  await translator.save(rows[2].translation.id, 'Ban Cảng đã nói.', 0)
  const uses = await translator.page.send('GET', `${address()}/${term.id}/uses`)
  expect(
    uses.json.items.map((item: { ordinal: number; editions: { use: string }[] }) => [
      item.ordinal,
      ...item.editions.map(({ use }) => use),
    ]),
  ).toEqual([
    [1, 'agreed'],
    [3, 'forbidden'],
    [4, 'untranslated'],
  ])
})

test('everything a term says comes back, and is found', async () => {
  const draft = {
    ...{ source: 'Sopheap Chan', termClass: 'person', surnameOrder: 'last', needsOriginalSpelling: true },
    ...{ acronym: 'SC', acronymPolicy: 'both', short: 'Chan', plural: 'Chans' },
    forms: { km: [{ ...form('ចាន់ សុភាព'), use: 'long', gender: 'feminine', honorific: true }] },
  }
  const added = await terminologist.page.send('POST', address(), draft)
  expect(added.json).toMatchObject(draft)
  const found = await terminologist.page.send('GET', `${address()}?status=approved&statusIn=km&class=person`)
  expect(found.json.items).toMatchObject([draft])
  const place = { ...draft, source: 'Chan Province', termClass: 'place' }
  expect((await terminologist.page.send('POST', address(), place)).status).toBe(422)
})

test('two files that come in at once are both taken in, each term with its line of the history', async () => {
  const csv = (note: string) =>
    `source,class,note\nTwin Institute,organisation,${note}\nThird ${note},organisation,\n`
  const send = (note: string) =>
    terminologist.page.send('POST', `${address()}/import`, { content: csv(note), apply: true })
  const answers = await Promise.all([send('one'), send('two')])
  for (const { json } of answers) expect(json).toMatchObject({ applied: true, problems: [] })
  const { json: found } = await terminologist.page.send('GET', `${address()}?q=Twin%20Institute`)
  expect(found.items).toMatchObject([{ source: 'Twin Institute', version: 2 }])
  const { json: whole } = await terminologist.page.send('GET', `/api/terms/${found.items[0].id}`)
  expect(whole.history.map(({ deed }: { deed: string }) => deed).toSorted()).toEqual([
    'term.added',
    'term.changed',
  ])
  const { json: others } = await terminologist.page.send('GET', `${address()}?q=Third`)
  expect(others.items).toHaveLength(2)
})
