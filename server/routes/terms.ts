// The glossary over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import {
  acronymPolicies,
  confidences,
  formGenders,
  formStatuses,
  formUses,
  layers,
  surnameOrders,
  termClasses,
} from '#glossary/term.ts'
import { tableFormats, type TableFormat } from '#glossary/table.ts'
import { targetLocales } from '#locales/locale.ts'

import { decideForms } from '../actions/decide-forms.ts'
import { exportTerms, importTerms } from '../actions/exchange-terms.ts'
import { commentOnTerm } from '../actions/term-talk.ts'
import { usesOfTerm } from '../actions/term-uses.ts'
import {
  addTerm,
  changeTerm,
  findTermsOfProject,
  readTerm,
  removeTerm,
  restoreTerm,
} from '../actions/terms.ts'
import { contextOf, type Environment } from './environment.ts'
import { baseVersion, body, line, PageQuery, pageInput, query } from './validate.ts'

const TermForm = z.object({
  text: line(500),
  status: z.enum(formStatuses),
  confidence: z.enum(confidences).nullable().default(null),
  evidence: z.string().trim().max(2000).nullable().default(null),
  use: z.enum(formUses).optional(),
  gender: z.enum(formGenders).optional(),
  honorific: z.boolean().optional(),
})

const TermBody = z.object({
  source: line(500),
  acronym: line(100).nullable().default(null),
  termClass: z.enum(termClasses),
  caseSensitive: z.boolean().default(true),
  doNotTranslate: z.boolean().default(false),
  note: z.string().trim().max(5000).default(''),
  forms: z.partialRecord(z.enum(targetLocales), z.array(TermForm).max(20)).default({}),
  short: line(200).optional(),
  plural: line(500).optional(),
  acronymPolicy: z.enum(acronymPolicies).optional(),
  surnameOrder: z.enum(surnameOrders).optional(),
  needsOriginalSpelling: z.boolean().optional(),
})

const NewTermBody = TermBody.extend({ shared: z.boolean().default(false) })

const SearchQuery = PageQuery.extend({
  q: z.string().trim().max(200).default(''),
  class: z.enum(termClasses).optional(),
  layer: z.enum(layers).default('all'),
  missingIn: z.enum(targetLocales).optional(),
  status: z.enum(formStatuses).optional(),
  statusIn: z.enum(targetLocales).optional(),
})

const ExportQuery = z.object({ layer: z.enum(layers).default('all') })

const ImportBody = z.object({
  format: z.enum(tableFormats).default('csv'),
  /** The text of a CSV file; the bytes of a workbook or a term base in base 64. */
  content: z.string().max(8_000_000),
  shared: z.boolean().default(false),
  apply: z.boolean().default(false),
})

const DecideBody = z.object({
  status: z.enum(formStatuses),
  forms: z
    .array(z.object({ termId: line(100), locale: z.enum(targetLocales), text: line(500) }))
    .min(1)
    .max(500),
})

const CommentBody = z.object({
  body: line(5000),
  locale: z.enum(targetLocales).nullable().default(null),
  form: line(500).nullable().default(null),
})

const mediaTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  tbx: 'application/x-tbx+xml',
}

const fileHeaders = (format: TableFormat) => ({
  'content-type': mediaTypes[format],
  'content-disposition': `attachment; filename="glossary.${format}"`,
})

export const terms = new Hono<Environment>()
  .get('/projects/:project/terms', query(SearchQuery), async (c) => {
    const search = c.req.valid('query')
    return c.json(
      await findTermsOfProject(contextOf(c), {
        projectId: c.req.param('project'),
        text: search.q,
        termClass: search.class ?? null,
        layer: search.layer,
        missingIn: search.missingIn ?? null,
        status: search.status ?? null,
        statusIn: search.statusIn ?? null,
        ...pageInput(search),
      }),
    )
  })
  .post('/projects/:project/terms', body(NewTermBody), async (c) => {
    const { shared, ...draft } = c.req.valid('json')
    return c.json(
      await addTerm(contextOf(c), { projectId: shared ? null : c.req.param('project'), draft }),
      201,
    )
  })
  .get('/projects/:project/terms.csv', query(ExportQuery), async (c) => {
    const input = { projectId: c.req.param('project'), format: 'csv', ...c.req.valid('query') } as const
    return c.body(await exportTerms(contextOf(c), input), 200, fileHeaders('csv'))
  })
  .get('/projects/:project/terms.xlsx', query(ExportQuery), async (c) => {
    const input = { projectId: c.req.param('project'), format: 'xlsx', ...c.req.valid('query') } as const
    return c.body(await exportTerms(contextOf(c), input), 200, fileHeaders('xlsx'))
  })
  .get('/projects/:project/terms.tbx', query(ExportQuery), async (c) => {
    const input = { projectId: c.req.param('project'), format: 'tbx', ...c.req.valid('query') } as const
    return c.body(await exportTerms(contextOf(c), input), 200, fileHeaders('tbx'))
  })
  .post('/projects/:project/terms/import', body(ImportBody), async (c) => {
    const { content, ...how } = c.req.valid('json')
    const bytes = Buffer.from(content, how.format === 'csv' ? 'utf-8' : 'base64')
    return c.json(
      await importTerms(contextOf(c), { projectId: c.req.param('project'), content: bytes, ...how }),
    )
  })
  .post('/projects/:project/terms/decide', body(DecideBody), async (c) =>
    c.json(await decideForms(contextOf(c), { projectId: c.req.param('project'), ...c.req.valid('json') })),
  )
  .get('/projects/:project/terms/:term/uses', async (c) =>
    c.json(
      await usesOfTerm(contextOf(c), { projectId: c.req.param('project'), termId: c.req.param('term') }),
    ),
  )
  .get('/terms/:term', async (c) => c.json(await readTerm(contextOf(c), c.req.param('term'))))
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
  .post('/terms/:term/restore', async (c) => c.json(await restoreTerm(contextOf(c), c.req.param('term'))))
  .post('/terms/:term/comments', body(CommentBody), async (c) =>
    c.json(await commentOnTerm(contextOf(c), { termId: c.req.param('term'), ...c.req.valid('json') }), 201),
  )
