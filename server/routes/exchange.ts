// Editions and glossaries as files of other tools, over HTTP.

import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'

import { WorkError } from '#domain/errors.ts'

import { applyHomecoming, newestHomecoming, receiveHomecoming } from '../actions/bring-home.ts'
import { askForFile, takeFile } from '../actions/edition-file.ts'
import { sendEdition, sentVersionIds } from '../actions/send-edition.ts'
import { takeHome } from '../actions/take-home.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line, query } from './validate.ts'

/** Base64 of a file of at most 10 MB. */
const ReturnBody = z.object({
  fileName: line(255),
  content: z.base64().max(14_000_000),
  preview: z.boolean().default(false),
})

const FileQuery = z.object({
  name: line(255),
  preview: z.stringbool().default(true),
})

export const exchange = new Hono<Environment>()
  .get('/editions/:edition/xliff/:version', async (c) => {
    const version = sentVersionIds.find((known) => known === c.req.param('version'))
    if (!version) throw new WorkError('invalid', `Expected one of the versions ${sentVersionIds.join(', ')}`)
    const file = await sendEdition(contextOf(c), { editionId: c.req.param('edition'), version })
    return c.body(file.content, 200, {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename="${file.name}"`,
    })
  })
  .post('/editions/:edition/xliff', body(ReturnBody), async (c) => {
    const { content, ...input } = c.req.valid('json')
    const editionId = c.req.param('edition')
    return c.json(
      await takeHome(contextOf(c), { ...input, editionId, content: Buffer.from(content, 'base64') }),
    )
  })
  // The body is the file itself; it is stored as it arrives.
  .post('/editions/:edition/xliff/files', query(FileQuery), async (c) => {
    const { name, preview } = c.req.valid('query')
    const received = await receiveHomecoming(contextOf(c), {
      ...{ editionId: c.req.param('edition'), fileName: name, preview },
      content: c.req.raw.body ?? new ReadableStream(),
    })
    return c.json(received, 202)
  })
  .get('/editions/:edition/homecoming', async (c) =>
    c.json(await newestHomecoming(contextOf(c), c.req.param('edition'))),
  )
  .post('/jobs/:job/apply', async (c) => c.json(await applyHomecoming(contextOf(c), c.req.param('job')), 202))
  .post('/editions/:edition/file', async (c) =>
    c.json(await askForFile(contextOf(c), { editionId: c.req.param('edition') }), 202),
  )
  .get('/jobs/:job/file', async (c) => {
    const file = await takeFile(contextOf(c), c.req.param('job'))
    c.header('content-type', file.contentType)
    c.header('content-length', String(file.bytes))
    c.header('content-disposition', `attachment; filename="${file.name}"`)
    return stream(c, async (out) => {
      for await (const piece of file.content) await out.write(piece)
    })
  })
