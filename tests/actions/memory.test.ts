import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { importMemory, readUpload, receiveMemory } from '../../server/actions/import-memory.ts'
import { fillEdition } from '../../server/actions/pre-translate.ts'
import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { claimJob, endJob, releaseJob } from '../../server/store/jobs.ts'
import { origin } from '../helpers/people.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague
let reviewer: Colleague
let publisher: Colleague
let manager: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
  publisher = await room.colleague('publisher')
  manager = await room.colleague('manager')
})
afterAll(() => room.close())

/** An edition of a new article with its rows. */
async function edition(text: string, locale: TargetLocale = 'vi') {
  const { editions, article } = await room.article(text, [locale], `${crypto.randomUUID()}.txt`)
  const editionId = editions[0]?.id ?? ''
  return { editionId, articleId: article.id, rows: await translator.rows(editionId) }
}

async function approved(id: string, target: string): Promise<number> {
  const { units } = await room.memory.state()
  await translator.save(id, target, 0)
  await translator.confirm(id, 1)
  expect((await reviewer.review(id, { step: 'approve' }, 2)).status).toBe(200)
  // The index hears of it by a message of the database, a moment after the answer.
  for (let wait = 0; wait < 200 && (await room.memory.state()).units <= units; wait += 1) await sleep(5)
  return 3
}

async function offered(id: string) {
  await room.memory.loaded()
  return (await translator.page.send('GET', `/api/translations/${id}/matches`)).json.matches
}

const opening = 'The library opens at noon on Sunday.'
const bảnDịch = 'Thư viện mở cửa vào trưa Chủ nhật.'

describe('the life of a unit', () => {
  test('what was approved comes back for the same sentence, with where it is from', async () => {
    const one = await edition(`${opening} Nobody knows why.`)
    const { id } = one.rows[0].translation
    await approved(id, bảnDịch)
    const other = await edition(`Something else. ${opening}`)
    const [match] = await offered(other.rows[1].translation.id)
    expect(match).toMatchObject({
      score: 100,
      target: bảnDịch,
      reference: false,
      unit: {
        origin: { kind: 'article', id: one.articleId },
        author: { id: translator.id },
        approver: { id: reviewer.id },
        next: 'Nobody knows why.',
      },
    })
  })

  test('between the same sentences it is better than exact', async () => {
    const text = 'Before it. The very middle of it. After it.'
    const one = await edition(text)
    await approved(one.rows[1].translation.id, 'Ở giữa.')
    const other = await edition(text.replace('After it', 'After it'), 'vi')
    const [match] = await offered(other.rows[1].translation.id)
    expect(match).toMatchObject({ score: 101, target: 'Ở giữa.' })
  })

  test('a similar sentence is offered with its score', async () => {
    const one = await edition('The committee will discuss the annual report next week.')
    await approved(one.rows[0].translation.id, 'Ủy ban sẽ thảo luận báo cáo thường niên vào tuần tới.')
    const other = await edition('The committee will discuss the annual budget next week.')
    const [match] = await offered(other.rows[0].translation.id)
    expect(match.score).toBeGreaterThanOrEqual(85)
    expect(match.score).toBeLessThan(98)
  })

  test('only the number differs: it is put in, and marked', async () => {
    const one = await edition('The fund supports 250 schools in the region.')
    await approved(one.rows[0].translation.id, 'Quỹ hỗ trợ 250 trường học trong khu vực.')
    const other = await edition('The fund supports 318 schools in the region.')
    const [match] = await offered(other.rows[0].translation.id)
    expect(match).toMatchObject({
      score: 98,
      target: 'Quỹ hỗ trợ 318 trường học trong khu vực.',
      substitutions: [{ kind: 'number', from: '250', to: '318', start: 11, end: 14 }],
    })
  })

  test.each([
    ['returned', (id: string) => reviewer.review(id, { step: 'return', reason: 'No' }, 3)],
    ['reopened', (id: string) => reviewer.review(id, { step: 'reopen' }, 3)],
    ['changed', (id: string) => translator.save(id, 'Khác hẳn.', 3)],
  ])('what is %s is no longer offered', async (name, step) => {
    const text = `A sentence that will be ${name} soon.`
    const one = await edition(text)
    const { id } = one.rows[0].translation
    await approved(id, 'Một câu.')
    const other = await edition(`${text} And one more.`)
    const asked = other.rows[0].translation.id
    expect(await offered(asked)).toHaveLength(1)
    expect((await step(id)).status).toBe(200)
    expect(await offered(asked)).toEqual([])
  })

  test('what was only confirmed is not in the memory', async () => {
    const text = 'Nobody has looked at this one yet.'
    const one = await edition(text)
    await translator.save(one.rows[0].translation.id, 'Chưa ai xem.', 0)
    await translator.confirm(one.rows[0].translation.id, 1)
    const other = await edition(`${text} Or this.`)
    expect(await offered(other.rows[0].translation.id)).toEqual([])
  })

  test('approved again with other words, only those are offered', async () => {
    const text = 'The second approval counts.'
    const one = await edition(text)
    const { id } = one.rows[0].translation
    const version = await approved(id, 'Lần một.')
    await translator.save(id, 'Lần hai.', version)
    await translator.confirm(id, version + 1)
    await reviewer.review(id, { step: 'approve' }, version + 2)
    const other = await edition(`${text} Really.`)
    const matches = await offered(other.rows[0].translation.id)
    expect(matches.map(({ target }: { target: string }) => target)).toEqual(['Lần hai.'])
  })

  test('another project sees nothing of it', async () => {
    const text = 'This belongs to one project alone.'
    const one = await edition(text)
    await approved(one.rows[0].translation.id, 'Của riêng.')
    await room.memory.loaded()
    const stranger = await room.colleague('manager', { projectId: room.foreignProjectId })
    const path = `/api/projects/${room.foreignProjectId}/memory/concordance?q=alone&locale=vi`
    expect((await stranger.page.send('GET', path)).json.hits).toEqual([])
    const read = `/api/translations/${one.rows[0].translation.id}/matches`
    expect((await stranger.page.send('GET', read)).status).toBe(404)
  })

  test('a sister language is offered as a reference, after the own one', async () => {
    const text = 'The bridge was closed for repairs.'
    const malay = await edition(text, 'ms')
    await approved(malay.rows[0].translation.id, 'Jambatan itu ditutup untuk dibaiki.')
    const indonesian = await edition(text, 'id')
    const [match] = await offered(indonesian.rows[0].translation.id)
    expect(match).toMatchObject({ reference: true, unit: { targetLocale: 'ms' } })
  })
})

