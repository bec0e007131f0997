import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let everybody: Colleague
let articleId: string
let editionId: string
beforeAll(async () => {
  room = await newsroom()
  everybody = await room.colleague(['manager', 'translator', 'reviewer', 'publisher', 'terminologist'])
  const { article, editions } = await room.article('It rained.', ['vi'])
  articleId = article.id
  editionId = editions[0]?.id ?? ''
})
afterAll(() => room.close())

/** Makes the article as long as one that came in as a large file; what counts is its last block. */
async function lengthen(to: number): Promise<void> {
  await room.db.deleteFrom('block').where('article_id', '=', articleId).where('ordinal', '>', 1000).execute()
  await sql`insert into block (article_id, ordinal, role, codes, start_byte, end_byte)
    values (${articleId}, ${to}, 'body', '[]', 0, 1)`.execute(room.db)
  await room.db.updateTable('edition').set({ total: to }).where('id', '=', editionId).execute()
}

const content = Buffer.from('It rained again.').toString('base64')
const deeds = (): readonly (readonly [method: 'GET' | 'POST', path: string, body?: object])[] => [
  ['GET', `/api/editions/${editionId}/xliff/2.0`],
  ['POST', `/api/editions/${editionId}/xliff`, { fileName: 'a.xlf', content }],
  ['GET', `/api/editions/${editionId}/publication`],
  ['POST', `/api/editions/${editionId}/releases`, {}],
  ['GET', `/api/editions/${editionId}/findings`],
  ['GET', `/api/articles/${articleId}/analysis`],
  ['GET', `/api/articles/${articleId}/names`],
  ['POST', `/api/articles/${articleId}/update/preview`, { fileName: 'news.txt', content }],
]

test('what looks at all sentences at once is refused above a hundred thousand, with the limit', async () => {
  await lengthen(100_001)
  for (const [method, path, body] of deeds()) {
    const answer = await everybody.page.send(method, path, body)
    expect([path, answer.status, answer.json.code, answer.json.details]).toEqual([
      path,
      413,
      'too-large',
      { limit: 100_000 },
    ])
  }
})

test('and not at a hundred thousand', async () => {
  await lengthen(100_000)
  for (const [method, path, body] of deeds()) {
    const answer = await everybody.page.send(method, path, body)
    expect([path, answer.json?.code]).not.toEqual([path, 'too-large'])
  }
})
