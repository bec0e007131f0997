// Two windows of one browser send through one of them, whatever closes when.

import { describe, expect, test, vi } from 'vitest'

import type { Deed, DeedAnswer, DeedTerms } from '../../web/editor/edition-api.ts'
import { SharedSender, type Shared } from '../../web/editor/shared-sender.ts'

vi.hoisted(() => Object.assign(globalThis, { location: new URL('http://localhost/') }))

/** One browser: its lock is held by one window after the other, its channel reaches all other windows. */
function browserParts() {
  const queue: { run: () => Promise<unknown>; signal: AbortSignal | undefined }[] = []
  let busy = false
  const serve = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let waiting = queue.shift(); waiting; waiting = queue.shift()) {
      if (!waiting.signal?.aborted) await waiting.run()
    }
    busy = false
  }
  const request = (_: string, options: LockOptions, run: () => Promise<unknown>): Promise<void> => {
    queue.push({ run, signal: options.signal })
    void serve()
    return Promise.resolve()
  }
  const windows = new Set<(event: MessageEvent) => void>()
  return (): Shared & { crash(): void } => {
    let heard: (event: MessageEvent) => void = () => undefined
    return {
      locks: { request: request as LockManager['request'] },
      channel: {
        addEventListener: (_, listener) => {
          heard = listener
          windows.add(heard)
        },
        postMessage: (message: unknown) => {
          const others = [...windows].filter((one) => one !== heard)
          const copy: unknown = structuredClone(message)
          for (const other of others) queueMicrotask(() => other(new MessageEvent('message', { data: copy })))
        },
        close: () => windows.delete(heard),
      },
      crash: () => windows.delete(heard),
    }
  }
}

const deed: Deed = { kind: 'save', target: 'ข้อความ' }
const terms = (version: number): DeedTerms => ({ version, key: `key-${version}` })
const done = { outcome: 'unreachable', signedOut: false, retryAfterSeconds: null } as const

function line() {
  const sent: string[] = []
  const answers: ((answer: DeedAnswer) => void)[] = []
  const send =
    (window: string) =>
    (_: string, __: Deed, { key }: DeedTerms) => {
      sent.push(`${window} ${key}`)
      return new Promise<DeedAnswer>((resolve) => answers.push(resolve))
    }
  const answer = async () => {
    await expect.poll(() => answers.length).toBeGreaterThan(0)
    answers.shift()?.(done)
  }
  return { sent, send, answer }
}

describe('two windows', () => {
  test('send through the first, in order for each segment', async () => {
    const open = browserParts()
    const { sent, send, answer } = line()
    const first = new SharedSender('edition', send('first'), open())
    const second = new SharedSender('edition', send('second'), open())
    const one = first.perform('segment', deed, terms(1))
    const two = second.perform('segment', deed, terms(2))
    await expect.poll(() => sent).toEqual(['first key-1'])
    await answer()
    await one
    await expect.poll(() => sent).toEqual(['first key-1', 'first key-2'])
    await answer()
    expect(await two).toEqual(done)
  })

  test('the second sends again, with the same key, what the first left without an answer', async () => {
    const open = browserParts()
    const { sent, send, answer } = line()
    const parts = open()
    const first = new SharedSender('edition', send('first'), parts)
    const second = new SharedSender('edition', send('second'), open())
    const asked = second.perform('segment', deed, terms(1))
    await expect.poll(() => sent).toEqual(['first key-1'])
    parts.crash()
    first.close()
    await expect.poll(() => second.leads).toBe(true)
    await expect.poll(() => sent).toEqual(['first key-1', 'second key-1'])
    await answer()
    await answer()
    expect(await asked).toEqual(done)
  })

  test('what was asked before anybody led is not lost', async () => {
    const open = browserParts()
    const { sent, send, answer } = line()
    const second = new SharedSender('edition', send('second'), open())
    const asked = second.perform('segment', deed, terms(1))
    await expect.poll(() => sent).toEqual(['second key-1'])
    await answer()
    expect(await asked).toEqual(done)
  })
})
