import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { addProject } from '../../server/actions/projects.ts'
import { hire, inPlace } from '../server/furnish.ts'
import { startServer, type Place } from '../server/process.ts'
import { onBothDatabases } from './both.ts'

const units = 6000
const kills = 2
/** Sentences that come home the same each time, as most do. */
const same = 1000
/** Sentences that are written together. */
const together = 500

const file = (round: number) =>
  [
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f">',
    ...Array.from(
      { length: units },
      (_, n) =>
        `<unit id="u${n}"><notes><note>${'n'.repeat(300)}</note></notes><segment><source>Sentence ${n} tells what happened.</source>${
          round === 0
            ? ''
            : `<target>Câu ${n} kể điều gì đã xảy ra${n < same ? '' : `, lần ${round}`}.</target>`
        }</segment></unit>`,
    ),
    '</file></xliff>',
  ].join('\n')

/** Lines of the history after so many files. */
const linesAfter = (rounds: number): number => units + (rounds - 1) * (units - same)

onBothDatabases('a server that is killed while a large file comes home', (placeNow) => {
  test('goes on where it ended: each sentence is written once, each part whole', async () => {
    const place = placeNow()
    const { projectId, cookie } = await inPlace(place, async (workplace) => {
      const { id } = await addProject(workplace.asOperator(), { name: 'News' })
      return { projectId: id, cookie: (await hire(workplace, id, 1))[0] ?? '' }
    })
    let running = await startServer(place)
    const send = async (path: string, body: string): Promise<string> => {
      const headers = { cookie, origin: running.url }
      const response = await fetch(`${running.url}${path}`, { method: 'POST', headers, body })
      expect(response.status).toBe(202)
      return ((await response.json()) as { job: { id: string } }).job.id
    }
    const job = async (id: string) => {
      const response = await fetch(`${running.url}/api/jobs/${id}`, { headers: { cookie } })
      return (await response.json()) as {
        readonly state: string
        readonly done: number
        readonly total: number
        readonly result: {
          readonly editions?: readonly { readonly id: string }[]
          readonly counts?: unknown
        }
      }
    }
    const ended = async (id: string) => {
      for (;;) {
        const now = await job(id)
        if (now.state === 'done' || now.state === 'failed') return now
        await sleep(50)
      }
    }

    const imported = await ended(
      await send(`/api/projects/${projectId}/articles/files?name=a.xlf&to=vi`, file(0)),
    )
    const editionId = imported.result.editions?.[0]?.id ?? ''
    const path = `/api/editions/${editionId}/xliff/files?name=home.xlf&preview=false`
    let inTheMiddle = 0
    for (let round = 1; round <= kills; round += 1) {
      const id = await send(path, file(round))
      // It is read once before anything is written, so the second half is where texts change.
      for (;;) {
        const { state, done, total, result } = await job(id)
        expect(state, JSON.stringify(result)).not.toBe('failed')
        if (state === 'done' || (total > 0 && done > total * (0.5 + 0.15 * round))) break
        await sleep(20)
      }
      running.signal('SIGKILL')
      await running.ended
      const { written, lines } = await standing(place, editionId, round)
      expect(written % together).toBe(0)
      expect(lines).toBe(round === 1 ? written : linesAfter(round - 1) + written)
      if (written > 0 && written < units - same) inTheMiddle += 1
      running = await startServer(place)
      const last = await ended(id)
      expect(last, JSON.stringify(last).slice(0, 1000)).toMatchObject({
        state: 'done',
        result: {
          counts: {
            ...{ taken: round === 1 ? units : units - same, unchanged: round === 1 ? 0 : same },
            ...{ conflicting: 0, refused: 0 },
          },
        },
      })
    }
    running.signal('SIGTERM')
    await running.ended
    expect(await standing(place, editionId, kills)).toEqual({
      written: units - same,
      lines: linesAfter(kills),
      translated: units,
      version: kills,
    })
    expect(inTheMiddle).toBeGreaterThan(0)
  }, 600_000)
})

function standing(place: Place, editionId: string, round: number) {
  return inPlace(place, async ({ tools: { db } }) => {
    const { rows } = await sql<Record<'written' | 'lines' | 'translated' | 'version', number>>`
      select (select count(*)::int from translation
          where edition_id = ${editionId} and target like ${round === 1 ? '%đã xảy ra%' : `%lần ${round}.`}) as written,
        (select count(*)::int from history
          where edition_id = ${editionId} and deed = 'translation.returned-home') as lines,
        (select translated from edition where id = ${editionId}) as translated,
        (select max(version) from translation where edition_id = ${editionId}) as version`.execute(db)
    // It would by itself in a minute.
    await sql`update job set claimed_until = now() - interval '1 second' where state = 'running'`.execute(db)
    const [row] = rows
    if (!row) throw new Error('The edition is gone')
    return row
  })
}
