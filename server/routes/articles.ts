// Articles over HTTP.

import { Hono, type Context } from 'hono'
import { z } from 'zod'

import { blockRoles, revisionChoices } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { changeClasses } from '#domain/source-update/outdated.ts'
import { targetLocales } from '#locales/locale.ts'

import { deleteArticle, listArticles, readArticle } from '../actions/articles.ts'
import { correctSegment, decideBlock, joinSegments, splitSegment } from '../actions/correct-source.ts'
import { fetchSource } from '../actions/fetch-source.ts'
import { importArticle, previewArticle } from '../actions/import-article.ts'
import { cancelImport, receiveArticle } from '../actions/import-file.ts'
import { openEditions } from '../actions/open-editions.ts'
import { previewUpdate } from '../actions/preview-update.ts'
import { removeRestored, restoreSentence } from '../actions/restore-sentence.ts'
import { readSourceHistory, restoreFile } from '../actions/source-versions.ts'
import { updateArticle, type Updated } from '../actions/update-article.ts'
import { contextOf, type Environment } from './environment.ts'
import { baseVersion, body, line, PageQuery, pageInput, query } from './validate.ts'

/** Base64 of a file; its reader knows how large its kind may be. */
const FileContent = z.base64()

const FileBody = z.object({ fileName: line(255), content: FileContent })

/** A file that is looked at for the first time. */
const FirstBody = FileBody.extend({
  /** What becomes of tracked changes, now and whenever the article is read again. */
  revisions: z.enum(revisionChoices).default('accepted'),
})

const number = z.coerce.number().int().positive()
const decisions = {
  treatments: z.record(number, z.enum(['translate', 'keep', 'drop'])).default({}),
  roles: z.record(number, z.enum(blockRoles)).default({}),
}

const ImportBody = FirstBody.extend({
  locales: z.array(z.enum(targetLocales)).max(targetLocales.length).default([]),
  ...decisions,
})

/** Languages of the editions, as a list with commas. */
const FileQuery = z.object({
  name: line(255),
  to: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(z.enum(targetLocales)).max(targetLocales.length)),
})

const AddressBody = z.object({ address: line(2000) })

const changeClass = z.enum(changeClasses)
const UpdateBody = FileBody.extend({
  /** What single changes are, by the number of the segment in the new version. */
  classes: z.record(number, changeClass).default({}),
  /** What all others are; `suggested` takes what each looks like. */
  otherwise: z.union([changeClass, z.literal('suggested')]).default('meaning'),
  ...decisions,
})

const EditionsBody = z.object({ locales: z.array(z.enum(targetLocales)).min(1).max(targetLocales.length) })

/** Longest sentence, in UTF-16 units. */
const importLimit = 20_000

const CorrectionBody = z.object({
  source: z.string().trim().min(1).max(importLimit),
  change: changeClass.default('typo'),
})
const SplitBody = z.object({ at: z.number().int().positive().max(importLimit) })
const BlockBody = z.object({
  treatment: z.enum(['translate', 'keep', 'drop']).nullable().default(null),
  role: z.enum(blockRoles).nullable().default(null),
})

