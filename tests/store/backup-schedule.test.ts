import fs from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { verifyBackup } from '../../server/store/backup.ts'
import { scheduleBackups } from '../../server/store/backup-schedule.ts'
import type { Clock } from '../../server/store/backup-schedule.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { testDatabase } from '../helpers/database.ts'
import { temporaryFolder } from './program.ts'

const hour = 3_600_000
let database: OpenDatabase
let folder = ''
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  folder = temporaryFolder()
  return () => fs.rmSync(folder, { recursive: true, force: true })
})

/** A clock that goes only when it is told to. */
class HandClock implements Clock {
  time = Date.parse('2026-11-23T00:00:00Z')
  next: { at: number; call: () => void } | undefined
  readonly now = () => new Date(this.time)
  readonly after = (milliseconds: number, call: () => void) => {
    this.next = { at: this.time + milliseconds, call }
    return () => {
      this.next = undefined
    }
  }
  /** Goes on to the next call, and tells how many hours that were. */
  ring(): number {
    const next = this.next
    if (!next) throw new Error('Nothing is planned')
    const hours = (next.at - this.time) / hour
    this.time = next.at
    this.next = undefined
    next.call()
    return hours
  }
}

const names = () => fs.readdirSync(folder).sort()
type Event = { written: string } | { error: unknown }

/** Starts a schedule; `ring` waits for the backup that the clock makes due. */
function start(clock: HandClock, keep: number, at = folder) {
  let report: (event: Event) => void = () => {}
  const schedule = scheduleBackups(database, at, { everyHours: 24, keep }, clock, (event) => report(event))
  const ring = async (): Promise<{ hours: number; event: Event }> => {
    const reported = new Promise<Event>((resolve) => {
      report = resolve
    })
    const hours = clock.ring()
    const event = await reported
    await Promise.resolve()
    return { hours, event }
  }
  return { ...schedule, ring }
}

test('the first backup is made at once, then one a day, and the oldest go', async () => {
  const schedule = start(new HandClock(), 2)
  const hours = []
  for (let day = 0; day < 4; day += 1) hours.push((await schedule.ring()).hours)
  await schedule.stop()

  expect(hours).toEqual([0, 24, 24, 24])
  expect(names()).toEqual(['setara-20261125T000000Z.backup.gz', 'setara-20261126T000000Z.backup.gz'])
  for (const name of names()) await verifyBackup(path.join(folder, name))
})

test('after a restart the next backup is due when it would have been', async () => {
  const clock = new HandClock()
  const first = start(clock, 7)
  await first.ring()
  await first.stop()
  clock.time += 20 * hour

  const second = start(clock, 7)
  const { hours } = await second.ring()
  await second.stop()

  expect(hours).toBe(4)
})

test('only files of its own making are removed', async () => {
  fs.writeFileSync(path.join(folder, 'setara-20200101T000000Z.backup.gz.mine'), '')
  fs.writeFileSync(path.join(folder, 'before-upgrade.backup.gz'), '')
  const schedule = start(new HandClock(), 1)
  for (let day = 0; day < 3; day += 1) await schedule.ring()
  await schedule.stop()
  expect(names()).toHaveLength(3)
})

test('a backup that fails is told and tried again soon, and no older one is removed for it', async () => {
  const clock = new HandClock()
  const place = path.join(folder, 'backups')
  const schedule = start(clock, 1, place)
  await schedule.ring()
  const before = fs.readdirSync(place)
  fs.renameSync(place, `${place}.gone`)

  const { event } = await schedule.ring()
  expect(event).toHaveProperty('error')
  fs.renameSync(`${place}.gone`, place)
  expect(fs.readdirSync(place)).toEqual(before)

  const { hours, event: later } = await schedule.ring()
  expect(hours).toBe(0.25)
  expect(later).toHaveProperty('written')
  await schedule.stop()
})

test('after the end nothing more is planned', async () => {
  const clock = new HandClock()
  const schedule = start(clock, 1)
  await schedule.stop()
  expect(clock.next).toBeUndefined()
})
