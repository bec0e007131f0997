// Eight writers on the same segments and a server that is killed again and again, longer than the test does it.

import { test } from 'vitest'

import { runWithKills } from '../reliability/crash.ts'
import { kinds, placeOn } from './stage.ts'
import { atMost, show } from './table.ts'

const kills = Number(process.env['BENCH_KILLS'] ?? 20)

test.each(kinds)('crash (%s)', async (kind) => {
  const place = await placeOn(kind)
  const run = await runWithKills(place, { writers: 8, kills })
  const { operations, acknowledged, conflicts, unknown, repeated } = run
  show(`crash, ${kind}, ${kills} kills, ${operations} operations`, [
    atMost('lost, doubled or overwritten', 0, run.breaches.length, ''),
    { name: 'acknowledged saves', target: '–', measured: `${acknowledged}`, met: true },
    { name: 'conflicts', target: '–', measured: `${conflicts}`, met: true },
    { name: 'cut off, never asked again', target: '–', measured: `${unknown}`, met: true },
    { name: 'cut off, asked again', target: '–', measured: `${repeated}`, met: true },
  ])
  await place.remove()
})
