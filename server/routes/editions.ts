// Editions and their translations over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { checkIds } from '#domain/checks/finding.ts'
import { closestMatch, origins } from '#domain/origin.ts'
import { returnCategories } from '#domain/review.ts'

import { confirmTranslation } from '../actions/confirm-translation.ts'
import { dismissFinding } from '../actions/dismiss-finding.ts'
import { listRows, readEdition, readHistory, readOutline, readWork } from '../actions/editions.ts'
import { reviewSegment, reviewSteps } from '../actions/review-segment.ts'
import { translateSegment } from '../actions/translate-segment.ts'
import { longestTarget } from '../actions/writing.ts'
import { contextOf, type Environment } from './environment.ts'
import { baseVersion, body, idempotencyKey, line, PageQuery, pageInput, query } from './validate.ts'

const TargetBody = z.object({
  target: z.string().max(longestTarget),
  origin: z
    .object({ origin: z.enum(origins), match: z.number().int().min(0).max(closestMatch) })
    .nullable()
    .default(null),
})

const reason = line(2000).nullable().default(null)
const offset = z.number().int().min(0).max(longestTarget)
const ReviewBody = z.object({
  step: z.enum(reviewSteps),
  reason,
  waiver: reason,
  category: z.enum(returnCategories).nullable().default(null),
  range: z
    .object({ start: offset, end: offset, side: z.enum(['source', 'target']).default('target') })
    .nullable()
    .default(null),
})

const DismissBody = z.object({
  check: z.enum(checkIds),
  reason: line(2000),
})

export const editions = new Hono<Environment>()
  .get('/work', async (c) => c.json(await readWork(contextOf(c))))
  .get('/editions/:edition', async (c) => c.json(await readEdition(contextOf(c), c.req.param('edition'))))
  .get('/editions/:edition/outline', async (c) =>
    c.json(await readOutline(contextOf(c), c.req.param('edition'))),
  )
  .get('/editions/:edition/segments', query(PageQuery), async (c) =>
    c.json(
      await listRows(contextOf(c), { editionId: c.req.param('edition'), ...pageInput(c.req.valid('query')) }),
    ),
  )
  .put('/translations/:translation', body(TargetBody), async (c) => {
    const written = await translateSegment(contextOf(c), {
      translationId: c.req.param('translation'),
      base: baseVersion(c),
      idempotencyKey: idempotencyKey(c),
      ...c.req.valid('json'),
    })
    return written.outcome === 'conflict' ? c.json(written, 412) : c.json(written)
  })
  .post('/translations/:translation/confirm', async (c) => {
    const written = await confirmTranslation(contextOf(c), {
      translationId: c.req.param('translation'),
      base: baseVersion(c),
      idempotencyKey: idempotencyKey(c),
    })
    return written.outcome === 'conflict' ? c.json(written, 412) : c.json(written)
  })
  .post('/translations/:translation/review', body(ReviewBody), async (c) => {
    const written = await reviewSegment(contextOf(c), {
      translationId: c.req.param('translation'),
      base: baseVersion(c),
      idempotencyKey: idempotencyKey(c),
      ...c.req.valid('json'),
    })
    return written.outcome === 'conflict' ? c.json(written, 412) : c.json(written)
  })
  .post('/translations/:translation/dismissals', body(DismissBody), async (c) =>
    c.json(
      await dismissFinding(contextOf(c), {
        translationId: c.req.param('translation'),
        ...c.req.valid('json'),
      }),
    ),
  )
  .get('/translations/:translation/history', query(PageQuery), async (c) =>
    c.json(
      await readHistory(contextOf(c), {
        translationId: c.req.param('translation'),
        ...pageInput(c.req.valid('query')),
      }),
    ),
  )
