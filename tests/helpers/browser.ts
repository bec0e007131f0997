// A real Chromium for tests, and pages built by vite that it can open.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

import type { Browser } from 'playwright-core'
import { build } from 'vite'

import config from '../../vite.config.ts'
import { findChromium, openChromium } from '../web/chromium.ts'

/** Path of the Chromium of this machine, or null: then browser tests are skipped, which is said loudly. */
export const chromiumPath = findChromium()

/** Starts a browser; close it after the tests. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath)
    throw new Error('There is no Chromium: skip this test with `describe.skipIf(!chromiumPath)`')
  return openChromium(chromiumPath)
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** A page that vite built and a small server offers. */
export interface BuiltPage {
  readonly url: string
  close(): Promise<void>
}

/** Builds a folder with an index.html the way the product is built, and serves it from memory. */
export async function buildPage(folder: string): Promise<BuiltPage> {
  const built = await build({
    ...config,
    root: folder,
    configFile: false,
    logLevel: 'silent',
    // The product is built from pages and a worker of its own; here the folder is all there is.
    build: { ...config.build, write: false, rolldownOptions: { input: join(folder, 'index.html') } },
  })
  const files = new Map<string, string | Uint8Array>()
  for (const { output } of [built].flat() as readonly { output: readonly Output[] }[]) {
    for (const file of output) files.set(`/${file.fileName}`, 'code' in file ? file.code : file.source)
  }
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url?.split('?')[0] ?? '')
    const file = files.get(path)
    const type = types[extname(path)] ?? 'application/octet-stream'
    if (file === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': type }).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return { url: `http://127.0.0.1:${port}/`, close: () => stop(server) }
}

type Output = { fileName: string } & ({ code: string } | { source: string | Uint8Array })

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
