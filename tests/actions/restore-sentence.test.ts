import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { exportEdition } from '../../server/actions/releases.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague
let writer: Colleague
let reviewer: Colleague

beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague('manager')
  writer = await room.colleague(['translator'])
  reviewer = await room.colleague(['reviewer'])
})
afterAll(() => room.close())

const first = 'The school was closed.'
const second = 'Nobody came there.'
const third = 'It rained a lot.'

interface Row {
  readonly segment: { readonly id: string; readonly source: string }
  readonly translation: { readonly id: string; readonly target: string; readonly version: number }
}

/** An article in two languages, every sentence translated and confirmed, and how its source is changed. */
async function desk(text: string, fileName = 'news.txt') {
  const { article, editions } = await room.article(text, ['vi', 'id'], fileName)
  const address = `/api/articles/${article.id}`
  const version = async () => (await manager.page.send('GET', address)).json.article.version as number
  const send = async (method: string, path: string, body: object = {}, base?: number) =>
    manager.page.send(method, address + path, body, { 'if-match': `"${base ?? (await version())}"` })
  const rows = (n = 0): Promise<Row[]> => writer.rows(editions[n]?.id ?? '')
  const sources = async () => (await rows()).map(({ segment }) => segment.source)
  const update = (next: string) =>
    send('POST', '/update', { fileName, content: Buffer.from(next).toString('base64') })
  const removed = async () => (await manager.page.send('GET', `${address}/versions`)).json.removed
  const lost = async (source = second) =>
    (await removed()).find((one: { source: string }) => one.source === source)
  const restore = async (source = second) => send('POST', `/removed/${(await lost(source)).id}`)
  const file = async (n = 0) => {
    const editionId = editions[n]?.id ?? ''
    const draft = await exportEdition(room.ctx(), {
      editionId,
      format: 'original',
      draft: true,
      missing: 'source',
    })
    return Buffer.from(draft.content).toString()
  }
  const original = async () => {
    const row = await room.db
      .selectFrom('article')
      .select('original')
      .where('id', '=', article.id)
      .executeTakeFirstOrThrow()
    return Buffer.from(row.original).toString()
  }
  for (const n of [0, 1]) {
    for (const [index, { translation }] of (await rows(n)).entries()) {
      await writer.save(translation.id, `${n === 0 ? 'Câu' : 'Kalimat'} ${'abcdefg'.charAt(index)}.`, 0)
      await writer.confirm(translation.id, 1)
    }
  }
  return { article, send, rows, sources, update, removed, lost, restore, file, original, version }
}

