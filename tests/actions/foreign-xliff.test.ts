import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
})
afterAll(() => room.close())

const twelve = `<?xml version="1.0" encoding="utf-8"?>\r
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:m="http://www.memsource.com/mxlf/2.0" m:version="2.4">\r
 <file original="page.html" source-language="en-GB" target-language="vi-VN" datatype="x-html"><body>\r
  <trans-unit id="0" m:locked="true"><source>Locked</source><target>Khoá</target></trans-unit>\r
  <trans-unit id="1" m:confirmed="0"><source>The <g id="1">meeting</g> began.</source>\r
   <target></target></trans-unit>\r
  <trans-unit id="1"><source>It ended.</source><target state="final">Nó kết thúc.</target></trans-unit>\r
  <trans-unit id="2" translate="no"><source>Keep</source></trans-unit>\r
  <trans-unit id="3"><source>…</source></trans-unit>\r
 </body></file>\r
</xliff>`

async function imported(content: string | Buffer, fileName: string) {
  const bytes = Buffer.from(content)
  const manager = await room.colleague('manager')
  const answer = await manager.page.send('POST', `/api/projects/${room.projectId}/articles`, {
    fileName,
    content: bytes.toString('base64'),
    locales: ['vi'],
  })
  expect(answer.status, answer.text).toBe(201)
  return { articleId: answer.json.article.id as string, editionId: answer.json.editions[0].id as string }
}

async function exported(editionId: string): Promise<string> {
  const { exportEdition } = await import('../../server/actions/releases.ts')
  const input = { editionId, format: 'original', draft: true, publicUrl: null, missing: 'source' } as const
  return Buffer.from((await exportEdition(room.ctx(), input)).content).toString()
}

describe('a file of another tool', () => {
  test('is an article whose segments are those that may be translated', async () => {
    const { editionId } = await imported(twelve, 'page.html-en-vi.mxliff')
    const rows = await translator.rows(editionId)
    expect(
      rows.map(({ segment }: { segment: { source: string } }) =>
        segment.source.replace(/[\uE000-\uF8FF]/g, '|'),
      ),
    ).toEqual(['The |meeting| began.', 'It ended.'])
    // What was final elsewhere is translated here: nobody of us has read it.
    expect(rows[1].translation).toMatchObject({ target: 'Nó kết thúc.', state: 'translated', version: 1 })
  })

  test('comes out as it went in, with the targets in it', async () => {
    const { editionId } = await imported(twelve, 'page.mxliff')
    expect(await exported(editionId)).toBe(twelve)
    const [first] = await translator.rows(editionId)
    await translator.save(
      first.translation.id,
      first.segment.source.replace('The ', 'Cuộc ').replace('meeting', 'họp').replace(' began', ' bắt đầu'),
      0,
    )
    expect(await exported(editionId)).toBe(
      twelve
        .replace('<target></target>', '<target state="translated">Cuộc <g id="1">họp</g> bắt đầu.</target>')
        .replace('<trans-unit id="1" m:confirmed="0">', '<trans-unit id="1" m:confirmed="0">'),
    )
  })

  test('of XLIFF 2 without a target language is given one', async () => {
    const two = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><unit id="u"><segment><source>One.</source></segment><ignorable><source> </source></ignorable><segment><source>Two.</source></segment></unit></file></xliff>`
    const { editionId } = await imported(two, 'a.xlf')
    const [, second] = await translator.rows(editionId)
    await translator.save(second.translation.id, 'Hai.', 0)
    expect(await exported(editionId)).toBe(
      two
        .replace('srcLang="en"', 'srcLang="en" trgLang="vi"')
        .replace(
          '<segment><source>Two.</source>',
          '<segment state="translated"><source>Two.</source><target>Hai.</target>',
        ),
    )
  })

  test('that is damaged is refused with its place', async () => {
    const manager = await room.colleague('manager')
    const content = Buffer.from(twelve.slice(0, 700)).toString('base64')
    const answer = await manager.page.send('POST', `/api/projects/${room.projectId}/articles`, {
      fileName: 'a.xlf',
      content,
      locales: [],
    })
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'invalid', details: { line: expect.any(Number) } },
    })
  })
})
