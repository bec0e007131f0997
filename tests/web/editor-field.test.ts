// The target field in a real browser: typing, input methods, codes, clipboard, undo.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { toNotation, type Code } from '#domain/inline.ts'
import { targetLocales } from '#locales/locale.ts'

import { buildPage, chromiumPath, openBrowser, type BuiltPage } from '../helpers/browser.ts'
import { seg } from '../helpers/notation.ts'
import type { FieldProperties } from './editor-harness/main.ts'

const bold: Code = {
  id: 1,
  kind: 'pair',
  type: 'bold',
  raw: '<b>',
  rawClose: '</b>',
  display: 'b',
  deletable: false,
}
const line: Code = { id: 2, kind: 'single', type: 'break', raw: '<br>', display: 'br', deletable: true }
const coded = { sourceText: seg('The {1}ACC{/1} visited{2/}'), codes: [bold, line] }

const sentences = {
  th: 'ที่นี่มีน้ำใจและกำลังใจ',
  id: 'Pertemuan dimulai pukul sembilan.',
  lo: 'ທີ່ນີ້ມີນ້ຳໃຈ',
  ms: 'Mesyuarat bermula pada pukul sembilan.',
  km: 'ស្ត្រីខ្មែរធ្វើការនៅទីនេះ។',
  vi: 'Cuộc họp bắt đầu lúc chín giờ ở Đà Nẵng.',
}

