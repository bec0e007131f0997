// The build of the browser part: web/ → dist/web.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { defineConfig, type Plugin } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Lays a compressed copy beside each file of text, which the server gives to browsers that take it. */
const compressed: Plugin = {
  name: 'compressed-copies',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(?:js|css|html|svg)$/.test(file))) {
      const path = join(dir, name)
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    }
  },
}

export default defineConfig({
  plugins: [compressed],
  root: folder('web'),
  base: '/',
  resolve: {
    // The same names as `imports` in package.json, spelled out because the root of this build is web/.
    alias: [
      { find: /^#locales\//, replacement: folder('locales/') },
      { find: /^#glossary\//, replacement: folder('glossary/') },
      { find: /^#domain\//, replacement: folder('server/domain/') },
    ],
  },
  build: {
    outDir: folder('dist/web'),
    emptyOutDir: true,
    sourcemap: false,
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // Fonts and icons stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: folder('web/index.html'), sw: folder('web/sw.ts') },
      // A service worker keeps its address for ever.
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // A page that is made of fifty small files waits for the slowest of them: what every page needs is one file,
        // and what many pages share are two.
        codeSplitting: {
          groups: [
            {
              name: 'frame',
              tags: ['$initial'],
              test: (id) => !/\/web\/(?:index\.html|main\.ts|sw\.ts)$/.test(id),
              priority: 1,
            },
            {
              name: 'parts',
              test: /\/web\/(?:api|elements|i18n|stores)\/(?!dialog|own-icons|menu|concordance|block-list)/,
              minShareCount: 3,
            },
            { name: 'texts', test: /\/(?:web\/editor|server\/domain)\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: {
    // web/api/ are modules of the browser part, everything else below /api is the server.
    proxy: { '^/api/(?!.+\\.ts)': 'http://127.0.0.1:8480' },
  },
})
