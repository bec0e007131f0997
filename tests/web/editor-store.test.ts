// The store of the editor against the real server; only the network between them is unreliable.

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { memoryDrafts, type DraftShelf } from '../../web/editor/drafts.ts'
import { editionApi } from '../../web/editor/edition-api.ts'
import { EditionNews } from '../../web/editor/edition-item.ts'
import { EditionStore } from '../../web/editor/edition-store.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'
import { origin } from '../helpers/people.ts'

vi.hoisted(() => Object.assign(globalThis, { location: new URL('http://localhost/') }))

type Fault = 'none' | 'request lost' | 'answer lost'

let room: Newsroom
let translator: Colleague
let colleague: Colleague
let reviewer: Colleague
const opened: EditionStore[] = []

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
  colleague = await room.colleague('translator')
  reviewer = await room.colleague('reviewer')
})
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
})
afterAll(() => room.close())

/** Opens an edition as somebody; `line.fault` breaks the network. */
async function desk(who: Colleague, editionId: string, drafts: DraftShelf = memoryDrafts()) {
  const line: { fault: Fault; requests: string[] } = { fault: 'none', requests: [] }
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    line.requests.push(`${init.method ?? 'GET'} ${address}`)
    if (line.fault === 'request lost') throw new TypeError('Failed to fetch')
    const headers = {
      ...(init.headers as Record<string, string>),
      origin,
      host: 'localhost',
      cookie: who.page.cookie,
    }
    const response = await room.app.request(
      `${origin}${address}`,
      { ...init, headers },
      {
        incoming: { socket: { remoteAddress: '192.0.2.10' } },
      },
    )
    if (line.fault === 'answer lost') throw new TypeError('Failed to fetch')
    return response
  }
  const store = new EditionStore({ editionId, personId: who.id, api: editionApi(send), drafts })
  opened.push(store)
  await Promise.all([store.load(), store.loadChecks()])
  const news: string[] = []
  store.addEventListener(EditionNews.type, (event) => {
    if (event instanceof EditionNews) news.push(event.kind)
  })
  const id = store.items[0]?.outline.translationId ?? ''
  return { store, line, id, news, drafts, item: () => store.item(id)! } // the article has a sentence
}

async function edition(
  text = 'The meeting began at nine. It ended at ten.',
  locale: 'vi' | 'th' = 'vi',
): Promise<string> {
  return (await room.article(text, [locale])).editions[0]?.id ?? ''
}

/** Waits until something holds. */
const until = (check: () => unknown) => expect.poll(check).toBeTruthy()

describe('saving', () => {
  test('a text goes to the server a moment after the last key, once', async () => {
    const { store, id, item, line } = await desk(translator, await edition())
    for (const text of ['C', 'Cu', 'Cuộc họp lúc 9 giờ']) store.edit(id, text)
    expect(item().sync).toBe('unsaved')
    await until(() => item().sync === 'saved')
    expect(item().row?.translation).toMatchObject({
      target: 'Cuộc họp lúc 9 giờ',
      version: 1,
      subState: 'draft',
    })
    expect(line.requests.filter((one) => one.startsWith('PUT'))).toHaveLength(1)
  })

  test('a half-composed text is kept on the device and not sent', async () => {
    const { store, id, drafts, line, item } = await desk(translator, await edition())
    store.edit(id, 'tieengs', true)
    store.flush(id)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(line.requests.filter((one) => one.startsWith('PUT'))).toEqual([])
    expect(await drafts.read(item().row!.translation.editionId, translator.id)).toMatchObject([
      { text: 'tieengs' },
    ]) // loaded
    store.edit(id, 'tiếng', false)
    await until(() => item().row?.translation.target === 'tiếng')
  })

  test('going to another segment sends the text at once', async () => {
    const { store, id, item } = await desk(translator, await edition())
    store.activate(id)
    store.edit(id, 'Một')
    store.activate(store.items[1]?.outline.translationId ?? null)
    expect(item().sync).toBe('saving')
    await until(() => item().sync === 'saved')
  })

  test.each<Fault>(['request lost', 'answer lost'])(
    'after a lost connection (%s) a text is saved once',
    async (fault) => {
      const { store, id, item, line } = await desk(translator, await edition())
      line.fault = fault
      store.edit(id, 'Một')
      store.flush(id)
      await until(() => item().sync === 'offline')
      store.edit(id, 'Một hai')
      line.fault = 'none'
      store.retryNow()
      await until(() => item().sync === 'saved')
      expect(item().row?.translation).toMatchObject({ target: 'Một hai', version: 2 })
      const { items } = await store.history(id)
      expect(items.map((entry) => entry.after?.target)).toEqual(['Một hai', 'Một'])
    },
  )

  test('what the server refuses stays on the device and is said', async () => {
    const { store, id, item, news, drafts } = await desk(translator, await edition())
    store.edit(id, 'bell \u0007')
    store.flush(id)
    await until(() => item().sync === 'refused')
    expect(item().refusal?.code).toBe('invalid')
    expect(news).toContain('refused')
    await until(
      async () => (await drafts.read(item().row!.translation.editionId, translator.id)).length === 1,
    ) // loaded
  })
})

