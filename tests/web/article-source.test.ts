// A manager changes the source of an article in a real browser: words, borders, blocks, versions; and takes it back.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Locale } from '#locales/locale.ts'

import { chromiumPath } from '../helpers/browser.ts'
import { picture, serveNewsroom, troubles, type ServedNewsroom } from '../helpers/served-newsroom.ts'

const page1 =
  '<h1>Ministers meet</h1><!-- note: Names as in the glossary --><p>The school <b>amis</b> to grow. It has 5 rooms. Nobody came.</p><p>Read more</p>'

describe.skipIf(!chromiumPath)('the source of an article', () => {
  let served: ServedNewsroom

  beforeAll(async () => {
    served = await serveNewsroom()
  })
  afterAll(() => served?.close())

  async function open(
    locale: Locale = 'en',
    role: 'manager' | 'translator' = 'manager',
    look: { readonly theme?: 'light' | 'dark'; readonly width?: number } = {},
  ) {
    const { article, editions } = await served.room.article(page1, ['th'], 'visit.html')
    const who = await served.room.colleague(role)
    const { page, faults } = await served.open(who, { locale, ...look })
    await page.goto(`${served.base}/articles/${article.id}`)
    await page.locator('st-block-list li').first().waitFor()
    return { page, faults, article, edition: editions[0]?.id ?? '' }
  }
  const sentences = (page: Page) => page.locator('st-article-source .sentence')
  const words = async (page: Page) =>
    (await sentences(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
  const change = (page: Page) => page.locator('st-article-source st-action.change').click()
  const notice = (page: Page) => page.locator('st-notices .notice').last()
  /** The field in which a sentence is corrected. */
  const typing = (page: Page) => page.locator('st-article-correction st-target-field .cm-content')
  /** Writes over words of the sentence. */
  const write = async (page: Page, over: string, words: string) => {
    await putCursor(page, over)
    for (const _ of over) await page.keyboard.press('Delete')
    await page.keyboard.insertText(words)
  }
  /** Puts the cursor where some words begin. */
  const putCursor = async (page: Page, before: string) => {
    await typing(page).focus()
    await typing(page)
      .locator('.cm-line')
      .evaluate((line, text) => {
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const at = node.textContent?.indexOf(text) ?? -1
          if (at !== -1) getSelection()?.collapse(node, at)
        }
      }, before)
    // What the hand would do last tells the page where the cursor is.
    await page.keyboard.press('Shift')
  }

  test('what the author of a file says to translators stands beside the sentence in the editor', async () => {
    const { page, faults, edition } = await open('km', 'translator')
    await page.goto(`${served.base}/editions/${edition}`)
    const said = page.locator('st-segment-panel section[aria-labelledby="notes"]')
    const rows = page.locator('st-edition-row')
    await rows.filter({ hasText: 'The school' }).first().click()
    await said.waitFor()
    expect(await said.innerText()).toContain('Names as in the glossary')
    await picture(page, 'editor-notes-km')
    expect(await troubles(page)).toEqual([])
    await rows.filter({ hasText: 'Ministers meet' }).first().click()
    await said.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  test.each<[Locale, 'light' | 'dark', number]>([
    ['en', 'light', 1280],
    ['th', 'light', 400],
    ['km', 'dark', 1280],
  ])(
    'a sentence is corrected by keyboard, and that is taken back (%s, %s, %i)',
    async (locale, theme, width) => {
      const { page, faults } = await open(locale, 'manager', { theme, width })
      await change(page)
      await picture(page, `source-change-${locale}`)
      expect(await troubles(page)).toEqual([])
      await sentences(page).nth(1).focus()
      await page.keyboard.press('Enter')
      const field = typing(page)
      await field.waitFor()
      // Formatting is shown as it is everywhere, and stays where it is.
      expect(await field.locator('.chip').allInnerTexts()).toEqual(['▸1 b', '1◂'])
      await write(page, 'amis', 'aims')
      const kind = page.locator('st-article-correction select')
      await kind.waitFor()
      expect(await kind.inputValue()).toBe('typo')
      await picture(page, `source-correct-${locale}`)
      expect(await troubles(page)).toEqual([])
      await page.locator('st-article-correction st-action.correct').click()
      await page.locator('st-article-source .corrected').waitFor()
      await picture(page, `source-corrected-${locale}`)
      expect(await page.locator('st-article-source p.said').innerText()).toContain('Names as in the glossary')
      await page.waitForFunction(() => {
        let at = document.activeElement
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
        return at?.classList.contains('sentence')
      })
      await notice(page).locator('button').first().click()
      await page.locator('st-article-source .corrected').waitFor({ state: 'detached' })
      expect((await words(page))[1]).toContain('amis')
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('a number that changes is no typing mistake', async () => {
    const { page } = await open()
    await change(page)
    await sentences(page).nth(2).click()
    await typing(page).waitFor()
    await write(page, '5', '6')
    const kind = page.locator('st-article-correction select')
    await kind.waitFor()
    expect(await kind.inputValue()).toBe('fact')
    expect(await kind.locator('option[value=typo]').isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await kind.waitFor({ state: 'detached' })
    expect((await words(page))[2]).toContain('5 rooms')
    await page.context().close()
  })

  test('a sentence is cut where the cursor is, joined again, and a corrected one is neither', async () => {
    const { page } = await open()
    await change(page)
    await sentences(page).nth(1).click()
    const action = (name: string) => page.locator(`st-article-correction st-action.${name}`)
    await action('split').click()
    await typing(page).waitFor()
    await putCursor(page, 'to grow')
    await action('split').click()
    await typing(page).waitFor({ state: 'detached' })
    await expect.poll(() => sentences(page).count()).toBe(6)
    await notice(page).locator('button').first().click()
    await expect.poll(() => sentences(page).count()).toBe(5)
    await sentences(page).nth(1).click()
    await action('join').click()
    await expect.poll(() => sentences(page).count()).toBe(4)
    expect((await words(page))[1]).toContain('to grow. It has 5 rooms.')
    await notice(page).locator('button').first().click()
    await expect.poll(() => sentences(page).count()).toBe(5)
    await page.context().close()
  })

  test('a block is dropped and named, later too, and the sentence that goes is listed', async () => {
    const { page, edition } = await open()
    const writer = await served.room.colleague('translator')
    const rows = await writer.rows(edition)
    await writer.save(rows[4].translation.id, 'อ่านต่อ', 0)
    await change(page)
    const last = page.locator('st-article-source st-block-list li').last()
    await last.locator('select').nth(1).selectOption('drop')
    await page.locator('st-article-source li.drop').waitFor()
    await page
      .locator('st-article-source st-block-list li')
      .nth(1)
      .locator('select')
      .first()
      .selectOption('lead')
    await page.locator('st-article-source p.lead').waitFor()
    expect(await writer.rows(edition)).toHaveLength(4)
    await page.locator('st-article-history summary').click()
    const gone = page.locator('st-article-history .removed li')
    await gone.first().waitFor()
    expect(await gone.first().innerText()).toContain('Read more')
    await last.locator('select').nth(1).selectOption('translate')
    await page.locator('st-article-source li.drop').waitFor({ state: 'detached' })
    await gone.first().waitFor({ state: 'detached' })
    expect((await writer.rows(edition))[4].translation.target).toBe('อ่านต่อ')
    await page.context().close()
  })

  test.each<Locale>(['en', 'th', 'km'])(
    'an earlier version is the source again, and not (%s)',
    async (locale) => {
      const { page, faults, article } = await open(locale)
      await page.locator('st-article-history summary').click()
      await page.locator('st-article-history st-empty').waitFor()
      const manager = await served.room.colleague('manager')
      const content = Buffer.from(page1.replace(' Nobody came.', ' All came.')).toString('base64')
      await manager.page.send(
        'POST',
        `/api/articles/${article.id}/update`,
        { fileName: 'visit-2.html', content },
        { 'if-match': '"1"' },
      )
      await page.reload()
      await page.locator('st-article-history summary').click()
      await page.locator('st-article-history .files li').waitFor()
      await page.locator('st-article-history').scrollIntoViewIfNeeded()
      await picture(page, `source-history-${locale}`)
      expect(await troubles(page)).toEqual([])
      await page.locator('st-article-history .files st-action').first().click()
      await page.locator('st-question button.primary').click()
      await expect.poll(async () => (await words(page)).join(' ')).toContain('Nobody came.')
      await notice(page).locator('button').first().click()
      await expect.poll(async () => (await words(page)).join(' ')).toContain('All came.')
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each<[Locale, number]>([
    ['en', 1280],
    ['th', 400],
    ['km', 1280],
  ])(
    'a removed sentence is brought back by itself, and not, and removed again later (%s, %i)',
    async (locale, width) => {
      const { page, faults, article, edition } = await open(locale, 'manager', { width })
      const writer = await served.room.colleague('translator')
      const [, , , nobody, more] = await writer.rows(edition)
      await writer.save(nobody.translation.id, 'ไม่มีใครมา', 0)
      await writer.save(more.translation.id, 'อ่านต่อ', 0)
      const shorter = page1.replace(' Nobody came.', '').replace('<p>Read more</p>', '')
      const manager = await served.room.colleague('manager')
      await manager.page.send(
        'POST',
        `/api/articles/${article.id}/update`,
        { fileName: 'visit.html', content: Buffer.from(shorter).toString('base64') },
        { 'if-match': '"1"' },
      )
      await page.reload()
      await page.locator('st-article-history summary').click()
      const gone = page.locator('st-article-history .removed li')
      const lost = gone.filter({ hasText: 'Nobody came.' })
      const button = lost.getByRole('button', { name: /: Nobody came\.$/ })
      await button.waitFor()
      // What has no paragraph is not offered, and the page says how it can be had.
      expect(await gone.filter({ hasText: 'Read more' }).locator('st-action').count()).toBe(0)
      expect(await gone.filter({ hasText: 'Read more' }).locator('p').count()).toBe(3)
      await page.locator('st-article-history').scrollIntoViewIfNeeded()
      await picture(page, `source-removed-${locale}`)
      expect(await troubles(page)).toEqual([])

      await button.focus()
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await words(page)).join(' ')).toContain('Nobody came.')
      expect((await writer.rows(edition))[3].translation.target).toBe('ไม่มีใครมา')
      await notice(page).locator('button').first().click()
      await expect.poll(async () => (await words(page)).join(' ')).not.toContain('Nobody came.')

      await button.click()
      await expect.poll(async () => (await words(page)).join(' ')).toContain('Nobody came.')
      await change(page)
      await sentences(page).nth(3).click()
      await typing(page).waitFor()
      await picture(page, `source-restored-${locale}`)
      expect(await troubles(page)).toEqual([])
      await page.locator('st-article-correction st-action.remove').click()
      await expect.poll(async () => (await words(page)).join(' ')).not.toContain('Nobody came.')
      await lost.waitFor()
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('who may not change it reads it, and is told why', async () => {
    const { page } = await open('en', 'translator')
    await change(page)
    expect(await page.locator('st-article-source select').count()).toBe(0)
    expect(await page.locator('st-article-source .choosable').count()).toBe(0)
    await page.context().close()
  })
})
