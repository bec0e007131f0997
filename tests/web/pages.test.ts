// The pages in a real browser, served by the real application with its real security headers.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { serve, type ServerType } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Locale, locales } from '#locales/locale.ts'

import { newsroom, type Newsroom } from '../helpers/world.ts'
import { findChromium, openChromium } from './chromium.ts'

const chromium = findChromium()
const axeScript = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
const text =
  'Ministers meet\n\n2 March 2026\n\nThe ministers met in Vientiane on Monday. They agreed on 3 points.'

describe.skipIf(!chromium)('pages', () => {
  let folder: string
  let room: Newsroom
  let server: ServerType
  let browser: Browser
  let base: string
  let pages: Readonly<Record<string, string>>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'setara-web-'))
    await build({
      configFile: join(import.meta.dirname, '../../vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    })
    room = await newsroom({ webFolder: folder })
    const { article, editions } = await room.article(text, ['km', 'th'])
    const project = `/projects/${room.projectId}`
    pages = {
      work: '/',
      articles: `${project}/articles`,
      article: `/articles/${article.id}`,
      import: `${project}/import`,
      glossary: `${project}/glossary`,
      people: `${project}/people`,
      project,
      releases: `/editions/${editions[0]?.id}/releases`,
      exchange: `/editions/${editions[0]?.id}/exchange`,
      account: '/me',
      accounts: '/accounts',
      nothing: '/nothing/here',
      absent: '/articles/absent',
    }
    server = await new Promise<ServerType>((resolve) => {
      const starting = serve({ fetch: room.app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
        resolve(starting),
      )
    })
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listens on a port, not on a socket file
    browser = await openChromium(chromium ?? '')
  })

  afterAll(async () => {
    await browser.close()
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await room.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A window of someone who is signed in (or not), and everything in it that should not have happened. */
  async function open(look: {
    locale?: Locale
    theme?: 'light' | 'dark'
    width?: number
    signedIn?: boolean
  }): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
    // Colours are measured at rest: half-way between two states none of them is the one that people read.
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: 800 },
      reducedMotion: 'reduce',
    })
    if (look.signedIn !== false) {
      // Someone new each time: the language that one test chooses stays with its person.
      const colleague = await room.colleague(['manager', 'translator'], { administrator: true })
      const [name = '', value = ''] = (colleague.page.cookie ?? '').split('=')
      await context.addCookies([{ name, value, url: base }])
    }
    await context.addInitScript(
      ([locale, theme]) => {
        localStorage.setItem('setara.language', locale)
        localStorage.setItem('setara.theme', theme)
      },
      [look.locale ?? 'en', look.theme ?? 'light'] as const,
    )
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:')) faults.push(request.url())
    })
    return { page, context, faults }
  }

  async function settle(page: Page, address: string): Promise<void> {
    await page.goto(base + address)
    await page.locator('h1').first().waitFor()
    await expect.poll(() => page.locator('st-skeleton').count(), { timeout: 30_000 }).toBe(0)
  }

  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(axeScript)
    return page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
      } // the script above has put it there
      const outcome = await axe.run()
      return outcome.violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]?.target)}`)
    })
  }

  const looks = [
    { locale: 'en', theme: 'light', width: 1280 },
    { locale: 'km', theme: 'dark', width: 360 },
    { locale: 'th', theme: 'light', width: 640 },
  ] as const

  test.each(looks)('are accessible, fit and run clean in $locale, $theme, $width px', async (look) => {
    const { page, context, faults } = await open(look)
    const found: Record<string, readonly string[]> = {}
    for (const [name, address] of Object.entries(pages)) {
      await settle(page, address)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      const wrong = [...(await violations(page)), ...(wide ? ['wider than the window'] : [])]
      if (wrong.length > 0) found[name] = wrong
    }
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  })

  test('send people who are not signed in to the door, and remember where they wanted to go', async () => {
    const { page, context, faults } = await open({ signedIn: false })
    await settle(page, pages['glossary'] ?? '')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    expect(new URL(page.url()).searchParams.get('to')).toBe(pages['glossary'])
    await settle(page, '/invitation/worn-out')
    await settle(page, '/link/worn-out')
    expect(await violations(page)).toEqual([])
    await context.close()
    expect(faults.filter((fault) => !fault.includes('status of 4'))).toEqual([])
  })

  test('change their language at once, without being loaded again', async () => {
    const { page, context, faults } = await open({})
    await settle(page, '/')
    await page.evaluate(() => Object.assign(window, { stillHere: true }))
    for (const locale of locales) {
      await page.locator('wa-dropdown.language button').click()
      await page.locator(`wa-dropdown.language wa-dropdown-item[value=${locale}]`).click()
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale)
    }
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
    await context.close()
    expect(faults).toEqual([])
  })

  test.each([
    ['lo', /\p{Script=Lao}/u],
    ['km', /\p{Script=Khmer}/u],
  ] as const)('write dates in %s, which the browser itself cannot', async (locale, letters) => {
    const { page, context } = await open({ locale })
    await settle(page, pages['article'] ?? '')
    const about = await page.locator('[slot=about]').innerText()
    await context.close()
    expect(about).toMatch(letters)
    expect(about).not.toMatch(
      /January|February|March|April|May|June|July|August|September|October|November|December/,
    )
  })

  test('can be used with the keyboard alone, from the first key on', async () => {
    const { page, context } = await open({})
    await settle(page, '/')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)
    await context.close()
    expect(focused).toBe('content')
  })

  test('ask before unsaved input is left behind', async () => {
    const { page, context } = await open({})
    await settle(page, pages['import'] ?? '')
    await page.locator('#text').fill('A new article')
    await page.locator('nav a').first().click()
    const question = page.locator('st-question')
    await question.locator('button').filter({ hasText: 'Stay here' }).click()
    expect(new URL(page.url()).pathname).toBe(pages['import'])
    await page.locator('nav a').first().click()
    await question.locator('button').filter({ hasText: 'Leave' }).click()
    await page.waitForURL(`${base}/`)
    await context.close()
  })

  test('bring an article in from a file, and open its editions', async () => {
    const { page, context, faults } = await open({})
    await settle(page, pages['import'] ?? '')
    await page.locator('#file').setInputFiles({
      name: 'story.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<h1>A <b>new</b> story</h1><p>It has one sentence. And another.</p>'),
    })
    await page.locator('st-block-list li').first().waitFor()
    await page.locator('st-locale-choice input').first().check()
    await page.locator('.finish st-action').click()
    await page.waitForURL(/\/articles\//)
    await page.locator('st-article-page .editions > li').waitFor()
    expect(await page.locator('h1').innerText()).toBe('A new story')
    await context.close()
    expect(faults).toEqual([])
  })

  test('stay small: all scripts before the editor and all styles', () => {
    const assets = join(folder, 'assets')
    const weigh = (name: string) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length
    const styles = readdirSync(assets).filter((name) => name.endsWith('.css'))
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    const first = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map((found) => found[1] ?? '')
    expect(styles.reduce((sum, name) => sum + weigh(name), 0)).toBeLessThan(25_000)
    expect(first.reduce((sum, name) => sum + weigh(name), 0)).toBeLessThan(150_000)
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
  })
})
