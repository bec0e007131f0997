// One person saves one translation after another, with 100,000 segments stored.

import { expect, test } from 'vitest'

import { any, kinds, openStage } from './stage.ts'
import { atMost, percentile, processorTimeOf, show, timed } from './table.ts'

const targets = { embedded: [5, 15], postgresql: [4, 12] } as const

test.each(kinds)('save (%s)', async (kind) => {
  const stage = await openStage(kind, { articles: 20, sentences: 5000, people: 1 })
  const client = stage.clients[0] ?? expect.fail('There is nobody')
  const versions = new Map<string, number>()
  const times: number[] = []
  let used = 0
  for (let count = 0; count < 2200; count += 1) {
    if (count === 200) used = processorTimeOf(stage.server.pid)
    const id = any(any(stage.editions).translationIds)
    const version = versions.get(id) ?? 1
    const target = `សាកលវិទ្យាល័យ ${count} បានបើកវគ្គសិក្សា`
    const { ms, result } = await timed(() => client.save(id, target, version))
    expect(result.status).toBe(200)
    versions.set(id, version + 1)
    if (count >= 200) times.push(ms)
  }
  used = processorTimeOf(stage.server.pid) - used
  const [p50, p95] = targets[kind]
  show(`save, ${kind}, ${stage.editions.length * 5000} segments stored, ${times.length} saves`, [
    atMost('p50', p50, percentile(times, 0.5), 'ms'),
    atMost('p95', p95, percentile(times, 0.95), 'ms'),
    { ...atMost('processor time of the server per save', p50, used / times.length, 'ms'), target: '–' },
  ])
  await stage.close()
})
