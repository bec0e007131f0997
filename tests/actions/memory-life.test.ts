// Whatever becomes of a translation or of its source, the memory is what is approved, in the table and in the index.

import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '#domain/inline.ts'

import { fillEdition } from '../../server/actions/pre-translate.ts'
import { claimJob, endJob } from '../../server/store/jobs.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
let second: Colleague
let manager: Colleague
let publisher: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
  second = await room.colleague('reviewer')
  manager = await room.colleague(['manager', 'translator'])
  publisher = await room.colleague('publisher')
  await room.memory.loaded()
})
afterAll(() => room.close())

/** What every approved translation should have in the memory. */
const expected = sql<object>`
  select t.id, t.target, around.source, around.previous, around.next from (
    select id, source, lag(source) over (partition by article_id order by ordinal) as previous,
      lead(source) over (partition by article_id order by ordinal) as next from segment) around
  join translation t on t.segment_id = around.id where t.state in ('reviewed', 'final') order by t.id`
const linked = sql<object>`
  select translation_id as id, target, source, previous_source as previous, next_source as next from memory_unit
  where translation_id is not null order by translation_id`

// Codes have other numbers in a unit than in their block; the words are the same.
const words = (rows: readonly object[]) => JSON.parse(plainText(JSON.stringify(rows))) as unknown

