import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { longestQueue } from '../../server/actions/follow-changes.ts'
import { setRoles } from '../../server/actions/members.ts'
import { presenceChannel } from '../../server/actions/presence.ts'
import { changeChannel, remember } from '../../server/store/history.ts'
import { notify } from '../../server/store/notify.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let translator: Colleague

beforeAll(async () => {
  room = await newsroom()
  translator = await room.colleague('translator')
})
afterAll(() => room.close())

/** Opens the live stream as a browser does, and collects what comes. */
async function stream(who: Colleague, lastEventId?: string) {
  const abort = new AbortController()
  const response = await room.app.request(`http://localhost/api/projects/${room.projectId}/events`, {
    headers: { cookie: who.page.cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: abort.signal,
  })
  let text = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const done = (async () => {
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) return
      text += part.value
    }
  })().catch(() => {})
  return {
    response,
    done,
    events: () =>
      text
        .split('\n\n')
        .filter((event) => event.includes('event:'))
        .map((event) =>
          Object.fromEntries(event.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2))),
        ),
    close: () => abort.abort(),
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < 100 && !condition(); n++) await wait(20)
}

async function draft() {
  const { editions } = await room.article('A sentence.', ['vi'])
  const [row] = await translator.rows(editions[0]?.id ?? '')
  return row.translation.id as string
}

test('a save reaches everyone who follows the project, without its text', async () => {
  const id = await draft()
  const other = await room.colleague('reviewer')
  const followed = await stream(other)
  await until(() => followed.events().some((event) => event.event === 'hello'))
  await translator.save(id, 'Một câu bí mật.', 0)
  await until(() => followed.events().some((event) => event.event === 'change'))
  const change = followed.events().find((event) => event.event === 'change')
  expect(JSON.parse(change?.data ?? '{}')).toMatchObject({
    deed: 'translation.saved',
    translationId: id,
    version: 1,
    personId: translator.id,
  })
  expect(change?.data).not.toContain('bí mật')
  followed.close()
})

test('who comes back with the last id gets what was missed', async () => {
  const id = await draft()
  const first = await stream(translator)
  await until(() => first.events().length > 0)
  await translator.save(id, 'Một', 0)
  await until(() => first.events().some((event) => event.event === 'change'))
  const last = first.events().findLast((event) => event.id)?.id
  first.close()
  await translator.save(id, 'Hai', 1)
  await translator.save(id, 'Ba', 2)
  const again = await stream(translator, last)
  const versions = () =>
    again
      .events()
      .filter((event) => event.event === 'change')
      .map((event) => JSON.parse(event.data ?? '{}'))
      .filter((change) => change.translationId === id)
      .map((change) => change.version)
  await until(() => versions().includes(3))
  expect(versions()).toEqual(expect.arrayContaining([2, 3]))
  again.close()
})

test('changes of another project are never told', async () => {
  const outsider = await room.colleague('manager', { projectId: room.foreignProjectId })
  const refused = await stream(outsider)
  expect(refused.response.status).toBe(404)
})

test('who loses their roles loses the stream at once', async () => {
  const leaving = await room.colleague('translator')
  const followed = await stream(leaving)
  await until(() => followed.events().length > 0)
  await setRoles(room.ctx(), { projectId: room.projectId, personId: leaving.id, roles: [] })
  const ended = await Promise.race([followed.done.then(() => 'ended'), wait(2000).then(() => 'open')])
  expect(ended).toBe('ended')
})

test('a reader that stalls is told to read everything again, and costs no more than the queue', async () => {
  const ctx = { ...room.ctx(), person: { ...room.ctx().person } }
  const following = await room.changes.follow(ctx, room.projectId, null)
  for (let n = 0; n < longestQueue + 20; n++) {
    await remember(room.db, { deed: 'test.changed', personId: null, projectId: room.projectId, after: { n } })
  }
  await wait(500)
  const first = await following.next(1000)
  expect(first).toEqual({ type: 'resync' })
  following.end()
})

test.each(['12345', 'null', '{}', '{"id":1}', 'no JSON'])(
  'an announcement that cannot be read (%s) makes everyone read again and ends nobody',
  async (payload) => {
    const following = await room.changes.follow(room.ctx(), room.projectId, null)
    await notify(room.db, presenceChannel, payload)
    await notify(room.db, changeChannel, payload)
    expect(await following.next(5000)).toEqual({ type: 'resync' })
    await translator.save(await draft(), 'Một', 0)
    const next: string[] = []
    for (let n = 0; n < 20 && !next.includes('translation.saved'); n++) {
      const signal = await following.next(1000)
      if (signal?.type === 'change') next.push(signal.change.deed)
    }
    expect(next).toContain('translation.saved')
    following.end()
  },
)

test('who was away while the shared glossary changed reads everything again', async () => {
  const administrator = await room.colleague([], { administrator: true })
  const id = await draft()
  const first = await stream(translator)
  await until(() => first.events().length > 0)
  await translator.save(id, 'Một', 0)
  await until(() => first.events().some((event) => event.event === 'change'))
  const last = first.events().findLast((event) => event.id)?.id
  first.close()
  const resyncs = async () => {
    const again = await stream(translator, last)
    await wait(200)
    again.close()
    return again.events().filter(({ event }) => event === 'resync').length
  }
  expect(await resyncs()).toBe(0)
  const shared = { source: 'Institute of the Absent', termClass: 'organisation', shared: true, forms: {} }
  const witness = await stream(translator)
  await until(() => witness.events().length > 0)
  await administrator.page.send('POST', `/api/projects/${room.projectId}/terms`, shared)
  // Once it was announced, nobody who comes now can hear of it as news.
  await until(() => witness.events().some(({ event }) => event === 'resync'))
  witness.close()
  expect(await resyncs()).toBe(1)
})

test('a change of what all projects share is heard in every project, once for each transaction', async () => {
  const administrator = await room.colleague([], { administrator: true })
  const live = await stream(translator)
  await wait(50)
  const shared = { source: 'Shared Institute', termClass: 'organisation', shared: true, forms: {} }
  const added = await administrator.page.send('POST', `/api/projects/${room.projectId}/terms`, shared)
  expect(added).toMatchObject({ status: 201, json: { projectId: null } })
  const csv = 'source,class\nShared One,organisation\nShared Two,organisation\n'
  const file = { content: csv, apply: true, shared: true }
  await administrator.page.send('POST', `/api/projects/${room.projectId}/terms/import`, file)
  await wait(200)
  expect(live.events().filter(({ event }) => event === 'resync')).toHaveLength(2)
  live.close()
})
