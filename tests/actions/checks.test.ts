import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
let publisher: Colleague
let manager: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
  publisher = await room.colleague('publisher')
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

async function edition(text: string, locale: 'vi' | 'th' | 'ms' = 'vi') {
  const { article, editions } = await room.article(text, [locale])
  const editionId = editions[0]?.id ?? ''
  return { articleId: article.id, editionId, rows: await translator.rows(editionId) }
}

const save = async (row: { translation: { id: string } }, target: string) =>
  (await translator.save(row.translation.id, target, 0)).json

const setting = (check: string, locale: string, strictness: string | null, who = manager) =>
  who.page.send('PUT', `/api/projects/${room.projectId}/checks`, { check, locale, strictness })

const findingsOfEdition = async (editionId: string) =>
  (await translator.page.send('GET', `/api/editions/${editionId}/findings`)).json.items

describe('how strict the checks of a project are', () => {
  test('is changed by a manager, for one language or all, and shows in findings at once', async () => {
    const { rows, editionId } = await edition('It cost 4500 dollars.')
    const saved = await save(rows[0], 'Nó có giá 4700 đô la.')
    expect(saved.findings).toMatchObject([
      { check: 'numbers', severity: 'error' },
      { check: 'numbers', severity: 'warning' },
    ])

    expect((await setting('numbers', 'vi', 'warning')).json.settings).toEqual({ numbers: { vi: 'warning' } })
    const severities = async () =>
      (await translator.rows(editionId))[0].findings.map((one: { severity: string }) => one.severity)
    expect(await severities()).toEqual(['warning', 'warning'])
    await setting('numbers', '*', 'off')
    // What is said of one language comes before what is said of all.
    expect(await severities()).toEqual(['warning', 'warning'])
    await setting('numbers', 'vi', null)
    expect(await severities()).toEqual([])
    const head = await translator.page.send('GET', `/api/editions/${editionId}`)
    expect(head.json.checkSettings).toEqual({ numbers: { '*': 'off' } })
    expect((await setting('numbers', '*', null)).json.settings).toEqual({})
  })

  test('does not touch what would break the article, and is not for translators', async () => {
    expect(await setting('codes', '*', 'off')).toMatchObject({ status: 403 })
    expect(await setting('numbers', '*', 'off', translator)).toMatchObject({ status: 403 })
    expect(await setting('unheard', '*', 'off')).toMatchObject({ status: 422, json: { code: 'invalid' } })
  })
})

describe('the findings of a whole edition', () => {
  test('name their sentences, are set aside with a reason and come back when a sentence changes', async () => {
    const { editionId, rows } = await edition('The meeting began.\n\nThe meeting began.\n')
    await save(rows[0], 'Cuộc họp bắt đầu.')
    await save(rows[1], 'Hội nghị khai mạc.')
    const [finding] = await findingsOfEdition(editionId)
    expect(finding).toMatchObject({
      severity: 'warning',
      message: 'check.document.consistency',
      segments: [{ ordinal: 1 }, { ordinal: 2 }],
      dismissed: null,
    })
    const { message, fingerprint } = finding
    const dismiss = (reason: string) =>
      translator.page.send('POST', `/api/editions/${editionId}/dismissals`, { message, fingerprint, reason })
    expect((await dismiss('A headline and a sentence')).json.items).toMatchObject([
      { dismissed: 'A headline and a sentence' },
    ])
    expect(await findingsOfEdition(editionId)).toMatchObject([{ dismissed: 'A headline and a sentence' }])
    await translator.save(rows[1].translation.id, 'Hội nghị bắt đầu.', 1)
    expect(await findingsOfEdition(editionId)).toMatchObject([{ dismissed: null }])
    expect(await dismiss('Once more')).toMatchObject({ status: 404 })
  })

  test('say what another article of the project has for the same sentence', async () => {
    const sentence = 'The council met in Vientiane on the last day.'
    const first = await edition(sentence)
    await save(first.rows[0], 'Hội đồng họp tại Viêng Chăn vào ngày cuối.')
    await translator.confirm(first.rows[0].translation.id, 1)
    await reviewer.review(first.rows[0].translation.id, { step: 'approve' }, 2)
    const second = await edition(sentence)
    await save(second.rows[0], 'Hội đồng đã họp ở Viêng Chăn vào hôm cuối cùng.')
    expect(await findingsOfEdition(second.editionId)).toMatchObject([
      { message: 'check.document.unlike-earlier', segments: [{ ordinal: 1 }] },
    ])
  })

  test('of error level stand in the way of a release', async () => {
    const sentences = [
      'The university invited its students because the quality of work differs.',
      'The office said on Monday that the company paid money.',
      'The police met in March because the community is different.',
      'The number of students in August grew with the quality of teaching.',
      'The priority of the university is the quality of its activities.',
    ]
    const indonesian = [
      'Universitas mengundang mahasiswa karena kualitas pekerjaan berbeda.',
      'Kantor itu mengatakan pada Senin bahwa perusahaan membayar uang.',
      'Polisi bertemu pada Maret karena komunitas berbeda.',
      'Nomor mahasiswa pada Agustus tumbuh karena kualitas pengajaran.',
      'Prioritas universitas adalah kualitas aktivitas.',
    ]
    const { editionId, rows } = await edition(sentences.join('\n\n'), 'ms')
    for (const [n, row] of rows.entries()) await save(row, indonesian[n] ?? '')
    const gate = await publisher.page.send('GET', `/api/editions/${editionId}/publication`)
    expect(gate.json.reasons).toContainEqual(expect.objectContaining({ code: 'edition-finding-open' }))
  })
})

