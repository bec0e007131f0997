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

  describe('that left with its targets', () => {
    async function home(editionId: string, xml: string) {
      const content = Buffer.from(xml).toString('base64')
      const input = { fileName: 'page.mxliff', content, preview: false }
      const answer = await translator.page.send('POST', `/api/editions/${editionId}/xliff`, input)
      expect(answer.status, answer.text).toBe(200)
      return answer.json
    }

    const targetsOf = async (editionId: string) =>
      (await translator.rows(editionId)).map(
        ({ translation }: { translation: { target: string } }) => translation.target,
      )

    test('comes home as it left and changes nothing', async () => {
      const { editionId } = await imported(twelve, 'page.mxliff')

      expect(await home(editionId, await exported(editionId))).toMatchObject({
        counts: { taken: 0, unchanged: 2, conflicting: 0, refused: 0 },
      })
    })

    test('brings what was empty here, and never writes over what somebody wrote here', async () => {
      const { editionId } = await imported(twelve, 'page.mxliff')
      const left = await exported(editionId)
      const [, { translation: second }] = await translator.rows(editionId)
      await translator.save(second.id, 'Nó xong rồi.', second.version)
      const back = left
        .replace('<target></target>', '<target>Cuộc <g id="1">họp</g> bắt đầu.</target>')
        .replace('m:confirmed="0"', 'm:confirmed="1"')
        .replace('Nó kết thúc.', 'Nó đã kết thúc.')
      const report = await home(editionId, back)

      expect(report.counts).toEqual({ taken: 1, unchanged: 0, conflicting: 1, refused: 0 })
      expect(report.lines).toMatchObject([
        { unit: '1', line: 5, ordinal: 1, outcome: 'taken', state: 'translated' },
        {
          ...{ unit: '1', line: 7, ordinal: 2, outcome: 'conflicting', reason: 'changed-here' },
          ...{ theirs: 'Nó đã kết thúc.', here: 'Nó xong rồi.' },
        },
      ])
      const [first = '', kept] = await targetsOf(editionId)
      expect(first.replace(/[\uE000-\uF8FF]/g, '|')).toBe('Cuộc |họp| bắt đầu.')
      expect(kept).toBe('Nó xong rồi.')
      expect((await home(editionId, back)).counts).toMatchObject({ taken: 0, unchanged: 1, conflicting: 1 })
    })

    test('brings what changed only there, and leaves what changed only here', async () => {
      const { editionId } = await imported(twelve, 'page.mxliff')
      const left = await exported(editionId)
      const taken = await home(editionId, left.replace('Nó kết thúc.', 'Nó đã kết thúc.'))
      expect(taken.counts).toEqual({ taken: 1, unchanged: 1, conflicting: 0, refused: 0 })
      // The file as it came is older than what was taken over just now.
      expect((await home(editionId, left)).counts).toMatchObject({ taken: 0, conflicting: 0 })
      expect(await targetsOf(editionId)).toEqual(['', 'Nó đã kết thúc.'])
    })

    test('is refused sentence by sentence where it lacks a code, says something else, or has one too many', async () => {
      const { editionId } = await imported(twelve, 'page.mxliff')
      const left = await exported(editionId)
      const more = '<trans-unit id="9"><source>More.</source><target>Nữa.</target></trans-unit>'
      const back = left
        .replace('<target></target>', '<target>Cuộc họp bắt đầu.</target>')
        .replace('It ended.', 'It went on.')
        .replace('</body>', `${more}</body>`)
      const report = await home(editionId, back)

      expect(report.lines).toMatchObject([
        { outcome: 'refused', reason: 'codes' },
        { outcome: 'refused', reason: 'other-source' },
        { outcome: 'refused', reason: 'unknown-segment' },
      ])
      expect(await targetsOf(editionId)).toEqual(['', 'Nó kết thúc.'])
    })

    test('brings no translation where a tool only put the source into the target', async () => {
      const { editionId } = await imported(twelve, 'page.mxliff')
      const left = await exported(editionId)
      const source = '<target>The <g id="1">meeting</g> began.</target>'
      const report = await home(editionId, left.replace('<target></target>', source))

      expect(report.counts).toEqual({ taken: 0, unchanged: 2, conflicting: 0, refused: 0 })
    })
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
