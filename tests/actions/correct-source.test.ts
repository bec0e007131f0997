import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague
let writer: Colleague

beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague('manager')
  writer = await room.colleague(['translator'])
})
afterAll(() => room.close())

/** An article with a translated edition, and how its source is changed. */
async function desk(text: string, fileName = 'news.txt') {
  const { article, editions } = await room.article(text, ['vi'], fileName)
  const rows = () => writer.rows(editions[0]?.id ?? '')
  const address = `/api/articles/${article.id}`
  const version = async () => (await manager.page.send('GET', address)).json.article.version as number
  const send = async (method: string, path: string, body: object, base?: number) =>
    manager.page.send(method, address + path, body, { 'if-match': `"${base ?? (await version())}"` })
  const segments = async (): Promise<string[]> =>
    (await rows()).map((row: { segment: { source: string } }) => row.segment.source)
  const idOf = async (n: number): Promise<string> => (await rows())[n].segment.id
  const update = (next: string) =>
    send('POST', '/update', { fileName, content: Buffer.from(next).toString('base64') })
  return { article, address, rows, send, segments, idOf, update, version }
}

describe('a correction of the source', () => {
  test('is a layer over the untouched file, and translations keep what a typing mistake leaves them', async () => {
    const { rows, send, idOf, article } = await desk('The school amis to grow. It rained today.')
    const [row] = await rows()
    await writer.save(row.translation.id, 'Trường muốn phát triển.', 0)
    await writer.confirm(row.translation.id, 1)
    const { status, json } = await send('PUT', `/segments/${await idOf(0)}`, {
      source: 'The school aims to grow.',
      change: 'typo',
    })
    expect([status, json.outcome, json.article.version]).toEqual([200, 'updated', 2])
    expect((await rows())[0]).toMatchObject({
      segment: { source: 'The school aims to grow.' },
      translation: { state: 'translated', target: 'Trường muốn phát triển.', outdated: null },
    })
    const stored = await room.db
      .selectFrom('article')
      .select('original')
      .where('id', '=', article.id)
      .executeTakeFirstOrThrow()
    expect(Buffer.from(stored.original).toString()).toContain('amis')
  })

  test('survives a new version that still has the mistake, and one that has it no more', async () => {
    const { send, idOf, segments, update } = await desk('The school amis to grow. It rained today.')
    await send('PUT', `/segments/${await idOf(0)}`, { source: 'The school aims to grow.' })
    await update('Something new. The school amis to grow. It rained today.')
    expect(await segments()).toEqual(['Something new.', 'The school aims to grow.', 'It rained today.'])
    const { json } = await update('Something new. The school aims to grow. It rained today.')
    expect(json).toMatchObject({ counts: { changed: 0, new: 0, removed: 0 } })
    expect(await segments()).toEqual(['Something new.', 'The school aims to grow.', 'It rained today.'])
  })

  test('can be taken back, and the words of the file are exported with translations all the same', async () => {
    const { send, idOf, segments, rows } = await desk('<p>The school amis to grow.</p>', 'news.html')
    await send('PUT', `/segments/${await idOf(0)}`, { source: 'The school aims to grow.' })
    const [row] = await rows()
    await writer.save(row.translation.id, 'Trường muốn phát triển.', row.translation.version)
    const { exportEdition } = await import('../../server/actions/releases.ts')
    const { editionId } = row.translation
    const draft = await exportEdition(room.ctx(), { editionId, format: 'original', draft: true })
    expect(Buffer.from(draft.content).toString()).toBe('<p>Trường muốn phát triển.</p>')
    await send('PUT', `/segments/${await idOf(0)}`, { source: 'The school amis to grow.' })
    expect(await segments()).toEqual(['The school amis to grow.'])
    expect(
      await room.db
        .selectFrom('source_layer')
        .select('id')
        .where('article_id', '=', row.segment.articleId)
        .execute(),
    ).toEqual([])
  })

  test('is no way to change a number unseen', async () => {
    const { send, idOf, segments } = await desk('It has 5 rooms.')
    const refused = await send('PUT', `/segments/${await idOf(0)}`, { source: 'It has 6 rooms.' })
    expect([refused.status, refused.json.code]).toEqual([422, 'class-refused'])
    expect(await segments()).toEqual(['It has 5 rooms.'])
    await send('PUT', `/segments/${await idOf(0)}`, { source: 'It has 6 rooms.', change: 'fact' })
    expect(await segments()).toEqual(['It has 6 rooms.'])
  })

  test('keeps the codes of the sentence', async () => {
    const { send, idOf, rows } = await desk('<p>The <b>school</b> amis to grow.</p>', 'news.html')
    const without = await send('PUT', `/segments/${await idOf(0)}`, { source: 'The school aims to grow.' })
    expect([without.status, without.json.code]).toEqual([422, 'invalid'])
    const source = (await rows())[0].segment.source.replace('amis', 'aims')
    expect((await send('PUT', `/segments/${await idOf(0)}`, { source })).status).toBe(200)
    expect((await rows())[0].segment.source).toBe(source)
  })
})

