import { afterAll, beforeAll, expect, test } from 'vitest'

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

test('CSV shows what would change before anything does, and comes back as it went', async () => {
  const csv = await terminologist.page.send('GET', `${address()}.csv`).catch((error: unknown) => error)
  // The answer is CSV, which the browser of the tests cannot read as JSON.
  expect(csv).toBeInstanceOf(SyntaxError)
  const response = await room.app.request(`http://localhost${address()}.csv`, {
    headers: { cookie: terminologist.page.cookie },
  })
  const content = await response.text()
  expect(response.headers.get('content-type')).toContain('text/csv')
  const preview = await terminologist.page.send('POST', `${address()}/import`, { content, apply: false })
  expect(preview.json).toMatchObject({ applied: false, added: [], changed: [], problems: [] })
  expect(preview.json.unchanged).toBeGreaterThan(1)
})
