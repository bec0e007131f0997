// The server is killed while eight people write on the same segments. SIGKILL does not cut the power: that what
// was acknowledged is on the disk is the rule of tests/store/power-cut.test.ts, and of fsync on a PostgreSQL server.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { newPlace, type Place } from '../server/process.ts'
import { runWithKills } from './crash.ts'

let place: Place

beforeAll(async () => {
  build('server')
  place = await newPlace()
})
afterAll(() => place.remove())

describe('a server that is killed ten times under eight writers', () => {
  test('keeps every acknowledged save, gives no version twice and overwrites nothing', async () => {
    const run = await runWithKills(place, { writers: 8, kills: 10 })

    expect(run.breaches).toEqual([])
    // What happened was worth judging: people met each other, and the kills cut saves that were under way.
    expect(run.acknowledged).toBeGreaterThan(100)
    expect(run.conflicts).toBeGreaterThan(20)
    expect(run.unknown + run.repeated).toBeGreaterThan(0)
  })
})
