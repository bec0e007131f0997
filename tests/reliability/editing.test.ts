// Two people in one segment, and a long time without a network: nothing is overwritten silently, lost or done twice.

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { memoryDrafts } from '../../web/editor/drafts.ts'
import { editionApi } from '../../web/editor/edition-api.ts'
import { EditionStore } from '../../web/editor/edition-store.ts'
import { origin } from '../helpers/people.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

vi.hoisted(() => Object.assign(globalThis, { location: new URL('http://localhost/') }))

/** As often do two people meet in one segment. */
const interleavings = 200
const offlineEdits = 200

let room: Newsroom
let one: Colleague
let other: Colleague
const opened: EditionStore[] = []

beforeAll(async () => {
  room = await newsroom()
  one = await room.colleague('translator')
  other = await room.colleague('translator')
})
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
})
afterAll(() => room.close())

/** An editor of somebody whose network can be cut, or slowed down by some turns. */
async function desk(who: Colleague, editionId: string) {
  const line = { cut: false, turns: 0 }
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    for (let turn = 0; turn < line.turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    if (line.cut) throw new TypeError('Failed to fetch')
    const headers = {
      ...(init.headers as Record<string, string>),
      origin,
      host: 'localhost',
      cookie: who.page.cookie,
    }
    const incoming = { socket: { remoteAddress: '192.0.2.10' } }
    return room.app.request(`${origin}${address}`, { ...init, headers }, { incoming })
  }
  const store = new EditionStore({
    editionId,
    personId: who.id,
    api: editionApi(send),
    drafts: memoryDrafts(),
  })
  opened.push(store)
  await store.load()
  return { store, line }
}

interface Line {
  readonly deed: string
  readonly person: { readonly id: string }
  readonly before: { readonly target: string } | null
  readonly after: { readonly target: string } | null
}

async function historyOf(id: string): Promise<readonly Line[]> {
  const lines: Line[] = []
  let cursor = ''
  do {
    const { json } = await one.page.send('GET', `/api/translations/${id}/history?limit=200${cursor}`)
    lines.push(...json.items)
    cursor = json.nextCursor ? `&cursor=${encodeURIComponent(json.nextCursor)}` : ''
  } while (cursor)
  return lines.reverse()
}

const idle = (store: EditionStore) => ['saved', 'conflict'].includes(store.sync)
const until = (check: () => boolean) => expect.poll(check).toBe(true)

describe('two people in one segment', () => {
  test(`${interleavings} times: whoever replaces a text has seen it, and what did not get through is still there`, async () => {
    const { editions } = await room.article('The meeting began at nine.', ['vi'])
    const editionId = editions[0]?.id ?? ''
    const desks = [await desk(one, editionId), await desk(other, editionId)] as const
    const id = desks[0].store.items[0]?.outline.translationId ?? ''
    // What each has before their eyes when a save of theirs gets through.
    const seen: readonly [Set<string>, Set<string>] = [new Set(['']), new Set([''])]
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed % below
    }
    for (let turn = 1; turn <= interleavings; turn += 1) {
      for (const [n, { store, line }] of desks.entries()) {
        line.turns = random(4)
        if (random(5) === 0) continue
        store.edit(id, `Lượt ${turn} của người ${n + 1}`)
        if (random(3) > 0) store.flush(id)
      }
      for (let wait = random(3); wait > 0; wait -= 1) await new Promise((resolve) => setImmediate(resolve))
      for (const { store } of desks) store.flush(id)
      await until(() => desks.every(({ store }) => idle(store)))
      for (const [n, { store }] of desks.entries()) {
        const item = store.item(id)
        if (item?.conflict) {
          seen[n as 0 | 1].add(item.conflict.theirs.target)
          // Mine is still in the field while both are shown.
          expect(item.text).toMatch(new RegExp(`của người ${n + 1}$`))
          store.resolve(id, random(2) === 0 ? { take: 'mine' } : { take: 'theirs' })
          await until(() => idle(store))
        } else if (item?.row) seen[n as 0 | 1].add(item.row.translation.target)
        await store.resync()
        seen[n as 0 | 1].add(store.item(id)?.row?.translation.target ?? '')
      }
    }
    const saves = (await historyOf(id)).filter(({ deed }) => deed === 'translation.saved')
    expect(saves.length).toBeGreaterThan(interleavings / 2)
    let present = ''
    for (const { person, before, after } of saves) {
      expect(before?.target).toBe(present)
      const n = person.id === one.id ? 0 : 1
      const own = new RegExp(`của người ${n + 1}$`).test(present)
      expect(own || seen[n].has(present), `${after?.target} replaced ${present}`).toBe(true)
      present = after?.target ?? ''
    }
  })
})

describe('without a network', () => {
  test(`${offlineEdits} edits are sent when it is back: none lost, none twice, conflicts shown`, async () => {
    const text = Array.from({ length: offlineEdits }, (_, n) => `Sentence number ${n + 1} ends here.`)
    const { editions } = await room.article(text.join(' '), ['vi'])
    const editionId = editions[0]?.id ?? ''
    const { store, line } = await desk(one, editionId)
    await store.ensureAll()
    expect(store.items.length).toBeGreaterThanOrEqual(offlineEdits)
    const ids = store.items.slice(0, offlineEdits).map(({ outline }) => outline.translationId)
    line.cut = true
    for (const [n, id] of ids.entries()) {
      store.activate(id)
      store.edit(id, `Câu số ${n + 1} kết thúc ở đây.`)
      store.flush(id)
    }
    await until(() => store.sync === 'offline')
    const contested = ids.filter((_, n) => n % 50 === 10)
    for (const id of contested) await other.save(id, 'Người khác viết trước.', 0)
    line.cut = false
    store.retryNow()
    await until(() => store.items.every(({ sync }) => sync === 'saved' || sync === 'conflict'))
    const inConflict = store.items
      .filter(({ conflict }) => conflict)
      .map(({ outline }) => outline.translationId)
    expect(inConflict).toEqual(contested)
    for (const id of contested) store.resolve(id, { take: 'mine' })
    await until(() => store.sync === 'saved')
    const rows = await one.rows(editionId)
    for (const [n, id] of ids.slice(0, rows.length).entries()) {
      const { translation } = rows.find((row: { translation: { id: string } }) => row.translation.id === id)
      const version = contested.includes(id) ? 2 : 1
      expect(translation).toMatchObject({ target: `Câu số ${n + 1} kết thúc ở đây.`, version })
    }
  })
})
