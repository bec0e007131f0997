// Two server processes on one database: what is approved in one is offered by the other.

import { setTimeout as sleep } from 'node:timers/promises'

import { Client, writeHeaders } from '../server/client.ts'
import { furnish } from '../server/furnish.ts'
import { startServer, type Place } from '../server/process.ts'

const things = ['library', 'village', 'garden', 'market', 'bridge', 'harbour', 'orchard', 'theatre']
/** Longest that a unit is waited for, in milliseconds. */
const patience = 30_000

/**
 * Approves sentences in one server, each of which is like another sentence but not the same, and asks another server
 * until it offers them. Gives how long each took after its approval was answered, in milliseconds.
 */
export async function offeredElsewhere(place: Place): Promise<readonly number[]> {
  const pairs = things.map((thing) => [
    `Everybody is glad that the old ${thing} beside the river is open again.`,
    `Everybody is glad that the new ${thing} beside the river is open again.`,
  ])
  const text = pairs.flat().join(' ')
  const { translationIds, cookies } = await furnish(place, { text, translators: 2, locale: 'vi' })
  const servers = [await startServer(place), await startServer(place)]
  const [one, other] = servers
  const [writer, reviewer, reader] = [
    new Client(one?.url ?? '', cookies[0]),
    new Client(one?.url ?? '', cookies[1]),
    new Client(other?.url ?? '', cookies[0]),
  ]
  try {
    const times: number[] = []
    for (let n = 0; n < things.length; n += 1) {
      const [approved = '', asked = ''] = translationIds.slice(n * 2)
      const target = `Mọi người vui vì nơi thứ ${n + 1} bên sông lại mở cửa.`
      await writer.save(approved, target, 0)
      const path = `/api/translations/${approved}`
      await writer.send('POST', `${path}/confirm`, {}, writeHeaders(1))
      const { status, text: answer } = await reviewer.send(
        'POST',
        `${path}/review`,
        { step: 'approve', reason: 'Read' },
        writeHeaders(2),
      )
      if (status !== 200) throw new Error(`The approval was answered with ${status}: ${answer}`)
      times.push(await untilOffered(reader, asked, target))
    }
    return times
  } finally {
    for (const client of [writer, reviewer, reader]) client.close()
    for (const server of servers) server.signal('SIGTERM')
    for (const server of servers) await server.ended
  }
}

async function untilOffered(reader: Client, asked: string, target: string): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const { json } = await reader.get(`/api/translations/${asked}/matches`)
    const elapsed = performance.now() - begun
    if (json.matches.some((match: { target: string }) => match.target === target)) return elapsed
    if (elapsed > patience) throw new Error(`“${target}” is not offered after ${patience} ms`)
    await sleep(10)
  }
}
