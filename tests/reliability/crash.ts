// The real server under writers who fight for the same segments, killed again and again.

import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from '../server/client.ts'
import { furnish, inPlace, type Furnished } from '../server/furnish.ts'
import { startServer, type Place, type ServerProcess } from '../server/process.ts'
import { breaches, type Final } from './history.ts'
import { write, type Register } from './writers.ts'

export interface CrashRun {
  readonly operations: number
  readonly acknowledged: number
  readonly conflicts: number
  readonly unknown: number
  readonly repeated: number
  readonly kills: number
  readonly breaches: readonly string[]
}

const text =
  'News of the river\n\nThe river rose in May. Boats carried books to five schools. Nobody was hurt. The water fell in June.'

/** Lets writers work on a new place while the server is killed so many times, and judges what they saw. */
export async function runWithKills(
  place: Place,
  { writers, kills }: { readonly writers: number; readonly kills: number },
): Promise<CrashRun> {
  const furnished = await furnish(place, { text, translators: writers })
  let server: ServerProcess | null = await startServer(place)
  let up = Promise.resolve()
  let over = false
  const clients = furnished.cookies.map((cookie) => new Client(server?.url ?? '', cookie))
  let answered = 0
  const written = write({
    register: registerOf(furnished, clients, () => (answered += 1)),
    keys: furnished.translationIds,
    writers,
    over: () => over,
    // A server that is being started again is waited for, as a browser would.
    pause: async () => {
      await sleep(5)
      await up
    },
  })

  const met = async (count: number) => {
    const before = answered
    for (;;) {
      await sleep(1 + Math.random() * 10)
      if (answered - before > count) return
    }
  }
  for (let count = 0; count < kills; count += 1) {
    // At a random moment, but never before the writers have met each other.
    await met(60 + Math.random() * 200)
    let isUp = () => {}
    up = new Promise<void>((resolve) => (isUp = resolve))
    server.signal('SIGKILL')
    await server.ended
    server = await startServer(place)
    for (const client of clients) client.url = server.url
    isUp()
  }
  await sleep(500)
  over = true
  const { operations, conflicts, repeated } = await written
  for (const client of clients) client.close()
  server.signal('SIGTERM')
  await server.ended

  const finals = await inPlace(place, ({ tools: { db } }) => finalsIn(db, furnished))
  const count = (kind: string) => operations.filter((operation) => operation.kind === kind).length
  return {
    operations: operations.length,
    acknowledged: count('acknowledged'),
    unknown: count('unknown'),
    conflicts,
    repeated,
    kills,
    breaches: breaches(operations, finals),
  }
}

function registerOf({ editionId }: Furnished, clients: readonly Client[], onAnswer: () => void): Register {
  const clientOf = (writer: number) => clients[writer] ?? clients[0] ?? new Client('')
  return {
    read: async (writer, key) => {
      const { status, json } = await clientOf(writer).get(`/api/editions/${editionId}/segments`)
      onAnswer()
      if (status !== 200) throw new Error(`Reading was answered with ${status}`)
      for (const { translation } of json.items) {
        if (translation.id === key) return { version: translation.version, value: translation.target }
      }
      throw new Error(`The translation ${key} is gone`)
    },
    save: async (writer, key, base, value, intention) => {
      const { status, json } = await clientOf(writer).save(key, value, base, intention)
      onAnswer()
      if (status === 200) {
        const { version, target } = json.translation
        return { outcome: 'saved', version, value: target }
      }
      if (status === 412)
        return { outcome: 'conflict', version: json.current.version, value: json.current.target }
      throw new Error(`Saving was answered with ${status}`)
    },
  }
}

type Db = Parameters<Parameters<typeof inPlace>[1]>[0]['tools']['db']

/** Every version of every translation by its history lines, the last one as it stands in the translation itself. */
async function finalsIn(db: Db, { translationIds }: Furnished): Promise<Record<string, Final>> {
  const lines = await db
    .selectFrom('history')
    .select(['translation_id', 'before', 'after'])
    .where('translation_id', 'in', [...translationIds])
    .orderBy('id')
    .execute()
  const stands = await db
    .selectFrom('translation')
    .select(['id', 'version', 'target'])
    .where('id', 'in', [...translationIds])
    .execute()
  return Object.fromEntries(
    stands.map(({ id, version, target }) => {
      const own = lines.filter((line) => line.translation_id === id)
      const values = ['']
      for (const { before, after } of own) {
        const was = before as { target: string }
        const is = after as { target: string; version: number }
        if (was.target !== values.at(-1) || is.version !== values.length) {
          throw new Error(`The history of ${id} has a gap or a double at version ${is.version}`)
        }
        values.push(is.target)
      }
      if (version !== values.length - 1 || target !== values.at(-1)) {
        throw new Error(
          `The translation ${id} stands at version ${version}, its history at ${values.length - 1}`,
        )
      }
      return [id, { from: 0, values }]
    }),
  )
}
