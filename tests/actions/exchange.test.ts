import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openXliff } from '../../server/formats/xliff/read.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
})
afterAll(() => room.close())

const versions = ['1.2', '2.0', '2.1', '2.2'] as const
const html =
  '<p>The <a href="https://example.org/">meeting</a> began at nine.</p><p>It ended at ten.</p><p>Nobody slept.</p>'

async function edition(text = html, fileName = 'news.html') {
  const { editions } = await room.article(text, ['vi'], fileName)
  return editions[0]?.id ?? ''
}

async function sent(editionId: string, version: string, who = translator): Promise<string> {
  return (await who.page.send('GET', `/api/editions/${editionId}/xliff/${version}`)).text
}

async function home(editionId: string, xml: string, who = translator, preview = false) {
  const content = Buffer.from(xml).toString('base64')
  return who.page.send('POST', `/api/editions/${editionId}/xliff`, { fileName: 'a.xlf', content, preview })
}

/** Translates in a file as another tool would: a target for each unit, by the words of its source. */
function translated(xml: string, words: Readonly<Record<string, string>>, state = 'translated'): string {
  let out = xml
  for (const [source, target] of Object.entries(words)) {
    out = out.replace(
      new RegExp(
        `(<(?:segment|trans-unit)\\b[^>]*>\\s*<source>(?:(?!</source>).)*${source}.*?</source>)(\\s*<target.*?</target>)?`,
      ),
      (_, start: string) => {
        const inner = /<source>(.*?)<\/source>/.exec(start)?.[1] ?? ''
        const codes = inner.match(/<[^>]+>/g) ?? []
        const content = codes.length > 1 ? `${codes[0]}${target}${codes[1]}` : target
        return start.includes('<trans-unit')
          ? `${start}<target state="${state}">${content}</target>`
          : `${start.replace(/ state="\w+"| subState="[^"]*"/g, '').replace('<segment', `<segment state="${state}"`)}<target>${content}</target>`
      },
    )
  }
  return out
}

const pick = async (editionId: string) =>
  (await translator.rows(editionId)).map(
    ({ translation }: { translation: { target: string; state: string; version: number } }) => [
      translation.target.replace(/[\uE000-\uF8FF]/g, '|'),
      translation.state,
      translation.version,
    ],
  )

