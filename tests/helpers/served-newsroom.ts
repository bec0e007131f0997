// A newsroom that real browsers visit: the pages as they are shipped, served by the real application with its real headers.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { serve, type ServerType } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { Locale } from '#locales/locale.ts'

import type { AppOptions } from '../../server/app.ts'
import { openBrowser } from './browser.ts'
import { build, pagesFolder } from './build.ts'
import { newsroom, type Colleague, type Newsroom } from './world.ts'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** A folder for pictures to be looked at; none are taken without one. */
const pictures = process.env['SETARA_PICTURES']

/** How a page is looked at. */
export interface Look {
  readonly locale?: Locale
  readonly theme?: 'light' | 'dark' | 'contrast'
  readonly width?: number
  /** A browser that is open already, so that what it kept is there. */
  readonly context?: BrowserContext
}

/** A window, and everything in it that should not have happened. */
export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
}

export interface ServedNewsroom {
  readonly room: Newsroom
  readonly base: string
  readonly browser: Browser
  /** Opens an empty window for somebody; null is a stranger. */
  open(who: Colleague | null, look?: Look): Promise<Window>
  close(): Promise<void>
}

/** Builds the pages if they are not of these sources, opens a newsroom, serves it and starts a browser; `close` it after the tests. */
export async function serveNewsroom(options: Partial<AppOptions> = {}): Promise<ServedNewsroom> {
  build('web')
  const room = await newsroom({ webFolder: pagesFolder, ...options })
  const server = await listen(room)
  const base = `http://127.0.0.1:${portOf(server)}`
  const browser = await openBrowser()
  return {
    ...{ room, base, browser },
    open: (who, look = {}) => openWindow(browser, base, who, look),
    close: async () => {
      await browser.close()
      await stop(server)
      await room.close()
    },
  }
}

/** Lets a newsroom answer on a port. */
export function listen(room: Newsroom, port = 0): Promise<ServerType> {
  return new Promise((resolve) => {
    const starting = serve({ fetch: room.app.fetch, hostname: '127.0.0.1', port }, () => resolve(starting))
  })
}

export function portOf(server: ServerType): number {
  return (server.address() as AddressInfo).port // listens on a port, not on a socket file
}

/** Ends a server and everything that still speaks to it. */
export async function stop(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if ('closeAllConnections' in server) server.closeAllConnections()
  await closed
}

async function openWindow(
  browser: Browser,
  base: string,
  who: Colleague | null,
  look: Look,
): Promise<Window> {
  const context = look.context ?? (await contextOf(browser, base, who, look))
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    // What a browser says of every refused or interrupted request; the tests look at what people see of it.
    const expected = /Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())
    if (message.type() === 'error' && !expected) faults.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(?:data|blob):/.test(request.url())) faults.push(request.url())
  })
  return { page, context, faults }
}

/** The browser of somebody: signed in, with a language and a theme, and without movement. */
async function contextOf(
  browser: Browser,
  base: string,
  who: Colleague | null,
  { locale = 'en', theme = 'light', width = 1280 }: Look,
): Promise<BrowserContext> {
  // Colours are measured at rest: half-way between two states none of them is the one that people read.
  const context = await browser.newContext({
    ...{ viewport: { width, height: 800 }, reducedMotion: 'reduce' },
    // Tests that look at requests see those of the page, not of the worker that keeps it for offline.
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(60_000)
  if (who) {
    const [name = '', value = ''] = (who.page.cookie ?? '').split('=')
    await context.addCookies([{ name, value, url: base }])
  }
  await context.addInitScript(
    ([chosen, colours]) => {
      localStorage.setItem('setara.language', chosen)
      localStorage.setItem('setara.theme', colours)
    },
    [locale, theme] as const,
  )
  return context
}

/** Waits until nothing moves and nothing is being loaded: only then has a page the colours and sizes that people see. */
export function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const roots = (root: Document | ShadowRoot): readonly (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? roots(one.shadowRoot) : [])),
    ]
    const frame = () => new Promise(requestAnimationFrame)
    for (let still = 0; still < 2; still += 1) {
      await frame()
      const all = roots(document)
      const moving = all
        .flatMap((root) => root.getAnimations())
        .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
      if (moving.length > 0 || all.some((root) => root.querySelector('st-skeleton'))) still = -1
    }
  })
}

/** What keeps a page from those who hear or enlarge it. */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeScript)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') } // the script above has put it there
    const { violations: found } = await axe.run({ resultTypes: ['violations'] })
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(' ')}`,
    )
  })
}

/** Whether a page is wider than its window. */
export async function overflow(page: Page): Promise<readonly string[]> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  return wide ? ['wider than the window'] : []
}

/** What is wrong with a page for anybody: for those who hear or enlarge it, and on a narrow window. */
export async function troubles(page: Page): Promise<readonly string[]> {
  return [...(await violations(page)), ...(await overflow(page))]
}

/** Takes a picture where a folder for pictures is named. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) })
}
