import { beforeAll, expect, test } from 'vitest'

import type { OpenDatabase } from '../../server/store/database.ts'
import { longestPayload, notify } from '../../server/store/notify.ts'
import { describeBoth } from './both.ts'

describeBoth('messages', (fresh) => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await fresh.open()
  })

  test('all who listen hear a message, in the order of the commits and only on their channel', async () => {
    const one: string[] = []
    const two: string[] = []
    const stopOne = await database.listen('Kanal "A"', (payload) => one.push(payload))
    const stopTwo = await database.listen('Kanal "A"', (payload) => two.push(payload))

    const expected = Array.from({ length: 100 }, (_, index) => `ข้อความ ${index}`)
    for (const payload of expected) await notify(database.kysely, 'Kanal "A"', payload)
    await notify(database.kysely, 'other', 'not for you')

    await expect.poll(() => two).toHaveLength(100)
    expect(one).toEqual(expected)
    expect(two).toEqual(expected)
    await stopOne()
    await stopTwo()
  })

  test('a message arrives after the commit, and never when there is none', async () => {
    const heard: string[] = []
    const stop = await database.listen('work', (payload) => heard.push(payload))

    await database.kysely.transaction().execute(async (tx) => {
      await notify(tx, 'work', 'kept')
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(heard).toEqual([])
    })
    const lost = database.kysely.transaction().execute(async (tx) => {
      await notify(tx, 'work', 'lost')
      throw new Error('no')
    })
    await expect(lost).rejects.toThrow('no')
    await notify(database.kysely, 'work', 'last')

    await expect.poll(() => heard).toEqual(['kept', 'last'])
    await stop()
  })

  test('after the end of listening nothing is heard', async () => {
    const heard: string[] = []
    const stop = await database.listen('ended', (payload) => heard.push(payload))
    await stop()
    await stop()
    await notify(database.kysely, 'ended', 'too late')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(heard).toEqual([])
  })

  test('the longest message arrives and a longer one is refused before it is sent', async () => {
    const heard: number[] = []
    const stop = await database.listen('long', (payload) => heard.push(payload.length))
    await notify(database.kysely, 'long', 'x'.repeat(longestPayload))
    await expect(notify(database.kysely, 'long', 'ก'.repeat(2667))).rejects.toThrow(RangeError)
    await expect.poll(() => heard).toEqual([longestPayload])
    await stop()
  })
})