describe.skipIf(!chromiumPath)('the target field', () => {
  let built: BuiltPage
  let browser: Browser
  let page: Page
  let devtools: CDPSession

  beforeAll(async () => {
    built = await buildPage(fileURLToPath(new URL('./editor-harness', import.meta.url)))
    browser = await openBrowser()
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    page = await context.newPage()
    devtools = await context.newCDPSession(page)
    await page.goto(built.url)
    await page.waitForFunction(() => 'harness' in window)
  })
  afterAll(async () => {
    await browser?.close()
    await built?.close()
  })
  beforeEach(() => page.evaluate(() => navigator.clipboard.writeText('')))

  const open = (properties: FieldProperties = {}) =>
    page.evaluate((given) => window.harness.open(given), properties)
  const changes = () => page.evaluate(() => window.harness.changes)
  const text = () => page.evaluate(() => window.harness.element?.text ?? '')
  const notation = async () => toNotation(await text())
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const compose = (words: string) =>
    devtools.send('Input.imeSetComposition', {
      text: words,
      selectionStart: words.length,
      selectionEnd: words.length,
    })
  const settle = () => page.waitForTimeout(120)
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  describe.each(targetLocales)('typing in %s', (locale) => {
    test('every character arrives, in its order', async () => {
      await open({ locale })
      await page.keyboard.type(sentences[locale])
      expect(await text()).toBe(sentences[locale])
    })

    test('deleting a word deletes one word, and undo brings it back', async () => {
      await open({ locale, text: sentences[locale] })
      await press('Control+Backspace')
      const left = await text()
      expect(left.length).toBeGreaterThan(0)
      expect(sentences[locale].startsWith(left)).toBe(true)
      expect(left.length).toBeLessThan(sentences[locale].length)
      await press('Control+z')
      expect(await text()).toBe(sentences[locale])
    })

    test('what an input method composes arrives once, and is marked until it is finished', async () => {
      await open({ locale })
      const words = sentences[locale].slice(0, 6)
      for (let length = 1; length <= words.length; length++) await compose(words.slice(0, length))
      expect((await changes()).every((change) => change.composing)).toBe(true)
      await devtools.send('Input.insertText', { text: words })
      await expect.poll(text).toBe(words)
      await expect.poll(async () => (await changes()).at(-1)).toEqual({ text: words, composing: false })
    })
  })

  test('a word to the left and a double click take Thai words, not the sentence', async () => {
    await open({ text: 'คณะผู้แทนเยือนศูนย์' })
    await press('Control+Shift+ArrowLeft')
    await page.keyboard.type('X')
    expect(await text()).toBe('คณะผู้แทนเยือนX')
    const box = await page.locator('.cm-line').boundingBox()
    await page.mouse.dblclick((box?.x ?? 0) + 8, (box?.y ?? 0) + (box?.height ?? 0) / 2)
    await page.keyboard.type('Y')
    const after = await text()
    expect(after.startsWith('Y')).toBe(true)
    expect(after.endsWith('X')).toBe(true)
    expect(after.length).toBeGreaterThan(4)
  })

  test('a text from outside waits until the input method has finished', async () => {
    await open({ locale: 'vi' })
    await compose('tie')
    await page.evaluate(() => {
      const field = window.harness.element
      if (field) field.text = 'from the server'
    })
    await settle()
    await compose('tiế')
    await devtools.send('Input.insertText', { text: 'tiếng' })
    await expect.poll(changes).toContainEqual({ text: 'tiếng', composing: false })
  })

  test('composing before a leading code keeps the code and the place', async () => {
    await open({ ...coded, locale: 'vi', text: seg('{1}ACC{/1}') })
    await press('Home')
    await compose('đ')
    await devtools.send('Input.insertText', { text: 'đến ' })
    await expect.poll(notation).toBe('đến {1}ACC{/1}')
  })

  test('composing over a selected end of a pair takes its other end along', async () => {
    await open({ ...coded, locale: 'vi', text: seg('{1}ACC{/1} x') })
    await press('Home', 'Shift+ArrowRight')
    await compose('â')
    await devtools.send('Input.insertText', { text: 'ân' })
    await expect.poll(notation).toBe('ânACC x')
  })

  test('Enter and typed private-use characters change nothing', async () => {
    await open({ text: 'ก' })
    await press('Enter', 'Shift+Enter')
    await page.keyboard.insertText('\uE001\uF8FF')
    expect(await text()).toBe('ก')
  })

  describe('codes', () => {
    test('a chip says its number and name, and is passed in one step', async () => {
      await open({ ...coded, text: seg('{1}ACC{/1}{2/}') })
      const names = await page
        .locator('.chip')
        .evaluateAll((chips) => chips.map((chip) => chip.getAttribute('aria-label')))
      expect(names).toEqual(['Code 1 begins: b', 'Code 1 ends: b', 'Code 2: br'])
      await press('ArrowLeft')
      await page.keyboard.type('X')
      expect(await notation()).toBe('{1}ACC{/1}X{2/}')
    })

    test.each([
      ['Backspace behind the end', ['End', 'ArrowLeft', 'ArrowLeft', 'Backspace']],
      ['Delete before the beginning', ['Home', 'Delete']],
    ])('%s of a pair takes both ends and leaves the words', async (_, keys) => {
      await open({ ...coded, text: seg('{1}ACC{/1} ไป') })
      if (keys[0] === 'End') await press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Backspace')
      else await press(...keys)
      expect(await notation()).toBe('ACC ไป')
      await press('Control+z')
      expect(await notation()).toBe('{1}ACC{/1} ไป')
    })

    test('typing over one end of a pair takes the other along', async () => {
      await open({ ...coded, text: seg('{1}ACC{/1} ไป') })
      await press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight')
      await page.keyboard.type('Z')
      expect(await notation()).toBe('ZCC ไป')
    })

    test('a missing pair is placed around the selection, by command and by its ghost', async () => {
      await open({ ...coded, text: 'ACC ไป' })
      expect(await page.locator('.ghost').count()).toBe(2)
      await press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
      await page.evaluate(() => window.harness.element?.placeNextCode())
      expect(await notation()).toBe('{1}ACC{/1} ไป')
      await press('End')
      await page.locator('.ghost').click()
      expect(await notation()).toBe('{1}ACC{/1} ไป{2/}')
      expect(await page.locator('.ghost').count()).toBe(0)
    })
  })

  describe('the clipboard', () => {
    test('other programs get the notation, and the same segment its codes back', async () => {
      await open({ ...coded, text: seg('{1}ACC{/1} ไป') })
      await press('Control+a', 'Control+x')
      expect(await clipboard()).toBe('{1}ACC{/1} ไป')
      expect(await text()).toBe('')
      await press('Control+v')
      expect(await notation()).toBe('{1}ACC{/1} ไป')
      await press('Control+v')
      expect(await notation()).toBe('{1}ACC{/1} ไปACC ไป')
    })

    test('another segment takes only codes that mean the same', async () => {
      await open({ ...coded, text: seg('{1}ACC{/1}{2/}') })
      await press('Control+a', 'Control+c')
      await open({ segmentId: 'two', sourceText: seg('{7}x{/7}'), codes: [{ ...bold, id: 7 }] })
      await press('Control+v')
      expect(await notation()).toBe('{7}ACC{/7}')
    })

    test('foreign text comes in on one line and without codes', async () => {
      await open({ ...coded })
      await page.evaluate(() => navigator.clipboard.writeText('หนึ่ง\r\n  สอง\n{1}\uE001'))
      await press('Control+v')
      expect(await text()).toBe('หนึ่ง สอง {1}\uFFFD')
    })
  })

  test('undo survives leaving the segment and coming back', async () => {
    await open({ segmentId: 'kept' })
    await page.keyboard.type('สวัสดี')
    await page.evaluate(() => window.harness.close())
    await open({ segmentId: 'kept', text: 'สวัสดี' })
    await press('Control+z')
    expect(await text()).toBe('')
    await press('Control+y')
    expect(await text()).toBe('สวัสดี')
  })

  test('findings are underlined where they are, and spaces that nobody sees are shown', async () => {
    const target = { start: 2, end: 4 }
    await open({
      text: 'ក\u200Bខគ\u00A0ឃ',
      locale: 'km',
      findings: [
        {
          check: 'numbers',
          severity: 'error',
          message: 'check.numbers.extra',
          values: {},
          source: null,
          target,
        },
      ],
    })
    await expect.poll(() => page.locator('.finding-error').allTextContents()).toEqual(['ខគ'])
    await expect.poll(() => page.locator('.sign-zwsp').count()).toBe(1)
    await expect.poll(() => page.locator('.sign-nbsp').count()).toBe(1)
  })

  test('only the text carries the language, with the line height of its script', async () => {
    await open({ locale: 'km', text: 'ស្ត្រី' })
    const look = await page.locator('.cm-content').evaluate((content) => {
      const style = getComputedStyle(content)
      const size = parseFloat(style.fontSize)
      return { lang: content.getAttribute('lang'), size, ratio: parseFloat(style.lineHeight) / size }
    })
    expect(look.lang).toBe('km')
    expect(look.ratio).toBeCloseTo(2, 1)
    expect(look.size).toBeCloseTo(16 * 1.1, 1)
  })

  test('a field that can only be read takes no key', async () => {
    await open({ text: 'ก', readonly: true })
    await page.keyboard.type('ข')
    await press('Backspace', 'Control+Backspace')
    expect(await text()).toBe('ก')
  })

  test('axe finds nothing', async () => {
    await open({ ...coded, text: seg('{1}ACC{/1}') })
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } } // just loaded
      return (await axe.run()).violations.map((violation) => violation.id)
    })
    expect(violations).toEqual([])
  })
})
