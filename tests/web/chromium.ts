// A real browser for tests: Debian's Chromium, or the one that CHROMIUM names.

import { existsSync } from 'node:fs'

import { chromium, type Browser } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a browser, or null; a missing one is said loudly, and fails where tests run for everyone. */
export function findChromium(): string | null {
  const found = [process.env['CHROMIUM'] ?? '', ...usual].find((path) => path !== '' && existsSync(path))
  if (found) return found
  const advice =
    'No Chromium was found: install it or name it in CHROMIUM. Browser tests do not run without it.'
  if (process.env['CI']) throw new Error(advice)
  process.stderr.write(`\n!!! ${advice}\n\n`)
  return null
}

/** Starts the browser without anything that would ask the network. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
