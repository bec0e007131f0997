import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
let publisher: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
  publisher = await room.colleague('publisher')
})
afterAll(() => room.close())

async function firstRow(text = 'The meeting began at nine.') {
  const { editions } = await room.article(text, ['vi'])
  const editionId = editions[0]?.id ?? ''
  const [row] = await translator.rows(editionId)
  return { editionId, row, id: row.translation.id as string }
}

describe('saving', () => {
  test('a save grows the version by one and leaves one line in the history', async () => {
    const { id } = await firstRow()
    const saved = await translator.save(id, 'Cuộc họp bắt đầu', 0)
    expect(saved.status).toBe(200)
    expect(saved.json).toMatchObject({
      outcome: 'saved',
      translation: { version: 1, state: 'initial', subState: 'draft', target: 'Cuộc họp bắt đầu' },
    })
    const { json } = await translator.page.send('GET', `/api/translations/${id}/history`)
    expect(json.items).toHaveLength(1)
    expect(json.items[0]).toMatchObject({ deed: 'translation.saved', person: { id: translator.id } })
  })

  test('a stale save is answered with what is stored, and changes nothing', async () => {
    const { id } = await firstRow()
    await translator.save(id, 'Một', 0)
    const stale = await reviewer.save(id, 'Hai', 0)
    expect(stale.status).toBe(412)
    expect(stale.json).toMatchObject({ outcome: 'conflict', current: { version: 1, target: 'Một' } })
  })

  test('the same key sent again is answered the same and written once', async () => {
    const { id } = await firstRow()
    const key = crypto.randomUUID()
    const first = await translator.save(id, 'Cuộc họp', 0, key)
    const again = await translator.save(id, 'Cuộc họp', 0, key)
    expect(again.status).toBe(200)
    expect(again.json).toEqual(first.json)
    const { json } = await translator.page.send('GET', `/api/translations/${id}/history`)
    expect(json.items).toHaveLength(1)
  })

  test('a key with another request is refused', async () => {
    const { id } = await firstRow()
    const key = crypto.randomUUID()
    await translator.save(id, 'Một', 0, key)
    const other = await translator.save(id, 'Hai', 0, key)
    expect(other).toMatchObject({ status: 422, json: { code: 'key-reused' } })
  })

  test('where a text was taken over from is kept with it through confirming and approving, until the text changes', async () => {
    const { editionId, id } = await firstRow('The meeting began late.')
    const origin = { origin: 'memory', match: 82 } as const
    const put = (target: string, base: number, taken: object | null) =>
      translator.page.send(
        'PUT',
        `/api/translations/${id}`,
        { target, origin: taken },
        { 'if-match': `"${base}"`, 'idempotency-key': crypto.randomUUID() },
      )
    const stored = async () => (await reviewer.rows(editionId))[0]
    const told = async () =>
      (await stored()).findings.filter(({ check }: { check: string }) => check === 'unchanged')

    const saved = await put('Cuộc họp bắt đầu.', 0, origin)
    expect(saved.json).toMatchObject({ translation: { origin }, findings: [{ check: 'unchanged' }] })
    expect(await told()).toMatchObject([{ severity: 'warning', values: { percent: 82 } }])
    const { json } = await reviewer.page.send('GET', `/api/translations/${id}/history`)
    expect(json.items[0].after).toMatchObject({ taken: origin })

    expect((await translator.confirm(id, 1)).json.translation).toMatchObject({ origin })
    expect((await reviewer.review(id, { step: 'approve' }, 2)).json.translation).toMatchObject({ origin })
    expect(await told()).toHaveLength(1)

    expect((await put('Cuộc họp bắt đầu muộn.', 3, null)).json.translation).toMatchObject({ origin: null })
    expect(await told()).toEqual([])
    // The same text again, but written this time.
    await put('Cuộc họp bắt đầu.', 4, null)
    expect(await told()).toEqual([])
  })

  test.each([{ origin: 'elsewhere', match: 80 }, { origin: 'memory', match: 102 }, { origin: 'memory' }])(
    'refuses an origin that there is not: $origin, $match',
    async (origin) => {
      const { id } = await firstRow()
      const headers = { 'if-match': '"0"', 'idempotency-key': crypto.randomUUID() }
      const { status } = await translator.page.send(
        'PUT',
        `/api/translations/${id}`,
        { target: 'Một', origin },
        headers,
      )
      expect(status).toBe(422)
    },
  )

  test('a write without If-Match or Idempotency-Key is refused', async () => {
    const { id } = await firstRow()
    const bare = await translator.page.send('PUT', `/api/translations/${id}`, { target: 'Một' })
    expect(bare).toMatchObject({ status: 428, json: { code: 'precondition-required' } })
  })

  test('of many saves at once on one version exactly one is written', async () => {
    const { id } = await firstRow()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? translator : reviewer).save(id, `Bản ${n}`, 0)),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(7).fill(412)])
  })

  test('a code that the source does not have is refused', async () => {
    const { id } = await firstRow()
    const foreign = await translator.save(id, 'Một \uE001hai\uE801', 0)
    expect(foreign).toMatchObject({ status: 422, json: { code: 'invalid' } })
  })

  test('characters that cannot be stored or exported are refused', async () => {
    const { id } = await firstRow()
    for (const bad of ['a\u0000b', 'a\uD800b', 'a\u0008b']) {
      expect(await translator.save(id, bad, 0)).toMatchObject({ status: 422, json: { code: 'invalid' } })
    }
  })
})

