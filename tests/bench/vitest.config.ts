// Benchmarks need the real server and long times; they print tables and assert nothing about time.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/bench/*.bench.ts'],
    globalSetup: ['tests/helpers/global-setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
    reporters: ['dot'],
  },
})
