// The tests of everything: vite.config.ts is the build of the browser part only.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/helpers/global-setup.ts'],
    // Databases and servers are started in tests; a busy machine needs time for that.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
