import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readOutlineLines } from '#domain/outline.ts'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

const text = 'Cuộc họp bắt đầu lúc chín giờ.'

describe('reviewing', () => {
  let room: Newsroom
  let translator: Colleague
  let first: Colleague
  let second: Colleague
  let manager: Colleague

  beforeAll(async () => {
    room = await newsroom()
    translator = await room.colleague('translator')
    first = await room.colleague('reviewer')
    second = await room.colleague('reviewer')
    manager = await room.colleague(['manager', 'reviewer'])
  })
  afterAll(() => room.close())

  const setting = (who: Colleague, secondReview: boolean) =>
    who.page.send('PATCH', `/api/projects/${room.projectId}`, { secondReview })

  /** A confirmed text; its version is 2. */
  async function confirmed() {
    const { editions } = await room.article('The meeting began at nine o’clock.', ['vi'])
    const editionId = editions[0]?.id ?? ''
    const [row] = await translator.rows(editionId)
    const id: string = row.translation.id
    await translator.save(id, text, 0)
    await translator.confirm(id, 1)
    return { id, editionId }
  }

  const history = async (id: string) =>
    (await translator.page.send('GET', `/api/translations/${id}/history`)).json

  describe('by two people', () => {
    beforeAll(async () => void (await setting(manager, true)))
    afterAll(async () => void (await setting(manager, false)))

    test('leaves a text translated after the first approval, and approves it after the second', async () => {
      const { id, editionId } = await confirmed()
      const once = await first.review(id, { step: 'approve' }, 2)
      expect(once.json.translation).toMatchObject({ state: 'translated', reviewer: { id: first.id } })
      expect((await second.rows(editionId))[0].can.approve).toBe(true)
      const twice = await second.review(id, { step: 'approve' }, 3)
      expect(twice.json.translation).toMatchObject({ state: 'reviewed', reviewer: { id: second.id } })
      const { items } = await history(id)
      expect(items.map(({ deed }: { deed: string }) => deed).slice(0, 2)).toEqual([
        'translation.approved',
        'translation.approved-once',
      ])
    })

    test('is seen in the outline, which says of every row what the row says', async () => {
      const { editions } = await room.article('They met.\n\nThey ate. They agreed in 2024.\n\nThey left.', [
        'vi',
      ])
      const editionId = editions[0]?.id ?? ''
      const [approvedOnce, returned, wrong] = await translator.rows(editionId)
      for (const row of [approvedOnce, returned]) {
        await translator.save(row.translation.id, 'Họ gặp nhau.', 0)
        await translator.confirm(row.translation.id, 1)
      }
      await first.review(approvedOnce.translation.id, { step: 'approve' }, 2)
      await first.review(returned.translation.id, { step: 'return', reason: 'Too short' }, 2)
      await translator.save(wrong.translation.id, 'Họ đồng ý.', 0)
      const { json } = await translator.page.send('GET', `/api/editions/${editionId}/outline`)
      const rows = await translator.rows(editionId)
      const outline = readOutlineLines(json)
      expect(outline).toEqual(
        rows.map(({ segment, translation, findings }: (typeof rows)[number], n: number) => ({
          translationId: translation.id,
          segmentId: segment.id,
          ordinal: segment.ordinal,
          block: segment.block,
          role: 'body',
          state: translation.state,
          subState: translation.subState,
          errors: findings.filter(({ severity }: { severity: string }) => severity === 'error').length,
          empty: translation.target === '',
          once: n === 0,
        })),
      )
      expect(outline.map(({ errors }) => errors > 0)).toEqual([false, false, true, false])
    })

    test('needs two different ones, and neither may be the translator', async () => {
      const { id, editionId } = await confirmed()
      await first.review(id, { step: 'approve' }, 2)
      expect((await first.rows(editionId))[0].can.approve).toBe('reason.own-approval')
      expect(await first.review(id, { step: 'approve' }, 3)).toMatchObject({
        status: 403,
        json: { code: 'own-approval' },
      })
      const work = async (who: Colleague) =>
        (await who.page.send('GET', '/api/work')).json.items.some(
          (item: { kind: string; edition: { id: string } }) =>
            item.kind === 'review' && item.edition.id === editionId,
        )
      expect([await work(first), await work(second)]).toEqual([false, true])
    })

    test('begins anew when the text is edited', async () => {
      const { id } = await confirmed()
      await first.review(id, { step: 'approve' }, 2)
      await translator.save(id, `${text} `, 3)
      const again = await second.review(id, { step: 'approve' }, 4)
      expect(again.json.translation).toMatchObject({ state: 'translated', reviewer: { id: second.id } })
    })

    test('may be done by one person who manages, with a reason that is kept', async () => {
      const { id } = await confirmed()
      await manager.review(id, { step: 'approve' }, 2)
      const both = await manager.review(id, { step: 'approve', waiver: 'Everybody is ill' }, 3)
      expect(both.json.translation.state).toBe('reviewed')
      expect((await history(id)).items[0]).toMatchObject({
        deed: 'translation.approved-with-waiver',
        reason: 'Everybody is ill',
      })
    })

    test('does not publish what has one approval', async () => {
      const { id, editionId } = await confirmed()
      await first.review(id, { step: 'approve' }, 2)
      const publisher = await room.colleague('publisher')
      const released = await publisher.page.send('POST', `/api/editions/${editionId}/releases`)
      expect(released).toMatchObject({ status: 409, json: { code: 'not-publishable' } })
    })
  })

  test('by two people is set by who manages all of a project, and remembered', async () => {
    expect((await setting(first, true)).status).toBe(403)
    expect((await setting(manager, true)).json.secondReview).toBe(true)
    expect((await setting(manager, false)).json.secondReview).toBe(false)
    expect((await manager.page.send('PATCH', `/api/projects/${room.projectId}`, {})).status).toBe(422)
    const lines = await room.db.selectFrom('history').select(['deed', 'after']).execute()
    expect(lines.filter(({ deed }) => deed === 'project.review-set').at(-1)?.after).toEqual({
      secondReview: false,
    })
  })

  test('names what is wrong and where, in the text, in the history, in work lists and in what is told', async () => {
    const { id, editionId } = await confirmed()
    const returned = await first.review(
      id,
      { step: 'return', reason: 'Too early', category: 'accuracy', range: { start: 17, end: 29 } },
      2,
    )
    const about = {
      category: 'accuracy',
      about: { side: 'target', start: 17, end: 29, text: 'lúc chín giờ' },
    }
    expect(returned.json.translation).toMatchObject({ returnReason: 'Too early', returned: about })
    // It stays while the translator writes, and goes when they confirm.
    const edited = await translator.save(id, 'Cuộc họp bắt đầu lúc mười giờ.', 3)
    expect(edited.json.translation.returned).toEqual(about)
    expect((await translator.rows(editionId))[0].translation.returned).toEqual(about)
    const work = await translator.page.send('GET', '/api/work')
    expect(
      work.json.items.find(
        (item: { kind: string; edition: { id: string } }) =>
          item.kind === 'returned' && item.edition.id === editionId,
      ).categories,
    ).toEqual({ accuracy: 1 })
    const told = await translator.page.send('GET', '/api/me/notifications')
    expect(told.json.items[0]).toMatchObject({ kind: 'returned', category: 'accuracy', words: 'Too early' })
    expect((await translator.confirm(id, 4)).json.translation.returned).toBeNull()
    const { items } = await history(id)
    expect(
      items.find(({ deed }: { deed: string }) => deed === 'translation.returned').after.returned,
    ).toEqual(about)
  })

  test('names words of the source that were left out', async () => {
    const { id } = await confirmed()
    const range = { side: 'source', start: 0, end: 11 }
    const returned = await first.review(id, { step: 'return', reason: 'Where is it?', range }, 2)
    const { about } = returned.json.translation.returned
    expect(about).toEqual({ ...range, text: 'The meeting' })
  })

  test.each(['source', 'target'])(
    'refuses a place outside the text (%s), and changes nothing',
    async (side) => {
      const { id } = await confirmed()
      const range = { side, start: 5, end: 900 }
      const wrong = await first.review(id, { step: 'return', reason: 'Here', range }, 2)
      expect(wrong).toMatchObject({ status: 422, json: { code: 'invalid' } })
      expect((await history(id)).items[0].deed).toBe('translation.confirmed')
    },
  )

  test('compares with what was confirmed and what was approved last, however long ago', async () => {
    const { id } = await confirmed()
    await first.review(id, { step: 'approve' }, 2)
    await first.save(id, 'Cuộc họp khai mạc lúc chín giờ.', 3)
    const { landmarks } = await history(id)
    expect(landmarks).toMatchObject({
      confirmed: { person: { id: translator.id }, after: { target: text } },
      approved: { person: { id: first.id }, after: { target: text } },
    })
  })

  test('lets anybody suggest another text beside an approved one, of which its people hear', async () => {
    const { id, editionId } = await confirmed()
    await first.review(id, { step: 'approve' }, 2)
    const say = (body: object) => second.page.send('POST', `/api/translations/${id}/comments`, body)
    const said = await say({ suggestion: 'Cuộc họp khai mạc lúc 9 giờ.' })
    expect(said).toMatchObject({
      status: 201,
      json: { words: '', suggestion: 'Cuộc họp khai mạc lúc 9 giờ.' },
    })
    expect((await translator.rows(editionId))[0].translation).toMatchObject({
      state: 'reviewed',
      target: text,
    })
    for (const who of [translator, first]) {
      const told = await who.page.send('GET', '/api/me/notifications')
      expect(told.json.items[0]).toMatchObject({ kind: 'suggestion', actor: { id: second.id } })
    }
    expect((await say({})).status).toBe(422)
    expect((await say({ suggestion: 'A code \u{E001} of nowhere' })).status).toBe(422)
  })
})