describe('concordance', () => {
  const words: Readonly<Record<TargetLocale, readonly [target: string, needle: string]>> = {
    th: ['นายกรัฐมนตรีเปิดการประชุมเมื่อเช้านี้', 'ประชุม'],
    id: ['Perdana menteri membuka rapat pagi ini.', 'rapat'],
    lo: ['ນາຍົກລັດຖະມົນຕີເປີດກອງປະຊຸມໃນເຊົ້ານີ້', 'ປະຊຸມ'],
    ms: ['Perdana menteri membuka mesyuarat pagi ini.', 'mesyuarat'],
    km: ['នាយករដ្ឋមន្ត្រីបានបើកកិច្ចប្រជុំនៅព្រឹកនេះ', 'ប្រជុំ'],
    vi: ['Thủ tướng khai mạc cuộc họp sáng nay.', 'họp'],
  }

  test.each(targetLocales)('finds words in sources and in targets (%s)', async (locale) => {
    const [target, needle] = words[locale]
    const one = await edition('The prime minister opened the meeting this morning.', locale)
    await approved(one.rows[0].translation.id, target)
    await room.memory.loaded()
    const ask = async (q: string, side: string) => {
      const query = new URLSearchParams({ q, locale, side })
      return (await publisher.page.send('GET', `/api/projects/${room.projectId}/memory/concordance?${query}`))
        .json
    }
    const inTarget = await ask(needle, 'target')
    expect(inTarget.hits).toHaveLength(1)
    const [{ highlights, target: shown }] = inTarget.hits
    expect(shown.slice(highlights[0].start, highlights[0].end)).toBe(needle)
    const short = (await ask(needle.slice(0, 2), 'target')).hits
    expect(short.map((hit: { target: string }) => hit.target)).toContain(target)
    expect((await ask('minister OPENED', 'source')).hits[0]).toMatchObject({ phrase: true })
    expect((await ask('meeting minister', 'source')).hits[0]).toMatchObject({ phrase: false })
    expect((await ask('zebra', 'source')).hits).toEqual([])
  })
})

