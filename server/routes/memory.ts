// The translation memory over HTTP.

import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'

import { analysisCsv } from '#domain/memory/analysis.ts'
import { targetLocales } from '#locales/locale.ts'

import { analyseArticle } from '../actions/analyse-article.ts'
import { searchMemory } from '../actions/concordance.ts'
import { exportMemory } from '../actions/export-memory.ts'
import { receiveMemory } from '../actions/import-memory.ts'
import { readJob } from '../actions/job-view.ts'
import { readExactMatches, readMatches } from '../actions/memory-matches.ts'
import { readMemory, removeOrigin, setMemoryRules } from '../actions/memory-origins.ts'
import { fillRepetitions, preTranslate, readRepetitions } from '../actions/pre-translate.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line, query } from './validate.ts'

const SearchQuery = z.object({
  q: z.string().trim().min(1).max(300),
  locale: z.enum(targetLocales),
  side: z.enum(['source', 'target']).default('source'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const score = z.union([z.literal(100), z.literal(101)])
const RulesBody = z.object({ fillFrom: score })
const FillBody = z.object({ from: score.nullable().default(null) })
const RepeatBody = z.object({ except: z.array(z.string().max(100)).max(20_000).default([]) })
const FileQuery = z.object({ name: line(200) })

/** Languages as a list with commas; an empty one means all. */
const locales = z
  .string()
  .default('')
  .transform((list) => list.split(',').filter(Boolean))
  .pipe(z.array(z.enum(targetLocales)).max(targetLocales.length))
/** What a request without a body sends. */
async function* nothing(): AsyncGenerator<Uint8Array> {}

const ExportQuery = z.object({ to: locales })
const AnalysisQuery = z.object({ to: locales, format: z.enum(['json', 'csv']).default('json') })

export const memory = new Hono<Environment>()
  .get('/translations/:translation/matches', async (c) =>
    c.json(await readMatches(contextOf(c), { translationId: c.req.param('translation') })),
  )
  .get('/translations/:translation/repetitions', async (c) =>
    c.json(await readRepetitions(contextOf(c), c.req.param('translation'))),
  )
  .post('/translations/:translation/repetitions', body(RepeatBody), async (c) =>
    c.json(
      await fillRepetitions(contextOf(c), {
        translationId: c.req.param('translation'),
        ...c.req.valid('json'),
      }),
    ),
  )
  .get('/editions/:edition/matches', async (c) =>
    c.json(await readExactMatches(contextOf(c), { editionId: c.req.param('edition') })),
  )
  .post('/editions/:edition/pretranslation', body(FillBody), async (c) =>
    c.json(
      await preTranslate(contextOf(c), { editionId: c.req.param('edition'), ...c.req.valid('json') }),
      202,
    ),
  )
  .get('/jobs/:job', async (c) => c.json(await readJob(contextOf(c), c.req.param('job'))))
  .get('/articles/:article/analysis', query(AnalysisQuery), async (c) => {
    const { to, format } = c.req.valid('query')
    const analysed = await analyseArticle(contextOf(c), {
      articleId: c.req.param('article'),
      locales: to.length > 0 ? to : targetLocales,
    })
    if (format === 'json') return c.json(analysed)
    const table = new Map(analysed.languages.map(({ locale, analysis }) => [locale, analysis]))
    return c.body(analysisCsv(table), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="analysis.csv"',
    })
  })
  .get('/projects/:project/memory', async (c) =>
    c.json(await readMemory(contextOf(c), { projectId: c.req.param('project') })),
  )
  .put('/projects/:project/memory', body(RulesBody), async (c) =>
    c.json(await setMemoryRules(contextOf(c), { projectId: c.req.param('project'), ...c.req.valid('json') })),
  )
  .get('/projects/:project/memory/concordance', query(SearchQuery), async (c) => {
    const { q, ...search } = c.req.valid('query')
    return c.json(await searchMemory(contextOf(c), { projectId: c.req.param('project'), text: q, ...search }))
  })
  .get('/projects/:project/memory.tmx', query(ExportQuery), async (c) => {
    const pieces = await exportMemory(contextOf(c), {
      projectId: c.req.param('project'),
      locales: c.req.valid('query').to,
    })
    c.header('content-type', 'application/x-tmx+xml; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="memory.tmx"')
    return stream(c, async (out) => {
      for await (const piece of pieces) await out.write(piece)
    })
  })
  // The body is the file itself; it is stored as it arrives.
  .post('/projects/:project/memory/files', query(FileQuery), async (c) => {
    const received = await receiveMemory(contextOf(c), {
      projectId: c.req.param('project'),
      fileName: c.req.valid('query').name,
      content: c.req.raw.body ?? nothing(),
    })
    return c.json(received, 202)
  })
  .delete('/projects/:project/memory/files/:file', async (c) =>
    c.json(
      await removeOrigin(contextOf(c), {
        projectId: c.req.param('project'),
        kind: 'file',
        id: c.req.param('file'),
      }),
    ),
  )
  .delete('/projects/:project/memory/articles/:article', async (c) =>
    c.json(
      await removeOrigin(contextOf(c), {
        projectId: c.req.param('project'),
        kind: 'article',
        id: c.req.param('article'),
      }),
    ),
  )
