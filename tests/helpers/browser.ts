// A real Chromium for tests, and pages built by vite that it can open.

import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

import { chromium, type Browser } from 'playwright-core'
import { build } from 'vite'

import config from '../../vite.config.ts'

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of the Chromium of this machine, or null: then browser tests are skipped, and everybody can see that. */
export const chromiumPath = places.find((place) => place && existsSync(place)) ?? null

if (!chromiumPath) {
  const message = 'NO CHROMIUM FOUND: the browser tests do not run. Install chromium, or name it in CHROMIUM.'
  if (process.env['CI']) throw new Error(message)
  console.error(`\n${'!'.repeat(message.length)}\n${message}\n${'!'.repeat(message.length)}\n`)
}

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser; close it after the tests. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath)
    throw new Error('There is no Chromium: skip this test with `describe.skipIf(!chromiumPath)`')
  return chromium.launch({ executablePath: chromiumPath, args: switches })
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
    build: { ...config.build, write: false },
  })
  const files = new Map<string, string | Uint8Array>()
  for (const { output } of [built].flat() as readonly { output: readonly Output[] }[]) {
    for (const file of output) files.set(`/${file.fileName}`, 'code' in file ? file.code : file.source)
  }
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url?.split('?')[0] ?? '')
    const file = files.get(path)
    if (file === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(file)
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
