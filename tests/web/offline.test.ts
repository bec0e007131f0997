// An edition that was opened is there without a network, and what was written meanwhile is sent when it is back.

import type { ServerType } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { chromiumPath, openBrowser } from '../helpers/browser.ts'
import { build, pagesFolder } from '../helpers/build.ts'
import { listen, portOf, stop } from '../helpers/served-newsroom.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'

describe.skipIf(!chromiumPath)('without a server', () => {
  let room: Newsroom
  let browser: Browser
  let server: ServerType | null = null
  let port = 0

  const open = async (): Promise<void> => {
    server = await listen(room, port)
    port = portOf(server)
  }
  const close = async (): Promise<void> => {
    const closing = server
    server = null
    if (closing) await stop(closing)
  }

  beforeAll(async () => {
    build('web')
    room = await newsroom({ webFolder: pagesFolder })
    await open()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await close()
    await room?.close()
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
