import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { exportEdition } from '../../server/actions/releases.ts'
import { wordFile } from '../helpers/word-file.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const file = (end: string) =>
  Buffer.from(
    wordFile(
      `<w:p>${run('The meeting')}<w:ins w:id="1">${run(' ended late')}</w:ins>` +
        `<w:del w:id="2"><w:r><w:delText xml:space="preserve"> began early</w:delText></w:r></w:del>${run(end)}</w:p>`,
    ),
  ).toString('base64')

let world: Newsroom
let manager: Colleague
beforeAll(async () => {
  world = await newsroom()
  manager = await world.colleague('manager')
})
afterAll(() => world.close())

const wordsIn = ({ json }: Awaited<ReturnType<Colleague['page']['send']>>) =>
  json.document.blocks[0].segments[0].source

test('what becomes of tracked changes is said at the import, and holds for new versions and exports', async () => {
  const project = `/api/projects/${world.projectId}/articles`
  const given = { fileName: 'a.docx', content: file('.') }

  const preview = await manager.page.send('POST', `${project}/preview`, given)
  const other = await manager.page.send('POST', `${project}/preview`, { ...given, revisions: 'refused' })
  expect([wordsIn(preview), wordsIn(other)]).toEqual(['The meeting ended late.', 'The meeting began early.'])
  expect(preview.json.document.revised).toBe(true)

  const imported = await manager.page.send('POST', project, {
    ...given,
    locales: ['th'],
    revisions: 'refused',
  })
  const { article, editions } = imported.json
  expect(article.revisions).toBe('refused')
  const next = { fileName: 'a.docx', content: file(' today.') }
  const seen = await manager.page.send('POST', `/api/articles/${article.id}/update/preview`, next)
  expect(wordsIn(seen)).toBe('The meeting began early today.')
  const updated = await manager.page.send('POST', `/api/articles/${article.id}/update`, next, {
    'if-match': '"1"',
  })
  expect(updated.status).toBe(200)

  const [row] = await manager.rows(editions[0].id)
  expect(row.segment.source).toBe('The meeting began early today.')
  const translator = await world.colleague('translator')
  await translator.save(row.translation.id, 'การประชุมเริ่มเร็ววันนี้', row.translation.version)
  const draft = { editionId: editions[0].id, format: 'original', draft: true, missing: 'source' } as const
  const { content } = await exportEdition(world.ctx(), draft)
  const xml = strFromU8(unzipSync(Buffer.from(content))['word/document.xml'] ?? new Uint8Array())
  expect(xml).toContain('การประชุมเริ่มเร็ววันนี้')
  expect(xml).not.toMatch(/ended late|w:ins|w:del/)
})

test('nothing else can become of them', async () => {
  const given = { fileName: 'a.docx', content: file('.'), revisions: 'perhaps' }

  const { status } = await manager.page.send(
    'POST',
    `/api/projects/${world.projectId}/articles/preview`,
    given,
  )

  expect(status).toBe(422)
})
