import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { lockFolder } from '../../server/store/embedded/lock.ts'
import type { FolderLock } from '../../server/store/embedded/lock.ts'
import { temporaryFolder } from './program.ts'

let folder = ''
const locks: FolderLock[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  for (const lock of locks.splice(0)) await lock.release()
  fs.rmSync(folder, { recursive: true, force: true })
})

const take = async (): Promise<FolderLock> => {
  const lock = await lockFolder(folder)
  locks.push(lock)
  return lock
}
const lockFiles = () => fs.readdirSync(folder).filter((name) => /^lock-\d+$/.test(name))
const current = () => path.join(folder, lockFiles()[0] ?? '')
type Words = Record<string, unknown>
/** Leaves a lock as another process would have, described by what differs from this one. */
const leave = async (changes: Words): Promise<void> => {
  const lock = await lockFolder(folder)
  const words = fs.readFileSync(current(), 'utf8')
  await lock.release()
  // The parsed file is the record that the lock wrote.
  fs.writeFileSync(current(), JSON.stringify({ ...(JSON.parse(words) as Words), ...changes }))
}
const deadPid = 2 ** 22 + 1
const locked = { code: 'storage-unavailable', details: { reason: 'locked' } }

describe('a folder has one holder', () => {
  test('who opens it again, even in the same process, is refused', async () => {
    await take()
    await expect(lockFolder(folder)).rejects.toMatchObject(locked)
  })

  test('after a release the next one may have it, and one lock file remains', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lock = await lockFolder(folder)
      await lock.release()
    }
    await take()
    expect(lockFiles()).toEqual(['lock-4'])
  })

  test('of many that ask at once one gets it', async () => {
    await leave({ pid: deadPid })
    const asked = await Promise.allSettled(Array.from({ length: 20 }, take))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a lock that was left behind', () => {
  const taken: [who: string, changes: Words][] = [
    ['a process that is dead', { pid: deadPid }],
    ['a process whose number another one has now', { pid: process.ppid, started: '1' }],
    ['a process that released it', { pid: process.ppid, released: true }],
    ['a process before this machine was started anew', { boot: 'an-earlier-one' }],
  ]
  test.each(taken)('by %s is taken over', async (_, changes) => {
    await leave(changes)
    await take()
  })

  const kept: [who: string, changes: Words][] = [
    ['this living process, however long ago', { since: '2001-01-01T00:00:00.000Z' }],
    ['a process on another machine', { host: 'elsewhere', boot: 'of-elsewhere', pid: deadPid }],
    [
      'another container whose beacon cannot be asked',
      { space: 'pid:[1]', pid: deadPid, id: 'unknown-process' },
    ],
  ]
  test.each(kept)('by %s is respected, and the message names it', async (_, changes) => {
    await leave(changes)
    await expect(lockFolder(folder)).rejects.toMatchObject({
      ...locked,
      message: expect.stringMatching(/in use by process \d+ on .+, since .+Z\. .*remove .*lock-1 only if/),
    })
  })

  test.skipIf(os.platform() !== 'linux')('by a living process of this machine is respected', async () => {
    const child = spawn('sleep', ['60'])
    try {
      const stat = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      await leave({ pid: child.pid, started: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] })
      await expect(lockFolder(folder)).rejects.toMatchObject(locked)
    } finally {
      child.kill()
    }
  })

  test('with words that cannot be read is respected', async () => {
    fs.writeFileSync(path.join(folder, 'lock-7'), '{"pid":')
    await expect(lockFolder(folder)).rejects.toMatchObject(locked)
  })

  test('by a container on this machine: its beacon tells whether it lives', async () => {
    const holder = await lockFolder(folder)
    const words = JSON.parse(fs.readFileSync(current(), 'utf8')) as Words // as the lock wrote it
    const other = { ...words, space: 'pid:[1]', pid: deadPid, host: 'container' }
    fs.writeFileSync(current(), JSON.stringify(other))
    await expect(lockFolder(folder)).rejects.toMatchObject(locked)

    const beacon = path.join(folder, fs.readdirSync(folder).find((name) => name.startsWith('beacon-')) ?? '')
    fs.renameSync(beacon, `${beacon}.aside`)
    await holder.release()
    fs.renameSync(`${beacon}.aside`, beacon)
    fs.writeFileSync(current(), JSON.stringify(other))
    await take()
  })

  test('works in a folder whose path is longer than a socket may have', async () => {
    folder = path.join(folder, 'ก'.repeat(60), 'x'.repeat(60))
    await take()
    expect(fs.readdirSync(folder).some((name) => name.startsWith('beacon-'))).toBe(true)
    await expect(lockFolder(folder)).rejects.toMatchObject(locked)
  })
})