describe('the way of a text', () => {
  test('confirmed, approved by another, published, and back to translated when it is edited', async () => {
    const { id, editionId } = await firstRow()
    await translator.save(id, 'Cuộc họp bắt đầu lúc chín giờ.', 0)
    expect((await translator.confirm(id, 1)).json.translation).toMatchObject({
      state: 'translated',
      version: 2,
    })

    const gate = await publisher.page.send('GET', `/api/editions/${editionId}/publication`)
    expect(gate.json).toMatchObject({ ready: false, reasons: [{ code: 'not-approved', ordinal: 1 }] })
    const early = await publisher.page.send('POST', `/api/editions/${editionId}/releases`, {})
    expect(early).toMatchObject({ status: 409, json: { code: 'not-publishable' } })

    const own = await translator.review(id, { step: 'approve' }, 2)
    expect(own.status).toBe(403)
    expect((await reviewer.review(id, { step: 'approve' }, 2)).json.translation).toMatchObject({
      state: 'reviewed',
      reviewer: { id: reviewer.id },
    })
    const published = await publisher.page.send('POST', `/api/editions/${editionId}/releases`, {})
    expect(published).toMatchObject({ status: 201, json: { release: { number: 1 } } })
    const again = await publisher.page.send('POST', `/api/editions/${editionId}/releases`, {})
    expect(again).toMatchObject({ status: 409, json: { code: 'not-publishable' } })

    const [row] = await translator.rows(editionId)
    expect(row.translation.state).toBe('final')
    const edited = await translator.save(id, 'Cuộc họp đã bắt đầu lúc chín giờ.', row.translation.version)
    expect(edited.json.translation).toMatchObject({ state: 'translated', reviewer: null })

    const file = await publisher.page.send('GET', `/api/releases/${published.json.release.id}`)
    expect(file.json.release.number).toBe(1)
  })

  test('a reviewer does not approve what they wrote themselves', async () => {
    const { id } = await firstRow()
    await reviewer.save(id, 'Cuộc họp bắt đầu lúc chín giờ.', 0)
    await reviewer.confirm(id, 1)
    expect(await reviewer.review(id, { step: 'approve' }, 2)).toMatchObject({
      status: 403,
      json: { code: 'own-text' },
    })
  })

  test('a waiver approves one’s own text, with its reason in the history', async () => {
    const { id } = await firstRow()
    const both = await room.colleague(['reviewer', 'manager'])
    await both.save(id, 'Cuộc họp bắt đầu lúc chín giờ.', 0)
    await both.confirm(id, 1)
    const waived = await both.review(id, { step: 'approve', waiver: 'Nobody else reads Vietnamese' }, 2)
    expect(waived.json.translation.state).toBe('reviewed')
    const { json } = await both.page.send('GET', `/api/translations/${id}/history`)
    expect(json.items[0]).toMatchObject({
      deed: 'translation.approved-with-waiver',
      reason: 'Nobody else reads Vietnamese',
    })
  })

  test('returning needs a reason, which stays until the text is confirmed again', async () => {
    const { id } = await firstRow()
    await translator.save(id, 'Cuộc họp bắt đầu lúc chín giờ.', 0)
    await translator.confirm(id, 1)
    expect(await reviewer.review(id, { step: 'return' }, 2)).toMatchObject({
      status: 422,
      json: { code: 'reason-required' },
    })
    const returned = await reviewer.review(id, { step: 'return', reason: 'Too literal' }, 2)
    expect(returned.json.translation).toMatchObject({ subState: 'returned', returnReason: 'Too literal' })
    const edited = await translator.save(id, 'Cuộc họp khai mạc lúc chín giờ.', 3)
    expect(edited.json.translation).toMatchObject({ subState: 'returned', returnReason: 'Too literal' })
    const confirmed = await translator.confirm(id, 4)
    expect(confirmed.json.translation).toMatchObject({ state: 'translated', returnReason: null })
  })

  test('the counters of an edition say what its translations say', async () => {
    const { editions } = await room.article('First sentence. Second sentence. Third sentence.', ['ms'])
    const editionId = editions[0]?.id ?? ''
    const rows = await translator.rows(editionId)
    for (const row of rows.slice(0, 2)) {
      await translator.save(row.translation.id, 'Ayat.', 0)
      await translator.confirm(row.translation.id, 1)
    }
    await reviewer.review(rows[0].translation.id, { step: 'approve' }, 2)
    const { json } = await translator.page.send('GET', `/api/editions/${editionId}`)
    expect(json.progress).toEqual({ total: 3, initial: 1, translated: 1, reviewed: 1, final: 0 })
  })
})
