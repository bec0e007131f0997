// A large file on its way to an article, in a real browser: chosen, sent, followed, given up, found again.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

describe.skipIf(!chromiumPath)('a large file', () => {
  let served: ServedNewsroom
  let manager: Colleague
  const folder = mkdtempSync(join(tmpdir(), 'setara-large-'))
  const file = join(folder, 'handbook.xlf')

  beforeAll(async () => {
    // Large by what is not translated, so that its few sentences are read at once.
    const filling = `<note>${'n'.repeat(11 * 1024 * 1024)}</note>`
    const units = Array.from(
      { length: 300 },
      (_, n) => `<unit id="u${n}"><segment><source>Sentence ${n}.</source></segment></unit>`,
    )
    writeFileSync(
      file,
      `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f"><notes>${filling}</notes>${units.join('')}</file></xliff>`,
    )
    served = await serveNewsroom()
    manager = await served.room.colleague('manager')
  })
  afterAll(async () => {
    await served?.close()
    rmSync(folder, { recursive: true })
  })

  async function open(look: Look = {}) {
    const opened = await served.open(manager, look)
    await opened.page.goto(`${served.base}/projects/${served.room.projectId}/import`)
    await opened.page.locator('st-source-input').or(opened.page.locator('st-large-import')).first().waitFor()
    return opened
  }

  const looks = [
    { locale: 'en', theme: 'light', width: 1280 },
    { locale: 'th', theme: 'dark', width: 640 },
    { locale: 'km', theme: 'light', width: 360 },
  ] as const

  test.each(looks)(
    'is accessible and fits in $locale, $theme, $width px, and can be given up',
    async (look) => {
      const { page, context, faults } = await open(look)
      const found: Record<string, readonly string[]> = {}
      const lookAt = async (where: string) => {
        const wrong = await troubles(page)
        if (wrong.length > 0) found[where] = wrong
        await picture(page, `large-${where}-${look.locale}`)
      }
      await page.locator('st-source-input input[type=file]').setInputFiles(file)
      await page.locator('st-large-import .button.primary').waitFor()
      await page.locator('st-large-import input[type=checkbox]').first().check()
      await lookAt('choice')
      await page.locator('st-large-import .button.primary').click()
      // Nobody works on it yet, so it waits.
      await page.locator('st-large-import section > p.soft').waitFor()
      await lookAt('reading')
      await page.reload()
      await page.locator('st-large-import progress').waitFor()
      await page.locator('st-large-import button').click()
      await page.locator('st-large-import .note').waitFor()
      await lookAt('cancelled')
      await page.locator('st-large-import button').click()
      await page.locator('st-source-input').waitFor()
      await context.close()
      expect(found).toEqual({})
      expect(faults).toEqual([])
    },
  )

  test('becomes an article that is then shown', async () => {
    const { page, context, faults } = await open()
    await page.locator('st-source-input input[type=file]').setInputFiles(file)
    await page.locator('st-large-import .button.primary').click()
    await page.locator('st-large-import section > p.soft').waitFor()
    const { room } = served
    const jobs = await workOnJobs(room, room.database.listen, () => {})
    await page.waitForURL(/\/articles\//)
    await jobs.stop()
    await page.locator('h1', { hasText: 'handbook' }).waitFor()
    await context.close()
    expect(faults).toEqual([])
  })
})
