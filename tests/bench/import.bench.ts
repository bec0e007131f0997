// A file of 200 MB and 500,000 units becomes an article while others work: how long that takes, how much memory, and how
// long the others wait.

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, expect, test } from 'vitest'

import { kinds, openStage } from './stage.ts'
import { atMost, memoryOf, percentile, processorTimeOf, show, timed } from './table.ts'

const units = Number(process.env['BENCH_UNITS'] ?? 500_000)
/** Languages of the editions that are opened with it; the targets of the file are Vietnamese. */
const to = process.env['BENCH_TO'] ?? ''
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-import-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const unitOf = (n: number) =>
  `<unit id="u${n}">\n <segment state="translated">\n  <source>Sentence ${n} of the <pc id="1" type="fmt">centre</pc> &amp; its partners tells what happened at the meeting of that day, and who was there.</source>\n  <target>Câu ${n} của <pc id="1" type="fmt">trung tâm</pc> và các đối tác kể điều gì đã xảy ra tại cuộc họp ngày hôm đó, và ai có mặt ở đó.</target>\n  </segment>\n</unit>\n`

function write(): string {
  const file = path.join(folder, 'large.xlf')
  const handle = fs.openSync(file, 'w')
  fs.writeSync(
    handle,
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f">\n',
  )
  for (let from = 0; from < units; from += 1000)
    fs.writeSync(
      handle,
      Array.from({ length: Math.min(1000, units - from) }, (_, n) => unitOf(from + n)).join(''),
    )
  fs.writeSync(handle, '</file></xliff>\n')
  fs.closeSync(handle)
  return file
}

interface Job {
  readonly id: string
  readonly state: string
  readonly result: { readonly segments?: number } | null
}

test.each(kinds)('import (%s)', async (kind) => {
  const file = write()
  const size = fs.statSync(file).size
  const stage = await openStage(kind, { articles: 1, sentences: 500, people: 2 })
  const [importer, editor] = stage.clients
  const [edition] = stage.editions
  if (!importer || !editor || !edition) throw new Error('The stage is empty')
  // A server that people work on, so that the first save does not count as one that had to wait.
  await editor.save(edition.translationIds[0] ?? '', 'អត្ថបទ', 1)
  await editor.get(`/api/editions/${edition.id}/segments?limit=50`)
  await sleep(3000)
  const idle = memoryOf(stage.server.pid)
  const before = processorTimeOf(stage.server.pid)
  let highest = idle
  const whole = new AbortController()
  const waits: Record<'read' | 'save', number[]> = { read: [], save: [] }
  const errors: string[] = []

  const others = (async () => {
    const running: Promise<void>[] = []
    // The first translation has been saved already.
    for (let turn = 2; !whole.signal.aborted; turn += 1) {
      highest = Math.max(highest, memoryOf(stage.server.pid))
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

  const { ms, result } = await timed(async () => {
    const sent = await fetch(
      `${stage.server.url}/api/projects/${stage.projectId}/articles/files?name=large.xlf&to=${to}`,
      {
        method: 'POST',
        headers: { cookie: importer.cookie, origin: stage.server.url },
        body: Readable.toWeb(fs.createReadStream(file)) as ReadableStream,
        duplex: 'half',
      } as RequestInit,
    )
    expect(sent.status).toBe(202)
    let { job } = (await sent.json()) as { job: Job }
    const received = performance.now()
    while (job.state === 'waiting' || job.state === 'running') {
      await sleep(500)
      const answer = await importer.get(`/api/jobs/${job.id}`)
      job = answer.json as Job
    }
    return { job, received }
  })
  whole.abort()
  await others
  const seconds = ms / 1000
  expect(result.job).toMatchObject({ state: 'done', result: { segments: units } })
  expect(errors).toEqual([])
  const used = (processorTimeOf(stage.server.pid) - before) / 1000
  show(
    `Import of ${(size / 1e6).toFixed(0)} MB, ${units} units, editions: ${to || 'none'}, ${kind}; ${used.toFixed(0)} s of processor, ${waits.save.length} saves and ${waits.read.length} reads of others`,
    [
      atMost('import', 120, seconds, 's'),
      atMost('memory above the idle server', 600, highest - idle, 'MB'),
      atMost('others: save p99', 250, percentile(waits.save, 0.99), 'ms'),
      atMost('others: page of 50 p99', 250, percentile(waits.read, 0.99), 'ms'),
    ],
  )
  await stage.close()
})
