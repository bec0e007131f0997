// A new version of a source in a real browser: looked at, classed, stored, and seen by the translator.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Locale } from '#locales/locale.ts'

import { chromiumPath } from '../helpers/browser.ts'
import { picture, serveNewsroom, type ServedNewsroom } from '../helpers/served-newsroom.ts'

const before = 'Ministers meet\n\nThe school amis to grow quickly. It has 5 rooms. Nobody came late.'
const after =
  'Read more\n\nMinisters meet\n\nA new line was written here.\n\nThe school aims to grow quickly. It has 6 rooms.'

describe.skipIf(!chromiumPath)('a new version of the source', () => {
  let served: ServedNewsroom

  beforeAll(async () => {
    const fetchAddress = async () => ({ fileName: 'page.txt', content: new TextEncoder().encode(after) })
    served = await serveNewsroom({ fetchAddress })
  })
  afterAll(() => served?.close())

  async function open(locale: Locale, theme: 'light' | 'dark' = 'light'): Promise<Page> {
    const who = await served.room.colleague(['manager', 'translator'], { administrator: true })
    return (await served.open(who, { locale, theme })).page
  }

  test.each<[Locale, 'light' | 'dark']>([
    ['en', 'light'],
    ['th', 'light'],
    ['km', 'dark'],
  ])('is laid beside the present one, classed and stored (%s, %s)', async (locale, theme) => {
    const { article, editions } = await served.room.article(before, ['vi', 'th'])
    const writer = await served.room.colleague('translator')
    const editionId = editions.find((one) => one.locale === 'vi')?.id ?? ''
    for (const row of await writer.rows(editionId)) {
      await writer.save(row.translation.id, `Câu 5 ${row.segment.ordinal}`, 0)
    }
    const page = await open(locale, theme)
    await page.goto(`${served.base}/articles/${article.id}`)
    await page.locator('st-article-page st-action.update').click()
    await page.locator('st-update-dialog #text').fill(after)
    await picture(page, `update-give-${locale}`)
    await page.locator('st-update-dialog form button').first().click()
    const changed = page.locator('st-update-dialog li.changed')
    await changed.first().waitFor()
    await picture(page, `update-changes-${locale}`)
    expect(await changed.count()).toBe(2)
    expect(await changed.nth(0).locator('select').inputValue()).toBe('typo')
    expect(await changed.nth(1).locator('select').inputValue()).toBe('fact')
    expect(await changed.nth(1).locator('option[value=typo]').isDisabled()).toBe(true)
    expect(await changed.nth(1).locator('ins').innerText()).toBe('6')
    await page.locator('st-update-dialog st-action[variant=primary]').click()
    await page.locator('st-update-dialog li.changed').first().waitFor({ state: 'detached' })
    await page.goto(`${served.base}/editions/${editionId}`)
    const difference = page.locator('.source-difference')
    await difference.first().waitFor()
    await picture(page, `update-editor-${locale}`)
    expect(await difference.count()).toBe(1)
    expect(await difference.locator('del').innerText()).toBe('5')
    await page.context().close()
  })

  test.each<Locale>(['en', 'th', 'km'])(
    'comes from an address, where the operator allows that (%s)',
    async (locale) => {
      const { article } = await served.room.article(before, ['vi'])
      const page = await open(locale)
      await page.goto(`${served.base}/articles/${article.id}`)
      await page.locator('st-article-page st-action.update').click()
      await page.locator('st-update-dialog #address').fill('https://news.example.org/visit')
      await picture(page, `update-address-${locale}`)
      await page.locator('st-update-dialog form.address button').click()
      await page.locator('st-update-dialog li.changed').first().waitFor()
      expect(await page.locator('st-update-dialog li.changed').count()).toBe(2)
      await page.context().close()
    },
  )

  test.each<Locale>(['en', 'th', 'km'])(
    'comes in with doubts about its blocks named (%s)',
    async (locale) => {
      const page = await open(locale)
      await page.goto(`${served.base}/projects/${served.room.projectId}/import`)
      await page.locator('#address').fill('https://news.example.org/visit')
      await picture(page, `import-give-${locale}`)
      await page.locator('form.address button').click()
      const blocks = page.locator('st-block-list li')
      await blocks.first().waitFor()
      await picture(page, `import-check-${locale}`)
      expect(await blocks.first().getAttribute('class')).toBe('drop')
      expect(await blocks.first().locator('.flag').count()).toBe(1)
      expect(await page.locator('.flag').count()).toBe(1)
      await blocks.nth(2).locator('select').first().selectOption('lead')
      await page.locator('.finish st-action').click()
      await page.waitForURL(/\/articles\//)
      await page.locator('st-article-page st-block-list li.drop').waitFor()
      await page.context().close()
    },
  )

  test('keeps headings and bold words of what is pasted, unless somebody does not want them', async () => {
    const page = await open('en')
    await page.goto(`${served.base}/projects/${served.room.projectId}/import`)
    await page.locator('#text').evaluate((field) => {
      const data = new DataTransfer()
      data.setData('text/html', '<h1>A visit</h1><p>It was <b>short</b>.</p><script>alert(1)</script>')
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }))
      ;(field as HTMLTextAreaElement).value = 'A visit\n\nIt was short.'
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    })
    await page.locator('#rich').waitFor()
    await page.locator('st-source-input form button').first().click()
    await page.locator('st-block-list p.headline').waitFor()
    expect(await page.locator('st-block-list li').count()).toBe(2)
    await page.context().close()
  })
})
