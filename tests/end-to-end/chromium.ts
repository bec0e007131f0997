// The browser of the machine.

import fs from 'node:fs'

import type { LaunchOptions } from 'playwright-core'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of Chromium: CHROMIUM, or where systems put it; null where there is none. */
export function chromiumPath(): string | null {
  const candidates = [process.env['CHROMIUM'], ...known].filter((path) => path !== undefined)
  return candidates.find((path) => fs.existsSync(path)) ?? null
}

/** How to launch it. @throws Error where there is none */
export function chromiumOptions(): LaunchOptions {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium was not found: install it, or name it with CHROMIUM')
  // Chromium's own sandbox refuses to run as root, which is who runs things in containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executablePath, args: [...args, '--disable-dev-shm-usage'], headless: true }
}

/** True where browser tests are skipped; in CI a missing browser is a failure instead. */
export function withoutBrowser(): boolean {
  if (chromiumPath()) return false
  if (process.env['CI']) throw new Error('CI needs Chromium: a browser test that is skipped guards nothing')
  process.stderr.write('\nNO CHROMIUM WAS FOUND: the tests in a browser are skipped.\n\n')
  return true
}