describe('the borders of sentences', () => {
  test('are set and taken away by people, and stay so when the file is read again', async () => {
    const { send, idOf, segments, update } = await desk(
      'It rained a lot; the sun shone. Then it snowed. It was cold.',
    )
    await send('POST', `/segments/${await idOf(0)}/split`, { at: 'It rained a lot;'.length })
    expect(await segments()).toEqual([
      'It rained a lot;',
      'the sun shone.',
      'Then it snowed.',
      'It was cold.',
    ])
    await send('POST', `/segments/${await idOf(2)}/join`, {})
    const cut = ['It rained a lot;', 'the sun shone.', 'Then it snowed. It was cold.']
    expect(await segments()).toEqual(cut)
    await update('Before.\n\nIt rained a lot; the sun shone. Then it snowed. It was cold. Nobody minded.')
    expect(await segments()).toEqual(['Before.', ...cut, 'Nobody minded.'])
    await send('POST', `/segments/${await idOf(1)}/join`, {})
    expect((await segments())[1]).toBe('It rained a lot; the sun shone.')
  })

  test('lie between words', async () => {
    const { send, idOf } = await desk('It rained.')
    expect((await send('POST', `/segments/${await idOf(0)}/split`, { at: 9 })).status).toBe(422)
    expect((await send('POST', `/segments/${await idOf(0)}/join`, {})).status).toBe(422)
  })

  test('join translations, and give them back when they are cut again', async () => {
    const { send, idOf, rows } = await desk('It rained. It snowed.')
    const before = await rows()
    await writer.save(before[0].translation.id, 'Trời mưa.', 0)
    await writer.save(before[1].translation.id, 'Tuyết rơi.', 0)
    await send('POST', `/segments/${await idOf(0)}/join`, {})
    expect(await rows()).toMatchObject([
      { translation: { target: 'Trời mưa. Tuyết rơi.', subState: 'draft' } },
    ])
    await send('POST', `/segments/${await idOf(0)}/split`, { at: 'It rained.'.length })
    expect(await rows()).toMatchObject([
      { translation: { subState: 'outdated' } },
      { translation: { id: before[1].translation.id, target: 'Tuyết rơi.', subState: 'draft' } },
    ])
  })
})

test('a block that is kept or dropped later loses its segments to translate, and gets them back with their words', async () => {
  const { send, rows } = await desk('First of all.\n\nRead more here.')
  const before = await rows()
  await writer.save(before[1].translation.id, 'Đọc thêm.', 0)
  expect((await send('PUT', '/blocks/2', { treatment: 'drop' })).status).toBe(200)
  expect((await rows()).length).toBe(1)
  await send('PUT', '/blocks/2', { treatment: 'translate', role: 'caption' })
  expect((await rows())[1]).toMatchObject({
    translation: { id: before[1].translation.id, target: 'Đọc thêm.' },
  })
  expect((await send('PUT', '/blocks/3', { treatment: 'drop' })).status).toBe(404)
})

test('who looked at an older version of the source is refused with the present one', async () => {
  const { send, idOf, update } = await desk('It rained.')
  await update('It rained. It snowed.')
  const { status, json } = await send('PUT', `/segments/${await idOf(0)}`, { source: 'It rained!' }, 1)
  expect([status, json]).toEqual([412, { outcome: 'conflict', version: 2 }])
})

describe('what the author of a file says to translators', () => {
  const page = (note: string) =>
    `<h1>News</h1><!-- note: ${note} --><p>It rained. Nobody came.</p><p>The end.</p>`

  test('stands beside every sentence of the block, leaves with it, and follows a new version', async () => {
    const { address, rows, update } = await desk(page('Be & short'), 'news.html')
    const notes = async () =>
      (await rows()).map((row: { segment: { notes: readonly string[] } }) => row.segment.notes)

    expect(await notes()).toEqual([[], ['Be & short'], ['Be & short'], []])
    const { json } = await manager.page.send('GET', address)
    expect(json.blocks.map((block: { notes: readonly string[] }) => block.notes)).toEqual([
      [],
      ['Be & short'],
      [],
    ])
    const [edition] = (await manager.page.send('GET', address)).json.editions
    const sent = await manager.page.send('GET', `/api/editions/${edition.id}/xliff/2.0`)
    expect(sent.text).toContain('category="source">Be &amp; short</note>')
    await update(page('Be long'))
    expect((await notes())[1]).toEqual(['Be long'])
  })
})
