// Somebody types, and the browser is killed in the middle of it: what was typed half a second before is there again.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { chromiumPath } from '../helpers/browser.ts'
import { starter } from '../helpers/build.ts'
import { furnish } from '../server/furnish.ts'
import { newPlace, startServer } from '../server/process.ts'
import { atMost, show } from './table.ts'

const kills = Number(process.env['BENCH_KILLS'] ?? 50)
/** What was typed later than so long before the end may be gone, in milliseconds. */
const forgiven = 500

test.skipIf(!chromiumPath)(`${kills} kills while somebody types`, async () => {
  const place = await newPlace(null)
  const { editionId, translationIds, cookies } = await furnish(place, {
    text: Array.from({ length: kills + 2 }, (_, n) => `Sentence number ${n + 1} ends here.`).join('\n\n'),
    translators: 1,
  })
  let server = await startServer(place, {}, starter)
  const { port } = new URL(server.url)
  const profile = mkdtempSync(path.join(tmpdir(), 'setara-profile-'))
  let lost = 0
  let gaps = 0
  try {
    for (let turn = 1; turn <= kills; turn += 1) {
      const address = `${server.url}/editions/${editionId}?segment=${turn}`
      const typed: { readonly letter: string; readonly at: number }[] = []
      const writing = await openBrowser(profile, address, server.url, cookies[0] ?? '')
      // A browser that restores itself after a kill may keep the focus elsewhere.
      await writing.page.locator('.cm-content').click()
      await writing.page.locator('.cm-focused').waitFor()
      const end = Date.now() + 300 + Math.random() * 2_500
      while (Date.now() < end) {
        const letter = String.fromCodePoint(0x1780 + (typed.length % 33))
        await writing.page.keyboard.insertText(letter)
        typed.push({ letter, at: Date.now() })
        await sleep(20 + Math.random() * 60)
      }
      const killed = Date.now()
      writing.child.kill('SIGKILL')
      // Every third time the server dies with it.
      if (turn % 3 === 0) {
        server.signal('SIGKILL')
        await server.ended
        server = await startServer(place, { PORT: port })
      }
      await writing.gone
      const due = typed.filter(({ at }) => at <= killed - forgiven).length
      const reading = await openBrowser(profile, address, server.url, cookies[0] ?? '')
      await reading.page.locator('.cm-content').waitFor()
      // The draft is put into the field right after the texts of the server.
      const whole = typed.map(({ letter }) => letter).join('')
      const found = async () => (await reading.page.locator('.cm-content').innerText()).trim()
      const enough = async () => {
        const text = await found()
        return whole.startsWith(text) && [...text].length >= due
      }
      for (let wait = 0; wait < 40 && !(await enough()); wait += 1) await sleep(50)
      const text = await found()
      if (!whole.startsWith(text)) gaps += 1
      if ([...text].length < due) lost += 1
      reading.child.kill('SIGKILL')
      await reading.gone
      if (turn % 10 === 0) process.stdout.write(`${turn} kills: ${lost} lost, ${gaps} with a hole\n`)
    }
  } finally {
    server.signal('SIGTERM')
    await server.ended
    await place.remove()
    rmSync(profile, { recursive: true, force: true })
  }
  expect(translationIds.length).toBeGreaterThan(kills)
  show(`${kills} kills of the browser, every third with the server`, [
    atMost(`texts that lost more than the last ${forgiven} ms`, 0, lost, ''),
    atMost('texts with a hole or a doubled letter', 0, gaps, ''),
  ])
  expect({ lost, gaps }).toEqual({ lost: 0, gaps: 0 })
})

interface Killable {
  readonly child: ChildProcess
  readonly page: Page
  readonly gone: Promise<unknown>
}

/** A browser of its own process with a profile that outlives it. */
async function openBrowser(profile: string, address: string, url: string, cookie: string): Promise<Killable> {
  const child = spawn(
    chromiumPath ?? '',
    [
      ...[
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
      ],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise((resolve) => child.once('close', resolve))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(words)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Chromium ended:\n${words}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const context = browser.contexts()[0] ?? (await browser.newContext())
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.bringToFront()
  await page.goto(address)
  return { child, page, gone }
}
