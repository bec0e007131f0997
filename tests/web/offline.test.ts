// An edition that was opened is there without a network, and what was written meanwhile is sent when it is back.

import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { serve, type ServerType } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { chromiumPath, openBrowser } from '../helpers/browser.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'

describe.skipIf(!chromiumPath)('without a server', () => {
  let folder: string
  let room: Newsroom
  let browser: Browser
  let server: ServerType | null = null
  let port = 0

  const open = async (): Promise<void> => {
    server = await new Promise<ServerType>((resolve) => {
      const starting = serve({ fetch: room.app.fetch, hostname: '127.0.0.1', port }, () => resolve(starting))
    })
    port = (server.address() as AddressInfo).port // listens on a port
  }
  const close = async (): Promise<void> => {
    const closing = server
    server = null
    if (!closing) return
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
    if ('closeAllConnections' in closing) closing.closeAllConnections()
    await closed
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'setara-offline-'))
    // As it is shipped: while developing there is no service worker.
    vi.stubEnv('NODE_ENV', 'production')
    await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    })
    vi.unstubAllEnvs()
    room = await newsroom({ webFolder: folder })
    await open()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await close()
    await room?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the edition opens from what was kept, with the last text, and takes new ones', async () => {
    const translator = await room.colleague('translator')
    const { editions } = await room.article('Ministers met. They met again.', ['vi'])
    const editionId = editions[0]?.id ?? ''
    const base = `http://127.0.0.1:${port}`
    const context = await browser.newContext()
    const [name = '', value = ''] = (translator.page.cookie ?? '').split('=')
    await context.addCookies([{ name, value, url: base }])
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const field = page.locator('.cm-content')
    await page.goto(`${base}/editions/${editionId}`)
    await page.locator('.cm-focused').waitFor()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    // From now on everything passes through the worker.
    await page.reload()
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.type('Các bộ trưởng gặp nhau.')
    await page.locator('.saving[data-sync="saved"]').waitFor()
    await expect.poll(async () => (await translator.rows(editionId))[0].translation.version).toBe(1)

    await close()
    await page.reload()
    await page.locator('.cm-focused').waitFor()
    await expect.poll(() => field.innerText()).toBe('Các bộ trưởng gặp nhau.')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => field.innerText()).toBe('\n')
    await page.keyboard.type('Họ gặp lại.')
    await page.locator('.saving[data-sync="offline"]').waitFor()

    await open()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.locator('.saving[data-sync="saved"]').waitFor()
    const rows = await translator.rows(editionId)
    expect(rows[1].translation).toMatchObject({ target: 'Họ gặp lại.', version: 1 })
    await context.close()
  })
})
