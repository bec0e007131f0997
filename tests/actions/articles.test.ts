import { afterAll, beforeAll, expect, test } from 'vitest'

import { addTerms } from '../../server/actions/terms.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let manager: Colleague

beforeAll(async () => {
  room = await newsroom()
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

const file = (text: string, fileName = 'news.html') => ({
  fileName,
  content: Buffer.from(text).toString('base64'),
})

const html = `<!doctype html><html lang="en"><head><title>Visit to Vientiane</title></head><body>
<h1>Visit to <b>Vientiane</b></h1><p>The <a href="https://asean.org/">Secretariat</a> met. It was <i>short</i>.</p></body></html>`

test('an imported article has blocks, sentences and codes, and editions with a translation each', async () => {
  const imported = await manager.page.send('POST', `/api/projects/${room.projectId}/articles`, {
    ...file(html),
    locales: ['th', 'km'],
  })
  expect(imported.status).toBe(201)
  const { json } = await manager.page.send('GET', `/api/articles/${imported.json.article.id}`)
  expect(json.article).toMatchObject({ title: 'Visit to Vientiane', format: 'html' })
  expect(json.blocks.map((block: { role: string }) => block.role)).toEqual(['headline', 'body', 'seo-title'])
  expect(json.blocks[1].segments).toHaveLength(2)
  expect(json.blocks[1].codes).toMatchObject([
    { type: 'link', href: 'https://asean.org/' },
    { type: 'italic' },
  ])
  expect(json.editions.map((e: { locale: string }) => e.locale).sort()).toEqual(['km', 'th'])
  expect(json.editions[0].progress).toMatchObject({ total: 4, initial: 4 })
})

test('a preview stores nothing', async () => {
  const count = () => room.db.selectFrom('article').selectAll().execute()
  const before = (await count()).length
  const { json } = await manager.page.send(
    'POST',
    `/api/projects/${room.projectId}/articles/preview`,
    file(html),
  )
  expect(json.document.blocks).toHaveLength(3)
  expect((await count()).length).toBe(before)
})

test.each([
  ['a PDF', '%PDF-1.7 …', 'news.pdf'],
  ['an empty file', '', 'news.txt'],
  ['white space', ' \n\n ', 'news.txt'],
])('%s is refused whole with a reason', async (_, text, fileName) => {
  const { status, json } = await manager.page.send('POST', `/api/projects/${room.projectId}/articles`, {
    ...file(text, fileName),
    locales: ['th'],
  })
  expect(status).toBe(422)
  expect(json.detail).toMatch(/./)
})

test('an edition that is open already stays as it is when it is opened again', async () => {
  const { article, editions } = await room.article('One sentence.', ['lo'])
  const { json } = await manager.page.send('POST', `/api/articles/${article.id}/editions`, {
    locales: ['lo', 'ms'],
  })
  expect(json.editions).toHaveLength(2)
  expect(json.editions.map((edition: { id: string }) => edition.id)).toContain(editions[0]?.id)
})

test('articles are listed in pages, newest first, each once', async () => {
  for (let n = 0; n < 5; n++) await room.article(`Article ${n} is here.`, [])
  const titles: string[] = []
  let cursor = ''
  do {
    const { json } = await manager.page.send(
      'GET',
      `/api/projects/${room.projectId}/articles?limit=2${cursor}`,
    )
    titles.push(...json.items.map((article: { id: string }) => article.id))
    cursor = json.nextCursor ? `&cursor=${json.nextCursor}` : ''
  } while (cursor)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles).toEqual([...titles].sort().reverse())
})

test('a released article cannot be removed, others can', async () => {
  const { article } = await room.article('To be removed.', ['th'])
  expect((await manager.page.send('DELETE', `/api/articles/${article.id}`)).status).toBe(204)
  expect((await manager.page.send('GET', `/api/articles/${article.id}`)).status).toBe(404)
})

test('a name of the glossary that holds a stop ends no sentence', async () => {
  await addTerms(room.ctx(), {
    projectId: room.projectId,
    drafts: [
      {
        source: 'Kompas Pub. Ltd.',
        acronym: null,
        termClass: 'organisation',
        caseSensitive: true,
        doNotTranslate: true,
        note: '',
        forms: {},
      },
    ],
  })
  const { article } = await room.article('It was printed by Kompas Pub. Ltd. Monday’s edition sold out.', [])
  const { json } = await manager.page.send('GET', `/api/articles/${article.id}`)
  expect(json.blocks[0].segments).toHaveLength(1)
})
