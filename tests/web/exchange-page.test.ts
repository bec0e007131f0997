// Files of other tools in a real browser: an edition is taken home in its own file, and a file is brought home.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { chromiumPath } from '../helpers/browser.ts'
import {
  picture,
  serveNewsroom,
  troubles,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'
import type { Colleague } from '../helpers/world.ts'

const file = (first = '') =>
  `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f"><unit id="u1"><segment><source>Press <ph id="1"/> here.</source></segment></unit><unit id="u2"><segment>${first}</segment></unit></file></xliff>`
const untouched = file('<source>It rained.</source>')

describe.skipIf(!chromiumPath)('the page of an edition for other tools', () => {
  let served: ServedNewsroom
  let manager: Colleague
  let editionId: string

  beforeAll(async () => {
    served = await serveNewsroom()
    manager = await served.room.colleague(['manager', 'translator'])
    const { editions } = await served.room.article(untouched, ['vi'], 'handbook-of-the-river.xlf')
    editionId = editions[0]?.id ?? ''
    const [first, second] = await manager.rows(editionId)
    // Its code is lost.
    await manager.save(first.translation.id, 'Bấm vào đây.', 0)
    await manager.save(second.translation.id, 'Trời mưa.', 0)
  })
  afterAll(() => served?.close())

  async function open(look: Look = {}) {
    const opened = await served.open(manager, look)
    await opened.page.goto(`${served.base}/editions/${editionId}/exchange`)
    await opened.page.locator('st-edition-file .button').first().waitFor()
    return opened
  }

  const looks = [
    { locale: 'en', theme: 'light', width: 1280 },
    { locale: 'th', theme: 'dark', width: 640 },
    { locale: 'km', theme: 'light', width: 360 },
  ] as const

  test.each(looks)(
    'writes the file, says what is not in it, and fits in $locale, $theme, $width px',
    async (look) => {
      const { page, context, faults } = await open(look)
      const found: Record<string, readonly string[]> = {}
      const lookAt = async (where: string) => {
        const wrong = await troubles(page)
        if (wrong.length > 0) found[where] = wrong
        await picture(page, `exchange-${where}-${look.locale}`)
      }
      await lookAt('before')
      await page.locator('st-edition-file button').click()
      // Nobody works on it yet, so it waits.
      await page.locator('st-edition-file progress').waitFor()
      await lookAt('writing')
      const { room } = served
      const jobs = await workOnJobs(room, room.database.listen, () => {})
      const link = page.locator('st-edition-file a[download]')
      await link.waitFor()
      await jobs.stop()
      expect(await page.locator('st-edition-file li').count()).toBe(1)
      await link.scrollIntoViewIfNeeded()
      await lookAt('written')
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toBe('handbook-of-the-river.vi.xlf')
      expect(readFileSync(await download.path(), 'utf8')).toBe(
        untouched.replace(
          '<segment><source>It rained.</source>',
          '<segment state="translated"><source>It rained.</source><target>Trời mưa.</target>',
        ),
      )
      await context.close()
      expect(found).toEqual({})
      expect(faults).toEqual([])
    },
  )

  test('shows how far a file is that is brought home, and then what it would change', async () => {
    const { page, context, faults } = await open()
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(`**/api/editions/${editionId}/xliff`, async (route) => {
      await held
      await route.continue()
    })
    const sent = await page.request.get(`${served.base}/api/editions/${editionId}/xliff/2.0`)
    const changed = (await sent.text()).replace('Trời mưa.', 'Trời đã mưa.')
    await page.locator('st-exchange-page input[type=file]').setInputFiles({
      ...{ name: 'home.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(changed) },
    })
    const progress = page.locator('st-exchange-page st-job-progress')
    await progress.waitFor()
    expect(await progress.getAttribute('label')).toBe('Sending home.xlf')
    letGo()
    await page.locator('st-exchange-page .counts').waitFor()
    expect(await progress.count()).toBe(0)
    expect(await page.locator('st-exchange-page .counts .taken dd').innerText()).toBe('1')
    await context.close()
    expect(faults).toEqual([])
  })

  test.each(looks)(
    'brings a large file home in the background, and takes it over, in $locale, $theme, $width px',
    async (look) => {
      const { page, context, faults } = await open(look)
      const { room } = served
      const { editions } = await room.article(untouched, ['vi'], 'manual.xlf')
      await page.goto(`${served.base}/editions/${editions[0]?.id}/exchange`)
      const folder = mkdtempSync(join(tmpdir(), 'setara-home-'))
      const large = join(folder, 'manual-back.xlf')
      // Large by what is not translated.
      const filling = `<notes><note>${'n'.repeat(11 * 1024 * 1024)}</note></notes>`
      const back = file('<source>It rained.</source><target>Trời mưa.</target>')
        .replace('<file id="f">', `<file id="f">${filling}`)
        .replace('</source></segment>', '</source><target>Bấm vào đây.</target></segment>')
      writeFileSync(large, back)
      const found: Record<string, readonly string[]> = {}
      const lookAt = async (where: string) => {
        const wrong = await troubles(page)
        if (wrong.length > 0) found[where] = wrong
        await picture(page, `home-${where}-${look.locale}`)
      }
      await page.locator('st-exchange-page input[type=file]').setInputFiles(large)
      await page.locator('st-large-homecoming st-job-progress').waitFor()
      await lookAt('reading')
      const jobs = await workOnJobs(room, room.database.listen, () => {})
      const report = page.locator('st-homecoming-report')
      await report.waitFor()
      expect(await report.locator('.counts .taken dd').innerText()).toBe('1')
      expect(await report.locator('.counts .refused dd').innerText()).toBe('1')
      await report.locator('st-action').scrollIntoViewIfNeeded()
      await lookAt('report')
      await report.locator('st-action').click()
      await report.locator('.note.good').waitFor()
      await lookAt('done')
      // Whoever comes back finds the report.
      await page.reload()
      await report.locator('.note.good').waitFor()
      await jobs.stop()
      await context.close()
      rmSync(folder, { recursive: true })
      expect(found).toEqual({})
      expect(faults).toEqual([])
    },
  )
})