describe('a removed sentence', () => {
  test('comes back by itself, with its translations and their states in every language', async () => {
    const { rows, sources, update, restore, removed, lost, original } = await desk(
      `${first} ${second} ${third}`,
    )
    const before = [await rows(0), await rows(1)]
    await update(`${first} ${third}`)
    const kept = [await rows(0), await rows(1)]
    expect(await lost()).toMatchObject({ restorable: true, translations: [{}, {}] })

    const { status, json } = await restore()
    expect([status, json.outcome, json.article.version]).toEqual([200, 'updated', 3])
    expect(json.counts).toMatchObject({ restored: 1, changed: 0, removed: 0 })
    expect(json.translations).toEqual({ outdated: 0, toRecheck: 0, returned: 0 })
    expect(await sources()).toEqual([first, second, third])
    for (const n of [0, 1]) {
      const after = await rows(n)
      expect(after[1]).toMatchObject({
        segment: { id: before[n]?.[1]?.segment.id },
        translation: {
          id: before[n]?.[1]?.translation.id,
          target: before[n]?.[1]?.translation.target,
          state: 'translated',
        },
      })
      expect([after[0]?.translation, after[2]?.translation]).toEqual(kept[n]?.map((row) => row.translation))
    }
    expect(await removed()).toEqual([])
    expect(await original()).toBe(`${first} ${third}`)
  })

  test.each([
    ['news.txt', `${first} ${second} ${third}`, `${first} ${third}`, 'Câu a. Câu b. Câu c.'],
    ['last.txt', `${first} ${second}`, first, 'Câu a. Câu b.'],
    [
      'news.html',
      `<h1>News</h1><p><b>${first}</b> ${second} ${third}</p>`,
      `<h1>News</h1><p><b>${first}</b> ${third}</p>`,
      null,
    ],
    ['news.md', `# News\n\n${first} ${second}\n`, `# News\n\n${first}\n`, '# Câu a.\n\nCâu b. Câu c.\n'],
    ['first.html', `<p>${second} ${third}</p>`, `<p>${third}</p>`, '<p>Câu a. Câu b.</p>'],
  ])('is in the file that is exported (%s)', async (fileName, whole, shorter, expected) => {
    const { update, restore, file, original, rows, send } = await desk(whole, fileName)
    await update(shorter)
    const without = await file()
    expect((await restore()).status).toBe(200)
    const translated = await file()
    if (expected !== null) expect(translated).toBe(expected)
    else expect(translated).toMatch(/Câu b\..*Câu c\..*Câu d\./)
    expect(await original()).toBe(shorter)
    const row = (await rows()).find(({ segment }) => segment.source === second)
    await writer.save(row?.translation.id ?? '', '', row?.translation.version ?? 0)
    expect(await file()).toContain(second)
    await send('DELETE', `/segments/${row?.segment.id}`)
    expect(await file()).toBe(without)
  })

  test('stays where it is when other files come in, and is not there twice when one has it again', async () => {
    const { update, restore, sources, rows } = await desk(`${first} ${second} ${third}`)
    await update(`${first} ${third}`)
    await restore()
    await update(`Before all that.\n\n${first} ${third} And so on.`)
    expect(await sources()).toEqual(['Before all that.', first, second, third, 'And so on.'])
    await update(`${first} ${second} ${third}`)
    expect(await rows()).toMatchObject([
      { segment: { source: first } },
      { segment: { source: second }, translation: { target: 'Câu b.' } },
      { segment: { source: third } },
    ])
  })

  test('is removed again with the words around it, and nothing that was written is lost', async () => {
    const { update, restore, sources, lost } = await desk(`${first} ${second}\n\n${third}`)
    await update(`${first}\n\n${third}`)
    await restore()
    await update(third)
    expect(await sources()).toEqual([third])
    expect(await lost()).toMatchObject({
      restorable: 'reason.paragraph-gone',
      translations: [{ locale: 'id' }, { locale: 'vi', target: 'Câu b.', state: 'translated' }],
    })
    expect((await restore()).json.code).toBe('step-not-open')
    await update(`${first}\n\n${third}`)
    expect(await sources()).toEqual([first, second, third])
  })

  test('can be removed again, and come back again with what was written meanwhile', async () => {
    const { update, restore, send, sources, rows, lost } = await desk(`${first} ${second} ${third}`)
    await update(`${first} ${third}`)
    await restore()
    const [, row] = await rows()
    const of = row?.translation
    await writer.save(of?.id ?? '', 'Không ai đến.', of?.version ?? 0)
    expect((await send('DELETE', `/segments/${row?.segment.id}`)).json).toMatchObject({
      outcome: 'updated',
      counts: { removed: 1 },
    })
    expect(await sources()).toEqual([first, third])
    expect(await lost()).toMatchObject({ restorable: true })
    await restore()
    expect((await rows())[1]).toMatchObject({ translation: { id: of?.id, target: 'Không ai đến.' } })
    const [head] = await rows()
    expect((await send('DELETE', `/segments/${head?.segment.id}`)).json.code).toBe('step-not-open')
  })

  test('can be corrected, and is neither cut nor joined', async () => {
    const { update, restore, send, rows, sources } = await desk(`${first} ${second} ${third}`)
    await update(`${first} ${third}`)
    await restore()
    const id = (await rows())[1]?.segment.id
    await send('PUT', `/segments/${id}`, { source: 'Nobody came here.', change: 'style' })
    expect(await sources()).toEqual([first, 'Nobody came here.', third])
    expect((await rows())[1]?.segment.id).toBe(id)
    for (const [path, body] of [
      ['split', { at: 7 }],
      ['join', {}],
    ] as const)
      expect((await send('POST', `/segments/${id}/${path}`, body)).status).toBe(422)
    await send('DELETE', `/segments/${id}`)
    expect(await sources()).toEqual([first, third])
  })

  test('is the one that was asked for, of two with the same words', async () => {
    const { update, restore, send, rows, removed } = await desk(`${first} ${second}\n\n${third} ${second}`)
    const [, , , last] = await rows()
    await update(`${first}\n\n${third}`)
    expect(await removed()).toHaveLength(2)
    await send('POST', `/removed/${last?.segment.id}`)
    expect((await rows()).map((row) => [row.segment.source, row.translation.target])).toEqual([
      [first, 'Câu a.'],
      [third, 'Câu c.'],
      [second, 'Câu d.'],
    ])
    await restore()
    expect((await rows()).map((row) => row.translation.target)).toEqual([
      'Câu a.',
      'Câu b.',
      'Câu c.',
      'Câu d.',
    ])
  })

  test('goes before or behind another one as they stood', async () => {
    const { update, restore, sources } = await desk(`${first} ${second} ${third} The end came.`)
    await update(`${first} The end came.`)
    await restore(third)
    await restore(second)
    expect(await sources()).toEqual([first, second, third, 'The end came.'])
  })

  test('with formatting that the file no longer has is not torn from it', async () => {
    const { update, removed, send, sources } = await desk(
      `<p>${first} Nobody <b>came</b> there.</p>`,
      'news.html',
    )
    await update(`<p>${first}</p>`)
    const [one] = await removed()
    expect(one.restorable).toBe('reason.sentence-has-codes')
    expect((await send('POST', `/removed/${one.id}`)).json.code).toBe('step-not-open')
    expect(await sources()).toEqual([first])
  })

  test('is not put back by who looked at an older version of the source', async () => {
    const { update, lost, send, sources } = await desk(`${first} ${second} ${third}`)
    await update(`${first} ${third}`)
    const { status, json } = await send('POST', `/removed/${(await lost()).id}`, {}, 1)
    expect([status, json]).toEqual([412, { outcome: 'conflict', version: 2 }])
    expect(await sources()).toEqual([first, third])
    expect((await send('POST', '/removed/nothing')).status).toBe(404)
  })

  test('is in the memory all the time, and both deeds are in the history', async () => {
    const { article, update, restore, rows, send } = await desk(`${first} ${second} ${third}`)
    const known = () =>
      room.db
        .selectFrom('memory_unit')
        .select(['id', 'translation_id'])
        .where('project_id', '=', article.projectId)
        .where('source', '=', second)
        .where('target', '=', 'Câu b.')
        .execute()
    const row = (await rows())[1]
    await reviewer.review(row?.translation.id ?? '', { step: 'approve' }, row?.translation.version ?? 0)
    const before = await known()
    expect(before).toMatchObject([{ translation_id: row?.translation.id }])
    await update(`${first} ${third}`)
    expect(await known()).toHaveLength(1)
    await restore()
    expect(await known()).toMatchObject([{ translation_id: row?.translation.id }])
    await send('DELETE', `/segments/${row?.segment.id}`)
    const lines = await room.db
      .selectFrom('history')
      .select('deed')
      .where('article_id', '=', article.id)
      .where('deed', 'like', 'article.sentence-%')
      .orderBy('id')
      .execute()
    expect(lines.map(({ deed }) => deed)).toEqual(['article.sentence-restored', 'article.sentence-removed'])
  })
})
