// The whole path in a browser, with no shortcut through the interface for programs: three people open the links that
// the server printed, the first translates the sample article by keyboard, the second approves, the third publishes.

import { readFileSync } from 'node:fs'
import path from 'node:path'

import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newspaperDate } from '#locales/dates.ts'

import { readDocument } from '../../server/formats/formats.ts'
import { chromiumPath, openBrowser } from '../helpers/browser.ts'
import { root, starter } from '../helpers/build.ts'
import { sharedData } from '../helpers/shared.ts'
import { newPlace, startServer, type Place, type ServerProcess } from '../server/process.ts'
import { typedLocales, wordingOf } from './wording.ts'

// The article that the server loads: the real one where it lies beside the repository, otherwise the short one.
const shared = sharedData('articles', 'acc-visit.txt')
const sample = shared ?? path.join(root, 'server', 'sample-article.txt')
const source = readDocument(readFileSync(sample), path.basename(sample))
const sources = source.blocks.flatMap((block) => block.segments.map((segment) => segment.source))
const count = shared ? 50 : 16

/** A person at a browser of their own, who came in by the link. */
interface Visitor {
  readonly page: Page
  readonly problems: string[]
}

let place: Place
let server: ServerProcess
let browser: Browser
let translator: Visitor
let reviewer: Visitor
let publisher: Visitor

describe.skipIf(!chromiumPath)(`the path of an article of ${count} sentences`, () => {
  beforeAll(async () => {
    place = await newPlace()
    server = await startServer(place, {}, starter)
    browser = await openBrowser()
    translator = await visitor('Demo Translator')
    reviewer = await visitor('Demo Reviewer')
    publisher = await visitor('Demo Publisher')
  })
  afterAll(async () => {
    await browser?.close()
    server?.signal('SIGTERM')
    await server?.ended
    await place?.remove()
  })

  test(`has ${count} sentences in the sample${shared ? '' : ' (the shared article is absent: the own one is used)'}`, () => {
    expect(sources).toHaveLength(count)
  })

  test.each(typedLocales)(
    'leads from English to a published page: %s',
    async (locale) => {
      await translateAll(translator.page, locale)
      await approveAll(reviewer.page, locale)
      const html = await publishAndDownload(publisher.page, locale)

      const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(html)
      const mistakes = report.results.flatMap(({ messages }) =>
        messages.map(({ line, ruleId, message }) => `${line}: ${message} (${ruleId})`),
      )
      expect(mistakes).toEqual([])
      expect(html).toMatch(new RegExp(`<html[^>]* lang="${locale}"`))
      const words = textOf(html)
      for (const sentence of sources) expect(words).toContain(plain(wordingOf(sentence, locale)))
      expect(words).toContain(newspaperDate(locale, source.publishedOn ?? ''))
      for (const { problems } of [translator, reviewer, publisher]) expect(problems).toEqual([])
    },
    900_000,
  )
})

async function visitor(name: string): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${name}: ${message.text()}`)
  })
  await page.goto(`${server.url}${server.links.get(name)}`)
  await page.waitForURL(`${server.url}/`)
  return { page, problems }
}

/** Opens what waits for somebody in a language, from their work list. */
async function openWork(page: Page, kind: string, locale: string): Promise<void> {
  await page.goto(server.url)
  const work = page.locator(`section[aria-labelledby="kind-${kind}"] a`)
  await work.filter({ has: page.locator(`st-locale-tag[locale="${locale}"]`) }).click()
}

const activeRow = (page: Page) => page.locator('st-edition-row[active]')

/** Waits until a row is open and can be written in or judged, and answers its number and source. */
async function openRow(page: Page, after: string | null) {
  const row = activeRow(page)
  const ordinal = row.locator('.ordinal')
  await expect.poll(() => ordinal.innerText()).not.toBe(after)
  return { row, number: await ordinal.innerText(), source: await row.locator('.source .text').innerText() }
}

async function translateAll(page: Page, locale: (typeof typedLocales)[number]): Promise<void> {
  await openWork(page, 'translate', locale)
  const done = new Set<string>()
  let number: string | null = null
  for (let turn = 1; turn <= count; turn += 1) {
    const opened = await openRow(page, number)
    number = opened.number
    // The field has the focus by itself: nobody touches the mouse from here on.
    await opened.row.locator('.cm-content:focus').waitFor()
    await page.keyboard.insertText(wordingOf(opened.source, locale))
    await page.keyboard.press('Control+Enter')
    done.add(number)
  }
  expect(done.size).toBe(count)
  await saved(page, 'translated')
  await page.goto(server.url)
  await page.locator(`section[aria-labelledby="kind-translate"], st-empty`).first().waitFor()
  expect(await page.locator(`#kind-translate ~ ul st-locale-tag[locale="${locale}"]`).count()).toBe(0)
}

async function approveAll(page: Page, locale: (typeof typedLocales)[number]): Promise<void> {
  await openWork(page, 'review', locale)
  let number: string | null = null
  for (let turn = 1; turn <= count; turn += 1) {
    const opened = await openRow(page, number)
    number = opened.number
    const shown = opened.row.locator('.cm-content')
    await expect
      .poll(async () => plain(await shown.innerText()))
      .toBe(plain(wordingOf(opened.source, locale)))
    await page.keyboard.press('Control+Enter')
  }
  await saved(page, 'reviewed')
}

/** Waits until the last row has its new state and everything is with the server. */
async function saved(page: Page, state: string): Promise<void> {
  await activeRow(page).locator(`st-state-badge .badge.${state}`).waitFor()
  await page.locator('st-edition-head [data-sync="saved"]').waitFor()
}

async function publishAndDownload(page: Page, locale: string): Promise<string> {
  await openWork(page, 'publish', locale)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.locator('st-dialog').getByRole('button', { name: 'Publish', exact: true }).click()
  const link = page.getByRole('link', { name: 'Web page (HTML)' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFileSync(await download.path(), 'utf8')
}

/** The words of a page as people see them. */
function textOf(html: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return plain(
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
  )
}

/** Without the marks that only help line breaking. */
function plain(text: string): string {
  return text
    .replace(/[\u200B\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
