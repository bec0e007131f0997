// A file of 200 MB and 500,000 units becomes an article while others work, and a file of 100,000 comes home: how long that
// takes, how much memory, and how long the others wait.

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, expect, test } from 'vitest'

import type { Client } from '../server/client.ts'
import { kinds, openStage, type Stage } from './stage.ts'
import { atMost, memoryOf, percentile, processorTimeOf, show, timed } from './table.ts'

/** `import`, `home`, or both. */
const parts = (process.env['BENCH_PARTS'] ?? 'import,home').split(',')
/** Sentences of the file that comes home. */
const returned = Number(process.env['BENCH_RETURNED'] ?? 100_000)
const units = Number(process.env['BENCH_UNITS'] ?? 500_000)
/** Languages of the editions that are opened with it; the targets of the file are Vietnamese. */
const to = process.env['BENCH_TO'] ?? ''
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-import-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const unitOf = (n: number, hasTarget: boolean) =>
  `<unit id="u${n}">\n <segment${hasTarget ? ' state="translated"' : ''}>\n  <source>Sentence ${n} of the <pc id="1" type="fmt">centre</pc> &amp; its partners tells what happened at the meeting of that day, and who was there.</source>${hasTarget ? `\n  <target>Câu ${n} của <pc id="1" type="fmt">trung tâm</pc> và các đối tác kể điều gì đã xảy ra tại cuộc họp ngày hôm đó, và ai có mặt ở đó.</target>` : ''}\n  </segment>\n</unit>\n`

/** Writes a file; without targets it is as it left. */
function write(units: number, hasTargets = true): string {
  const file = path.join(folder, `${hasTargets ? 'back' : 'away'}-${units}.xlf`)
  const handle = fs.openSync(file, 'w')
  fs.writeSync(
    handle,
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f">\n',
  )
  for (let from = 0; from < units; from += 1000)
    fs.writeSync(
      handle,
      Array.from({ length: Math.min(1000, units - from) }, (_, n) => unitOf(from + n, hasTargets)).join(''),
    )
  fs.writeSync(handle, '</file></xliff>\n')
  fs.closeSync(handle)
  return file
}

interface Job {
  readonly id: string
  readonly state: string
  readonly result: {
    readonly segments?: number
    readonly editions?: readonly { readonly id: string }[]
    readonly counts?: unknown
  } | null
}

/** Sends a file and follows what becomes of it. */
async function followed(stage: Stage, client: Client, door: string, file: string): Promise<Job> {
  const sent = await fetch(`${stage.server.url}${door}`, {
    method: 'POST',
    headers: { cookie: client.cookie, origin: stage.server.url },
    body: Readable.toWeb(fs.createReadStream(file)) as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  expect(sent.status).toBe(202)
  let { job } = (await sent.json()) as { job: Job }
  while (job.state === 'waiting' || job.state === 'running') {
    await sleep(500)
    const answer = await client.get(`/api/jobs/${job.id}`)
    job = answer.json as Job
  }
  return job
}

/** Does something while somebody saves and reads beside it. */
async function amongOthers<T>(stage: Stage, editor: Client, turns: { next: number }, work: () => Promise<T>) {
  const [edition] = stage.editions
  if (!edition) throw new Error('The stage is empty')
  const { pid } = stage.server
  await sleep(3000)
  const idle = memoryOf(pid)
  const before = processorTimeOf(pid)
  let highest = idle
  const whole = new AbortController()
  const waits: Record<'read' | 'save', number[]> = { read: [], save: [] }
  const errors: string[] = []
  const others = (async () => {
    const running: Promise<void>[] = []
    for (; !whole.signal.aborted; turns.next += 1) {
      const turn = turns.next
      highest = Math.max(highest, memoryOf(pid))
      const work = async () => {
        const isSave = turn % 2 === 0
        const id = edition.translationIds[turn % edition.translationIds.length] ?? ''
        const { ms, result } = await timed(() =>
          isSave
            ? editor.save(id, `អត្ថបទ ${turn}`, 1 + Math.floor(turn / edition.translationIds.length))
            : editor.get(`/api/editions/${edition.id}/segments?limit=50`),
        )
        waits[isSave ? 'save' : 'read'].push(ms)
        if (result.status !== 200) errors.push(`${isSave ? 'save' : 'read'} ${result.status}`)
      }
      running.push(work().catch((error: unknown) => void errors.push(String(error))))
      await sleep(100)
    }
    await Promise.all(running)
  })()
  const { ms, result } = await timed(work)
  whole.abort()
  await others
  expect(errors).toEqual([])
  const used = (processorTimeOf(pid) - before) / 1000
  return {
    result,
    seconds: ms / 1000,
    told: `${used.toFixed(0)} s of processor, ${waits.save.length} saves and ${waits.read.length} reads of others`,
    figures: [
      atMost('memory above the idle server', 600, highest - idle, 'MB'),
      atMost('others: save p99', 250, percentile(waits.save, 0.99), 'ms'),
      atMost('others: page of 50 p99', 250, percentile(waits.read, 0.99), 'ms'),
    ],
  }
}

async function opened(kind: (typeof kinds)[number]) {
  const stage = await openStage(kind, { articles: 1, sentences: 500, people: 2 })
  const [importer, editor] = stage.clients
  const [edition] = stage.editions
  if (!importer || !editor || !edition) throw new Error('The stage is empty')
  // A server that people work on, so that the first save does not count as one that had to wait.
  await editor.save(edition.translationIds[0] ?? '', 'អត្ថបទ', 1)
  await editor.get(`/api/editions/${edition.id}/segments?limit=50`)
  // The first translation has been saved already.
  return { stage, importer, editor, turns: { next: 2 } }
}

const importing = (projectId: string, to: string) =>
  `/api/projects/${projectId}/articles/files?name=large.xlf&to=${to}`

test.runIf(parts.includes('import')).each(kinds)('import (%s)', async (kind) => {
  const file = write(units)
  const { stage, importer, editor, turns } = await opened(kind)
  const { result, seconds, told, figures } = await amongOthers(stage, editor, turns, () =>
    followed(stage, importer, importing(stage.projectId, to), file),
  )
  expect(result).toMatchObject({ state: 'done', result: { segments: units } })
  show(`Import of ${megabytes(file)} MB, ${units} units, editions: ${to || 'none'}, ${kind}; ${told}`, [
    atMost('import', 120, seconds, 's'),
    ...figures,
  ])
  await stage.close()
})

test.runIf(parts.includes('home')).each(kinds)('home (%s)', async (kind) => {
  const away = write(returned, false)
  const back = write(returned)
  const { stage, importer, editor, turns } = await opened(kind)
  const imported = await followed(stage, importer, importing(stage.projectId, 'vi'), away)
  const edition = imported.result?.editions?.[0]?.id ?? ''
  const { result, seconds, told, figures } = await amongOthers(stage, editor, turns, () =>
    followed(stage, importer, `/api/editions/${edition}/xliff/files?name=home.xlf&preview=false`, back),
  )
  expect(result).toMatchObject({ state: 'done', result: { counts: { taken: returned, refused: 0 } } })
  show(`Coming home of ${megabytes(back)} MB, ${returned} sentences that are all new, ${kind}; ${told}`, [
    atMost('coming home', 600, seconds, 's'),
    ...figures,
  ])
  await stage.close()
})

const megabytes = (file: string): string => (fs.statSync(file).size / 1e6).toFixed(0)