describe('two people, one segment', () => {
  async function collision() {
    const editionId = await edition()
    const mine = await desk(translator, editionId)
    const theirs = await desk(colleague, editionId)
    theirs.store.edit(theirs.id, 'Của họ')
    theirs.store.flush(theirs.id)
    await until(() => theirs.item().sync === 'saved')
    mine.store.edit(mine.id, 'Của tôi')
    mine.store.flush(mine.id)
    await until(() => mine.item().sync === 'conflict')
    return { mine, theirs }
  }

  test('a stale text becomes a conflict that shows both and what they began with', async () => {
    const { mine } = await collision()
    expect(mine.item().text).toBe('Của tôi')
    expect(mine.item().conflict).toMatchObject({ theirs: { target: 'Của họ', version: 1 }, base: '' })
    expect(mine.news).toContain('conflict')
  })

  test('nothing is sent while nobody has decided, and the draft stays', async () => {
    const { mine } = await collision()
    const before = mine.line.requests.length
    mine.store.edit(mine.id, 'Của tôi hơn')
    mine.store.flush(mine.id)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(mine.line.requests.slice(before).filter((one) => one.startsWith('PUT'))).toEqual([])
    expect(await mine.drafts.read(mine.item().row!.translation.editionId, translator.id)).toMatchObject([
      // loaded
      { text: 'Của tôi hơn' },
    ])
  })

  test.each([
    [{ take: 'mine' } as const, 'Của tôi'],
    [{ take: 'theirs' } as const, 'Của họ'],
    [{ take: 'merged', text: 'Của cả hai' } as const, 'Của cả hai'],
  ])('%o decides', async (resolution, text) => {
    const { mine, theirs } = await collision()
    mine.store.resolve(mine.id, resolution)
    await until(() => mine.item().sync === 'saved')
    expect(mine.item().text).toBe(text)
    const [row] = await colleague.rows(theirs.item().row!.translation.editionId) // loaded
    expect(row.translation.target).toBe(text)
    expect(await mine.drafts.read(row.translation.editionId, translator.id)).toEqual([])
  })

  test('a change of somebody else is shown where nobody writes, and only announced where somebody does', async () => {
    const editionId = await edition()
    const mine = await desk(translator, editionId)
    const theirs = await desk(colleague, editionId)
    const change = { editionId, state: 'initial', subState: 'draft' } as const
    const second = mine.store.items[1]?.outline.translationId ?? ''
    mine.store.activate(mine.id)
    mine.store.edit(mine.id, 'Tôi đang viết')
    for (const id of [mine.id, second]) {
      theirs.store.edit(id, 'Của họ')
      theirs.store.flush(id)
      await until(() => theirs.store.item(id)?.sync === 'saved')
      mine.store.applyChange({ ...change, translationId: id, version: 1 })
    }
    await until(() => mine.store.item(second)?.text === 'Của họ')
    expect(mine.item().text).toBe('Tôi đang viết')
    await until(() => mine.item().newer?.target === 'Của họ' || mine.item().conflict)
  })
})

describe('after a crash', () => {
  test('an unsent text comes back and is sent', async () => {
    const editionId = await edition()
    const before = await desk(translator, editionId)
    before.line.fault = 'request lost'
    before.store.edit(before.id, 'Chưa gửi')
    await until(async () => (await before.drafts.read(editionId, translator.id)).length === 1)
    const after = await desk(translator, editionId, before.drafts)
    expect(after.item().text).toBe('Chưa gửi')
    await until(() => after.item().sync === 'saved')
    expect(await before.drafts.read(editionId, translator.id)).toEqual([])
  })

  test('a text that had arrived unnoticed is no conflict with itself', async () => {
    const editionId = await edition()
    const before = await desk(translator, editionId)
    before.line.fault = 'answer lost'
    before.store.edit(before.id, 'Đã đến')
    before.store.flush(before.id)
    before.store.edit(before.id, 'Đã đến và hơn')
    await until(async () => (await before.drafts.read(editionId, translator.id))[0]?.text === 'Đã đến và hơn')
    const after = await desk(translator, editionId, before.drafts)
    await until(() => after.item().sync === 'saved')
    expect(after.item().row?.translation).toMatchObject({ target: 'Đã đến và hơn', version: 2 })
  })

  test('a draft over which somebody else has saved meets them as a conflict', async () => {
    const editionId = await edition()
    const before = await desk(translator, editionId)
    before.line.fault = 'request lost'
    before.store.edit(before.id, 'Của tôi')
    await until(async () => (await before.drafts.read(editionId, translator.id)).length === 1)
    await colleague.save(before.id, 'Của họ', 0)
    const after = await desk(translator, editionId, before.drafts)
    expect(after.item()).toMatchObject({
      text: 'Của tôi',
      sync: 'conflict',
      conflict: { theirs: { target: 'Của họ' } },
    })
  })

  test('drafts of one person are not shown to another on the same device', async () => {
    const editionId = await edition()
    const before = await desk(translator, editionId)
    before.line.fault = 'request lost'
    before.store.edit(before.id, 'Của tôi')
    await until(async () => (await before.drafts.read(editionId, translator.id)).length === 1)
    const after = await desk(colleague, editionId, before.drafts)
    expect(after.item().text).toBe('')
  })
})

