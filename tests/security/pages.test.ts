// Hostile texts on every page of the built editor, in a real browser: nothing of them runs, and nothing
// breaks the content security policy.

import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { match, routes } from '../../web/router.ts'
import { chromiumPath, openBrowser } from '../helpers/browser.ts'
import { build, pagesFolder } from '../helpers/build.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'
import { fillWithPayloads, type HostileRoom } from './hostile.ts'

/** What a page tells about itself after it was looked at. */
interface Report {
  readonly ran: number
  readonly violations: readonly string[]
  readonly foreign: readonly string[]
  readonly shown: string
  /** Fields to write in that are open. */
  readonly fields: number
}

/** Pages on which no text of others stands. */
const withoutTexts: readonly string[] = [
  'the import',
  'sign-in',
  'a link that is none',
  'an invitation that is none',
  'nothing there',
  'the reference of the interface',
]

describe.skipIf(!chromiumPath)('pages full of hostile texts', () => {
  let room: Newsroom
  let hostile: HostileRoom
  let browser: Browser
  let context: BrowserContext
  let server: ReturnType<typeof serve>
  let url = ''

  beforeAll(async () => {
    build('web')
    room = await newsroom({ webFolder: pagesFolder, publicUrl: 'https://news.example.org' })
    hostile = await fillWithPayloads(room)
    url = await new Promise<string>((resolve) => {
      server = serve({ fetch: room.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
    browser = await openBrowser()
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, serviceWorkers: 'block' })
    const [name = '', value = ''] = hostile.editor.page.cookie.split('=')
    await context.addCookies([{ name, value, url }])
    await context.addInitScript(watch)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    if (server && 'closeAllConnections' in server) server.closeAllConnections()
    await room?.close()
  })

  const addresses: Readonly<Record<string, () => string>> = {
    'the work list': () => '/',
    articles: () => `/projects/${hostile.projectId}/articles`,
    'the import': () => `/projects/${hostile.projectId}/import`,
    'an article of text': () => `/articles/${hostile.plain.articleId}`,
    'an article of HTML': () => `/articles/${hostile.marked.articleId}`,
    'the editor over text': () => `/editions/${hostile.plain.editionId}`,
    'the editor over HTML': () => `/editions/${hostile.marked.editionId}`,
    'the releases of an edition': () => `/editions/${hostile.plain.editionId}/releases`,
    'a release of text': () => `/releases/${hostile.plain.releaseId}`,
    'a release of HTML': () => `/releases/${hostile.marked.releaseId}`,
    'the preview of text': () => `/api/releases/${hostile.plain.releaseId}/files/html?inline=1`,
    'the preview of HTML': () => `/api/releases/${hostile.marked.releaseId}/files/html?inline=1`,
    'all languages of an article': () => `/articles/${hostile.plain.articleId}/languages`,
    'the names of an article': () => `/articles/${hostile.plain.articleId}/names`,
    'the exchange with other tools': () => `/editions/${hostile.plain.editionId}/exchange`,
    'the memory': () => `/projects/${hostile.projectId}/memory`,
    accounts: () => '/accounts',
    glossary: () => `/projects/${hostile.projectId}/glossary`,
    people: () => `/projects/${hostile.projectId}/people`,
    'the project': () => `/projects/${hostile.projectId}`,
    'one’s own account': () => '/me',
    'sign-in': () => '/sign-in',
    'a link that is none': () => `/link/${encodeURIComponent('"><img src=x onerror=__xss()>')}`,
    'an invitation that is none': () => `/invitation/${encodeURIComponent('<svg onload=__xss()>')}`,
    'nothing there': () =>
      `/${encodeURIComponent('"><img src=x onerror=__xss()>')}?q=<script>__xss()</script>#<img>`,
    'the reference of the interface': () => '/api/reference',
  }

  test.concurrent.for(Object.entries(addresses))('%s', async ([name, address]) => {
    const page = await context.newPage()
    const said: string[] = []
    page.on('dialog', (dialog) => {
      said.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => {
      const text = message.text()
      // The preview shows no picture but those of https: addresses; that it says so is as it should be.
      const picture = /^(Loading|Refused to load) the image .* directive: "img-src data: https:"/.test(text)
      if (/content security policy|refused to/i.test(text) && !picture) said.push(text)
    })
    page.on('pageerror', (error) => said.push(`error ${error.message}`))
    page.on('popup', (popup) => void said.push(`popup ${popup.url()}`))
    const abroad = new Set<string>()
    page.on('request', (request) => {
      const asked = request.url()
      // The preview may show the pictures of an article; nothing else may be fetched from elsewhere.
      if (
        request.resourceType() !== 'image' &&
        !asked.startsWith(url) &&
        !/^(data|blob|about):/.test(asked)
      ) {
        abroad.add(asked)
      }
    })
    await page.goto(url + address(), { waitUntil: 'load' })
    await settle(page)
    if (!name.includes('preview')) await handle(page)
    const report: Report = await page.evaluate(look)
    await page.close()
    expect(report.ran).toBe(0)
    expect(report.foreign).toEqual([])
    const violations = report.violations.filter(
      (one) => !(name.includes('preview') && one.startsWith('img-src ')),
    )
    expect({ violations, said }).toEqual({ violations: [], said: [] })
    expect([...abroad]).toEqual([])
    // A page that shows none of the texts would prove nothing.
    if (!withoutTexts.includes(name)) expect(report.shown).toContain('__xss')
    if (name.startsWith('the editor')) expect(report.fields).toBeGreaterThan(0)
  })

  test('every page of the editor is among them', () => {
    const asked = Object.values(addresses).map((address) => match(new URL(address(), url).pathname).route.tag)
    expect(routes.map(({ tag }) => tag).filter((tag) => !asked.includes(tag))).toEqual([])
  })

  test('what is put into a page is noticed', async () => {
    const page = await context.newPage()
    await page.goto(`${url}/`, { waitUntil: 'load' })
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src=/x onerror=__xss()><b style="color:red">x</b>')
    })
    await settle(page)
    const report: Report = await page.evaluate(look)
    await page.close()
    expect(report.ran).toBe(0)
    expect(report.foreign).toHaveLength(1)
    expect(report.violations.some((one) => one.startsWith('script-src-attr'))).toBe(true)
    expect(report.violations.some((one) => one.startsWith('style-src-attr'))).toBe(true)
  })
})

/** Waits until nothing is added any more; streams stay open, so the network is never idle. */
async function settle(page: Page): Promise<void> {
  let before = -1
  for (let round = 0; round < 20; round++) {
    await page.waitForTimeout(300)
    const now = await page.evaluate(
      () => document.documentElement.outerHTML.length + performance.getEntries().length,
    )
    if (now === before) return
    before = now
  }
}

/** Touches what people touch: moves, scrolls, opens. */
async function handle(page: Page): Promise<void> {
  await page.mouse.move(400, 300)
  await page.mouse.wheel(0, 2000)
  for (const selector of [
    '[role=row]',
    'summary',
    'st-edition-row',
    'tbody tr button',
    'wa-button[appearance]',
  ]) {
    const found = page.locator(selector).filter({ visible: true }).first()
    if ((await found.count()) === 0) continue
    await found.click({ timeout: 1500, trial: false }).catch(() => undefined)
    await page.waitForTimeout(200)
  }
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await settle(page)
}

/** Runs in the page before everything else. */
function watch(): void {
  const kept = { ran: 0, violations: [] as string[] }
  Object.assign(window, {
    __kept: kept,
    __xss: () => {
      kept.ran += 1
    },
  })
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event
    kept.violations.push(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`)
  })
}

/** Runs in the page at the end: what is there that nobody of us put there. */
function look(): Report {
  const { __kept: kept } = window as unknown as { __kept?: { ran: number; violations: string[] } }
  const foreign: string[] = []
  const shown: string[] = []
  let fields = 0
  const never = new Set(
    'object embed base marquee plaintext math listing video audio x isindex template-injected'.split(' '),
  )
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      const name = element.localName
      const outer = element.cloneNode(false) as Element
      if (never.has(name)) foreign.push(outer.outerHTML)
      if (name === 'script' && element.getAttribute('type') !== 'application/ld+json') {
        const source = (element as HTMLScriptElement).src
        if (!source.startsWith(location.origin)) foreign.push(outer.outerHTML)
      }
      if (name === 'meta' && element.hasAttribute('http-equiv')) foreign.push(outer.outerHTML)
      for (const attribute of element.attributes) {
        if (/^on|^srcdoc$|^formaction$/i.test(attribute.name)) foreign.push(outer.outerHTML)
        if (
          /^(href|src|action|xlink:href|data)$/.test(attribute.name) &&
          URL.canParse(attribute.value, location.origin)
        ) {
          const { protocol } = new URL(attribute.value, location.origin)
          if (!['http:', 'https:', 'mailto:', 'data:', 'blob:', 'about:'].includes(protocol))
            foreign.push(outer.outerHTML)
        }
      }
      if (element.shadowRoot) visit(element.shadowRoot)
      if (element.childElementCount === 0) shown.push(element.textContent ?? '')
      else
        shown.push(
          [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(' '),
        )
      if (element instanceof HTMLInputElement) shown.push(element.value)
      if (element.matches('[contenteditable=true], textarea')) fields += 1
    }
  }
  visit(document)
  return { ran: kept?.ran ?? 0, violations: kept?.violations ?? [], foreign, shown: shown.join(' '), fields }
}
