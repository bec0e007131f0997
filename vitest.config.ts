// The tests of everything: vite.config.ts is the build of the browser part only.

import { defineConfig } from 'vitest/config'

const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The machines of the gate have two cores, and most tests wait for a disk, a browser or a process.
    maxWorkers: 2,
    globalSetup: ['tests/helpers/global-setup.ts'],
    // Tests assert behaviour, never time: these only end what hangs, also on a machine that is busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What comes about in its own time is waited for; 1 s, which is usual, is too short for a busy machine.
    expect: { poll: { timeout: 60_000 } },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
  },
})