describe('confirming and reviewing', () => {
  test('an open error keeps a text from being confirmed, without asking the server', async () => {
    const { store, id, line } = await desk(translator, await edition('In 2024 the centre opened.'))
    store.edit(id, 'Trung tâm đã mở cửa')
    const before = line.requests.length
    expect((await store.confirm(id)).outcome).toBe('findings-open')
    expect(line.requests.slice(before)).toEqual([])
  })

  test('the checks of the browser say what the server says', async () => {
    const { store, id, item } = await desk(
      translator,
      await edition('In 2024 the ACC opened at nine.', 'th'),
      memoryDrafts(),
    )
    store.edit(id, 'ศูนย์เปิด ខ្មែរ')
    store.checkNow(id)
    const live = item().findings.map(({ check, message }) => `${check} ${message}`)
    store.flush(id)
    await until(() => item().sync === 'saved')
    expect(live.length).toBeGreaterThan(0)
    expect(item().findings.map(({ check, message }) => `${check} ${message}`)).toEqual(live)
  })

  test('what was taken over for a similar sentence and not changed is told, also after it was saved', async () => {
    const { store, id, item } = await desk(translator, await edition('The meeting began late.'))
    const told = () =>
      item()
        .findings.filter(({ check }) => check === 'unchanged')
        .map(({ values }) => values)
    store.offer(id, { text: 'Cuộc họp bắt đầu lúc chín giờ.', origin: 'memory', match: 82 })
    store.edit(id, 'Cuộc họp bắt đầu lúc chín giờ.')
    store.checkNow(id)
    expect(told()).toEqual([{ percent: 82 }])
    store.flush(id)
    await until(() => item().sync === 'saved')
    expect(told()).toEqual([{ percent: 82 }])
    store.edit(id, 'Cuộc họp bắt đầu muộn.')
    store.checkNow(id)
    expect(told()).toEqual([])
  })

  test('everybody sees that a text was taken over, also after a crash before it was sent, until it changes', async () => {
    const editionId = await edition('The meeting began late.')
    const before = await desk(translator, editionId)
    before.line.fault = 'request lost'
    before.store.offer(before.id, { text: 'Cuộc họp bắt đầu.', origin: 'memory', match: 82 })
    before.store.edit(before.id, 'Cuộc họp bắt đầu.')
    await until(async () => (await before.drafts.read(editionId, translator.id)).length === 1)

    const after = await desk(translator, editionId, before.drafts)
    await until(() => after.item().sync === 'saved')
    const other = await desk(reviewer, editionId)
    const told = () => other.item().findings.filter(({ check }) => check === 'unchanged')
    expect(told()).toMatchObject([{ values: { percent: 82 } }])

    other.store.edit(other.id, 'Cuộc họp bắt đầu muộn.')
    other.store.checkNow(other.id)
    expect(told()).toEqual([])
    other.store.edit(other.id, 'Cuộc họp bắt đầu.')
    other.store.checkNow(other.id)
    expect(told()).toMatchObject([{ values: { percent: 82 } }])
  })

  test('a text is confirmed, approved by somebody else, and the buttons follow', async () => {
    const editionId = await edition()
    const writing = await desk(translator, editionId)
    writing.store.edit(writing.id, 'Cuộc họp bắt đầu lúc chín giờ.')
    expect((await writing.store.confirm(writing.id)).outcome).toBe('done')
    expect(writing.item().outline.state).toBe('translated')
    const reviewing = await desk(reviewer, editionId)
    expect(reviewing.item().row?.can['approve']).toBe(true)
    expect((await reviewing.store.review(reviewing.id, 'approve')).outcome).toBe('done')
    expect(reviewing.store.progress).toMatchObject({ reviewed: 1 })
    await until(() => reviewing.item().row?.can['approve'] === 'reason.step-not-open')
  })

  test('a returned text carries its reason', async () => {
    const editionId = await edition()
    const writing = await desk(translator, editionId)
    writing.store.edit(writing.id, 'Cuộc họp bắt đầu lúc chín giờ.')
    await writing.store.confirm(writing.id)
    const reviewing = await desk(reviewer, editionId)
    await reviewing.store.review(reviewing.id, 'return', { reason: 'Too literal' })
    expect(reviewing.item().row?.translation).toMatchObject({
      subState: 'returned',
      returnReason: 'Too literal',
    })
  })

  test('a finding set aside stays aside until the text changes', async () => {
    const { store, id, item } = await desk(translator, await edition('In 2024 the centre opened.'))
    store.edit(id, 'Trung tâm đã mở cửa')
    store.flush(id)
    await until(() => item().sync === 'saved')
    await store.dismiss(id, 'numbers', 'The year stands in the headline')
    const reasons = () =>
      item()
        .findings.filter((one) => one.check === 'numbers')
        .map((one) => one.dismissed)
    expect(reasons()).toEqual(['The year stands in the headline'])
    store.edit(id, 'Trung tâm đã mở')
    store.checkNow(id)
    expect(reasons()).toEqual([null])
  })
})

