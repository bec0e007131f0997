// The edition page in a real browser against the real application: two people, one article, by keyboard.

import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { type TargetLocale, locales } from '#locales/locale.ts'

import { chromiumPath } from '../helpers/browser.ts'
import {
  atRest,
  picture,
  serveNewsroom,
  violations,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'
import type { Colleague } from '../helpers/world.ts'

const article = 'Ministers met\n\nThe ministers met on Monday. They agreed to meet again.'
const words: Partial<Record<TargetLocale, readonly string[]>> = {
  th: ['รัฐมนตรีพบกัน', 'เหล่ารัฐมนตรีพบกันเมื่อวันจันทร์', 'พวกเขาตกลงที่จะพบกันอีก'],
  km: ['រដ្ឋមន្ត្រីបានជួបគ្នា', 'រដ្ឋមន្ត្រីបានជួបគ្នានៅថ្ងៃចន្ទ។', 'ពួកគេបានព្រមព្រៀងជួបគ្នាម្តងទៀត។'],
  vi: ['Các bộ trưởng gặp nhau', 'Các bộ trưởng đã gặp nhau vào thứ Hai.', 'Họ đồng ý sẽ gặp lại.'],
}

describe.skipIf(!chromiumPath)('the edition page', () => {
  let served: ServedNewsroom
  let translator: Colleague
  let reviewer: Colleague
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    served = await serveNewsroom()
    const { room } = served
    translator = await room.colleague('translator')
    reviewer = await room.colleague('reviewer')
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(() => served?.close())

  async function edition(locale: TargetLocale = 'vi', text = article): Promise<string> {
    return (await served.room.article(text, [locale])).editions[0]?.id ?? ''
  }

  /** Opens an edition as somebody sees it, and waits until it can be written in. */
  async function open(who: Colleague, editionId: string, look: Look = {}) {
    const opened = await served.open(who, look)
    if (!look.context) contexts.push(opened.context)
    const { page } = opened
    await page.goto(`${served.base}/editions/${editionId}`)
    await page.locator('.cm-content').waitFor()
    await page.locator('.cm-focused').waitFor()
    return opened
  }

  const target = (page: Page) => page.locator('.cm-content')
  const activeNumber = (page: Page) => page.locator('st-edition-row[active] .ordinal').innerText()
  const saved = (page: Page) => page.locator('.saving[data-sync="saved"]').waitFor()
  const badges = (page: Page) => page.locator('st-state-badge .badge').allInnerTexts()

  test.each(['th', 'km', 'vi'] as const)(
    'an article is translated and approved by keyboard alone (%s)',
    async (locale) => {
      const editionId = await edition(locale)
      const writing = await open(translator, editionId)
      for (const [n, sentence] of (words[locale] ?? []).entries()) {
        await expect.poll(() => activeNumber(writing.page)).toBe(String(n + 1))
        await expect.poll(() => target(writing.page).innerText()).toBe('\n')
        await writing.page.keyboard.type(sentence)
        await writing.page.keyboard.press('Control+Enter')
      }
      await expect.poll(() => badges(writing.page)).toEqual(['Translated', 'Translated', 'Translated'])
      const reviewing = await open(reviewer, editionId)
      for (const n of [1, 2, 3]) {
        await expect.poll(() => activeNumber(reviewing.page)).toBe(String(n))
        await reviewing.page.keyboard.press('Control+Enter')
      }
      await expect.poll(() => badges(reviewing.page)).toEqual(['Approved', 'Approved', 'Approved'])
      // The translator's page heard of it without being asked.
      await expect.poll(() => badges(writing.page)).toEqual(['Approved', 'Approved', 'Approved'])
      expect([...writing.faults, ...reviewing.faults]).toEqual([])
    },
  )

  test('what is asked early is not asked again', async () => {
    const editionId = await edition()
    const { context } = await served.open(translator)
    contexts.push(context)
    const asked: string[] = []
    context.on('request', (request) => asked.push(request.url().slice(served.base.length)))
    await open(translator, editionId, { context })
    const whole = `/api/editions/${editionId}`
    const first = ['/api/session', whole, `${whole}/outline`, `${whole}/segments?limit=30`]
    expect(asked.filter((address) => first.includes(address)).toSorted()).toEqual(first.toSorted())
  })

  test('a text is returned with a reason, which the translator reads', async () => {
    const editionId = await edition()
    const [row] = await translator.rows(editionId)
    await translator.save(row.translation.id, 'Các bộ trưởng', 0)
    await translator.confirm(row.translation.id, 1)
    const { page } = await open(reviewer, editionId)
    await page.keyboard.press('Alt+r')
    await page.locator('st-reason-dialog textarea').waitFor()
    await page.keyboard.type('Thiếu động từ')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await badges(page))[0]).toBe('Returned')
    const writing = await open(translator, editionId)
    await writing.page.getByText('Thiếu động từ').first().waitFor()
  })

  test('keys move through the article and list themselves', async () => {
    const { page } = await open(translator, await edition())
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => activeNumber(page)).toBe('2')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => activeNumber(page)).toBe('2')
    await page.keyboard.press('F1')
    await expect.poll(() => page.locator('st-keys-dialog tr').count()).toBeGreaterThan(8)
    await page.keyboard.press('Escape')
    await page.locator('st-keys-dialog st-dialog').waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.querySelector('st-app')?.shadowRoot?.activeElement?.tagName))
      .toBe('ST-EDITION-PAGE')
    await page.keyboard.type('Lại ở đây')
    await expect.poll(() => target(page).innerText()).toBe('Lại ở đây')
  })

  test('two versions of a text are shown, and the chosen one stands', async () => {
    const editionId = await edition()
    const [row] = await translator.rows(editionId)
    const { page, context } = await open(translator, editionId)
    // Their text is there first, however long the typing takes.
    let go = (): void => {}
    const theirs = new Promise<void>((resolve) => (go = resolve))
    await context.route('**/api/translations/*', async (route) => {
      await theirs
      await route.continue()
    })
    await page.keyboard.type('Của tôi')
    await reviewer.save(row.translation.id, 'Của họ', 0)
    go()
    await page.locator('st-conflict-view').waitFor()
    expect(await target(page).innerText()).toBe('Của tôi')
    expect(await page.locator('st-conflict-view dd').first().innerText()).toBe('Của họ')
    await page.getByRole('button', { name: 'Take my version' }).click()
    await saved(page)
    const [after] = await translator.rows(editionId)
    expect(after.translation).toMatchObject({ target: 'Của tôi', version: 2 })
  })

  test('without a network nothing is lost, and it is sent when the network is back', async () => {
    const editionId = await edition()
    const { page, context } = await open(translator, editionId)
    await context.setOffline(true)
    await page.keyboard.type('Viết khi mất mạng')
    await page.locator('.saving[data-sync="offline"]').waitFor()
    const heard = page.locator('st-notices [aria-live]').first()
    await expect.poll(() => heard.textContent()).toMatch(/^No connection/)
    await context.setOffline(false)
    await saved(page)
    await expect.poll(() => heard.textContent()).toMatch(/saved/i)
    const [row] = await translator.rows(editionId)
    expect(row.translation).toMatchObject({ target: 'Viết khi mất mạng', version: 1 })
  })

  test('what was typed before a crash is there again', async () => {
    const editionId = await edition('km')
    const { page, context } = await open(translator, editionId)
    await context.setOffline(true)
    await page.keyboard.type('ស្ត្រី')
    await kept(page, 'ស្ត្រី')
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    const again = await open(translator, editionId, { context })
    await expect.poll(() => target(again.page).innerText()).toBe('ស្ត្រី')
    await saved(again.page)
  })

  test('two windows of one person keep their words apart', async () => {
    const editionId = await edition('vi')
    const one = await open(translator, editionId)
    const other = await open(translator, editionId, { context: one.context })
    await one.context.setOffline(true)
    await one.page.bringToFront()
    await one.page.keyboard.type('Của cửa sổ này')
    await other.page.bringToFront()
    await other.page.keyboard.type('Của cửa sổ kia')
    await kept(other.page, 'Của cửa sổ kia')
    await other.page.close({ runBeforeUnload: false })
    await one.context.setOffline(false)
    const again = await open(translator, editionId, { context: one.context })
    // What the closed window wrote is there, and nobody has put it in the place of the other's words.
    await expect.poll(() => target(again.page).innerText()).toBe('Của cửa sổ kia')
    expect(await target(one.page).innerText()).toBe('Của cửa sổ này')
    await expect
      .poll(
        async () =>
          (await one.page.locator('st-conflict-view').count()) +
          (await again.page.locator('st-conflict-view').count()),
      )
      .toBeGreaterThan(0)
  })

  test('what two closed windows left is offered one after the other', async () => {
    const editionId = await edition('vi')
    const one = await open(translator, editionId)
    const other = await open(translator, editionId, { context: one.context })
    await one.context.setOffline(true)
    for (const [window, words] of [
      [one, 'Của cửa sổ này'],
      [other, 'Của cửa sổ kia'],
    ] as const) {
      await window.page.bringToFront()
      await window.page.keyboard.type(words)
      await kept(window.page, words)
    }
    await one.page.close({ runBeforeUnload: false })
    await other.page.close({ runBeforeUnload: false })
    await one.context.setOffline(false)
    const { page: elsewhere } = await served.open(translator, { context: one.context })
    await elsewhere.goto(`${served.base}/me`)
    const windows = () =>
      elsewhere.evaluate(async () => {
        const { held = [] } = await navigator.locks.query()
        return held.filter(({ name }) => name?.startsWith('setara window')).length
      })
    await expect.poll(windows).toBe(0)
    const { page } = await open(translator, editionId, { context: one.context })
    const conflict = page.locator('st-conflict-view')
    await conflict.waitFor()
    const [row] = await translator.rows(editionId)
    // One of them is saved, and the other stands beside it until somebody decides.
    expect([row.translation.target, await target(page).innerText()].toSorted()).toEqual([
      'Của cửa sổ kia',
      'Của cửa sổ này',
    ])
    await conflict.locator('button').first().click()
    await saved(page)
    await conflict.waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.cm-focused').waitFor()
    await page.waitForTimeout(1_000)
    expect(await conflict.count()).toBe(0)
  })

  test('texts of others appear without moving my caret', async () => {
    const editionId = await edition()
    const rows = await translator.rows(editionId)
    const { page } = await open(translator, editionId)
    await page.keyboard.type('Đang')
    await saved(page)
    await reviewer.save(rows[1].translation.id, 'Từ người khác', 0)
    await page.getByText('Từ người khác').waitFor()
    await page.keyboard.type(' viết')
    await expect.poll(() => target(page).innerText()).toBe('Đang viết')
  })

  test('a manager cuts a sentence in two and joins it again, by keyboard', async () => {
    const editionId = await edition('vi', 'It rained all day; nobody came.')
    const manager = await served.room.colleague(['manager', 'translator'])
    const { page, faults } = await open(manager, editionId)
    await page.keyboard.type('Trời mưa cả ngày')
    await page.keyboard.press('Alt+s')
    await page.locator('st-split-dialog input').waitFor()
    expect(await page.locator('st-split-dialog dd').allInnerTexts()).toEqual([
      'It rained all day;',
      'nobody came.',
    ])
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await picture(page, 'split-en')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => page.locator('st-edition-row .source .text').allInnerTexts())
      .toEqual(['It rained all day;', 'nobody came.'])
    // What was written is there still.
    await expect.poll(() => target(page).innerText()).toBe('Trời mưa cả ngày')
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.press('Alt+w')
    await page.locator('st-reason-dialog p').waitFor()
    // The deed itself has the focus.
    await page.locator('st-reason-dialog st-action:focus-within').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('st-edition-row').count()).toBe(1)
    await expect.poll(() => target(page).innerText()).toBe('Trời mưa cả ngày')
    expect(faults).toEqual([])
  })

  test('a term is proposed and asked about without leaving the row, and helps at once', async () => {
    const editionId = await edition('vi', 'The rice circle met the elders.')
    const { page, faults } = await open(translator, editionId)
    const entry = page.locator('st-term-entry')
    await entry.locator('summary').click()
    await entry.locator('#name').fill('rice circle')
    await entry.locator('#form').fill('nhóm lúa')
    await entry.locator('st-action').first().click()
    await page.locator('st-segment-panel .insert').getByText('nhóm lúa').waitFor()
    await entry.locator('#name').fill('elders')
    await entry.locator('st-action').last().click()
    await entry.getByText('was sent').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'term-entry-en')
    const manager = await served.room.colleague(['manager', 'terminologist'])
    await translator.page.send(
      'POST',
      `/api/articles/${(await translator.rows(editionId))[0].segment.articleId}/questions`,
      {
        kind: 'question',
        text: 'Which elders?',
      },
    )
    const { page: home } = await served.open(manager)
    await home.goto(served.base)
    const question = home.locator('st-source-questions li').filter({ hasText: 'Which elders?' })
    await question.locator('textarea').fill('Those of the village')
    expect(await violations(home)).toEqual([])
    await picture(home, 'home-questions-en')
    await question.locator('st-action').click()
    await question.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  test('rows with the findings of one check are shown, and everybody of the project is found', async () => {
    const editionId = await edition('vi', 'In 2024 it rained.\n\nNobody came in 2025.')
    const rows = await translator.rows(editionId)
    await translator.save(rows[0].translation.id, 'Trời mưa.', 0)
    await translator.save(rows[1].translation.id, 'Không ai đến năm 2025', 0)
    const { page } = await open(reviewer, editionId)
    await page.locator('#go').fill('2')
    await page.keyboard.press('Enter')
    await expect.poll(() => activeNumber(page)).toBe('2')
    await page.locator('#check').selectOption('punctuation')
    await expect.poll(() => page.locator('st-edition-row .ordinal').allInnerTexts()).toEqual(['2'])
    expect(new URL(page.url()).searchParams.get('check')).toBe('punctuation')
    await page.locator('#check').selectOption('numbers')
    await expect.poll(() => page.locator('st-edition-row .ordinal').allInnerTexts()).toEqual(['1', '2'])
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(translator.name)
    await page.locator('st-palette [role=option]').filter({ hasText: translator.name }).click()
    await expect
      .poll(() => page.locator('st-comments-panel #words').inputValue())
      .toContain(`@${translator.name}`)
  })

  test('by keyboard one comes back from everything beside the sentence, and hears what was done', async () => {
    const { page, faults } = await open(translator, await edition())
    await page.keyboard.press('Alt+m')
    await page.keyboard.type('Which ministers?')
    await page.keyboard.press('Control+Enter')
    await page.locator('st-comments-panel [role=status]').getByText('Sent.').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.press('Alt+k')
    await page.locator('st-concordance input:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.type('Bộ')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+Shift+Z')
    await expect.poll(() => target(page).innerText()).toBe('Bộ')
    expect(faults).toEqual([])
  })

  test('a comment that is begun before the help is there keeps its first letters', async () => {
    const id = await edition()
    const { context } = await served.open(translator)
    contexts.push(context)
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await context.route(/segment-panel/, async (route) => {
      await held
      await route.continue()
    })
    const { page } = await open(translator, id, { context })
    await page.keyboard.press('Alt+m')
    await page.keyboard.type('Which')
    letGo()
    await page.locator('st-comments-panel #words:focus').waitFor()
    await page.keyboard.type(' ministers?')
    await expect.poll(() => page.locator('st-comments-panel #words').inputValue()).toBe('Which ministers?')
    expect(await target(page).innerText()).toBe('\n')
  })

  test('who may not change the source is told so when cutting', async () => {
    const { page } = await open(translator, await edition('vi', 'It rained all day; nobody came.'))
    await page.keyboard.press('Alt+s')
    await page.locator('st-notices').getByText('role').first().waitFor()
    expect(await page.locator('st-split-dialog input').count()).toBe(0)
  })

  test('a hostile text is a text', async () => {
    const hostile = '<img src=x onerror="window.hacked=1">&lt;script&gt;'
    const editionId = await edition('vi', `${hostile} says he.`)
    const { page, faults } = await open(translator, editionId)
    await page.keyboard.type(hostile)
    await saved(page)
    // It stands in the list of what was done, too.
    await page.locator('st-segment-panel .line').first().waitFor()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await target(page).innerText()).toBe(hostile)
    expect(faults).toEqual([])
  })

  test('a search in any script shows what fits, and going to a number leaves it', async () => {
    const editionId = await edition('th')
    const rows = await translator.rows(editionId)
    await translator.save(rows[2].translation.id, 'พวกเขาตกลงที่จะพบกันอีก', 0)
    const { page } = await open(translator, editionId)
    await page.keyboard.press('Alt+f')
    await page.keyboard.type('ตกลง')
    // The open row stays in view.
    await expect.poll(() => page.locator('st-edition-row .ordinal').allInnerTexts()).toEqual(['1', '3'])
    await page.locator('#go').fill('๒')
    await page.keyboard.press('Enter')
    await expect.poll(() => activeNumber(page)).toBe('2')
    await expect.poll(() => page.locator('st-edition-row').count()).toBe(3)
  })

  test('a long edition draws only what is seen, and goes to any number', async () => {
    const text = Array.from(
      { length: 400 },
      (_, n) => `Sentence number ${n + 1} of a long text ends here.`,
    ).join('\n\n')
    const { page } = await open(translator, await edition('vi', text))
    expect(await page.locator('st-edition-row').count()).toBeLessThan(60)
    await page.locator('#go').fill('390')
    await page.keyboard.press('Enter')
    await expect.poll(() => activeNumber(page)).toBe('390')
    await page.locator('st-edition-row[active] .cm-focused').waitFor()
    await page.keyboard.type('Câu 390')
    await expect.poll(() => target(page).innerText()).toBe('Câu 390')
    expect(await page.locator('st-edition-row').count()).toBeLessThan(60)
  })

  test('what is typed while the list takes the open row away and draws it anew goes into that row', async () => {
    const long = Array.from({ length: 300 }, (_, n) => `Sentence ${n + 1} is here.`).join('\n\n')
    const { page } = await open(translator, await edition('vi', long))
    await page.keyboard.type('Câu ')
    const list = page.locator('lit-virtualizer')
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight))
    await expect.poll(() => page.locator('st-edition-row[active]').count()).toBe(0)
    await page.keyboard.type('hai')
    await list.evaluate((element) => (element.scrollTop = 0))
    await page.locator('.cm-focused').waitFor()
    await expect.poll(() => target(page).innerText()).toContain('Câu hai')
  })

  test('what an input method composes meanwhile is finished first, and goes into that row', async () => {
    const long = Array.from({ length: 300 }, (_, n) => `Sentence ${n + 1} is here.`).join('\n\n')
    const { page, context } = await open(translator, await edition('vi', long))
    const devtools = await context.newCDPSession(page)
    const compose = (text: string) =>
      devtools.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    await page.keyboard.type('Câu ')
    const list = page.locator('lit-virtualizer')
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight))
    await expect.poll(() => page.locator('st-edition-row[active]').count()).toBe(0)
    await page.locator('.ahead:focus').waitFor({ state: 'attached' })
    await compose('t')
    await compose('ti')
    await list.evaluate((element) => (element.scrollTop = 0))
    // The field is there, and waits.
    await expect.poll(() => target(page).innerText()).toBe('Câu ')
    await compose('tiê')
    expect(await page.locator('.cm-focused').count()).toBe(0)
    await devtools.send('Input.insertText', { text: 'tiếp' })
    await page.locator('.cm-focused').waitFor()
    await expect.poll(() => target(page).innerText()).toContain('Câu tiếp')
    await page.keyboard.type(' theo')
    await expect.poll(() => target(page).innerText()).toContain('Câu tiếp theo')
  })

  test('a row whose texts come late has the focus when they are there', async () => {
    const text = Array.from({ length: 400 }, (_, n) => `Sentence number ${n + 1} ends here.`).join('\n\n')
    const { page } = await open(translator, await edition('vi', text))
    let refused = 0
    await page.context().route(/segments\?.*/, async (route) => {
      refused += 1
      if (refused <= 3) await route.abort()
      else await route.continue()
    })
    await page.locator('#go').fill('390')
    await page.keyboard.press('Enter')
    await page.locator('st-edition-row[active] .cm-focused').waitFor()
    await page.keyboard.type('Câu 390')
    await expect.poll(() => target(page).innerText()).toBe('Câu 390')
  })

  test('an edition that could not be read is opened when the server answers again', async () => {
    const id = await edition()
    const { context } = await served.open(translator)
    contexts.push(context)
    let refused = 0
    await context.route(/\/outline/, async (route) => {
      refused += 1
      if (refused === 1) await route.fulfill({ status: 503, body: '{}' })
      else await route.continue()
    })
    const { page } = await open(translator, id, { context })
    expect(refused).toBeGreaterThan(1)
    await page.keyboard.type('Bộ trưởng')
    await expect.poll(() => target(page).innerText()).toBe('Bộ trưởng')
  })

  describe('for everyone', () => {
    async function busyEdition(): Promise<string> {
      const editionId = await edition('km', 'In 2024 the ministers met.\n\nThey met again.')
      const [row] = await translator.rows(editionId)
      await translator.save(row.translation.id, 'រដ្ឋមន្ត្រីបានជួបគ្នា ทดสอบ', 0)
      return editionId
    }

    // What opens over the page is looked at in dialogs.test.ts.
    test.each(['light', 'dark', 'contrast'] as const)(
      'axe finds nothing in the editor, with findings and history, and in the grid (%s)',
      async (theme) => {
        const editionId = await busyEdition()
        const manager = await served.room.colleague(['manager', 'translator', 'reviewer'])
        const { page } = await open(manager, editionId, { theme })
        await page.locator('st-segment-panel .finding').first().waitFor()
        await page.locator('st-segment-panel .line').first().waitFor()
        await atRest(page)
        expect(await violations(page)).toEqual([])
        await picture(page, `editor-${theme}`)
        const articleId = (await manager.rows(editionId))[0].segment.articleId
        await page.goto(`${served.base}/articles/${articleId}/languages`)
        await page.locator('st-languages-page lit-virtualizer [role=listitem]').first().waitFor()
        await atRest(page)
        expect(await violations(page)).toEqual([])
        await picture(page, `grid-${theme}`)
      },
    )

    test('on a telephone nothing is cut off in any language', async () => {
      const { page, faults } = await open(translator, await busyEdition(), { locale: 'km', width: 390 })
      const overhang = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      for (const locale of locales) {
        await page.locator('wa-dropdown.language button').click()
        await page.locator(`wa-dropdown.language wa-dropdown-item[value=${locale}]`).click()
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale)
        await atRest(page)
        expect([locale, await overhang()]).toEqual([locale, 0])
        expect((await target(page).boundingBox())?.width).toBeGreaterThan(280)
        await page.locator('.handle').click()
        await page.locator('st-segment-panel .finding').first().waitFor({ state: 'visible' })
        await atRest(page)
        expect([locale, await violations(page)]).toEqual([locale, []])
        await picture(page, `telephone-${locale}`)
        await page.locator('.handle').click()
      }
      expect(faults).toEqual([])
    })
  })
})

/** Waits until words lie on the shelf of the device, where they outlive the window. */
async function kept(page: Page, words: string): Promise<void> {
  const shelf = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('setara-texts')
          opening.addEventListener('success', () => {
            const reading = opening.result.transaction('texts').objectStore('texts').getAll()
            reading.addEventListener('success', () => resolve(JSON.stringify(reading.result)))
            opening.result.close()
          })
        }),
    )
  await expect.poll(shelf).toContain(words)
}
