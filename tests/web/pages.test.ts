// The pages in a real browser, served by the real application with its real security headers.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { locales } from '#locales/locale.ts'

import { chromiumPath } from '../helpers/browser.ts'
import { pagesFolder } from '../helpers/build.ts'
import {
  serveNewsroom,
  troubles,
  violations,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'

const text =
  'Ministers meet\n\n2 March 2026\n\nThe ministers met in Vientiane on Monday. They agreed on 3 points.'

describe.skipIf(!chromiumPath)('pages', () => {
  let served: ServedNewsroom
  let pages: Readonly<Record<string, string>>

  beforeAll(async () => {
    served = await serveNewsroom()
    const { room } = served
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
  })
  afterAll(() => served?.close())

  /** A window of someone who is signed in, or of a stranger. */
  async function open({ signedIn = true, ...look }: Look & { signedIn?: boolean }) {
    // Someone new each time: the language that one test chooses stays with its person.
    const who = signedIn
      ? await served.room.colleague(['manager', 'translator'], { administrator: true })
      : null
    return served.open(who, look)
  }

  async function settle(page: Page, address: string): Promise<void> {
    await page.goto(served.base + address)
    await page.locator('h1').first().waitFor()
    await expect.poll(() => page.locator('st-skeleton').count()).toBe(0)
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
      const wrong = await troubles(page)
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
    expect(faults).toEqual([])
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
    await page.waitForURL(`${served.base}/`)
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

  test('travel compressed to a browser that takes it, and are the same files', async () => {
    const assets = readdirSync(join(pagesFolder, 'assets')).filter((name) => /\.(js|css)$/.test(name))
    const fetched = async (name: string, accepted: string) =>
      served.room.app.request(`http://localhost/assets/${name}`, {
        headers: { 'accept-encoding': accepted },
      })
    for (const name of assets.slice(0, 5)) {
      const packed = await fetched(name, 'gzip, deflate, br')
      expect(packed.headers.get('content-encoding')).toBe('gzip')
      expect(packed.headers.get('cache-control')).toContain('immutable')
      const file = readFileSync(join(pagesFolder, 'assets', name))
      expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).equals(file)).toBe(true)
      const plain = await fetched(name, 'identity')
      expect(plain.headers.get('content-encoding')).toBeNull()
      expect(Buffer.from(await plain.arrayBuffer()).equals(file)).toBe(true)
    }
  })

  test('stay small: all scripts before the editor and all styles', () => {
    const assets = join(pagesFolder, 'assets')
    const weigh = (name: string) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length
    const styles = readdirSync(assets).filter((name) => name.endsWith('.css'))
    const html = readFileSync(join(pagesFolder, 'index.html'), 'utf8')
    const first = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map((found) => found[1] ?? '')
    expect(styles.reduce((sum, name) => sum + weigh(name), 0)).toBeLessThan(25_000)
    expect(first.reduce((sum, name) => sum + weigh(name), 0)).toBeLessThan(150_000)
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
  })
})