const reads = (requests: readonly string[]): readonly string[] =>
  requests.filter((one) => one.includes('/segments'))

describe('after an absence', () => {
  const long = Array.from({ length: 130 }, (_, n) => `Sentence number ${n} ends here.`).join('\n\n')

  test('only what is seen is read again at once, the rest when it is looked at', async () => {
    const editionId = await edition(long)
    const { store, line } = await desk(translator, editionId)
    await store.ensureAll()
    await store.draw(0, 9)
    const theirs = await desk(colleague, editionId)
    const far = store.items[120]?.outline.translationId ?? ''
    await theirs.store.ensure(120, 120)
    theirs.store.edit(far, 'Câu số 120 kết thúc ở đây.')
    await theirs.store.confirm(far)

    line.requests.length = 0
    expect(await store.resync()).toBe(true)
    expect(reads(line.requests)).toHaveLength(1)
    expect(store.item(far)).toMatchObject({ text: '', outline: { state: 'translated' } })
    expect(store.progress.translated).toBe(1)

    await store.ensure(120, 120)
    expect(store.item(far)?.text).toBe('Câu số 120 kết thúc ở đây.')
  })

  test('what is being written keeps its line, and is read again where it is open', async () => {
    const { store, id, item, line } = await desk(translator, await edition(long))
    store.activate(id)
    line.fault = 'request lost'
    store.edit(id, 'Một')
    store.flush(id)
    await until(() => item().sync === 'offline')
    line.fault = 'none'
    await store.resync()
    expect(item().text).toBe('Một')
    store.retryNow()
    await until(() => item().sync === 'saved')
  })

  test('an article with other sentences has to be opened anew', async () => {
    const { store } = await desk(translator, await edition())
    const { id, version } = store.detail!.article // loaded
    const manager = await room.colleague('manager')
    const segment = store.items[0]?.outline.segmentId ?? ''
    const joined = await manager.page.send(
      'POST',
      `/api/articles/${id}/segments/${segment}/join`,
      undefined,
      {
        'if-match': `"${version}"`,
      },
    )
    expect(joined.status).toBe(200)
    expect(await store.resync()).toBe(false)
  })
})

test('a long edition is read piece by piece, where it is looked at', async () => {
  const text = Array.from({ length: 130 }, (_, n) => `Sentence number ${n} ends here.`).join('\n\n')
  const { store, line } = await desk(translator, await edition(text))
  expect(store.items).toHaveLength(130)
  expect(store.items.filter((item) => item.row).length).toBe(30)
  await store.ensure(125, 128)
  expect(store.items[128]?.row?.segment.ordinal).toBe(129)
  expect(store.items[60]?.row).toBeNull()
  expect(reads(line.requests)).toHaveLength(2)

  // A row that is opened comes first, then what is drawn around it, then what is near: 70–89, 60–69, 90–99, 30–59, 100–119.
  store.activate(store.items[80]?.outline.translationId ?? null)
  await Promise.all([store.readOpen(), store.draw(66, 95)])
  expect(reads(line.requests).slice(2).map(limitOf)).toEqual(['20', '10', '10', '30', '20'])
})

const limitOf = (request: string): string | null =>
  new URL(request.split(' ')[1] ?? '', origin).searchParams.get('limit')
