import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { CheckInput, Finding } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import { targetLocales } from '#locales/locale.ts'

import { type BuiltPage, buildPage, chromiumPath, openBrowser } from '../../helpers/browser.ts'
import { faults } from '../../helpers/faults.ts'
import { newsPairs } from '../../helpers/news.ts'
import { sharedData } from '../../helpers/shared.ts'

const isHere = chromiumPath !== null && sharedData('pairs', 'news.th.jsonl') !== null
const rows = 300

describe.skipIf(!isHere)('a browser', () => {
  let page: BuiltPage
  let browser: Awaited<ReturnType<typeof openBrowser>>

  beforeAll(async () => {
    page = await buildPage(fileURLToPath(new URL('../../fixtures/checks/page', import.meta.url)))
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    await page.close()
  })

  test.each(targetLocales)('finds in %s what the server finds', async (locale) => {
    const tab = await browser.newPage()
    await tab.goto(page.url)
    const own = faults.filter((fault) => fault.locales.includes(locale))
    // Good sentences, and in every second one a fault: each kind in turn, all of them more than once.
    const inputs = newsPairs(locale)
      .slice(0, rows)
      .map((pair, row): CheckInput => {
        const wrong = row % 2 ? own[(row >> 1) % own.length]?.inject(pair, locale, row) : null
        return { source: pair.src, target: wrong ?? pair.tgt, codes: [], locale, role: 'body', terms: [] }
      })
    const found = await tab.evaluate((given) => {
      // The page puts the function there; see fixtures/checks/page.
      const { findingsOf: check } = globalThis as unknown as {
        findingsOf: (input: CheckInput) => readonly Finding[]
      }
      return given.map((input) => check(input))
    }, inputs)
    expect(found).toEqual(inputs.map((input) => findingsOf(input)))
    expect(found.flat().length).toBeGreaterThan(20)
    await tab.close()
  })
})
