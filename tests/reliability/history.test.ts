// The judge is judged: two ways to keep texts that look right and are wrong must be found out.

import { setImmediate as turn } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { breaches, type Final } from './history.ts'
import { write, type Register } from './writers.ts'

const keys = ['one', 'two', 'three']

async function turns(count: number): Promise<void> {
  for (let turned = 0; turned < count; turned += 1) await turn()
}

interface Store extends Register {
  /** Forgets what was not on the disk, as a crash does. */
  crash(): void
  finals(): Record<string, Final>
}

/** How a store writes: correctly, by looking before it waits, or by answering before it writes. */
type Manner = 'correct' | 'checks, waits, then writes' | 'answers, then writes'

function storeOf(manner: Manner): Store {
  const disk = new Map(keys.map((key) => [key, ['']]))
  let generation = 0
  const values = (key: string) => disk.get(key) ?? []
  const newest = (key: string) => ({ version: values(key).length - 1, value: values(key).at(-1) ?? '' })
  const put = (key: string, version: number, value: string) => void (values(key)[version] = value)
  const unwritten = new Map<string, string[]>()

  const manners: Record<Manner, (key: string, base: number, value: string) => Promise<boolean>> = {
    correct: async (key, base, value) => {
      if (newest(key).version !== base) return false
      put(key, base + 1, value)
      return true
    },
    'checks, waits, then writes': async (key, base, value) => {
      if (newest(key).version !== base) return false
      await turn()
      put(key, base + 1, value)
      return true
    },
    'answers, then writes': async (key, base, value) => {
      const cached = unwritten.get(key) ?? [...values(key)]
      if (cached.length - 1 !== base) return false
      cached.push(value)
      unwritten.set(key, cached)
      const born = generation
      void turns(30).then(() => {
        if (born === generation) disk.set(key, [...cached])
      })
      return true
    },
  }
  const current = (key: string) => {
    const cached = unwritten.get(key)
    return cached ? { version: cached.length - 1, value: cached.at(-1) ?? '' } : newest(key)
  }
  const cut = (born: number) => {
    if (born !== generation) throw new Error('The connection was cut')
  }
  const intentions = new Map<string, { version: number; value: string }>()
  return {
    read: async (_, key) => {
      const born = generation
      await turn()
      cut(born)
      const seen = current(key)
      return seen
    },
    save: async (_, key, base, value, intention) => {
      const born = generation
      await turn()
      cut(born)
      const before = intentions.get(intention)
      if (before) return { outcome: 'saved', ...before }
      const saved = await manners[manner](key, base, value)
      if (saved) intentions.set(intention, { version: base + 1, value })
      const answer = saved ? { version: base + 1, value } : current(key)
      await turn()
      cut(born)
      return { outcome: saved ? 'saved' : 'conflict', ...answer }
    },
    crash: () => {
      generation += 1
      unwritten.clear()
    },
    finals: () => Object.fromEntries(keys.map((key) => [key, { from: 0, values: values(key) }])),
  }
}

async function run(manner: Manner) {
  const store = storeOf(manner)
  let over = false
  const crashes = (async () => {
    for (let count = 0; count < 10; count += 1) {
      await turns(200)
      store.crash()
    }
    over = true
  })()
  const written = await write({ register: store, keys, writers: 8, over: () => over, pause: () => turn() })
  await crashes
  await turns(100)
  return { written, found: breaches(written.operations, store.finals()) }
}

describe('the judge of histories', () => {
  test('finds nothing in a store that writes only on the version it was asked for', async () => {
    const { written, found } = await run('correct')

    expect(found).toEqual([])
    const kinds = new Set(written.operations.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['acknowledged', 'read', 'unknown'])
    expect(written.conflicts).toBeGreaterThan(100)
    expect(written.repeated).toBeGreaterThan(0)
  })

  test('finds a store that looks at the version first and writes a moment later', async () => {
    const { found } = await run('checks, waits, then writes')

    expect(found.filter((breach) => /was given to .* and to/.test(breach)).length).toBeGreaterThan(10)
  })

  test('finds a store that answers before it has written', async () => {
    const { found } = await run('answers, then writes')

    expect(found.filter((breach) => /was acknowledged as version/.test(breach)).length).toBeGreaterThan(0)
  })
})