describe('pre-translation', () => {
  async function preTranslated(editionId: string, from: 100 | 101) {
    const asked = await manager.page.send('POST', `/api/editions/${editionId}/pretranslation`, { from })
    expect(asked.status).toBe(202)
    const job = await claimJob(room.db, 'pretranslate')
    if (!job) throw new Error('There is no job')
    expect(job.id).toBe(asked.json.job.id)
    await endJob(room.db, job.id, 'done', await fillEdition({ db: room.db, now: new Date() }, job))
    return (await manager.page.send('GET', `/api/jobs/${job.id}`)).json
  }

  test('fills what is known word for word as suggestions, and repetitions with it', async () => {
    const one = await edition('One known sentence. Its neighbour. A third.')
    for (const [n, row] of one.rows.entries()) await approved(row.translation.id, `Câu ${n}.`)
    const text = 'One known sentence. Its neighbour. A third. Something new. Its neighbour.'
    const other = await edition(text)
    expect(await preTranslated(other.editionId, 101)).toMatchObject({
      state: 'done',
      result: { filled: 2, inContext: 2, left: 3 },
    })
    expect(await preTranslated(other.editionId, 100)).toMatchObject({
      result: { filled: 2, exact: 2, left: 1 },
    })
    const rows = await translator.rows(other.editionId)
    expect(rows.map((row: { translation: object }) => row.translation)).toMatchObject([
      {
        ...{ target: 'Câu 0.', state: 'initial', subState: 'suggestion', author: null },
        origin: { origin: 'memory', match: 101 },
      },
      { target: 'Câu 1.', subState: 'suggestion', origin: { origin: 'memory', match: 101 } },
      { target: 'Câu 2.', subState: 'suggestion', origin: { origin: 'memory', match: 100 } },
      { target: '', subState: 'new', origin: null },
      { target: 'Câu 1.', subState: 'suggestion', origin: { origin: 'memory', match: 100 } },
    ])
  })

  test('who confirms a suggestion does not approve it', async () => {
    const one = await edition('A sentence for two pairs of eyes.')
    await approved(one.rows[0].translation.id, 'Cho hai người.')
    const other = await edition('A sentence for two pairs of eyes. More.')
    await preTranslated(other.editionId, 100)
    const { id } = other.rows[0].translation
    expect((await reviewer.confirm(id, 1)).status).toBe(200)
    const own = await reviewer.review(id, { step: 'approve' }, 2)
    expect(own).toMatchObject({ status: 403, json: { code: 'own-text' } })
  })

  test('the same sentence of one article is filled together, except where it is said not to', async () => {
    const again = 'Read more about it.'
    const one = await edition(`${again} First. ${again} Second. ${again} Third. ${again}`)
    const same = one.rows.filter((row: { segment: { source: string } }) => row.segment.source === again)
    const [model, , except] = same.map((row: { translation: { id: string } }) => row.translation.id)
    await translator.save(model, 'Đọc thêm.', 0)
    const path = `/api/translations/${model}/repetitions`
    expect((await translator.page.send('GET', path)).json.items).toHaveLength(3)
    const filled = await translator.page.send('POST', path, { except: [except] })
    expect(filled.json).toEqual({ outcome: 'filled', filled: 2 })
    const rows = await translator.rows(one.editionId)
    const targets = rows.filter((row: { translation: { target: string } }) => row.translation.target !== '')
    expect(targets).toHaveLength(3)
  })
})

describe('analysis', () => {
  test('counts words, repetitions and bands before anybody begins', async () => {
    const one = await edition('A sentence that is known. Another one.')
    await approved(one.rows[0].translation.id, 'Câu đã biết.')
    await room.memory.loaded()
    const other = await edition('A sentence that is known. Never seen before. Never seen before.')
    const path = `/api/articles/${other.articleId}/analysis?to=vi,th`
    const { json } = await publisher.page.send('GET', path)
    const [vi, th] = json.languages.map(({ analysis }: { analysis: object }) => analysis)
    expect(vi).toMatchObject({
      '100': { segments: 1, words: 5 },
      new: { segments: 1, words: 3 },
      repetition: { segments: 1, words: 3 },
      total: { segments: 3, words: 11 },
    })
    expect(th).toMatchObject({ new: { segments: 2 }, repetition: { segments: 1 } })
  })
})

