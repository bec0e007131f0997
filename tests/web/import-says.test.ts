// What a file says besides its words is shown before it is imported: rules that are not understood, tracked changes.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Locale } from '#locales/locale.ts'

import { chromiumPath } from '../helpers/browser.ts'
import { picture, serveNewsroom, troubles, type ServedNewsroom } from '../helpers/served-newsroom.ts'
import { wordFile } from '../helpers/word-file.ts'

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const tracked = wordFile(
  `<w:p>${run('The meeting')}<w:ins w:id="1">${run(' ended late')}</w:ins>` +
    `<w:del w:id="2"><w:r><w:delText xml:space="preserve"> began early</w:delText></w:r></w:del>${run('.')}</w:p>`,
)
const ruled =
  '<html><head><script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" ' +
  'xmlns:h="http://www.w3.org/1999/xhtml">\n<its:translateRule selector="//h:p[last()]" translate="no"/></its:rules></script></head>' +
  '<body><h1>News</h1><p its-storage-size="25" its-loc-note="Keep it short">The <b its-term="yes">cloud</b> ' +
  '<i its-allowed-characters="[a-z ]">moves</i> on.</p></body></html>'

const looks: readonly [Locale, 'light' | 'dark', number][] = [
  ['en', 'light', 1280],
  ['th', 'light', 400],
  ['km', 'dark', 1280],
]

describe.skipIf(!chromiumPath)('before a file is imported', () => {
  let served: ServedNewsroom

  beforeAll(async () => {
    served = await serveNewsroom()
  })
  afterAll(() => served?.close())

  async function give(
    [locale, theme, width]: (typeof looks)[number],
    name: string,
    content: Uint8Array | string,
  ): Promise<{ page: Page; faults: readonly string[] }> {
    const who = await served.room.colleague('manager')
    const { page, faults } = await served.open(who, { locale, theme, width })
    await page.goto(`${served.base}/projects/${served.room.projectId}/import`)
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) }
    await page.locator('st-source-input input[type=file]').setInputFiles(file)
    await page.locator('st-block-list li').first().waitFor()
    return { page, faults }
  }
  const words = async (page: Page) =>
    (await page.locator('st-block-list .sentence').allInnerTexts()).map((text) => text.trim())

  test.each(looks)('rules that are not understood, terms and limits are shown (%s)', async (...look) => {
    const { page, faults } = await give(look, 'news.html', ruled)

    expect(await page.locator('.note.warn code').allInnerTexts()).toEqual([
      '<its:translateRule selector="//h:p[last()]" translate="no"/>',
    ])
    expect(await page.locator('st-block-list p.said').count()).toBe(4)
    await picture(page, `import-its-${look[0]}`)
    expect(await troubles(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each(looks)('whoever imports it says what becomes of tracked changes (%s)', async (...look) => {
    const { page, faults } = await give(look, 'news.docx', tracked)
    const choice = page.locator('#revisions')

    expect(await choice.inputValue()).toBe('accepted')
    expect(await words(page)).toEqual(['The meeting ended late.'])
    await choice.selectOption('refused')
    await expect.poll(() => words(page)).toEqual(['The meeting began early.'])
    await picture(page, `import-tracked-${look[0]}`)
    expect(await troubles(page)).toEqual([])
    await page.locator('.finish st-action').click()
    await page.waitForURL(/\/articles\//)
    await page.locator('st-article-source .sentence').first().waitFor()
    expect(await page.locator('st-article-source .sentence').allInnerTexts()).toEqual([
      'The meeting began early.',
    ])
    await picture(page, `article-tracked-${look[0]}`)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
