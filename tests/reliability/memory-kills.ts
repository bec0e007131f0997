// A server is killed again and again while people approve and take back.

import { setTimeout as sleep } from 'node:timers/promises'

import { expect } from 'vitest'

import { Client, writeHeaders } from '../server/client.ts'
import { furnish, inPlace } from '../server/furnish.ts'
import { startServer, type Place } from '../server/process.ts'

// Sentences in which no check finds anything.
const adjectives = ['quiet', 'small', 'old', 'bright', 'new', 'green']
const things = ['library', 'village', 'river', 'garden', 'market', 'bridge']
const text = adjectives
  .flatMap((word) => things.map((thing) => `The ${word} ${thing} is open again.`))
  .join(' ')

/** What was done between the kills; every round has been looked at. */
export interface Kills {
  readonly turns: number
  /** Different translations whose approval or withdrawal was acknowledged. */
  readonly translations: number
  /** So many of them prove something. */
  readonly enough: number
}

/**
 * Approves and takes back, kills the server at a random moment, and looks after each kill whether the units are
 * those of the approved translations and every approval that was acknowledged counts.
 */
export async function killAgainAndAgain(place: Place, kills: number): Promise<Kills> {
  const furnished = await furnish(place, { text, translators: 2, locale: 'vi' })
  const acknowledged = new Map<string, 'approved' | 'withdrawn'>()
  const inDoubt = new Set<string>()
  let round = 0
  const turns = { done: 0 }
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startServer(place)
    const [writer, reviewer] = furnished.cookies.map((cookie) => new Client(server.url, cookie))
    if (!writer || !reviewer) throw new Error('Two people were hired')
    const over = new AbortController()
    const working = (async () => {
      while (!over.signal.aborted) {
        const id = furnished.translationIds[round++ % furnished.translationIds.length] ?? ''
        try {
          await turn(id, writer, reviewer, `Nơi này ${'rất '.repeat(round % 7)}đẹp.`, acknowledged, inDoubt)
          turns.done += 1
        } catch {
          return // the server was killed in the middle of it
        }
      }
    })()
    // At a random moment, but never before some approvals have been acknowledged.
    await expect.poll(() => turns.done, { timeout: 120_000 }).toBeGreaterThan(3 * (kill + 1))
    await sleep(Math.random() * 60)
    server.signal('SIGKILL')
    over.abort()
    await server.ended
    await working
    for (const client of [writer, reviewer]) client.close()
    await inPlace(place, async ({ tools: { db } }) => {
      const approved = await db
        .selectFrom('translation')
        .select(['id', 'target'])
        .where('state', 'in', ['reviewed', 'final'])
        .orderBy('id')
        .execute()
      const units = await db
        .selectFrom('memory_unit')
        .select(['translation_id as id', 'target'])
        .orderBy('translation_id')
        .execute()
      expect(units).toEqual(approved)
      const ids = new Set(approved.map(({ id }) => id))
      for (const [id, how] of acknowledged) {
        if (!inDoubt.has(id)) expect(ids.has(id), `${id} was ${how}`).toBe(how === 'approved')
      }
      // What was asked for when the server died was done or not; from here on it has to stay as it is.
      for (const id of inDoubt) acknowledged.set(id, ids.has(id) ? 'approved' : 'withdrawn')
    })
    inDoubt.clear()
  }
  const enough = Math.min(kills, furnished.translationIds.length / 2)
  return { turns: turns.done, translations: acknowledged.size, enough }
}

/** Writes, confirms and approves a translation, and takes every third approval back. */
async function turn(
  id: string,
  writer: Client,
  reviewer: Client,
  target: string,
  acknowledged: Map<string, 'approved' | 'withdrawn'>,
  inDoubt: Set<string>,
): Promise<void> {
  const { json } = await writer.save(id, target, 0)
  const base: number = json.current?.version ?? json.translation.version
  const path = `/api/translations/${id}`
  inDoubt.add(id)
  const saved = await writer.send('PUT', path, { target: `Hôm nay ${target}` }, writeHeaders(base))
  const confirmed = await writer.send(
    'POST',
    `${path}/confirm`,
    {},
    writeHeaders(saved.json.translation.version),
  )
  if (confirmed.status !== 200) return
  const review = (step: object, version: number) =>
    reviewer.send('POST', `${path}/review`, step, writeHeaders(version))
  const approved = await review({ step: 'approve' }, confirmed.json.translation.version)
  if (approved.status !== 200) return
  acknowledged.set(id, 'approved')
  if (Math.random() < 0.33) {
    const reopened = await review({ step: 'reopen' }, approved.json.translation.version)
    if (reopened.status !== 200) return
    acknowledged.set(id, 'withdrawn')
  }
  inDoubt.delete(id)
}
