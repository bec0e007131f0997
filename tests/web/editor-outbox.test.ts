import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Translation } from '#domain/article.ts'

import type { Deed, DeedAnswer, DeedTerms } from '../../web/editor/edition-api.ts'
import { Outbox } from '../../web/editor/outbox.ts'

vi.hoisted(() => Object.assign(globalThis, { location: new URL('http://localhost/') }))

const translation: Translation = {
  id: 't',
  segmentId: 's',
  editionId: 'e',
  target: '',
  state: 'initial',
  subState: 'draft',
  version: 0,
  author: null,
  reviewer: null,
  returnReason: null,
  returned: null,
  updatedAt: '2026-11-23T00:00:00.000Z',
  outdated: null,
  origin: null,
}
const unreachable = { outcome: 'unreachable', signedOut: false, retryAfterSeconds: null } as const
const done = (version: number): DeedAnswer => ({
  outcome: 'done',
  translation: { ...translation, version },
  findings: [],
})

/** A wire whose answers the test gives by hand. */
function wire() {
  const sent: { id: string; deed: Deed; terms: DeedTerms; answer: (answer: DeedAnswer) => Promise<void> }[] =
    []
  const heard: string[] = []
  const outbox = new Outbox(
    {
      perform: (id, deed, terms) =>
        new Promise((resolve) => {
          const answer = async (given: DeedAnswer): Promise<void> => {
            resolve(given)
            await vi.advanceTimersByTimeAsync(0)
          }
          sent.push({ id, deed, terms, answer })
        }),
    },
    {
      answered: (id, deed, answer) => void heard.push(`${id} ${deed.kind} ${answer.outcome}`),
      moved: () => undefined,
      signedOut: () => void heard.push('signed out'),
    },
    () => 1,
  )
  const texts = (): string[] => sent.map(({ deed }) => (deed.kind === 'save' ? deed.target : deed.kind))
  return { outbox, sent, heard, texts }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the outbox', () => {
  test('sends one request per segment at a time, and of the texts that wait only the latest', async () => {
    const { outbox, sent, texts } = wire()
    for (const text of ['a', 'ab', 'abc']) outbox.save('t', text, 0)
    expect(texts()).toEqual(['a'])
    await sent[0]?.answer(done(1))
    expect(texts()).toEqual(['a', 'abc'])
    expect(sent[1]?.terms.version).toBe(1)
  })

  test('sends segments beside each other, but never more than four', () => {
    const { outbox, sent } = wire()
    for (let n = 0; n < 10; n++) outbox.save(`t${n}`, 'x', 0)
    expect(sent).toHaveLength(4)
  })

  test('repeats what had no answer with the same key, version and text, although a newer text waits', async () => {
    const { outbox, sent, texts } = wire()
    outbox.save('t', 'a', 3)
    await sent[0]?.answer(unreachable)
    outbox.save('t', 'ab', 3)
    expect(outbox.delivery('t')).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(texts()).toEqual(['a', 'a'])
    expect(sent[1]?.terms).toEqual(sent[0]?.terms)
    await sent[1]?.answer(done(4))
    expect(texts()).toEqual(['a', 'a', 'ab'])
    expect(sent[2]?.terms.key).not.toBe(sent[0]?.terms.key)
  })

  test('waits longer after each failure, at most 30 seconds', async () => {
    const { outbox, sent } = wire()
    outbox.save('t', 'a', 0)
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      const attempts = sent.length
      await sent.at(-1)?.answer(unreachable)
      await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1)
      expect(sent).toHaveLength(attempts)
      await vi.advanceTimersByTimeAsync(1)
      expect(sent).toHaveLength(attempts + 1)
    }
  })

  test('tries at once when the network is back', async () => {
    const { outbox, sent } = wire()
    outbox.save('t', 'a', 0)
    await sent[0]?.answer(unreachable)
    outbox.retryNow()
    expect(sent).toHaveLength(2)
  })

  test('says when the session has ended and keeps the text', async () => {
    const { outbox, sent, heard } = wire()
    outbox.save('t', 'a', 0)
    await sent[0]?.answer({ ...unreachable, signedOut: true })
    expect(heard).toEqual(['signed out'])
    expect(outbox.unanswered('t')?.target).toBe('a')
  })

  test('a confirmation goes behind the text and is dropped when the text meets a conflict', async () => {
    const { outbox, sent, texts } = wire()
    outbox.save('t', 'a', 0)
    const confirmed = outbox.act('t', { kind: 'confirm' }, 0)
    await sent[0]?.answer({ outcome: 'conflict', current: { ...translation, target: 'theirs', version: 1 } })
    expect((await confirmed).outcome).toBe('conflict')
    expect(texts()).toEqual(['a'])
    expect(outbox.busy).toBe(false)
  })

  test('a conflict with the very text that was sent is no conflict', async () => {
    const { outbox, sent, heard } = wire()
    outbox.save('t', 'a', 0)
    await sent[0]?.answer({ outcome: 'conflict', current: { ...translation, target: 'a', version: 1 } })
    expect(heard).toEqual(['t save done'])
  })
})
