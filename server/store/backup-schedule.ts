// Backups by the clock: one every so many hours into a folder, the oldest removed.

import fs from 'node:fs'
import path from 'node:path'

import { writeBackup } from './backup.ts'
import type { OpenDatabase } from './database.ts'

export interface BackupPlan {
  readonly everyHours: number
  readonly keep: number
}

/** What the embedded database gets unless told otherwise. */
export const defaultPlan: BackupPlan = { everyHours: 24, keep: 7 }

export interface Clock {
  readonly now: () => Date
  /** Calls back after some milliseconds, unless the answered function is called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void
}

/** The clock of the machine; it does not keep the process alive. */
export const machineClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds).unref()
    return () => clearTimeout(timer)
  },
}

export interface BackupSchedule {
  /** Ends the schedule after the backup that is being written. */
  readonly stop: () => Promise<void>
}

const hour = 3_600_000
const retryAfter = hour / 4

/** Starts making backups; the first is due when the newest file is older than the plan says. */
export function scheduleBackups(
  database: OpenDatabase,
  folder: string,
  plan: BackupPlan,
  clock: Clock,
  report: (event: { written: string } | { error: unknown }) => void = () => {},
): BackupSchedule {
  let cancel = (): void => {}
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  const wait = (milliseconds: number): void => {
    if (!stopped) cancel = clock.after(milliseconds, () => (running = run()))
  }
  const run = async (): Promise<void> => {
    let pause = plan.everyHours * hour
    try {
      const file = path.join(folder, fileName(clock.now()))
      await writeBackup(database, file, clock.now())
      removeOldest(folder, plan.keep)
      report({ written: file })
    } catch (error) {
      pause = Math.min(pause, retryAfter)
      report({ error })
    }
    wait(pause)
  }

  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const newest = backupTimes(folder).at(-1)
  const due = newest === undefined ? 0 : newest + plan.everyHours * hour - clock.now().getTime()
  wait(Math.max(0, Math.min(due, plan.everyHours * hour)))
  return {
    stop: async () => {
      stopped = true
      cancel()
      await running
    },
  }
}

const namePattern = /^setara-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup\.gz$/

function fileName(now: Date): string {
  return `setara-${now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')}.backup.gz`
}

function backupFiles(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .sort()
}

function backupTimes(folder: string): number[] {
  return backupFiles(folder).map((name) => Date.parse(name.replace(namePattern, '$1-$2-$3T$4:$5:$6Z')))
}

function removeOldest(folder: string, keep: number): void {
  for (const name of backupFiles(folder).slice(0, -Math.max(1, keep))) fs.rmSync(path.join(folder, name))
}
