// The build of the server part: main, command line and the threads for database, documents and memory → dist/server.

import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vite'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: file('dist/server'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        main: file('server/main.ts'),
        cli: file('server/cli.ts'),
        'embedded-worker': file('server/store/embedded/worker.js'),
        'document-worker': file('server/formats/apart/worker.ts'),
        'pieces-worker': file('server/formats/apart/pieces-worker.ts'),
        'memory-worker': file('server/store/memory/worker.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
