// What operators and their machines ask: is it alive, is it ready, how does it do, what can it do.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { Hono, type Context } from 'hono'

import { WorkError } from '#domain/errors.ts'

import { isLocal } from './browser.ts'
import type { Environment } from './environment.ts'

/** What the system routes ask of the process around them. */
export interface System {
  readonly ready: () => Promise<boolean>
  readonly metrics: () => Promise<{ readonly text: string; readonly contentType: string }>
  readonly metricsToken: string | null
  readonly describe: () => object
}

/** Makes the routes for operators. */
export function systemRoutes(system: System) {
  return new Hono<Environment>()
    .get('/livez', (c) => c.text('alive'))
    .get('/readyz', async (c) => ((await system.ready()) ? c.text('ready') : c.text('not ready', 503)))
    .get('/metrics', async (c) => {
      demandCollector(c, system.metricsToken)
      const { text, contentType } = await system.metrics()
      return c.body(text, 200, { 'content-type': contentType })
    })
    .get('/api/openapi.json', (c) => c.json(system.describe()))
    .get('/api/reference', (c) => c.html(referencePage))
    .get('/api/reference/:file', async (c) => {
      const type = referenceFiles.get(c.req.param('file'))
      if (!type) throw new WorkError('not-found', 'There is nothing at this address')
      return c.body(await referenceFile(c.req.param('file')), 200, {
        'content-type': type,
        'cache-control': 'public, max-age=3600',
      })
    })
}

function demandCollector(c: Context<Environment>, token: string | null): void {
  if (token !== null && c.req.header('authorization') === `Bearer ${token}`) return
  if (isLocal(c)) return
  throw new WorkError('not-found', 'There is nothing at this address')
}

const referenceFiles: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['start.js', 'text/javascript; charset=utf-8'],
])

const referencePage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Setara – API reference</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/reference/swagger-ui.css"></head>
<body><div id="reference"></div>
<script src="/api/reference/swagger-ui-bundle.js"></script>
<script src="/api/reference/start.js"></script></body></html>`

const startScript = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null })`

async function referenceFile(name: string): Promise<string> {
  if (name === 'start.js') return startScript
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  return readFile(join(folder, name), 'utf8')
}