describe.each(versions)('an edition in XLIFF %s', (version) => {
  test('is valid, and comes home unchanged when nothing was done to it', async () => {
    const id = await edition()
    const xml = await sent(id, version)
    expect(validateXliff(Buffer.from(xml)).findings).toEqual([])
    expect(openXliff(Buffer.from(xml)).units).toHaveLength(3)
    const { json } = await home(id, xml)
    expect(json).toMatchObject({
      applied: true,
      counts: { taken: 0, unchanged: 3, conflicting: 0, refused: 0 },
    })
    expect(await pick(id)).toEqual([
      ['', 'initial', 0],
      ['', 'initial', 0],
      ['', 'initial', 0],
    ])
  })

  test('takes what was translated, with its state, and each with a line in the history', async () => {
    const id = await edition()
    const xml = translated(await sent(id, version), {
      meeting: 'Cuộc họp bắt đầu lúc chín giờ.',
      ended: 'Nó kết thúc lúc mười giờ.',
    })
    const preview = await home(id, xml, translator, true)
    expect(preview.json).toMatchObject({ applied: false, counts: { taken: 2, unchanged: 1 } })
    expect((await pick(id))[0]).toEqual(['', 'initial', 0])
    const { json } = await home(id, xml)
    expect(json.counts).toEqual({ taken: 2, unchanged: 1, conflicting: 0, refused: 0 })
    expect(await pick(id)).toEqual([
      ['|Cuộc họp bắt đầu lúc chín giờ.|', 'translated', 1],
      ['Nó kết thúc lúc mười giờ.', 'translated', 1],
      ['', 'initial', 0],
    ])
    const [first] = await translator.rows(id)
    const history = await translator.page.send('GET', `/api/translations/${first.translation.id}/history`)
    expect(history.json.items).toMatchObject([
      { deed: 'translation.returned-home', person: { id: translator.id } },
    ])
    expect((await home(id, xml)).json.counts).toEqual({ taken: 0, unchanged: 3, conflicting: 0, refused: 0 })
  })

  test('a conflict is listed with both texts and overwrites nothing', async () => {
    const id = await edition()
    const xml = translated(await sent(id, version), {
      ended: 'Nó kết thúc lúc mười giờ.',
      slept: 'Không ai ngủ.',
    })
    const [, second] = await translator.rows(id)
    await translator.save(second.translation.id, 'Nó đã xong lúc mười giờ.', 0)
    const { json } = await home(id, xml)
    expect(json.counts).toEqual({ taken: 1, unchanged: 1, conflicting: 1, refused: 0 })
    expect(json.lines.find(({ outcome }: { outcome: string }) => outcome === 'conflicting')).toMatchObject({
      ordinal: 2,
      reason: 'changed-here',
      theirs: 'Nó kết thúc lúc mười giờ.',
      here: 'Nó đã xong lúc mười giờ.',
    })
    expect((await pick(id))[1]).toEqual(['Nó đã xong lúc mười giờ.', 'initial', 1])
  })

  test('what the other side left alone does not stand against what was changed here', async () => {
    const id = await edition()
    const xml = await sent(id, version)
    const [, second] = await translator.rows(id)
    await translator.save(second.translation.id, 'Nó kết thúc lúc mười giờ.', 0)
    expect((await home(id, xml)).json.counts).toMatchObject({ unchanged: 3, conflicting: 0 })
    expect((await pick(id))[1]).toEqual(['Nó kết thúc lúc mười giờ.', 'initial', 1])
  })

  test('a tool may drop our attributes and put something before our ids', async () => {
    const id = await edition()
    const xml = translated(await sent(id, version), { slept: 'Không ai ngủ.' })
      .replace(/ (?:xmlns:)?st:?\w*="[^"]*"/g, '')
      .replace(/(<(?:unit|trans-unit) id=")/g, '$1job7_')
      .replace(/ (?:name|resname)="s\d+"/g, '')
    expect((await home(id, xml)).json.counts).toEqual({ taken: 1, unchanged: 2, conflicting: 0, refused: 0 })
  })

  test('other sentences, lost codes and unknown units are refused by name, the rest is taken', async () => {
    const id = await edition()
    const xml = translated(await sent(id, version), { slept: 'Không ai ngủ.', meeting: 'Mất mã' })
      .replace(/<target([^>]*)><[^>]+>Mất mã<[^>]+><\/target>/, '<target$1>Mất mã</target>')
      .replace('It ended at ten.', 'It ended at eleven.')
    const { json } = await home(id, xml)
    expect(json.counts).toEqual({ taken: 1, unchanged: 0, conflicting: 0, refused: 2 })
    expect(json.lines.map(({ reason }: { reason: string | null }) => reason)).toEqual([
      'codes',
      'other-source',
      null,
    ])
  })
})

describe('states are capped by what whoever brings the file may do', () => {
  test('nobody approves by a file what they bring', async () => {
    const id = await edition()
    const xml = translated(await sent(id, '2.1'), { slept: 'Không ai ngủ.' }, 'reviewed')
    const { json } = await home(id, xml, reviewer)
    expect(json.lines[2]).toMatchObject({
      outcome: 'taken',
      state: 'translated',
      asked: 'reviewed',
      capped: 'own-text',
    })
    expect((await pick(id))[2]).toEqual(['Không ai ngủ.', 'translated', 1])
  })

  test('a reviewer may bring the approval of what somebody else wrote, a translator not', async () => {
    const id = await edition()
    const [, , third] = await translator.rows(id)
    await translator.save(third.translation.id, 'Không ai ngủ.', 0)
    await translator.confirm(third.translation.id, 1)
    const xml = (await sent(id, '2.1')).replace('state="translated"', 'state="final"')
    const other = await room.colleague('translator')
    expect((await home(id, xml, other)).json.counts).toMatchObject({ taken: 0, unchanged: 3 })
    expect((await home(id, xml, reviewer)).json.lines[2]).toMatchObject({
      outcome: 'taken',
      state: 'reviewed',
    })
    const head = await translator.page.send('GET', `/api/editions/${id}`)
    expect(head.json.progress).toMatchObject({ reviewed: 1, translated: 0 })
  })

  test('what is approved by a file is remembered like every approval', async () => {
    const id = await edition('<p>The printer is warm.</p><p>The paper is thin.</p><p>The ink is blue.</p>')
    const [, second] = await translator.rows(id)
    await translator.save(second.translation.id, 'Giấy mỏng.', 0)
    await translator.confirm(second.translation.id, 1)
    const xml = (await sent(id, '2.0')).replace('state="translated"', 'state="reviewed"')
    expect((await home(id, xml, reviewer)).json.counts).toMatchObject({ taken: 1 })
    const units = await room.db
      .selectFrom('memory_unit')
      .select(['source', 'target', 'previous_source', 'next_source', 'author_id', 'approver_id'])
      .where('translation_id', '=', second.translation.id)
      .execute()
    expect(units).toEqual([
      {
        ...{ source: 'The paper is thin.', target: 'Giấy mỏng.', author_id: translator.id },
        ...{
          previous_source: 'The printer is warm.',
          next_source: 'The ink is blue.',
          approver_id: reviewer.id,
        },
      },
    ])
  })

  test('a state that was taken back is taken, of an approved text by reviewers only', async () => {
    const id = await edition()
    const [, , third] = await translator.rows(id)
    await translator.save(third.translation.id, 'Không ai ngủ.', 0)
    await translator.confirm(third.translation.id, 1)
    const back = (xml: string) => xml.replace(/state="(?:translated|reviewed)"/, 'state="initial"')
    expect((await home(id, back(await sent(id, '2.0')))).json.lines[2]).toMatchObject({ state: 'initial' })
    expect((await pick(id))[2]).toEqual(['Không ai ngủ.', 'initial', 3])
    await translator.confirm(third.translation.id, 3)
    await reviewer.review(third.translation.id, { step: 'approve' }, 4)
    const approved = await sent(id, '2.0')
    expect((await home(id, back(approved))).json.counts).toMatchObject({ taken: 0, unchanged: 3 })
    expect((await home(id, back(approved), reviewer)).json.counts).toMatchObject({ taken: 1 })
    expect((await pick(id))[2]).toEqual(['Không ai ngủ.', 'initial', 6])
  })

  test('a tool that leaves states out takes none back', async () => {
    const id = await edition()
    const [, , third] = await translator.rows(id)
    await translator.save(third.translation.id, 'Không ai ngủ.', 0)
    await translator.confirm(third.translation.id, 1)
    for (const version of versions) {
      const xml = (await sent(id, version)).replace(/ state="[^"]*"| subState="[^"]*"/g, '')
      expect((await home(id, xml)).json.counts).toMatchObject({ taken: 0, unchanged: 3 })
    }
  })
})

test('a file of another edition, in another language or damaged is refused whole', async () => {
  const [one, other] = [await edition(), await edition()]
  const xml = await sent(one, '2.0')
  expect((await home(other, xml)).json).toMatchObject({ code: 'invalid' })
  expect((await home(one, xml.replace('trgLang="vi"', 'trgLang="km"'))).json).toMatchObject({
    code: 'invalid',
  })
  const damaged = await home(one, xml.slice(0, -40))
  expect(damaged).toMatchObject({ status: 422, json: { code: 'unsupported-file', details: { rule: 'XML' } } })
})

test.each(versions)('similar sentences that were approved go along as matches in %s', async (version) => {
  const known = await edition('<p>The fund supports 250 schools in the northern region.</p>')
  const [first] = await translator.rows(known)
  const words = `Quỹ hỗ trợ 250 trường học ở vùng phía bắc (${version}).`
  await translator.save(first.translation.id, words, 0)
  await translator.confirm(first.translation.id, 1)
  await reviewer.review(first.translation.id, { step: 'approve' }, 2)
  await room.memory.loaded()
  const xml = await sent(
    await edition('<p>The fund supports many schools in the northern region.</p>'),
    version,
  )
  expect(xml).toContain(words)
  const similarity = /(?:similarity|match-quality)="(\d+)/.exec(xml)?.[1]
  expect(Number(similarity)).toBeGreaterThan(60)
  expect(Number(similarity)).toBeLessThan(100)
  expect(validateXliff(Buffer.from(xml)).findings).toEqual([])
})
