// Articles that were stored when files were read by other rules go home in the format of their source all the same.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { exportEdition } from '../../server/actions/releases.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

const page =
  '<h1>Visit</h1><p>See [gallery ids="1"] here.</p><p title="A label">It rained. We left.</p><p>Thank you.</p>'
const words: Readonly<Record<string, string>> = {
  Visit: 'เยือน',
  'See [gallery ids="1"] here.': 'ดู [gallery ids="1"] ที่นี่',
  'It rained.': 'ฝนตก',
  'We left.': 'เราไป',
  'Thank you.': 'ขอบคุณ',
}

interface Row {
  readonly segment: { readonly id: string; readonly source: string }
  readonly translation: { readonly id: string; readonly version: number }
}

let world: Newsroom
let manager: Colleague
beforeAll(async () => {
  world = await newsroom()
  manager = await world.colleague('manager')
})
afterAll(() => world.close())

/** An article as older rules stored it: a shortcode was words, a label was none. */
async function stored(): Promise<{ readonly articleId: string; readonly editionId: string }> {
  const { json } = await manager.page.send('POST', `/api/projects/${world.projectId}/articles`, {
    fileName: 'visit.html',
    content: Buffer.from(page).toString('base64'),
    locales: ['th'],
  })
  const articleId: string = json.article.id
  const editionId: string = json.editions[0].id
  const rows: readonly Row[] = await manager.rows(editionId)
  const label = rows.find(({ segment }) => segment.source === 'A label')
  await world.db
    .deleteFrom('translation')
    .where('id', '=', label?.translation.id ?? '')
    .execute()
  await world.db
    .deleteFrom('segment')
    .where('id', '=', label?.segment.id ?? '')
    .execute()
  await world.db.deleteFrom('block').where('article_id', '=', articleId).where('role', '=', 'label').execute()
  await world.db
    .updateTable('segment')
    .set({ source: 'See [gallery ids="1"] here.' })
    .where('article_id', '=', articleId)
    .where('source', 'like', 'See %')
    .execute()
  await world.db.updateTable('block').set({ codes: '[]' }).where('article_id', '=', articleId).execute()
  const translator = await world.colleague('translator')
  for (const { segment, translation } of await manager.rows(editionId))
    await translator.save(translation.id, words[segment.source] ?? '', translation.version)
  return { articleId, editionId }
}

const exported = async (editionId: string, missing: 'refuse' | 'source') => {
  const draft = { editionId, format: 'original', draft: true, missing } as const
  return Buffer.from((await exportEdition(world.ctx(), draft)).content).toString()
}

test('words that are codes today are written once, and words that nobody knew stay', async () => {
  const { editionId } = await stored()

  expect(await exported(editionId, 'refuse')).toBe(
    '<h1>เยือน</h1><p>ดู [gallery ids="1"] ที่นี่</p><p title="A label">ฝนตก เราไป</p><p>ขอบคุณ</p>',
  )
})

test('a block that older rules did not see is refused, or left in its language', async () => {
  const { articleId, editionId } = await stored()
  const original = Buffer.from(page.replace('<p>Thank', '<p>New here.</p><p>Thank'))
  await world.db.updateTable('article').set({ original }).where('id', '=', articleId).execute()

  await expect(exported(editionId, 'refuse')).rejects.toMatchObject({ code: 'invalid' })
  expect(await exported(editionId, 'source')).toBe(
    '<h1>เยือน</h1><p>ดู [gallery ids="1"] ที่นี่</p><p title="A label">ฝนตก เราไป</p><p><span lang="en">New here.</span></p><p>ขอบคุณ</p>',
  )
})
