// The translation memory in a real browser: beside the open sentence, as a page, before work starts and in the background.

import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { TargetLocale } from '#locales/locale.ts'

import { workOnJobs, type JobWorker } from '../../server/actions/work-on-jobs.ts'
import { chromiumPath } from '../helpers/browser.ts'
import {
  picture,
  serveNewsroom,
  troubles,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'
import type { Colleague } from '../helpers/world.ts'

const known = 'The library opens at noon. The fund supports 250 schools in the region. Nobody was hurt.'
const wanted =
  'The library opens at noon. The fund supports 318 schools in the region. The library opens late. Read more. Something else. Read more. Nothing new. Read more.'

const targets: Readonly<Partial<Record<TargetLocale, readonly string[]>>> = {
  vi: ['Thư viện mở cửa vào buổi trưa.', 'Quỹ hỗ trợ 250 trường học trong khu vực.', 'Không ai bị thương.'],
  th: ['ห้องสมุดเปิดตอนเที่ยง', 'กองทุนสนับสนุนโรงเรียน 250 แห่งในภูมิภาค', 'ไม่มีผู้ใดได้รับบาดเจ็บ'],
  km: ['បណ្ណាល័យបើកនៅថ្ងៃត្រង់។', 'មូលនិធិគាំទ្រសាលារៀន 250 នៅក្នុងតំបន់។', 'គ្មាននរណារងរបួសទេ។'],
}

describe.skipIf(!chromiumPath)('the memory', () => {
  let served: ServedNewsroom
  let jobs: JobWorker
  let translator: Colleague
  let manager: Colleague
  let articleId: string
  let editions: Partial<Record<TargetLocale, string>>

  beforeAll(async () => {
    served = await serveNewsroom()
    const { room } = served
    jobs = await workOnJobs(room, room.database.listen, () => {})
    translator = await room.colleague('translator')
    manager = await room.colleague(['manager', 'translator'])
    const reviewer = await room.colleague('reviewer')
    const locales = ['vi', 'th', 'km'] as const
    const first = await room.article(known, locales, 'known.txt')
    for (const edition of first.editions) {
      for (const [n, { translation }] of (await translator.rows(edition.id)).entries()) {
        await translator.save(translation.id, targets[edition.locale]?.[n] ?? '', 0)
        await translator.confirm(translation.id, 1)
        expect((await reviewer.review(translation.id, { step: 'approve' }, 2)).status).toBe(200)
      }
    }
    await room.memory.loaded()
    const second = await room.article(wanted, locales, 'wanted.txt')
    articleId = second.article.id
    editions = Object.fromEntries(second.editions.map(({ locale, id }) => [locale, id]))
  })
  afterAll(async () => {
    await jobs?.stop()
    await served?.close()
  })

  async function open(address: string, look: Look = {}, who = manager) {
    const opened = await served.open(who, look)
    await opened.page.goto(served.base + address)
    return opened
  }

  /** Opens the editor with the panel of the memory filled. */
  async function openEditor(locale: TargetLocale, look: Look = {}, editionId = editions[locale] ?? '') {
    const opened = await open(`/editions/${editionId}`, look)
    await opened.page.locator('.cm-focused').waitFor()
    await opened.page.locator('st-memory-panel li').first().waitFor({ state: 'attached' })
    return opened
  }

  const looks = [
    { locale: 'en', theme: 'light', width: 1280 },
    { locale: 'th', theme: 'dark', width: 1280 },
    { locale: 'km', theme: 'light', width: 360 },
  ] as const

  test.each(looks)('is accessible and fits in $locale, $theme, $width px', async (look) => {
    const found: Record<string, readonly string[]> = {}
    const faults: string[] = []
    const lookAt = async (where: string, page: Page) => {
      const wrong = await troubles(page)
      if (wrong.length > 0) found[where] = wrong
      await picture(page, `memory-${where}-${look.locale}`)
    }
    const editor = await openEditor(look.locale === 'en' ? 'vi' : look.locale, look)
    const { page } = editor
    await lookAt('panel', page)
    await page.keyboard.press('Alt+k')
    await page.locator('st-concordance #words').fill('library')
    await page.locator('st-concordance .hits li').first().waitFor()
    await lookAt('concordance', page)
    await page.goto(`${served.base}/projects/${served.room.projectId}/memory`)
    await page.locator('st-memory-page .origins li').first().waitFor()
    await lookAt('page', page)
    await page.goto(`${served.base}/articles/${articleId}`)
    await page.locator('st-analysis-dialog').waitFor({ state: 'attached' })
    await page.locator('st-article-page button[slot=actions]').last().click()
    await page.locator('st-analysis-dialog tbody tr').first().waitFor()
    await lookAt('analysis', page)
    faults.push(...editor.faults)
    await editor.context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  })

  test('a key for the best match that comes before the help beside the article is not lost', async () => {
    const { page, context } = await served.open(manager)
    let comeNow: () => void = () => undefined
    const held = new Promise<void>((resolve) => (comeNow = resolve))
    await page.route('**/assets/memory-panel-*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${served.base}/editions/${editions.vi ?? ''}`)
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.press('Alt+j')
    await page.waitForTimeout(300)
    expect(await page.locator('st-memory-panel').count()).toBe(0)
    comeNow()
    const text = page.locator('.cm-content')
    await expect.poll(() => text.innerText()).toBe('Thư viện mở cửa vào buổi trưa.')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.locator('st-edition-head .saving[data-sync=saved]').waitFor()
    await context.close()
  })

  test('the best match comes in with one key, and what was put in is marked', async () => {
    const { page, context, faults } = await openEditor('vi')
    expect(await page.locator('st-memory-panel .score').first().innerText()).toBe('100 %')
    await page.keyboard.press('Alt+j')
    await expect.poll(() => page.locator('.cm-content').innerText()).toBe('Thư viện mở cửa vào buổi trưa.')
    await page.keyboard.press('Alt+ArrowDown')
    const put = page.locator('st-memory-panel mark')
    await put.first().waitFor()
    expect(await put.allInnerTexts()).toEqual(['318'])
    await page.keyboard.press('Alt+j')
    await expect
      .poll(() => page.locator('.cm-content').innerText())
      .toBe('Quỹ hỗ trợ 318 trường học trong khu vực.')
    await context.close()
    expect(faults).toEqual([])
  })

  test('a memory that cannot be asked says so, and is asked again by itself', async () => {
    const { page, context } = await open(`/editions/${editions.vi ?? ''}`)
    const panel = page.locator('st-memory-panel')
    await panel.locator('li').first().waitFor({ state: 'attached' })
    await page.route('**/matches', (route) => route.abort())
    await page.locator('.cm-focused').press('Alt+ArrowDown')
    await panel.getByText('The server cannot be reached').waitFor()
    expect(await panel.locator('li').count()).toBe(0)
    await picture(page, 'memory-unreachable-en')
    await page.unroute('**/matches')
    await panel.locator('mark').first().waitFor()
    expect(await panel.getByText('The server cannot be reached').count()).toBe(0)
    await context.close()
  })

  test('the words that are selected are looked up', async () => {
    const editionId = (await served.room.article('The library opens at noon. It is old.', ['vi'])).editions[0]
      ?.id
    const { page, context, faults } = await openEditor('vi', {}, editionId)
    await page.keyboard.type('mở cửa')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Alt+k')
    const hits = page.locator('st-concordance .hits mark')
    await hits.first().waitFor()
    expect(await page.locator('st-concordance #words').inputValue()).toBe('mở cửa')
    expect(new Set(await hits.allInnerTexts())).toEqual(new Set(['mở cửa']))
    await page.keyboard.press('Escape')
    await page.locator('st-concordance').waitFor({ state: 'detached' })
    await context.close()
    expect(faults).toEqual([])
  })

  test('the same sentence is filled everywhere but where it is said not to', async () => {
    const text = 'Read more. First. Read more. Second. Read more.'
    const editionId = (await served.room.article(text, ['vi'], 'again.txt')).editions[0]?.id ?? ''
    const { page, context, faults } = await open(`/editions/${editionId}`, {}, translator)
    await page.locator('.cm-focused').waitFor()
    await page.keyboard.type('Đọc thêm.')
    await page.keyboard.press('Alt+e')
    const boxes = page.locator('st-reason-dialog input[type=checkbox]')
    await boxes.first().waitFor()
    expect(await boxes.count()).toBe(2)
    await boxes.first().uncheck()
    await picture(page, 'memory-repetitions-en')
    await page.locator('st-reason-dialog st-action').click()
    const stored = async () =>
      (await translator.rows(editionId)).map(
        (row: { translation: { target: string } }) => row.translation.target,
      )
    await expect.poll(stored).toEqual(['Đọc thêm.', '', '', '', 'Đọc thêm.'])
    await context.close()
    expect(faults).toEqual([])
  })

  test('an edition is filled in the background, and says how much of it', async () => {
    const { editions: opened, article } = await served.room.article(known, ['vi'], 'fill.txt')
    const { page, context, faults } = await open(`/articles/${article.id}`)
    await page.getByRole('button', { name: 'Fill from the memory' }).click()
    await page.locator('st-notices').getByText('3 segments filled').waitFor()
    const rows = await translator.rows(opened[0]?.id ?? '')
    expect(rows.map((row: { translation: { target: string } }) => row.translation.target)).toEqual(targets.vi)
    await context.close()
    expect(faults).toEqual([])
  })

  test('a TMX file is sent and read, its report is shown, and it is taken out again', async () => {
    const { page, context, faults } = await open(`/projects/${served.room.projectId}/memory`)
    await page.locator('st-memory-import input').waitFor({ state: 'attached' })
    const tu = (n: number) =>
      `<tu><tuv xml:lang="en"><seg>Line ${n}</seg></tuv><tuv xml:lang="vi"><seg>Dòng ${n}</seg></tuv></tu>`
    const units = Array.from({ length: 600 }, (_, n) => tu(n)).join('')
    const file = (name: string, text: string) => ({
      ...{ name, mimeType: 'application/xml', buffer: Buffer.from(text) },
    })
    const tmx = `<tmx version="1.4"><header srclang="en"/><body>${units}<tu><tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>`
    await page.locator('st-memory-import input').setInputFiles(file('lines.tmx', tmx))
    await page.locator('st-memory-import dl').waitFor()
    const lines = await page.locator('st-memory-import dd').allInnerTexts()
    expect(lines).toEqual(['601', '600', '0', '600', '1'])
    await picture(page, 'memory-report-en')
    expect(await troubles(page)).toEqual([])
    await page.locator('.origins li').filter({ hasText: 'lines.tmx' }).locator('button').click()
    await page.locator('st-question button.danger').click()
    await page.locator('st-notices').getByText('600 pairs taken out').waitFor()
    await page.locator('st-memory-import input').setInputFiles(file('broken.tmx', '<tmx version="1.4">'))
    await page.locator('st-memory-import').getByText('At line 1, column').waitFor()
    await picture(page, 'memory-broken-en')
    await context.close()
    expect(faults).toEqual([])
  })

  test('the analysis counts before anybody begins, and goes home as a table', async () => {
    const { page, context, faults } = await open(`/articles/${articleId}`)
    await page.getByRole('button', { name: 'Analysis' }).click()
    const row = (name: string) =>
      page.locator('st-analysis-dialog tbody tr').filter({ has: page.getByText(name, { exact: true }) })
    await row('Repetition').waitFor()
    await page.locator('st-analysis-dialog #measure').selectOption('segments')
    // The languages stand in the order th, id, lo, ms, km, vi; Malay and Indonesian have nothing to offer yet.
    expect(await row('Repetition').locator('td').allInnerTexts()).toEqual(
      Array.from({ length: 6 }, () => '2'),
    )
    expect(await row('Total').locator('td').first().innerText()).toBe('8')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('st-analysis-dialog a[download]').click(),
    ])
    const table = readFileSync(await download.path(), 'utf8')
    expect(table.split('\r\n')[0]).toBe('locale,band,segments,words,characters')
    expect(table).toContain('vi,repetition,2,4,18')
    await context.close()
    expect(faults).toEqual([])
  })

  test('the key takes one match after the other', async () => {
    const { room } = served
    const reviewer = await room.colleague('reviewer')
    const sentence = (hour: string) => `The museum shows its old paintings every morning from ${hour}.`
    const earlier = await room.article(`${sentence('nine')} ${sentence('ten')}`, ['id'])
    const matches = [
      'Museum memamerkan lukisan lama mulai pukul sembilan.',
      'Museum memamerkan lukisan lama mulai jam sepuluh.',
    ]
    for (const [n, { translation }] of (await translator.rows(earlier.editions[0]?.id ?? '')).entries()) {
      await translator.save(translation.id, matches[n] ?? '', 0)
      await translator.confirm(translation.id, 1)
      expect((await reviewer.review(translation.id, { step: 'approve' }, 2)).status).toBe(200)
    }
    const { editions: opened } = await room.article(sentence('eight'), ['id'])
    const { page, context, faults } = await openEditor('id', {}, opened[0]?.id)
    await expect.poll(() => page.locator('st-memory-panel [data-match]').count()).toBe(2)
    const offered = await page.locator('st-memory-panel [data-match]').allInnerTexts()
    for (const text of [offered[0], offered[1], offered[0]]) {
      await page.keyboard.press('Alt+j')
      await expect.poll(() => page.locator('.cm-content').innerText()).toBe(text)
    }
    await context.close()
    expect(faults).toEqual([])
  })
})
