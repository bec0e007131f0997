// Reviewing in a real browser: what is wrong and where, two approvals, comparisons, and suggestions beside a text.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readOutlineLines, type OutlineLines } from '#domain/outline.ts'

import { chromiumPath } from '../helpers/browser.ts'
import {
  picture,
  serveNewsroom,
  violations,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'
import type { Colleague } from '../helpers/world.ts'

const source = 'The meeting began at nine o’clock.'
const text = 'Cuộc họp bắt đầu lúc chín giờ.'

describe.skipIf(!chromiumPath)('reviewing', () => {
  let served: ServedNewsroom
  let translator: Colleague
  let reviewer: Colleague
  let second: Colleague

  beforeAll(async () => {
    served = await serveNewsroom()
    translator = await served.room.colleague('translator')
    reviewer = await served.room.colleague('reviewer')
    second = await served.room.colleague('reviewer')
  })
  afterAll(() => served?.close())

  async function confirmed() {
    const { editions } = await served.room.article(source, ['vi'])
    const editionId = editions[0]?.id ?? ''
    const [row] = await translator.rows(editionId)
    await translator.save(row.translation.id, text, 0)
    await translator.confirm(row.translation.id, 1)
    return { editionId, id: row.translation.id as string }
  }

  async function open(who: Colleague, editionId: string, look: Look = {}): Promise<Page> {
    const { page } = await served.open(who, look)
    await page.goto(`${served.base}/editions/${editionId}`)
    await page.locator('.cm-focused').waitFor()
    return page
  }

  const badge = (page: Page) => page.locator('st-edition-row st-state-badge .badge').first().innerText()

  test('the translator reads what kind of mistake it is and which words are meant', async () => {
    const { editionId } = await confirmed()
    const page = await open(reviewer, editionId)
    await page.keyboard.press('Control+Home')
    for (let word = 0; word < 2; word += 1) await page.keyboard.press('Control+Shift+ArrowRight')
    await page.keyboard.press('Alt+r')
    await page.locator('#category').selectOption('accuracy')
    await page.locator('st-reason-dialog textarea').fill('It was ten')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => badge(page)).toBe('Returned')
    const writing = await open(translator, editionId)
    const note = writing.locator('st-edition-row .note')
    expect(await note.innerText()).toMatch(/Meaning[\s\S]*Cuộc họp[\s\S]*It was ten/)
    await writing.locator('st-segment-panel q.about').waitFor()
    expect(await violations(writing)).toEqual([])
    await picture(writing, 'returned-en')
    await writing.goto(`${served.base}/`)
    await writing.locator('st-work-page').getByText('Meaning 1').waitFor()
  })

  test('words of the source can be what a return is about', async () => {
    const { editionId } = await confirmed()
    const page = await open(reviewer, editionId)
    await page.locator('st-edition-row[active] .source .text').dblclick({ position: { x: 20, y: 10 } })
    const word = await page.evaluate(() => getSelection()?.toString().trim() ?? '')
    expect(word).not.toBe('')
    await page.keyboard.press('Alt+r')
    await page.locator('st-reason-dialog .about').getByText(word).waitFor()
    await page.locator('st-reason-dialog textarea').fill('This was left out')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => badge(page)).toBe('Returned')
    const writing = await open(translator, editionId)
    const quoted = writing.locator('st-edition-row .note q.about')
    expect(await quoted.innerText()).toContain(word)
    expect(await quoted.getAttribute('lang')).toBe('en')
  })

  test('two approvals are asked for where the project says so', async () => {
    const manager = await served.room.colleague('manager')
    const { page: setting } = await served.open(manager)
    await setting.goto(`${served.base}/projects/${served.room.projectId}`)
    await setting.locator('st-review-setting input').check()
    await setting.getByText('The setting is saved.').waitFor()
    await picture(setting, 'review-setting-en')
    const { editionId } = await confirmed()
    const page = await open(reviewer, editionId)
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => badge(page)).toBe('1 of 2 approved')
    const next = await open(second, editionId, { locale: 'en' })
    const outline = await next.evaluate(
      async (id) => (await (await fetch(`/api/editions/${id}/outline`)).json()) as OutlineLines,
      editionId,
    )
    expect(readOutlineLines(outline).map(({ once }) => once)).toEqual([true])
    await next.getByText('somebody else approves it now').waitFor()
    await picture(next, 'approved-once-en')
    await next.keyboard.press('Control+Enter')
    await expect.poll(() => badge(next)).toBe('Approved')
    await setting.locator('st-review-setting input').uncheck()
    await setting.getByText('The setting is saved.').last().waitFor()
  })

  test.each(['en', 'th', 'km'] as const)(
    'a suggestion stands beside the approved text until somebody takes it over (%s)',
    async (locale) => {
      const { editionId, id } = await confirmed()
      await reviewer.review(id, { step: 'approve' }, 2)
      const asking = await open(translator, editionId, { locale })
      await asking.locator('st-comments-panel button').last().click()
      await asking.locator('#suggestion').fill('Cuộc họp khai mạc lúc chín giờ.')
      await asking.keyboard.press('Control+Enter')
      await asking.locator('st-comments-panel ins').first().waitFor()
      const page = await open(reviewer, editionId, { locale, theme: locale === 'km' ? 'dark' : 'light' })
      await page.locator('st-comments-panel li button').first().click()
      await expect.poll(() => page.locator('.cm-content').innerText()).toBe('Cuộc họp khai mạc lúc chín giờ.')
      // What the field holds now is compared with what was confirmed and approved.
      await page.locator('#compare').waitFor()
      await page.locator('.saving[data-sync="saved"]').waitFor()
      expect(await violations(page)).toEqual([])
      await page.locator('#compare').scrollIntoViewIfNeeded()
      await picture(page, `suggestion-${locale}`)
      const [row] = await translator.rows(editionId)
      expect(row.translation).toMatchObject({
        state: 'translated',
        target: 'Cuộc họp khai mạc lúc chín giờ.',
      })
    },
  )
})
