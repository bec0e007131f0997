// Releases over HTTP: published, listed, shown and downloaded.

import { Hono } from 'hono'
import { z } from 'zod'

import { WorkError } from '#domain/errors.ts'

import { publishEdition, readPublicationGate } from '../actions/publish-edition.ts'
import {
  exportFormatIds,
  exportRelease,
  listReleases,
  previewRelease,
  readRelease,
} from '../actions/releases.ts'
import { contextOf, type Environment } from './environment.ts'
import { query } from './validate.ts'

const FileQuery = z.object({
  inline: z.literal('1').optional(),
  /** Of the format of the source: sentences without a translation. */
  missing: z.enum(['refuse', 'source']).optional(),
})

export const releases = new Hono<Environment>()
  .get('/editions/:edition/publication', async (c) =>
    c.json(await readPublicationGate(contextOf(c), c.req.param('edition'))),
  )
  .post('/editions/:edition/releases', async (c) => {
    const { publicUrl } = c.get('dependencies')
    return c.json(await publishEdition(contextOf(c), { editionId: c.req.param('edition'), publicUrl }), 201)
  })
  .get('/editions/:edition/releases', async (c) =>
    c.json(await listReleases(contextOf(c), c.req.param('edition'))),
  )
  .get('/releases/:release', async (c) => c.json(await readRelease(contextOf(c), c.req.param('release'))))
  .get('/releases/:release/files/:format', query(FileQuery), async (c) => {
    const format = exportFormatIds.find((id) => id === c.req.param('format'))
    if (!format) {
      throw new WorkError('invalid', `Expected one of the formats ${exportFormatIds.join(', ')}`)
    }
    const releaseId = c.req.param('release')
    const { inline, missing } = c.req.valid('query')
    const shown = inline === '1' && format === 'html'
    const file = shown
      ? await previewRelease(contextOf(c), releaseId)
      : await exportRelease(contextOf(c), { releaseId, format, ...(missing ? { missing } : {}) })
    // Whatever an article holds, it is shown in a box without scripts, forms or this site's rights.
    c.header('content-security-policy', shownPolicy(file.style))
    return c.body(file.content, 200, {
      'content-type': file.contentType,
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${file.name}"`,
    })
  })

/** Lets the page have its own style sheet and nothing else that its text could name. */
const shownPolicy = (style: string | null) =>
  `sandbox; default-src 'none'; style-src ${style === null ? "'none'" : `'${style}'`}; img-src data: https:; font-src data:; frame-ancestors 'self'`
