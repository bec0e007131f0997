// From a fresh clone to the sample edition on the screen, without `npm ci`; and the memory of the idle server.

import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { openBrowser } from '../helpers/browser.ts'
import { root } from '../helpers/build.ts'
import { atMost, memoryOf, show } from './table.ts'

test('start', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-fresh-'))
  const clone = path.join(folder, 'main')
  spawnSync('git', ['clone', '--quiet', root, clone])
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'))
  const shared = path.join(root, '..', 'shared')
  if (fs.existsSync(shared)) fs.symlinkSync(shared, path.join(folder, 'shared'))
  const browser = await openBrowser()
  const page = await browser.newPage()

  const begun = performance.now()
  const child = spawn(process.execPath, ['server/start.mjs', 'main'], {
    cwd: clone,
    env: { PATH: process.env['PATH'], HOME: os.homedir(), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()))
  while (!/Demo Translator +http\S+/.test(words)) {
    expect(child.exitCode).toBeNull()
    await sleep(20)
  }
  const answering = performance.now() - begun
  await page.goto(/Demo Translator +(http\S+)/.exec(words)?.[1] ?? '')
  await page.locator('a[href*="/editions/"]').first().click()
  await page
    .locator('st-edition-page')
    .getByText(/\w{4,}/)
    .first()
    .waitFor()
  const shown = performance.now() - begun
  await browser.close()
  await sleep(10_000)
  const memory = memoryOf(child.pid ?? 0)

  show('start of a fresh clone, builds and new database included', [
    { ...atMost('the server answers', 20, answering / 1000, 's'), target: '–' },
    atMost('the sample edition is on the screen', 20, shown / 1000, 's'),
    atMost('memory of the idle server', 350, memory, 'MB'),
  ])
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
  fs.rmSync(folder, { recursive: true, force: true })
})
