// The glossary and the names of an article in a real browser: by keyboard, with undo, import and decisions.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { seedTerms } from '#glossary/seeds/seeds.ts'

import { addTerms } from '../../server/actions/terms.ts'
import { chromiumPath } from '../helpers/browser.ts'
import { serveNewsroom, troubles, type Look, type ServedNewsroom } from '../helpers/served-newsroom.ts'

const text =
  'Prof. Anna Lindgren of the Spice Research Institute (SRI) met officials of ASEAN in Vientiane on 2 March 2026. The Spice Research Institute is old.'

describe.skipIf(!chromiumPath)('the glossary page', () => {
  let served: ServedNewsroom
  let glossary: string
  let names: string

  beforeAll(async () => {
    served = await serveNewsroom()
    const { room } = served
    await addTerms(room.ctx(), { projectId: null, drafts: seedTerms })
    const { article } = await room.article(text, ['km', 'th'])
    glossary = `/projects/${room.projectId}/glossary`
    names = `/articles/${article.id}/names`
  })
  afterAll(() => served?.close())

  async function open(address: string, look: Look = {}) {
    const who = await served.room.colleague(['manager', 'terminologist'], { administrator: true })
    const opened = await served.open(who, look)
    const { page } = opened
    await page.goto(served.base + address)
    await page.locator('h1').first().waitFor()
    await expect.poll(() => page.locator('st-skeleton').count()).toBe(0)
    return opened
  }

  const looks = [
    { locale: 'en', theme: 'light', width: 1280 },
    { locale: 'km', theme: 'dark', width: 360 },
    { locale: 'th', theme: 'dark', width: 1280 },
  ] as const

  test.each(looks)('is accessible and fits in $locale, $theme, $width px, with its dialogs', async (look) => {
    const found: Record<string, readonly string[]> = {}
    const lookAt = async (where: string, page: Page) => {
      const wrong = await troubles(page)
      if (wrong.length > 0) found[where] = wrong
    }
    const { page, context, faults } = await open(glossary, look)
    await page.locator('tbody tr').first().waitFor()
    await page.locator('tbody .tick input').first().check()
    await lookAt('list', page)
    // The list has been looked at: a short one behind the dialog is read in a third of the time.
    await page.locator('#q').fill('World Bank')
    await expect.poll(() => page.locator('tbody tr').count()).toBeLessThan(5)
    await page.locator('tbody .open').filter({ hasText: 'World Bank' }).click()
    await page.locator('st-term-dialog #source').waitFor()
    await lookAt('entry', page)
    for (const tab of ['uses', 'talk', 'history']) {
      await page.locator(`st-term-dialog #tab-${tab}`).click()
      await page.locator('st-term-dialog [role=tabpanel] > *').first().waitFor()
      await lookAt(tab, page)
    }
    await page.goto(served.base + names)
    await page.locator('st-names-page .cards').first().waitFor()
    await lookAt('names', page)
    await page.locator('st-names-page dd button').first().click()
    await lookAt('names, with a form', page)
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  })

  test('takes one entry after the other from the keyboard alone', async () => {
    const { page, context, faults } = await open(glossary)
    await page.locator('tbody tr').first().waitFor()
    await page.locator('st-action[slot=actions][variant=primary]').focus()
    await page.keyboard.press('Enter')
    await page.locator('st-term-dialog #source').waitFor()
    for (const source of ['Basil Board', 'Thyme Board']) {
      await page.locator('st-term-dialog #source').focus()
      await page.keyboard.type(source)
      await page.keyboard.press('Control+Enter')
      await page.getByText(`“${source}” was saved.`).waitFor()
      expect(await page.locator('st-term-dialog #source').inputValue()).toBe('')
    }
    await page.keyboard.press('Escape')
    await page.locator('st-term-dialog #source').waitFor({ state: 'hidden' })
    await page.locator('#q').fill('board')
    await page.locator('tbody .open').filter({ hasText: 'Thyme Board' }).waitFor()
    await context.close()
    expect(faults).toEqual([])
  })

  test('finds a term in any script, and approves what is proposed for the chosen ones, with undo', async () => {
    const { page, context, faults } = await open(glossary)
    await page.locator('#q').fill('ธนาคารโลก')
    await page.locator('tbody .open').filter({ hasText: 'World Bank' }).waitFor()
    await page.locator('#locale').selectOption('th')
    // The list is read again for the language; a row is chosen in the new one.
    await page.waitForLoadState('networkidle')
    await page.locator('tbody .tick input').check()
    const proposed = page.locator('tbody .form.proposed')
    await proposed.first().waitFor()
    await page.locator('.decide st-action').click()
    await proposed.first().waitFor({ state: 'detached' })
    await page.locator('st-notices button').filter({ hasText: 'Undo' }).click()
    await proposed.first().waitFor()
    await context.close()
    expect(faults).toEqual([])
  })

  test('brings back what was deleted by mistake', async () => {
    const { page, context } = await open(glossary)
    await page.locator('#q').fill('Asian Development Bank')
    await page.locator('tbody .open').filter({ hasText: 'Asian Development Bank' }).click()
    await page.locator('st-term-dialog .delete').click()
    await page.locator('st-question button.danger').click()
    await page.locator('st-notices button').filter({ hasText: 'Undo' }).waitFor()
    await page
      .locator('tbody .open')
      .filter({ hasText: 'Asian Development Bank' })
      .waitFor({ state: 'detached' })
    await page.locator('st-notices button').filter({ hasText: 'Undo' }).click()
    await page.locator('tbody .open').filter({ hasText: 'Asian Development Bank' }).waitFor()
    await context.close()
  })

  test('shows what a file would change, line by line, before anything is stored', async () => {
    const { page, context, faults } = await open(glossary)
    const lines = [
      'source,class,note,locale,form,status,confidence',
      'World Bank,organisation,In Washington,lo,ທະນາຄານໂລກໃໝ່,proposed,B',
      'Cumin Board,organisation,,th,คณะกรรมการยี่หร่า,proposed,B',
      'Pepper Board,town,,,,,',
    ]
    const csv = (some: readonly string[]) => ({
      name: 'terms.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(some.join('\n')),
    })
    await page.locator('tbody tr').first().waitFor()
    await page.locator('st-action[slot=actions]').filter({ hasText: 'Import' }).click()
    await page.locator('#table').setInputFiles(csv(lines))
    await page.getByText('1 line is refused').first().waitFor()
    await page.locator('#table').setInputFiles(csv(lines.slice(0, 3)))
    const dialog = page.locator('st-terms-import')
    await dialog.locator('ins').filter({ hasText: 'In Washington' }).waitFor()
    expect(await dialog.locator('summary').allInnerTexts()).toEqual(['1 changed term', '1 new term'])
    await dialog.locator('st-action[slot=footer]').click()
    await page.getByText('The glossary was imported: 1 new, 1 changed.').waitFor()
    await context.close()
    expect(faults).toEqual([])
  })

  test('answers a question that the names of an article raised', async () => {
    const { page, context, faults } = await open(names)
    const card = page.locator('.cards > li').filter({ hasText: 'Spice Research Institute' }).first()
    await card.locator('st-action').click()
    await card.locator('.asked').first().waitFor()
    await page.goto(served.base + glossary)
    await page.locator('st-name-questions summary').click()
    const question = page.locator('st-name-questions li').filter({ hasText: 'Khmer' })
    await question.locator('#text').fill('វិទ្យាស្ថានស្រាវជ្រាវគ្រឿងទេស')
    await question.locator('st-action').click()
    await page.getByText('is answered, for every article').waitFor()
    await page.goto(served.base + names)
    await page.locator('dd [lang=km]').filter({ hasText: 'វិទ្យាស្ថាន' }).first().waitFor()
    await context.close()
    expect(faults).toEqual([])
  })
})
