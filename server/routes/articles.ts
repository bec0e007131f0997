// Articles over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { WorkError } from '#domain/errors.ts'
import { targetLocales } from '#locales/locale.ts'

import { deleteArticle, listArticles, readArticle } from '../actions/articles.ts'
import { importArticle, previewArticle } from '../actions/import-article.ts'
import { openEditions } from '../actions/open-editions.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line, PageQuery, pageInput, query } from './validate.ts'

/** Base64 of a file of at most 10 MB. */
const FileContent = z.base64().max(14_000_000)

const FileBody = z.object({ fileName: line(255), content: FileContent })

const ImportBody = FileBody.extend({
  locales: z.array(z.enum(targetLocales)).max(targetLocales.length).default([]),
  treatments: z.record(z.coerce.number().int().positive(), z.enum(['translate', 'keep', 'drop'])).default({}),
})

const EditionsBody = z.object({ locales: z.array(z.enum(targetLocales)).min(1).max(targetLocales.length) })

export const articles = new Hono<Environment>()
  .get('/projects/:project/articles', query(PageQuery), async (c) =>
    c.json(
      await listArticles(contextOf(c), {
        projectId: c.req.param('project'),
        ...pageInput(c.req.valid('query')),
      }),
    ),
  )
  .post('/projects/:project/articles', body(ImportBody), async (c) => {
    const { content, ...input } = c.req.valid('json')
    const projectId = c.req.param('project')
    return c.json(await importArticle(contextOf(c), { ...input, projectId, content: bytes(content) }), 201)
  })
  .post('/projects/:project/articles/preview', body(FileBody), async (c) => {
    const { content, fileName } = c.req.valid('json')
    const projectId = c.req.param('project')
    return c.json(await previewArticle(contextOf(c), { projectId, fileName, content: bytes(content) }))
  })
  .get('/articles/:article', async (c) => c.json(await readArticle(contextOf(c), c.req.param('article'))))
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
