// A glossary of ten thousand entries comes in as a file, while somebody else goes on translating.

import { expect, test } from 'vitest'

import { tableOf } from '#glossary/table.ts'
import type { TermDraft } from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'

import { writeTermFile } from '../../server/formats/term-file.ts'
import { any, kinds, openStage } from './stage.ts'
import { atMost, percentile, processorTimeOf, show, timed } from './table.ts'

const entries = 10_000

function glossary(note: string): readonly TermDraft[] {
  return Array.from({ length: entries }, (_, number) => ({
    ...{ source: `Institute of Spices ${number}`, acronym: `IS${number}`, termClass: 'organisation', note },
    ...{ caseSensitive: true, doNotTranslate: false },
    forms: Object.fromEntries(
      targetLocales
        .slice(0, 3)
        .map((locale) => [
          locale,
          [{ text: `สถาบัน ${locale} ${number}`, status: 'proposed', confidence: 'B', evidence: 'a report' }],
        ]),
    ),
  }))
}

test.each(kinds)('glossary (%s)', async (kind) => {
  const stage = await openStage(kind, { articles: 1, sentences: 500, people: 2 })
  const [client, other] = stage.clients
  if (!client || !other) expect.fail('There is nobody')
  const files = {
    // Terms are drafts with more; the writers ask for nothing of it.
    csv: Buffer.from(await writeTermFile('csv', glossary('as CSV') as never)).toString('utf-8'),
    xlsx: Buffer.from(await writeTermFile('xlsx', glossary('as workbook') as never)).toString('base64'),
  }
  expect(tableOf(glossary('')).length).toBe(3 * entries + 1)
  const address = `/api/projects/${stage.projectId}/terms/import`
  const figures = []
  for (const [format, content] of Object.entries(files)) {
    for (const apply of [false, true]) {
      const used = processorTimeOf(stage.server.pid)
      const ended = new AbortController()
      const waits: number[] = []
      const others = (async () => {
        while (!ended.signal.aborted) {
          const { ms } = await timed(() =>
            other.send('GET', `/api/editions/${any(stage.editions).id}/segments?limit=50`),
          )
          waits.push(ms)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      })()
      const { ms, result } = await timed(() => client.send('POST', address, { format, content, apply }))
      ended.abort()
      await others
      expect(result.json).toMatchObject({ applied: apply, problems: [] })
      const name = `${format}, ${apply ? (format === 'csv' ? 'added' : 'changed') : 'preview'}`
      figures.push(
        { ...atMost(name, 5, ms / 1000, 's'), target: '–' },
        {
          ...atMost(`${name}, processor time`, 0, (processorTimeOf(stage.server.pid) - used) / 1000, 's'),
          target: '–',
        },
        { ...atMost(`${name}, others wait at most`, 1000, percentile(waits, 1), 'ms'), target: '–' },
      )
    }
  }
  show(
    `glossary of ${entries} entries with three forms, ${kind}`,
    figures.map((figure) => ({ ...figure, met: true })),
  )
  await stage.close()
})
