// Pages of 50 segments with their findings and terms, 100,000 segments stored.

import { expect, test } from 'vitest'

import { any, kinds, openStage } from './stage.ts'
import { atMost, percentile, processorTimeOf, show, timed } from './table.ts'

test.each(kinds)('page (%s)', async (kind) => {
  const stage = await openStage(kind, { articles: 20, sentences: 5000, people: 1 })
  const client = stage.clients[0] ?? expect.fail('There is nobody')
  const times: number[] = []
  let bytes = 0
  let used = 0
  for (let walk = 0; walk < 6; walk += 1) {
    if (walk === 1) used = processorTimeOf(stage.server.pid)
    const { id } = any(stage.editions)
    let cursor = ''
    for (let page = 0; page < 100; page += 1) {
      const { ms, result } = await timed(() => client.get(`/api/editions/${id}/segments?limit=50${cursor}`))
      expect(result.json.items).toHaveLength(50)
      if (walk > 0) times.push(ms)
      bytes = Math.max(bytes, result.text.length)
      cursor = `&cursor=${encodeURIComponent(result.json.nextCursor)}`
    }
  }
  used = processorTimeOf(stage.server.pid) - used
  show(`page of 50 segments, ${kind}, ${times.length} pages of up to ${Math.round(bytes / 1024)} kB`, [
    { ...atMost('p50', 30, percentile(times, 0.5), 'ms'), target: '–' },
    atMost('p95', 30, percentile(times, 0.95), 'ms'),
    { ...atMost('processor time of the server per page', 30, used / times.length, 'ms'), target: '–' },
  ])
  await stage.close()
})