describe('files', () => {
  const unit = (source: string, target: string) =>
    `<tu creationdate="20240102T030405Z"><tuv xml:lang="en-GB"><seg>${source}</seg></tuv><tuv xml:lang="vi-VN"><seg>${target}</seg></tuv></tu>`
  const tmx = (...units: readonly string[]) =>
    `<tmx version="1.4"><header srclang="en"/><body>${units.join('')}</body></tmx>`
  /** Sends a file in small pieces, lets the work be done, and gives the job as it ended. */
  async function send(text: string | Uint8Array, fileName = 'old.tmx') {
    const bytes = Buffer.from(text)
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (to) => {
        if (at >= bytes.length) return to.close()
        to.enqueue(bytes.subarray(at, (at += 50_000)))
      },
    })
    const headers = { cookie: manager.page.cookie, origin, host: 'localhost' }
    const address = `${origin}/api/projects/${room.projectId}/memory/files?name=${fileName}`
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const answered = await room.app.request(address, init)
    expect(answered.status).toBe(202)
    const { job } = await answered.json()
    const worker = await workOnJobs(
      room,
      async () => async () => {},
      () => {},
    )
    await worker.look()
    await worker.stop()
    return (await manager.page.send('GET', `/api/jobs/${job.id}`)).json
  }
  const memoryOf = async () => (await manager.page.send('GET', `/api/projects/${room.projectId}/memory`)).json

  test('a TMX file is offered, exported again, and can be taken out', async () => {
    const bold = '<bpt i="1">&lt;b&gt;</bpt>Quiet<ept i="1">&lt;/b&gt;</ept> streets at night.'
    const imported = await send(
      tmx(
        unit(bold, 'Phố <bpt i="1">&lt;b&gt;</bpt>vắng<ept i="1">&lt;/b&gt;</ept> về đêm.'),
        '<tu><tuv xml:lang="en"><seg>Only English</seg></tuv></tu>',
      ),
    )
    expect(imported).toMatchObject({
      state: 'done',
      result: { units: 2, added: 1, known: 0, languages: { vi: 1 }, skipped: { 'no-target-language': 1 } },
    })
    const one = await edition('Quiet streets at night. So it was.')
    const [match] = await offered(one.rows[0].translation.id)
    expect(match).toMatchObject({
      score: 98,
      target: 'Phố vắng về đêm.',
      unit: { origin: { kind: 'file', name: 'old.tmx' }, createdAt: '2024-01-02T03:04:05.000Z' },
    })
    const path = `/api/projects/${room.projectId}/memory`
    const headers = { cookie: manager.page.cookie }
    const exported = await (await room.app.request(`http://localhost${path}.tmx?to=vi`, { headers })).text()
    expect(exported).toContain('<bpt i="1">&lt;b&gt;</bpt>Quiet<ept i="1">&lt;/b&gt;</ept> streets')
    const again = await send(exported, 'again.tmx')
    expect(again.result).toMatchObject({ added: 0 })
    expect(again.result.known).toBeGreaterThan(0)
    const removed = await manager.page.send('DELETE', `${path}/files/${imported.result.originId}`)
    expect(removed.json).toEqual({ outcome: 'removed', units: 1 })
    expect(await offered(one.rows[0].translation.id)).toEqual([])
  })

  test('a file that is no TMX is refused whole, with its place, and nothing of it is kept', async () => {
    const before = await memoryOf()
    const bad = await send(`${tmx(unit('Fine', 'Tốt')).slice(0, -20)}<tu>`)
    expect(bad).toMatchObject({
      state: 'failed',
      result: { reason: 'unsupported-file', details: { line: 1 } },
    })
    const useless = await send(tmx('<tu><tuv xml:lang="de"><seg>Nur Deutsch</seg></tuv></tu>'), 'de.tmx')
    expect(useless).toMatchObject({ state: 'failed', result: { reason: 'unsupported-file' } })
    expect(useless.result.detail).toContain('1 no-english')
    const address = `/api/projects/${room.projectId}/memory/files?name=none.tmx`
    const { job } = (await manager.page.send('POST', address)).json
    const empty = await claimJob(room.db, 'memory-import')
    expect(empty?.id).toBe(job.id)
    if (empty) await expect(readUpload(room, empty)).rejects.toThrow('The file is empty')
    await endJob(room.db, job.id, 'failed', {})
    const after = await memoryOf()
    expect([after.languages, after.origins, after.reading]).toEqual([before.languages, before.origins, null])
    expect(await room.db.selectFrom('upload').selectAll().execute()).toEqual([])
  })

  test('a large file is read to its end, in any encoding that TMX has', async () => {
    const units = Array.from({ length: 3000 }, (_, n) => unit(`Large line ${n} of it`, `Dòng lớn ${n} 😀`))
    const bytes = Buffer.from(`\uFEFF${tmx(...units)}`, 'utf16le')
    expect(bytes.length).toBeGreaterThan(800_000)
    const job = await send(bytes, 'large.tmx')
    expect(job).toMatchObject({ state: 'done', result: { units: 3000, added: 3000, known: 0 } })
    expect(job.done).toBe(job.total)
    const found = (await memoryOf()).origins.find(({ name }: { name: string }) => name === 'large.tmx')
    expect(found.units).toBe(3000)
  })

  test('work that is given up in the middle is done by whoever comes next, and nothing twice', async () => {
    const long = 'and so on '.repeat(100)
    const units = Array.from({ length: 2000 }, (_, n) => unit(`Broken off ${n} ${long}`, `Bị ngắt ${n}`))
    const file = Buffer.from(tmx(...units))
    async function* content() {
      for (let at = 0; at < file.length; at += 500_000) yield file.subarray(at, at + 500_000)
    }
    const { job } = await receiveMemory(
      { ...room.ctx(), memory: room.memory },
      { projectId: room.projectId, fileName: 'broken.tmx', content: content() },
    )
    const claimed = await claimJob(room.db, 'memory-import')
    if (!claimed) throw new Error('There is no job')
    const stop = new AbortController()
    const stopped = readUpload(room, claimed, stop.signal)
    const stored = () => room.db.selectFrom('memory_unit').where('target', 'like', 'Bị ngắt%')
    const count = async () => (await stored().select('id').execute()).length
    await expect.poll(count, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0)
    stop.abort()
    await expect(stopped).rejects.toBe(stop.signal.reason)
    expect(await count()).toBeLessThan(2000)
    await releaseJob(room.db, job.id)
    const next = await claimJob(room.db, 'memory-import')
    if (next?.id !== job.id) throw new Error('The job was not given back')
    expect(await readUpload(room, next)).toMatchObject({ units: 2000, added: 2000, known: 0 })
    expect(await count()).toBe(2000)
  })

  test('a file that breaks off on its way leaves nothing', async () => {
    async function* content() {
      yield Buffer.alloc(1_100_000)
      throw new Error('The connection is gone')
    }
    const input = { projectId: room.projectId, fileName: 'half.tmx', content: content() }
    await expect(receiveMemory(room.ctx(), input)).rejects.toThrow('The connection is gone')
    expect(await room.db.selectFrom('upload_piece').select('ordinal').execute()).toEqual([])
  })

  test('a file without an end of its units is refused before it fills the memory', async () => {
    const pieces = function* () {
      yield Buffer.from(
        `<tmx version="1.4"><header srclang="en"/><body>${' '.repeat(400)}<tu><tuv xml:lang="en"><seg>`,
      )
      for (let n = 0; n < 12; n++) yield Buffer.alloc(1024 * 1024, 'a')
    }
    const content = async function* () {
      yield* pieces()
    }
    const input = {
      projectId: room.projectId,
      fileName: 'endless.tmx',
      originId: crypto.randomUUID(),
      content,
    }
    await expect(importMemory(room.ctx(), input)).rejects.toMatchObject({
      code: 'unsupported-file',
      message: expect.stringContaining('No unit ends within'),
    })
  })
})
