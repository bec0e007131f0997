// The glossary over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { confidences, formStatuses, termClasses } from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'

import {
  addTerm,
  changeTerm,
  exportTerms,
  findTermsOfProject,
  importTerms,
  removeTerm,
} from '../actions/terms.ts'
import { contextOf, type Environment } from './environment.ts'
import { baseVersion, body, line, PageQuery, pageInput, query } from './validate.ts'

const TermForm = z.object({
  text: line(500),
  status: z.enum(formStatuses),
  confidence: z.enum(confidences).nullable().default(null),
  evidence: z.string().trim().max(2000).nullable().default(null),
})

const TermBody = z.object({
  source: line(500),
  acronym: line(100).nullable().default(null),
  termClass: z.enum(termClasses),
  caseSensitive: z.boolean().default(true),
  doNotTranslate: z.boolean().default(false),
  note: z.string().trim().max(5000).default(''),
  forms: z.partialRecord(z.enum(targetLocales), z.array(TermForm).max(20)).default({}),
})

const SearchQuery = PageQuery.extend({
  q: z.string().trim().max(200).default(''),
  class: z.enum(termClasses).optional(),
  missingIn: z.enum(targetLocales).optional(),
})

const CsvBody = z.object({ content: z.string().max(5_000_000), apply: z.boolean().default(false) })

export const terms = new Hono<Environment>()
  .get('/projects/:project/terms', query(SearchQuery), async (c) => {
    const search = c.req.valid('query')
    return c.json(
      await findTermsOfProject(contextOf(c), {
        projectId: c.req.param('project'),
        text: search.q,
        termClass: search.class ?? null,
        missingIn: search.missingIn ?? null,
        ...pageInput(search),
      }),
    )
  })
  .post('/projects/:project/terms', body(TermBody), async (c) =>
    c.json(
      await addTerm(contextOf(c), { projectId: c.req.param('project'), draft: c.req.valid('json') }),
      201,
    ),
  )
  .get('/projects/:project/terms.csv', async (c) =>
    c.body(await exportTerms(contextOf(c), c.req.param('project')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="glossary.csv"',
    }),
  )
  .post('/projects/:project/terms/import', body(CsvBody), async (c) =>
    c.json(await importTerms(contextOf(c), { projectId: c.req.param('project'), ...c.req.valid('json') })),
  )
  .put('/terms/:term', body(TermBody), async (c) => {
    const changed = await changeTerm(contextOf(c), {
      termId: c.req.param('term'),
      base: baseVersion(c),
      draft: c.req.valid('json'),
    })
    return changed.outcome === 'conflict' ? c.json(changed, 412) : c.json(changed)
  })
  .delete('/terms/:term', async (c) => {
    await removeTerm(contextOf(c), c.req.param('term'))
    return c.body(null, 204)
  })