async function agree() {
  const [approved, units] = [(await expected.execute(room.db)).rows, (await linked.execute(room.db)).rows]
  expect(words(units)).toEqual(words(approved))
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from memory_unit`.execute(room.db)
  await expect.poll(async () => (await room.memory.state()).units).toBe(rows[0]?.n)
}

beforeEach(agree)
afterEach(agree)

/** An article with one edition, whose sentences are all approved. */
async function approvedArticle(text: string, fileName = 'news.txt') {
  const { article, editions } = await room.article(text, ['vi'], fileName)
  const editionId = editions[0]?.id ?? ''
  const rows = () => translator.rows(editionId)
  for (const [n, { translation, segment }] of (await rows()).entries()) {
    const marks = [...segment.source].filter((character) => /[\uE000-\uF8FF]/.test(character)).join('')
    await approve(translation.id, `Câu ${['một', 'hai', 'ba', 'bốn'][n]}${marks}.`, translation.version)
  }
  const address = `/api/articles/${article.id}`
  const version = async () => (await manager.page.send('GET', address)).json.article.version as number
  const change = async (method: string, path: string, body: object) => {
    const answer = await manager.page.send(method, address + path, body, {
      'if-match': `"${await version()}"`,
    })
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const update = (next: string, kind = 'suggested') =>
    change('POST', '/update', {
      fileName,
      content: Buffer.from(next).toString('base64'),
      otherwise: kind,
    })
  const units = async () => {
    const { rows: all } = await sql<{ source: string; target: string; linked: boolean }>`
      select source, target, translation_id is not null as linked from memory_unit
      where article_id = ${article.id} order by id`.execute(room.db)
    return all.map((one) => `${one.linked ? '' : 'old: '}${plainText(one.source)} = ${plainText(one.target)}`)
  }
  const first = async (n = 0) => (await rows())[n].translation
  return { article, editionId, address, rows, first, change, update, units }
}

async function approve(id: string, target: string, base: number) {
  await translator.save(id, target, base)
  await translator.confirm(id, base + 1)
  const { status, text } = await reviewer.review(id, { step: 'approve' }, base + 2)
  expect(status, text).toBe(200)
}

describe('people', () => {
  test('change, withdraw, approve again and return', async () => {
    const { first, units } = await approvedArticle('The dog sleeps.')
    const { id } = await first()
    const version = async () => (await first()).version
    await translator.save(id, 'Con chó ngủ.', await version())
    expect(await units()).toEqual([])
    await translator.confirm(id, await version())
    await reviewer.review(id, { step: 'approve' }, await version())
    expect(await units()).toEqual(['The dog sleeps. = Con chó ngủ.'])
    await reviewer.review(id, { step: 'reopen' }, await version())
    await agree()
    await reviewer.review(id, { step: 'approve' }, await version())
    await reviewer.review(id, { step: 'return', reason: 'No' }, await version())
    expect(await units()).toEqual([])
  })

  test('release, and a publisher sends back what was released', async () => {
    const { editionId, first, units } = await approvedArticle('The cat sleeps.')
    const released = await publisher.page.send('POST', `/api/editions/${editionId}/releases`, {})
    expect(released.status, released.text).toBe(201)
    await agree()
    const { id, version } = await first()
    await publisher.review(id, { step: 'return', reason: 'A name is wrong' }, version)
    expect(await units()).toEqual([])
  })

  test('where two have to agree, the second makes it a pair', async () => {
    const setting = (secondReview: boolean) =>
      manager.page.send('PATCH', `/api/projects/${room.projectId}`, { secondReview })
    await setting(true)
    const { editions } = await room.article('The bird sleeps.', ['vi'], 'second.txt')
    const [row] = await translator.rows(editions[0]?.id ?? '')
    const { id } = row.translation
    await translator.save(id, 'Con chim ngủ.', 0)
    await translator.confirm(id, 1)
    const unit = () =>
      room.db.selectFrom('memory_unit').select('approver_id').where('translation_id', '=', id).execute()
    await reviewer.review(id, { step: 'approve' }, 2)
    expect(await unit()).toEqual([])
    await second.review(id, { step: 'approve' }, 3)
    expect(await unit()).toEqual([{ approver_id: second.id }])
    await setting(false)
  })

  test('a suggestion of the memory, or a repetition, is a pair when it was approved, not before', async () => {
    await approvedArticle('The horse sleeps.')
    const { editions } = await room.article(
      'The horse sleeps. The cow eats. The cow eats.',
      ['vi'],
      'fill.txt',
    )
    const editionId = editions[0]?.id ?? ''
    const asked = await manager.page.send('POST', `/api/editions/${editionId}/pretranslation`, { from: 100 })
    expect(asked.status).toBe(202)
    const job = await claimJob(room.db, 'pretranslate')
    if (!job) throw new Error('There is no job')
    await endJob(room.db, job.id, 'done', await fillEdition({ db: room.db, now: new Date() }, job))
    const [filled, model, again] = await translator.rows(editionId)
    expect(filled.translation.subState).toBe('suggestion')
    await agree()
    await translator.save(model.translation.id, 'Con bò ăn.', 0)
    await translator.page.send('POST', `/api/translations/${model.translation.id}/repetitions`, {})
    await agree()
    for (const { translation } of [filled, again]) {
      await translator.confirm(translation.id, 1)
      await agree()
      expect((await reviewer.review(translation.id, { step: 'approve' }, 2)).status).toBe(200)
      await agree()
    }
  })

  test('an article that is deleted takes its pairs with it', async () => {
    const { article, address } = await approvedArticle('The sheep sleeps. The goat too.')
    expect((await manager.page.send('DELETE', address)).status).toBe(204)
    const left = await room.db
      .selectFrom('memory_unit')
      .select('id')
      .where('article_id', '=', article.id)
      .execute()
    expect(left).toEqual([])
  })

  test('what was taken out by hand stays out when the source is corrected', async () => {
    const { article, change, rows, units } = await approvedArticle('The hen slepes there. It is old.')
    const path = `/api/projects/${room.projectId}/memory/articles/${article.id}`
    expect((await manager.page.send('DELETE', path)).status).toBe(200)
    const [row] = await rows()
    const corrected = { source: 'The hen sleeps there.', change: 'typo' }
    await change('PUT', `/segments/${row.segment.id}`, corrected)
    expect(await units()).toEqual([])
    // From here on the pair of the approval is missing on purpose.
    await sql`delete from article where id = ${article.id}`.execute(room.db)
  })
})

describe('the source', () => {
  test('a typing mistake that is mended is mended in the pair, and in what stands around its neighbours', async () => {
    const { change, rows, units } = await approvedArticle(
      'It was cold. The school amis to grow. It was warm.',
    )
    const row = (await rows())[1]
    await change('PUT', `/segments/${row.segment.id}`, { source: 'The school aims to grow.', change: 'typo' })
    expect((await rows())[1].translation.state).toBe('reviewed')
    expect((await units()).toSorted()).toEqual([
      'It was cold. = Câu một.',
      'It was warm. = Câu ba.',
      'The school aims to grow. = Câu hai.',
    ])
  })

  test.each(['style', 'meaning'])(
    'a change of %s leaves the pair with the old words, and gives it back when they are back',
    async (kind) => {
      const [old, fresh] = [`The ${kind} was opened by them.`, `The ${kind} was closed by them.`]
      const { update, first, units } = await approvedArticle(`${old} It was warm.`)
      await update(`${fresh} It was warm.`, kind)
      expect((await first()).state).not.toBe('reviewed')
      expect(await units()).toContain(`old: ${old} = Câu một.`)
      await update(`${old} It was warm.`)
      expect((await first()).state).toBe('reviewed')
      expect((await units()).toSorted()).toEqual(['It was warm. = Câu hai.', `${old} = Câu một.`].toSorted())
      // It is a pair like others again: whoever takes the approval back takes it out.
      const { id, version } = await first()
      await reviewer.review(id, { step: 'reopen' }, version)
      expect(await units()).toEqual(['It was warm. = Câu hai.'])
    },
  )

  test('what is approved again for other words is a second pair', async () => {
    const { update, first, units } = await approvedArticle('The door was opened by them.')
    await update('The door was closed by them.', 'style')
    const { id, version } = await first()
    const { status, text } = await second.review(id, { step: 'approve' }, version)
    expect(status, text).toBe(200)
    expect(await units()).toEqual([
      'old: The door was opened by them. = Câu một.',
      'The door was closed by them. = Câu một.',
    ])
  })

  test('a sentence that is removed leaves its pair, and takes it back when it comes again', async () => {
    const { update, change, first, units, rows } = await approvedArticle(
      'One is here.\n\nTwo is here.\n\nThree.',
    )
    await update('One is here.\n\nThree.')
    expect(await units()).toContain('old: Two is here. = Câu hai.')
    await agree()
    await change('POST', '/versions/1', {})
    expect(await rows()).toHaveLength(3)
    expect((await units()).filter((unit) => unit.includes('Two'))).toEqual(['Two is here. = Câu hai.'])
    const { id, version } = await first(1)
    await reviewer.review(id, { step: 'return', reason: 'No' }, version)
    expect((await units()).filter((unit) => unit.includes('Two'))).toEqual([])
  })

  test('sentences that are joined are one pair, and two again when they are cut', async () => {
    const { change, rows, units } = await approvedArticle('It rained here. It snowed there. It was dark.')
    const [row] = await rows()
    await change('POST', `/segments/${row.segment.id}/join`, {})
    expect(await units()).toContain('It rained here. It snowed there. = Câu một. Câu hai.')
    await agree()
    await change('POST', `/segments/${row.segment.id}/split`, { at: 'It rained here.'.length })
    expect(await units()).toContain('It snowed there. = Câu hai.')
  })

  test('codes that have other numbers now do not cost the pair', async () => {
    const { update, units } = await approvedArticle('<p>It is <b>very</b> cold. Go home.</p>', 'codes.html')
    await update('<p>It is <b>very</b> cold. <i>Wait</i> there. Go home.</p>')
    await update('<p><i>Wait</i> there. It is <b>very</b> cold. Go home.</p>')
    expect((await units()).some((unit) => unit.startsWith('It is very cold. = Câu một'))).toBe(true)
  })

  test('a block that is not translated any more leaves its pairs, and has them again later', async () => {
    const { change, units } = await approvedArticle('First of all things.\n\nRead more of it here.')
    await change('PUT', '/blocks/2', { treatment: 'drop' })
    expect(await units()).toContain('old: Read more of it here. = Câu hai.')
    await agree()
    await change('PUT', '/blocks/2', { treatment: 'translate', role: 'caption' })
    expect((await units()).filter((unit) => unit.includes('Read'))).toEqual([
      'Read more of it here. = Câu hai.',
    ])
  })
})