describe('a question about the source', () => {
  test('is asked once, shows in every language and is answered for all', async () => {
    const { article, editions } = await room.article('The amis of the project are new.', ['vi', 'th'])
    const [vi = '', th = ''] = editions.map(({ id }) => id)
    const [row] = await translator.rows(vi)
    const address = `/api/articles/${article.id}/questions`
    const question = { segmentId: row.segment.id, kind: 'question', text: 'Aims or friends?', locale: 'vi' }
    const asked = await translator.page.send('POST', address, question)
    expect(asked).toMatchObject({ status: 201, json: { outcome: 'asked', question: { outcome: null } } })
    const again = await reviewer.page.send('POST', address, question)
    expect(again).toMatchObject({ status: 200, json: { outcome: 'asked-before' } })

    const [inThai] = await translator.rows(th)
    expect(inThai.openQuestions).toBe(1)
    const saved = await save(inThai, 'เป้าหมายของโครงการใหม่')
    expect(saved.findings).toMatchObject([{ check: 'questions', severity: 'warning', values: { count: 1 } }])

    const answer = `/api/questions/${asked.json.question.id}/answer`
    const words = { outcome: 'answered', answer: 'Aims' }
    expect((await translator.page.send('POST', answer, words)).status).toBe(403)
    expect((await manager.page.send('POST', answer, words)).json).toMatchObject({
      outcome: 'answered',
      question: { answer: 'Aims', answeredBy: { id: manager.id } },
    })
    expect((await manager.page.send('POST', answer, words)).json.outcome).toBe('answered-before')
    expect((await translator.rows(th))[0]).toMatchObject({ openQuestions: 0, findings: [] })
    const listed = await translator.page.send('GET', address)
    expect(listed.json).toMatchObject({ items: [{ answer: 'Aims' }], can: { ask: true } })
  })

  test('that is a correction says what the source should be, and is accepted or declined', async () => {
    const { article } = await room.article('The amis of the project are new.', ['vi'])
    const address = `/api/articles/${article.id}/questions`
    const correction = { kind: 'correction', text: 'A slip' }
    expect(await translator.page.send('POST', address, correction)).toMatchObject({ status: 422 })
    const proposal = 'The aims of the project are new.'
    const asked = await translator.page.send('POST', address, { ...correction, proposal })
    const answer = `/api/questions/${asked.json.question.id}/answer`
    expect(await manager.page.send('POST', answer, { outcome: 'answered', answer: 'Yes' })).toMatchObject({
      status: 422,
    })
    const accepted = await manager.page.send('POST', answer, { outcome: 'accepted', answer: 'Yes' })
    expect(accepted.json.question).toMatchObject({ outcome: 'accepted', proposal })
  })
})

test('what is doubtful about a source shows before it is imported and on the article', async () => {
  const text = 'The Centre,which is is new, opened its doors.'
  const preview = await manager.page.send('POST', `/api/projects/${room.projectId}/articles/preview`, {
    fileName: 'news.txt',
    content: Buffer.from(text).toString('base64'),
  })
  const messages = (items: readonly { message: string }[]) => items.map(({ message }) => message).sort()
  expect(messages(preview.json.findings)).toEqual(['check.source.comma', 'check.source.twice'])
  const { article } = await room.article(text)
  const { json } = await translator.page.send('GET', `/api/articles/${article.id}/findings`)
  expect(messages(json.items)).toEqual(['check.source.comma', 'check.source.twice'])
  expect(json.items[0]).toMatchObject({ ordinal: 1, segmentId: expect.any(String) })
})
