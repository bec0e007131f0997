// People who work on the same article reach each other.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { mentionsIn } from '#domain/together.ts'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
let manager: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

async function twoEditions() {
  const { article, editions } = await room.article('Ministers met on Monday.', ['th', 'lo'])
  const [thai, lao] = [editions[0]?.id ?? '', editions[1]?.id ?? '']
  const [row] = await translator.rows(thai)
  const [laoRow] = await translator.rows(lao)
  return { article, thai, lao, id: row.translation.id as string, laoId: laoRow.translation.id as string }
}

const say = (who: Colleague, id: string, words: string) =>
  who.page.send('POST', `/api/translations/${id}/comments`, { words })
const heard = async (who: Colleague, id: string) =>
  (await who.page.send('GET', `/api/translations/${id}/comments`)).json.items.map(
    (one: { words: string }) => one.words,
  )
const told = async (who: Colleague) =>
  (await who.page.send('GET', '/api/me/notifications')).json as {
    items: { id: number; kind: string; words: string; ordinal: number | null; read: boolean }[]
    unread: number
  }

describe('comments', () => {
  test('a comment stays in its edition', async () => {
    const { id, laoId } = await twoEditions()
    await say(translator, id, 'ชื่อนี้ใช่ไหม')
    expect(await heard(reviewer, id)).toEqual(['ชื่อนี้ใช่ไหม'])
    expect(await heard(reviewer, laoId)).toEqual([])
  })

  test('a settled comment is counted no more, and can be opened again', async () => {
    const { thai, id } = await twoEditions()
    const { json } = await say(translator, id, 'Settle this')
    const open = async () =>
      (await reviewer.page.send('GET', `/api/editions/${thai}/comments`)).json.items.map(
        (one: { count: number }) => one.count,
      )
    expect(await open()).toEqual([1])
    await reviewer.page.send('PUT', `/api/comments/${json.id}`, { resolved: true })
    expect(await open()).toEqual([])
    await reviewer.page.send('PUT', `/api/comments/${json.id}`, { resolved: false })
    expect(await open()).toEqual([1])
  })

  test('whoever is named is told, and whoever spoke before hears of the answer', async () => {
    const { id } = await twoEditions()
    const asker = await room.colleague('translator')
    await say(asker, id, `Please look, @${reviewer.name}!`)
    expect((await told(reviewer)).items[0]).toMatchObject({ kind: 'mention', ordinal: 1, read: false })
    await say(reviewer, id, 'It is right.')
    expect((await told(asker)).items).toMatchObject([{ kind: 'answer', words: 'It is right.' }])
  })

  test('somebody outside the project neither reads nor is told', async () => {
    const { id } = await twoEditions()
    const outsider = await room.colleague('translator', { projectId: room.foreignProjectId })
    expect((await say(outsider, id, 'Hello')).status).toBe(404)
    await say(translator, id, `@${outsider.name} look`)
    expect((await told(outsider)).items).toEqual([])
  })
})

describe('names after @', () => {
  const people = [
    { id: '1', name: 'Ann' },
    { id: '2', name: 'Anna Lee' },
    { id: '3', name: 'สมชาย ใจดี' },
  ]
  test.each([
    ['@Ann, look', ['1']],
    ['@anna lee and @Ann', ['2', '1']],
    ['@Annabel', []],
    ['ถาม @สมชาย ใจดีหน่อย', ['3']],
    ['mail ann@example.org', []],
    ['no name', []],
  ])('%s', (text, ids) => {
    expect(mentionsIn(text, people).map(({ id }) => id)).toEqual(ids)
  })
})

describe('notifications', () => {
  test('whoever wrote a text hears that it was returned, until they have read it', async () => {
    const { id } = await twoEditions()
    const writer = await room.colleague('translator')
    await writer.save(id, 'รัฐมนตรีพบกันเมื่อวันจันทร์', 0)
    await writer.confirm(id, 1)
    await reviewer.review(id, { step: 'return', reason: 'Which Monday?' }, 2)
    const { items, unread } = await told(writer)
    expect(items).toMatchObject([{ kind: 'returned', words: 'Which Monday?', ordinal: 1, read: false }])
    expect(unread).toBe(1)
    await writer.page.send('PUT', '/api/me/notifications/read', { upTo: items[0]?.id ?? 0 })
    expect((await told(writer)).unread).toBe(0)
  })
})

describe('other languages', () => {
  test('the sister language comes first, and empty versions are left out', async () => {
    const { editions } = await room.article('They met.', ['th', 'id', 'lo', 'vi'])
    const ids: Record<string, string> = {}
    for (const { id, locale } of editions) {
      const [row] = await translator.rows(id)
      ids[locale] = row.translation.id
      if (locale !== 'vi') await translator.save(row.translation.id, `text ${locale}`, 0)
    }
    const versions = (await reviewer.page.send('GET', `/api/translations/${ids['th']}/versions`)).json.items
    expect(versions.map((one: { locale: string }) => one.locale)).toEqual(['lo', 'id'])
  })
})

describe('assignments', () => {
  test('an edition is given to somebody who holds the role, who is told', async () => {
    const { thai } = await twoEditions()
    const laoOnly = await room.colleague('translator', { locale: 'lo' })
    const give = (personId: string) =>
      manager.page.send('PUT', `/api/editions/${thai}/assignments/translator`, {
        personId,
        dueOn: '2026-12-01',
      })
    expect((await give(laoOnly.id)).status).toBe(422)
    const thaiOnly = await room.colleague('translator', { locale: 'th' })
    expect((await give(thaiOnly.id)).json).toMatchObject({ person: { id: thaiOnly.id }, dueOn: '2026-12-01' })
    expect((await told(thaiOnly)).items).toMatchObject([{ kind: 'assigned' }])
    const board = (await translator.page.send('GET', `/api/projects/${room.projectId}/board`)).json
    const cell = board.items.flatMap((one: { editions: { id: string }[] }) => one.editions)
    expect(cell.find((one: { id: string }) => one.id === thai)).toMatchObject({
      assignments: [{ role: 'translator', person: { id: thaiOnly.id }, dueOn: '2026-12-01' }],
      can: { assign: 'reason.role-needed' },
    })
  })
})

describe('presence', () => {
  test('whoever is in an edition is seen by the others, and gone after leaving', async () => {
    const { thai, id } = await twoEditions()
    const tell = async (who: Colleague, translationId: string | null, claims = false) =>
      (await who.page.send('POST', `/api/editions/${thai}/presence`, { translationId, claims })).json.items
    await tell(translator, id, true)
    await expect
      .poll(() => tell(reviewer, id))
      .toMatchObject([{ personId: translator.id, translationId: id, claims: true }])
    await tell(translator, null)
    await expect.poll(() => tell(reviewer, id)).toEqual([])
  })
})

describe('settings', () => {
  test('own keys follow a person to every device', async () => {
    const keys = { confirm: ['Mod+Shift+Enter'] }
    await translator.page.send('PATCH', '/api/me/preferences', { keys })
    expect((await translator.page.send('GET', '/api/me/preferences')).json).toEqual({ keys, mail: 'digest' })
    await translator.page.send('PATCH', '/api/me/preferences', { mail: 'off' })
    expect((await translator.page.send('GET', '/api/me/preferences')).json).toEqual({ keys, mail: 'off' })
  })
})
