// Fifty people at work for three minutes: each saves every three seconds and follows the project live; together
// each of them reads five times a second what an editor reads.

import { setTimeout as sleep } from 'node:timers/promises'

import { test } from 'vitest'

import { any, kinds, openStage } from './stage.ts'
import { atMost, memoryOf, percentile, show, timed } from './table.ts'

const people = 50
const seconds = Number(process.env['BENCH_SECONDS'] ?? 180)
const saveEvery = 3000
const readEvery = 200

test.each(kinds)('editors (%s)', async (kind) => {
  const stage = await openStage(kind, { articles: 10, sentences: 500, people })
  const saves: number[] = []
  const reads: number[] = []
  const memory: number[] = []
  const errors: string[] = []
  let events = 0
  const streams = stage.clients.map((client) => client.follow(stage.projectId, () => (events += 1)))
  await Promise.all(streams.map(({ opened }) => opened))
  const end = performance.now() + seconds * 1000

  // Open loop: what is due is sent when it is due, however slowly the server answers, and timed from then.
  async function every(pause: number, work: () => Promise<void>): Promise<void> {
    const running = new Set<Promise<void>>()
    let due = performance.now() + Math.random() * pause
    while (due < end) {
      await sleep(Math.max(0, due - performance.now()))
      const one = work()
        .catch((error: unknown) => void errors.push(String(error)))
        .finally(() => running.delete(one))
      running.add(one)
      due += pause
    }
    await Promise.all(running)
  }

  const editors = stage.clients.flatMap((client, index) => {
    const edition = stage.editions[index % stage.editions.length] ?? any(stage.editions)
    const mine = edition.translationIds.filter((_, at) => at % 5 === Math.floor(index / 10))
    const versions = new Map<string, number>()
    let next = 0
    let turn = 0
    const save = async () => {
      const id = mine[next++ % mine.length] ?? ''
      const version = versions.get(id) ?? 1
      versions.set(id, version + 1)
      const { ms, result } = await timed(() => client.save(id, `អត្ថបទ ${next} នៃអ្នកបកប្រែ ${index}`, version))
      saves.push(ms)
      if (result.status !== 200) errors.push(`save ${result.status}`)
    }
    const paths = [
      `/api/editions/${edition.id}/outline`,
      `/api/translations/${mine[0]}/history?limit=10`,
      `/api/editions/${edition.id}`,
      `/api/editions/${edition.id}/segments?limit=50`,
      '/api/work',
    ]
    const read = async () => {
      const path = paths[turn++ % paths.length] ?? ''
      const { ms, result } = await timed(() => client.get(path))
      reads.push(ms)
      if (result.status !== 200) errors.push(`read ${result.status}`)
    }
    return [every(saveEvery, save), every(readEvery * people, read)]
  })
  const watch = every(5000, async () => void memory.push(memoryOf(stage.server.pid)))
  await Promise.all([...editors, watch])

  for (const stream of streams) stream.close()
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const third = Math.floor(memory.length / 3)
  const growth = mean(memory.slice(-third)) - mean(memory.slice(third, 2 * third))
  show(`${people} editors, ${kind}, ${seconds} s, ${saves.length} saves, ${reads.length} reads`, [
    atMost('save p99', 150, percentile(saves, 0.99), 'ms'),
    { ...atMost('save p50', 150, percentile(saves, 0.5), 'ms'), target: '–' },
    { ...atMost('read p95', 150, percentile(reads, 0.95), 'ms'), target: '–' },
    atMost('errors', 0, errors.length, ''),
    atMost('memory of the last third over the second', 15, growth, 'MB'),
    { ...atMost('memory at the end', 1000, memory.at(-1) ?? 0, 'MB'), target: '–' },
    {
      name: 'live events',
      target: `${saves.length * people}`,
      measured: `${events}`,
      met: events >= saves.length * people,
    },
  ])
  if (errors.length > 0) process.stdout.write(`  ${[...new Set(errors)].slice(0, 5).join('\n  ')}\n`)
  await stage.close()
})