export const articles = new Hono<Environment>()
  .get('/projects/:project/articles', query(PageQuery), async (c) => {
    const { can, ...page } = await listArticles(contextOf(c), {
      projectId: c.req.param('project'),
      ...pageInput(c.req.valid('query')),
    })
    // Whether addresses are fetched is no matter of roles alone: the operator has to allow it.
    const fetch = c.get('dependencies').fetchAddress ? can.import : 'reason.not-allowed-here'
    return c.json({ ...page, can: { ...can, fetch } })
  })
  .post('/projects/:project/articles/fetch', body(AddressBody), async (c) => {
    const { fetchAddress = null } = c.get('dependencies')
    const { address } = c.req.valid('json')
    const { fileName, content } = await fetchSource(contextOf(c), {
      ...{ projectId: c.req.param('project'), address, fetchAddress },
    })
    return c.json({ fileName, content: Buffer.from(content).toString('base64') })
  })
  .post('/projects/:project/articles', body(ImportBody), async (c) => {
    const { content, ...input } = c.req.valid('json')
    const projectId = c.req.param('project')
    return c.json(await importArticle(contextOf(c), { ...input, projectId, content: bytes(content) }), 201)
  })
  // The body is the file itself; it is stored as it arrives.
  .post('/projects/:project/articles/files', query(FileQuery), async (c) => {
    const { name, to } = c.req.valid('query')
    const received = await receiveArticle(contextOf(c), {
      ...{ projectId: c.req.param('project'), fileName: name, locales: to },
      content: c.req.raw.body ?? new ReadableStream(),
    })
    return c.json(received, 202)
  })
  .delete('/jobs/:job', async (c) => c.json(await cancelImport(contextOf(c), c.req.param('job'))))
  .post('/projects/:project/articles/preview', body(FirstBody), async (c) => {
    const { content, ...file } = c.req.valid('json')
    const projectId = c.req.param('project')
    return c.json(await previewArticle(contextOf(c), { ...file, projectId, content: bytes(content) }))
  })
  .post('/articles/:article/update/preview', body(FileBody), async (c) => {
    const { content, fileName } = c.req.valid('json')
    const articleId = c.req.param('article')
    const file = { fileName, content: bytes(content) }
    return c.json(await previewUpdate(contextOf(c), { articleId, file }))
  })
  .post('/articles/:article/update', body(UpdateBody), async (c) => {
    const { content, fileName, ...choices } = c.req.valid('json')
    const articleId = c.req.param('article')
    const file = { fileName, content: bytes(content) }
    const updated = await updateArticle(contextOf(c), { articleId, base: baseVersion(c), file, choices })
    return changed(c, updated)
  })
  .get('/articles/:article/versions', async (c) =>
    c.json(await readSourceHistory(contextOf(c), c.req.param('article'))),
  )
  .post('/articles/:article/versions/:version', async (c) => {
    const restored = await restoreFile(contextOf(c), {
      articleId: c.req.param('article'),
      number: numberOf(c.req.param('version')),
      base: baseVersion(c),
    })
    return changed(c, restored)
  })
  .post('/articles/:article/removed/:segment', async (c) =>
    changed(
      c,
      await restoreSentence(contextOf(c), {
        ...{ articleId: c.req.param('article'), segmentId: c.req.param('segment'), base: baseVersion(c) },
      }),
    ),
  )
  .delete('/articles/:article/segments/:segment', async (c) =>
    changed(
      c,
      await removeRestored(contextOf(c), {
        ...{ articleId: c.req.param('article'), segmentId: c.req.param('segment'), base: baseVersion(c) },
      }),
    ),
  )
  .put('/articles/:article/segments/:segment', body(CorrectionBody), async (c) =>
    changed(
      c,
      await correctSegment(contextOf(c), {
        ...c.req.valid('json'),
        ...{ articleId: c.req.param('article'), segmentId: c.req.param('segment'), base: baseVersion(c) },
      }),
    ),
  )
  .post('/articles/:article/segments/:segment/split', body(SplitBody), async (c) =>
    changed(
      c,
      await splitSegment(contextOf(c), {
        ...c.req.valid('json'),
        ...{ articleId: c.req.param('article'), segmentId: c.req.param('segment'), base: baseVersion(c) },
      }),
    ),
  )
  .post('/articles/:article/segments/:segment/join', async (c) =>
    changed(
      c,
      await joinSegments(contextOf(c), {
        ...{ articleId: c.req.param('article'), segmentId: c.req.param('segment'), base: baseVersion(c) },
      }),
    ),
  )
  .put('/articles/:article/blocks/:block', body(BlockBody), async (c) =>
    changed(
      c,
      await decideBlock(contextOf(c), {
        ...c.req.valid('json'),
        ...{ articleId: c.req.param('article'), block: numberOf(c.req.param('block')), base: baseVersion(c) },
      }),
    ),
  )
  .get('/articles/:article', async (c) => {
    const { can, ...article } = await readArticle(contextOf(c), c.req.param('article'))
    const fetch = c.get('dependencies').fetchAddress ? can.update : 'reason.not-allowed-here'
    return c.json({ ...article, can: { ...can, fetch } })
  })
  .delete('/articles/:article', async (c) => {
    await deleteArticle(contextOf(c), c.req.param('article'))
    return c.body(null, 204)
  })
  .post('/articles/:article/editions', body(EditionsBody), async (c) =>
    c.json(await openEditions(contextOf(c), { articleId: c.req.param('article'), ...c.req.valid('json') })),
  )

function bytes(content: string): Uint8Array {
  const file = Buffer.from(content, 'base64')
  if (file.length === 0) throw new WorkError('unsupported-file', 'The file is empty')
  return file
}

/** What is no number names nothing. */
const numberOf = (text: string): number => Number(/^\d{1,9}$/.exec(text)?.[0] ?? 0)

function changed(c: Context, outcome: Updated) {
  return outcome.outcome === 'conflict' ? c.json(outcome, 412) : c.json(outcome)
}
