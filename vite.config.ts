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

/** Names what the first script will ask for, so that both come at once. */
const frameEarly: Plugin = {
  name: 'frame-early',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => /\/frame-[^/]+\.js$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        })),
  },
}

export default defineConfig({
  plugins: [frameEarly, compressed],
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
            // What asks for everything else comes first, and needs nothing of it.
            {
              name: 'start',
              test: /\/web\/(?:api\/early|router|i18n\/catalogues)\.ts$|\/locales\/locale\.ts$|vite\/preload-helper/,
              priority: 4,
            },
            { name: 'frame', test: /\/web\/frame\.ts$/, priority: 3 },
            {
              name: 'parts',
              test: /\/web\/(?:api|elements|i18n|stores)\/(?!dialog|own-icons|menu|concordance|block-list)|\/server\/domain\/together\.ts$/,
              minShareCount: 2,
              priority: 2,
            },
            { name: 'texts', test: /\/(?:web\/editor|server\/domain)\//, minShareCount: 3, priority: 1 },
            // What is left of the editor, which the grid of all languages shares.
            { name: 'editor', test: /\/web\/editor\/edition-page\.ts$/ },
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
